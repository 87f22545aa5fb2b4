-- One pickup got stuck in a tunnel
-- The query of the scenario "tunnel" of Arus in the SQL of Apache Flink 2.3.
-- Start a cluster in this folder (bin/start-cluster.sh), or write whole paths below; then bin/sql-client.sh -f tunnel.sql
-- The rows are read from files. A file ends, so windows still open at its end fire too; in a stream they would wait.

SET 'execution.runtime-mode' = 'streaming';
-- Windows are aligned in UTC, as in Arus, which shows times in Asia/Jakarta.
SET 'table.local-time-zone' = 'UTC';
-- Sums are computed row by row, in the order of the rows.
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
-- One row after the other.
SET 'parallelism.default' = '1';
-- The watermark moves after each row: how long rows were on the way does not matter here.
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'sql-client.execution.result-mode' = 'tableau';

-- The rows of pickups.
-- The watermark stays 5 minutes and a millisecond behind the newest pickupTime. SQL counts rows that are too late and drops them.
CREATE TABLE `pickups` (
  `pickupTime` TIMESTAMP_LTZ(3),
  `zone` STRING,
  WATERMARK FOR `pickupTime` AS `pickupTime` - INTERVAL '0 00:05:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'filesystem',
  'path' = 'pickups.jsonl',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- Windows of 5 minutes, one after the other.
SELECT window_start, window_end, COUNT(*) AS `pickups`
FROM TABLE(TUMBLE(TABLE `pickups`, DESCRIPTOR(`pickupTime`), INTERVAL '0 00:05:00.000' DAY(2) TO SECOND(3)))
GROUP BY window_start, window_end;
