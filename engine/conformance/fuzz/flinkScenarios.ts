/** Random scenarios of all that Arus's Flink runs, with ticks, idle partitions, unions and lateness, as the recorder takes it. */
import type { ScenarioFile } from '../../scenario/file';
import type { Dice } from './dice';
import { ARRIVALS, at, columnsOf, dedupStep, EIGHT, type Json, MINUTE, processStep, SECOND } from './perRecordTable';

const AGGREGATES = [
  'count(*)',
  'count(lv)',
  'count(distinct lv)',
  'sum(lv)',
  'avg(lv)',
  'min(lv)',
  'max(lk)',
  'sum(lx)',
  'avg(lx)',
];
const LENGTHS = ['1 second', '10 seconds', '30 seconds', '1 minute', '2 minutes', '4 minutes', '10 minutes'];
const DELAYS = ['0 seconds', '1 millisecond', '10 seconds', '1 minute', '1 minute', '5 minutes'];

const SHAPES = [
  ...(['windows', 'windows', 'sessions', 'join', 'join', 'running', 'stateless'] as const),
  ...(['process', 'process', 'dedup'] as const),
];
type Shape = (typeof SHAPES)[number];

export function randomFlinkScenario(name: string, dice: Dice): ScenarioFile {
  const shape = dice.pick(SHAPES);
  const united = shape !== 'join' && dice.chance(0.3);
  const others = shape === 'join' || united;
  const rows = new Rows(dice);
  const sources: Record<string, Json> = { left: rows.source('l') };
  if (others) sources.right = rows.source(shape === 'join' ? 'r' : 'l');
  rows.fill(Object.values(sources) as unknown as Filled[]);
  const made = {
    format: 'arus/1',
    name,
    title: { en: name, id: name },
    sources,
    query: { from: 'left', steps: stepsOf(shape, united, dice) },
    engines: { flink: settings(dice) },
    ...(dice.chance(0.1) && { until: at(ARRIVALS + dice.below(30) * SECOND + dice.pick([0, 200, 250])) }),
  };
  const crashes = dice.chance(0.3) && rows.any && isMeasured(made.query.steps);
  return (crashes ? { ...made, ...withCrashes(made.engines.flink, dice) } : made) as unknown as ScenarioFile;
}

/** Whether the recorder runs it with checkpoints: two operators at most, and late rows that it can count. */
const isMeasured = (steps: readonly Json[]): boolean => !/"join"|"dropDup.*"on":"window"/.test(JSON.stringify(steps));

/** Checkpoints and crashes. */
function withCrashes(settings: Json, dice: Dice): Json {
  const sink = dice.pick(['append', 'idempotent', 'transactional']);
  const points = ['row', 'row', 'barrier-injected', 'state-snapshotted', 'checkpoint-completed'];
  if (sink === 'transactional') points.push('transaction-committed');
  const where = (): Json =>
    // Whether a job that waits for idleness alone lives to see it is Arus's own matter.
    settings.idleTimeout === undefined && dice.chance(0.2)
      ? { at: at(ARRIVALS + dice.below(30_000)) }
      : dice.chance(0.4)
        ? { checkpoint: 1 + dice.below(4), after: dice.pick(points.slice(2)) }
        : { arrival: dice.below(12), after: dice.pick(points) };
  const fault = (): Json => ({
    engine: 'flink',
    crash: where(),
    restartAfter: dice.pick(['0 seconds', '700 milliseconds', '3 seconds', '30 seconds']),
    ...(dice.chance(0.15) && { checkpoint: 'lost' }),
  });
  return {
    engines: {
      flink: {
        ...settings,
        watermarkInterval: dice.pick(['0 seconds', '0 seconds', '200 milliseconds', '1 second', '7 seconds']),
        checkpointInterval: dice.pick(['1 second', '3 seconds', '10 seconds']),
        barrierTravel: dice.pick(['0 seconds', '100 milliseconds', '2 seconds']),
        sink,
      },
    },
    faults: Array.from({ length: 1 + dice.below(3) }, fault),
  };
}

interface Filled {
  readonly partitions: number;
  readonly columns: Json;
  readonly arrivals: Json[];
}

/** Rows of all sources on one clock, so that they alternate, meet ticks and leave some partitions idle. */
class Rows {
  private now = ARRIVALS;
  private readonly start: number;
  private readonly span: number;
  private readonly disorder: number;
  private readonly grid: number;
  private readonly gaps: readonly number[];
  private readonly count: number;

  constructor(private readonly dice: Dice) {
    this.count = dice.chance(0.03) ? 0 : 1 + dice.below(dice.chance(0.3) ? 40 : 15);
    this.start = dice.chance(0.06) ? -2 * MINUTE : EIGHT;
    this.span = dice.pick([2, 10, 30, 120]) * MINUTE;
    this.disorder = dice.pick([0, 30 * SECOND, 3 * MINUTE, 20 * MINUTE]);
    this.grid = dice.pick([1 * SECOND, 10 * SECOND, 30 * SECOND]);
    this.gaps = dice.pick([
      [0, 1, 50, 100, 200],
      [0, 100, 199, 200, 201, 400, 1000],
      [0, 200, 1000, 1200, 1201, 3000, 9000],
    ]);
  }

  get any(): boolean {
    return this.count > 0;
  }

  source(p: string): Json {
    const partitions = this.dice.chance(0.4) ? 2 + this.dice.below(2) : 1;
    return { columns: columnsOf(p), partitions, arrivals: [] };
  }

