/**
 * One setting turned through a range, a run for each value: what waiting buys in complete answers, and what it costs in
 * time and state.
 */
import type { Fault } from '../faults';
import { planFaults } from '../query/plan';
import { KNOBS, lengthsOf, SAID_LENGTHS, type SweptSetting, settingOf, turned } from '../scenario/knobs';
import type { EngineName, Scenario } from '../scenario/scenario';
import { arrivalSpan } from '../scenario/span';
import { simulate } from '../simulate';
import { DAY, type Duration, SECOND } from '../time';
import { isJob } from '../trace/moment';
import { type Answers, answersOf, isGrouped, rowsTaken } from './answers';
import { hasNoTruth, type Reference, referenceFrom } from './reference';
import { scoreOf } from './score';
import { truthRuns } from './truthRuns';

/** What one run of the sweep was worth. */
export interface SweepPoint {
  /** Of the setting, microseconds. */
  readonly value: Duration;
  /** Not empty: the engine refuses the value, and there are no figures. */
  readonly faults: readonly Fault[];
  /**
   * Rows counted in their right window, of all rows that belong to one, whether the window has come out yet or still waits
   * when the rows end; null where no row belongs to one.
   */
  readonly completeness: number | null;
  /**
   * Mean time from a window's end to the last answer that it got, right or wrong, microseconds; null where no window was
   * answered. Windows that were never answered are not in it: completeness tells them.
   */
  readonly wait: number | null;
  /** Most rows of state held during a batch or a step; null for a job, which keeps none. */
  readonly state: number | null;
  /** Figures that came out, and came out right. */
  readonly right: number;
  readonly figures: number;
  /** Runs or batches; null for an engine that works row by row. */
  readonly runs: number | null;
}

/** A promise to those who read the answers. */
export interface Promised {
  /** A share from 0 to 1. */
  readonly completeness: number;
  /** Microseconds. */
  readonly wait: Duration;
  /** Rows. */
  readonly state: number;
}

/** The settings that this scenario can be swept by on an engine; none where there is no truth to compare with. */
export function sweptBy(scenario: Scenario, engine: EngineName): readonly SweptSetting[] {
  if (hasNoTruth(scenario)) return [];
  return lengthsOf(scenario, engine);
}

const MOST_POINTS = 40;

/**
 * The values to run: even steps from none (or one step) to where nothing more can come of it, and the scenario's own
 * value among them.
 */
export function sweepValues(scenario: Scenario, setting: SweptSetting): readonly Duration[] {
  const { waits, zero } = KNOBS[setting];
  const own = settingOf(scenario, setting);
  const reach = Math.max(waits ? latest(scenario) : arrivalSpan(scenario) / 2, own, SECOND);
  const step = SAID_LENGTHS.find((s) => reach / s <= MOST_POINTS) ?? Math.ceil(reach / MOST_POINTS / DAY) * DAY;
  const values = new Set([own]);
  for (let i = zero ? 0 : 1; i <= Math.ceil(reach / step); i++) values.add(i * step);
  return [...values].sort((a, b) => a - b);
}

/** The longest that a row was on its way: by its column of event time, in all sources. */
function latest(scenario: Scenario): Duration {
  const on = scenario.query.steps.flatMap((step) =>
    step.kind === 'watermark' ? [step.column] : step.kind === 'aggregate' && step.window ? [step.window.on] : [],
  );
  let most = 0;
  for (const { rows, arrivesAt } of scenario.sources)
    rows.columns.forEach((column, c) => {
      if (column.type !== 'timestamp' || (on.length > 0 && !on.includes(rows.specs[c]?.name ?? ''))) return;
      for (let row = 0; row < rows.count; row++)
        if (!column.nulls?.[row]) most = Math.max(most, (arrivesAt[row] as number) - (column.values[row] as number));
    });
  return most;
}

/** Runs one scenario at value after value; what they share is computed once. */
export interface Sweep {
  at(value: Duration): SweepPoint;
}

export function sweepOf(scenario: Scenario, engine: EngineName, setting: SweptSetting): Sweep {
  let shared: Reference | null = null;
  return {
    at(value) {
      const run = turned(scenario, setting, value);
      const faults = planFaults(run, engine);
      if (faults.length > 0) return { ...NOTHING, value, faults };
      // Only another window asks for another truth.
      const sameTruth = setting !== 'window' && setting !== 'interval';
      const reference = (sameTruth && shared) || truthOf(run);
      if (!reference) return { ...NOTHING, value };
      shared = reference;
      const trace = simulate(run, engine);
      const answers = answersOf(trace, run);
      const score = scoreOf(trace, answers, reference);
      let [waited, windows] = [0, 0];
      for (const { end, said } of answers.byName.values()) {
        const last = said.at(-1);
        if (end === null || !last) continue;
        waited += Math.max(0, last.at - end);
        windows++;
      }
      // A window that still waits when the rows end has lost nothing: a longer delay must not look like lost rows.
      const waiting = isJob(trace) ? NO_ROWS : takenBy(answers);
      let [counted, all] = [0, 0];
      for (const { name, rows } of reference.answers.byName.values())
        for (const row of rows.keys()) {
          all++;
          if (answers.inFigures.get(row)?.has(name) || waiting.get(name)?.has(row)) counted++;
        }
      return {
        value,
        faults: [],
        completeness: all === 0 ? null : counted / all,
        wait: windows === 0 ? null : waited / windows,
        state: score.peakDuring,
        right: score.right,
        figures: score.figures,
        runs: score.runs,
      };
    },
  };
}

type Taken = ReadonlyMap<string, ReadonlyMap<number, number>>;
const NO_ROWS: Taken = new Map();

/** The rows that each group of a stream has taken, by the group's name. */
function takenBy({ reader, nameOf }: Answers): Taken {
  const { trace } = reader;
  if (!isGrouped(trace)) return NO_ROWS;
  const groups = trace.operator?.truthRows.length ?? 0;
  return new Map(Array.from({ length: groups }, (_, group) => [nameOf(group), rowsTaken(reader, group)]));
}

const NOTHING: Omit<SweepPoint, 'value'> = {
  faults: [],
  completeness: null,
  wait: null,
  state: null,
  right: 0,
  figures: 0,
  runs: null,
};

function truthOf(scenario: Scenario): Reference | null {
  const runs = truthRuns(scenario);
  return runs && referenceFrom(scenario, runs);
}

/** Whether a point keeps a promise; a figure that it does not have breaks none but completeness and wait. */
export const keeps = ({ completeness, wait, state }: SweepPoint, promised: Promised): boolean =>
  completeness !== null &&
  wait !== null &&
  completeness >= promised.completeness - 1e-12 &&
  wait <= promised.wait &&
  (state === null || state <= promised.state);

/** Points that no other one beats in both completeness and wait, ascending by wait: the frontier. */
export function frontier(points: readonly SweepPoint[]): readonly SweepPoint[] {
  const whole = points.filter((p) => p.completeness !== null && p.wait !== null);
  const sorted = whole.toSorted(
    (a, b) => (a.wait as number) - (b.wait as number) || (b.completeness as number) - (a.completeness as number),
  );
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter(({ completeness }) => {
    if ((completeness as number) <= best) return false;
    best = completeness as number;
    return true;
  });
}
