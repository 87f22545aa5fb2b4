package org.apache.spark.sql.arus

import java.time.Instant

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.streaming._
import org.apache.spark.sql.types._

/**
 * The step `process: sessionize` as a Spark user writes it.
 *
 * A list holds the event times of a key's rows whose visit is not over. Each row sets an event-time timer at its time +
 * `gap`: if no row stands in between when it fires, a visit ends there. Its rows leave the list and the visit comes
 * out. A row without event time is ignored.
 *
 * @param time the watermark's column
 * @param gap  milliseconds
 */
class Sessionize(time: String, gap: Long) extends StatefulProcessor[Row, Row, Row] {

  private val row = StructType(Seq(StructField("time", TimestampType)))
  @transient private var times: ListState[Row] = _

  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit =
    times = getHandle.getListState[Row]("times", Encoders.row(row), TTLConfig.NONE)

  override def handleInputRows(key: Row, rows: Iterator[Row], timers: TimerValues): Iterator[Row] = {
    rows.map(_.getAs[Instant](time)).filter(_ != null).foreach { t =>
      times.appendValue(Row(t))
      getHandle.registerTimer(t.toEpochMilli + gap)
    }
    Iterator.empty
  }

  override def handleExpiredTimer(key: Row, timers: TimerValues, expired: ExpiredTimerInfo): Iterator[Row] = {
    val last = Instant.ofEpochMilli(expired.getExpiryTimeInMs() - gap)
    val (visit, after) = times.get().map(_.getAs[Instant](0)).toSeq.sorted.partition(!_.isAfter(last))
    if (after.exists(!_.isAfter(last.plusMillis(gap)))) Iterator.empty
    else {
      // `put` would start the count of numRowsUpdated anew.
      times.clear()
      after.foreach(t => times.appendValue(Row(t)))
      Iterator(Row.fromSeq(key.toSeq ++ Seq(visit.head, visit.last, visit.length.toLong)))
    }
  }
}
