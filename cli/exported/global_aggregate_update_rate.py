r"""An aggregate without keys has one row in every batch, from the first

The query of the scenario "global-aggregate-update" of Arus on Apache Spark 4.3, over
generated rows.

    spark-submit \
        global_aggregate_update.py \
        --checkpoint FOLDER

It runs until it is stopped (Ctrl+C). Started again with the same checkpoint, it
continues where it was.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# The columns of each source. Any value may be null.
COLUMNS = {
    "events": "t TIMESTAMP, n BIGINT",
}

# How each column is generated: values of the scenario's rows, and event times up to the
# watermark's delay in the past.
MADE = {
    "events": [
        "timestamp - pmod(hash(value, 0), 1) * interval '1 millisecond' AS t",
        "element_at(array(-1L, 5L, -2L), 1 + pmod(hash(value, 1), 3)) AS n",
    ],
}

SETTINGS = {
    # Times are shown in UTC, and strings without an offset are read as UTC.
    "spark.sql.session.timeZone": "UTC",
}


def query(events: DataFrame) -> DataFrame:
    """The scenario's query."""
    return (
        events
        # Keeps the rows for which this is true; null is not true.
        .filter("n > 0")
        # One result for all rows.
        .agg(
            F.count("*").alias("n"),
            F.sum("n").alias("total"),
            F.avg("n").alias("mean"),
            F.min("n").alias("least"),
            F.max("n").alias("most"),
        )
    )


def read(spark: SparkSession, source: str, rows_per_second: str) -> DataFrame:
    """Generated rows, so many each second."""
    numbers = spark.readStream.format("rate").option("rowsPerSecond", rows_per_second)
    return numbers.load().selectExpr(*MADE[source])


def main() -> None:
    """Runs the query."""
    parser = argparse.ArgumentParser(description="global-aggregate-update")
    parser.add_argument(
        "--rows-per-second",
        metavar="NUMBER",
        default="1",
        help="how many rows are generated each second",
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
        events=read(spark, "events", options.rows_per_second),
    )
    stream = (
        result.writeStream.format("console")
        .option("truncate", "false")
        # update: each batch emits the results that got a row in it.
        .outputMode("update")
        # A batch every 1 minute, on whole multiples of it.
        .trigger(processingTime="1 minute")
        # What has been read, and the state, stay here; a restart repeats the batch that
        # was not finished.
        .option("checkpointLocation", options.checkpoint)
        .queryName("global-aggregate-update")
        .start()
    )
    stream.awaitTermination()


if __name__ == "__main__":
    main()
