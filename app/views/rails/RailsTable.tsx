/** The rails as a table: the same rows and windows with the same facts, for those who read rather than look. */

import { useMemo, useState } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { OldFuture } from '../../../engine/measure/oldFuture';
import type { Moment, Pane, TraceReader } from '../../../engine/trace/reader';
import { stepKindOf } from '../../../engine/trace/steps';
import { batchIdOf, type CrashRecord, NONE } from '../../../engine/trace/trace';
import { type Column, valueAt } from '../../../engine/values';
import type { Texts } from '../../../i18n';
import { clockDuration, number } from '../../../i18n/format';
import { Part, part } from '../../frame/Part';
import { useLanguage, useTexts, withTexts } from '../../language/language';
import { firstHeld } from '../../trace/firstHeld';
import { rowFacts } from '../../trace/rowFacts';
import { type Withheld, withholdsRow } from '../../trace/withheld';
import { BatchesTable, WaterStepsTable, WaterTable } from './BatchesTable';
import { JoinTables } from './JoinTable';
import { joinFate, joinOf } from './joins';
import { flaggedBy } from './layout';
import { Ask, hovering, Paged } from './Paged';
import { delayOf, readBy, VERDICT_ORDER, verdictAt } from './rowVerdict';
import { savedState } from './saved';
import {
  fateText,
  groupText,
  instantText,
  paneFigures,
  rowName,
  toneOf,
  valueText,
  type Words,
  wordsOf,
} from './words';
import './rails.css';

export interface RailsTableProps {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly withheld: Withheld;
  readonly ask?: (subject: Subject) => void;
  readonly hover?: (subject: Subject | null) => void;
  /** The run before the newest edit. */
  readonly old?: OldFuture | null;
  /** Only these rows; null: all. */
  readonly only?: ReadonlySet<number> | null;
}

const OldFutureTable = part(async () => ({
  default: (await withTexts('all', import('../oldFuture/OldFutureTable'))).OldFutureTable,
}));

export default function RailsTable({ reader, moment, withheld, ask, hover, old = null, only = null }: RailsTableProps) {
  const language = useLanguage();
  const texts = useTexts().rails;
  const words = useMemo(() => wordsOf(reader, language, texts), [reader, language, texts]);
  return (
    <div className="rails-table">
      {old && (
        <Part>
          <OldFutureTable old={old} now={moment.now} words={words} />
        </Part>
      )}
      <RowsTable
        reader={reader}
        moment={moment}
        withheld={withheld}
        ask={ask}
        hover={hover}
        words={words}
        only={only}
      />
      <JoinTables reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      {reader.trace.operator && !reader.trace.operator.join && (
        <WindowsTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      )}
      <BatchesTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      <WaterTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      <WaterStepsTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      {(reader.trace.records?.checkpoints ?? reader.trace.records?.commits) && (
        <SavesTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      )}
      {reader.trace.crashes.length > 0 && (
        <CrashesTable reader={reader} moment={moment} withheld={withheld} ask={ask} hover={hover} words={words} />
      )}
    </div>
  );
}

export type TablePart = RailsTableProps & { readonly words: Words };
type RowColumn = 'row' | 'happened' | 'arrived' | 'delay' | 'batch' | 'verdict';
const ROW_COLUMNS: readonly RowColumn[] = ['row', 'happened', 'arrived', 'delay', 'batch', 'verdict'];

