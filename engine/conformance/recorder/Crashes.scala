package org.apache.spark.sql.arus

import java.io.BufferedOutputStream
import java.nio.file.{Files, Path => NioPath, StandardCopyOption}

import scala.collection.mutable.ArrayBuffer
import scala.jdk.CollectionConverters._

import com.fasterxml.jackson.databind.JsonNode
import org.apache.hadoop.conf.Configuration
import org.apache.hadoop.fs.{FileAlreadyExistsException, FSDataOutputStream, Path}

import org.apache.spark.sql.catalyst.InternalRow
import org.apache.spark.sql.connector.read.{InputPartition, PartitionReader, PartitionReaderFactory}
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream
import org.apache.spark.sql.execution.streaming.checkpointing.FileContextBasedCheckpointFileManager
import org.apache.spark.sql.execution.streaming.runtime.MemoryStreamReaderFactory

class Crash extends RuntimeException(Crash.words)
object Crash { val words = "injected crash" }

/**
 * A crash of the scenario.
 *
 * @param at      processing time, between two batches
 * @param arrival source and place in it of the row that the crashing batch reads
 * @param batch   the batch; of an arrival once its offsets are being logged
 */
case class Fault(at: Option[Long], arrival: Option[(String, Int)], var batch: Option[Long], after: String,
    restartAfter: Long, lost: Boolean) {
  var armed = false
}

/**
 * The crashes still to come. Spark's own pieces ask here at each point that a crash can stand at: the metadata logs
 * (`WatchedFiles`), the source (`Source`) and the sink (`Results`). One scenario runs at a time.
 */
object Crashes {
  private val pending = ArrayBuffer[Fault]()
  private var current = -1L
  private var struck: Option[Fault] = None
  /** A batch has just been committed after which the query dies, once it has told its progress. */
  private var committed = false

  def begin(faults: Seq[Fault]): Unit = synchronized {
    pending.clear(); pending ++= faults; current = -1; struck = None; committed = false
  }

  private def strike(fault: Fault): Unit = { pending -= fault; struck = Some(fault) }
  private def due(point: String): Option[Fault] =
    pending.find(_.batch.contains(current)).filter(_.after == point)

  /** The batch that runs has come to a point: dies there if the scenario says so. */
  def reached(point: String): Unit = synchronized {
    due(point).foreach { fault => strike(fault); throw new Crash }
  }

  /** A batch of the source is planned: whose row is it that a crash waits for? */
  def reads(source: String, from: Int, until: Int): Unit = synchronized {
    pending.filter(f => f.arrival.exists { case (s, place) => s == source && from <= place && place < until })
      .foreach(_.armed = true)
  }

  /** A file of the offset log or of the commit log has been written. */
  def logged(log: String, batch: Long): Unit = synchronized {
    if (log == "offsets") {
      current = batch
      pending.filter(_.armed).foreach(_.batch = Some(batch))
      reached("offsets-logged")
    } else due("commit-logged").foreach { fault => strike(fault); committed = true }
  }

  /** The query looks for a next batch. */
  def next(): Unit = synchronized { if (committed) { committed = false; throw new Crash } }

  /** The crash that has happened since this was asked last. */
  def take(): Option[Fault] = synchronized { val fault = struck; struck = None; committed = false; fault }

  /** The next crash between batches in [from, until). */
  def idle(from: Long, until: Long): Option[Fault] = synchronized {
    val found = pending.filter(_.at.exists(t => from <= t && t < until)).sortBy(_.at.get).headOption
    found.foreach(pending -= _)
    found
  }
}

/**
 * The checkpoint's files, with a word to `Crashes` when a log has grown. Written by Java itself: Hadoop starts a process
 * for each `chmod` and `readlink`, nearly two hundred in a scenario, which took more time than all that Spark did.
 */
class WatchedFiles(path: Path, conf: Configuration) extends FileContextBasedCheckpointFileManager(path, conf) {
  private def local(file: Path): NioPath = NioPath.of(file.toUri.getPath)

  override def mkdirs(folder: Path): Unit = Files.createDirectories(local(folder))

  override def createTempFile(file: Path): FSDataOutputStream =
    new FSDataOutputStream(new BufferedOutputStream(Files.newOutputStream(local(file))), null)

  override def renameTempFile(from: Path, to: Path, overwrite: Boolean): Unit = {
    if (!overwrite && exists(to)) throw new FileAlreadyExistsException(to.toString)
    Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
  }

  override def createAtomic(file: Path, overwrite: Boolean): CancellableFSDataOutputStream = {
    val stream = super.createAtomic(file, overwrite)
    val log = file.getParent.getName
    if (log != "offsets" && log != "commits") stream
    else new CancellableFSDataOutputStream(stream) {
      override def cancel(): Unit = stream.cancel()
      override def close(): Unit = {
        super.close()
        file.getName.toLongOption.foreach(Crashes.logged(log, _))
      }
    }
  }
}

/** Spark's reader of the in-memory source; dies after half of the rows if the batch is to die while it reads. */
object DyingReaderFactory extends PartitionReaderFactory {
  override def createReader(partition: InputPartition): PartitionReader[InternalRow] = {
    val rows = partition.asInstanceOf[org.apache.spark.sql.execution.streaming.runtime.MemoryStreamInputPartition].records.length
    val inner = MemoryStreamReaderFactory.createReader(partition)
    new PartitionReader[InternalRow] {
      private var read = 0
      override def next(): Boolean = {
        if (rows > 0 && read == rows / 2) Crashes.reached("rows-read")
        read += 1
        inner.next()
      }
      override def get(): InternalRow = inner.get()
      override def close(): Unit = inner.close()
    }
  }
}
