r"""thresholdAlert: the row that lifts the sum above the threshold comes out once a span; a timer by the clock arms it again

The query of the scenario "threshold-alert" of Arus on Apache Spark 4.3, from Kafka to
Kafka.

    spark-submit \
        --packages org.apache.spark:spark-sql-kafka-0-10_2.13:4.3.0 \
        threshold_alert.py \
        --bootstrap-servers HOST:PORT \
        --output TOPIC \
        --checkpoint FOLDER

It runs until it is stopped (Ctrl+C). Started again with the same checkpoint, it
continues where it was.
"""

import argparse
from collections.abc import Iterator
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.stateful_processor import (
    ExpiredTimerInfo,
    StatefulProcessor,
    StatefulProcessorHandle,
    TimerValues,
)

# The columns of each source. Any value may be null.
COLUMNS = {
    "events": "t TIMESTAMP, k STRING, n BIGINT",
}

SETTINGS = {
    # Times are shown in UTC, and strings without an offset are read as UTC.
    "spark.sql.session.timeZone": "UTC",
    # The state store that transformWithState needs.
    "spark.sql.streaming.stateStore.providerClass": "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
}


class ThresholdAlert(StatefulProcessor):
    """Emits the row that raises the sum of its key above the threshold, once per span."""

    result = Row("k", "t", "n", "total")
    span = 120_000  # milliseconds

    def init(self, handle: StatefulProcessorHandle) -> None:
        self.handle = handle
        self.sum = handle.getValueState(
            "sum", "total BIGINT, armed BOOLEAN, until BIGINT"
        )

    def handleInputRows(
        self, key: Any, rows: Iterator[Row], timerValues: TimerValues
    ) -> Iterator[Row]:
        now = timerValues.getCurrentProcessingTimeInMs()
        for row in rows:
            value = row["n"]
            if value is None:
                continue
            held = self.sum.get()
            if held is not None and held[2] <= now:
                self.handle.deleteTimer(held[2])
                held = None
            if held is None:
                held = (0, True, now + self.span)
                self.handle.registerTimer(now + self.span)
            total, armed, until = held[0] + value, held[1], held[2]
            alert = armed and total > 10
            self.sum.update((total, armed and not alert, until))
            if alert:
                yield self.result(*row, total)

    def handleExpiredTimer(
        self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo
    ) -> Iterator[Row]:
        self.sum.clear()
        yield from ()


def query(events: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        events
        # The keys first, then what else a row has.
        .select("k", "t", "n")
        # Each key has its own state.
        .groupBy("k")
        # Timers and expiry follow the clock; no row is late.
        .transformWithState(
            ThresholdAlert(),
            "k STRING, t TIMESTAMP, n BIGINT, total BIGINT",
            "append",
            "processingTime",
        )
    )


def read(spark: SparkSession, source: str, topic: str, servers: str) -> DataFrame:
    """The rows of a topic. A value that is not a JSON object gives nulls."""
    records = (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", servers)
        .option("subscribe", topic)
        # Without a checkpoint it starts with the oldest records.
        .option("startingOffsets", "earliest")
        .load()
    )
    row = F.from_json(F.col("value").cast("string"), COLUMNS[source]).alias("row")
    return records.select(row).select("row.*")


def main() -> None:
    """Runs the query."""
    parser = argparse.ArgumentParser(description="threshold-alert")
    parser.add_argument(
        "--bootstrap-servers",
        metavar="HOST:PORT",
        required=True,
        help="brokers of the Kafka cluster",
    )
    parser.add_argument(
        "--events",
        metavar="TOPIC",
        default="events",
        help="topic with the rows of events, each a JSON object",
    )
    parser.add_argument(
        "--output", metavar="TOPIC", required=True, help="topic for the results"
    )
    parser.add_argument(
        "--checkpoint",
        metavar="FOLDER",
        required=True,
        help="folder for offsets and state, on storage that all machines reach; for this query alone",
    )
    options = parser.parse_args()

    spark = SparkSession.builder.getOrCreate()
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)

    result = query(
        events=read(spark, "events", options.events, options.bootstrap_servers),
    )
    stream = (
        result
        # A batch repeated after a failure writes its records again.
        .select(F.to_json(F.struct("*")).alias("value"))
        .writeStream.format("kafka")
        .option("kafka.bootstrap.servers", options.bootstrap_servers)
        .option("topic", options.output)
        # append: a result is emitted once, when the watermark makes it final.
        .outputMode("append")
        # A batch every 1 minute, on whole multiples of it.
        .trigger(processingTime="1 minute")
        # What has been read, and the state, stay here; a restart repeats the batch that
        # was not finished.
        .option("checkpointLocation", options.checkpoint)
        .queryName("threshold-alert")
        .start()
    )
    stream.awaitTermination()


if __name__ == "__main__":
    main()
