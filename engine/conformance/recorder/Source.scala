package org.apache.spark.sql.arus

import scala.collection.mutable.ArrayBuffer

import org.apache.spark.sql.{Encoder, Row}
import org.apache.spark.sql.catalyst.expressions.UnsafeRow
import org.apache.spark.sql.classic.SparkSession
import org.apache.spark.sql.connector.read.{InputPartition, PartitionReaderFactory}
import org.apache.spark.sql.connector.read.streaming.{Offset, ReadLimit, ReadMaxRows}
import org.apache.spark.sql.execution.streaming.runtime.{LongOffset, MemoryStreamBaseClass, MemoryStreamInputPartition}

/**
 * One source of a scenario: Spark's own in-memory source with one offset a row, the declared partitions, and a limit
 * of rows a batch if the scenario sets one.
 */
class Source(name: String, id: Int, spark: SparkSession, partitions: Int, maxRowsPerBatch: Option[Long])(implicit encoder: Encoder[Row])
    extends MemoryStreamBaseClass[Row](id, spark, Some(1)) {

  private val readable = ArrayBuffer[(UnsafeRow, Int)]()
  private var availableNowEnd: Option[Long] = None
  private var planned = -1L

  /** Whether every readable row is in a batch. */
  def allRead: Boolean = synchronized { planned == last }

  /** Makes rows readable, all at once, so that no batch sees half of what arrives at one instant. */
  def put(rows: Seq[(Row, Int)]): Unit = synchronized {
    rows.foreach { case (row, partition) => readable += ((toRow(row).copy().asInstanceOf[UnsafeRow], partition)) }
  }

  private def last: Long = readable.size - 1L

  override def initialOffset: Offset = LongOffset(-1)
  override def deserializeOffset(json: String): Offset = LongOffset(json.toLong)
  override def getDefaultReadLimit: ReadLimit =
    maxRowsPerBatch.map(ReadLimit.maxRows(_)).getOrElse(ReadLimit.allAvailable())
  override def prepareForTriggerAvailableNow(): Unit = synchronized { availableNowEnd = Some(last) }

  // As in Spark's MemoryStream: no offset until the first row, so that an empty source starts no batch.
  override def latestOffset(): Offset = synchronized { if (last < 0) null else LongOffset(last) }
  override def latestOffset(from: Offset, limit: ReadLimit): Offset = synchronized {
    Crashes.next()
    val end = availableNowEnd.getOrElse(last)
    val start = if (from == null) -1L else from.asInstanceOf[LongOffset].offset
    if (last < 0) null
    else {
      val upTo = limit match {
        case most: ReadMaxRows => math.min(end, start + most.maxRows)
        case _ => end
      }
      Crashes.reads(name, start.toInt + 1, upTo.toInt + 1)
      planned = upTo
      LongOffset(upTo)
    }
  }

  override def createReaderFactory(): PartitionReaderFactory = DyingReaderFactory

  override def planInputPartitions(start: Offset, end: Offset): Array[InputPartition] = synchronized {
    val rows = readable.slice(
      start.asInstanceOf[LongOffset].offset.toInt + 1, end.asInstanceOf[LongOffset].offset.toInt + 1)
    (0 until partitions).map { p =>
      new MemoryStreamInputPartition(rows.filter(_._2 == p).map(_._1).toArray): InputPartition
    }.toArray
  }

  override def commit(end: Offset): Unit = ()
  override def reset(): Unit = ()
}
