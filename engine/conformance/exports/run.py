#!/usr/bin/env python3
"""Runs exported PySpark scripts on real Apache Spark, all in one session of Spark.

Reads the path of a script from each line of standard input and answers with a line of JSON: what the script printed, and
what made its query fail if it did. Needs Java 17 and a Python with pyspark[sql] 4.3.0.
"""
import contextlib
import importlib.util
import io
import json
import logging
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "recorder"))
import record  # noqa: E402

SPARK = "4.3.0"
# Conditions that only say where another one came up.
WRAPPERS = {"STREAM_FAILED", "FOREACH_BATCH_USER_FUNCTION_ERROR", "FAILED_EXECUTE_UDF"}


def missing(what):
    print("conformance:export: " + what, file=sys.stderr)
    sys.exit(2)


def session():
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError:
        missing("pyspark is missing in %s: `pip install 'pyspark[sql]==%s'`." % (sys.executable, SPARK))
    if pyspark.__version__ != SPARK:
        missing("pyspark %s is installed, %s is needed: `pip install 'pyspark[sql]==%s'`."
                % (pyspark.__version__, SPARK, SPARK))
    logs = tempfile.NamedTemporaryFile("w", suffix=".properties", delete=False)
    with logs:
        logs.write("status=off\nappender.c.type=Console\nappender.c.name=c\n"
                   "rootLogger.level=off\nrootLogger.appenderRef.c.ref=c\n")
    # Its checkpoint files are written without a process for each (see WatchedFiles); what a script asks of Spark is the same.
    files = record.build(record.java(), record.spark_jars())
    options = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile=" + logs.name
    return (SparkSession.builder.master("local[1]").appName("arus-exports")
            .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.extraJavaOptions", options)
            .config("spark.driver.extraClassPath", files)
            .config("spark.sql.streaming.checkpointFileManagerClass", "org.apache.spark.sql.arus.WatchedFiles")
            # A worker may take long to start on a busy machine.
            .config("spark.python.authenticate.socketTimeout", "10m")
            .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate())


def failure(error):
    """Spark's name of what went wrong and its words: the innermost condition that is not a mere wrapper."""
    text = str(error)
    found = [m for m in re.finditer(r"\[([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\] ", text) if m.group(1) not in WRAPPERS]
    if not found and "pyspark/worker.py" in text:  # a function in Python, with an error of its own
        return {"error": "PythonException", "message": text[-2000:]}
    if not found:
        return {"error": type(error).__name__, "message": text[:2000]}
    return {"error": found[-1].group(1), "message": text[found[-1].start():].split("\n")[0]}


def run(spark, path):
    from pyspark import cloudpickle

    printed = io.StringIO()
    failed = None
    try:
        spec = importlib.util.spec_from_file_location("exported", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        # Workers cannot import it: what they need of it travels as it would from a script.
        sys.modules["exported"] = module
        cloudpickle.register_pickle_by_value(module)
        with contextlib.redirect_stdout(printed):
            module.main(spark.newSession())
    except Exception as error:  # what a script does wrong is its answer
        failed = failure(error)
    return {"printed": printed.getvalue(), "failed": failed}


def main():
    os.environ["PYSPARK_PYTHON"] = sys.executable  # what workers run would be the `python3` of the path
    spark = session()
    logging.disable()  # PySpark logs each failing query; its failure is in the answer
    for path in sys.stdin:
        print(json.dumps(run(spark, path.strip())), flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
