// Runs scenario files on real Apache Spark Structured Streaming and writes down what each micro-batch did.
//
// It lives under org.apache.spark.sql because the manual clock, the in-memory source and
// StreamingQueryManager.startQuery(triggerClock = ...) are private[sql]. They are the pieces that Spark's own test
// suites drive: the micro-batches are Spark's, at instants that the scenario chooses.
package org.apache.spark.sql.arus

import java.io.{BufferedReader, File, InputStreamReader}
import java.nio.charset.StandardCharsets
import java.nio.file.{Files, Paths}

import scala.collection.mutable
import scala.collection.mutable.ArrayBuffer
import scala.jdk.CollectionConverters._

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.SparkThrowable
import org.apache.spark.sql.{AnalysisException, Encoder, Encoders, Row}
import org.apache.spark.sql.catalyst.streaming.InternalOutputModes
import org.apache.spark.sql.classic.{SparkSession, StreamingQuery}
import org.apache.spark.sql.execution.streaming.Sink
import org.apache.spark.sql.execution.streaming.state.StateStore
import org.apache.spark.sql.streaming.{StreamingQueryProgress, Trigger}
import org.apache.spark.sql.types.{StructField, StructType}
import org.apache.spark.util.ManualClock

/** A manual clock that knows when the query has finished a trigger and sleeps until the next one. */
class TickClock(start: Long) extends ManualClock(start) {
  private var sleepingSince: Option[Long] = None
  override def waitTillTime(target: Long): Long = synchronized {
    try { sleepingSince = Some(getTimeMillis()); super.waitTillTime(target) } finally { sleepingSince = None }
  }
  def sleepsSince(t: Long): Boolean = synchronized { sleepingSince.contains(t) }
}

class Crash extends RuntimeException("injected crash after the sink was written")

/** Keeps what each batch gave it; dies once, after the write of a chosen batch, if the scenario says so. */
class Results(crashBatch: Option[Long]) extends Sink {
  val batches = mutable.LinkedHashMap[Long, (StructType, Array[Row])]()
  private var crashed = false
  override def addBatch(batchId: Long, data: org.apache.spark.sql.DataFrame): Unit = {
    batches(batchId) = (data.schema, data.collect().asInstanceOf[Array[Row]])
    if (crashBatch.contains(batchId) && !crashed) { crashed = true; throw new Crash }
  }
  override def toString: String = "Results"
}

case class Arrival(at: Long, source: String, row: Row, partition: Int)

/** One scenario, from its file to its lines. */
class Recording(session: SparkSession, scenario: JsonNode, checkpoint: File) {
  private val spark = session.newSession()
  org.apache.spark.sql.SparkSession.setActiveSession(spark)

  private val settings = Option(scenario.get("engines")).flatMap(e => Option(e.get("spark")))
  private def setting(name: String): Option[JsonNode] = settings.flatMap(s => Option(s.get(name))).filterNot(_.isNull)

  setting("noDataBatches").foreach(v => spark.conf.set("spark.sql.streaming.noDataMicroBatches.enabled", v.asText))
  setting("multipleWatermarkPolicy").foreach(v => spark.conf.set("spark.sql.streaming.multipleWatermarkPolicy", v.asText))
  // transformWithState needs column families, which only this state store has.
  spark.conf.set("spark.sql.streaming.stateStore.providerClass", "org.apache.spark.sql.execution.streaming.state." +
    (if (scenario.get("query").findValue("process") != null) "RocksDBStateStoreProvider" else "HDFSBackedStateStoreProvider"))

  private val mode = InternalOutputModes(setting("outputMode").map(_.asText).getOrElse("append"))
  private val maxRows = setting("maxRowsPerBatch").map(_.asLong)
  private val startAt = setting("startAt").map(t => Json.time(t.asText))
  private val until = Option(scenario.get("until")).filterNot(_.isNull).map(t => Json.time(t.asText))
  private val trigger = setting("trigger")
  private def triggerIs(name: String) = trigger.exists(t => t.has(name) && t.get(name).asBoolean)
  private val oneShot = triggerIs("once") || triggerIs("availableNow")
  private val interval = trigger.flatMap(t => Option(t.get("processingTime"))).map(t => Json.duration(t.asText)).getOrElse(0L)

