-- A running aggregate behind dropDuplicates
-- The query of the scenario "flink-dedup-then-running" of Arus in the SQL of Apache Flink 2.3.
-- Start a cluster in this folder (bin/start-cluster.sh), or write whole paths below; then bin/sql-client.sh -f flink_dedup_then_running.sql
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
  `id` STRING,
  `v` BIGINT,
  WATERMARK FOR `t` AS `t` - INTERVAL '0 00:01:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'filesystem',
  'path' = 'rows.jsonl',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- The first row with these values is passed on; its duplicates are not.
-- SQL remembers every key, unless table.exec.state.ttl says how long.
CREATE TEMPORARY VIEW `first_rows` AS
SELECT `t`, `id`, `v`
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `proc` ASC) AS `nth`
  FROM (SELECT *, PROCTIME() AS `proc` FROM `rows`)
)
WHERE `nth` = 1;

-- One result for all rows.
SELECT COUNT(*) AS `n`, SUM(`v`) AS `s`
FROM `first_rows`;
