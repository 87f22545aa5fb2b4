package org.apache.spark.sql.arus

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.streaming._
import org.apache.spark.sql.types._

/**
 * The step `process: thresholdAlert` as a Spark user writes it.
 *
 * The first value of a key opens a span of processing time. The row that lifts the span's sum above the threshold comes
 * out, once a span. A processing-time timer at the span's end forgets the sum, and so arms the alert again. Rows of a
 * batch come before its timers: a row that meets a span whose end has come opens the next one. A row without a value
 * is ignored.
 *
 * @param input  columns of a row as it comes in
 * @param keys   the key columns, which stand first in an alert
 * @param column the one summed
 * @param above  the threshold
 * @param span   milliseconds
 */
class ThresholdAlert(input: StructType, keys: Seq[String], column: String, above: Double, span: Long)
    extends StatefulProcessor[Row, Row, Row] {

  private val held = StructType(Seq(StructField("total", input(column).dataType),
    StructField("armed", BooleanType), StructField("until", LongType)))
  @transient private var state: ValueState[Row] = _

  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit =
    state = getHandle.getValueState[Row]("span", Encoders.row(held), TTLConfig.NONE)

  override def handleInputRows(key: Row, rows: Iterator[Row], timers: TimerValues): Iterator[Row] = {
    val now = timers.getCurrentProcessingTimeInMs()
    rows.filter(_.getAs[Any](column) != null).flatMap { row =>
      val before = Option(state.get())
      val open = before.filter(_.getLong(2) > now)
      if (open.isEmpty) {
        before.foreach(b => getHandle.deleteTimer(b.getLong(2)))
        getHandle.registerTimer(now + span)
      }
      val total = KeyedFunction.add(open.map(_.get(0)), row.getAs[Any](column))
      val armed = open.forall(_.getBoolean(1))
      val alert = armed && total.asInstanceOf[Number].doubleValue > above
      state.update(Row(total, armed && !alert, open.map(_.getLong(2)).getOrElse(now + span)))
      if (!alert) None
      else Some(Row.fromSeq(KeyedFunction.keysFirst(input, keys).map(f => row.getAs[Any](f.name)) :+ total))
    }
  }

  override def handleExpiredTimer(key: Row, timers: TimerValues, expired: ExpiredTimerInfo): Iterator[Row] = {
    state.clear()
    Iterator.empty
  }
}
