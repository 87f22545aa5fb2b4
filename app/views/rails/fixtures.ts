/** Named pictures of the rails: what their tests compare and a person can leaf through. */
import { moveEvent, setDelay, setSpark, setWindow } from '../../../engine/scenario/edit';
import { parseScenario } from '../../../engine/scenario/parse';
import type { EngineName, Scenario, Step } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { HOUR, MINUTE } from '../../../engine/time';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { openTrace } from '../../../engine/trace/reader';
import fraudFile from '../../../lessons/01-fraud/fraud.json';
import tunnelFile from '../../../lessons/06-watermark/tunnel.json';
import clockFile from '../../../lessons/06-watermark/tunnel-clock.json';
import { NOTHING_WITHHELD, type Withheld } from '../../trace/withheld';

export interface Fixture {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly withheld: Withheld;
}

function read(file: unknown): Scenario {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(parsed.faults.map((f) => `${f.path} ${f.code}`).join('; '));
  return parsed.scenario;
}

const run = (scenario: Scenario, engine: EngineName = 'spark'): TraceReader =>
  openTrace(simulate(scenario, engine), scenario);

const shown = (reader: TraceReader, cursor: number, withheld: Withheld = NOTHING_WITHHELD): Fixture => ({
  reader,
  moment: reader.at(cursor),
  withheld,
});

const tunnel = (): Scenario => read(tunnelFile);

const crashing = (): Scenario =>
  read({
    ...tunnelFile,
    faults: [{ engine: 'spark', crash: { batchId: 6, after: 'sink-written' }, restartAfter: '70 seconds' }],
  });

/** Right after the n-th drop. */
function afterDrop(reader: TraceReader, n = 1): number {
  let cursor = 0;
  for (let i = 0; i < n; i++) cursor = reader.step(cursor, 'late', 1) ?? cursor;
  return cursor;
}

/** A stream made by rule: rows of two kinds over some days, some of them late, a fifth with a clock that runs ahead. */
function made(rows: number, window: { size: string; slide?: string } | null, keys: readonly string[] = []): Scenario {
  const start = Date.UTC(2026, 2, 2, 0, 0, 0);
  const gap = (4 * 24 * 3_600_000) / rows;
  const iso = (t: number): string => new Date(Math.round(t)).toISOString();
  let state = 7;
  const draw = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const arrivals = Array.from({ length: rows }, (_, i) => {
    const happened = start + i * gap;
    const delay = (draw() - 0.2) * 30 * 60_000 + (draw() < 0.03 ? draw() * 8 * 3_600_000 : 0);
    return {
      arrivesAt: iso(happened + delay),
      row: {
        time: iso(happened),
        carrier: ['AA', 'DL', 'UA', 'WN'][Math.floor(draw() * 4)],
        delay: Math.round(delay / 60_000),
      },
    };
  });
  return read({
    format: 'arus/1',
    name: `made-${rows}`,
    title: { en: 'Made by rule', id: 'Dibuat dengan aturan' },
    timeZone: 'Asia/Jakarta',
    sources: { flights: { columns: { time: 'timestamp', carrier: 'string', delay: 'long' }, arrivals } },
    query: {
      from: 'flights',
      steps: window
        ? [
            { watermark: 'time', delay: '30 minutes' },
            { groupBy: { window: { on: 'time', ...window }, keys }, aggregate: { flights: 'count(*)' } },
          ]
        : [{ filter: 'delay > 0' }],
    },
    engines: { spark: { trigger: { processingTime: '10 minutes' }, outputMode: 'append' } },
  });
}

