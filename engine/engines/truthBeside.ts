/**
 * Puts the truth beside the groups of an operator that works row by row: the same query run once over all rows
 * (`truth.ts`). Groups that only the truth has come last.
 */
import type { Untrue } from '../operators/recordOperator';
import { TruthStepsBuilder } from '../operators/truthSteps';
import type { Plan } from '../query/plan';
import type { Scenario } from '../scenario/scenario';
import { TableBuilder } from '../trace/growable';
import {
  KIND,
  NONE,
  numberOfRef,
  type OperatorTrace,
  operatorOfRef,
  type Trace,
  type TruthSteps,
} from '../trace/trace';
import { type Value, valueAt } from '../values';
import { wholeTruth } from './truth';

/** @param query of which this is the operator that makes the answers; null: it has no truth to be compared with */
export function besideTruth(
  { mergedInto, endsEarlier = 0, ...operator }: Untrue,
  query: { readonly scenario: Scenario; readonly plan: Plan } | null,
): OperatorTrace {
  const last = query?.plan.stages[query.plan.operators[0] ?? -1];
  const truth =
    query && last?.node.kind === 'aggregate' ? trueGroups(wholeTruth(query.scenario, query.plan), endsEarlier) : null;
  const groups = new TableBuilder(operator.groups.specs);
  // Where tasks have a window of a key each, several groups have one name: each is measured by the whole truth.
  const places = new Map<string, number[]>();
  const place = { get: (name: string): number | undefined => places.get(name)?.[0] };
  const add = (values: readonly Value[]): void => {
    const [name, group] = [nameOf(values), groups.pushRow(values)];
    const others = places.get(name);
    if (others) others.push(group);
    else places.set(name, [group]);
  };
  for (let g = 0; g < operator.groups.count; g++) add(rowOf(operator.groups.columns, g));
  for (const { group } of truth?.groups ?? []) if (!places.has(nameOf(group))) add(group);

  const own = groups.finish();
  const sessions = mergedInto ? trueSessions(truth?.groups ?? [], place) : null;
  const found = truth && new Map(truth.groups.map((t) => [nameOf(t.group), t]));
  const truthTable = new TableBuilder(operator.versions.specs);
  const truthRows = new Uint32Array(own.count);
  const sessionOf = new Uint32Array(own.count);
  for (let g = 0; g < own.count; g++) {
    const values = rowOf(own.columns, g);
    const of = sessions ? sessions(values) : g;
    sessionOf[g] = of < 0 ? g : of;
    const its = found?.get(nameOf(of < 0 || of === g ? values : rowOf(own.columns, of)));
    truthTable.pushRow(its?.values ?? truth?.steps?.nothing ?? operator.versions.specs.map(() => null));
    truthRows[g] = its?.rows ?? 0;
  }
  const into = new Uint32Array(own.count).fill(NONE);
  if (mergedInto) into.set(mergedInto);
  return {
    ...operator,
    groups: own,
    truth: truthTable.finish(),
    truthRows,
    truthSteps: truth?.steps ? moved(truth.steps, truth.groups, places, own.count) : null,
    ...(mergedInto && { sessions: { mergedInto: into, truth: sessionOf } }),
  };
}

interface TrueGroup {
  /** Its number in the truth. */
  readonly number: number;
  readonly group: readonly Value[];
  readonly values: readonly Value[];
  readonly rows: number;
}

/** The groups of the truth that have rows. */
function trueGroups(
  trace: Trace,
  endsEarlier: number,
): { readonly groups: readonly TrueGroup[]; readonly steps: TruthSteps | null } | null {
  const { operator } = trace;
  if (!operator) return null;
  const counted = new Uint32Array(operator.groups.count);
  for (let i = 0; i < trace.length; i++) {
    const ref = trace.refs[i] as number;
    if (trace.kinds[i] === KIND.rowGrouped && operatorOfRef(ref) === 0)
      counted[numberOfRef(ref)] = (counted[numberOfRef(ref)] as number) + 1;
  }
  const last = new Map<number, number>();
  operator.versionGroup.forEach((group, version) => {
    last.set(group, version);
  });
  const groups = [...last].map(([number, version]) => ({
    number,
    group: rowOf(operator.groups.columns, number).map((v, c) =>
      c === 1 && endsEarlier > 0 ? (v as number) - endsEarlier : v,
    ),
    values: rowOf(operator.versions.columns, version),
    rows: counted[number] as number,
  }));
  return { groups, steps: operator.truthSteps };
}

/** For each session the true one that holds its rows (a group's number); -1 if there is none. */
function trueSessions(
  truth: readonly TrueGroup[],
  place: { get(name: string): number | undefined },
): (session: readonly Value[]) => number {
  const ofKey = new Map<string, { start: number; group: number }[]>();
  for (const { group } of truth) {
    const key = nameOf(group.slice(2));
    const others = ofKey.get(key) ?? [];
    ofKey.set(key, others);
    others.push({ start: group[0] as number, group: place.get(nameOf(group)) as number });
  }
  for (const sessions of ofKey.values()) sessions.sort((a, b) => a.start - b.start);
  return ([start, , ...key]) => ofKey.get(nameOf(key))?.findLast((s) => s.start <= (start as number))?.group ?? -1;
}

/** The truth's steps under the groups' numbers here. */
function moved(
  steps: TruthSteps,
  groups: readonly TrueGroup[],
  places: ReadonlyMap<string, readonly number[]>,
  count: number,
): TruthSteps {
  const builder = new TruthStepsBuilder(steps.values.specs, steps.nothing);
  for (const { number, group } of groups)
    for (let i = steps.start[number] as number; i < (steps.start[number + 1] as number); i++) {
      const time = steps.times[i] as number;
      for (const place of places.get(nameOf(group)) ?? []) builder.push(place, time, rowOf(steps.values.columns, i));
    }
  return builder.finish(count);
}

type Columns = OperatorTrace['groups']['columns'];
const rowOf = (columns: Columns, row: number): Value[] => columns.map((c) => valueAt(c, row));

/** One text for each tuple of values: -0 as 0, NaN as itself, numbers apart from texts. */
const nameOf = (values: readonly Value[]): string =>
  JSON.stringify(values.map((v) => [typeof v, typeof v === 'number' && v === 0 ? '0' : String(v)]));
