package org.apache.spark.sql.arus

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.streaming._
import org.apache.spark.sql.types._

/**
 * The step `process: runningTotal` as a Spark user writes it.
 *
 * Each row comes out with the sum of its key's values so far. A row without a value changes nothing and comes out with
 * the sum as it is (null before the first value). With `ttl` a sum that got no value for so long is forgotten.
 *
 * @param input  columns of a row as it comes in
 * @param keys   the key columns, which stand first
 * @param column the one summed
 * @param ttl    milliseconds of processing time
 */
class RunningTotal(input: StructType, keys: Seq[String], column: String, ttl: Option[Long])
    extends StatefulProcessor[Row, Row, Row] {

  private val held = StructType(Seq(StructField("total", input(column).dataType)))
  @transient private var total: ValueState[Row] = _

  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit =
    total = getHandle.getValueState[Row]("total", Encoders.row(held), KeyedFunction.ttlConfig(ttl))

  override def handleInputRows(key: Row, rows: Iterator[Row], timers: TimerValues): Iterator[Row] =
    rows.map { row =>
      val value = row.getAs[Any](column)
      val before = Option(total.get()).map(_.get(0))
      val after = if (value == null) before else Some(KeyedFunction.add(before, value))
      if (value != null) total.update(Row(after.get))
      Row.fromSeq(KeyedFunction.keysFirst(input, keys).map(f => row.getAs[Any](f.name)) :+ after.orNull)
    }
}
