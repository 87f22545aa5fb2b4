/** Why a group says what it says, why the state holds it or let it go, and where an answer came from. */

import type { TraceReader } from '../trace/reader';
import { waterOf } from '../trace/steps';
import {
  evictingWatermark,
  KIND,
  NONE,
  numberOfRef,
  operatorAt,
  operatorOfRef,
  refOf,
  versionValues,
} from '../trace/trace';
import { stands } from '../trace/undone';
import { addLacked, addSuperfluous, bookedOf } from './booked';
import { Chain, comparable, overAt, riseTo, waterWait } from './chain';
import type { Explanation, GroupName } from './explanation';
import { groupName } from './groupName';
import { explainGivenByJoin } from './join';
import { addGivenByTimer, addGivenRow, addWhatEnded, addWhatEnds, processOf } from './process';
import { modeOf } from './row';
import type { Subject } from './subject';

/** As many examples as a person reads. */
const MOST = 5;

export function explainGroup(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'group' }>,
  cursor: number,
): Explanation {
  const { group } = subject;
  // Groups of a function have no answer: what can be asked of them is what the state can.
  if (processOf(reader)) return { ...explainState(reader, { kind: 'state', group }, cursor), subject };
  const chain = new Chain(reader, subject);
  const name = groupName(reader, group);
  const moment = reader.at(cursor);
  const pane = moment.panes().find((p) => p.group === group);
  const rows = rowsBy(reader, group, cursor);
  chain.playing([...rows.counted, ...rows.late]);
  const grown = grownInto(reader, group, cursor);
  if (grown) {
    const { into, entry } = grown;
    return chain
      .add('rowsOf', counts(name, rows), 'event')
      .add('grew', grewBy(reader, name, grown), 'state', entry, { kind: 'group', group: into })
      .done();
  }
  if (!pane || pane.status === 'coming') {
    chain.add('noRowYet', { group: name }, 'event');
    if (rows.coming.length > 0) chain.add('rowsOf', counts(name, rows), 'event');
    return chain.done();
  }
  chain.add('rowsOf', counts(name, rows), 'event');
  if (pane.status === 'open') return whyHeld(chain, group, cursor).done();
  if (pane.status === 'final') whyAnswered(chain, group, cursor);
  else chain.add('lost', { group: name }, 'late');
  const truth = comparable(reader.trace.operator) ? pane.truth : null;
  if (truth === null || pane.values === null) return chain.done();
  if (pane.right) return chain.add('right', { truth }, 'final').done();
  chain.add(
    'wrong',
    { values: pane.values, truth, lateRows: rows.late.length, comingRows: rows.coming.length },
    'late',
  );
  for (const row of rows.late.slice(0, MOST))
    chain.addEvent('missingRow', { row, eventTime: reader.eventTime(row) }, row);
  const booked = bookedOf(reader, group, cursor);
  addLacked(chain, booked, MOST);
  addSuperfluous(chain, booked, MOST);
  return chain.done();
}

/** A session that is no more, since it is part of a larger one: which, and the entry that let it go. */
function grownInto(reader: TraceReader, group: number, cursor: number): { into: number; entry: number } | null {
  const { trace } = reader;
  const into = operatorAt(trace, group)?.sessions?.mergedInto[numberOfRef(group)] ?? NONE;
  const entry = reader
    .groupEntries(group)
    .findLast((e) => e < cursor && (trace.kinds[e] === KIND.statePut || trace.kinds[e] === KIND.stateEvicted));
  if (into === NONE || entry === undefined || trace.kinds[entry] !== KIND.stateEvicted) return null;
  // What a crash has undone is there again.
  return stands(trace, entry, cursor) ? { into: refOf(operatorOfRef(group), into), entry } : null;
}

const grewBy = (reader: TraceReader, group: GroupName, { into, entry }: { into: number; entry: number }) => ({
  group,
  into: groupName(reader, into),
  batch: reader.entry(entry).batch as number,
});

interface RowsOfGroup {
  readonly counted: number[];
  readonly late: number[];
  readonly coming: number[];
}

/** The rows of a group by what has become of them, for this very group, by a cursor. */
export function rowsBy(reader: TraceReader, group: number, cursor: number): RowsOfGroup {
  const rows: RowsOfGroup = { counted: [], late: [], coming: [] };
  const { kinds } = reader.trace;
  const sessions = operatorAt(reader.trace, group)?.sessions !== undefined;
  for (const row of reader.rowsOf(group)) {
    const { read, verdicts } = reader.rowEntries(row, cursor);
    // A row that was counted in a session is in the one that took it up.
    const verdict =
      verdicts.find((i) => reader.entry(i).group === group) ??
      (sessions ? verdicts.find((i) => kinds[i] === KIND.rowGrouped) : undefined);
    // What a crash has undone is still to come.
    if (read === null || verdict === undefined || !stands(reader.trace, verdict, cursor)) rows.coming.push(row);
    else rows[kinds[verdict] === KIND.rowLate ? 'late' : 'counted'].push(row);
  }
  return rows;
}

