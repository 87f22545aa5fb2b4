"""One pickup got stuck in a tunnel

The scenario "tunnel" of Arus on Apache Spark 4.3: the same rows, in the same
micro-batches.

    pip install pyspark==4.3.0  # and Java 17 or newer
    python tunnel.py

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
    "pickups": "pickupTime TIMESTAMP, zone STRING",
}

# The rows of each source by the batch that reads them, in the order of arrival.
ARRIVALS = {
    "pickups": {
        # Batch 0, which the scenario runs at 2026-03-02T14:02:00+07:00.
        0: [
            ("2026-03-02T14:01:10+07:00", "Kota"),
        ],
        # Batch 1, which the scenario runs at 2026-03-02T14:04:00+07:00.
        1: [
            ("2026-03-02T14:03:20+07:00", "Blok M"),
        ],
        # Batch 3, which the scenario runs at 2026-03-02T14:08:00+07:00.
        3: [
            ("2026-03-02T14:06:05+07:00", "Kota"),
        ],
        # Batch 4, which the scenario runs at 2026-03-02T14:10:00+07:00.
        4: [
            ("2026-03-02T14:04:30+07:00", "Senen"),
            ("2026-03-02T14:08:50+07:00", "Blok M"),
        ],
        # Batch 5, which the scenario runs at 2026-03-02T14:12:00+07:00.
        5: [
            ("2026-03-02T14:07:30+07:00", "Kota"),
            ("2026-03-02T14:11:15+07:00", "Senen"),
        ],
        # Batch 6, which the scenario runs at 2026-03-02T14:14:00+07:00.
        6: [
            ("2026-03-02T14:09:40+07:00", "Kota"),
        ],
        # Batch 7, which the scenario runs at 2026-03-02T14:16:00+07:00.
        7: [
            ("2026-03-02T14:13:55+07:00", "Blok M"),
        ],
        # Batch 8, which the scenario runs at 2026-03-02T14:18:00+07:00.
        8: [
            ("2026-03-02T14:16:30+07:00", "Senen"),
        ],
        # Batch 9, which the scenario runs at 2026-03-02T14:20:00+07:00.
        9: [
            ("2026-03-02T14:12:20+07:00", "Kota"),
            ("2026-03-02T14:18:10+07:00", "Blok M"),
        ],
        # Batch 10, which the scenario runs at 2026-03-02T14:22:00+07:00.
        10: [
            ("2026-03-02T14:03:50+07:00", "Kota"),
            ("2026-03-02T14:20:15+07:00", "Blok M"),
        ],
        # Batch 11, which the scenario runs at 2026-03-02T14:24:00+07:00.
        11: [
            ("2026-03-02T14:22:40+07:00", "Senen"),
        ],
        # Batch 12, which the scenario runs at 2026-03-02T14:26:00+07:00.
        12: [
            ("2026-03-02T14:21:00+07:00", "Kota"),
        ],
        # Batch 13, which the scenario runs at 2026-03-02T14:28:00+07:00.
        13: [
            ("2026-03-02T14:25:30+07:00", "Senen"),
            ("2026-03-02T14:27:20+07:00", "Kota"),
        ],
        # Batch 15, which the scenario runs at 2026-03-02T14:32:00+07:00.
        15: [
            ("2026-03-02T14:30:10+07:00", "Blok M"),
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


def query(pickups: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        pickups
        # The watermark stays 5 minutes behind the newest pickupTime that Spark has
        # seen. It moves between batches; what is behind it is late.
        .withWatermark("pickupTime", "5 minutes")
        # Windows of 5 minutes, one after the other.
        .groupBy(F.window("pickupTime", "5 minutes"))
        # What is kept for each, and emitted.
        .agg(F.count("*").alias("pickups"))
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
