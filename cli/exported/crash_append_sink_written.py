"""Crash in batch 2 after its output is written: it is repeated at once with the same rows and watermark

The scenario "crash-append-sink-written" of Arus on Apache Spark 4.3: the same rows, in
the same micro-batches.

    pip install pyspark==4.3.0  # and Java 17 or newer
    python crash_append_sink_written.py

Each batch is printed as one line, as `npx arus run --json` prints it: how many rows it
read, the watermark it ran with, what happened to its state, and the rows it emitted.
"""

import json
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.listener import StreamingQueryProgress
from pyspark.sql.types import StructType

# The columns of each source. Any value may be null.
COLUMNS = {
    "s": "eventTime TIMESTAMP, key STRING, amount DOUBLE",
}

# The rows of each source by the batch that reads them, in the order of arrival.
ARRIVALS = {
    "s": {
        # Batch 0, which the scenario runs at 2026-03-02T12:01:00Z.
        0: [
            ("2026-03-02T12:00:05Z", "a", 0.1),
            ("2026-03-02T12:00:15Z", "b", 0.2),
            ("2026-03-02T12:00:10Z", "a", 0.3),
        ],
        # Batch 1, which the scenario runs at 2026-03-02T12:02:00Z.
        1: [
            ("2026-03-02T12:01:05Z", "a", 0.7),
            ("2026-03-02T12:00:50Z", "b", 1.1),
        ],
        # Batch 2, which the scenario runs at 2026-03-02T12:03:20Z.
        2: [
            ("2026-03-02T12:02:05Z", "a", 0.2),
            ("2026-03-02T12:00:20Z", "b", 5.0),
            ("2026-03-02T12:02:10Z", "c", 1.0),
            ("2026-03-02T12:01:30Z", "b", 0.4),
        ],
        # Batch 4, which the scenario runs at 2026-03-02T12:05:00Z.
        4: [
            ("2026-03-02T12:04:20Z", "a", 0.5),
        ],
        # Batch 6, which the scenario runs at 2026-03-02T12:07:00Z.
        6: [
            ("2026-03-02T12:06:20Z", "b", 0.6),
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
}

# Where the query dies: in or after which batch, and when.
CRASHES = [
    # Batch 2 dies when its state is written but it is not committed yet.
    (2, "after"),
]


class Crash(Exception):
    """Stands for the end of the process: nothing that is not in the checkpoint outlives it."""


def query(s: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        s
        # The watermark stays 30 seconds behind the newest eventTime that Spark has
        # seen. It moves between batches; what is behind it is late.
        .withWatermark("eventTime", "30 seconds")
        # Windows of 1 minute, one after the other.
        .groupBy(F.window("eventTime", "1 minute"), "key")
        # What is kept for each, and emitted.
        .agg(F.count("*").alias("n"), F.sum("amount").alias("total"))
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

        crashes = list(CRASHES)

        def die(batch: int, moment: str) -> None:
            """Ends the query here if the scenario does."""
            if crashes[:1] == [(batch, moment)]:
                crashes.pop(0)
                raise Crash

        def write(batch_rows: DataFrame, batch: int) -> None:
            """Takes what a batch emits, then lets the next rows in."""
            row = F.to_json(F.struct("*"), {"ignoreNullFields": "false"})
            die(batch, "before")
            # The only action on the batch: a second one would compute it again.
            texts = batch_rows.select(row).collect()
            die(batch, "after")
            written[batch] = [json.loads(text) for (text,) in texts]
            # No batch is being planned while this runs, so the next one sees all of its
            # rows.
            publish(batch + 1)

        frames = {source: rows(source) for source in COLUMNS}
        publish(0)
        # Each start continues from the checkpoint: a batch that was not committed is
        # run again.
        for start in range(2):
            stream = (
                query(**frames)
                .writeStream.foreachBatch(write)
                # append: a result is emitted once, when the watermark makes it final.
                .outputMode("append")
                .option("checkpointLocation", str(Path(folder, "checkpoint")))
                .start()
            )
            left = len(crashes)
            try:
                stream.processAllAvailable()
            except Exception:
                if len(crashes) == left:
                    raise
            finally:
                for progress in stream.recentProgress:
                    if progress.batchId in written:
                        print(line(progress, written.pop(progress.batchId)))
                stream.stop()


if __name__ == "__main__":
    # One thread, so that partitions are read one after the other.
    main(SparkSession.builder.master("local[1]").getOrCreate())
