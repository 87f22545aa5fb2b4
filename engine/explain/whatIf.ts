/**
 * "What if?": the nearest change of one setting or one time that makes a wish come true, found by running it. A length or a
 * time is turned away from where it stands, by one step and then twice as far each time, until a run has it so; then the gap
 * is halved until the value that does it and the one that does not are one step apart. Both were run: nothing is inferred.
 */
import { measuresOf } from '../measure/measures';
import { planFaults } from '../query/plan';
import { eventTimeColumn } from '../scenario/edit';
import { KNOBS, lengthsOf, SAID_LENGTHS, type SweptSetting } from '../scenario/knobs';
import { placeOfRow } from '../scenario/move';
import { QUERY_LENGTHS, queryLength, thresholdOf } from '../scenario/queryLengths';
import type { EngineName, Scenario } from '../scenario/scenario';
import { arrivalSpan } from '../scenario/span';
import { simulateSteps } from '../simulate';
import { DAY, type Duration, MILLISECOND, MINUTE, SECOND } from '../time';
import { openTrace, type TraceReader } from '../trace/reader';
import { KIND, NONE } from '../trace/trace';
import { newestBehind, testedBy } from './chain';
import {
  applyChange,
  type Change,
  choicesOf,
  type InVain,
  type LengthName,
  type Lever,
  lengthIn,
  leverOf,
} from './change';
import type { GroupName } from './explanation';
import { groupName } from './groupName';
import { comesTrue, firstAnswerAt, groupNamed, missingRows, type Wish } from './wish';

/** More runs than this are not made for one question. */
export const MOST_RUNS = 240;
/** More lengths of those that people say are not tried of one setting. */
const MOST_LENGTHS = 16;

export interface Found {
  readonly change: Change;
  /** One step less, which was run too and does not do it; null where steps have no order (an output mode), or none less is a change. */
  readonly short: Change | null;
  /** Peak rows of state during a batch, before and after; null for a job, which keeps none. */
  readonly state: readonly [number, number] | null;
  /**
   * When the sink first has an answer of the group that the wish is about, before and after (microseconds; null: never).
   * Null: it is about none.
   */
  readonly answeredAt: readonly [number | null, number | null] | null;
  /** Rows counted by the end, before and after; null where that is the wish, or other groups, or none, are judged. */
  readonly counted: readonly [number, number] | null;
  /** The way to its turn; null where its values have no order. */
  readonly along: Along | null;
}

/** Microseconds, or a number of the query's. */
export interface Along {
  /** Where it stands. */
  readonly now: number;
  /** The nearest that does it. */
  readonly turn: number;
  /** What was run, and the scenario as it is, lowest first. */
  readonly tried: readonly Tried[];
}

/** One value, and whether it does it. */
export interface Tried {
  readonly value: number;
  readonly does: boolean;
}

/** Plain data. */
export interface WhatIf {
  /** One for each setting or time that does it. */
  readonly found: readonly Found[];
  /** What was turned without avail. */
  readonly inVain: readonly InVain[];
  readonly runs: number;
  /** The limit on runs was reached before everything was tried. */
  readonly cutShort: boolean;
}

/** One setting or time, and the changes of it in the order in which they are tried. */
interface Turning {
  readonly lever: InVain;
  readonly tries: Iterable<Change>;
  /** What is turned by steps that have an order; what is not is tried value by value. */
  readonly range?: Range;
}

interface Range {
  /** Where it stands. */
  readonly from: number;
  /** Halves the gap between a change that does it and one that does not; null: they are one step apart. */
  readonly between: (does: Change, doesNot: Change | null) => Change | null;
  /** A half and a whole of the way again beyond a change that does it, as far as the limit lets it. */
  readonly beyond: (does: Change) => readonly Change[];
}

/**
 * Searches; yields the fraction done between runs and inside of long ones.
 *
 * @param scenario its run must not have the wish already
 */
