/** The differences of two runs in words: a line each, for the table, the bar under the picture and the ear. */
import type { Differences, OldFuture, RowSide, WindowSide } from '../../../engine/measure/oldFuture';
import type { TraceReader } from '../../../engine/trace/reader';
import type { Texts } from '../../../i18n';
import { list } from '../../../i18n/list';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import {
  groupText,
  instantText,
  paneFigures,
  rowName,
  toneOf,
  valueText,
  type Words,
  windowText,
} from '../rails/words';

export interface Line {
  readonly key: string;
  readonly what: string;
  readonly was: string;
  readonly is: string;
  /** For the ear, which does not skip what is the same in both. */
  readonly heard?: string;
}

/** Everything that differs, a line each. */
export const linesOf = (old: OldFuture, differences: Differences, words: Words, texts: Texts): Line[] => [
  ...markLines(old, differences, words, texts),
  ...emissionLines(old, differences, words, texts),
];

function markLines(old: OldFuture, differences: Differences, words: Words, texts: Texts): Line[] {
  const { oldFuture: say } = texts;
  const lines: Line[] = [];
  for (const { was, is, moved } of differences.rows) {
    const named = is ? rowName(old.is, is.row, words) : rowName(old.was, (was as RowSide).row, words);
    lines.push({
      key: `row ${was?.row} ${is?.row}`,
      what: named,
      was: was ? rowText(was, moved, words, texts) : say.rowNotThere,
      is: is ? rowText(is, moved, words, texts) : say.rowGone,
      ...(was && is && moved && { heard: movedText(named, was, is, words, texts) }),
    });
  }
  for (const { was, is } of differences.windows)
    lines.push({
      key: `window ${was?.pane.group} ${is?.pane.group}`,
      what: is ? groupText(old.is, is.pane.group, words) : groupText(old.was, (was as WindowSide).pane.group, words),
      was: sideText(old.was, was, words, texts),
      is: sideText(old.is, is, words, texts),
    });
  if (differences.water)
    lines.push({
      key: 'water',
      what: words.texts.watermark,
      was: instantText(differences.water.was, words),
      is: instantText(differences.water.is, words),
    });
  return lines;
}

/** What has become of a row; with its times where those differ. */
function rowText(side: RowSide, moved: boolean, words: Words, { oldFuture: say }: Texts): string {
  const verdict = words.texts.verdicts[side.status];
  if (!moved) return verdict;
  const happened = Number.isNaN(side.eventTime) ? [] : [say.happened(instantText(side.eventTime, words))];
  return [...happened, say.arrived(instantText(side.arrivesAt, words)), verdict].join(', ');
}

/** A row that was moved: of its two times the one that is another, and its verdict once where it is the same. */
function movedText(named: string, was: RowSide, is: RowSide, words: Words, { oldFuture: say }: Texts): string {
  const { verdicts } = words.texts;
  const times = (side: RowSide): string[] => [
    ...(was.eventTime !== is.eventTime && !Number.isNaN(side.eventTime)
      ? [say.happened(instantText(side.eventTime, words))]
      : []),
    ...(was.arrivesAt !== is.arrivesAt ? [say.arrived(instantText(side.arrivesAt, words))] : []),
  ];
  const same = was.status === is.status;
  const told = (side: RowSide): string => [...times(side), ...(same ? [] : [verdicts[side.status]])].join(', ');
  return `${say.heard(named, told(is), told(was))}${same ? ` ${say.heardStill(verdicts[is.status])}` : ''}`;
}

function sideText(reader: TraceReader, side: WindowSide | null, words: Words, { oldFuture: say }: Texts): string {
  if (!side) return words.texts.statuses.coming;
  const tone = toneOf(side.pane, NOTHING_WITHHELD);
  const status = words.texts.statuses[tone];
  const answer = tone === 'coming' || tone === 'lost' ? '' : paneFigures(reader, side.pane, words).answer;
  const text = answer === '' ? status : `${answer}, ${status}`;
  return side.saidAt === null ? text : say.at(text, instantText(side.saidAt, words));
}

/** As it stands beside a window on the picture: `3`, or `3, final` where only that differs. */
export function windowWas(old: OldFuture, was: WindowSide | null, is: WindowSide | null, words: Words): string {
  const { statuses } = words.texts;
  if (!was || was.pane.status === 'coming') return statuses.coming;
  const tone = toneOf(was.pane, NOTHING_WITHHELD);
  if (tone === 'lost') return statuses.lost;
  const { answer } = paneFigures(old.was, was.pane, words);
  return is && is.pane.status !== was.pane.status ? `${answer}, ${statuses[tone]}` : answer;
}

/** The value of an old answer, in short. */
export function emissionText(old: OldFuture, values: Differences['emissions'][number]['values'], words: Words): string {
  const types = old.was.trace.output.table.specs;
  const name = old.columns[0];
  return valueText(values[0] ?? null, types.find((s) => s.name === name)?.type, words);
}

/** `1 row, 1 window and the watermark`; null where nothing differs. */
export function countedText(
  old: OldFuture,
  { rows, windows, emissions, water }: Differences,
  words: Words,
  texts: Texts,
): string | null {
  const { oldFuture: say } = texts;
  const windowed = old.is.trace.operator?.windowed ?? true;
  const parts: string[] = [];
  if (rows.length > 0) parts.push(say.rows(rows.length));
  if (windows.length > 0) parts.push((windowed ? say.windows : say.groups)(windows.length));
  else if (emissions.length > 0) parts.push(say.emissions(emissions.length));
  if (water) parts.push(say.water);
  return parts.length === 0 ? null : list(parts, words.language);
}

/** Old answers, a line each, where no window tells of them: the same answer came at another time. */
function emissionLines(old: OldFuture, differences: Differences, words: Words, { oldFuture: say }: Texts): Line[] {
  if (differences.windows.length > 0) return [];
  return differences.emissions.map(({ start, end, at, values, is }, i) => ({
    key: `emission ${i}`,
    what: start === null || end === null ? say.cameOut('') : say.cameOut(windowText(start, end, words)),
    was: say.said(emissionText(old, values, words), instantText(at, words)),
    is: is ? say.said(emissionText(old, is.values, words), instantText(is.at, words)) : say.notSaid,
  }));
}
