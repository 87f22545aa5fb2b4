// Runs scenario files on real Apache Spark Structured Streaming and writes down what each micro-batch did.
//
// It lives under org.apache.spark.sql because the manual clock, the in-memory source and
// StreamingQueryManager.startQuery(triggerClock = ...) are private[sql]. They are the pieces that Spark's own test
// suites drive: the micro-batches are Spark's, at instants that the scenario chooses.
package org.apache.spark.sql.arus

import java.io.{BufferedReader, File, InputStreamReader}
import java.nio.charset.StandardCharsets
import java.nio.file.{Files, Paths}
import java.util.concurrent.locks.ReentrantLock

import scala.collection.mutable
import scala.collection.mutable.ArrayBuffer
import scala.jdk.CollectionConverters._

import com.fasterxml.jackson.databind.JsonNode

import org.apache.spark.SparkThrowable
import org.apache.spark.sql.{AnalysisException, Encoder, Encoders, Row}
import org.apache.spark.sql.catalyst.streaming.InternalOutputModes
import org.apache.spark.sql.classic.{SparkSession, StreamingQuery}
import org.apache.spark.sql.execution.streaming.Sink
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper
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

/** Keeps what each batch gave it; dies before, within or after the write of a batch, if the scenario says so. */
class Results extends Sink {
  val batches = mutable.LinkedHashMap[Long, (StructType, Array[Row])]()
  override def addBatch(batchId: Long, data: org.apache.spark.sql.DataFrame): Unit = {
    val rows = data.collect().asInstanceOf[Array[Row]]
    // A batch without rows reads none of them.
    Crashes.reached("rows-read")
    Crashes.reached("state-written")
    batches(batchId) = (data.schema, rows.take(rows.length / 2))
    Crashes.reached("sink-half-written")
    batches(batchId) = (data.schema, rows)
    Crashes.reached("sink-written")
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

  private val schemas = Json.fields(scenario.get("sources")).map { case (name, s) =>
    name -> StructType(Json.fields(s.get("columns")).map { case (c, t) => StructField(c, Json.columnType(t.asText)) })
  }.toMap
  private val sources = Json.fields(scenario.get("sources")).zipWithIndex.map { case ((name, s), i) =>
    implicit val encoder: Encoder[Row] = Encoders.row(schemas(name))
    name -> new Source(name, i, spark, Option(s.get("partitions")).map(_.asInt).getOrElse(1), maxRows)
  }.toMap
  // The sort is stable: rows of one instant keep their order in the file.
  private val arrivals: Array[Arrival] = Json.fields(scenario.get("sources")).flatMap { case (name, s) =>
    s.get("arrivals").elements().asScala.map { a =>
      val row = Row.fromSeq(schemas(name).fields.toSeq.map(f => Json.value(a.get("row").get(f.name), f.dataType)))
      Arrival(Json.time(a.get("arrivesAt").asText), name, row, Option(a.get("partition")).map(_.asInt).getOrElse(0))
    }
  }.sortBy(_.at).toArray

  private var next = 0
  /** Makes every row that arrives until t readable, of all sources while the query plans no batch. */
  private def arrive(t: Long): Unit = {
    val now = arrivals.drop(next).takeWhile(_.at <= t)
    // Spark's own lock, which is protected.
    val planning = Option(query).map(_.asInstanceOf[StreamingQueryWrapper].streamingQuery)
      .map(e => e.getClass.getMethod("awaitProgressLock").invoke(e).asInstanceOf[ReentrantLock])
    planning.foreach(_.lock())
    try now.groupBy(_.source).foreach { case (name, rows) => sources(name).put(rows.toSeq.map(a => (a.row, a.partition))) }
    finally planning.foreach(_.unlock())
    next += now.length
  }

  private val faults: Seq[Fault] = Option(scenario.get("faults")).toSeq.flatMap(_.elements().asScala)
    .filter(f => f.get("engine").asText == "spark").map { f =>
      val crash = f.get("crash")
      Fault(
        at = Option(crash.get("at")).map(t => Json.time(t.asText)),
        arrival = Option(crash.get("arrival")).map { k =>
          val row = arrivals(k.asInt)
          (row.source, arrivals.take(k.asInt).count(_.source == row.source))
        },
        batch = Option(crash.get("batchId")).map(_.asLong),
        after = Option(crash.get("after")).map(_.asText).getOrElse("rows-read"),
        restartAfter = Option(f.get("restartAfter")).map(d => Json.duration(d.asText)).getOrElse(30000L),
        lost = Option(f.get("checkpoint")).exists(_.asText == "lost"))
    }
  Crashes.begin(faults)
  spark.conf.set("spark.sql.streaming.checkpointFileManagerClass", classOf[WatchedFiles].getName)

  private val results = new Results
  private val recorded = ArrayBuffer[String]()
  /** Each batch's progress as Spark prints it. */
  val progress = ArrayBuffer[String]()
  private var failure: Option[Throwable] = None
  private var query: StreamingQuery = _
  /** Progress entries of this start of the query that are recorded. */
  private var seen = 0
  private var checkpoints = 1
  private var df: org.apache.spark.sql.classic.DataFrame = _
  private var everyTick = false
  /** Whether the last batch left nothing in the state. */
  private var emptied = false

  private def start(clock: org.apache.spark.util.Clock): Unit = {
    seen = 0
    val folder = new File(checkpoint, checkpoints.toString)
    query = spark.streams.startQuery(None, None, Some(folder.getAbsolutePath), df, Map.empty[String, String], results,
      mode, false, true, sparkTrigger, clock)
  }

  /** The recorded lines: one a batch; or one that says what Spark refused; or batches and what made the query fail. */
  def lines(): Seq[String] = {
    val asked = new Query(sources, mode)
    try df = asked.build(scenario.get("query"))
    catch { case t: Exception => return Seq(said("refused", t)) }
    everyTick = asked.everyTick
    // Spark would run one batch after another at one instant, for ever.
    if (startAt.exists(s => until.exists(s > _))) return Nil
    require(!everyTick || interval > 0 || triggerIs("once"), "a function that goes by the clock needs an interval")
    try {
      try if (oneShot) runOnce() else if (interval > 0) runTicks() else runWithoutPause()
      catch { case t: Exception if query == null => return Seq(said("refused", t)) }
    } finally if (query != null && query.isActive) query.stop()
    // Some refusals come only when the first batch is planned, before any row was read.
    if (failure.exists(isAnalysis) && recorded.isEmpty && results.batches.isEmpty) Seq(said("refused", failure.get))
    else recorded.toSeq ++ failure.map(said("failed", _))
  }

  private def sparkTrigger: Trigger =
    if (triggerIs("once")) Trigger.Once() else if (oneShot) Trigger.AvailableNow() else Trigger.ProcessingTime(interval)

  /** The crash that has just ended the query (or that ends it now that its batch is committed), if it was one. */
  private def crashed(): Option[Fault] = {
    collect()
    val fault = Crashes.take()
    if (fault.nonEmpty && query.isActive) query.stop()
    if (fault.isEmpty && !query.isActive && !oneShot) failure = Option(query.exception).flatten
    fault
  }

  /** When a crash at `now` is over, or None if the run is over before. What is lost with a checkpoint is a new folder. */
  private def back(fault: Fault, now: Long): Option[Long] = {
    if (fault.lost) checkpoints += 1
    Some(now + fault.restartAfter).filterNot(t => until.exists(t > _))
  }

  private def runOnce(): Unit = {
    var now = startAt.orElse(arrivals.filterNot(a => until.exists(a.at > _)).lastOption.map(_.at)).getOrElse(0L)
    var done = false
    while (!done) {
      arrive(now)
      start(new ManualClock(now))
      var died: Option[Throwable] = None
      try query.awaitTermination() catch { case t: Exception => died = Some(t) }
      crashed() match {
        case Some(fault) => back(fault, now) match { case Some(t) => now = t; case None => done = true }
        case None => failure = died; done = true
      }
    }
  }

  /** Trigger interval 0: rows that arrive at one instant, the batch, then the no-data batch if one is due. */
  private def runWithoutPause(): Unit = {
    var now = startAt.orElse(arrivals.headOption.map(_.at)).getOrElse(0L)
    val clock = new ManualClock(now)
    startAt.foreach(arrive)
    start(clock)
    var done = false
    def last: Long = Option(query.lastProgress).map(_.batchId).getOrElse(-1L)
    def settle(): Unit = {
      // Spark says that there is nothing new before it runs a batch without rows.
      var before = -2L
      try while (query.isActive && last != before) { before = last; query.processAllAvailable() }
      catch { case _: Exception => }
      crashed().foreach(fall)
    }
    def fall(fault: Fault): Unit = back(fault, now) match {
      case None => done = true
      case Some(t) =>
        now = t
        clock.setTime(t)
        arrive(t)
        start(clock)
        settle()
    }
    settle()
    while (!done && failure.isEmpty) {
      val next = arrivals.lift(this.next).map(_.at).filterNot(t => until.exists(t > _))
      Crashes.idle(now, next.getOrElse(until.map(_ + 1).getOrElse(Long.MaxValue))) match {
        case Some(fault) => query.stop(); now = fault.at.get; fall(fault)
        case None if next.isEmpty => done = true
        case None =>
          now = next.get
          clock.setTime(now)
          // A trigger that began before the clock moved must find no row: the batch would have the instant before.
          query.processAllAvailable()
          arrive(now)
          settle()
      }
    }
  }

  /** One tick after another, each settled before the clock moves; spans in which nothing can happen are skipped. */
  private def runTicks(): Unit = {
    def ceil(t: Long) = -Math.floorDiv(-t, interval) * interval
    // Without startAt the query has been running, idle, since before the first row.
    var now = startAt.getOrElse(arrivals.headOption.map(a => ceil(a.at) - interval).getOrElse(0L))
    startAt.foreach(arrive)
    val clock = new TickClock(now)
    start(clock)
    def settle(): Unit = {
      val deadline = System.currentTimeMillis() + 120000
      while (query.isActive && !clock.sleepsSince(now)) {
        if (System.currentTimeMillis() > deadline) throw new IllegalStateException("stuck at " + now)
        Thread.sleep(1)
      }
    }
    settle()
    var idle = false
    var done = false
    def fall(fault: Fault): Unit = back(fault, now) match {
      case None => done = true
      case Some(t) =>
        now = t
        arrive(now)
        clock.setTime(now)
        start(clock)
        settle()
        idle = false
    }
    while (!done && failure.isEmpty) {
      crashed() match {
        case Some(fault) => fall(fault)
        case None if failure.nonEmpty =>
        case None =>
          val soon = Math.floorDiv(now, interval) * interval + interval
          val tick = if (idle && next < arrivals.length) math.max(soon, ceil(arrivals(next).at)) else soon
          // Where every tick has a batch the run ends once there is no row to come and no state that the clock could end.
          val over = (idle || everyTick && emptied) && next >= arrivals.length
          val end = until.map(_ + 1).getOrElse(Long.MaxValue)
          Crashes.idle(now, if (over) end else math.min(tick, end)) match {
            case Some(fault) => query.stop(); now = fault.at.get; fall(fault)
            case None if over || until.exists(tick > _) => done = true
            case None =>
              now = tick
              arrive(now)
              clock.setTime(now)
              settle()
              val fine = query.isActive
              val had = recorded.length
              collect()
              idle = fine && recorded.length == had
          }
      }
    }
  }

  /** Records the batches of this start of the query that are not recorded yet. */
  private def collect(): Unit = {
    val ran = query.recentProgress.filter(_.durationMs.containsKey("addBatch"))
    ran.drop(seen).foreach { p =>
      recorded += line(p)
      progress += p.prettyJson
      emptied = p.stateOperators.forall(_.numRowsTotal == 0) && sources.values.forall(_.allRead)
    }
    seen = ran.length
  }

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
    // One line only: the rest is the plan. Ids of columns change from run to run.
    in.put("message", Option(t.getMessage).getOrElse(t.toString).split("\n").find(_.nonEmpty).getOrElse("")
      .replaceFirst("^\\[STREAM_FAILED\\].*?terminated with exception: ", "").replaceAll("#\\d+", "").take(400))
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

  /** What the query told and wrote: its progress, and the files of its last checkpoint; null for one that holds no text. */
  private def keepLogs(folder: String, name: String, progress: Seq[String], checkpoint: File): Unit = {
    val o = Json.mapper.createObjectNode()
    val told = o.putArray("progress")
    progress.foreach(told.add(_))
    val root = Option(checkpoint.listFiles()).toSeq.flatten.maxBy(_.getName.toInt).toPath
    val files = o.putObject("files")
    Files.walk(root).iterator().asScala.filter(f => Files.isRegularFile(f) && !f.getFileName.toString.endsWith(".crc"))
      .toSeq.sortBy(_.toString).foreach { f =>
        val path = root.relativize(f).toString.replace(File.separatorChar, '/')
        val isText = Seq("metadata", "offsets/", "commits/").exists(path.startsWith) || path.contains("/_metadata/metadata")
        if (isText) files.put(path, new String(Files.readAllBytes(f), StandardCharsets.UTF_8)) else files.putNull(path)
      }
    Files.write(Paths.get(folder, name), Json.mapper.writerWithDefaultPrettyPrinter.writeValueAsBytes(o))
  }

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
        val recording = new Recording(spark, Json.mapper.readTree(new File(file)), checkpoint)
        val text = recording.lines().map(_ + "\n").mkString
        sys.props.get("arus.logs").foreach(keepLogs(_, new File(file).getName, recording.progress.toSeq, checkpoint))
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
