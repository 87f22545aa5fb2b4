/** Whether two places of two runs have the same future. */
import type { OperatorMark } from '../../operators/operator';
import type { QueryMark } from './markedQuery';

/**
 * What two queries do from here on is the same, if the same rows come: they are at the same instant, have read as far, and
 * hold the same. How much each has written, and under which numbers, does not count.
 */
export function goOnAlike(a: QueryMark, b: QueryMark): boolean {
  const [run, other] = [a.run, b.run];
  return (
    a.tick === b.tick &&
    sameList(a.next, b.next) &&
    Object.is(a.watermark, b.watermark) &&
    a.moved === b.moved &&
    a.ran === b.ran &&
    a.idleSince === b.idleSince &&
    a.read === b.read &&
    run.arrived === other.arrived &&
    Object.is(run.lastWatermark, other.lastWatermark) &&
    run.watermarkRow === other.watermarkRow &&
    run.endsAt === other.endsAt &&
    sameList(run.pipeline.workedWith, other.pipeline.workedWith) &&
    sameList(run.pipeline.readTo, other.pipeline.readTo) &&
    run.pipeline.newest.every((n, i) => {
      const m = other.pipeline.newest[i];
      return n.time === m?.time && n.row === m.row;
    }) &&
    holdAlike(run.pipeline.operator, other.pipeline.operator)
  );
}

/** The versions under which they are held do not count. */
function holdAlike(a: OperatorMark, b: OperatorMark): boolean {
  return (
    a.held.length === b.held.length &&
    a.held.every(({ group, values }, i) => {
      const other = b.held[i] as OperatorMark['held'][number];
      return group === other.group && values.every((v, k) => sameList(v, other.values[k] ?? []));
    }) &&
    a.ends.size === b.ends.size &&
    [...a.ends].every(([end, groups]) => sameList(groups, b.ends.get(end) ?? []))
  );
}

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
