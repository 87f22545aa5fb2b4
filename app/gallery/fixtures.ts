/**
 * Named moments of named runs: those that the tests of the rails compare, and beside them every engine, kind of window
 * and kind of fault, and traces that were doctored. A view that draws one of the latter must draw what it says.
 */
import failingFile from '../../engine/conformance/cases/division-by-zero-fails.json';
import idleFile from '../../engine/conformance/cases/flink-idle-partition.json';
import joinFile from '../../engine/conformance/cases/join-inner-range.json';
import sessionFile from '../../engine/conformance/cases/session-bridge.json';
import { parseScenario } from '../../engine/scenario/parse';
import type { EngineName, JoinType, Scenario } from '../../engine/scenario/scenario';
import { simulate } from '../../engine/simulate';
import { MINUTE } from '../../engine/time';
import adsFile from '../../engine/trace/adsAndClicks.fixture.json';
import ordersFile from '../../engine/trace/ordersPaidAndShipped.fixture.json';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { KIND, type Trace } from '../../engine/trace/trace';
import loopCrashFile from '../../lessons/04-loop/loop-crash.json';
import loopLateFile from '../../lessons/04-loop/loop-late.json';
import tunnelFile from '../../lessons/06-watermark/tunnel.json';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { type Fixture, FIXTURES as OF_RAILS } from '../views/rails/fixtures';

const at = (reader: TraceReader, share: number, withheld: Withheld = NOTHING_WITHHELD): Fixture => ({
  reader,
  moment: reader.at(Math.round(reader.length * share)),
  withheld,
});

export function scenarioOf(file: unknown): Scenario {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(parsed.faults.map((f) => `${f.path} ${f.code}`).join('; '));
  return parsed.scenario;
}

export function runOf(
  file: unknown,
  engine: EngineName = 'spark',
  doctor: (t: Trace) => Trace = (t) => t,
): TraceReader {
  const scenario = scenarioOf(file);
  return openTrace(doctor(simulate(scenario, engine)), scenario);
}

const tunnel = tunnelFile;
const onFlink = (flink: object, faults: readonly object[] = []) => ({
  ...tunnel,
  engines: { ...tunnel.engines, flink },
  faults,
});

/** The batch in which the tunnel's pickup is dropped; its fixtures stand where it has just committed. */
const DROPPING = 10;
function doctored(doctor: (t: Trace) => Trace): Fixture {
  const reader = runOf(tunnel, 'spark', doctor);
  return {
    reader,
    moment: reader.at((reader.trace.batches.lastEntry[DROPPING] as number) + 1),
    withheld: NOTHING_WITHHELD,
  };
}

/** Ads and their clicks, as one kind of join or another. @param also steps behind the join */
function ads(type: JoinType, also: readonly object[] = []): object {
  const [watermark, { join }] = adsFile.query.steps as [object, { join: object }];
  return { ...adsFile, query: { ...adsFile.query, steps: [watermark, { join: { ...join, type } }, ...also] } };
}

/** Clicks that are four minutes longer on their way: their input is behind, and all that the join keeps waits for it. */
const slowClicks = (file: typeof adsFile): object => ({
  ...file,
  sources: {
    ...file.sources,
    clicks: {
      ...file.sources.clicks,
      arrivals: file.sources.clicks.arrivals.map((a) => ({
        ...a,
        arrivesAt: new Date(Date.parse(a.arrivesAt) + 240_000).toISOString(),
      })),
    },
  },
});

export const FIXTURES = {
  ...OF_RAILS,
  /** Row by row: each arrival is a step, the watermark follows a timer. */
  flink: () => at(runOf(tunnel, 'flink'), 0.75),
  /** A partition falls silent and holds the watermark no more. */
  flinkIdle: () => at(runOf(idleFile, 'flink'), 0.7),
  /** Barriers travel, align, and the job dies after a checkpoint. */
  flinkCrash: () => {
    const reader = runOf(
      onFlink({ checkpointInterval: '2 minutes', barrierTravel: '10 seconds' }, [
        { engine: 'flink', crash: { arrival: 9, after: 'row' }, restartAfter: '60 seconds' },
      ]),
      'flink',
    );
    return { reader, moment: reader.at(reader.trace.crashes[0]?.restarted ?? 0), withheld: NOTHING_WITHHELD };
  },
  /** Each update comes out. */
  kafkaStreams: () => at(runOf(tunnel, 'kafkaStreams'), 0.75),
  batchLoop: () => at(runOf(loopLateFile, 'batchLoop'), 0.8),
  /** Two inputs meet within a range of time. */
  join: () => at(runOf(joinFile), 0.8),
  /** Ads and clicks within five minutes: pairs, rows that wait, one that is late. */
  ads: () => at(runOf(ads('inner')), 0.62),
  /** The same, with nulls for ads that nobody clicked. */
  adsOuter: () => at(runOf(ads('leftOuter')), 0.8),
  adsFlink: () => at(runOf(ads('inner'), 'flink'), 0.66),
  adsKafka: () => at(runOf(ads('leftOuter'), 'kafkaStreams'), 0.7),
  /** One input is far behind the other. */
  adsSlow: () => at(runOf(slowClicks(ads('leftOuter') as typeof adsFile)), 0.7),
  /** The pairs are counted by windows. */
  adsWindows: () =>
    at(
      runOf(
        ads('inner', [{ groupBy: { window: { on: 'adTime', size: '5 minutes' } }, aggregate: { clicks: 'count(*)' } }]),
      ),
      0.85,
    ),
  /** A prediction about it is open. */
  adsWithheld: () =>
    at(runOf(ads('leftOuter')), 0.8, { rows: 'all', groups: 'all', watermark: true, state: true, results: true }),
  /** What came out of one join goes into the next: orders, their payments, and what was shipped of them. */
  orders: () => at(runOf(ordersFile), 0.72),
  /** A row between two sessions has made one of them. */
  session: () => at(runOf(sessionFile), 1),
  /** The query failed while it ran. */
  failed: () => at(runOf(failingFile), 1),
  /** The dropped row counts, whatever the engine would have said. */
  doctoredVerdict: () =>
    doctored((t) => {
      const kinds = t.kinds.slice();
      kinds[kinds.indexOf(KIND.rowLate)] = KIND.rowGrouped;
      return { ...t, kinds };
    }),
  /** Batch 10 brings the water seven minutes further than it did. */
  doctoredWater: () =>
    doctored((t) => {
      t.batches.nextWatermark[DROPPING] = (t.batches.nextWatermark[DROPPING] as number) + 7 * MINUTE;
      return t;
    }),
  /** The first answer says 77, the state store 41 rows. */
  doctoredFigures: () =>
    doctored((t) => {
      const pickups = t.output.table.columns.at(-1);
      if (pickups?.type === 'long') pickups.values[0] = 77;
      t.batches.stateTotal[DROPPING] = 41;
      t.batches.stateDropped[DROPPING] = 7;
      return t;
    }),
} satisfies Record<string, () => Fixture>;
export type FixtureName = keyof typeof FIXTURES;

/** What the loop of lesson 4 is drawn from. */
export const LOOPS = { late: loopLateFile, crash: loopCrashFile } as const;
export const TUNNEL = tunnelFile;
export const ORDERS_FILE = ordersFile;
export const ADS_FILE = adsFile;
