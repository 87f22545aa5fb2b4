"""Satu penjemputan tertahan di terowongan

Skenario "tunnel" dari Arus di Apache Spark 4.3: baris yang sama, dalam micro-batch yang
sama.

    pip install pyspark==4.3.0  # juga Java 17 atau lebih baru
    python tunnel.py

Setiap batch dicetak sebagai satu baris, seperti cetakan `npx arus run --json`: berapa
baris yang dibaca, watermark yang berlaku, apa yang terjadi pada state, dan baris yang
keluar.
"""

import json
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.listener import StreamingQueryProgress
from pyspark.sql.types import StructType

# Kolom setiap source. Nilai apa pun boleh null.
COLUMNS = {
    "pickups": "pickupTime TIMESTAMP, zone STRING",
}

# Baris setiap source menurut batch yang membacanya, urut kedatangan.
ARRIVALS = {
    "pickups": {
        # Batch 0; di skenario ia jalan pada 2026-03-02T14:02:00+07:00.
        0: [
            ("2026-03-02T14:01:10+07:00", "Kota"),
        ],
        # Batch 1; di skenario ia jalan pada 2026-03-02T14:04:00+07:00.
        1: [
            ("2026-03-02T14:03:20+07:00", "Blok M"),
        ],
        # Batch 3; di skenario ia jalan pada 2026-03-02T14:08:00+07:00.
        3: [
            ("2026-03-02T14:06:05+07:00", "Kota"),
        ],
        # Batch 4; di skenario ia jalan pada 2026-03-02T14:10:00+07:00.
        4: [
            ("2026-03-02T14:04:30+07:00", "Senen"),
            ("2026-03-02T14:08:50+07:00", "Blok M"),
        ],
        # Batch 5; di skenario ia jalan pada 2026-03-02T14:12:00+07:00.
        5: [
            ("2026-03-02T14:07:30+07:00", "Kota"),
            ("2026-03-02T14:11:15+07:00", "Senen"),
        ],
        # Batch 6; di skenario ia jalan pada 2026-03-02T14:14:00+07:00.
        6: [
            ("2026-03-02T14:09:40+07:00", "Kota"),
        ],
        # Batch 7; di skenario ia jalan pada 2026-03-02T14:16:00+07:00.
        7: [
            ("2026-03-02T14:13:55+07:00", "Blok M"),
        ],
        # Batch 8; di skenario ia jalan pada 2026-03-02T14:18:00+07:00.
        8: [
            ("2026-03-02T14:16:30+07:00", "Senen"),
        ],
        # Batch 9; di skenario ia jalan pada 2026-03-02T14:20:00+07:00.
        9: [
            ("2026-03-02T14:12:20+07:00", "Kota"),
            ("2026-03-02T14:18:10+07:00", "Blok M"),
        ],
        # Batch 10; di skenario ia jalan pada 2026-03-02T14:22:00+07:00.
        10: [
            ("2026-03-02T14:03:50+07:00", "Kota"),
            ("2026-03-02T14:20:15+07:00", "Blok M"),
        ],
        # Batch 11; di skenario ia jalan pada 2026-03-02T14:24:00+07:00.
        11: [
            ("2026-03-02T14:22:40+07:00", "Senen"),
        ],
        # Batch 12; di skenario ia jalan pada 2026-03-02T14:26:00+07:00.
        12: [
            ("2026-03-02T14:21:00+07:00", "Kota"),
        ],
        # Batch 13; di skenario ia jalan pada 2026-03-02T14:28:00+07:00.
        13: [
            ("2026-03-02T14:25:30+07:00", "Senen"),
            ("2026-03-02T14:27:20+07:00", "Kota"),
        ],
        # Batch 15; di skenario ia jalan pada 2026-03-02T14:32:00+07:00.
        15: [
            ("2026-03-02T14:30:10+07:00", "Blok M"),
        ],
    },
}

SETTINGS = {
    # Waktu ditampilkan dalam UTC; teks tanpa offset juga dibaca sebagai UTC.
    "spark.sql.session.timeZone": "UTC",
    # Satu state store saja, supaya angkanya mewakili seluruh query.
    "spark.sql.shuffle.partitions": "1",
    # Satu file satu partisi; biasanya Spark menggabungkan file kecil.
    "spark.sql.files.openCostInBytes": "128MB",
    # Filter bekerja setelah baris dibaca, supaya numInputRows menghitung semuanya.
    "spark.sql.json.filterPushdown.enabled": "false",
    # Simpan progress semua batch; bawaan Spark hanya 100 yang terakhir.
    "spark.sql.streaming.numRecentProgressUpdates": "1000000",
}


def query(pickups: DataFrame) -> DataFrame:
    """Query skenario ini."""
    return (
        pickups
        # Watermark berada 5 menit di belakang pickupTime terbaru yang sudah dilihat
        # Spark. Ia bergerak di antara batch; yang di belakangnya telat.
        .withWatermark("pickupTime", "5 minutes")
        # Window sepanjang 5 menit, bersambung tanpa celah.
        .groupBy(F.window("pickupTime", "5 minutes"))
        # Yang disimpan untuk masing-masing, dan keluar.
        .agg(F.count("*").alias("pickups"))
    )


def line(progress: StreamingQueryProgress, output: list) -> str:
    """Yang dikerjakan satu batch, dengan istilah StreamingQueryProgress."""
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
    """Menjalankan query atas kedatangan, batch demi batch, lalu mencetak hasil setiap batch."""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "arrivals")
        written: dict[int, list] = {}

        def publish(batch: int) -> None:
            """Membuat baris satu batch bisa dibaca, satu file untuk setiap source yang punya."""
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
            """Stream baris sebuah source: setiap file baru di foldernya."""
            (inbox / source).mkdir(parents=True)
            stream = spark.readStream.schema(COLUMNS[source])
            return stream.json(str(inbox / source))

        def write(batch_rows: DataFrame, batch: int) -> None:
            """Menerima output satu batch, lalu memasukkan baris berikutnya."""
            row = F.to_json(F.struct("*"), {"ignoreNullFields": "false"})
            # Satu-satunya action atas batch ini: yang kedua akan menghitungnya ulang.
            texts = batch_rows.select(row).collect()
            written[batch] = [json.loads(text) for (text,) in texts]
            # Selama ini berjalan tidak ada batch yang sedang direncanakan, jadi batch
            # berikutnya melihat semua barisnya.
            publish(batch + 1)

        frames = {source: rows(source) for source in COLUMNS}
        publish(0)
        stream = (
            query(**frames)
            .writeStream.foreachBatch(write)
            # append: hasil keluar satu kali, saat watermark memastikannya tidak berubah
            # lagi.
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
    # Satu thread, supaya partisi dibaca satu per satu.
    main(SparkSession.builder.master("local[1]").getOrCreate())
