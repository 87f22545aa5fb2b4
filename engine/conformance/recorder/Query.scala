package org.apache.spark.sql.arus

import scala.jdk.CollectionConverters._

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.sql.{Encoders, Row}
import org.apache.spark.sql.classic.DataFrame
import org.apache.spark.sql.functions.{col, expr, session_window, window}
import org.apache.spark.sql.streaming.{OutputMode, TimeMode}

/** From the steps of a scenario to a Spark DataFrame: each step is one call of Spark's public interface. */
class Query(sources: Map[String, Source], mode: OutputMode) {

  /** A function goes by the clock: Spark runs a batch at every tick, for ever. */
  var everyTick = false

  def build(query: JsonNode): DataFrame = {
    val steps = if (query.has("steps")) query.get("steps").elements().asScala.toSeq else Nil
    steps.foldLeft(sources(query.get("from").asText).toDF(): DataFrame)((df, s) => step(df, s).asInstanceOf[DataFrame])
  }

  private def texts(list: JsonNode): Seq[String] =
    if (list == null) Nil else list.elements().asScala.map(_.asText).toSeq

  private def step(df: DataFrame, s: JsonNode): org.apache.spark.sql.Dataset[Row] =
    if (s.has("watermark")) df.withWatermark(s.get("watermark").asText, s.get("delay").asText)
    else if (s.has("filter")) df.filter(expr(s.get("filter").asText))
    else if (s.has("select")) df.select(Json.fields(s.get("select")).map { case (n, e) => expr(e.asText).as(n) }: _*)
    else if (s.has("groupBy")) aggregate(df, s)
    // Without columns: all of them, as Spark's call without arguments.
    else if (s.has("dropDuplicates")) texts(s.get("dropDuplicates")) match {
      case Nil => df.dropDuplicates()
      case columns => df.dropDuplicates(columns)
    }
    else if (s.has("dropDuplicatesWithinWatermark")) texts(s.get("dropDuplicatesWithinWatermark")) match {
      case Nil => df.dropDuplicatesWithinWatermark()
      case columns => df.dropDuplicatesWithinWatermark(columns)
    }
    else if (s.has("join")) join(df, s.get("join"))
    else if (s.has("union")) df.union(build(s.get("union")))
    else if (s.has("process")) process(df, s)
    else throw new IllegalArgumentException("unknown step " + s)

  private def aggregate(df: DataFrame, s: JsonNode): org.apache.spark.sql.Dataset[Row] = {
    val group = s.get("groupBy")
    val over = Option(group.get("window")).map { w =>
      val on = col(w.get("on").asText)
      if (w.has("gap")) session_window(on, w.get("gap").asText).as("window")
      else {
        val size = w.get("size").asText
        val slide = if (w.has("slide")) w.get("slide").asText else size
        val start = if (w.has("start")) w.get("start").asText else "0 seconds"
        window(on, size, slide, start).as("window")
      }
    }
    val aggregates = Json.fields(s.get("aggregate")).map { case (n, e) => expr(e.asText).as(n) }
    df.groupBy((over.toSeq ++ texts(group.get("keys")).map(col)): _*).agg(aggregates.head, aggregates.tail: _*)
  }

  private val joinTypes = Map("inner" -> "inner", "leftOuter" -> "left_outer", "rightOuter" -> "right_outer",
    "fullOuter" -> "full_outer", "leftSemi" -> "left_semi", "leftAnti" -> "left_anti")

  private def join(df: DataFrame, j: JsonNode): org.apache.spark.sql.Dataset[Row] = {
    val kind = if (j.has("type")) j.get("type").asText else "inner"
    df.join(build(j.get("with")), expr(j.get("on").asText), joinTypes(kind))
  }

  private def process(df: DataFrame, s: JsonNode): org.apache.spark.sql.Dataset[Row] = {
    val keys = texts(s.get("keys"))
    // The watermark's column carries its delay in the metadata: that is how Spark itself finds it. Without a watermark
    // any timestamp will do to hear what Spark says.
    val columns = df.queryExecution.analyzed.output
    val time = columns.find(_.metadata.contains("spark.watermarkDelayMs"))
      .orElse(columns.find(_.dataType == org.apache.spark.sql.types.TimestampType)).map(_.name).getOrElse("")
    val input = df.schema
    val keyColumns = keys.map(input.fieldIndex)
    val function = KeyedFunction(s.get("process").asText, input, keys, time, s.get("parameters"))
    if (function.timeMode == TimeMode.ProcessingTime()) everyTick = true
    df.groupByKey((row: Row) => Row.fromSeq(keyColumns.map(row.get)))(
        Encoders.row(org.apache.spark.sql.types.StructType(keys.map(input(_)))))
      .transformWithState(function.processor, function.timeMode, mode)(Encoders.row(function.output))
  }
}
