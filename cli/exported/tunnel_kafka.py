r"""One pickup got stuck in a tunnel

The query of the scenario "tunnel" of Arus on Apache Spark 4.3, from Kafka to Kafka.

    spark-submit \
        --packages org.apache.spark:spark-sql-kafka-0-10_2.13:4.3.0 \
        tunnel.py \
        --bootstrap-servers HOST:PORT \
        --output TOPIC \
        --checkpoint FOLDER

It runs until it is stopped (Ctrl+C). Started again with the same checkpoint, it
continues where it was.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# The columns of each source. Any value may be null.
COLUMNS = {
    "pickups": "pickupTime TIMESTAMP, zone STRING",
}

SETTINGS = {
    # Times are shown in UTC, and strings without an offset are read as UTC.
    "spark.sql.session.timeZone": "UTC",
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
    parser = argparse.ArgumentParser(description="tunnel")
    parser.add_argument(
        "--bootstrap-servers",
        metavar="HOST:PORT",
        required=True,
        help="brokers of the Kafka cluster",
    )
    parser.add_argument(
        "--pickups",
        metavar="TOPIC",
        default="pickups",
        help="topic with the rows of pickups, each a JSON object",
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
        pickups=read(spark, "pickups", options.pickups, options.bootstrap_servers),
    )
    stream = (
        result
        # The key names the result: a compacted topic keeps the latest value of each,
        # even when a batch is repeated.
        .select(
            F.to_json(F.struct("window")).alias("key"),
            F.to_json(F.struct("*")).alias("value"),
        )
        .writeStream.format("kafka")
        .option("kafka.bootstrap.servers", options.bootstrap_servers)
        .option("topic", options.output)
        # append: a result is emitted once, when the watermark makes it final.
        .outputMode("append")
        # A batch every 2 minutes, on whole multiples of it.
        .trigger(processingTime="2 minutes")
        # What has been read, and the state, stay here; a restart repeats the batch that
        # was not finished.
        .option("checkpointLocation", options.checkpoint)
        .queryName("tunnel")
        .start()
    )
    stream.awaitTermination()


if __name__ == "__main__":
    main()
