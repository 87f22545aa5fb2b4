/** What became of a row, and why. */

import { whyUnread } from '../measure/fate';
import { lateBy } from '../trace/lateBy';
import type { TraceReader } from '../trace/reader';
import { shoreOf, waterOf } from '../trace/steps';
import { type CrashRecord, givesAnswers, KIND, NONE, operatorAt, versionValues } from '../trace/trace';
import { undoneAt } from '../trace/undone';
import {
  Chain,
  comparable,
  delayBehind,
  filtersOn,
  graceOf,
  heldBack,
  keptForEver,
  newestBehind,
  overAt,
  rowsRead,
  testedBy,
  waterWait,
} from './chain';
import type { Explanation, GroupName } from './explanation';
import { groupName } from './groupName';
import { addJoinedRow } from './join';
import { addProcessedRow, isBehind, processOf } from './process';
import type { Subject } from './subject';

export function explainRow(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'row' }>,
  cursor: number,
): Explanation {
  const { row } = subject;
  const chain = new Chain(reader, subject).playing([row]);
  const eventTime = reader.eventTime(row);
  const hasEventTime = reader.trace.eventTime !== null;
  const status = reader.at(cursor).rowStatus(row);
  const { arrived, read } = reader.rowEntries(row, cursor);
  // A key is no matter of its event time, nor is where a loop has counted it.
  const groups = reader
    .groupsOf(row)
    .map((g) => groupName(reader, g))
    .filter((g) => g.start !== null && (reader.trace.engine !== 'batchLoop' || happenedIn(g, eventTime)));

  if (hasEventTime) {
    if (Number.isNaN(eventTime)) chain.add('happenedNever', {}, 'event', null);
    else chain.addEvent('happened', { eventTime, groups }, row);
  }
  const arrivesAt = reader.arrivesAt(row);
  if (status === 'coming') return chain.add('notArrived', { arrivesAt }, 'processing', arrived).done();
  chain.add('arrived', { arrivesAt, delay: arrivesAt - eventTime }, 'processing', arrived);
  for (const reading of reader.readings(row)) {
    const undone = undoneAt(reader.trace, reading);
    if (undone === NONE && read !== null && reading < read) {
      // At least once: what was done before the crash goes on to count.
      const before = reader.trace.crashes.findIndex((c) => c.entry > reading);
      const { at = Number.NaN } = reader.trace.crashes[before] ?? {};
      const batch = reader.entry(reading).batch as number;
      chain.add('processedBefore', { batch, at }, 'late', reading, { kind: 'crash', crash: before });
      continue;
    }
    if (undone >= cursor) continue;
    const crash = reader.trace.crashes.findIndex((c) => c.entry === undone);
    const { at, checkpoint } = reader.trace.crashes[crash] as CrashRecord;
    chain.add(
      'readInVain',
      { batch: reader.entry(reading).batch as number, at, lost: checkpoint === 'lost' },
      'late',
      undone,
      {
        kind: 'crash',
        crash,
      },
    );
  }
  if (status === 'waiting') {
    const next = reader.readings(row).find((reading) => reading + 1 >= cursor);
    if (next === undefined) return neverRead(chain, row, cursor);
    const running = reader.at(cursor).batch;
    const batch = running !== null && reader.entry(next).batch === running ? running : null;
    return chain.add('waits', { arrivesAt, batch }, 'processing', next).done();
  }
  if (read === null) return chain.done();

  const batch = reader.entry(read).batch as number;
  const startedAt = reader.trace.batches.startedAt[batch] as number;
  const again = reader.trace.records !== undefined && (reader.trace.batches.attempt[batch] as number) > 0;
  chain.add(
    'batchRead',
    { batch, startedAt, others: rowsRead(reader, batch) - 1, again, waited: startedAt - arrivesAt },
    'processing',
    read,
    {
      kind: 'batch',
      batch,
    },
  );
  switch (status) {
    case 'filtered': {
      const source = reader.trace.rowStart.findLastIndex((start) => start <= row);
      const conditions = filtersOn(reader.scenario.query, reader.scenario.sources[source]?.name ?? '');
      if (reader.trace.takenOut?.includes(source)) return chain.add('joinTakenOut', {}, 'late', read + 1).done();
      // What a join asks of one side alone, of its keys for one, is a filter before it.
      if (conditions.length === 0) return chain.add('filteredByJoin', {}, 'late', read + 1).done();
      return chain.add('filtered', { conditions }, 'late', read + 1).done();
    }
    case 'duplicate':
      return chain.add('duplicate', {}, 'late', read + 1).done();
    case 'withoutWindow':
      return chain
        .add(reader.trace.kinds[read + 1] === KIND.rowWithoutKey ? 'withoutKey' : 'withoutWindow', {}, 'late', read + 1)
        .done();
    case 'late':
      return lateRow(chain, row, batch, cursor);
    case 'counted':
      return countedRow(chain, row, batch, cursor);
  }
}

