/** The truth of an operator that cannot compute it itself: another run's answer, group by group. */
import { type KeyEncoder, sharedKeyEncoders } from '../../operators/groups';
import { TableBuilder } from '../../trace/growable';
import type { OperatorTrace } from '../../trace/trace';
import { valueAt } from '../../values';

/** Puts the truth that another run computed beside an operator's groups; groups that it alone knows come last. */
export function adoptTruth(operator: OperatorTrace, truth: OperatorTrace): OperatorTrace {
  const readers = (o: OperatorTrace) => o.groups.columns.map((c) => (group: number) => valueAt(c, group));
  // Groups that say the same of themselves have one number.
  const [own, other] = sharedKeyEncoders([readers(operator), readers(truth)]) as [KeyEncoder, KeyEncoder];
  const groups = new TableBuilder(operator.groups.specs);
  const numbers: number[] = [];
  const place: number[] = [];
  const add = (o: OperatorTrace, group: number, number: number): void => {
    place[number] = groups.pushRow(o.groups.columns.map((c) => valueAt(c, group)));
    numbers.push(number);
  };
  for (let g = 0; g < operator.groups.count; g++) add(operator, g, own.tuple(g));
  /** The last version of each group of the truth. */
  const versionOf: number[] = [];
  const last = new Map<number, number>();
  truth.versionGroup.forEach((group, version) => {
    last.set(group, version);
  });
  for (const [group, version] of last) {
    const number = other.tuple(group);
    if (place[number] === undefined) add(truth, group, number);
    versionOf[number] = version;
  }
  const table = new TableBuilder(operator.versions.specs);
  const rows = new Uint32Array(groups.count);
  numbers.forEach((number, group) => {
    const version = versionOf[number];
    if (version !== undefined && place[number] === group) rows[group] = 1;
    table.pushRow(
      operator.versions.specs.map((_, i) =>
        version === undefined ? null : valueAt(truth.versions.columns[i] as never, version),
      ),
    );
  });
  return { ...operator, groups: groups.finish(), truth: table.finish(), truthRows: rows };
}