function RowsTable({ reader, moment, withheld, ask, hover, words, only }: TablePart) {
  const { texts, language } = words;
  const facts = rowFacts(reader);
  const [sort, setSort] = useState<{ by: RowColumn; down: boolean }>({ by: 'arrived', down: false });
  const { cursor } = moment;
  const batchText = (batch: number): string =>
    Number.isNaN(batch) ? '–' : number(batchIdOf(reader.trace, batch), language);
  // Only these two columns change as time flows; the others are sorted once for a run.
  const flows = sort.by === 'batch' || sort.by === 'verdict' ? cursor : 0;
  const rows = useMemo(() => {
    const measure: Record<RowColumn, (row: number) => number> = {
      row: (row) => row,
      happened: (row) => facts.eventTime[row] as number,
      arrived: (row) => facts.arrivesAt[row] as number,
      delay: (row) => delayOf(facts, row),
      batch: (row) => readBy(facts, row, flows),
      verdict: (row) => VERDICT_ORDER.indexOf(verdictAt(facts, withheld, row, flows)),
    };
    const shown = only ? [...facts.order].filter((row) => only.has(row)) : Array.from(facts.order);
    return sorted(shown, measure[sort.by], sort.down);
  }, [facts, sort, flows, withheld, only]);
  const windows = reader.trace.operator !== null;
  // Row by row, a row is its own step: there is no batch to name.
  const batches = reader.trace.records === undefined;
  const { saves, joins: joinTexts, railsTable: tables } = useTexts();
  const joined = useMemo(() => joinOf(reader, joinTexts), [reader, joinTexts]);
  const flagged = useMemo(() => flaggedBy(reader, cursor), [reader, cursor]);
  return (
    <Paged
      caption={tables.rowsTable}
      items={rows}
      words={words}
      heads={[...ROW_COLUMNS.slice(0, batches ? 5 : 4), ...(windows ? (['window'] as const) : []), 'verdict'].map(
        (column) => ({
          column,
          text:
            column === 'batch'
              ? words.block.head
              : column === 'window' && joined
                ? joinTexts.columns.join
                : texts.columns[column as keyof typeof texts.columns],
          sorted: sort.by !== column ? null : sort.down ? 'descending' : 'ascending',
          ...(column !== 'window' && {
            sort: () => setSort({ by: column as RowColumn, down: sort.by === column && !sort.down }),
          }),
        }),
      )}
      line={(row) => {
        const verdict = verdictAt(facts, withheld, row, cursor);
        const delay = delayOf(facts, row);
        const happened = facts.eventTime[row] as number;
        const subject: Subject = { kind: 'row', row };
        return (
          <tr key={row} className={verdict} {...hovering(subject, hover)}>
            <th scope="row">
              <Ask subject={subject} ask={ask} text={rowName(reader, row, words)} />
            </th>
            <td className="mono">{Number.isNaN(happened) ? '–' : instantText(happened, words)}</td>
            <td className="mono">{instantText(facts.arrivesAt[row] as number, words)}</td>
            <td className="mono">{Number.isNaN(delay) ? '–' : clockDuration(delay)}</td>
            {batches && <td className="mono">{batchText(readBy(facts, row, cursor))}</td>}
            {joined && (
              <td>{(!withholdsRow(withheld, row) && joinFate(joined, moment, withheld, row, words)) || '–'}</td>
            )}
            {windows && !joined && (
              <td className="mono windows">
                {reader
                  .groupsOf(row)
                  .map((g) => groupText(reader, g, words))
                  .join('; ') || '–'}
              </td>
            )}
            <td>
              <span className={`tag ${TAG_OF_ROW[verdict]}`}>{texts.verdicts[verdict]}</span>
              {(verdict === 'late' || verdict === 'partlyLate') && (
                <small>
                  <span className="heard">: </span>
                  {fateText(reader, moment, withheld, row, words)}
                </small>
              )}
              {flagged.has(row) && !withholdsRow(withheld, row) && (
                <span className="tag processing">{saves.alert}</span>
              )}
            </td>
          </tr>
        );
      }}
    />
  );
}

const TAG_OF_ROW: Record<string, string> = {
  late: 'late',
  partlyLate: 'late',
  counted: 'event',
  waiting: 'processing',
};

type WindowColumn = 'window' | 'answer' | 'truth' | 'status';

