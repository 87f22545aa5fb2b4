-- Sessions of different keys do not merge, and share the watermark
-- The query of the scenario "flink-session-keys" of Arus in the SQL of Apache Flink 2.3.
-- Start a cluster in this folder (bin/start-cluster.sh), or write whole paths below; then bin/sql-client.sh -f flink_session_keys.sql
-- The rows are read from files. A file ends, so windows still open at its end fire too; in a stream they would wait.

SET 'execution.runtime-mode' = 'streaming';
-- Windows are aligned in UTC, as in Arus.
SET 'table.local-time-zone' = 'UTC';
-- Sums are computed row by row, in the order of the rows.
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
-- One row after the other.
SET 'parallelism.default' = '1';
-- The watermark moves after each row: how long rows were on the way does not matter here.
SET 'pipeline.auto-watermark-interval' = '0 ms';
SET 'sql-client.execution.result-mode' = 'tableau';

-- The rows of rows.
-- The watermark stays 1 minute and a millisecond behind the newest t. SQL counts rows that are too late and drops them.
CREATE TABLE `rows` (
  `t` TIMESTAMP_LTZ(3),
  `k` STRING,
  `v` BIGINT,
  WATERMARK FOR `t` AS `t` - INTERVAL '0 00:01:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'filesystem',
  'path' = 'rows.jsonl',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- Sessions: rows of a key that are at most 2 minutes apart belong together.
SELECT window_start, window_end, `k`, COUNT(*) AS `n`
FROM TABLE(SESSION(TABLE `rows` PARTITION BY (`k`), DESCRIPTOR(`t`), INTERVAL '0 00:02:00.000' DAY(2) TO SECOND(3)))
GROUP BY window_start, window_end, `k`;
