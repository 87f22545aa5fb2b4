"""velocityCheck: elsewhere and sooner than `within` is an alert; exactly `within` apart is none

The scenario "velocity-alert" of Arus on Apache Spark 4.3: the same rows, in the same
micro-batches.

    pip install "pyspark[sql]==4.3.0" "pandas<3" protobuf  # and Java 17 or newer
    python velocity_alert.py

Each batch is printed as one line, as `npx arus run --json` prints it: how many rows it
read, the watermark it ran with, what happened to its state, and the rows it emitted.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.listener import StreamingQueryProgress
from pyspark.sql.streaming.stateful_processor import (
    ExpiredTimerInfo,
    StatefulProcessor,
    StatefulProcessorHandle,
    TimerValues,
)
from pyspark.sql.types import StructType

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# The columns of each source. Any value may be null.
COLUMNS = {
    "events": "t TIMESTAMP, card STRING, city STRING, n BIGINT",
}

# The rows of each source by the batch that reads them, in the order of arrival.
ARRIVALS = {
    "events": {
        # Batch 0, which the scenario runs at 2026-03-02T12:01:00Z.
        0: [
            ("2026-03-02T12:00:00Z", "a", "X", 1),
            ("2026-03-02T12:10:00Z", "a", "Y", 2),
            ("2026-03-02T12:19:59.999Z", "a", "X", 3),
            ("2026-03-02T12:12:00Z", "b", "X", 4),
        ],
        # Batch 1, which the scenario runs at 2026-03-02T12:02:00Z.
        1: [
            ("2026-03-02T12:20:00Z", "a", "X", 5),
            ("2026-03-02T12:20:00Z", "b", "Y", 6),
        ],
    },
}

SETTINGS = {
    # Times are shown in UTC, and strings without an offset are read as UTC.
    "spark.sql.session.timeZone": "UTC",
    # One state store, so that its counts are those of the whole query.
    "spark.sql.shuffle.partitions": "1",
    # One file is one partition: Spark would pack small files together.
    "spark.sql.files.openCostInBytes": "128MB",
    # Rows are filtered after they are read, so that numInputRows counts them all.
    "spark.sql.json.filterPushdown.enabled": "false",
    # Keep the progress of every batch; by default Spark keeps the last 100.
    "spark.sql.streaming.numRecentProgressUpdates": "1000000",
    # The state store that transformWithState needs.
    "spark.sql.streaming.stateStore.providerClass": "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
}


def micros(time: datetime) -> int:
    """Microseconds since the epoch: a time kept in state loses its zone."""
    return (time - EPOCH) // timedelta(microseconds=1)


def instant(micros: int) -> datetime:
    """The time that a number of microseconds since the epoch stands for."""
    return EPOCH + timedelta(microseconds=micros)


class VelocityCheck(StatefulProcessor):
    """Emits a row that is elsewhere too soon after the newest one of its key."""

    result = Row("card", "t", "city", "n", "previousCity", "previousTime")
    within = 600_000  # milliseconds

    def init(self, handle: StatefulProcessorHandle) -> None:
        self.handle = handle
        self.newest = handle.getValueState("newest", "place STRING, time BIGINT")

    def handleInputRows(
        self, key: Any, rows: Iterator[Row], timerValues: TimerValues
    ) -> Iterator[Row]:
        for row in rows:
            if row["city"] is None or row["t"] is None:
                continue
            place, time = row["city"], micros(row["t"])
            newest = self.newest.get()
            if newest is not None:
                apart = abs(time - newest[1]) // 1000
                if place != newest[0] and apart < self.within:
                    yield self.result(*row, newest[0], instant(newest[1]))
                if time < newest[1]:
                    continue
                self.handle.deleteTimer(newest[1] // 1000 + self.within)
            self.newest.update((place, time))
            self.handle.registerTimer(time // 1000 + self.within)

    def handleExpiredTimer(
        self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo
    ) -> Iterator[Row]:
        self.newest.clear()
        yield from ()


def query(events: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        events
        # The watermark stays 10 minutes behind the newest t that Spark has seen. It
        # moves between batches; what is behind it is late.
        .withWatermark("t", "10 minutes")
        # The keys first, then what else a row has.
        .select("card", "t", "city", "n")
        # Each key has its own state.
        .groupBy("card")
        # Timers follow the watermark, and rows behind it are dropped first.
        .transformWithState(
            VelocityCheck(),
            "card STRING, t TIMESTAMP, city STRING, n BIGINT, previousCity STRING,"
            " previousTime TIMESTAMP",
            "append",
            "eventTime",
        )
    )


def line(progress: StreamingQueryProgress, output: list) -> str:
    """What a batch did, in the terms of its StreamingQueryProgress."""
    facts = {
        "batchId": progress.batchId,
        "numInputRows": progress.numInputRows,
        "eventTime": {"watermark": progress.eventTime["watermark"]},
        "stateOperators": [
            {
                "operatorName": operator.operatorName,
                "numRowsTotal": operator.numRowsTotal,
                "numRowsUpdated": operator.numRowsUpdated,
                "numRowsRemoved": operator.numRowsRemoved,
                "numRowsDroppedByWatermark": operator.numRowsDroppedByWatermark,
            }
            for operator in progress.stateOperators
        ],
        "output": output,
    }
    return json.dumps(facts)


def main(spark: SparkSession) -> None:
    """Runs the query on the arrivals, batch by batch, and prints what each batch did."""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "arrivals")
        written: dict[int, list] = {}

        def publish(batch: int) -> None:
            """Makes the rows of a batch readable, a file for each source that has some."""
            for source, batches in ARRIVALS.items():
                if batch in batches:
                    columns = StructType.fromDDL(COLUMNS[source]).names
                    lines = [
                        json.dumps(dict(zip(columns, row))) + "\n"
                        for row in batches[batch]
                    ]
                    file = inbox / source / f"{batch}.json"
                    file.write_text("".join(lines))

        def rows(source: str) -> DataFrame:
            """The stream of a source's rows: each new file in its folder."""
            (inbox / source).mkdir(parents=True)
            stream = spark.readStream.schema(COLUMNS[source])
            return stream.json(str(inbox / source))

        def write(batch_rows: DataFrame, batch: int) -> None:
            """Takes what a batch emits, then lets the next rows in."""
            row = F.to_json(F.struct("*"), {"ignoreNullFields": "false"})
            # The only action on the batch: a second one would compute it again.
            texts = batch_rows.select(row).collect()
            written[batch] = [json.loads(text) for (text,) in texts]
            # No batch is being planned while this runs, so the next one sees all of its
            # rows.
            publish(batch + 1)

        frames = {source: rows(source) for source in COLUMNS}
        publish(0)
        stream = (
            query(**frames)
            .writeStream.foreachBatch(write)
            # append: a result is emitted once, when the watermark makes it final.
            .outputMode("append")
            .option("checkpointLocation", str(Path(folder, "checkpoint")))
            .start()
        )
        try:
            stream.processAllAvailable()
        finally:
            for progress in stream.recentProgress:
                if progress.batchId in written:
                    print(line(progress, written.pop(progress.batchId)))
            stream.stop()


if __name__ == "__main__":
    # One thread, so that partitions are read one after the other.
    main(SparkSession.builder.master("local[1]").getOrCreate())