const counts = (group: ReturnType<typeof groupName>, rows: RowsOfGroup) => ({
  group,
  counted: rows.counted.length,
  late: rows.late.length,
  coming: rows.coming.length,
});

/** It is in the state store: since when, and what it waits for. */
function whyHeld(chain: Chain, group: number, cursor: number): Chain {
  const { reader } = chain;
  const { kinds } = reader.trace;
  const puts = reader.groupEntries(group).filter((e) => kinds[e] === KIND.statePut && stands(reader.trace, e, cursor));
  const last = puts.at(-1);
  const first = puts[0];
  if (last === undefined || first === undefined) return chain;
  const version = reader.entry(last).version as number;
  chain.add(
    'held',
    {
      group: groupName(reader, group),
      values: versionValues(reader.trace, version),
      since: reader.entry(first).batch as number,
      changed: reader.entry(last).batch as number,
    },
    'state',
    last,
    { kind: 'state', group },
  );
  const process = processOf(reader);
  if (process) return addWhatEnds(chain, process, version, cursor);
  const over = overAt(reader, group, version);
  const mode = modeOf(reader);
  const watermark = waterOf(reader.trace, reader.at(cursor));
  const said = reader.groupEntries(group).filter((e) => e < cursor && kinds[e] === KIND.outputWritten);
  const newest = said.at(-1);
  // An engine that corrects its answers has given one already, and goes on holding the group.
  if (reader.trace.records && newest !== undefined) {
    const entry = reader.entry(newest);
    chain.add(
      'answered',
      {
        group: groupName(reader, group),
        values: entry.version === null ? [] : versionValues(reader.trace, entry.version),
        batch: entry.batch as number,
        at: entry.processingTime,
        mode,
        times: said.length,
      },
      'final',
      newest,
      { kind: 'output', output: entry.output as number },
    );
  }
  if (mode === 'complete') return chain.add('neverOver', { reason: 'complete' }, 'state');
  if (Number.isNaN(watermark)) return chain.add('neverOver', { reason: 'noWatermark' }, 'state');
  if (over === null) return chain.add('neverOver', { reason: 'noEventTime' }, 'state');
  if (reader.trace.engine === 'kafkaStreams' && operatorAt(reader.trace, group)?.join)
    return chain.add('waitsForStore', { over }, 'water');
  return chain.add('waitsForWater', waterWait(reader, group, over, watermark), 'water', null, { kind: 'watermark' });
}

/** It was answered: when the water reached it, and what the sink was given. */
function whyAnswered(chain: Chain, group: number, cursor: number): void {
  const { reader } = chain;
  const { kinds } = reader.trace;
  const entries = reader.groupEntries(group).filter((e) => e < cursor);
  const evicted = entries.find((e) => kinds[e] === KIND.stateEvicted);
  const over = overAt(reader, group);
  if (evicted !== undefined && over !== null) {
    const batch = reader.entry(evicted).batch as number;
    const watermark = evictingWatermark(reader.trace, batch);
    chain.add('waterReached', { over, watermark, batch }, 'water', riseTo(reader, watermark, batch)?.entry ?? evicted, {
      kind: 'watermark',
    });
    chain.add('freed', { group: groupName(reader, group), batch }, 'state', evicted);
  }
  const outputs = entries.filter((e) => kinds[e] === KIND.outputWritten);
  const last = outputs.at(-1);
  if (last === undefined) return;
  const said = reader.entry(last);
  chain.add(
    'answered',
    {
      group: groupName(reader, group),
      values: said.version === null ? [] : versionValues(reader.trace, said.version),
      batch: said.batch as number,
      at: said.processingTime,
      mode: modeOf(reader),
      times: outputs.length,
    },
    'final',
    last,
    { kind: 'output', output: said.output as number },
  );
}

/** A store of a Kafka Streams join let it go by a step: the newest row of that step's side that went past it. */
function addSideMovedOn(chain: Chain, step: number, over: number): void {
  const { reader } = chain;
  const { rowStart, records } = reader.trace;
  const rows = records?.row ?? [];
  const sourceOf = (row: number): number => (row === NONE ? NONE : rowStart.findLastIndex((start) => start <= row));
  const side = sourceOf(rows[step] ?? NONE);
  for (let batch = step; batch >= 0 && side !== NONE; batch--) {
    const row = rows[batch] as number;
    const newest = row === NONE ? Number.NaN : reader.eventTime(row);
    if (sourceOf(row) !== side || !(newest >= over)) continue;
    const [read = null] = reader.readings(row);
    chain.playing([row]).add('sideMovedOn', { over, newest, batch }, 'event', read, { kind: 'row', row });
    return;
  }
}

