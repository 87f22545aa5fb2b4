#!/usr/bin/env python3
"""Asks real Spark what every expression of questions.json means, and writes the answers to answers.json.

    pip install pyspark==4.3.0          # needs Java 17 or newer
    python record.py                    # all
    python record.py --new              # only expressions that have no answer yet

An answer is the expression's type and, for each row of the table, its value cast to string (null for null), or the
error of that row: Spark's condition, its message and its parameters. An expression that Spark refuses before it reads
a row has only the error.
"""
import argparse, json, logging, os, shutil, tempfile
from datetime import datetime, timezone

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import expr
from pyspark.sql.types import (BooleanType, DoubleType, LongType, StringType, StructField, StructType, TimestampType)

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = {"string": StringType(), "boolean": BooleanType(), "long": LongType(), "double": DoubleType(),
         "timestamp": TimestampType()}


def cell(value, kind):
    if value is None:
        return None
    if kind == "timestamp":
        return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(timezone.utc)
    if kind == "double":
        return float(value)
    if kind == "long":
        return int(value)
    return value


REFUSED = (PySparkException, Py4JJavaError)


def fault(e):
    """Spark's own condition; a failure of Java's without one is told by its class."""
    if isinstance(e, Py4JJavaError):
        cause = e.java_exception
        while cause.getCause() is not None:
            cause = cause.getCause()
        return {"error": cause.getClass().getSimpleName(), "message": str(cause.getMessage()), "parameters": {}}
    condition = e.getCondition()
    message = (e.getMessage() or str(e)).split("\n== ")[0].split("\nJVM stacktrace")[0]
    message = message.split(" SQLSTATE:")[0]
    if condition and message.startswith("[" + condition + "]"):
        message = message[len(condition) + 3:]
    return {"error": condition, "message": message, "parameters": dict(e.getMessageParameters() or {})}


def read(frame, texts):
    """The values of expressions in each row, as text, by expression; of one that fails, its fault."""
    cells = [expr("cast((%s) as string)" % t).alias("v%d" % i) for i, t in enumerate(texts)]
    try:
        rows = frame.select(*cells).collect()
        return {t: [r[i] for r in rows] for i, t in enumerate(texts)}
    except REFUSED as e:
        if len(texts) == 1:
            return {texts[0]: fault(e)}
        half = len(texts) // 2
        return {**read(frame, texts[:half]), **read(frame, texts[half:])}


def ask(frames, whole, texts):
    answers = {}
    for text in texts:
        try:
            answers[text] = {"type": whole.select(expr(text)).schema[0].dataType.simpleString()}
        except REFUSED as e:
            answers[text] = fault(e)
    asked = [t for t in texts if "type" in answers[t]]
    found = read(whole, asked) if asked else {}
    for text in asked:
        rows = found[text]
        if isinstance(rows, dict):
            rows = [read(frame, [text])[text] for frame in frames]
            rows = [r if isinstance(r, dict) else r[0] for r in rows]
        answers[text]["rows"] = rows
    return answers


def write(path, version, answers):
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"spark": %s,\n"answers": [\n' % json.dumps(version))
        f.write(",\n".join(json.dumps(a, ensure_ascii=False) for a in answers))
        f.write("\n]}\n")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--new", action="store_true")
    only_new = arguments.parse_args().new
    asked = json.load(open(os.path.join(HERE, "questions.json"), encoding="utf-8"))
    path = os.path.join(HERE, "answers.json")
    known = {}
    if only_new and os.path.exists(path):
        for a in json.load(open(path, encoding="utf-8"))["answers"]:
            known[a.pop("expression")] = {k: v for k, v in a.items() if k != "group"}
    os.environ["TZ"] = "UTC"
    folder = tempfile.mkdtemp(prefix="expressions-")
    logging.disable(logging.CRITICAL)
    spark = (SparkSession.builder.master("local[1]").appName("expressions")
             .config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
             .config("spark.sql.shuffle.partitions", "1").config("spark.driver.bindAddress", "127.0.0.1")
             .config("spark.driver.host", "127.0.0.1").config("spark.ui.showConsoleProgress", "false")
             .config("spark.sql.warehouse.dir", folder).getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    columns = asked["columns"]
    schema = StructType([StructField(n, TYPES[k], True) for n, k in columns.items()])
    rows = [tuple(cell(v, k) for v, k in zip(row, columns.values())) for row in asked["rows"]]
    # from a file, so that nothing is folded into the plan before it runs
    frames = []
    for i, row in enumerate(rows):
        spark.createDataFrame([row], schema).write.parquet(os.path.join(folder, str(i)))
        frames.append(spark.read.parquet(os.path.join(folder, str(i))))
    spark.createDataFrame(rows, schema).coalesce(1).write.parquet(os.path.join(folder, "all"))
    whole = spark.read.parquet(os.path.join(folder, "all"))
    answers = []
    for group, texts in asked["expressions"].items():
        new = [t for t in dict.fromkeys(texts) if t not in known]
        for at in range(0, len(new), 40):
            known.update(ask(frames, whole, new[at:at + 40]))
        for text in dict.fromkeys(texts):
            answers.append({"expression": text, "group": group, **known[text]})
        write(path, spark.version, answers)
    spark.stop()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
