import { setOutputMode } from '../../../engine/scenario/edit';
import type { OutputMode, Scenario, Step } from '../../../engine/scenario/scenario';
import type { TraceReader } from '../../../engine/trace/reader';
import { KIND } from '../../../engine/trace/trace';
import { afterVerdict, count, time } from '../measure';
import { type Said, saidBy, withSteps } from '../said';
import type { Exercise, Handed, Staged } from '../schema';
import { card } from './card';
import { hidden, own } from './streams';

const ALARM = 3;
const LINES = 25;
const MODES = ['append', 'update', 'complete'] as const satisfies readonly OutputMode[];

/** What each choice for the alert is: a mode, and a condition on the count. */
const ALERTS: Readonly<Record<string, { readonly mode: OutputMode; readonly condition: string }>> = {
  final: { mode: 'append', condition: `pickups >= ${ALARM}` },
  exactly: { mode: 'update', condition: `pickups = ${ALARM}` },
  atLeast: { mode: 'update', condition: `pickups >= ${ALARM}` },
};

const set = (file: OutputMode, dashboard: OutputMode, alert: string): Handed => ({ file, dashboard, alert });

const withAlert = (stream: Scenario, alert: string): Scenario => {
  const { mode, condition } = ALERTS[alert] as { mode: OutputMode; condition: string };
  const having: Step = { kind: 'filter', condition };
  return setOutputMode(withSteps(stream, [...stream.query.steps, having]), mode);
};

/** Which windows a batch counted rows in: batch (its place) and the window's start. */
function touched(reader: TraceReader): { batch: number; window: number; row: number }[] {
  const { trace } = reader;
  const starts = trace.operator?.groups.columns[0];
  const found: { batch: number; window: number; row: number }[] = [];
  let row = -1;
  for (let i = 0; i < trace.length; i++) {
    if (trace.kinds[i] === KIND.rowRead) row = trace.refs[i] as number;
    if (trace.kinds[i] !== KIND.rowGrouped || starts?.type !== 'timestamp') continue;
    const window = starts.values[trace.refs[i] as number] as number;
    found.push({ batch: reader.entry(i).batch as number, window, row });
  }
  return found;
}

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'file', options: MODES },
    { kind: 'choice', id: 'dashboard', options: MODES },
    { kind: 'choice', id: 'alert', options: Object.keys(ALERTS) },
  ],
  start: set('update', 'update', 'exactly'),
  staged: (stream, { file, dashboard, alert }) => [
    { id: 'file', scenario: setOutputMode(stream, file as OutputMode), engine: 'spark' },
    { id: 'dashboard', scenario: setOutputMode(stream, dashboard as OutputMode), engine: 'spark' },
    { id: 'alert', scenario: withAlert(stream, alert as string), engine: 'spark' },
  ],
  measures: [
    { id: 'again', tone: 'final', limit: count(0) },
    { id: 'fresh', tone: 'processing', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'lines', tone: 'state', limit: count(LINES) },
    { id: 'alerts', tone: 'late', limit: { kind: 'share', value: 1 }, exact: true },
  ],
  figures: { alarm: count(ALARM), lines: count(LINES) },
  async judge({ stream, id, handed }, engines) {
    const [file, dashboard, alert] = exercise.staged(stream, handed, id) as readonly [Staged, Staged, Staged];
    const [fileRun, boardRun, alertRun] = [
      await engines.run(file.scenario, 'spark'),
      await engines.run(dashboard.scenario, 'spark'),
      await engines.run(alert.scenario, 'spark'),
    ];
    const key = (said: Said): number => said.values.windowStart as number;

    const inFile = saidBy(fileRun);
    const again = inFile.filter((said, i) => inFile.findIndex((other) => key(other) === key(said)) < i);

    const inBoard = saidBy(boardRun);
    const batchOf = (said: Said): number => boardRun.trace.output.batch[said.output] as number;
    const shown = new Set(inBoard.map((said) => `${batchOf(said)} ${key(said)}`));
    const changes = new Map(touched(boardRun).map((change) => [`${change.batch} ${change.window}`, change]));
    const unseen = [...changes].filter(([change]) => !shown.has(change)).map(([, change]) => change);

    const counts = new Map<number, number>();
    const due = touched(alertRun).filter(({ window }) => {
      const now = (counts.get(window) ?? 0) + 1;
      counts.set(window, now);
      return now === ALARM;
    });
    const told = new Set(
      saidBy(alertRun).map((said) => `${alertRun.trace.output.batch[said.output]} ${said.values.windowStart}`),
    );
    const missed = due.filter(({ batch, window }) => !told.has(`${batch} ${window}`));

    const [second, late, silent] = [again[0], unseen[0], missed[0]];
    const row = (run: TraceReader, of: { row: number }, name: string) => ({
      at: { cursor: afterVerdict(run, of.row), subject: { kind: 'row', row: of.row } as const, run: name },
    });
    return {
      marks: {
        again: {
          met: again.length === 0,
          figure: count(again.length),
          ...(second && {
            at: { cursor: second.cursor, subject: { kind: 'output', output: second.output }, run: 'file' },
          }),
        },
        fresh: {
          met: unseen.length === 0,
          figure: count(changes.size - unseen.length),
          of: count(changes.size),
          ...(late && row(boardRun, late, 'dashboard')),
        },
        lines: {
          met: inBoard.length <= LINES,
          figure: count(inBoard.length),
          at: { cursor: boardRun.length, subject: null, run: 'dashboard' },
        },
        alerts: {
          met: missed.length === 0,
          figure: count(due.length - missed.length),
          of: count(due.length),
          ...(silent && row(alertRun, silent, 'alert')),
        },
      },
      figures: {
        rewritten: count(again.length),
        window: second ? { kind: 'clock', value: key(second) } : { kind: 'none' },
        unseen: count(unseen.length),
        seenNot: late ? time(boardRun.arrivesAt(late.row)) : { kind: 'none' },
        written: count(inBoard.length),
        missed: count(missed.length),
        third: silent ? time(alertRun.arrivesAt(silent.row)) : { kind: 'none' },
        alertWindow: silent ? { kind: 'clock', value: silent.window } : { kind: 'none' },
      },
    };
  },
  best: set('append', 'update', 'atLeast'),
  solutions: [],
  wrong: [
    { id: 'exactly', handed: set('append', 'update', 'exactly'), passes: 3 },
    { id: 'append', handed: set('append', 'append', 'final'), passes: 0 },
    { id: 'complete', handed: set('append', 'complete', 'atLeast'), passes: 0 },
    { id: 'update', handed: set('update', 'update', 'atLeast'), passes: 1 },
    { id: 'final', handed: set('append', 'update', 'final'), passes: 0 },
  ],
};