export function explainState(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'state' }>,
  cursor: number,
): Explanation {
  const { group } = subject;
  const chain = new Chain(reader, subject);
  const rows = rowsBy(reader, group, cursor);
  chain.playing(rows.counted);
  const name = groupName(reader, group);
  chain.add('rowsOf', counts(name, rows), 'event');
  const { kinds } = reader.trace;
  const entries = reader.groupEntries(group).filter((e) => stands(reader.trace, e, cursor));
  const last = entries.filter((e) => kinds[e] === KIND.statePut || kinds[e] === KIND.stateEvicted).at(-1);
  if (last === undefined) return chain.add('noRowYet', { group: name }, 'state').done();
  if (kinds[last] === KIND.statePut) return whyHeld(chain, group, cursor).done();
  const batch = reader.entry(last).batch as number;
  const watermark = evictingWatermark(reader.trace, batch);
  const process = processOf(reader);
  const grown = grownInto(reader, group, cursor);
  const over = overAt(reader, group, reader.entry(last).version) ?? Number.NaN;
  if (process) addWhatEnded(chain, process, last);
  else if (grown) chain.add('grew', grewBy(reader, name, grown), 'state', last, { kind: 'state', group: grown.into });
  else if (reader.trace.engine === 'kafkaStreams' && operatorAt(reader.trace, group)?.join)
    addSideMovedOn(chain, batch, over);
  else if (!(over > watermark))
    chain.add('waterReached', { over, watermark, batch }, 'water', riseTo(reader, watermark, batch)?.entry ?? last, {
      kind: 'watermark',
    });
  // A semi join is done with a row that has met one.
  else if (operatorAt(reader.trace, group)?.join?.type === 'leftSemi') chain.add('met', { rows: 1 }, 'final', last);
  return chain.add('freed', { group: name, batch }, 'state', last).done();
}

export function explainOutput(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'output' }>,
  cursor: number,
): Explanation {
  const { output, operator, batches } = reader.trace;
  const version = output.version[subject.output] as number;
  const row = output.row[subject.output] as number;
  const group = operator?.versionGroup[version];
  const fromRow = row !== NONE;
  const process = processOf(reader);
  if (process && !fromRow) {
    const chain = new Chain(reader, subject);
    if (group !== undefined) chain.playing(rowsBy(reader, group, cursor).counted);
    addGivenByTimer(chain, process, subject.output);
    return chain.done();
  }
  if (!fromRow && operator?.join) {
    const why = explainGivenByJoin(reader, subject, cursor);
    if (why) return why;
  }
  if (group !== undefined && !fromRow) {
    // What has been replaced since is explained as of the moment it was written.
    const writes = reader.groupEntries(group).filter((e) => e < cursor && reader.trace.kinds[e] === KIND.outputWritten);
    const written = writes.find((e) => reader.entry(e).output === subject.output);
    const asOf = written !== undefined && written !== writes.at(-1) ? written + 1 : cursor;
    return { ...explainGroup(reader, { kind: 'group', group }, asOf), subject };
  }
  const batch = output.batch[subject.output] as number;
  const wrote = { batch, at: batches.endedAt[batch] as number, values: [] };
  // Made from what other operators gave out, by one that remembers nothing of it.
  if (!fromRow)
    return new Chain(reader, subject).add('wrote', wrote, 'final', batches.lastEntry[batch] as number).done();
  const chain = new Chain(reader, subject).playing([row]);
  const { read, arrived } = reader.rowEntries(row, (batches.lastEntry[batch] as number) + 1);
  const arrivesAt = reader.arrivesAt(row);
  const eventTime = reader.eventTime(row);
  if (!Number.isNaN(eventTime))
    chain.addEvent('happened', { eventTime, groups: group === undefined ? [] : [groupName(reader, group)] }, row);
  chain.add('arrived', { arrivesAt, delay: arrivesAt - eventTime }, 'processing', arrived);
  chain.add(
    'batchRead',
    {
      batch,
      startedAt: batches.startedAt[batch] as number,
      others: (batches.numInputRows[batch] as number) - 1,
      again: reader.trace.records !== undefined && (batches.attempt[batch] as number) > 0,
      waited: (batches.startedAt[batch] as number) - arrivesAt,
    },
    'processing',
    read,
    { kind: 'batch', batch },
  );
  if (process) addGivenRow(chain, process, subject.output);
  return chain.add('wrote', wrote, 'final', null).done();
}
