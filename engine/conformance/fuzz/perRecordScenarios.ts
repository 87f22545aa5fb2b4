/** Random scenarios of what an engine that works row by row runs: windows, sessions, joins, running aggregates. */
import type { ScenarioFile } from '../../scenario/file';
import type { Dice } from './dice';
import { ARRIVALS, at, columnsOf, dedupStep, EIGHT, type Json, MINUTE, processStep, SECOND } from './perRecordTable';

/** Times of arrival go on over all sources, so that rows alternate. */
class Rows {
  private now = ARRIVALS;
  private readonly start: number;
  private readonly span: number;
  private readonly disorder: number;
  private readonly grid: number;

  constructor(
    private readonly dice: Dice,
    private readonly count: number,
  ) {
    this.start = dice.chance(0.06) ? -30 * SECOND : EIGHT;
    this.span = dice.pick([2, 10, 30, 120]) * MINUTE;
    this.disorder = dice.pick([0, 30 * SECOND, 3 * MINUTE, 20 * MINUTE]);
    this.grid = dice.pick([1 * SECOND, 10 * SECOND, 30 * SECOND]);
  }

  next(i: number, p: string, partitions: number): Json {
    const { dice } = this;
    this.now += dice.pick([0, 1, 100, 300, 400, 500, 999, 1000, 1001, 2000, 2000, 61_000]);
    const around = this.start + (this.span * i) / this.count - (this.disorder > 0 ? dice.below(this.disorder) : 0);
    const time = Math.floor(around / this.grid) * this.grid + dice.pick([0, 0, 0, 0, 1, -1]);
    return {
      arrivesAt: at(this.now),
      ...(partitions > 1 && { partition: dice.below(partitions) }),
      row: {
        [`${p}t`]: dice.chance(0.03) ? null : at(time),
        [`${p}k`]: dice.chance(0.06) ? null : dice.pick(['a', 'a', 'b', 'c']),
        [`${p}v`]: dice.pick([-1, 0, 1, 2, 3, null]),
        [`${p}x`]: dice.pick([0.1, 0.2, 1e16, -1e16, 3, null]),
      },
    };
  }
}

const AGGREGATES = ['count(*)', 'count(lv)', 'sum(lv)', 'avg(lv)', 'min(lv)', 'max(lk)', 'sum(lx)'];
const LENGTHS = ['1 second', '10 seconds', '30 seconds', '1 minute', '2 minutes', '4 minutes', '10 minutes'];
const GRACES = ['0 seconds', '1 millisecond', '10 seconds', '1 minute', '5 minutes'];

export function randomKafkaScenario(name: string, dice: Dice): ScenarioFile {
  const partitions = dice.chance(0.2) ? 2 + dice.below(2) : 1;
  const joined = dice.chance(0.35);
  const both = joined || dice.chance(0.1);
  const count = 1 + dice.below(dice.chance(0.3) ? 40 : 15);
  const rows = new Rows(dice, count);
  const arrivals: Record<string, Json[]> = { l: [], r: [] };
  for (let i = 0; i < count; i++) {
    const p = both && dice.chance(0.5) ? 'r' : 'l';
    arrivals[p]?.push(rows.next(i, p, partitions));
  }
  const source = (p: string): Json => ({ columns: columnsOf(p), partitions, arrivals: arrivals[p] });
  const { steps, settings } = joined ? join(dice) : aggregate(dice, both);
  return {
    format: 'arus/1',
    name,
    title: { en: name, id: name },
    sources: { l: source('l'), ...(both && { r: source('r') }) },
    query: { from: 'l', steps },
    engines: { kafkaStreams: { ...settings, ...(dice.chance(0.5) && { grace: dice.pick(GRACES) }) } },
    ...(dice.chance(0.05) && { until: at(ARRIVALS + dice.below(30) * SECOND) }),
  } as unknown as ScenarioFile;
}

interface Made {
  readonly steps: Json[];
  readonly settings: Json;
}

/** A side's steps: a watermark, and filters before and behind it. */
function side(dice: Dice, p: string): Json[] {
  const filter = (): Json[] =>
    dice.chance(0.15) ? [{ filter: dice.pick([`${p}v > 0`, `${p}k = 'a' or ${p}v is null`, `${p}v <> 2`]) }] : [];
  return [...filter(), { watermark: `${p}t`, delay: dice.pick(GRACES) }, ...filter()];
}

function join(dice: Dice): Made {
  const offset = (): number => dice.pick([0, 1, 10 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE]);
  const [lower, upper] = dice.chance(0.85) ? [-offset(), offset()] : [offset(), offset()];
  const bound = (ms: number): string => `lt ${ms < 0 ? '-' : '+'} interval '${Math.abs(ms)} milliseconds'`;
  const step: Json = {
    with: { from: 'r', steps: side(dice, 'r') },
    type: dice.pick(['inner', 'leftOuter', 'leftOuter', 'fullOuter', 'fullOuter']),
    on: `lk = rk and rt between ${bound(lower)} and ${bound(upper)}`,
  };
  const behind: Json[] = dice.chance(0.1) ? [{ filter: dice.pick(['lv > 0', 'rv is null', 'lv = rv']) }] : [];
  return { steps: [...side(dice, 'l'), { join: step }, ...behind], settings: {} };
}

function aggregate(dice: Dice, united: boolean): Made {
  const steps = side(dice, 'l');
  if (united) steps.push({ union: { from: 'r', steps: side(dice, 'r') } });
  const shape = dice.pick([
    ...['time', 'time', 'time', 'session', 'session', 'none', 'stateless'],
    ...['process', 'process', 'dedup'],
  ]);
  if (shape === 'process' || shape === 'dedup') {
    steps.push(shape === 'process' ? processStep(dice) : dedupStep(dice));
    return { steps, settings: {} };
  }
  if (shape === 'stateless') return { steps, settings: {} };
  const length = dice.pick(LENGTHS);
  const window =
    shape === 'session'
      ? { on: 'lt', gap: length }
      : {
          on: 'lt',
          ...(dice.chance(0.4)
            ? { size: '4 minutes', slide: dice.pick(['1 minute', '90 seconds', '3 minutes']) }
            : { size: length }),
        };
  const keys = dice.pick([['lk'], ['lk'], ['lk'], ['lk', 'lv'], []]);
  const named = dice.some(AGGREGATES, 0.3);
  const functions = named.length > 0 ? named : ['count(*)'];
  steps.push({
    groupBy: { ...(shape !== 'none' && { window }), keys },
    aggregate: Object.fromEntries(functions.map((f, i) => [i === 0 ? 'n' : `a${i}`, f])),
  });
  const emit = shape === 'none' ? 'onUpdate' : dice.pick(['onUpdate', 'onWindowClose', 'suppress']);
  if (dice.chance(0.1) && !(shape === 'session' && emit === 'onUpdate')) steps.push({ filter: 'n is not null' });
  return { steps, settings: { emit } };
}
