/** The settings that are lengths of time, as one turns them: which engine has each, what it is at, and how it is set. */
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../time';
import { setBatchLoop, setDailyBatch, setDelay, setTrigger, setWindow } from './edit';
import { setFlink, setKafkaStreams } from './editRecords';
import type { EngineName, Scenario } from './scenario';

export const SWEPT = ['delay', 'window', 'trigger', 'grace', 'allowedLateness', 'every', 'interval'] as const;
export type SweptSetting = (typeof SWEPT)[number];

export const KNOBS: Readonly<
  Record<
    SweptSetting,
    {
      readonly engines: readonly EngineName[];
      readonly value: (scenario: Scenario) => Duration | null;
      readonly turn: (scenario: Scenario, value: Duration) => Scenario;
      /** Zero is a value of its own. */
      readonly zero: boolean;
      /** It waits for late rows, so its range is how late they are; else it is how long the rows take to come. */
      readonly waits: boolean;
    }
  >
> = {
  delay: {
    engines: ['spark', 'flink'],
    value: delayOf,
    turn: setDelay,
    zero: true,
    waits: true,
  },
  window: {
    engines: ['spark', 'flink', 'kafkaStreams', 'dailyBatch'],
    value: (scenario) => {
      const window = windowOf(scenario);
      return window !== null && window.size === window.slide ? window.size : null;
    },
    turn: (scenario, size) => setWindow(scenario, { size }),
    zero: false,
    waits: false,
  },
  trigger: {
    engines: ['spark'],
    value: ({ engines: { spark } }) => (spark.trigger.kind === 'processingTime' ? spark.trigger.interval : null),
    turn: (scenario, interval) => setTrigger(scenario, { kind: 'processingTime', interval }),
    zero: true,
    waits: false,
  },
  grace: {
    engines: ['kafkaStreams'],
    value: (scenario) => (windowOf(scenario) ? (scenario.engines.kafkaStreams.grace ?? delayOf(scenario) ?? 0) : null),
    turn: (scenario, grace) => setKafkaStreams(scenario, { grace }),
    zero: true,
    waits: true,
  },
  allowedLateness: {
    engines: ['flink'],
    value: (scenario) => (windowOf(scenario) ? scenario.engines.flink.allowedLateness : null),
    turn: (scenario, allowedLateness) => setFlink(scenario, { allowedLateness }),
    zero: true,
    waits: true,
  },
  every: {
    engines: ['dailyBatch'],
    value: ({ engines: { dailyBatch } }) => dailyBatch.every,
    turn: (scenario, every) => setDailyBatch(scenario, { every }),
    zero: false,
    waits: false,
  },
  interval: {
    engines: ['batchLoop'],
    value: ({ engines: { batchLoop } }) => batchLoop.interval,
    // The loop books into windows as long as its interval.
    turn: (scenario, interval) => {
      const turned = setBatchLoop(scenario, { interval });
      return windowOf(turned) ? setWindow(turned, { size: interval }) : turned;
    },
    zero: false,
    waits: false,
  },
};

function delayOf({ query }: Scenario): Duration | null {
  return query.steps.find((step) => step.kind === 'watermark')?.delay ?? null;
}

function windowOf({ query }: Scenario): { readonly size: Duration; readonly slide: Duration } | null {
  const step = query.steps.find((s) => s.kind === 'aggregate');
  const window = step?.kind === 'aggregate' ? step.window : null;
  return window && !('gap' in window) ? window : null;
}

/** The lengths that an engine's run of this scenario can be set by. */
export const lengthsOf = (scenario: Scenario, engine: EngineName): readonly SweptSetting[] =>
  SWEPT.filter((name) => KNOBS[name].engines.includes(engine) && KNOBS[name].value(scenario) !== null);

/** What a setting is at, microseconds. */
export const settingOf = (scenario: Scenario, setting: SweptSetting): Duration => KNOBS[setting].value(scenario) ?? 0;

/** The scenario with the setting turned. */
export const turned = (scenario: Scenario, setting: SweptSetting, value: Duration): Scenario =>
  KNOBS[setting].turn(scenario, value);

/** Lengths that people say. */
export const SAID_LENGTHS: readonly Duration[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7].map((n) => n * DAY),
];
