package org.apache.spark.sql.arus

import java.time.{Duration, Instant}

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.streaming._
import org.apache.spark.sql.types._

/**
 * The step `process: velocityCheck` as a Spark user writes it: a StatefulProcessor for `transformWithState`.
 *
 * It remembers, for each key, city and event time of the row that is newest by event time. A row elsewhere, less than
 * `within` away from the remembered one in event time, on either side, is an alert. An event-time timer forgets the key at
 * remembered time + `within`. A row without city or without event time is ignored.
 *
 * @param input  columns of a row as it comes in
 * @param keys   the key columns, which stand first in an alert
 * @param city   the column compared
 * @param time   the watermark's column
 * @param within milliseconds
 */
class VelocityCheck(input: StructType, keys: Seq[String], city: String, time: String, within: Long)
    extends StatefulProcessor[Row, Row, Row] {

  private val remembered = StructType(Seq(StructField("city", StringType), StructField("time", TimestampType)))
  @transient private var last: ValueState[Row] = _

  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit =
    last = getHandle.getValueState[Row]("last", Encoders.row(remembered), TTLConfig.NONE)

  private def expiry(t: Instant): Long = t.toEpochMilli + within

  override def handleInputRows(key: Row, rows: Iterator[Row], timers: TimerValues): Iterator[Row] =
    rows.flatMap { row =>
      val here = row.getAs[String](city)
      val now = row.getAs[Instant](time)
      if (here == null || now == null) None
      else {
        val before = Option(last.get())
        val alert = before.filter { b =>
          b.getString(0) != here && Duration.between(b.getAs[Instant](1), now).abs.toMillis < within
        }.map { b =>
          Row.fromSeq(KeyedFunction.keysFirst(input, keys).map(f => row.getAs[Any](f.name)) ++ b.toSeq)
        }
        if (before.forall(b => !now.isBefore(b.getAs[Instant](1)))) {
          before.foreach(b => getHandle.deleteTimer(expiry(b.getAs[Instant](1))))
          last.update(Row(here, now))
          getHandle.registerTimer(expiry(now))
        }
        alert
      }
    }

  override def handleExpiredTimer(key: Row, timers: TimerValues, expired: ExpiredTimerInfo): Iterator[Row] = {
    last.clear()
    Iterator.empty
  }
}
