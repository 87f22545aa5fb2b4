"""availableNow: batches up to the limit until all is read, then the no-data batch that is due

The scenario "batch-available-now" of Arus on Apache Spark 4.3: the same rows, in the
same micro-batches.

    pip install pyspark==4.3.0  # and Java 17 or newer
    python batch_available_now.py

Each batch is printed as one line, as `npx arus run --json` prints it: how many rows it
read, the watermark it ran with, what happened to its state, and the rows it emitted.
"""

import json
import os
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.listener import StreamingQueryProgress
from pyspark.sql.types import StructType

# The columns of each source. Any value may be null.
COLUMNS = {
    "events": "t TIMESTAMP",
}

# The rows of each source by the batch that reads them, in the order of arrival.
ARRIVALS = {
    "events": {
        # Batch 0, which the scenario runs at 2026-03-02T12:01:50Z.
        0: [
            ("2026-03-02T12:00:00Z",),
            ("2026-03-02T12:11:00Z",),
        ],
        # Batch 1, which the scenario runs at 2026-03-02T12:01:50Z.
        1: [
            ("2026-03-02T12:22:00Z",),
            ("2026-03-02T12:33:00Z",),
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


def query(events: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        events
        # The watermark stays 1 minute behind the newest t that Spark has seen. It moves
        # between batches; what is behind it is late.
        .withWatermark("t", "1 minute")
        # Windows of 10 minutes, one after the other.
        .groupBy(F.window("t", "10 minutes"))
        # What is kept for each, and emitted.
        .agg(F.count("*").alias("n"))
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
                    # Spark takes files in the order of their times.
                    os.utime(file, (batch, batch))

        def rows(source: str) -> DataFrame:
            """The stream of a source's rows: each new file in its folder."""
            (inbox / source).mkdir(parents=True)
            stream = spark.readStream.schema(COLUMNS[source])
            # The files of one batch at a time.
            stream = stream.option("maxFilesPerTrigger", 1)
            return stream.json(str(inbox / source))

        def write(batch_rows: DataFrame, batch: int) -> None:
            """Takes what a batch emits, then lets the next rows in."""
            row = F.to_json(F.struct("*"), {"ignoreNullFields": "false"})
            # The only action on the batch: a second one would compute it again.
            texts = batch_rows.select(row).collect()
            written[batch] = [json.loads(text) for (text,) in texts]

        frames = {source: rows(source) for source in COLUMNS}
        for batch in range(3):
            publish(batch)
        stream = (
            query(**frames)
            .writeStream.foreachBatch(write)
            # append: a result is emitted once, when the watermark makes it final.
            .outputMode("append")
            # As many batches as it takes to read what is there, then it stops.
            .trigger(availableNow=True)
            .option("checkpointLocation", str(Path(folder, "checkpoint")))
            .start()
        )
        try:
            stream.awaitTermination()
        finally:
            for progress in stream.recentProgress:
                if progress.batchId in written:
                    print(line(progress, written.pop(progress.batchId)))
            stream.stop()


if __name__ == "__main__":
    # One thread, so that partitions are read one after the other.
    main(SparkSession.builder.master("local[1]").getOrCreate())
