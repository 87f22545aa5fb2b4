/** The ledger and the first difference: the lesson's figures, and any rows and settings against a plain recount. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL, BOUNDARY, clicks, LATE, UNIQUE } from '../engines/clicks.fixture';
import { setDelay } from '../scenario/edit';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { ENGINES, simulate } from '../simulate';
import adsFile from '../trace/adsAndClicks.fixture.json';
import { KIND } from '../trace/trace';
import { answersOf } from './answers';
import { type ComparedRun, type Comparison, compare, compareRuns } from './comparison';
import { standingAt } from './difference';
import { lateEntry } from './fate';
import { type Cause, type Ledger, ledgerOf as ledgerAt } from './ledger';
import { referenceFrom } from './reference';
import { takers } from './takers';
import { truthRuns } from './truthRuns';

const ran = (scenario: Scenario, ...engines: ('spark' | 'batchLoop' | 'dailyBatch')[]): Comparison =>
  compare(
    scenario,
    engines.map((engine) => simulate(scenario, engine)),
    truthRuns(scenario),
  );
const ledgerOf = (scenario: Scenario): Ledger => ran(scenario, 'batchLoop').runs[0]?.ledger as Ledger;
/** `3/4 lateLost-1`: said, truth, causes. */
const line = (ledger: Ledger) =>
  ledger.figures.map((f) => [`${f.said}/${f.truth}`, ...f.causes.map(causeText)].join(' '));
const causeText = ({ code, effect, row }: Cause) => `${code}${effect > 0 ? '+' : ''}${effect}:${row}`;

describe('every wrong figure of the loop has the row that spoiled it and the rule by which it did', () => {
  it.each([
    ['closed', ['4/3 boundaryDouble+1:3', '5/4 boundaryDouble+1:7', '2/2']],
    ['open', ['3/3', '3/4 boundaryGap-1:3', '1/2 boundaryGap-1:7']],
    ['halfOpen', ['3/3', '4/4', '2/2']],
  ] as const)('%s', (boundary, expected) => {
    expect(line(ledgerOf(clicks(BOUNDARY, { boundary, drift: false })))).toEqual(expected);
  });
  it('drifting', () => {
    expect(line(ledgerOf(clicks(BOUNDARY)))).toEqual([
      '3/3',
      '3/4 driftGap-1:3 driftGap-1:4 misplaced+1:7',
      '1/2 misplaced-1:7',
    ]);
  });
  it('late, by arrival and by event time', () => {
    expect(line(ledgerOf(clicks(LATE, { drift: false })))).toEqual(['3/4 misplaced-1:2', '2/2', '4/3 misplaced+1:2']);
    expect(line(ledgerOf(clicks(LATE, { drift: false, readBy: 'eventTime' })))).toEqual([
      '3/4 lateLost-1:2',
      '2/2',
      '3/3',
    ]);
  });
  it('3 + 2 is 5 where four people clicked, because of the one who clicked twice', () => {
    const unique = clicks(UNIQUE, { drift: false }, (file) => {
      Object.assign(file.query.steps?.[1] as object, { aggregate: { users: 'count(distinct userId)' } });
    });
    const ledger = ledgerOf(unique);
    expect(line(ledger)).toEqual(['3/3', '2/2']);
    expect(ledger.totals).toMatchObject([{ said: 5, truth: 4, right: false }]);
    expect(ledger.totals[0]?.causes.map(causeText)).toEqual(['distinctSummed+1:3']);
  });
  it('all at once: mistakes that nearly cancel', () => {
    const ledger = ledgerOf(clicks(ALL));
    expect(line(ledger)).toEqual(['3/4 misplaced-1:1', '2/3 driftGap-1:4', '4/3 misplaced+1:1']);
    expect(ledger.totals).toMatchObject([{ said: 9, truth: 10 }]);
  });
  it('points at entries that are about that row', () => {
    const { runs } = ran(clicks(LATE, { drift: false }), 'batchLoop', 'spark');
    for (const { ledger, trace } of runs)
      for (const cause of ledger?.figures.flatMap((f) => f.causes) ?? [])
        for (const entry of cause.entries)
          if (trace.kinds[entry] === KIND.rowRead) expect(trace.refs[entry]).toBe(cause.row);
  });
});