const happenedIn = ({ start, end }: GroupName, eventTime: number): boolean =>
  start === null || end === null || (start <= eventTime && eventTime < end);

/** No run will read it. That is known once the run that looks past it has begun. */
function neverRead(chain: Chain, row: number, cursor: number): Explanation {
  const { reader } = chain;
  const { code, entries } = whyUnread({ reader, cursor }, row);
  const [passing] = entries;
  if (code === 'notRead') return chain.add('neverRead', {}, 'processing').done();
  if (passing !== undefined && passing >= cursor)
    return chain.add('waits', { arrivesAt: reader.arrivesAt(row), batch: null }, 'processing').done();
  const batch = passing === undefined ? null : (reader.entry(passing).batch as number);
  return chain
    .add('passedOver', { why: code, batch }, 'late', passing ?? null, batch === null ? null : { kind: 'batch', batch })
    .done();
}

/** What was decided of a row by now: of several windows it may be known for the first ones alone. */
const verdictsBy = ({ reader }: Chain, row: number, cursor: number): readonly number[] =>
  reader.rowEntries(row, cursor).verdicts.filter((entry) => entry < cursor);

function lateRow(chain: Chain, row: number, batch: number, cursor: number): Explanation {
  const { reader } = chain;
  const { batches, kinds } = reader.trace;
  const late = verdictsBy(chain, row, cursor).filter((e) => kinds[e] === KIND.rowLate);
  if (late.filter((e) => addJoinedRow(chain, row, e, cursor)).length > 0) return chain.done();
  const tested = batches.lateWatermark[batch] as number;
  // Kafka Streams tests against what is closed, which lies the grace behind the stream time.
  const kafka = reader.trace.engine === 'kafkaStreams';
  const newest = newestBehind(reader, kafka ? (batches.nextWatermark[batch] as number) : tested, batch);
  chain.add(
    'waterWasPast',
    {
      tested,
      testedBatch: batch > 0 ? batch - 1 : null,
      newest: newest?.eventTime ?? Number.NaN,
      newestBatch: newest?.batch ?? null,
      delay: kafka ? graceOf(reader) : delayBehind(reader, newest?.eventTime ?? Number.NaN, tested),
      current: batches.watermark[batch] as number,
    },
    'water',
    newest?.entry ?? null,
    { kind: 'watermark' },
  );
  if (newest) chain.playing([newest.row]);
  const moment = reader.at(cursor);
  for (const index of late) {
    const group = reader.entry(index).group as number;
    const name = groupName(reader, group);
    const over = testedBy(reader, row, group) ?? reader.eventTime(row);
    if (!givesAnswers(reader.trace.operator)) {
      const by = shoreOf(reader.trace, tested) - over;
      chain.add('dropped', { group: name, lateBy: by, truth: null, ...heldBack(reader, group) }, 'late', index);
      continue;
    }
    const answer = reader.groupEntries(group).find((e) => e < cursor && kinds[e] === KIND.outputWritten);
    const said = answer === undefined ? null : reader.entry(answer);
    chain.add(
      'windowWasOver',
      {
        group: name,
        over,
        ...heldBack(reader, group),
        tested,
        answeredIn: said?.batch ?? null,
        answeredAt: said?.processingTime ?? null,
        answer: said?.version == null ? null : versionValues(reader.trace, said.version),
      },
      'final',
      answer ?? null,
      { kind: 'group', group },
    );
    const truth = comparable(reader.trace.operator)
      ? (moment.panes().find((p) => p.group === group)?.truth ?? null)
      : null;
    const by = lateBy(reader.trace, group, batch, over - (heldBack(reader, group).behind ?? 0));
    chain.add('dropped', { group: name, lateBy: by, truth }, 'late', index);
  }
  return chain.done();
}