  private val crash = Option(scenario.get("faults")).toSeq.flatMap(_.elements().asScala)
    .find(f => f.get("engine").asText == "spark" && f.has("crash"))
  crash.foreach(f => require(f.get("crash").get("after").asText == "sink-written", "only crashes after sink-written"))
  crash.foreach(_ => require(interval > 0, "a crash needs a trigger interval"))

  private val schemas = Json.fields(scenario.get("sources")).map { case (name, s) =>
    name -> StructType(Json.fields(s.get("columns")).map { case (c, t) => StructField(c, Json.columnType(t.asText)) })
  }.toMap
  private val sources = Json.fields(scenario.get("sources")).zipWithIndex.map { case ((name, s), i) =>
    implicit val encoder: Encoder[Row] = Encoders.row(schemas(name))
    name -> new Source(i, spark, Option(s.get("partitions")).map(_.asInt).getOrElse(1), maxRows)
  }.toMap
  // The sort is stable: rows of one instant keep their order in the file.
  private val arrivals: Array[Arrival] = Json.fields(scenario.get("sources")).flatMap { case (name, s) =>
    s.get("arrivals").elements().asScala.map { a =>
      val row = Row.fromSeq(schemas(name).fields.toSeq.map(f => Json.value(a.get("row").get(f.name), f.dataType)))
      Arrival(Json.time(a.get("arrivesAt").asText), name, row, Option(a.get("partition")).map(_.asInt).getOrElse(0))
    }
  }.sortBy(_.at).toArray

  private var next = 0
  /** Makes every row that arrives until t readable. */
  private def arrive(t: Long): Unit = {
    val now = arrivals.drop(next).takeWhile(_.at <= t)
    now.groupBy(_.source).foreach { case (name, rows) => sources(name).put(rows.toSeq.map(a => (a.row, a.partition))) }
    next += now.length
  }

  private val results = new Results(crash.map(_.get("crash").get("batchId").asLong))
  private val progress = ArrayBuffer[StreamingQueryProgress]()
  private var failure: Option[Throwable] = None
  private var query: StreamingQuery = _
  private var everyTick = false

  /** The recorded lines: one a batch; or one that says what Spark refused; or batches and what made the query fail. */
  def lines(): Seq[String] = {
    val asked = new Query(sources, mode)
    val df =
      try asked.build(scenario.get("query"))
      catch { case t: Exception => return Seq(said("refused", t)) }
    everyTick = asked.everyTick
    def start(clock: org.apache.spark.util.Clock): Unit =
      query = spark.streams.startQuery(None, None, Some(checkpoint.getAbsolutePath), df, Map.empty[String, String], results,
        mode, false, true, sparkTrigger, clock)
    try {
      try if (oneShot) runOnce(start) else if (interval > 0) runTicks(start) else runWithoutPause(start)
      catch { case t: Exception if query == null => return Seq(said("refused", t)) }
    } finally if (query != null && query.isActive) query.stop()
    // Some refusals come only when the first batch is planned, before any row was read.
    if (failure.exists(isAnalysis) && progress.isEmpty && results.batches.isEmpty) Seq(said("refused", failure.get))
    else progress.toSeq.map(line) ++ failure.map(said("failed", _))
  }

  private def sparkTrigger: Trigger =
    if (triggerIs("once")) Trigger.Once() else if (oneShot) Trigger.AvailableNow() else Trigger.ProcessingTime(interval)

  private def runOnce(start: org.apache.spark.util.Clock => Unit): Unit = {
    val at = startAt.orElse(arrivals.filterNot(a => until.exists(a.at > _)).lastOption.map(_.at)).getOrElse(0L)
    arrive(at)
    start(new ManualClock(at))
    try query.awaitTermination() catch { case t: Exception => failure = Some(t) }
    collect()
  }

