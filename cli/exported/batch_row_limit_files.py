r"""A row limit leaves the rest for the next tick, and the no-data batch comes after the last row

The query of the scenario "batch-row-limit" of Arus on Apache Spark 4.3, from files to
files.

    spark-submit \
        batch_row_limit.py \
        --events FOLDER \
        --output FOLDER \
        --checkpoint FOLDER

It runs until it is stopped (Ctrl+C). Started again with the same checkpoint, it
continues where it was.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# The columns of each source. Any value may be null.
COLUMNS = {
    "events": "t TIMESTAMP",
}

SETTINGS = {
    # Times are shown in UTC, and strings without an offset are read as UTC.
    "spark.sql.session.timeZone": "UTC",
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


def read(spark: SparkSession, source: str, folder: str) -> DataFrame:
    """The rows of all files that arrive in a folder."""
    return (
        spark.readStream.schema(COLUMNS[source])
        # The scenario reads at most 2 rows a batch. Files are read whole: this is so
        # many files, the oldest first.
        .option("maxFilesPerTrigger", "2")
        .json(folder)
    )


def main() -> None:
    """Runs the query."""
    parser = argparse.ArgumentParser(description="batch-row-limit")
    parser.add_argument(
        "--events",
        metavar="FOLDER",
        required=True,
        help="folder in which files with the rows of events arrive, one JSON object per line",
    )
    parser.add_argument(
        "--output",
        metavar="FOLDER",
        required=True,
        help="folder for the results, one subfolder for each batch",
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
        events=read(spark, "events", options.events),
    )

    def write(rows: DataFrame, batch: int) -> None:
        # A repeated batch replaces what it wrote before, so nothing is there twice.
        rows.write.mode("overwrite").json(f"{options.output}/batch={batch}")

    stream = (
        result.writeStream.foreachBatch(write)
        # append: a result is emitted once, when the watermark makes it final.
        .outputMode("append")
        # A batch every 1 minute, on whole multiples of it.
        .trigger(processingTime="1 minute")
        # What has been read, and the state, stay here; a restart repeats the batch that
        # was not finished.
        .option("checkpointLocation", options.checkpoint)
        .queryName("batch-row-limit")
        .start()
    )
    stream.awaitTermination()


if __name__ == "__main__":
    main()
