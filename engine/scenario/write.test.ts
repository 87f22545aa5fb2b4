import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CRASH_POINTS, type GenerateFile } from './file';
import { parseScenario, parseScenarioText } from './parse';
import { changed, pickups } from './pickups.fixture';
import type { Scenario } from './scenario';
import { writeScenario, writeScenarioText } from './write';

const read = (json: unknown): Scenario => {
  const parsed = parseScenario(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
};

const time = fc
  .integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) })
  .map((millis) => new Date(millis).toISOString());
const duration = fc.constantFrom('1 millisecond', '90 seconds', '5 minutes', '1 hour 30 minutes', '2 days');
const name = fc.string({ minLength: 1, maxLength: 8 }).filter((n) => n !== '__proto__');
const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const row = fc.record({
  at: nullable(time),
  text: nullable(fc.string({ unit: 'binary' })),
  long: nullable(fc.oneof(fc.maxSafeInteger(), fc.constantFrom('9007199254740993', '-9223372036854775808'))),
  double: nullable(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0)),
  flag: nullable(fc.boolean()),
});
const step = fc.oneof(
  fc.record({ filter: fc.string() }),
  fc.record({ watermark: fc.constant('at'), delay: duration }),
  fc.record({
    groupBy: fc.record(
      {
        window: fc.record(
          { on: fc.constant('at'), size: fc.constant('2 days'), slide: duration },
          { requiredKeys: ['on', 'size'] },
        ),
        keys: fc.constantFrom([], ['text']),
      },
      { requiredKeys: ['keys'] },
    ),
    aggregate: fc.dictionary(name, fc.string(), { minKeys: 1, maxKeys: 3 }),
  }),
);
const engines = fc.record(
  {
    spark: fc.record(
      {
        trigger: fc.oneof(
          fc.record({ processingTime: duration }),
          fc.constant({ once: true as const }),
          fc.constant({ availableNow: true as const }),
        ),
        outputMode: fc.constantFrom('append' as const, 'update' as const, 'complete' as const),
        sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
        noDataBatches: fc.boolean(),
        maxRowsPerBatch: fc.integer({ min: 1 }),
        multipleWatermarkPolicy: fc.constantFrom('min' as const, 'max' as const),
        batchTime: fc.record({ fixed: duration, perRow: duration }, { requiredKeys: [] }),
        startAt: time,
      },
      { requiredKeys: [] },
    ),
    flink: fc.record(
      {
        watermarkInterval: duration,
        allowedLateness: duration,
        idleTimeout: duration,
        checkpointInterval: duration,
        sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
      },
      { requiredKeys: [] },
    ),
    batchLoop: fc.record(
      {
        interval: fc.constantFrom('1 minute', '1 hour 30 minutes'),
        readBy: fc.constantFrom('arrivalTime' as const, 'eventTime' as const),
        boundary: fc.constantFrom('closed' as const, 'open' as const, 'halfOpen' as const),
        drift: fc.boolean(),
        workTime: duration,
        remember: fc.constantFrom('nothing' as const, 'lastReadBeforeWrite' as const, 'lastReadAfterWrite' as const),
        sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
      },
      { requiredKeys: [] },
    ),
    kafkaStreams: fc.record(
      {
        grace: fc.constantFrom('0 seconds', '1 minute'),
        emit: fc.constantFrom('onUpdate' as const, 'onWindowClose' as const, 'suppress' as const),
        commitInterval: duration,
        processingGuarantee: fc.constantFrom('at_least_once' as const, 'exactly_once_v2' as const),
        sink: fc.constantFrom('append' as const, 'idempotent' as const, 'transactional' as const),
      },
      { requiredKeys: [] },
    ),
    dailyBatch: fc.record(
      {
        at: fc.constantFrom('00:00', '23:59:00', '07:30:00.5'),
        timeZone: fc.constantFrom('UTC', 'Asia/Jakarta'),
        every: duration,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const after = fc.constantFrom(...CRASH_POINTS.spark);
const crash = fc.record(
  {
    engine: fc.constant('spark' as const),
    crash: fc.oneof(
      fc.record({ batchId: fc.nat(), after }),
      fc.record({ arrival: fc.nat(), after }, { requiredKeys: ['arrival'] }),
      fc.record({ at: time }),
    ),
    restartAfter: duration,
    checkpoint: fc.constantFrom('kept' as const, 'lost' as const),
  },
  { requiredKeys: ['engine', 'crash'] },
);
const file = fc.record(
  {
    format: fc.constant('arus/1' as const),
    name: fc.string(),
    title: fc.record({ en: fc.string(), id: fc.string() }),
    timeZone: fc.constantFrom('UTC', 'Asia/Jakarta', 'America/St_Johns', 'Asia/Kathmandu'),
    sources: fc.record({
      s: fc.record({
        columns: fc.constant({
          at: 'timestamp' as const,
          text: 'string' as const,
          long: 'long' as const,
          double: 'double' as const,
          flag: 'boolean' as const,
        }),
        partitions: fc.constant(3),
        arrivals: fc.array(fc.record({ arrivesAt: time, partition: fc.integer({ min: 0, max: 2 }), row }), {
          maxLength: 8,
        }),
      }),
    }),
    query: fc.record({
      from: fc.constant('s'),
      steps: fc.array(
        fc.constantFrom(0).chain(() => step),
        { maxLength: 1 },
      ),
    }),
    engines,
    faults: fc.array(crash, { maxLength: 2 }),
    until: time,
  },
  { requiredKeys: ['format', 'sources', 'query'] },
);

it('what is written is read back as the same scenario', () => {
  fc.assert(
    fc.property(file, (given) => {
      const scenario = read(given);
      const again = parseScenarioText(writeScenarioText(scenario));
      expect(again).toEqual({ ok: true, scenario });
    }),
  );
});

it('times keep the offset of the scenario’s zone, and what the defaults say is left out', () => {
  const written = writeScenario(read(pickups()));
  expect(written).toEqual(
    changed((f) => {
      f.title = { en: 'Pickups', id: 'Penjemputan' };
    }),
  );
});

it('each arrival and each step is one line', () => {
  const text = writeScenarioText(read(pickups()));
  expect(text).toContain(
    '\n        { "arrivesAt": "2026-03-02T14:00:40+07:00", "row": { "pickupTime": "2026-03-02T14:00:10+07:00",',
  );
  expect(text).toContain('\n      { "watermark": "pickupTime", "delay": "5 minutes" },\n');
  expect(text.endsWith('}\n')).toBe(true);
});

it('rows that are made by rule are written as the rule', () => {
  const generate: GenerateFile = {
    rows: 20,
    from: '2026-03-02T00:00:00Z',
    rate: 2,
    eventTime: 'pickupTime',
    keys: { driver: 5 },
  };
  const scenario = read(
    changed((f) => {
      delete f.sources.pickups.arrivals;
      f.sources.pickups.generate = generate;
    }),
  );
  expect(writeScenario(scenario).sources.pickups).toMatchObject({ generate });
  expect(parseScenarioText(writeScenarioText(scenario))).toEqual({ ok: true, scenario });
});
