import { describe, expect, it } from 'vitest';
import type { Fault } from '../faults';
import { parseInstant } from '../instant';
import { DAY, HOUR, MINUTE, SECOND } from '../time';
import { valueAt } from '../values';
import { CRASH_POINTS } from './file';
import { parseScenario, parseScenarioText } from './parse';
import { arrivalsOf, changed, type Loose, pickups } from './pickups.fixture';
import type { Scenario, Source } from './scenario';

const faultsOf = (json: unknown): readonly Fault[] => {
  const parsed = parseScenario(json);
  return parsed.ok ? [] : parsed.faults;
};
const faultsAfter = (change: (file: Loose) => void) => faultsOf(changed(change));
const scenarioOf = (json: unknown): Scenario => {
  const parsed = parseScenario(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
};
const scenarioAfter = (change: (file: Loose) => void) => scenarioOf(changed(change));
const steps = (file: Loose) => file.query.steps;
const window = (file: Loose) => steps(file)[2].groupBy.window;

describe('a file without a fault', () => {
  const scenario = scenarioOf(pickups());
  const source = scenario.sources[0] as Source;

  it('becomes columns, a row for each arrival in the order of the file', () => {
    expect(source.rows.count).toBe(4);
    expect([...source.arrivesAt]).toEqual(
      ['14:00:40', '14:02:10', '14:06:20', '14:12:00'].map((t) => parseInstant(`2026-03-02T${t}+07:00`)),
    );
    const row = source.rows.columns.map((column) => valueAt(column, 2));
    expect(row).toEqual([parseInstant('2026-03-02T07:06:00Z'), 'd1', 'Kota', 18000.5, 1, false]);
  });

  it('has durations in microseconds and the defaults of what it does not say', () => {
    expect(scenario.query.steps[0]).toEqual({ kind: 'watermark', column: 'pickupTime', delay: 5 * MINUTE });
    expect(scenario.query.steps[2]).toMatchObject({ window: { size: 5 * MINUTE, slide: 5 * MINUTE, start: 0 } });
    expect(scenario.engines.spark).toEqual({
      trigger: { kind: 'processingTime', interval: MINUTE },
      outputMode: 'append',
      sink: 'idempotent',
      noDataBatches: true,
      maxRowsPerBatch: null,
      multipleWatermarkPolicy: 'min',
      batchTime: { fixed: 0, perRow: 0 },
      startAt: null,
    });
    expect(scenario.engines.dailyBatch).toEqual({
      at: DAY - MINUTE,
      timeZone: 'Asia/Jakarta',
      every: DAY,
      sink: 'idempotent',
      backfill: [],
    });
    expect(scenario.named).toEqual(['spark']);
    expect(scenario.until).toBeNull();
  });
});

describe('what may look wrong and is allowed', () => {
  it('an arrival before its event: a clock that runs ahead', () => {
    const { sources } = scenarioAfter((f) => {
      arrivalsOf(f)[0].arrivesAt = '2026-03-02T13:00:00+07:00';
    });
    expect(sources[0]?.arrivesAt[0]).toBe(parseInstant('2026-03-02T06:00:00Z'));
  });

  it('two rows at one instant', () => {
    const { sources } = scenarioAfter((f) => arrivalsOf(f).push(arrivalsOf(f)[0]));
    expect(sources[0]?.rows.count).toBe(5);
  });

  it('a source without arrivals', () => {
    const { sources } = scenarioAfter((f) => {
      f.sources.pickups.arrivals = [];
    });
    expect(sources[0]?.rows.count).toBe(0);
  });

  it('a value that is null, and one that the row does not name, which is null', () => {
    const { sources } = scenarioAfter((f) => {
      arrivalsOf(f)[0].row.zone = null;
      delete arrivalsOf(f)[1].row.fare;
      arrivalsOf(f)[2].row.pickupTime = null;
    });
    const [time, , zone, fare] = sources[0]?.rows.columns ?? [];
    expect(zone && valueAt(zone, 0)).toBeNull();
    expect(fare && valueAt(fare, 1)).toBeNull();
    expect(time && valueAt(time, 2)).toBeNull();
  });

  it('a column with the name of something that every object has', () => {
    const { sources } = scenarioAfter((f) => {
      f.sources.pickups.columns.constructor = 'string';
    });
    const column = sources[0]?.rows.columns[6];
    expect(column && valueAt(column, 0)).toBeNull();
  });

  it('a long beyond 2^53 in double quotes, exact to the last digit', () => {
    const { sources } = scenarioAfter((f) => {
      arrivalsOf(f)[0].row.seats = '9007199254740993';
      arrivalsOf(f)[1].row.seats = '-9223372036854775808';
    });
    const seats = sources[0]?.rows.columns[4];
    expect(seats && [0, 1, 2].map((row) => valueAt(seats, row))).toEqual([9007199254740993n, -9223372036854775808n, 1]);
  });

  it('times with the offsets of several places, and a nightly job in another zone than the reader', () => {
    const { sources, engines } = scenarioAfter((f) => {
      arrivalsOf(f)[0].arrivesAt = '2026-03-02T15:00:40+08:00';
      f.engines.dailyBatch = { timeZone: 'Asia/Makassar', at: '01:30:00', every: '1 hour' };
    });
    expect(sources[0]?.arrivesAt[0]).toBe(parseInstant('2026-03-02T07:00:40Z'));
    expect(engines.dailyBatch).toEqual({
      at: HOUR + 30 * MINUTE,
      timeZone: 'Asia/Makassar',
      every: HOUR,
      sink: 'idempotent',
      backfill: [],
    });
  });

  it('a delay of no time, or of a month, which counts 31 days', () => {
    const delay = (text: string) => scenarioAfter((f) => (steps(f)[0].delay = text)).query.steps[0];
    expect(delay('0 seconds')).toMatchObject({ delay: 0 });
    expect(delay('1 month')).toMatchObject({ delay: 31 * DAY });
  });

  it('a grace of no time, which is not the grace that the watermark gives', () => {
    const grace = (spec: object) => scenarioAfter((f) => (f.engines.kafkaStreams = spec)).engines.kafkaStreams.grace;
    expect(grace({ grace: '0 seconds' })).toBe(0);
    expect(grace({})).toBeNull();
  });
});

/** [what is wrong, the change, path, code, params that matter] */
const WRONG: readonly [string, (file: Loose) => void, string, Fault['code'], object][] = [
  [
    'a text that is no number',
    (f) => (arrivalsOf(f)[3].row.fare = '12k'),
    'sources.pickups.arrivals[3].row.fare',
    'wrongValue',
    { type: 'double', value: '"12k"' },
  ],
  [
    'a fraction in a long',
    (f) => (arrivalsOf(f)[0].row.seats = 1.5),
    'sources.pickups.arrivals[0].row.seats',
    'wrongValue',
    { type: 'long', value: '1.5' },
  ],
  [
    'a small number in quotes',
    (f) => (arrivalsOf(f)[0].row.seats = '12'),
    'sources.pickups.arrivals[0].row.seats',
    'wrongValue',
    { value: '"12"' },
  ],
  [
    'a long that JSON rounds',
    (f) => (arrivalsOf(f)[0].row.seats = 2 ** 53 + 2),
    'sources.pickups.arrivals[0].row.seats',
    'inexactLong',
    { value: '9007199254740994' },
  ],
  [
    'a number beyond doubles',
    (f) => (arrivalsOf(f)[0].row.fare = Number.POSITIVE_INFINITY),
    'sources.pickups.arrivals[0].row.fare',
    'wrongValue',
    { value: 'Infinity' },
  ],
  [
    'a word for a boolean',
    (f) => (arrivalsOf(f)[0].row.shared = 'no'),
    'sources.pickups.arrivals[0].row.shared',
    'wrongValue',
    { type: 'boolean' },
  ],
  [
    'a number for a text',
    (f) => (arrivalsOf(f)[0].row.zone = 7),
    'sources.pickups.arrivals[0].row.zone',
    'wrongValue',
    { type: 'string', value: '7' },
  ],
  [
    'a time without offset',
    (f) => (arrivalsOf(f)[1].row.pickupTime = '2026-03-02T14:00:00'),
    'sources.pickups.arrivals[1].row.pickupTime',
    'timeWithoutOffset',
    { value: '"2026-03-02T14:00:00"' },
  ],
  [
    'an arrival without offset',
    (f) => (arrivalsOf(f)[1].arrivesAt = '2026-03-02T14:00:00'),
    'sources.pickups.arrivals[1].arrivesAt',
    'timeWithoutOffset',
    {},
  ],
  [
    'a day that there is not',
    (f) => (arrivalsOf(f)[1].arrivesAt = '2026-02-30T14:00:00Z'),
    'sources.pickups.arrivals[1].arrivesAt',
    'noSuchTime',
    {},
  ],
  ['a time finer than a millisecond', (f) => (f.until = '2026-03-02T14:00:00.0005Z'), 'until', 'timeTooFine', {}],
  ['a time too far', (f) => (f.until = '0999-03-02T14:00:00Z'), 'until', 'timeTooFar', {}],
  ['a date that is no time', (f) => (f.until = 'tomorrow'), 'until', 'notTime', { value: '"tomorrow"' }],
  [
    'an arrival without a row',
    (f) => delete arrivalsOf(f)[2].row,
    'sources.pickups.arrivals[2].row',
    'missingField',
    { field: 'row' },
  ],
  [
    'an arrival without a time',
    (f) => delete arrivalsOf(f)[2].arrivesAt,
    'sources.pickups.arrivals[2].arrivesAt',
    'missingField',
    { field: 'arrivesAt' },
  ],
  [
    'an arrival that is no object',
    (f) => (arrivalsOf(f)[2] = 'x'),
    'sources.pickups.arrivals[2]',
    'wrongType',
    { expected: 'object', value: '"x"' },
  ],
  [
    'a row that is a list',
    (f) => (arrivalsOf(f)[2].row = [1]),
    'sources.pickups.arrivals[2].row',
    'wrongType',
    { expected: 'object' },
  ],
  [
    'a column that the source does not have',
    (f) => (arrivalsOf(f)[0].row.zoned = 'Kota'),
    'sources.pickups.arrivals[0].row.zoned',
    'unknownColumn',
    { column: 'zoned' },
  ],
  [
    'a partition that the source does not have',
    (f) => (arrivalsOf(f)[0].partition = 1),
    'sources.pickups.arrivals[0].partition',
    'partitionOutOfRange',
    { partition: 1, partitions: 1 },
  ],
  [
    'half a partition',
    (f) => (arrivalsOf(f)[0].partition = 0.5),
    'sources.pickups.arrivals[0].partition',
    'wrongType',
    { expected: 'wholeNumber' },
  ],
  [
    'an unknown field of an arrival',
    (f) => (arrivalsOf(f)[0].arriveAt = 'x'),
    'sources.pickups.arrivals[0].arriveAt',
    'unknownField',
    { field: 'arriveAt' },
  ],
  [
    'no partitions at all',
    (f) => (f.sources.pickups.partitions = 0),
    'sources.pickups.partitions',
    'outOfRange',
    { least: 1, most: 65535, value: '0' },
  ],
  [
    'an unknown type of column',
    (f) => (f.sources.pickups.columns.fare = 'duoble'),
    'sources.pickups.columns.fare',
    'notOneOf',
    { suggestion: 'double', value: '"duoble"' },
  ],
  [
    'arrivals that are no list',
    (f) => (f.sources.pickups.arrivals = {}),
    'sources.pickups.arrivals',
    'wrongType',
    { expected: 'list' },
  ],
  [
    'a source without rows',
    (f) => delete f.sources.pickups.arrivals,
    'sources.pickups',
    'noneOfShapes',
    { known: ['arrivals', 'generate'] },
  ],
  [
    'a source without columns',
    (f) => (f.sources = { pickups: { columns: {}, arrivals: [] } }),
    'sources.pickups.columns',
    'emptyList',
    {},
  ],
  ['sources that are a list', (f) => (f.sources = []), 'sources', 'wrongType', { expected: 'object', value: '[]' }],
  ['another format', (f) => (f.format = 'arus/2'), 'format', 'notArus', { value: '"arus/2"' }],
  ['no format', (f) => delete f.format, 'format', 'missingField', { field: 'format' }],
  ['an unknown field', (f) => (f.enginess = {}), 'enginess', 'unknownField', { field: 'enginess' }],
  [
    'a typo in a field that must be there',
    (f) => {
      f.qurey = f.query;
      delete f.query;
    },
    'qurey',
    'unknownField',
    { suggestion: 'query' },
  ],
  [
    'a zone that there is not',
    (f) => (f.timeZone = 'Asia/Bandung'),
    'timeZone',
    'notTimeZone',
    { value: '"Asia/Bandung"' },
  ],
  [
    'a source that there is not',
    (f) => (f.query.from = 'pickup'),
    'query.from',
    'unknownSource',
    { source: 'pickup', suggestion: 'pickups' },
  ],
  ['a step of no known kind', (f) => (steps(f)[1] = { having: 'x' }), 'query.steps[1]', 'noneOfShapes', {}],
  [
    'a step with a typo',
    (f) => (steps(f)[1] = { fliter: 'fare > 0' }),
    'query.steps[1].fliter',
    'unknownField',
    { suggestion: 'filter' },
  ],
  [
    'a filter that is no text',
    (f) => (steps(f)[1].filter = true),
    'query.steps[1].filter',
    'wrongType',
    { expected: 'text', value: 'true' },
  ],
  [
    'a watermark on a column that there is not',
    (f) => (steps(f)[0].watermark = 'pickuptime'),
    'query.steps[0].watermark',
    'unknownColumn',
    { suggestion: 'pickupTime' },
  ],
  [
    'a watermark on a string',
    (f) => (steps(f)[0].watermark = 'zone'),
    'query.steps[0].watermark',
    'notTimeColumn',
    { type: 'string', candidates: ['pickupTime'] },
  ],
  [
    'a window on a long',
    (f) => (window(f).on = 'seats'),
    'query.steps[2].groupBy.window.on',
    'notTimeColumn',
    { type: 'long', use: 'window' },
  ],
  [
    'a key that there is not',
    (f) => (steps(f)[2].groupBy.keys = ['zone', 'dirver']),
    'query.steps[2].groupBy.keys[1]',
    'unknownColumn',
    { suggestion: 'driver' },
  ],
  ['no aggregate', (f) => (steps(f)[2].aggregate = {}), 'query.steps[2].aggregate', 'emptyList', {}],
  [
    'a duration that is none',
    (f) => (steps(f)[0].delay = '5min'),
    'query.steps[0].delay',
    'notDuration',
    { value: '"5min"' },
  ],
  [
    'a number for a duration',
    (f) => (steps(f)[0].delay = 5),
    'query.steps[0].delay',
    'wrongType',
    { expected: 'text', value: '5' },
  ],
  [
    'a negative delay',
    (f) => (steps(f)[0].delay = '-1 minute'),
    'query.steps[0].delay',
    'negativeDuration',
    { value: '"-1 minute"' },
  ],
  [
    'a window of no time',
    (f) => (window(f).size = '0 seconds'),
    'query.steps[2].groupBy.window.size',
    'zeroDuration',
    {},
  ],
  [
    'a negative window',
    (f) => (window(f).size = '-5 minutes'),
    'query.steps[2].groupBy.window.size',
    'notAboveZero',
    {},
  ],
  [
    'a window of a month',
    (f) => (window(f).size = '1 month'),
    'query.steps[2].groupBy.window.size',
    'monthDuration',
    {},
  ],
  [
    'a slide larger than the size',
    (f) => (window(f).slide = '10 minutes'),
    'query.steps[2].groupBy.window.slide',
    'slideTooLarge',
    { slide: '10 minutes', size: '5 minutes' },
  ],
  [
    'a slide of no time',
    (f) => (window(f).slide = '0 seconds'),
    'query.steps[2].groupBy.window.slide',
    'zeroDuration',
    {},
  ],
  [
    'a start as large as the slide',
    (f) => (window(f).start = '-5 minutes'),
    'query.steps[2].groupBy.window.start',
    'startTooLarge',
    {},
  ],
  [
    'a function that there is not',
    (f) => steps(f).splice(2, 1, { process: 'velocitycheck', keys: ['driver'] }),
    'query.steps[2].process',
    'notOneOf',
    { suggestion: 'velocityCheck' },
  ],
  [
    'a function without its parameter',
    (f) => steps(f).splice(2, 1, { process: 'velocityCheck', keys: ['driver'] }),
    'query.steps[2].parameters.within',
    'missingField',
    {},
  ],
  [
    'an output mode that there is not',
    (f) => (f.engines.spark.outputMode = 'Append'),
    'engines.spark.outputMode',
    'notOneOf',
    { suggestion: 'append' },
  ],
  [
    'a trigger that is a text',
    (f) => (f.engines.spark.trigger = '1 minute'),
    'engines.spark.trigger',
    'wrongType',
    { expected: 'object', value: '"1 minute"' },
  ],
  [
    'a trigger once that is false',
    (f) => (f.engines.spark.trigger = { once: false }),
    'engines.spark.trigger.once',
    'wrongType',
    { expected: 'true' },
  ],
  [
    'a negative trigger',
    (f) => (f.engines.spark.trigger.processingTime = '-1 minute'),
    'engines.spark.trigger.processingTime',
    'negativeDuration',
    {},
  ],
  [
    'a row limit of none',
    (f) => (f.engines.spark.maxRowsPerBatch = 0),
    'engines.spark.maxRowsPerBatch',
    'outOfRange',
    { least: 1 },
  ],
  ['an unknown engine', (f) => (f.engines.spork = {}), 'engines.spork', 'unknownField', { field: 'spork' }],
  [
    'a wrong setting of an engine that does not run yet',
    (f) => (f.engines.flink = { allowedLateness: 'long' }),
    'engines.flink.allowedLateness',
    'notDuration',
    {},
  ],
  [
    'a time of day that is none',
    (f) => (f.engines.dailyBatch = { at: '24:00' }),
    'engines.dailyBatch.at',
    'notTimeOfDay',
    { value: '"24:00"' },
  ],
];

describe('a fault is told with its path, its value and the way out', () => {
  it.each(WRONG)('%s', (_, change, path, code, params) => {
    const faults = faultsAfter(change);
    expect(faults).toMatchObject([{ path, code, params }]);
  });

  it('what is no object at all', () => {
    for (const json of [null, 1, 'x', [], true]) {
      expect(faultsOf(json)).toMatchObject([{ path: '', code: 'wrongType', params: { expected: 'object' } }]);
    }
  });

  it('a file that says nothing lacks its three parts', () => {
    expect(faultsOf({}).map((f) => [f.path, f.code])).toEqual([
      ['format', 'missingField'],
      ['sources', 'missingField'],
      ['query', 'missingField'],
    ]);
  });
});

it('every fault is told at once, wherever it stands', () => {
  const several = WRONG.filter(([name]) =>
    [
      'a text that is no number',
      'a time without offset',
      'a negative delay',
      'a slide larger than the size',
      'a zone that there is not',
      'an output mode that there is not',
      'an unknown field',
      'a key that there is not',
    ].includes(name),
  );
  const faults = faultsAfter((f) => {
    for (const [, change] of several) change(f);
  });
  expect(faults.map((f) => f.path).sort()).toEqual(several.map(([, , path]) => path).sort());
  expect(several.length).toBe(8);
});

it('two unknown fields of one object are two faults', () => {
  expect(
    faultsAfter((f) => {
      f.engines.spark.outputmode = 'append';
      f.engines.spark.sinks = 'append';
    }).map((f) => f.path),
  ).toEqual(['engines.spark.outputmode', 'engines.spark.sinks']);
});

it('a name that is no word is quoted in a path', () => {
  expect(
    faultsAfter((f) => {
      f.sources['my pickups'] = {
        columns: { a: 'long' },
        arrivals: [{ arrivesAt: '2026-03-02T14:00:00Z', row: { a: 'x' } }],
      };
    })[0]?.path,
  ).toBe('sources["my pickups"].arrivals[0].row.a');
});

it('a column is known after a select by its new name only, and not at all after a step that cannot be read', () => {
  const renamed = (key: string) =>
    faultsAfter((f) => {
      f.query.steps = [
        { select: { at: 'pickupTime', place: 'zone' } },
        { watermark: 'at', delay: '1 minute' },
        { groupBy: { keys: [key] }, aggregate: { n: 'count(*)' } },
      ];
    });
  expect(renamed('place')).toEqual([]);
  expect(renamed('zone')).toMatchObject([{ code: 'unknownColumn', params: { known: ['at', 'place'] } }]);
  expect(
    faultsAfter((f) => {
      f.query.steps = [{ select: 7 }, { watermark: 'at', delay: '1 minute' }];
    }).map((f) => f.path),
  ).toEqual(['query.steps[0].select']);
});

it('of a thousand faults and more the rest is counted', () => {
  const faults = faultsAfter((f) => {
    f.sources.pickups.arrivals = Array.from({ length: 1_500 }, () => ({ ...arrivalsOf(pickups())[0], arrivesAt: 'x' }));
  });
  expect(faults).toHaveLength(1_001);
  expect(faults.at(-1)).toEqual({ path: '', code: 'moreFaults', params: { more: 500 } });
});

/** Valid in the format, refused by name until Arus runs it. */
const LATER: readonly [string, (file: Loose) => void, string][] = [
  [
    'continuousTrigger',
    (f) => (f.engines.spark.trigger = { continuous: '1 second' }),
    'engines.spark.trigger.continuous',
  ],
  ['realTimeTrigger', (f) => (f.engines.spark.trigger = { realTime: '5 minutes' }), 'engines.spark.trigger.realTime'],
  ['windowOverText', (f) => (window(f).on = 'zone'), 'query.steps[2].groupBy.window.on'],
];

it.each(LATER)('%s is refused as not modelled, never run with another meaning', (feature, change, path) => {
  expect(faultsAfter(change)).toMatchObject([{ path, code: 'notModelled', params: { feature } }]);
});

describe('a crash', () => {
  const crash = (faults: unknown) => faultsAfter((f) => (f.faults = faults));

  it('is told by batch, by arrival or by processing time, and is back after half a minute with its checkpoint', () => {
    const file = changed((f) => {
      f.faults = [
        { engine: 'spark', crash: { batchId: 1, after: 'sink-written' } },
        { engine: 'spark', crash: { arrival: 2 }, restartAfter: '5 seconds', checkpoint: 'lost' },
        { engine: 'spark', crash: { at: '2026-03-02T14:05:00Z' } },
      ];
    });
    const usual = { engine: 'spark', restartAfter: 30 * SECOND, checkpoint: 'kept' };
    expect(scenarioOf(file).crashes).toEqual([
      { ...usual, where: { kind: 'batch', batchId: 1, after: 'sink-written' }, place: 0 },
      {
        ...usual,
        where: { kind: 'arrival', arrival: 2, after: 'rows-read' },
        restartAfter: 5 * SECOND,
        checkpoint: 'lost',
        place: 1,
      },
      { ...usual, where: { kind: 'at', at: parseInstant('2026-03-02T14:05:00Z') }, place: 2 },
    ]);
  });

  it('has a point of its engine, a batch that can be, and comes back later and not earlier', () => {
    expect(crash([{ engine: 'spark', crash: { batchId: 1, after: 'barrier-injected' } }])).toMatchObject([
      {
        path: 'faults[0].crash.after',
        code: 'noSuchCrashPoint',
        params: { engine: 'spark', value: 'barrier-injected', allowed: CRASH_POINTS.spark },
      },
    ]);
    expect(crash([{ engine: 'spark', crash: { batchId: 1, after: 'sink' } }])).toMatchObject([{ code: 'notOneOf' }]);
    expect(crash([{ engine: 'spark', crash: { batchId: 1 } }])).toMatchObject([
      { path: 'faults[0].crash.after', code: 'missingField' },
    ]);
    expect(crash([{ engine: 'spark', crash: { batchId: -1, after: 'sink-written' } }])).toMatchObject([
      { path: 'faults[0].crash.batchId', code: 'outOfRange' },
    ]);
    expect(crash([{ engine: 'spark', crash: {} }])).toMatchObject([{ path: 'faults[0].crash', code: 'noneOfShapes' }]);
    expect(
      crash([{ engine: 'spark', crash: { batchId: 1, after: 'sink-written' }, restartAfter: '-1 second' }]),
    ).toMatchObject([{ path: 'faults[0].restartAfter', code: 'negativeDuration' }]);
    expect(crash([{ engine: 'spark', crash: { at: '2026-03-02T14:05:00Z', after: 'sink-written' } }])).toMatchObject([
      { path: 'faults[0].crash.after', code: 'unknownField' },
    ]);
  });
});

it('a step inside a join is read like any other', () => {
  expect(
    faultsAfter((f) => {
      steps(f)[2] = {
        join: { with: { from: 'pickups', steps: [{ watermark: 'pickupTime', delay: 'soon' }] }, on: 'zone = zone' },
      };
    }),
  ).toMatchObject([{ path: 'query.steps[2].join.with.steps[0].delay', code: 'notDuration' }]);
});

it('a value nested deeper than calls may be is a fault like any other', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(faultsAfter((f) => (arrivalsOf(f)[0].row = deep))).toMatchObject([{ code: 'wrongType' }]);
  let query: Loose = { from: 'pickups' };
  for (let i = 0; i < 20_000; i++) query = { from: 'pickups', steps: [{ union: query }] };
  expect(faultsAfter((f) => (f.query = query)).length).toBeGreaterThan(0);
});

