/** Random scenarios of all that Arus's Spark runs: most are valid, some fail while they run, a few are refused. */
import type { ScenarioFile } from '../../scenario/file';
import { PROCESS_FUNCTIONS, type ProcessFunction } from '../../scenario/processFunctions';
import type { ColumnType } from '../../values';
import type { Dice } from './dice';
import { aggregateCall, condition, type InScope, value } from './expressions';

type Json = Record<string, unknown>;

const COLUMNS = {
  t: 'timestamp',
  u: 'timestamp',
  s: 'string',
  k: 'string',
  n: 'long',
  x: 'double',
  b: 'boolean',
} as const satisfies Record<string, ColumnType>;
const OTHER_COLUMNS = {
  v: 'timestamp',
  w: 'timestamp',
  r: 'string',
  m: 'long',
  y: 'double',
  c: 'boolean',
} as const satisfies Record<string, ColumnType>;
const THIRD_COLUMNS = { p: 'timestamp', q: 'string', o: 'long', z: 'double' } as const satisfies Record<
  string,
  ColumnType
>;
const SOURCES = { events: COLUMNS, more: COLUMNS, others: OTHER_COLUMNS, third: THIRD_COLUMNS };
type SourceName = keyof typeof SOURCES;
const scopeOf = (columns: Readonly<Record<string, ColumnType>>): InScope[] =>
  Object.entries(columns).map(([name, type]) => ({ name, type }));
const DELAYS = ['0 seconds', '30 seconds', '1 minute', '5 minutes', '20 minutes'];
const NOON = Date.UTC(2026, 2, 2, 12);
const at = (milliseconds: number): string => new Date(NOON + milliseconds).toISOString();
const SECOND = 1000;

export function randomScenario(name: string, dice: Dice): ScenarioFile {
  const partitions = dice.chance(0.3) ? 2 + dice.below(2) : 1;
  const random = new RandomQuery(dice);
  const query = dice.pick([
    () => random.processed(),
    () => random.processed(),
    () => random.aggregateOrNone(),
    () => random.deduplicated(),
    () => random.joined(),
    () => random.joined(),
    () => random.united(),
    () => random.chained(),
    () => random.nested(),
  ])();
  const sources: Json = { events: { columns: COLUMNS, partitions, arrivals: arrivals(dice, partitions) } };
  for (const other of query.others) {
    const rows = arrivals(dice, partitions).map((a) => ({ ...a, row: renamed(a.row as Json, other) }));
    sources[other] = { columns: SOURCES[other], partitions, arrivals: rows };
  }
  const spark = settings(dice, query);
  const rows = Object.values(sources).reduce<number>((sum, s) => sum + ((s as Json).arrivals as Json[]).length, 0);
  return {
    format: 'arus/1',
    name,
    title: { en: name, id: name },
    sources,
    query: { from: 'events', steps: query.steps },
    engines: { spark },
    ...(dice.chance(0.25) && { faults: crashes(dice, rows, 'processingTime' in (spark.trigger as Json)) }),
    ...(dice.chance(0.1) && { until: at((2 + dice.below(5)) * 60 * SECOND) }),
  } as unknown as ScenarioFile;
}

/** A row of another stream has the same values under names of its own, so that a join need rename nothing. */
function renamed(row: Json, source: SourceName): Json {
  const { t, u, s, n, x, b } = row;
  if (source === 'others') return { v: t, w: u, r: s, m: n, y: x, c: b };
  return source === 'third' ? { p: t, q: s, o: n, z: x } : row;
}

function arrivals(dice: Dice, partitions: number): Json[] {
  const count = dice.chance(0.03) ? 0 : 1 + dice.below(dice.chance(0.2) ? 30 : 12);
  // A few late rows, or nearly all of them.
  const disorder = dice.pick([30, 120, 600, 1800]);
  // Batches are what costs: few minutes are enough.
  const span = dice.pick([60, 180, 300]);
  return Array.from({ length: count }, () => {
    const arrivesAt = dice.below(span) * SECOND + (dice.chance(0.1) ? dice.below(1000) : 0);
    const delay = (dice.below(disorder) - (dice.chance(0.05) ? disorder : 0)) * SECOND;
    const happened = (seconds: number): string =>
      at(Math.floor((arrivesAt - delay) / SECOND / seconds) * seconds * SECOND + dice.pick([0, 0, 0, 1, 999]));
    const row: Json = {
      t: dice.chance(0.06) ? null : dice.chance(0.01) ? '1969-12-31T23:58:00.000Z' : happened(dice.pick([1, 30, 60])),
      u: dice.chance(0.1) ? null : happened(60),
      s: dice.pick(['a', 'a', 'b', 'b', 'c', 'A', '', 'é', null]),
      k: dice.pick(['a', 'b', null]),
      n: dice.pick([0, 1, 2, 3, -1, 7, null, 1, 2, '9223372036854775000', 5]),
      x: dice.pick([0.1, 0.2, 0.7, 1e16, -1e16, 1, 2.5, -0.5, null, 3]),
      b: dice.pick([true, false, null]),
    };
    // The large long is for overflows, which end a run: seldom.
    if (typeof row.n === 'string' && !dice.chance(0.1)) row.n = 4;
    return { arrivesAt: at(arrivesAt), ...(partitions > 1 && { partition: dice.below(partitions) }), row };
  });
}