export function* whatIfSteps(
  scenario: Scenario,
  engine: EngineName,
  wish: Wish,
  most = MOST_RUNS,
): Generator<number, WhatIf> {
  const found: Found[] = [];
  const inVain: InVain[] = [];
  let runs = 0;

  function* run(of: Scenario): Generator<number, TraceReader | null> {
    if (planFaults(of, engine).length > 0) return null;
    runs++;
    const steps = simulateSteps(of, engine);
    for (;;) {
      const step = steps.next();
      if (step.done) return openTrace(step.value, of);
      yield Math.min(1, runs / most);
    }
  }

  const before = yield* run(scenario);
  if (!before) return { found, inVain, runs, cutShort: false };
  const turnings = turningsOf(before, wish);
  for (const { lever, tries, range } of turnings) {
    /** The change that does it so far, with its run, and the nearest one known not to. */
    let does: { change: Change; reader: TraceReader } | null = null;
    let doesNot: Change | null = null;
    const values: Tried[] = range ? [{ value: range.from, does: false }] : [];
    /** @returns the run, if it has the wish */
    function* tried(change: Change): Generator<number, TraceReader | null> {
      yield runs / most;
      const reader = yield* run(applyChange(scenario, change));
      const itDoes = reader !== null && comesTrue(reader, wish);
      if (range && reader) values.push({ value: pointOf(change), does: itDoes });
      return itDoes ? reader : null;
    }
    for (const change of tries) {
      if (runs >= most) break;
      const reader: TraceReader | null = yield* tried(change);
      if (reader) {
        does = { change, reader };
        break;
      }
      doesNot = change;
    }
    let adjacent = false;
    while (does && range && runs < most) {
      const change = range.between(does.change, doesNot);
      adjacent = change === null;
      if (!change) break;
      const reader: TraceReader | null = yield* tried(change);
      if (reader) does = { change, reader };
      else doesNot = change;
    }
    for (const change of does && range ? range.beyond(does.change) : []) if (runs < most) yield* tried(change);
    if (does)
      found.push({
        change: does.change,
        short: adjacent ? doesNot : null,
        ...priceOf(before, does.reader, wish, does.change),
        along: range
          ? { now: range.from, turn: pointOf(does.change), tried: values.sort((a, b) => a.value - b.value) }
          : null,
      });
    else if (!inVain.some((other) => sameLever(other, lever))) inVain.push(lever);
  }
  return {
    found: nearestOfEach(found, before),
    inVain: inVain.filter((lever) => !found.some((f) => sameLever(leverOf(f.change), lever))),
    runs,
    cutShort: runs >= most,
  };
}

/** What they wish is the price itself. */
const IS_COUNTING: ReadonlySet<Wish['kind']> = new Set(['counted', 'late', 'missed', 'complete'] as const);

function priceOf(
  before: TraceReader,
  after: TraceReader,
  wish: Wish,
  change: Change,
): Pick<Found, 'state' | 'answeredAt' | 'counted'> {
  const counted = (reader: TraceReader) => measuresOf(reader.at(reader.length)).counted;
  const peak = (reader: TraceReader) => measuresOf(reader.at(reader.length)).peakDuringBatch;
  const name = groupMeant(before, wish, change);
  return {
    state: before.trace.batches.readFrom === undefined ? [peak(before), peak(after)] : null,
    answeredAt: name && [firstAnswerAt(before, name), firstAnswerAt(after, name)],
    counted:
      IS_COUNTING.has(wish.kind) ||
      before.trace.operator?.process ||
      (change.kind === 'length' && makesOtherGroups(change.setting))
        ? null
        : [counted(before), counted(after)],
  };
}

/** The group that a wish is about; a row that is in another one after the change is about none. */
function groupMeant(before: TraceReader, wish: Wish, change: Change): GroupName | null {
  if ('group' in wish) return wish.group;
  if (wish.kind !== 'counted' || change.kind === 'event') return null;
  if (change.kind === 'length' && makesOtherGroups(change.setting)) return null;
  const [group] = before.groupsOf(wish.row);
  return group === undefined || before.trace.operator?.process ? null : groupName(before, group);
}

/** Other windows are other groups, and another truth. */
const makesOtherGroups = (setting: LengthName): boolean =>
  setting === 'window' || setting === 'interval' || setting === 'sessionGap';

