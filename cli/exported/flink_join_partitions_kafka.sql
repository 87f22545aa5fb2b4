-- An interval join of sources with partitions
-- The query of the scenario "flink-join-partitions" of Arus in the SQL of Apache Flink 2.3.
-- Start a cluster in this folder (bin/start-cluster.sh), or write whole paths below; then bin/sql-client.sh -f flink_join_partitions.sql
-- Put INSERT INTO and the name of a table before the last SELECT to send the result there.

SET 'execution.runtime-mode' = 'streaming';
-- Windows are aligned in UTC, as in Arus.
SET 'table.local-time-zone' = 'UTC';
-- Sums are computed row by row, in the order of the rows.
SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE';
SET 'pipeline.auto-watermark-interval' = '200 ms';
SET 'sql-client.execution.result-mode' = 'tableau';

-- The rows of ads.
-- The watermark stays 1 minute and a millisecond behind the newest adTime. SQL counts rows that are too late and drops them.
CREATE TABLE `ads` (
  `adTime` TIMESTAMP_LTZ(3),
  `adId` STRING,
  WATERMARK FOR `adTime` AS `adTime` - INTERVAL '0 00:01:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'ads',
  'properties.bootstrap.servers' = 'HOST:PORT',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- The rows of clicks.
-- The watermark stays 1 minute and a millisecond behind the newest clickTime. SQL counts rows that are too late and drops them.
CREATE TABLE `clicks` (
  `clickTime` TIMESTAMP_LTZ(3),
  `clickAdId` STRING,
  WATERMARK FOR `clickTime` AS `clickTime` - INTERVAL '0 00:01:00.001' DAY(2) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'clicks',
  'properties.bootstrap.servers' = 'HOST:PORT',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

-- The right time lies between −1 minute and 2 minutes after the left one, both included. Unlike a DataStream job, SQL joins a late row as long as its partner is there.
SELECT `ads`.`adTime`, `ads`.`adId`, `clicks`.`clickTime`, `clicks`.`clickAdId`
FROM `ads`
JOIN `clicks`
  ON `ads`.`adId` = `clicks`.`clickAdId`
  AND `clicks`.`clickTime` BETWEEN `ads`.`adTime` - INTERVAL '0 00:01:00.000' DAY(2) TO SECOND(3) AND `ads`.`adTime` + INTERVAL '0 00:02:00.000' DAY(2) TO SECOND(3);