function WindowsTable({ reader, moment, withheld, ask, hover, words }: TablePart) {
  const { texts } = words;
  const { railsTable: tables } = useTexts();
  const windowed = reader.trace.operator?.windowed ?? false;
  const [sort, setSort] = useState<{ by: WindowColumn; down: boolean }>({ by: 'window', down: false });
  const all = moment.panes();
  const said = useMemo(
    () => (withheld.results ? NOTHING_SAID : saidOf(reader, moment, words, tables)),
    [reader, moment, withheld, words, tables],
  );
  const panes = useMemo(() => {
    const measure: Record<WindowColumn, (pane: Pane) => number> = {
      window: (p) => p.start ?? p.group,
      answer: (p) => figure(p.values?.[0]),
      truth: (p) => figure(p.truth[0]),
      status: (p) => Object.keys(texts.statuses).indexOf(toneOf(p, withheld)),
    };
    return sorted([...all], measure[sort.by], sort.down);
  }, [all, sort, texts, withheld]);
  return (
    <Paged
      caption={windowed ? tables.windowsTable : tables.groupsTable}
      items={panes}
      words={words}
      heads={(['window', 'held', 'answer', 'truth', 'said', 'status'] as const).map((column) =>
        column === 'held' || column === 'said'
          ? { column, text: tables[column] }
          : {
              column,
              text: column === 'window' && !windowed ? texts.columns.group : texts.columns[column],
              figures: column === 'answer' || column === 'truth',
              sorted: sort.by !== column ? null : sort.down ? 'descending' : 'ascending',
              sort: () => setSort({ by: column, down: sort.by === column && !sort.down }),
            },
      )}
      line={(pane) => {
        const tone = toneOf(pane, withheld);
        const hidden = tone === 'withheld' || tone === 'coming';
        const { answer, truth } = paneFigures(reader, pane, words);
        const subject: Subject = { kind: 'group', group: pane.group };
        return (
          <tr key={pane.group} className={tone} {...hovering(subject, hover)}>
            <th scope="row" className="mono">
              <Ask subject={subject} ask={ask} text={groupText(reader, pane.group, words)} />
            </th>
            <td className="mono">{hidden ? '–' : heldSince(reader, pane.group, moment.cursor, words)}</td>
            <td className="mono n">{hidden || tone === 'lost' ? '–' : answer}</td>
            <td className="mono n">{hidden ? '–' : truth}</td>
            <td className="said">{hidden ? '–' : (said.get(pane.group) ?? '–')}</td>
            <td>
              <span className={`tag ${TAG_OF_WINDOW[tone] ?? ''}`}>{texts.statuses[tone]}</span>
            </td>
          </tr>
        );
      }}
    />
  );
}

/** When the state of a group was put, or its answer given, for the first time. */
function heldSince(reader: TraceReader, group: number, cursor: number, words: Words): string {
  const at = firstHeld(reader, group, cursor);
  return Number.isFinite(at) ? instantText(at, words) : '–';
}

const NOTHING_SAID: ReadonlyMap<number, string> = new Map();

/** Every answer of each group by now, in the order in which they came out: value, time and the batch that wrote it. */
function saidOf(
  reader: TraceReader,
  moment: Moment,
  words: Words,
  tables: Texts['railsTable'],
): ReadonlyMap<number, string> {
  const { output, batches, records, operator } = reader.trace;
  const values = output.table.specs.flatMap(({ name }, i) =>
    operator?.groups.specs.some((key) => key.name === name) ? [] : [output.table.columns[i] as Column],
  );
  const said = new Map<number, string>();
  for (const { group, outputs } of moment.results()) {
    if (group === null) continue;
    const answers = outputs.map((o) => {
      const batch = output.batch[o] as number;
      return tables.saidAt(
        values.map((column) => valueText(valueAt(column, o), column.type, words)).join(', '),
        instantText(batches.endedAt[batch] as number, words),
        records ? null : words.block.name(number(batchIdOf(reader.trace, batch), words.language)),
      );
    });
    said.set(group, [...(said.has(group) ? [said.get(group) as string] : []), ...answers].join('; '));
  }
  return said;
}