const sameLever = (a: Lever, b: Lever): boolean =>
  a.kind === 'setting'
    ? b.kind === 'setting' && a.setting === b.setting
    : b.kind === a.kind && 'row' in b && a.row === b.row;

/** What is turned both ways may be found twice: the nearer one stays. Choices stay beside each other. */
function nearestOfEach(found: readonly Found[], before: TraceReader): Found[] {
  const distance = ({ change }: Found): number => {
    if (change.kind === 'choice' || change.kind === 'noCrash') return 0;
    if (change.kind === 'length') return Math.abs(change.value - (lengthIn(before.scenario, change.setting) ?? 0));
    if (change.kind === 'amount') return Math.abs(change.value - (thresholdOf(before.scenario) ?? 0));
    return Math.abs(
      change.time - (change.kind === 'event' ? before.eventTime(change.row) : before.arrivesAt(change.row)),
    );
  };
  return found.filter((f, i) => {
    const lever = leverOf(f.change);
    return found.every(
      (g, j) =>
        i === j ||
        f.change.kind === 'choice' ||
        !sameLever(lever, leverOf(g.change)) ||
        distance(f) < distance(g) ||
        (distance(f) === distance(g) && i < j),
    );
  });
}

// ---------------------------------------------------------------- what is turned

/** Both ways, or the one way that can help. */
type Ways = readonly (1 | -1)[];
const UP: Ways = [1];
const DOWN: Ways = [-1];
const BOTH: Ways = [1, -1];

/** How a setting that waits for late rows is turned for each wish. */
const WAITS: Readonly<Record<Wish['kind'], Ways>> = {
  counted: UP,
  late: DOWN,
  missed: BOTH,
  alert: BOTH,
  silent: BOTH,
  right: BOTH,
  wrong: BOTH,
  answered: BOTH,
  held: UP,
  freed: DOWN,
  joined: BOTH,
  parted: BOTH,
  risen: DOWN,
  batch: BOTH,
  noBatch: BOTH,
  alive: BOTH,
  complete: UP,
  sooner: DOWN,
  smaller: DOWN,
};

/** Wishes that an output mode, or how a loop reads, may bear on. */
const BY_CHOICE: ReadonlySet<Wish['kind']> = new Set([
  ...(['counted', 'missed', 'right', 'wrong', 'answered', 'held', 'freed'] as const),
  ...(['batch', 'noBatch', 'complete', 'sooner', 'smaller'] as const),
]);

/** Wishes that hold of other groups as well, so that their lengths may be turned. */
const WITH_OTHER_GROUPS: ReadonlySet<Wish['kind']> = new Set(['counted', 'missed', 'joined', 'parted']);

function turningsOf(before: TraceReader, wish: Wish): Turning[] {
  const { scenario, trace } = before;
  const { engine } = trace;
  if (wish.kind === 'alive')
    return [{ lever: { kind: 'setting', setting: 'crash' }, tries: [{ kind: 'noCrash', place: wish.place }] }];
  const grain = grainOf(scenario);
  const times = rowsToMove(before, wish).flatMap((move) => timeTurnings(before, move, grain));
  const lengths = lengthsOf(scenario, engine).flatMap((setting): Turning[] => {
    const isOfRuns = setting === 'interval' && (wish.kind === 'noBatch' || wish.kind === 'batch');
    if (makesOtherGroups(setting) && !WITH_OTHER_GROUPS.has(wish.kind) && !isOfRuns) return [];
    const own = KNOBS[setting].value(scenario) as number;
    if (!KNOBS[setting].waits)
      return [{ lever: { kind: 'setting', setting, inCommonUse: true }, tries: said(scenario, setting, own) }];
    const most = 2 * Math.max(own, arrivalSpan(scenario), longestDelay(before), MINUTE);
    return WAITS[wish.kind].map((way) =>
      range({ kind: 'setting', setting }, own, way > 0 ? most : 0, grain, (value) => ({
        kind: 'length',
        setting,
        value,
      })),
    );
  });
  const choices = choicesOf(scenario, engine).map(
    (choice): Turning => ({
      lever: { kind: 'setting', setting: choice.setting },
      tries: [{ kind: 'choice', ...choice }],
    }),
  );
  // What drops a row is asked of what waits for it, and of its times.
  if (wish.kind === 'late') return [...times, ...lengths.filter((t) => t.range)];
  const ofQuery = queryTurnings(before, wish, grain);
  return [...times, ...ofQuery, ...lengths, ...(BY_CHOICE.has(wish.kind) ? choices : [])];
}