export const FIXTURES = {
  /** The mock: batch 10 has just dropped the pickup from the tunnel. */
  tunnel: () => {
    const reader = run(tunnel());
    return shown(reader, afterDrop(reader));
  },
  /** The same, while the learner's prediction is open. */
  tunnelWithheld: () => {
    const reader = run(tunnel());
    return shown(reader, afterDrop(reader), { ...NOTHING_WITHHELD, rows: new Set([12]), groups: new Set([0]) });
  },
  /** Batch 6 dies when its output is written, and is run again. */
  crash: () => {
    const reader = run(crashing());
    return shown(reader, reader.cursorAt(reader.trace.crashes[0]?.restartsAt as number));
  },
  /** The query is down. */
  crashDown: () => {
    const reader = run(crashing());
    return shown(reader, reader.trace.crashes[0]?.restarted as number);
  },
  tunnelStart: () => shown(run(tunnel()), 0),
  tunnelEnd: () => {
    const reader = run(tunnel());
    return shown(reader, reader.length);
  },
  /** Nothing is waited for. */
  tunnelDelay0: () => {
    const reader = run(setDelay(tunnel(), 0));
    return shown(reader, reader.length);
  },
  tunnelSliding: () => {
    const reader = run(setWindow(tunnel(), { size: 10 * MINUTE, slide: 5 * MINUTE }));
    return shown(reader, Math.round(reader.length * 0.7));
  },
  /** Everything is answered in the night. */
  tunnelDaily: () => {
    const reader = run(tunnel(), 'dailyBatch');
    return shown(reader, reader.cursorAt(reader.arrivesAt(12)));
  },
  /** One phone is an hour fast. */
  clock: () => {
    const reader = run(read(clockFile));
    return shown(reader, afterDrop(reader, 3));
  },
  /** A row that arrives before it happened. */
  ahead: () => {
    const scenario = tunnel();
    const reader = run(
      moveEvent(scenario, 0, 4, 'pickupTime', (scenario.sources[0]?.arrivesAt[4] as number) + 2 * MINUTE),
    );
    return shown(reader, Math.round(reader.length / 2));
  },
  /** A trigger each second over thirteen hours. */
  fraud: () => {
    const reader = run(read(fraudFile));
    return shown(reader, Math.round(reader.length * 0.6));
  },
  fraudDaily: () => {
    const reader = run(read(fraudFile), 'dailyBatch');
    return shown(reader, reader.length);
  },
  /** Several groups in a window. */
  keys: () => {
    const scenario = tunnel();
    const steps = scenario.query.steps.map((s): Step => (s.kind === 'aggregate' ? { ...s, keys: ['zone'] } : s));
    const reader = run({ ...scenario, query: { ...scenario.query, steps } });
    return shown(reader, afterDrop(reader));
  },
  /** Groups and no window, in complete mode. */
  withoutWindow: () => {
    const scenario = tunnel();
    const steps = scenario.query.steps.flatMap((s): Step[] =>
      s.kind === 'watermark' ? [] : s.kind === 'aggregate' ? [{ ...s, window: null, keys: ['zone'] }] : [s],
    );
    const reader = run(setSpark({ ...scenario, query: { ...scenario.query, steps } }, { outputMode: 'complete' }));
    return shown(reader, Math.round(reader.length / 2));
  },
  /** Neither window nor watermark nor state: a filter. */
  filter: () => {
    const scenario = tunnel();
    const steps = [{ kind: 'filter', condition: "zone = 'Kota'" }] as const;
    const reader = run({ ...scenario, query: { ...scenario.query, steps } });
    return shown(reader, Math.round(reader.length / 2));
  },
  empty: () => {
    const scenario = read({
      ...tunnelFile,
      sources: { pickups: { ...tunnelFile.sources.pickups, arrivals: [] } },
    });
    return shown(run(scenario), 0);
  },
  rows2000: () => {
    const reader = run(made(2_000, { size: '1 hour' }));
    return shown(reader, Math.round(reader.length * 0.6));
  },
  rows10000: () => {
    const reader = run(made(10_000, { size: '1 hour' }, ['carrier']));
    return shown(reader, Math.round(reader.length * 0.6));
  },
  /** A little too many for their windows to be brackets, few enough to be single marks. */
  rows250: () => {
    const reader = run(made(250, { size: '1 hour' }));
    return shown(reader, reader.cursorAt((reader.scenario.sources[0]?.arrivesAt[120] as number) + HOUR));
  },
} satisfies Record<string, () => Fixture>;
