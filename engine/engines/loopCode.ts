/**
 * The loop as its author would have written it: a dozen lines that follow from the settings, and which of them is
 * running at any place of a run. A reading of the trace; the engine does not run these lines.
 */
import { formatInterval } from '../interval';
import type { BatchLoopSettings } from '../scenario/scenario';
import { MINUTE, SECOND } from '../time';
import type { TraceReader } from '../trace/reader';

/** What a line does; the entries of a run belong to one each. */
export type LoopRole = 'load' | 'clock' | 'since' | 'read' | 'process' | 'save' | 'write' | 'sleep';

/** A remark behind a line; its words are `i18n`'s. */
export type LoopRemark =
  | 'antiPattern'
  | 'afterWork'
  | 'byTheClock'
  | 'bothEnds'
  | 'noEnd'
  | 'firstEnd'
  | 'append'
  | 'upsert'
  | 'atOnce';

export interface CodeLine {
  readonly text: string;
  readonly role: LoopRole | null;
  readonly remark: LoopRemark | null;
}

/** @param eventTime the column by which it reads, where it reads by event time */
export function loopCode(settings: BatchLoopSettings, eventTime: string | null): CodeLine[] {
  const { interval, readBy, boundary, drift, remember, sink } = settings;
  const length = lengthInCode(interval);
  const time = readBy === 'eventTime' ? `row.${eventTime ?? 'event_time'}` : 'row.arrived';
  const [from, to] = { closed: ['<=', '<='], open: ['<', '<'], halfOpen: ['<=', '<'] }[boundary] as [string, string];
  const saves = remember !== 'nothing';
  const line = (text: string, role: LoopRole | null, remark: LoopRemark | null = null): CodeLine => ({
    text,
    role,
    remark,
  });
  const save = line('    save("last", now)', 'save');
  return [
    line('', null, 'antiPattern'),
    ...(saves ? [line('last = load("last")', 'load')] : []),
    line('while True:', null),
    line('    now = time()', 'clock'),
    line(saves ? `    since = last or now - ${length}` : `    since = now - ${length}`, 'since'),
    line(
      `    data = read(since ${from} ${time} ${to} now)`,
      'read',
      boundary === 'closed' ? 'bothEnds' : boundary === 'open' ? 'noEnd' : 'firstEnd',
    ),
    line('    result = process_batch(data)', 'process'),
    ...(remember === 'lastReadBeforeWrite' ? [save] : []),
    line(
      '    write_results(result)',
      'write',
      sink === 'append' ? 'append' : sink === 'idempotent' ? 'upsert' : 'atOnce',
    ),
    ...(remember === 'lastReadAfterWrite' ? [save] : []),
    line(
      drift ? `    sleep(${length})` : `    sleep_until(now + ${length})`,
      'sleep',
      drift ? 'afterWork' : 'byTheClock',
    ),
  ];
}

/** Seconds, as a programmer writes them: `5 * 60`. */
function lengthInCode(length: number): string {
  if (length % MINUTE === 0) return `${length / MINUTE} * 60`;
  return length % SECOND === 0 ? String(length / SECOND) : `"${formatInterval(length)}"`;
}

/** Which line is running at a place of a run. */
export function roleAt(reader: TraceReader, cursor: number): LoopRole {
  const { batches } = reader.trace;
  let run = -1;
  while (run + 1 < batches.count && (batches.firstEntry[run + 1] as number) < cursor) run++;
  if (run < 0) return 'sleep';
  const last = batches.lastEntry[run] as number;
  if (cursor > last) return 'sleep';
  const kind = reader.entry(cursor - 1).kind;
  switch (kind) {
    case 'batchPlanned':
      return 'since';
    case 'outputWritten':
      return 'write';
    case 'arrived':
      return 'process';
    case 'rowRead':
      return 'read';
    default:
      // Verdicts stand between the rows that are read; behind the last one the work begins.
      return reader.entry(cursor).kind === 'rowRead' ? 'read' : 'process';
  }
}