/** What stands in the query: the gap of its sessions, and what its function is told. */
function queryTurnings(before: TraceReader, wish: Wish, grain: number): Turning[] {
  const { scenario } = before;
  const most = 2 * Math.max(arrivalSpan(scenario), longestDelay(before), MINUTE);
  const lengths = QUERY_LENGTHS.flatMap((setting): Turning[] => {
    const own = queryLength(scenario, setting);
    if (own === null || (makesOtherGroups(setting) && !WITH_OTHER_GROUPS.has(wish.kind))) return [];
    return BOTH.map((way) =>
      range({ kind: 'setting', setting }, own, way > 0 ? Math.max(most, 2 * own) : grain, grain, (value) => ({
        kind: 'length',
        setting,
        value,
      })),
    );
  });
  const above = thresholdOf(scenario);
  if (above === null) return lengths;
  const amounts = BOTH.map((way) =>
    range({ kind: 'setting', setting: 'above' }, above, way > 0 ? 64 * Math.max(1, above) : 0, 1, (value) => ({
      kind: 'amount',
      setting: 'above',
      value,
    })),
  );
  return [...amounts, ...lengths];
}

/**
 * From where something stands to a limit: one step, two, four …, the limit last.
 * @param places where it may become otherwise and back again within less than that: each is tried, and a step beyond it
 */
function range(
  lever: InVain,
  from: number,
  limit: number,
  grain: number,
  at: (value: number) => Change,
  places: readonly number[] = [],
): Turning {
  const way = limit > from ? 1 : -1;
  const far = Math.abs(limit - from);
  function* tries(): Generator<Change> {
    const steps = new Set<number>();
    for (let step = grain; step < far; step *= 2) steps.add(step);
    for (const place of places)
      for (const step of [way * (place - from), way * (place - from) + grain])
        if (step > 0 && step < far && step % grain === 0) steps.add(step);
    for (const step of [...steps].sort((a, b) => a - b)) yield at(from + way * step);
    if (far > 0) yield at(limit);
  }
  return {
    lever,
    tries: tries(),
    range: {
      from,
      between(does, doesNot) {
        const value = pointOf(does);
        const short = doesNot === null ? from : pointOf(doesNot);
        const steps = Math.floor(Math.abs(value - short) / grain / 2);
        return Math.abs(value - short) <= grain ? null : at(short + way * Math.max(1, steps) * grain);
      },
      beyond(does) {
        const value = pointOf(does);
        const step = Math.floor(Math.min(Math.abs(value - from), Math.abs(limit - value)) / grain / 2) * grain;
        return step > 0 ? [at(value + way * step), at(value + way * 2 * step)] : [];
      },
    },
  };
}

const pointOf = (change: Change): number =>
  'value' in change && typeof change.value === 'number' ? change.value : 'time' in change ? change.time : Number.NaN;

/** The lengths that people say, and small multiples of the one that is set, nearest first. */
function said(scenario: Scenario, setting: SweptSetting, own: Duration): Change[] {
  const most = 2 * Math.max(own, arrivalSpan(scenario), MINUTE);
  const least = Math.min(own, most) / 60;
  const lengths = new Set([
    ...SAID_LENGTHS.filter((l) => l >= least && l <= most),
    ...[2, 3, 4, 1 / 2].map((k) => Math.round(own * k)).filter((l) => l > 0 && l % MILLISECOND === 0),
    ...(KNOBS[setting].zero ? [0] : []),
  ]);
  lengths.delete(own);
  return [...lengths]
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own))
    .slice(0, MOST_LENGTHS)
    .map((value) => ({ kind: 'length', setting, value }));
}