it('a ledger of a moment knows nothing of what comes after it', () => {
  const scenario = clicks(LATE, { drift: false });
  const trace = simulate(scenario, 'batchLoop');
  const runs = truthRuns(scenario);
  if (!runs) throw new Error('no truth');
  const at = (clock: string) => Date.parse(`2026-03-02T00:${clock}Z`) * 1000;
  const line_ = (clock: string) =>
    line(ledgerAt(answersOf(trace, scenario, at(clock)), referenceFrom(scenario, runs), scenario))[0];
  // The late click is on its way until 00:13:10, and is read at 00:15.
  expect(line_('06:00')).toBe('3/4 notRead-1:2');
  expect(line_('16:00')).toBe('3/4 misplaced-1:2');
});

describe('where runs part', () => {
  it('names the moment, the row and the rule', () => {
    const { differences, runs } = ran(
      clicks([...LATE, 'A 31:00'], { drift: false }),
      'batchLoop',
      'spark',
      'dailyBatch',
    );
    expect(differences[0]).toMatchObject({
      at: Date.parse('2026-03-02T00:05:00Z') * 1000,
      rows: [2],
      rule: 'closing',
      sides: [
        { engine: 'batchLoop', values: [3], fate: { kind: 'elsewhere' } },
        { values: [4], fate: { kind: 'counted', times: 1 } },
      ],
    });
    const [difference] = differences;
    const spark = runs[1]?.answers;
    if (!difference || !spark) throw new Error('no difference');
    // Nobody but the loop had answered by then; Spark held what had come.
    expect(standingAt(spark, difference.name, difference.at)).toMatchObject({ kind: 'holds', values: [3] });
    expect(standingAt(spark, difference.name, difference.at + 30 * 60_000_000)).toMatchObject({
      kind: 'final',
      values: [4],
    });
  });
  it('waiting longer, or still holding a window at the end, is no difference', () => {
    const prompt = clicks(['A 01:00', 'B 06:00', 'C 40:00'], { drift: false });
    expect(ran(prompt, 'batchLoop', 'spark', 'dailyBatch').differences).toEqual([]);
  });
  it('engines that refuse are named with why', () => {
    const twoSteps = clicks(LATE, { interval: '1 minute' });
    expect(takers(twoSteps, ['spark', 'batchLoop'])).toMatchObject({
      runs: ['spark'],
      refused: [{ engine: 'batchLoop', faults: [{ code: 'loopWindow' }] }],
    });
  });
});

// Any rows, any settings ------------------------------------------------------------------------------------------------

const instant = fc.oneof(
  fc.integer({ min: 0, max: 2400 }),
  fc.integer({ min: 0, max: 8 }).map((k) => k * 300),
);
const rows = fc.array(
  fc.record({ arrives: instant, delay: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 })) }),
  {
    minLength: 1,
    maxLength: 20,
  },
);
const loop = fc.record({
  readBy: fc.constantFrom('arrivalTime', 'eventTime'),
  boundary: fc.constantFrom('closed', 'open', 'halfOpen'),
  drift: fc.boolean(),
  remember: fc.constantFrom('nothing', 'lastReadAfterWrite'),
});