  /** Trigger interval 0: rows that arrive at one instant, the batch, then the no-data batch if one is due. */
  private def runWithoutPause(start: org.apache.spark.util.Clock => Unit): Unit = {
    val first = startAt.orElse(arrivals.headOption.map(_.at)).getOrElse(0L)
    val clock = new ManualClock(first)
    startAt.foreach(arrive)
    start(clock)
    def settle(): Unit = try query.processAllAvailable() catch { case t: Exception => failure = Some(t) }
    settle()
    while (next < arrivals.length && failure.isEmpty && !until.exists(arrivals(next).at > _)) {
      clock.setTime(arrivals(next).at)
      arrive(arrivals(next).at)
      settle()
    }
    collect()
  }

  /** One tick after another, each settled before the clock moves; spans in which nothing can happen are skipped. */
  private def runTicks(start: org.apache.spark.util.Clock => Unit): Unit = {
    def ceil(t: Long) = -Math.floorDiv(-t, interval) * interval
    // Without startAt the query has been running, idle, since before the first row.
    var now = startAt.getOrElse(arrivals.headOption.map(a => ceil(a.at) - interval).getOrElse(0L))
    startAt.foreach(arrive)
    val clock = new TickClock(now)
    start(clock)
    def settle(t: Long): Unit = {
      val deadline = System.currentTimeMillis() + 120000
      while (query.isActive && !clock.sleepsSince(t)) {
        if (System.currentTimeMillis() > deadline) throw new IllegalStateException("stuck at " + t)
        Thread.sleep(1)
      }
    }
    settle(now)
    collect()
    now = Math.floorDiv(now, interval) * interval
    var idle = progress.isEmpty
    var done = false
    while (!done && failure.isEmpty) {
      if (!query.isActive) {
        val died = query.exception.get
        if (causes(died).exists(_.isInstanceOf[Crash])) {
          val after = Json.duration(crash.get.get("restartAfter").asText)
          require(after < interval, "restartAfter must be shorter than the trigger interval")
          arrive(now + after)
          clock.setTime(now + after)
          start(clock)
          settle(now + after)
          collect()
          idle = false
        } else failure = Some(died)
      } else {
        val tick = if (idle && next < arrivals.length) math.max(now + interval, ceil(arrivals(next).at)) else now + interval
        if (until.exists(tick > _)) done = true
        else {
          now = tick
          arrive(now)
          clock.setTime(now)
          settle(now)
          val before = progress.length
          collect()
          idle = progress.length == before && query.isActive
          // Where every tick has a batch the run ends once there is no row to come and no state that the clock could end.
          val inVain = everyTick && progress.last.stateOperators.forall(_.numRowsTotal == 0)
          done = (idle || inVain) && next >= arrivals.length
        }
      }
    }
  }

  /** Takes the progress entries of batches that ran and are not here yet. */
  private def collect(): Unit =
    query.recentProgress.filter(_.durationMs.containsKey("addBatch"))
      .filterNot(p => progress.exists(_.batchId == p.batchId)).foreach(progress += _)

  private def line(p: StreamingQueryProgress): String = {
    val o = Json.mapper.createObjectNode()
    o.put("batchId", p.batchId)
    o.put("timestamp", p.timestamp)
    o.put("numInputRows", p.numInputRows)
    if (p.eventTime.containsKey("watermark")) o.putObject("eventTime").put("watermark", p.eventTime.get("watermark"))
    val operators = o.putArray("stateOperators")
    p.stateOperators.foreach { s =>
      operators.addObject()
        .put("operatorName", s.operatorName)
        .put("numRowsTotal", s.numRowsTotal)
        .put("numRowsUpdated", s.numRowsUpdated)
        .put("numRowsRemoved", s.numRowsRemoved)
        .put("numRowsDroppedByWatermark", s.numRowsDroppedByWatermark)
    }
    val output = o.putArray("output")
    val (schema, rows) = results.batches(p.batchId)
    rows.foreach { r =>
      val x = output.addObject()
      schema.fields.zipWithIndex.foreach { case (f, i) => Json.put(x, f.name, r.get(i), f.dataType) }
    }
    Json.mapper.writeValueAsString(o)
  }