/** A column that carries the watermark. */
interface InTime {
  readonly name: string;
  readonly isWindow: boolean;
}

/** Steps that fit each other: which columns are in scope, and which of them has the watermark. */
class RandomQuery {
  readonly steps: Json[] = [];
  scope: InScope[];
  /** Sources beside its own. */
  readonly others: SourceName[] = [];
  /** Whether the order of the rows is as they were read: what an operator gives out has an order of Spark's own. */
  ordered = true;
  hasJoin = false;
  /** Name of the column with the watermark. */
  eventTime: string | null = null;
  aggregates = 0;
  hasSession = false;
  /** A function goes by the clock: Spark runs a batch at every tick. */
  byClock = false;
  windowedByEventTime = false;

  /** Names that it makes are its own, also where it is a side of a join. */
  private get suffix(): string {
    return this.source === 'events' ? '' : this.source;
  }
  /** Columns that carry the watermark, windows too, where there may be several (`nested`). */
  times: InTime[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly source: SourceName = 'events',
  ) {
    this.scope = scopeOf(SOURCES[source]);
  }

  aggregateOrNone(): this {
    this.shape();
    if (this.dice.chance(0.85)) this.watermark();
    this.shape();
    if (this.dice.chance(0.85)) this.aggregate();
    if (this.dice.chance(0.35)) this.filter();
    if (this.dice.chance(0.2)) this.select();
    if (this.dice.chance(0.15)) this.filter();
    return this;
  }