function scenarioOf(made: readonly { arrives: number; delay: number }[], settings: object): Scenario {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const parsed = parseScenario({
    format: 'arus/1',
    sources: {
      s: {
        columns: { t: 'timestamp' },
        arrivals: made.map((r) => ({ arrivesAt: at(r.arrives), row: { t: at(Math.max(0, r.arrives - r.delay)) } })),
      },
    },
    query: {
      from: 's',
      steps: [
        { watermark: 't', delay: '2 minutes' },
        { groupBy: { window: { on: 't', size: '5 minutes' } }, aggregate: { n: 'count(*)' } },
      ],
    },
    engines: { spark: { trigger: { processingTime: '1 minute' } }, batchLoop: settings },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

it('the causes of a figure add up to what is wrong with it, and a right figure has none', () => {
  fc.assert(
    fc.property(rows, loop, (made, settings) => {
      const { runs } = ran(scenarioOf(made, settings), 'batchLoop', 'spark', 'dailyBatch');
      for (const { ledger } of runs)
        for (const figure of ledger?.figures ?? []) {
          const effect = figure.causes.reduce((sum, cause) => sum + cause.effect, 0);
          expect(effect).toBe(Number(figure.said ?? 0) - Number(figure.truth ?? 0));
          expect(figure.right).toBe(figure.causes.length === 0);
        }
    }),
    { numRuns: 80 },
  );
});

it('rows counted, lost, doubled and misplaced are those of a plain recount of what the loop read', () => {
  fc.assert(
    fc.property(rows, loop, (made, settings) => {
      const scenario = scenarioOf(made, settings);
      const { score } = ran(scenario, 'batchLoop').runs[0] ?? {};
      const trace = simulate(scenario, 'batchLoop');
      const booked = made.map((): number[] => []);
      for (let b = 0; b < trace.batches.count; b++) {
        const start = Math.floor((trace.batches.readFrom?.[b] as number) / 300e6) * 300;
        for (let i = trace.batches.firstEntry[b] as number; i < (trace.batches.lastEntry[b] as number); i++)
          if (trace.kinds[i] === KIND.rowRead) booked[trace.refs[i] as number]?.push(start);
      }
      const own = made.map((r) => Math.floor(Math.max(0, r.arrives - r.delay) / 300) * 300);
      const count = (holds: (b: number[], i: number) => boolean) => booked.filter(holds).length;
      expect(score).toMatchObject({
        due: made.length,
        counted: count((b, i) => b.includes(own[i] as number)),
        lost: count((b) => b.length === 0),
        doubled: count((b) => b.length > 1),
        misplaced: count((b, i) => b.some((start) => start !== own[i])),
      });
    }),
    { numRuns: 80 },
  );
});

it('the first difference is where a plain look at the final answers finds it', () => {
  fc.assert(
    fc.property(rows, loop, (made, settings) => {
      const scenario = scenarioOf(made, settings);
      const { differences, runs } = ran(scenario, 'batchLoop', 'spark');
      const [a, b] = runs.map(({ trace }) => {
        const said = new Map<number, { n: number; at: number }>();
        trace.output.batch.forEach((batch, o) => {
          const [start, , n] = trace.output.table.columns as unknown as { values: Float64Array }[];
          const at = trace.batches.endedAt[batch] as number;
          said.set(start?.values[o] as number, { n: n?.values[o] as number, at });
        });
        return said;
      }) as [Map<number, { n: number; at: number }>, Map<number, { n: number; at: number }>];
      const parted = [...a.keys()].filter((w) => b.has(w) && a.get(w)?.n !== b.get(w)?.n);
      const at = Math.min(...parted.map((w) => Math.min(a.get(w)?.at as number, b.get(w)?.at as number)));
      // Where one of them never answers, they part when it is over: that is told apart here.
      const first = differences.find((d) => d.sides.every((s) => s.values !== null));
      expect(first?.at ?? Number.POSITIVE_INFINITY).toBe(at);
      if (first) expect(first.rows.length).toBeGreaterThan(0);
    }),
    { numRuns: 80 },
  );
});

it('a crash of a stream into a sink that can tell changes no figure, and counts no row twice', () => {
  const plain = clicks(LATE);
  const figures = (scenario: Scenario) =>
    ran(scenario, 'spark').runs[0]?.ledger?.figures.map(({ at, finalAt, causes, ...rest }) => ({
      ...rest,
      causes: causes.map(causeText),
    }));
  const { count } = simulate(plain, 'spark').batches;
  for (let batchId = 0; batchId < count; batchId++)
    for (const sink of ['idempotent', 'transactional'] as const) {
      const where = { kind: 'batch', batchId, after: 'sink-written' } as const;
      const crash = { engine: 'spark', where, restartAfter: 0, checkpoint: 'kept', place: 0 } as const;
      const engines = { ...plain.engines, spark: { ...plain.engines.spark, sink } };
      expect(figures({ ...plain, engines, crashes: [crash] }), `batch ${batchId}`).toEqual(figures(plain));
    }
});

it('two settings of one engine part where one of them drops a row, and each side is known by its place', () => {
  const scenario = setDelay(clicks(LATE), 0);
  const longer = setDelay(scenario, 9 * 60_000_000);
  const both = compareRuns(
    scenario,
    [scenario, longer].map((own) => ({ scenario: own, trace: simulate(own, 'spark') })),
    truthRuns(scenario),
  );
  const [first] = both.differences;
  expect(first).toMatchObject({
    rule: 'lateness',
    rows: [2],
    sides: [
      { run: 0, values: [3] },
      { run: 1, values: [4] },
    ],
  });
  expect(first?.all.map((side) => [side.run, side.values])).toEqual(
    both.runs.map((run, i) => [i, run.answers.byName.get(first?.name ?? '')?.values]),
  );
});

describe('what the trace does not say in the words of a figure', () => {
  const lesson = (name: string): Scenario => {
    const read = parseScenario(
      JSON.parse(readFileSync(new URL(`../../lessons/${name}.json`, import.meta.url), 'utf8')),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return read.scenario;
  };
  const all = (scenario: Scenario) =>
    compare(
      scenario,
      takers(scenario, ENGINES).runs.map((engine) => simulate(scenario, engine)),
      truthRuns(scenario),
    );

  it('a session of Kafka Streams is the one that the others have a gap longer, and one that grew is no answer', () => {
    const { runs, differences } = all(lesson('11-misconceptions/windows-session'));
    const names = (engine: string) => [...(runs.find((r) => r.engine === engine)?.answers.byName.keys() ?? [])].sort();
    expect(names('kafkaStreams')).toEqual(names('dailyBatch'));
    expect(differences).toEqual([]);
    // Six results were taken back, each a correction.
    expect(runs.find((r) => r.engine === 'kafkaStreams')?.score).toMatchObject({ corrections: 6, wrong: 0 });
  });

  it('behind another operator a row is known that one run refused as late: the same rows were not counted', () => {
    const { runs, differences } = all(lesson('03-infinite/users-bounded'));
    expect(differences[0]).toMatchObject({
      rule: 'lateness',
      sides: [{ fate: { code: 'droppedLate' } }, { fate: { kind: 'passed' } }],
    });
    const wrong = runs.find((r) => r.engine === 'flink')?.ledger?.figures.find((f) => !f.right && !f.open);
    expect(wrong?.causes).toMatchObject([{ code: 'droppedLate', effect: -1, entries: [expect.any(Number)] }]);
  });
});

describe('rows that come out of a join', () => {
  const parsed = parseScenario(adsFile);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const { scenario } = parsed;
  const engines = ['kafkaStreams', 'flink', 'dailyBatch'] as const;
  const compared = compare(
    scenario,
    engines.map((engine) => simulate(scenario, engine)),
    truthRuns(scenario),
  );
  const [kafka, flink, daily] = compared.runs as [ComparedRun, ComparedRun, ComparedRun];

  it('a pair that an engine lacks is told by the one of its two rows that it refused', () => {
    const lacking = [...daily.answers.byName.keys()].filter((name) => !flink.answers.byName.has(name));
    expect(compared.differences.map((d) => d.name).sort()).toEqual(lacking.sort());
    for (const { name, rule, rows } of compared.differences) {
      const pair = [...(daily.answers.byName.get(name)?.rows.keys() ?? [])];
      expect(pair).toHaveLength(2);
      expect([...rows].sort()).toEqual([...pair].sort());
      const refused = pair.filter((row) => lateEntry(flink.answers, row) !== null);
      expect([rows[0], rule]).toEqual([refused[0], 'lateness']);
      const causes = flink.ledger?.figures.find((f) => f.name === name)?.causes ?? [];
      expect(causes.map(({ code, row }) => [code, row])).toEqual(refused.map((row) => ['droppedLate', row]));
    }
  });

  it('what has come of an outer join is complete only where no pair came out as nulls', () => {
    const [watermark, { join }] = adsFile.query.steps as [object, { join: object }];
    const outer = parseScenario({
      ...adsFile,
      engines: { spark: adsFile.engines.spark },
      query: { ...adsFile.query, steps: [watermark, { join: { ...join, type: 'leftOuter' } }] },
    });
    if (!outer.ok) throw new Error(JSON.stringify(outer.faults));
    const { runs } = ran(outer.scenario, 'spark', 'dailyBatch');
    const [spark, all] = runs as [ComparedRun, ComparedRun];
    expect(all.ledger?.figures.every((f) => f.right)).toBe(true);
    // Spark gave out an ad with nulls, whose click came too late: a row that is not there in truth, and one that lacks.
    const wrong = spark.ledger?.figures.filter((f) => !f.right && !f.open) ?? [];
    expect(wrong.map((f) => f.silent).sort()).toEqual([false, true]);
    expect(new Set(wrong.flatMap((f) => f.causes.map((c) => c.code)))).toContain('droppedLate');
    expect(kafka.ledger?.figures.every((f) => f.right)).toBe(true);
  });
});
