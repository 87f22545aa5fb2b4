/** What an engine does that its file says nothing of. Apart from `parse.ts`, so that the first page need not bring all of that. */
import { DAY, type Duration, MINUTE } from '../time';
import type {
  BatchLoopSettings,
  DailyBatchSettings,
  FlinkSettings,
  KafkaStreamsSettings,
  SparkSettings,
} from './scenario';

export const SPARK_DEFAULTS: SparkSettings = {
  trigger: { kind: 'processingTime', interval: 0 },
  outputMode: 'append',
  sink: 'idempotent',
  noDataBatches: true,
  maxRowsPerBatch: null,
  multipleWatermarkPolicy: 'min',
  batchTime: { fixed: 0, perRow: 0 },
  startAt: null,
};

/** At 23:59 every day, in the zone in which the scenario is read. */
export const dailyBatchDefaults = (timeZone: string): DailyBatchSettings => ({
  at: DAY - MINUTE,
  timeZone,
  every: DAY,
  sink: 'idempotent',
  backfill: [],
});

export const BATCH_LOOP_DEFAULTS: BatchLoopSettings = {
  interval: 300_000_000,
  readBy: 'arrivalTime',
  boundary: 'halfOpen',
  drift: true,
  workTime: 30_000_000,
  remember: 'nothing',
  sink: 'append',
};

/** A watermark every 200 ms, as `pipeline.auto-watermark-interval` has it. */
export const FLINK_DEFAULTS: FlinkSettings = {
  watermarkInterval: 200_000,
  allowedLateness: 0,
  idleTimeout: null,
  checkpointInterval: null,
  barrierTravel: 0,
  sink: 'idempotent',
};

/** How long a loop works if nobody says it: one that keeps to the clock is drawn without its work. */
export const usualWorkTime = (drift: boolean): Duration => (drift ? BATCH_LOOP_DEFAULTS.workTime : 0);

/** `commit.interval.ms` where the file does not say it, microseconds. */
export const COMMIT_INTERVAL = { at_least_once: 30_000_000, exactly_once_v2: 100_000 } as const;

export const KAFKA_STREAMS_DEFAULTS: KafkaStreamsSettings = {
  grace: null,
  emit: 'onUpdate',
  commitInterval: null,
  processingGuarantee: 'at_least_once',
  sink: 'idempotent',
};