  deduplicated(): this {
    const { dice } = this;
    this.shape();
    if (dice.chance(0.85)) this.watermark();
    this.shape();
    this.dedup();
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.3)) this.select();
    if (dice.chance(0.4)) this.aggregate();
    return this;
  }

  joined(): this {
    const { dice } = this;
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.9)) this.watermark();
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.1)) this.dedup();
    this.join();
    if (dice.chance(0.35)) this.filter();
    if (dice.chance(0.25)) this.select();
    if (dice.chance(0.3)) this.aggregate();
    else if (dice.chance(0.1)) this.dedup();
    return this;
  }

  united(): this {
    const { dice } = this;
    if (dice.chance(0.4)) this.filter();
    if (dice.chance(0.8)) this.watermark();
    if (dice.chance(0.3)) this.filter();
    const from = dice.pick(['more', 'events']);
    if (from === 'more') this.others.push('more');
    const arm: Json[] = [];
    const filter = (): void => {
      if (dice.chance(0.3)) arm.push({ filter: condition(this.scope, dice) });
    };
    filter();
    if (dice.chance(0.8))
      arm.push({
        watermark: dice.chance(0.9) ? (this.eventTime ?? 't') : dice.pick(['t', 'u']),
        delay: dice.pick(DELAYS),
      });
    filter();
    this.steps.push({ union: { from, steps: arm } });
    if (dice.chance(0.1)) this.watermark();
    this.shape();
    if (dice.chance(0.25)) this.dedup();
    if (dice.chance(0.7)) this.aggregate();
    if (dice.chance(0.3)) this.filter();
    return this;
  }

  /** An operator with state behind another one. */
  chained(): this {
    const { dice } = this;
    if (dice.chance(0.3)) this.filter();
    this.watermark();
    if (dice.chance(0.2)) this.dedup();
    this.aggregate('event time');
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.75)) this.aggregate('window');
    else this.dedup();
    if (dice.chance(0.3)) this.filter();
    return this;
  }

  /** Joins of joins, and of what operators with state give out. */
  nested(): this {
    const { dice } = this;
    this.side();
    const others = new RandomQuery(dice, 'others').side();
    const third = new RandomQuery(dice, 'third').side();
    const inner = dice.chance(0.3);
    if (inner) others.joinWith(third);
    this.joinWith(others);
    if (!inner && dice.chance(0.8)) this.joinWith(third);
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.3)) {
      this.keepOneTime();
      const [time] = this.times;
      this.eventTime = time?.name ?? null;
      if (time && dice.chance(0.7)) this.aggregate(time.isWindow ? time.name : 'event time');
      else this.dedup();
    }
    return this;
  }

  /** A side of a join: rows as they are, or what a deduplication or an aggregate gives out. */
  private side(): this {
    const { dice } = this;
    if (dice.chance(0.25)) this.filter();
    if (dice.chance(0.93)) this.watermark();
    if (dice.chance(0.2)) this.filter();
    if (this.eventTime) this.times = [{ name: this.eventTime, isWindow: false }];
    if (dice.chance(0.2)) this.dedup();
    if (this.eventTime === null || !dice.chance(0.3)) return this;
    this.aggregate('event time');
    const name = `w${this.source}`;
    this.scope = this.scope.map((c) => ({ ...c, name: c.name.replace(/^window\./, `${name}.`) }));
    this.steps.push({
      select: {
        [name]: 'window',
        ...Object.fromEntries(this.scope.flatMap((c) => (c.name.includes('.') ? [] : [[c.name, c.name]]))),
      },
    });
    this.times = [{ name, isWindow: true }];
    return this;
  }

  /** Rows with two event times are refused by what stands behind a join: one goes on, most of the time. */
  private keepOneTime(): void {
    const { dice } = this;
    if (this.times.length < 2 || dice.chance(0.1)) return;
    const kept = dice.pick(this.times);
    const gone = (name: string): boolean =>
      this.times.some((t) => t.name !== kept.name && (t.name === name || name.startsWith(`${t.name}.`)));
    this.scope = this.scope.filter((c) => !gone(c.name));
    const names = new Set(this.scope.map((c) => c.name.replace(/\..*/, '')));
    this.steps.push({ select: Object.fromEntries([...names].map((name) => [name, name])) });
    this.times = [kept];
  }

  private joinWith(other: RandomQuery): void {
    const { dice } = this;
    this.keepOneTime();
    other.keepOneTime();
    const keys = this.scope.flatMap((a) =>
      other.scope.flatMap((b) =>
        a.type === b.type && a.type !== 'timestamp' && a.type !== 'double'
          ? [`${a.name} ${dice.chance(0.9) ? '=' : '<=>'} ${b.name}`]
          : [],
      ),
    );
    const on: string[] = keys.length > 0 ? [dice.pick(keys), ...(dice.chance(0.15) ? [dice.pick(keys)] : [])] : [];
    const [own, its] = [dice.pick(this.times), dice.pick(other.times)] as (InTime | undefined)[];
    const length = (): string => `interval '${dice.pick(['30 seconds', '1 minute', '5 minutes', '20 minutes'])}'`;
    if (own && its && !own.isWindow && !its.isWindow)
      on.push(
        ...dice.pick([
          [`${its.name} between ${own.name} and ${own.name} + ${length()}`],
          [`${its.name} between ${own.name} - ${length()} and ${own.name} + ${length()}`],
          [`${own.name} = ${its.name}`],
          [`${own.name} >= ${its.name} - ${length()}`, `${own.name} + ${length()} > ${its.name}`],
          [`${its.name} >= ${own.name}`],
          [],
        ]),
      );
    else if (own && its && own.isWindow && its.isWindow)
      on.push(
        ...dice.pick([
          [`${own.name} = ${its.name}`],
          [`${own.name} = ${its.name}`],
          [`${own.name}.start <= ${its.name}.end`],
          [],
        ]),
      );
    else if (own && its) {
      const [window, time] = own.isWindow ? [own, its] : [its, own];
      on.push(
        ...dice.pick([
          [`${time.name} between ${window.name}.start and ${window.name}.end`],
          [`${time.name} <= ${window.name}.end + ${length()}`],
          [],
        ]),
      );
    }
    if (on.length === 0) on.push(dice.pick(['1 = 1', `${this.scope[0]?.name} is not null`]));
    const plain = (scope: InScope[]): InScope[] => scope.filter((c) => !c.name.includes('.'));
    for (const scope of [plain(this.scope), plain(other.scope)])
      if (scope.length > 0 && dice.chance(0.15)) on.push(`(${condition(scope, dice, 1)})`);
    // Without a bound only an inner join is not refused.
    const bounded = on.some((c) => c.includes('interval') || c === `${own?.name} = ${its?.name}`);
    const type = dice.pick(
      bounded ? ['inner', 'inner', 'leftOuter', 'rightOuter', 'fullOuter', 'leftSemi', 'leftSemi'] : ['inner'],
    );
    this.others.push(other.source, ...other.others);
    this.steps.push({ join: { with: { from: other.source, steps: other.steps }, type, on: on.join(' and ') } });
    this.hasJoin = true;
    this.ordered = false;
    this.aggregates += other.aggregates;
    this.windowedByEventTime ||= other.windowedByEventTime;
    this.hasSession ||= other.hasSession;
    this.eventTime = null;
    if (type === 'leftSemi') return;
    this.scope = [...this.scope, ...other.scope];
    this.times = [...this.times, ...other.times];
  }

  /** Some columns as keys; behind an operator whose order is Spark's own nothing else is left to show which came first. */
  private dedup(): void {
    const { dice } = this;
    const columns = this.scope.filter((c) => !c.name.includes('.'));
    const keys = columns.filter((c) => dice.chance(c.name === this.eventTime ? 0.5 : 0.3));
    const step = dice.chance(this.eventTime ? 0.4 : 0.1) ? 'dropDuplicatesWithinWatermark' : 'dropDuplicates';
    if (!this.ordered) {
      if (keys.length === 0) return;
      this.steps.push({ select: Object.fromEntries(keys.map((c) => [c.name, c.name])) });
      this.scope = keys;
    }
    this.steps.push({ [step]: keys.map((c) => c.name) });
  }

  private join(): void {
    const { dice } = this;
    this.others.push('others');
    const scope = scopeOf(OTHER_COLUMNS);
    const steps: Json[] = [];
    if (dice.chance(0.25)) steps.push({ filter: condition(scope, dice) });
    const time = dice.chance(0.9) ? 'v' : 'w';
    if (dice.chance(0.9)) steps.push({ watermark: time, delay: dice.pick(DELAYS) });
    if (dice.chance(0.25)) steps.push({ filter: condition(scope, dice) });
    const own = this.eventTime ?? 't';
    const length = (): string => `interval '${dice.pick(['30 seconds', '1 minute', '5 minutes', '20 minutes'])}'`;
    const on = dice.pick([
      ['s = r'],
      ['s = r'],
      ['k = r'],
      ['s <=> r'],
      ['n = m'],
      ['s = r', 'n = m'],
      ['upper(s) = r'],
      ['b = c', 's = r'],
    ]);
    const range = dice.pick([
      [`${time} between ${own} and ${own} + ${length()}`],
      [`${time} between ${own} - ${length()} and ${own} + ${length()}`],
      [`${time} > ${own}`, `${time} < ${own} + ${length()}`],
      [`${time} >= ${own}`],
      [`${time} <= ${own} + ${length()}`],
      [`${own} = ${time}`],
      [`${own} >= ${time} - ${length()}`, `${own} + ${length()} > ${time}`],
      [],
    ]);
    const more = [
      ...(dice.chance(0.25)
        ? [
            `(${condition(
              this.scope.filter((c) => !c.name.includes('.')),
              dice,
              1,
            )})`,
          ]
        : []),
      ...(dice.chance(0.25) ? [`(${condition(scope, dice, 1)})`] : []),
      ...(dice.chance(0.2)
        ? [dice.pick(['n < m', 'n <> m', 'x > y', '(n = 1 and m = 2 or n = 2 and m = 1)', 'n / m > 0'])]
        : []),
    ];
    const type = dice.pick(['inner', 'inner', 'leftOuter', 'rightOuter', 'fullOuter', 'leftSemi']);
    this.steps.push({ join: { with: { from: 'others', steps }, type, on: [...on, ...range, ...more].join(' and ') } });
    this.hasJoin = true;
    this.ordered = false;
    if (type !== 'leftSemi') this.scope = [...this.scope, ...scope];
  }

  /** One of the functions with state and timers. */
  processed(): this {
    const { dice } = this;
    if (dice.chance(0.3)) this.filter();
    const process = dice.pick(PROCESS_FUNCTIONS);
    const byEventTime = process === 'velocityCheck' || process === 'sessionize';
    if (byEventTime || dice.chance(0.6)) this.watermark();
    if (dice.chance(0.3)) this.filter();
    const keys = dice.pick([['s'], ['k'], ['k', 'b'], ['n'], ['b'], ['u']]);
    const one = (names: readonly string[]): string => dice.pick(names.filter((name) => !keys.includes(name)));
    const length = (): string => dice.pick(['30 seconds', '1 minute', '2 minutes', '5 minutes', '10 minutes']);
    const ttl = dice.chance(0.6) ? { ttl: length() } : {};
    const column = one(['n', 'x', 'x']);
    const of: Readonly<Record<ProcessFunction, () => Json>> = {
      velocityCheck: () => ({ within: length(), column: one(['s', 'k']) }),
      sessionize: () => ({ gap: length() }),
      runningTotal: () => ({ column, ...ttl }),
      thresholdAlert: () => ({ column, above: dice.pick([0, 1, 3, 2.5]), span: length() }),
      distinctUsers: () => ({ column: one(['s', 'k', 'n', 'b', 'u']), ...ttl }),
    };
    const parameters = of[process]();
    this.steps.push({ process, keys, parameters });
    this.byClock = process === 'thresholdAlert' || 'ttl' in parameters;
    this.eventTime = null;
    const rowOf = this.scope;
    const added: Readonly<Record<ProcessFunction, readonly InScope[]>> = {
      velocityCheck: [
        { name: 'previousCity', type: 'string' },
        { name: 'previousTime', type: 'timestamp' },
      ],
      sessionize: [
        { name: 'visitStart', type: 'timestamp' },
        { name: 'visitEnd', type: 'timestamp' },
        { name: 'rows', type: 'long' },
      ],
      runningTotal: [{ name: 'total', type: COLUMNS[column as 'n' | 'x'] }],
      thresholdAlert: [{ name: 'total', type: COLUMNS[column as 'n' | 'x'] }],
      distinctUsers: [{ name: 'users', type: 'long' }],
    };
    const keysOnly = process === 'sessionize' || process === 'distinctUsers';
    this.scope = [...(keysOnly ? rowOf.filter((c) => keys.includes(c.name)) : rowOf), ...added[process]];
    if (dice.chance(0.3)) this.filter();
    if (dice.chance(0.2)) this.select();
    return this;
  }

  private shape(): void {
    if (this.dice.chance(0.4)) this.filter();
    if (this.dice.chance(0.2)) this.select();
    if (this.dice.chance(0.2)) this.filter();
  }

  private filter(): void {
    this.steps.push({ filter: condition(this.scope, this.dice) });
  }

  private watermark(): void {
    const column = this.dice.pick(this.scope.filter((c) => c.type === 'timestamp').map((c) => c.name)) ?? 't';
    const delay = this.dice.pick(DELAYS);
    this.steps.push({ watermark: column, delay });
    this.eventTime = column;
  }

  /** Keeps some columns (the times always), renames some, computes some. */
  private select(): void {
    const { dice } = this;
    const columns: Record<string, string> = {};
    const scope: InScope[] = [];
    const add = (name: string, text: string, type: ColumnType): void => {
      columns[name] = text;
      scope.push({ name, type });
    };
    for (const c of this.scope) {
      if (c.type === 'timestamp' ? dice.chance(0.1) && c.name !== this.eventTime : dice.chance(0.3)) continue;
      const name = `${c.name.replace('.', '')}${dice.chance(0.2) ? 'r' : ''}`;
      add(name, c.name, c.type);
      if (c.name === this.eventTime) this.eventTime = name;
    }
    for (let i = 0; i < dice.below(3); i++) add(`c${this.suffix}${this.steps.length}${i}`, ...value(this.scope, dice));
    if (scope.length === 0) return;
    this.steps.push({ select: columns });
    this.scope = scope;
  }

  /** @param over what the window is over, or the window of which it is one; anything that fits if nothing is said */
  private aggregate(over: 'event time' | 'anything' | (string & {}) = 'anything'): void {
    const { dice, eventTime } = this;
    const times = this.scope.filter((c) => c.type === 'timestamp').map((c) => c.name);
    const windowed = times.length > 0 && (over !== 'anything' || dice.chance(0.75));
    const ofWindow = over !== 'event time' && over !== 'anything';
    const on = ofWindow ? over : eventTime !== null && dice.chance(0.9) ? eventTime : (dice.pick(times) ?? 't');
    const session = dice.chance(0.3);
    const window = windowed
      ? {
          on,
          ...(session
            ? { gap: dice.pick(['30 seconds', '1 minute', '5 minutes', '10 minutes']) }
            : dice.pick<Json>([
                { size: '1 minute' },
                { size: '5 minutes' },
                { size: '10 minutes' },
                { size: '10 minutes', slide: '5 minutes' },
                { size: '10 minutes', slide: '3 minutes' },
                { size: '5 minutes', slide: '2 minutes', start: '90 seconds' },
                { size: '5 minutes', start: '-1 minute' },
              ])),
        }
      : null;
    const columns = this.scope.filter((c) => !c.name.includes('.'));
    const keyColumns = columns.filter((c) =>
      dice.chance(c.name === eventTime && !windowed ? 0.4 : windowed && session ? 0.35 : 0.15),
    );
    const made: InScope[] = [];
    const aggregate: Record<string, string> = {};
    for (let i = 0; i < 1 + dice.below(3); i++) {
      const name = `agg${this.suffix}${this.steps.length}${i}`;
      const [text, type] = aggregateCall(this.scope, dice, this.ordered);
      aggregate[name] = text;
      made.push({ name, type });
    }
    const keys = keyColumns.map((c) => c.name);
    this.steps.push({ groupBy: { ...(window && { window }), ...(keys.length > 0 && { keys }) }, aggregate });
    this.windowedByEventTime =
      ofWindow || (windowed && on === eventTime) || (!windowed && keys.includes(eventTime ?? ''));
    this.hasSession ||= windowed && session;
    this.aggregates++;
    this.ordered = false;
    this.eventTime = null;
    this.scope = [
      ...keyColumns,
      ...made,
      ...(windowed
        ? ([
            { name: 'window.start', type: 'timestamp' },
            { name: 'window.end', type: 'timestamp' },
          ] as const)
        : []),
    ];
  }
}

