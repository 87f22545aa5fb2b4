package org.apache.spark.sql.arus

import java.time.Duration

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.sql.Row
import org.apache.spark.sql.catalyst.util.MathUtils
import org.apache.spark.sql.streaming.{StatefulProcessor, TimeMode, TTLConfig}
import org.apache.spark.sql.types._

/** A function of the step `process`: its StatefulProcessor, the time that it asks Spark for, and what comes out. */
case class KeyedFunction(processor: StatefulProcessor[Row, Row, Row], timeMode: TimeMode, output: StructType)

object KeyedFunction {
  /**
   * The function that a step names.
   * @param input the columns of a row as it comes in
   * @param keys  the key columns, which stand first in what comes out
   * @param time  the watermark's column
   */
  def apply(name: String, input: StructType, keys: Seq[String], time: String, parameters: JsonNode): KeyedFunction = {
    def said(field: String): Option[JsonNode] = Option(parameters).flatMap(p => Option(p.get(field)))
    def column(field: String): String = said(field).get.asText
    def millis(field: String): Option[Long] = said(field).map(d => Json.duration(d.asText))
    // State that expires does so in processing time; without it the function asks for no time at all.
    val ttl = millis("ttl")
    val timeOfTtl = if (ttl.isDefined) TimeMode.ProcessingTime() else TimeMode.None()
    val row = keysFirst(input, keys)
    def with_(fields: (String, DataType)*) = StructType(row ++ fields.map { case (n, t) => StructField(n, t) })
    def keysWith(fields: (String, DataType)*) =
      StructType(keys.map(input(_)) ++ fields.map { case (n, t) => StructField(n, t) })
    name match {
      case "velocityCheck" =>
        val city = said("column").map(_.asText).getOrElse("city")
        KeyedFunction(new VelocityCheck(input, keys, city, time, millis("within").get), TimeMode.EventTime(),
          with_("previousCity" -> StringType, "previousTime" -> TimestampType))
      case "sessionize" =>
        KeyedFunction(new Sessionize(time, millis("gap").get), TimeMode.EventTime(),
          keysWith("visitStart" -> TimestampType, "visitEnd" -> TimestampType, "rows" -> LongType))
      case "runningTotal" =>
        KeyedFunction(new RunningTotal(input, keys, column("column"), ttl), timeOfTtl,
          with_("total" -> input(column("column")).dataType))
      case "thresholdAlert" =>
        KeyedFunction(
          new ThresholdAlert(input, keys, column("column"), said("above").get.asDouble, millis("span").get),
          TimeMode.ProcessingTime(), with_("total" -> input(column("column")).dataType))
      case "distinctUsers" =>
        KeyedFunction(new DistinctUsers(input, column("column"), ttl), timeOfTtl, keysWith("users" -> LongType))
    }
  }

  /** The columns of a row with the keys first. */
  def keysFirst(input: StructType, keys: Seq[String]): Seq[StructField] =
    keys.map(input(_)) ++ input.fields.filterNot(f => keys.contains(f.name))

  def ttlConfig(millis: Option[Long]): TTLConfig =
    millis.map(m => TTLConfig(Duration.ofMillis(m))).getOrElse(TTLConfig.NONE)

  /** A sum grows as Spark's own does: longs never wrap. */
  def add(total: Option[Any], value: Any): Any = (total, value) match {
    case (None, v) => v
    case (Some(t: Long), v: Long) => MathUtils.addExact(t, v)
    case (Some(t: Double), v: Double) => t + v
    case other => throw new IllegalArgumentException(other.toString)
  }
}