it('a long value is cut where it is shown', () => {
  const [wrong] = faultsAfter((f) => (arrivalsOf(f)[0].row.fare = 'x'.repeat(1_000)));
  expect(wrong?.params).toEqual({ type: 'double', value: `"${'x'.repeat(58)}…` });
});

it('a hundred thousand arrivals are read into columns', () => {
  const one = arrivalsOf(pickups())[0];
  const file = changed((f) => {
    f.sources.pickups.arrivals = Array.from({ length: 100_000 }, () => one);
    f.sources.pickups.partitions = 3;
    f.sources.pickups.arrivals[99_999] = { ...one, partition: 2 };
  });
  const source = scenarioOf(JSON.parse(JSON.stringify(file))).sources[0] as Source;
  expect(source.rows.count).toBe(100_000);
  expect(source.partition?.[99_999]).toBe(2);
  expect(source.arrivesAt[99_999]).toBe((parseInstant('2026-03-02T07:00:40Z') as number) + 0 * SECOND);
});

describe('a text', () => {
  it('is a scenario, also behind the mark that some editors put in front', () => {
    expect(parseScenarioText(`\uFEFF${JSON.stringify(pickups())}`).ok).toBe(true);
  });

  it('that is no JSON is one fault', () => {
    expect(parseScenarioText('{"format": "arus/1",\n  "sources": {},\n}')).toEqual({
      ok: false,
      faults: [{ path: '', code: 'notJson', params: { line: 3, column: 1, found: '}', expected: 'name' } }],
    });
  });
});