/** Settings, mostly such as the query allows. */
function settings(dice: Dice, query: RandomQuery): Json {
  const modes = query.aggregates
    ? query.aggregates > 1
      ? ['append']
      : query.windowedByEventTime
        ? ['append', 'append', ...(query.hasSession ? [] : ['update']), ...(query.hasJoin ? [] : ['complete'])]
        : ['update', ...(query.hasJoin ? [] : ['complete'])]
    : ['append', 'append', 'append', 'update'];
  const trigger = dice.pick<Json>([
    { processingTime: '1 minute' },
    { processingTime: '1 minute' },
    { processingTime: '30 seconds' },
    { processingTime: '5 minutes' },
    { once: true },
    // With a clock these two would go on for ever.
    ...(query.byClock ? [] : [{ processingTime: '0 seconds' }, { availableNow: true }]),
  ]);
  return {
    trigger,
    ...(dice.chance(0.2) && { sink: dice.pick(['append', 'transactional']) }),
    outputMode: dice.chance(0.05) ? dice.pick(['append', 'update', 'complete']) : dice.pick(modes),
    ...(dice.chance(0.2) && { maxRowsPerBatch: 1 + dice.below(5) }),
    ...(dice.chance(0.1) && { noDataBatches: false }),
    ...(query.others.length > 0 && dice.chance(0.3) && { multipleWatermarkPolicy: 'max' }),
    ...(dice.chance(0.1) && 'processingTime' in trigger && { startAt: at(dice.below(400) * SECOND) }),
  };
}

/** One crash, or two, at any point; between batches only where there are ticks. */
function crashes(dice: Dice, rows: number, ticks: boolean): Json[] {
  const after = (): string =>
    dice.pick(['offsets-logged', 'rows-read', 'state-written', 'sink-half-written', 'sink-written', 'commit-logged']);
  const crash = (): Json =>
    dice.pick<() => Json>([
      () => ({ batchId: dice.below(4), after: after() }),
      () => ({ batchId: dice.below(4), after: after() }),
      () => (rows > 0 ? { arrival: dice.below(rows), after: after() } : { batchId: 0, after: after() }),
      () => (ticks ? { at: at(dice.below(300) * SECOND + 500) } : { batchId: 0, after: after() }),
    ])();
  return Array.from({ length: dice.chance(0.3) ? 2 : 1 }, () => ({
    engine: 'spark',
    crash: crash(),
    ...(dice.chance(0.6) && { restartAfter: dice.pick(['1 second', '10 seconds', '1 minute', '3 minutes']) }),
    ...(dice.chance(0.2) && { checkpoint: 'lost' }),
  }));
}
