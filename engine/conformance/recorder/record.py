#!/usr/bin/env python3
"""Records what real Apache Spark does with scenario files.

    record.py                            engine/conformance/cases/*.json that name spark -> recorded/spark/*.jsonl
    record.py --only 'late-*'            some of them
    record.py --missing                  those that have no recording yet
    record.py FILE.json                  one scenario, on standard output
    record.py FOLDER --out FOLDER        another folder
    record.py --only tunnel --logs       each batch's progress and the checkpoint's files -> ../checkpoint/recorded
    record.py --serve                    pairs of lines (scenario file, file to write) from standard input, an answer each

Needs Java 17 and a Python that has pyspark 4.3.0 (its jars are the Spark that runs, and hold the Scala compiler that
builds the recorder beside this file). Nothing of it is needed to replay: the recordings are committed.
"""
import argparse, fnmatch, glob, hashlib, json, os, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CONFORMANCE = os.path.dirname(HERE)
SPARK = "4.3.0"


def missing(what):
    print("conformance:record: " + what, file=sys.stderr)
    sys.exit(2)


def java():
    """The java command; says what is missing."""
    home = os.environ.get("JAVA_HOME")
    found = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not found or not os.path.exists(found):
        missing("Java 17 is missing: install a JDK or JRE of version 17 and put `java` on the path (or set JAVA_HOME).")
    said = subprocess.run([found, "-version"], capture_output=True, text=True).stderr
    version = said.split('"')[1].split(".")[0] if '"' in said else "unknown"
    if not version.isdigit() or int(version) < 17:
        missing("Java 17 is needed, `%s` is version %s." % (found, version))
    return found


def spark_jars():
    """The folder of Spark's jars; says what is missing."""
    try:
        import pyspark
    except ImportError:
        missing("pyspark is missing in %s: `pip install pyspark==%s`." % (sys.executable, SPARK))
    if pyspark.__version__ != SPARK:
        missing("pyspark %s is installed, the recordings are of %s: `pip install pyspark==%s`."
                % (pyspark.__version__, SPARK, SPARK))
    return os.path.join(os.path.dirname(pyspark.__file__), "jars")


def build(java_bin, jars):
    """Compiles the recorder, once for each version of its text. Returns the folder of classes."""
    sources = sorted(glob.glob(os.path.join(HERE, "*.scala")))
    text = b"".join(open(s, "rb").read() for s in sources) + jars.encode()
    out = os.path.join(tempfile.gettempdir(), "arus-recorder-" + hashlib.sha256(text).hexdigest()[:12])
    if not os.path.exists(os.path.join(out, "built")):
        os.makedirs(out, exist_ok=True)
        done = subprocess.run([java_bin, "-Xmx1500m", "-Xss8m", "-cp", os.path.join(jars, "*"), "scala.tools.nsc.Main",
                               "-nowarn", "-usejavacp", "-d", out] + sources, stdout=sys.stderr)
        if done.returncode != 0:
            missing("the recorder does not compile against these jars (see above).")
        open(os.path.join(out, "built"), "w").close()
    return out


# Spark reaches into the JDK; spark-submit would open the same packages.
OPENED = ["java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
          "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action",
          "sun.util.calendar", "jdk.internal.ref"]
# Without an appender of ours Spark would fall back to its own, chatty one.
QUIET = "status=off\nappender.c.type=Console\nappender.c.name=c\nrootLogger.level=off\nrootLogger.appenderRef.c.ref=c\n"


def command(java_bin, classes, jars, log_settings, logs=None):
    return ([java_bin, "-Xmx2g", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+IgnoreUnrecognizedVMOptions",
             "-Duser.timezone=UTC", "-Djdk.reflect.useDirectMethodHandle=false", "-Dlog4j2.configurationFile=" + log_settings]
            + ["--add-opens=java.base/%s=ALL-UNNAMED" % p for p in OPENED]
            + (["-Darus.logs=" + logs] if logs else [])
            + ["-cp", classes + os.pathsep + os.path.join(jars, "*"), "org.apache.spark.sql.arus.Recorder"])


def cases_of_spark(folder):
    """The scenario files that name Spark; the others are for other engines."""
    return [file for file in sorted(glob.glob(os.path.join(folder, "*.json")))
            if "spark" in json.load(open(file, encoding="utf-8")).get("engines", {"spark": {}})]


def write_receipts(cases, recorded):
    """The index of what was measured: each case, the rule that it shows, and how many batches Spark ran."""
    receipts = []
    for name in sorted(os.path.basename(file)[:-len(".json")] for file in cases_of_spark(cases)):
        rule = json.load(open(os.path.join(cases, name + ".json"), encoding="utf-8"))["title"]
        lines = open(os.path.join(recorded, name + ".jsonl"), encoding="utf-8").read().splitlines()
        receipts.append({"case": name, "rule": rule, "batches": sum('"batchId"' in line for line in lines)})
    with open(os.path.join(CONFORMANCE, "recorded", "spark", "receipts.json"), "w", encoding="utf-8") as f:
        # One line a receipt, so that a change is seen.
        f.write('{\n  "engine": "Apache Spark %s",\n  "cases": [\n' % SPARK)
        f.write(",\n".join("    " + json.dumps(r, ensure_ascii=False) for r in receipts) + "\n  ]\n}\n")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("path", nargs="?", default=os.path.join(CONFORMANCE, "cases"))
    ask.add_argument("--out")
    ask.add_argument("--only", default="*")
    ask.add_argument("--missing", action="store_true")
    ask.add_argument("--logs", action="store_true")
    ask.add_argument("--serve", action="store_true")
    asked = ask.parse_args()

    java_bin, jars = java(), spark_jars()
    classes = build(java_bin, jars)
    with tempfile.TemporaryDirectory() as scratch:
        log_settings = os.path.join(scratch, "log4j2.properties")
        with open(log_settings, "w") as f:
            f.write(QUIET)
        logs = os.path.join(os.path.dirname(CONFORMANCE), "checkpoint", "recorded") if asked.logs else None
        run = command(java_bin, classes, jars, log_settings, logs)
        if asked.serve:
            return subprocess.run(run).returncode
        if os.path.isdir(asked.path):
            out = asked.out or os.path.join(CONFORMANCE, "recorded", "spark")
            os.makedirs(out, exist_ok=True)
            pairs = []
            for case in cases_of_spark(asked.path):
                name = os.path.basename(case)[:-len(".json")]
                recording = os.path.join(scratch if asked.logs else out, name + ".jsonl")
                if fnmatch.fnmatch(name, asked.only) and not (asked.missing and os.path.exists(recording)):
                    pairs.append((case, recording))
        else:
            pairs = [(asked.path, asked.out or os.path.join(scratch, "answer"))]
        lines = "".join(os.path.abspath(p) + "\n" for pair in pairs for p in pair)
        done = subprocess.run(run, input=lines.encode(), stdout=sys.stderr)
        if not os.path.isdir(asked.path) and not asked.out and done.returncode == 0:
            sys.stdout.write(open(pairs[0][1], encoding="utf-8").read())
        if asked.path == os.path.join(CONFORMANCE, "cases") and not asked.out and not asked.logs and done.returncode == 0:
            write_receipts(asked.path, os.path.join(CONFORMANCE, "recorded", "spark"))
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