/** A row of which one time may be another one. */
interface Move {
  readonly row: number;
  readonly arrival: Ways;
  readonly event: Ways;
}

const NOT_AT_ALL: Ways = [];

/**
 * Where one row alone carried the watermark over a late row, as a clock that runs ahead does: that row. Whether another time
 * of it would have helped is for the run to say.
 */
function whatWentAhead(before: TraceReader, late: number): readonly Move[] {
  const { batches, kinds, engine } = before.trace;
  const verdict = before.rowEntries(late, before.length).verdicts.find((e) => kinds[e] === KIND.rowLate);
  if (verdict === undefined) return [];
  const { batch, group } = before.entry(verdict);
  if (batch === null || group === null) return [];
  const tested = batches[engine === 'kafkaStreams' ? 'nextWatermark' : 'lateWatermark'][batch] as number;
  const newest = newestBehind(before, tested, batch);
  const over = testedBy(before, late, group);
  if (!newest || over === null) return [];
  // How far a row may be ahead of what it makes late.
  const ahead = over + newest.eventTime - tested;
  const readAt = batches.startedAt[batch] as number;
  const another = before.trace.arrivalOrder.some(
    (row) => row !== newest.row && row !== late && before.arrivesAt(row) <= readAt && before.eventTime(row) >= ahead,
  );
  return another ? [] : [{ row: newest.row, arrival: UP, event: DOWN }];
}

function rowsToMove(before: TraceReader, wish: Wish): readonly Move[] {
  switch (wish.kind) {
    case 'counted':
      return [{ row: wish.row, arrival: DOWN, event: UP }, ...whatWentAhead(before, wish.row)];
    case 'late':
      return [{ row: wish.row, arrival: UP, event: DOWN }];
    case 'right': {
      // With several rows missing no single one brings the rest.
      const missing = missingRows(before, wish.group);
      const [row] = missing;
      return row !== undefined && missing.length === 1
        ? [{ row, arrival: DOWN, event: NOT_AT_ALL }, ...whatWentAhead(before, row)]
        : [];
    }
    case 'complete': {
      const late = Array.from({ length: rowCount(before.scenario) }, (_, row) => row).filter(
        (row) => before.at(before.length).rowStatus(row) === 'late',
      );
      return late.length === 1 ? [{ row: late[0] as number, arrival: DOWN, event: NOT_AT_ALL }] : [];
    }
    case 'answered':
    case 'freed': {
      const row = newestBy(before, wish.by);
      return row === null ? [] : [{ row, arrival: NOT_AT_ALL, event: UP }];
    }
    case 'batch': {
      const row = nextToArrive(before, wish.at);
      return row === null ? [] : [{ row, arrival: DOWN, event: NOT_AT_ALL }];
    }
    case 'missed':
    case 'alert':
    case 'silent':
      return [{ row: wish.row, arrival: BOTH, event: BOTH }];
    case 'wrong': {
      // The one that came last is the nearest to being too late.
      const group = groupNamed(before, wish.group);
      const row = group === null ? undefined : lastToArrive(before, before.rowsOf(group));
      // Early it may move the time on, and make others too late.
      return row === undefined ? [] : [{ row, arrival: BOTH, event: NOT_AT_ALL }];
    }
    case 'joined':
    case 'parted':
      return [{ row: wish.other, arrival: NOT_AT_ALL, event: BOTH }];
    case 'risen': {
      const row = newestBy(before, wish.by);
      return row === null ? [] : [{ row, arrival: NOT_AT_ALL, event: UP }];
    }
    case 'noBatch': {
      const batch = before.trace.batches.startedAt.indexOf(wish.at);
      const row = onlyRowOf(before, batch);
      return row === null ? [] : [{ row, arrival: BOTH, event: NOT_AT_ALL }];
    }
    default:
      return [];
  }
}