/** The crashes that have happened. */
function CrashesTable({ reader, moment, ask, hover, words }: TablePart) {
  const { language } = words;
  const texts = useTexts().saves;
  const { trace } = reader;
  const step = stepKindOf(trace);
  // Row by row there is no batch that it was in, but something that it comes back to.
  const columns = (
    [
      'at',
      step === 'record' ? null : step,
      'after',
      'back',
      step === 'record' ? 'restored' : null,
      'checkpoint',
    ] as const
  ).filter((c) => c !== null);
  const happened = trace.crashes.flatMap((crash, i) => (crash.entry < moment.cursor ? [{ crash, i }] : []));
  return (
    <Paged
      caption={texts.crashesTable}
      items={happened}
      words={words}
      heads={columns.map((column) => ({ column, text: texts.crashColumns[column] }))}
      line={({ crash, i }) => {
        const subject: Subject = { kind: 'crash', crash: i };
        const isBack = crash.restarted < moment.cursor;
        return (
          <tr key={i} {...hovering(subject, hover)}>
            <th scope="row" className="mono">
              <Ask subject={subject} ask={ask} text={instantText(crash.at, words)} />
            </th>
            {step !== 'record' && (
              <td className="mono">{crash.batch === NONE ? '–' : number(batchIdOf(trace, crash.batch), language)}</td>
            )}
            <td>{crash.after === null ? texts.betweenSteps[step] : texts.crashAfter[crash.after]}</td>
            <td className="mono">{isBack ? instantText(crash.restartsAt, words) : texts.stillDown}</td>
            {step === 'record' && <td>{isBack ? cameBackTo(crash) : '–'}</td>}
            <td>{texts.checkpoints[crash.checkpoint]}</td>
          </tr>
        );
      }}
    />
  );

  function cameBackTo({ restoredFrom = NONE, changelog = 0 }: CrashRecord): string {
    const { checkpoints, commits } = trace.records ?? {};
    const checkpoint = checkpoints?.[restoredFrom];
    const commit = commits?.[restoredFrom];
    if (checkpoint) return texts.cameBack.checkpoint(number(checkpoint.id, language));
    return commit
      ? texts.cameBack.commit(number(commit.id, language), number(changelog, language))
      : texts.cameBack.nothing;
  }
}

/** Checkpoints, or commits, that were begun by now. */
function SavesTable({ reader, moment, ask, hover, words }: TablePart) {
  const { language } = words;
  const texts = useTexts().saves;
  const { checkpoints, commits = [] } = reader.trace.records ?? {};
  const kind = checkpoints ? 'checkpoint' : 'commit';
  const all = (checkpoints ?? commits).flatMap((saved, place) => {
    const state = savedState(reader.trace, saved, moment.cursor);
    return state === null ? [] : [{ saved, place, state }];
  });
  const heads = [
    ['id', texts.savedColumns.id],
    ['at', texts.savedColumns.at[kind]],
    ...(checkpoints ? [['aligned', texts.savedColumns.aligned] as const] : []),
    ['rows', texts.savedColumns.rows],
    ['held', checkpoints ? texts.savedColumns.state : texts.savedColumns.changelog],
    ['status', texts.savedColumns.status],
  ] as const;
  return (
    <Paged
      caption={texts.savedTable[kind]}
      items={all}
      words={words}
      heads={heads.map(([column, text]) => ({
        column,
        text,
        figures: column === 'rows' || column === 'held',
      }))}
      line={({ saved, place, state }) => {
        const subject: Subject = checkpoints
          ? { kind: 'checkpoint', checkpoint: place }
          : { kind: 'commit', commit: place };
        const held = 'changelog' in saved ? saved.changelog : state === 'done' ? saved.stateRows : null;
        return (
          <tr key={place} {...hovering(subject, hover)}>
            <th scope="row" className="mono">
              <Ask subject={subject} ask={ask} text={number(saved.id, language)} />
            </th>
            <td className="mono">{instantText(saved.at, words)}</td>
            {'alignedAt' in saved && (
              <td className="mono">{saved.aligned < moment.cursor ? instantText(saved.alignedAt, words) : '–'}</td>
            )}
            <td className="mono n">
              {number(
                saved.offsets.reduce((n, o) => n + o, 0),
                language,
              )}
            </td>
            <td className="mono n">{held === null ? '–' : number(held, language)}</td>
            <td>
              <span className={`tag ${state === 'failed' ? 'late' : state === 'done' ? 'final' : ''}`}>
                {texts.savedStatus[state]}
              </span>
            </td>
          </tr>
        );
      }}
    />
  );
}

const TAG_OF_WINDOW: Record<string, string> = { open: 'state', right: 'final', wrong: 'late', lost: 'late' };

const figure = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;

/** Sorted by a figure; what has none comes last, either way; equals keep their order. */
function sorted<T>(items: T[], measure: (item: T) => number, down: boolean): T[] {
  const sign = down ? -1 : 1;
  return items.sort((a, b) => {
    const x = measure(a);
    const y = measure(b);
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}
