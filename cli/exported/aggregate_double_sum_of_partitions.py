"""Each partition adds up its own rows of the batch; then the partitions are added

The scenario "aggregate-double-sum-of-partitions" of Arus on Apache Spark 4.3: the same
rows, in the same micro-batches.

    pip install pyspark==4.3.0  # and Java 17 or newer
    python aggregate_double_sum_of_partitions.py

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
    "events": "t TIMESTAMP, x DOUBLE",
}

# The rows of each source by the batch that reads them, in the order of arrival. A batch
# has a list for each partition of the source.
ARRIVALS = {
    "events": {
        # Batch 0, which the scenario runs at 2026-03-02T12:01:00Z.
        0: [
            [
                ("2026-03-02T12:01:00Z", 10000000000000000.0),
                ("2026-03-02T12:03:00Z", -10000000000000000.0),
            ],
            [
                ("2026-03-02T12:02:00Z", 1.0),
                ("2026-03-02T12:04:00Z", 1.0),
            ],
            [],
        ],
        # Batch 1, which the scenario runs at 2026-03-02T12:02:00Z.
        1: [
            [
                ("2026-03-02T12:06:00Z", 10000000000000000.0),
            ],
            [
                ("2026-03-02T12:05:00Z", 1.0),
                ("2026-03-02T12:07:00Z", 1.0),
            ],
            [
                ("2026-03-02T12:07:00Z", 1.0),
            ],
        ],
        # Batch 2, which the scenario runs at 2026-03-02T12:03:00Z.
        2: [
            [
                ("2026-03-02T12:07:00Z", 0.3),
            ],
            [
                ("2026-03-02T12:07:00Z", 0.2),
            ],
            [
                ("2026-03-02T12:07:00Z", 0.1),
            ],
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
        # One result for all rows.
        .agg(F.sum("x").alias("total"), F.avg("x").alias("mean"))
    )


def line(progress: StreamingQueryProgress, output: list) -> str:
    """What a batch did, in the terms of its StreamingQueryProgress."""
    facts = {
        "batchId": progress.batchId,
        "numInputRows": progress.numInputRows,
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
                    texts = [
                        "".join(json.dumps(dict(zip(columns, r))) + "\n" for r in part)
                        for part in batches[batch]
                    ]
                    # Spark reads the largest file first; blanks at the end keep the
                    # partitions in their order.
                    longest = max(len(text) for text in texts) + len(texts)
                    for partition, text in enumerate(texts):
                        file = inbox / source / f"{batch}-{partition}.json"
                        file.write_text(text.ljust(longest - partition))

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
            # complete: each batch emits all results.
            .outputMode("complete")
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
