/** Where a figure comes from. */
import { measuresOf, rightAnswersOf } from '../measure/measures';
import type { StateRow, TraceReader } from '../trace/reader';
import { givesAnswers } from '../trace/trace';
import { addLacked, bookedOf } from './booked';
import { Chain, overAt } from './chain';
import type { Explanation } from './explanation';
import { rowsBy } from './group';
import { groupName } from './groupName';
import { processOf } from './process';
import type { Subject } from './subject';

/** As many examples as a person reads. */
const MOST = 6;

/** What ends a row of state. */
function endOf(reader: TraceReader, { group, version }: StateRow): { over: number | null; clock: boolean } {
  const process = processOf(reader);
  if (!process) return { over: overAt(reader, group), clock: false };
  const until = process.versionUntil[version] as number;
  return { over: Number.isNaN(until) ? null : until, clock: process.timeMode === 'processingTime' };
}

export function explainMeasure(
  reader: TraceReader,
  subject: Extract<Subject, { kind: 'measure' }>,
  cursor: number,
): Explanation {
  const chain = new Chain(reader, subject);
  const moment = reader.at(cursor);
  const measures = measuresOf(moment);
  switch (subject.measure) {
    case 'completeness': {
      if (!givesAnswers(reader.trace.operator)) return chain.add('notJudged', {}, 'final').done();
      if (measures.due === 0) return chain.add('nothingDue', {}, 'final').done();
      chain.add('completeness', { counted: measures.counted, due: measures.due }, 'final');
      if (measures.counted === measures.due) return chain.add('nothingMissing', {}, 'final').done();
      const wrong = moment.panes().filter((p) => !p.right && (p.status === 'final' || p.status === 'lost'));
      for (const { group } of wrong)
        if (chain.length < MOST) addLacked(chain, bookedOf(reader, group, cursor), MOST - chain.length);
      const missing = wrong.flatMap((p) => rowsBy(reader, p.group, cursor).late);
      for (const row of missing.slice(0, MOST))
        chain.playing([row]).addEvent('missingRow', { row, eventTime: reader.eventTime(row) }, row);
      return chain.done();
    }
    case 'wait': {
      if (!givesAnswers(reader.trace.operator)) return chain.add('notJudged', {}, 'final').done();
      if (measures.due === 0) return chain.add('nothingDue', {}, 'final').done();
      for (const { group, end, at } of rightAnswersOf(moment).slice(-MOST))
        chain.add(
          'waitOf',
          { group: groupName(reader, group), end, answeredAt: at, wait: Math.max(0, at - end) },
          'final',
          Math.min(reader.cursorAt(at), cursor) - 1,
          { kind: 'group', group },
        );
      if (measures.neverRight > 0) {
        const never = moment.panes().find((p) => !p.right && (p.status === 'final' || p.status === 'lost'));
        return chain
          .add(
            'waitNever',
            { windows: measures.neverRight },
            'late',
            null,
            never ? { kind: 'group', group: never.group } : null,
          )
          .done();
      }
      return chain.length === 0 ? chain.add('nothingDue', {}, 'final').done() : chain.done();
    }
    case 'state': {
      chain.add(
        'stateNow',
        { rows: measures.stateRows, peakDuring: measures.peakDuringBatch, peakAfter: measures.peakAfterBatch },
        'state',
      );
      for (const row of moment
        .state()
        .filter((s) => s.status !== 'freed')
        .slice(0, MOST))
        chain.add('stateOpen', { group: groupName(reader, row.group), ...endOf(reader, row) }, 'state', null, {
          kind: 'state',
          group: row.group,
        });
      return chain.done();
    }
  }
}
