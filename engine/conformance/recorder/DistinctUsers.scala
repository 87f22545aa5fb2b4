package org.apache.spark.sql.arus

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.streaming._
import org.apache.spark.sql.types._

/**
 * The step `process: distinctUsers` as a Spark user writes it.
 *
 * A map holds the users of a key, with how many rows each had. A key that got a row with a user in a batch comes out of
 * it once, with how many users it has. With `ttl` a user without a row for so long is forgotten. A row without user is
 * ignored.
 *
 * @param column the one that names the user
 * @param ttl    milliseconds of processing time
 */
class DistinctUsers(input: StructType, column: String, ttl: Option[Long]) extends StatefulProcessor[Row, Row, Row] {

  private val user = StructType(Seq(input(column)))
  private val seen = StructType(Seq(StructField("rows", LongType)))
  @transient private var users: MapState[Row, Row] = _

  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit =
    users = getHandle.getMapState[Row, Row]("users", Encoders.row(user), Encoders.row(seen), KeyedFunction.ttlConfig(ttl))

  override def handleInputRows(key: Row, rows: Iterator[Row], timers: TimerValues): Iterator[Row] = {
    val named = rows.map(_.getAs[Any](column)).filter(_ != null).map(Row(_)).toSeq
    named.foreach { u =>
      users.updateValue(u, Row(Option(users.getValue(u)).map(_.getLong(0)).getOrElse(0L) + 1))
    }
    if (named.isEmpty) Iterator.empty else Iterator(Row.fromSeq(key.toSeq :+ users.keys().size.toLong))
  }
}