  private def said(what: String, t: Throwable): String = {
    val o = Json.mapper.createObjectNode()
    val in = if (what == "failed") o.putObject("failed") else o
    in.put(if (what == "failed") "error" else "refused", condition(t))
    // One line only: the rest is the plan, with ids that change from run to run.
    in.put("message", Option(t.getMessage).getOrElse(t.toString).split("\n").find(_.nonEmpty).getOrElse("")
      .replaceFirst("^\\[STREAM_FAILED\\].*?terminated with exception: ", "").take(400))
    Json.mapper.writeValueAsString(o)
  }

  private def causes(t: Throwable): Seq[Throwable] =
    Iterator.iterate(t)(c => if (c.getCause eq c) null else c.getCause).takeWhile(_ != null).toSeq
  private def isAnalysis(t: Throwable): Boolean = causes(t).exists(_.isInstanceOf[AnalysisException])

  /** Spark's name of what went wrong: the innermost condition that is not a mere wrapper. */
  private def condition(t: Throwable): String =
    causes(t).collect { case s: SparkThrowable if s.getCondition != null => s.getCondition }
      .filterNot(Set("STREAM_FAILED", "FAILED_EXECUTE_UDF")).lastOption.getOrElse(causes(t).last.getClass.getSimpleName)
}

object Recorder {
  private def delete(f: File): Unit = { Option(f.listFiles()).toSeq.flatten.foreach(delete); f.delete() }

  /**
   * Reads pairs of lines from standard input, a scenario file and the file for its lines, until the input ends; prints
   * "ok FILE" or "error FILE: why" when a pair is done. One Spark serves all of them.
   */
  def main(args: Array[String]): Unit = {
    val dir = Files.createTempDirectory("arus-recorder").toFile
    val spark = SparkSession.builder().master("local[1]").appName("arus-recorder")
      .config("spark.ui.enabled", "false")
      .config("spark.sql.shuffle.partitions", "1") // metrics of one state store, output in one order
      .config("spark.sql.session.timeZone", "UTC")
      .config("spark.sql.datetime.java8API.enabled", "true")
      .config("spark.sql.streaming.numRecentProgressUpdates", "1000000")
      .config("spark.sql.streaming.noDataProgressEventInterval", "1000000000000000") // no entry for an idle trigger
      .config("spark.sql.streaming.pollingDelay", "1") // trigger interval 0 looks again at once
      .config("spark.sql.streaming.stopTimeout", "60000")
      .config("spark.sql.warehouse.dir", new File(dir, "warehouse").getAbsolutePath)
      .config("spark.local.dir", dir.getAbsolutePath)
      .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
      .getOrCreate().asInstanceOf[SparkSession]
    val in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
    var number = 0
    var wrong = 0
    Iterator.continually(in.readLine()).takeWhile(_ != null).foreach { file =>
      val out = in.readLine()
      number += 1
      val checkpoint = new File(dir, "checkpoint" + number)
      try {
        val text = new Recording(spark, Json.mapper.readTree(new File(file)), checkpoint).lines().map(_ + "\n").mkString
        Files.write(Paths.get(out), text.getBytes(StandardCharsets.UTF_8))
        println("ok " + file)
      } catch { case t: Throwable =>
        wrong += 1
        println(s"error $file: $t".replace('\n', ' '))
        t.printStackTrace()
      } finally {
        delete(checkpoint)
        StateStore.stop()
      }
    }
    spark.stop()
    delete(dir)
    System.exit(if (wrong > 0) 1 else 0)
  }
}
