package org.apache.spark.sql.arus

import java.time.{Instant, OffsetDateTime, ZoneOffset}
import java.time.format.DateTimeFormatter
import java.util.concurrent.TimeUnit

import scala.jdk.CollectionConverters._

import com.fasterxml.jackson.databind.{JsonNode, ObjectMapper}
import com.fasterxml.jackson.databind.node.ObjectNode

import org.apache.spark.sql.Row
import org.apache.spark.sql.catalyst.util.IntervalUtils
import org.apache.spark.sql.types._
import org.apache.spark.unsafe.types.UTF8String

/** Values between the scenario file, Spark's rows and the lines that are recorded. */
object Json {
  val mapper = new ObjectMapper()
  private val millis = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC)

  /** Milliseconds since the epoch. */
  def time(s: String): Long = OffsetDateTime.parse(s).toInstant.toEpochMilli

  /** Spark's interval string, in milliseconds. */
  def duration(s: String): Long =
    IntervalUtils.getDuration(IntervalUtils.stringToInterval(UTF8String.fromString(s)), TimeUnit.MILLISECONDS)

  def fields(n: JsonNode): Seq[(String, JsonNode)] =
    if (n == null || n.isNull) Nil else n.properties().asScala.toSeq.map(e => (e.getKey, e.getValue))

  def columnType(t: String): DataType = t match {
    case "string" => StringType
    case "boolean" => BooleanType
    case "long" => LongType
    case "double" => DoubleType
    case "timestamp" => TimestampType
  }

  def value(n: JsonNode, t: DataType): Any =
    if (n == null || n.isNull) null
    else t match {
      case StringType => n.asText
      case BooleanType => n.asBoolean
      case LongType => n.asLong
      case DoubleType => n.asDouble
      case TimestampType => OffsetDateTime.parse(n.asText).toInstant
      case _ => throw new IllegalArgumentException(t.toString)
    }

  def put(o: ObjectNode, name: String, value: Any, t: DataType): Unit = value match {
    case null => o.putNull(name)
    case x: Instant => o.put(name, millis.format(x))
    case x: Boolean => o.put(name, x)
    case x: Long => o.put(name, x)
    case x: Int => o.put(name, x)
    case x: Double => if (x.isNaN || x.isInfinite) o.put(name, x.toString) else o.put(name, x)
    case x: java.math.BigDecimal => o.put(name, x)
    case x: String => o.put(name, x)
    case x: Row =>
      val inner = o.putObject(name)
      t.asInstanceOf[StructType].fields.zipWithIndex.foreach { case (f, i) => put(inner, f.name, x.get(i), f.dataType) }
    case x => o.put(name, x.toString)
  }
}
