/** What a join did with a row, and what a row is made of that came out of it. */
import { indexOutputs } from '../trace/indexes';
import { joinsOf } from '../trace/joins';
import type { TraceReader } from '../trace/reader';
import { waterOf } from '../trace/steps';
import { evictingWatermark, KIND, NONE, numberOfRef, operatorAt, refOf } from '../trace/trace';
import { Chain, heldBack, overAt, riseTo } from './chain';
import type { Explanation } from './explanation';
import { groupName } from './groupName';
import type { Subject } from './subject';

/**
 * Tells of a row that a join was given: whether it came in time, whether the state keeps it, whom it met, whether it came
 * out with nulls, and what lets it go.
 *
 * @param verdict the `rowGrouped` or `rowLate` entry by which the join took it
 * @returns false where the verdict is no join's, or where the row was late and no more came of it
 */
export function addJoinedRow(chain: Chain, row: number, verdict: number, cursor: number): boolean {
  const { reader } = chain;
  const { trace } = reader;
  const { batch, group } = reader.entry(verdict);
  const kafka = trace.engine === 'kafkaStreams';
  const join = group === null ? undefined : operatorAt(trace, group)?.join;
  if (group === null || batch === null || !join) return false;
  const isLate = trace.kinds[verdict] === KIND.rowLate;
  if (isLate && !kafka) return false;
  if (isLate) chain.add('storeRefused', {}, 'late', verdict);
  else if (hasNoKey(reader, group)) chain.add('meetsNothing', {}, 'water', verdict);
  else if (kafka) chain.add('joinTestsNone', {}, 'water', verdict);
  else if (join.untested?.some((side) => side === groupName(reader, group).keys[0]))
    chain.add('neverLate', { function: null }, 'water', verdict);
  else {
    const tested = trace.batches.lateWatermark[batch] as number;
    if (Number.isNaN(tested)) chain.add('nothingIsLate', { mode: null }, 'water', verdict);
    else
      chain.add(
        'wasInTime',
        { tested, eventTime: reader.eventTime(row), ...heldBack(reader, group) },
        'water',
        verdict,
        { kind: 'watermark' },
      );
  }
  addKept(chain, group, cursor);
  const joined = joinsOf(reader)
    ?.of(row, cursor)
    .find((j) => refOf(j.place, numberOfRef(j.group)) === group);
  if (!joined) return true;
  const { ties } = joined.join;
  const [first] = joined.ties;
  if (first) {
    const entry = ties.entry[first.number] as number;
    chain.playing(joined.ties.flatMap((t) => t.made[joined.side === 'left' ? 'right' : 'left']));
    chain.add('met', { rows: joined.ties.length }, 'final', entry === NONE ? null : entry);
  }
  if (joined.alone) {
    const entry = ties.entry[joined.alone.number] as number;
    chain.add('noPartner', { batch: reader.entry(entry).batch as number }, 'final', entry);
  }
  const over = overAt(reader, group);
  if (!joined.held || over === null) return true;
  if (kafka) chain.add('waitsForStore', { over }, 'water');
  else {
    const watermark = waterOf(trace, reader.at(cursor));
    if (over > watermark) chain.add('waitsForWater', { over, watermark }, 'water', null, { kind: 'watermark' });
  }
  return true;
}

/** That the join put the row into its state. @returns false where it did not, by the cursor */
function addKept(chain: Chain, group: number, cursor: number): boolean {
  const { reader } = chain;
  const put = reader.groupEntries(group).find((e) => e < cursor && reader.trace.kinds[e] === KIND.statePut);
  if (put === undefined) return false;
  chain.add('keptForPartner', { batch: reader.entry(put).batch as number }, 'state', put, { kind: 'state', group });
  return true;
}

/** A part of its key is null, so that no store of Kafka Streams is asked for it. */
const hasNoKey = (reader: TraceReader, group: number): boolean =>
  reader.trace.engine === 'kafkaStreams' && groupName(reader, group).keys.slice(1, -1).includes(null);

/** Where a row in the sink came from that is as the last join gave it out: a pair, or a row beside nulls. Null: it is not. */
export function explainGivenByJoin(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'output' }>,
  cursor: number,
): Explanation | null {
  const { output, batches, rowStart } = reader.trace;
  const joins = joinsOf(reader);
  const made = joins?.behind(subject.output);
  if (!joins || !made) return null;
  const chain = new Chain(reader, subject);
  const batch = output.batch[subject.output] as number;
  const written = indexOutputs(reader.trace)[subject.output] as number;
  const rows = joins.sourcesOf(subject.output) ?? made.rows.filter((row) => row !== NONE);
  chain.playing(rows);
  const [group] = made.groups.filter((g) => g !== NONE);
  if (made.groups.includes(NONE) && group !== undefined) {
    for (const row of rows) addComing(chain, row, cursor);
    addKeeping(chain, group, cursor);
    chain.add('noPartner', { batch }, 'final', written, { kind: 'batch', batch });
    return chain.done();
  }
  for (const row of rows) {
    const source = reader.scenario.sources[rowStart.findLastIndex((start) => start <= row)]?.name ?? '';
    chain.addEvent('madeOf', { source, of: rows.length }, row);
  }
  return chain.add('wrote', { batch, at: batches.endedAt[batch] as number, values: [] }, 'final', written).done();
}

function addComing(chain: Chain, row: number, cursor: number): void {
  const { reader } = chain;
  const [eventTime, arrivesAt] = [reader.eventTime(row), reader.arrivesAt(row)];
  chain.addEvent('happened', { eventTime, groups: [] }, row);
  const { arrived } = reader.rowEntries(row, cursor);
  chain.add('arrived', { arrivesAt, delay: arrivesAt - eventTime }, 'processing', arrived);
}

/** Of a row that came out by itself: that it was kept, and what let it go. */
function addKeeping(chain: Chain, group: number, cursor: number): void {
  const { reader } = chain;
  const { kinds, engine } = reader.trace;
  if (!addKept(chain, group, cursor) && hasNoKey(reader, group)) chain.add('meetsNothing', {}, 'water');
  const evicted = reader.groupEntries(group).find((e) => e < cursor && kinds[e] === KIND.stateEvicted);
  const over = overAt(reader, group);
  // In Kafka Streams it waits for stream time by another account than the store's.
  if (evicted === undefined || over === null || engine === 'kafkaStreams') return;
  const batch = reader.entry(evicted).batch as number;
  const watermark = evictingWatermark(reader.trace, batch);
  chain.add('waterReached', { over, watermark, batch }, 'water', riseTo(reader, watermark, batch)?.entry ?? evicted, {
    kind: 'watermark',
  });
}