function countedRow(chain: Chain, row: number, batch: number, cursor: number): Explanation {
  const { reader } = chain;
  const { batches, kinds } = reader.trace;
  const verdicts = verdictsBy(chain, row, cursor);
  const tested = batches.lateWatermark[batch] as number;
  if (reader.trace.operator === null) return chain.add('passed', {}, 'final', verdicts[0] ?? null).done();
  for (const index of verdicts) {
    if (kinds[index] !== KIND.rowGrouped) continue;
    const process = processOf(reader);
    if (process) {
      addProcessedRow(chain, process, row, index, cursor);
      continue;
    }
    if (addJoinedRow(chain, row, index, cursor)) continue;
    const group = reader.entry(index).group as number;
    const name = groupName(reader, group);
    if (reader.trace.records && keptForEver(reader, group))
      chain.add('notTested', { function: null, late: isBehind(reader, reader.eventTime(row), tested) }, 'water', index);
    // What gives all groups again and again keeps all of them.
    else if (modeOf(reader) === 'complete' && operatorAt(reader.trace, group)?.operatorName === 'stateStoreSave')
      chain.add('nothingIsLate', { mode: 'complete' }, 'water', index);
    else if (!Number.isNaN(tested)) {
      const end = testedBy(reader, row, group);
      const window = name.start !== null;
      chain.add('waterWasBelow', { tested, end, window, ...heldBack(reader, group) }, 'water', index, {
        kind: 'watermark',
      });
    } else if (reader.trace.engine === 'batchLoop' && name.start !== null) {
      const own = happenedIn(name, reader.eventTime(row));
      chain.add('bookedByRun', { group: name, own }, own ? 'processing' : 'late', index, { kind: 'group', group });
    } else chain.add('nothingIsLate', { mode: null }, 'water', index);
    const put = reader.groupEntries(group).find((e) => e > index && e < cursor && kinds[e] === KIND.statePut);
    const version = put === undefined ? null : reader.entry(put).version;
    if (put !== undefined && version !== null)
      chain.add('counted', { group: name, values: versionValues(reader.trace, version), batch }, 'state', put, {
        kind: 'group',
        group,
      });
    const answers = reader
      .groupEntries(group)
      .filter((e) => e > index && e < cursor && kinds[e] === KIND.outputWritten);
    const answer = answers[0];
    if (answer === undefined) {
      const end = overAt(reader, group);
      const watermark = waterOf(reader.trace, reader.at(cursor));
      const wait = end === null ? null : waterWait(reader, group, end, watermark);
      if (wait && wait.over > watermark) chain.add('waitsForWater', wait, 'water', null, { kind: 'watermark' });
      continue;
    }
    const said = reader.entry(answer);
    chain.add(
      'answered',
      {
        group: name,
        values: said.version === null ? [] : versionValues(reader.trace, said.version),
        batch: said.batch as number,
        at: said.processingTime,
        mode: modeOf(reader),
        times: answers.length,
      },
      'final',
      answer,
      { kind: 'group', group },
    );
  }
  return chain.done();
}

/** The output mode of Spark's run; null for engines without one. */
export function modeOf(reader: TraceReader): 'append' | 'update' | 'complete' | null {
  return reader.trace.engine === 'spark' ? reader.scenario.engines.spark.outputMode : null;
}