function timeTurnings(before: TraceReader, { row, arrival, event }: Move, grain: number): Turning[] {
  const { scenario } = before;
  const arrivesAt = before.arrivesAt(row);
  const eventTime = before.eventTime(row);
  const known = !Number.isNaN(eventTime);
  const [first, last] = arrivalBounds(scenario);
  const span = Math.max(last - first, longestDelay(before), MINUTE);
  const at = placeOfRow(scenario, row);
  const movable =
    known &&
    at !== null &&
    scenario.sources[at.source]?.name === scenario.query.from &&
    eventTimeColumn(scenario) !== null;
  // A row does not arrive before it happened, unless its clock runs ahead already.
  const behind = known && eventTime < arrivesAt;
  const soonest = behind ? eventTime : first;
  return [
    ...arrival.map((way) =>
      range(
        { kind: 'arrival', row },
        arrivesAt,
        way > 0 ? last + span : Math.min(soonest, arrivesAt),
        grain,
        (time) => ({ kind: 'arrival', row, time }),
        edgesOfRuns(before),
      ),
    ),
    ...(movable ? event : []).map((way) =>
      range(
        { kind: 'event', row, ...(behind && way > 0 && { upToArrival: true }) },
        eventTime,
        way < 0 ? eventTime - 2 * span : behind ? arrivesAt : eventTime + 2 * span,
        grain,
        (time) => ({ kind: 'event', row, time }),
      ),
    ),
  ];
}

// ---------------------------------------------------------------- what is read off the run before

/** Where the stretches that the runs of a job read begin and end, and when the runs start: a row is missed between them. */
function edgesOfRuns({ trace }: TraceReader): readonly number[] {
  const { readFrom, readTo, startedAt } = trace.batches;
  return readFrom && readTo ? [...new Set([...readFrom, ...readTo, ...startedAt])].filter(Number.isFinite) : [];
}

/** A second where every time of the rows is whole seconds, else a millisecond. */
function grainOf({ sources }: Scenario): Duration {
  const whole = (values: Float64Array): boolean => values.every((v) => v % SECOND === 0);
  return sources.every(
    (s) => whole(s.arrivesAt) && s.rows.columns.every((c) => c.type !== 'timestamp' || whole(c.values)),
  )
    ? SECOND
    : MILLISECOND;
}

const rowCount = ({ sources }: Scenario): number => sources.reduce((n, s) => n + s.rows.count, 0);

function arrivalBounds({ sources }: Scenario): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { arrivesAt } of sources)
    for (const at of arrivesAt) {
      if (at < first) first = at;
      if (at > last) last = at;
    }
  return [first, last];
}

/** The longest that a row was on its way, up to a month. */
function longestDelay(reader: TraceReader): Duration {
  let most = 0;
  for (let row = 0; row < rowCount(reader.scenario); row++) {
    const delay = reader.arrivesAt(row) - reader.eventTime(row);
    if (delay > most) most = delay;
  }
  return Math.min(most, 30 * DAY);
}

/** The row behind the watermark by an instant: the newest that was read by then. */
function newestBy({ trace }: TraceReader, by: number): number | null {
  const { batches } = trace;
  let batch = batches.count - 1;
  while (batch >= 0 && (batches.startedAt[batch] as number) > by) batch--;
  const row = batch < 0 ? NONE : (batches.watermarkRow[batch] as number);
  return row === NONE ? null : row;
}

/** The row of a batch that reads one; null if it reads several, or none. */
function onlyRowOf({ trace }: TraceReader, batch: number): number | null {
  const { numInputRows, firstEntry, lastEntry } = trace.batches;
  if (numInputRows[batch] !== 1) return null;
  for (let i = firstEntry[batch] as number; i <= (lastEntry[batch] as number); i++)
    if (trace.kinds[i] === KIND.rowRead) return trace.refs[i] as number;
  return null;
}

function lastToArrive(reader: TraceReader, rows: Iterable<number>): number | undefined {
  let last: number | undefined;
  for (const row of rows) if (last === undefined || reader.arrivesAt(row) > reader.arrivesAt(last)) last = row;
  return last;
}

function nextToArrive(reader: TraceReader, after: number): number | null {
  return reader.trace.arrivalOrder.find((row) => reader.arrivesAt(row) > after) ?? null;
}
