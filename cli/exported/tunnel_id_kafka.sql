-- Satu penjemputan tertahan di terowongan
-- Query dari skenario "tunnel" milik Arus dalam SQL Apache Flink 2.3.
-- Nyalakan cluster di folder ini (bin/start-cluster.sh), atau tulis path lengkap di bawah; lalu bin/sql-client.sh -f tunnel.sql
-- Tulis INSERT INTO dan nama tabel sebelum SELECT terakhir untuk mengirim hasilnya ke sana.

SET 'execution.runtime-mode' = 'streaming';
-- Window disejajarkan menurut UTC, seperti di Arus, yang menampilkan waktu dalam Asia/Jakarta.
SET 'table.local-time-zone' = 'UTC';
-- Jumlah dihitung baris demi baris, menurut urutan baris.
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
SET 'pipeline.auto-watermark-interval' = '200 ms';
SET 'sql-client.execution.result-mode' = 'tableau';

-- Baris dari pickups.
-- Watermark tertinggal 5 menit dan satu milidetik dari pickupTime terbaru. SQL menghitung baris yang telat lalu membuangnya.
CREATE TABLE `pickups` (
  `pickupTime` TIMESTAMP_LTZ(3),
  `zone` STRING,
  WATERMARK FOR `pickupTime` AS `pickupTime` - INTERVAL '0 00:05:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'pickups',
  'properties.bootstrap.servers' = 'HOST:PORT',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- Window sepanjang 5 menit, berurutan.
SELECT window_start, window_end, COUNT(*) AS `pickups`
FROM TABLE(TUMBLE(TABLE `pickups`, DESCRIPTOR(`pickupTime`), INTERVAL '0 00:05:00.000' DAY(2) TO SECOND(3)))
GROUP BY window_start, window_end;