  fill(sources: readonly Filled[]): void {
    for (let i = 0; i < this.count; i++) {
      const { partitions, columns, arrivals } = this.dice.pick(sources);
      arrivals.push(this.row(i, (Object.keys(columns)[0] as string)[0] as string, partitions));
    }
  }

  private row(i: number, p: string, partitions: number): Json {
    const { dice } = this;
    this.now += dice.pick(this.gaps);
    const around = this.start + (this.span * i) / this.count - (this.disorder > 0 ? dice.below(this.disorder) : 0);
    const time = Math.floor(around / this.grid) * this.grid + dice.pick([0, 0, 0, 0, 1, -1]);
    return {
      arrivesAt: at(this.now),
      // The last partition is left alone most of the time.
      ...(partitions > 1 && { partition: dice.chance(0.7) ? dice.below(partitions - 1) : dice.below(partitions) }),
      row: {
        [`${p}t`]: at(time),
        [`${p}k`]: dice.chance(p === 'r' ? 0 : 0.06) ? null : dice.pick(['a', 'a', 'b', 'c']),
        [`${p}v`]: dice.pick([-1, 0, 1, 2, 3, null]),
        [`${p}x`]: dice.pick([0.1, 0.2, 1e16, -1e16, 3, null]),
      },
    };
  }
}

/** A side's steps: a watermark, and filters before and behind it. */
function side(dice: Dice, p: string, isJoined: boolean): Json[] {
  const filter = (): Json[] =>
    dice.chance(0.2) ? [{ filter: dice.pick([`${p}v > 0`, `${p}k = 'a' or ${p}v is null`, `not (${p}v = 2)`]) }] : [];
  // Without a key a row of a join meets no other; the recorder's own key would.
  const keyed = isJoined && p === 'l' ? [{ filter: 'lk is not null' }] : [];
  return [...keyed, ...filter(), { watermark: `${p}t`, delay: dice.pick(DELAYS) }, ...filter()];
}

function stepsOf(shape: Shape, united: boolean, dice: Dice): Json[] {
  const steps = side(dice, 'l', shape === 'join');
  if (shape === 'join') {
    const offset = (): number => dice.pick([0, 1, 10 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE]);
    const [lower, upper] = dice.pick([
      [-offset(), offset()],
      [-offset(), offset()],
      [offset(), offset()],
      [-offset(), -offset()],
    ] as [number, number][]);
    const bound = (ms: number): string => `lt ${ms < 0 ? '-' : '+'} interval '${Math.abs(ms)} milliseconds'`;
    const on = `lk = rk and rt between ${bound(Math.min(lower, upper))} and ${bound(Math.max(lower, upper))}`;
    steps.push({ join: { with: { from: 'right', steps: side(dice, 'r', true) }, type: 'inner', on } });
    if (dice.chance(0.2)) steps.push({ filter: dice.pick(['lv > 0', 'lv = rv', 'rt > lt']) });
    return steps;
  }
  if (united) steps.push({ union: { from: 'right', steps: side(dice, 'l', false) } });
  if (shape === 'dedup' || (shape !== 'stateless' && dice.chance(0.2))) {
    steps.push(dedupStep(dice));
    if (dice.chance(0.3)) steps.push({ filter: dice.pick(['lv > 0', 'not (lv = 2)']) });
  }
  if (shape === 'process') {
    steps.push(processStep(dice));
    return steps;
  }
  if (shape === 'stateless' || shape === 'dedup') return steps;
  const named = dice.some(AGGREGATES, 0.3);
  const keys = dice.pick([['lk'], ['lk'], ['lk', 'lv'], []]);
  steps.push({
    groupBy: { ...window(shape, dice), keys },
    aggregate: Object.fromEntries(
      (named.length > 0 ? named : ['count(*)']).map((f, i) => [i === 0 ? 'n' : `a${i}`, f]),
    ),
  });
  if (dice.chance(0.15)) steps.push({ filter: 'n is not null' });
  if (shape !== 'running' && dice.chance(0.25))
    steps.push({
      groupBy: { ...window(dice.pick(['windows', 'sessions']), dice, 'window'), keys: dice.some(keys) },
      aggregate: {
        of: 'count(*)',
        ...(dice.chance(0.6) && { least: 'min(n)' }),
        ...(dice.chance(0.4) && { most: 'max(n)' }),
      },
    });
  return steps;
}

function window(shape: 'windows' | 'sessions' | 'running', dice: Dice, on = 'lt'): Json {
  if (shape === 'running') return {};
  if (shape === 'sessions') return { window: { on, gap: dice.pick(LENGTHS) } };
  const size = dice.pick(LENGTHS);
  const sliding = dice.chance(0.4);
  return {
    window: {
      on,
      ...(sliding ? { size: '4 minutes', slide: dice.pick(['1 minute', '90 seconds', '3 minutes']) } : { size }),
      ...(dice.chance(0.3) && { start: dice.pick(['500 milliseconds', '-300 milliseconds', '900 milliseconds']) }),
    },
  };
}

function settings(dice: Dice): Json {
  return {
    ...(dice.chance(0.6) && {
      watermarkInterval: dice.pick(['0 seconds', '0 seconds', '50 milliseconds', '1 second', '7 seconds']),
    }),
    ...(dice.chance(0.5) && { allowedLateness: dice.pick(['1 millisecond', '10 seconds', '1 minute', '5 minutes']) }),
    ...(dice.chance(0.4) && {
      idleTimeout: dice.pick(['100 milliseconds', '200 milliseconds', '1 second', '5 seconds']),
    }),
  };
}
