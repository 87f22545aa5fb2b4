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

/** Whether a line runs in the same instant as the one that `roleAt` names, right before it. */
export const runsWith = (role: LoopRole, line: LoopRole | null, { remember }: BatchLoopSettings): boolean =>
  role === line ||
  (role === 'since' && line === 'clock') ||
  (role === 'write' && line === 'save' && remember === 'lastReadBeforeWrite');

/** Seconds, as a programmer writes them: `5 * 60`. */
function lengthInCode(length: number): string {
  if (length % MINUTE === 0) return `${length / MINUTE} * 60`;
  return length % SECOND === 0 ? String(length / SECOND) : `"${formatInterval(length)}"`;
}

/**
 * Which line is running at a place of a run. What it does at one instant stands as long as no time has passed.
 * @param now processing time, microseconds; absent: as the entry before the cursor leaves it
 */
export function roleAt(reader: TraceReader, cursor: number, now = reader.timeAt(cursor)): LoopRole {
  const { batches } = reader.trace;
  const { remember } = reader.scenario.engines.batchLoop;
  let run = -1;
  while (run + 1 < batches.count && (batches.firstEntry[run + 1] as number) < cursor) run++;
  if (run < 0) return 'sleep';
  const last = batches.lastEntry[run] as number;
  if (cursor > last) {
    const before = reader.entry(cursor - 1);
    if (now > before.processingTime) return 'sleep';
    if (remember !== 'nothing' && before.kind === 'restarted') return 'load';
    return remember === 'lastReadAfterWrite' && before.kind === 'batchCommitted' ? 'save' : 'sleep';
  }
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
