/** What was found for "what if?", in words: the change, what it is now, how near, and what else becomes of it. */
import { type Change, type InVain, lengthIn, withValue } from '../../../engine/explain/change';
import type { Along, Found } from '../../../engine/explain/whatIf';
import type { Wish } from '../../../engine/explain/wish';
import { thresholdOf } from '../../../engine/scenario/queryLengths';
import type { TraceReader } from '../../../engine/trace/reader';
import type { Texts } from '../../../i18n';
import { plain, strong } from '../../../i18n/emphasis';
import { duration, number } from '../../../i18n/format';
import { list } from '../../../i18n/list';
import type { WouldRow } from '../../stores/contract';
import type { Labels } from '../../trace/labels';

export interface Way {
  readonly change: Change;
  /** Goes on from what would be so; with emphasis. */
  readonly title: string;
  readonly text: string;
  /** The way to its turn, and how a value of it is said; null where its values have no order. */
  readonly along: (Along & { readonly text: (value: number) => string }) | null;
}

/** What would be right or wrong then; all else is neither. */
const TONES: Partial<Readonly<Record<Wish['kind'], WouldRow['tone']>>> = {
  counted: 'final',
  right: 'final',
  complete: 'final',
  late: 'late',
  missed: 'late',
  wrong: 'late',
};

/** The row as the change has it; null where no time of a row is changed. */
export function wouldRow(
  { change, title }: Way,
  wish: Wish,
  reader: TraceReader,
  labels: Labels,
  texts: Texts,
): WouldRow | null {
  if (change.kind !== 'arrival' && change.kind !== 'event') return null;
  const { row, time } = change;
  return {
    row,
    eventTime: change.kind === 'event' ? time : reader.eventTime(row),
    arrivesAt: change.kind === 'arrival' ? time : reader.arrivesAt(row),
    says: [wouldBe(wish, labels, texts), plain(title)],
    tone: TONES[wish.kind] ?? 'ink',
  };
}

/** What would be so, as a title. */
export function wouldBe(wish: Wish, labels: Labels, { whatIf }: Texts): string {
  if (wish.kind === 'risen') return whatIf.risenTo(labels.instant(wish.to), labels.instant(wish.by));
  const by = 'by' in wish ? wish.by : 'at' in wish ? wish.at : Number.POSITIVE_INFINITY;
  return whatIf.would[wish.kind](Number.isFinite(by) ? labels.instant(by) : null);
}

/** @param own the row that is asked about, or null */
export function wayOf(found: Found, own: number | null, reader: TraceReader, labels: Labels, texts: Texts): Way {
  const { whatIf } = texts;
  const { language } = labels;
  const { change, short, state, answeredAt, counted, along } = found;
  const parts: string[] = [];
  if (change.kind === 'length') parts.push(whatIf.now(said(change.setting, lengthNow(reader, change), labels, texts)));
  else if (change.kind === 'amount') parts.push(whatIf.now(number(thresholdOf(reader.scenario) ?? 0, language)));
  else if (change.kind === 'arrival' || change.kind === 'event') {
    const by = change.time - (change.kind === 'arrival' ? reader.arrivesAt(change.row) : reader.eventTime(change.row));
    parts.push((by < 0 ? whatIf.sooner : whatIf.later)(duration(Math.abs(by), language)));
  }
  if (short) parts.push(whatIf.notEnough(valueText(short, labels, texts)));
  const then: string[] = [];
  if (answeredAt) {
    const [before, after] = answeredAt;
    if (after !== null && after !== before)
      then.push(whatIf.answerAt(labels.instant(after), before === null ? null : labels.instant(before)));
    if (after === null && before !== null) then.push(whatIf.noAnswer(labels.instant(before)));
  }
  if (state && state[0] !== state[1]) {
    const rows = (n: number) => whatIf.rows(n, number(n, language));
    then.push(whatIf.peak(rows(state[1]), number(state[0], language)));
  }
  if (counted && counted[0] !== counted[1])
    then.push(whatIf.counts(number(counted[1], language), number(counted[0], language)));
  if (then.length > 0) parts.push(whatIf.price(list(then, language)));
  const text = (value: number): string => valueText(withValue(change, value), labels, texts);
  return {
    change,
    title: changeText(change, own, labels, texts),
    text: parts.join(' '),
    along: along && { ...along, text },
  };
}

function changeText(change: Change, own: number | null, labels: Labels, texts: Texts): string {
  const { whatIf } = texts;
  const value = strong(valueText(change, labels, texts));
  switch (change.kind) {
    case 'length':
      return whatIf.length[change.setting](value);
    case 'amount':
      return whatIf.above(value);
    case 'noCrash':
      return value;
    case 'choice':
      return whatIf.choice[change.setting](value);
    case 'arrival':
      return whatIf.arrived(value, otherRow(change.row, own, labels));
    case 'event':
      return whatIf.happened(value, otherRow(change.row, own, labels));
  }
}

const otherRow = (row: number, own: number | null, { language }: Labels): string | null =>
  row === own ? null : number(row + 1, language);

const lengthNow = (reader: TraceReader, { setting }: Extract<Change, { kind: 'length' }>): number =>
  lengthIn(reader.scenario, setting) ?? 0;

function said(setting: string, value: number, { language }: Labels, { whatIf }: Texts): string {
  if (value > 0) return duration(value, language);
  return setting === 'trigger' ? whatIf.asSoonAsPossible : whatIf.zero;
}

function valueText(change: Change, labels: Labels, texts: Texts): string {
  const { whatIf, stage } = texts;
  const { emits, loop } = stage.settings;
  switch (change.kind) {
    case 'length':
      return said(change.setting, change.value, labels, texts);
    case 'amount':
      return number(change.value, labels.language);
    case 'noCrash':
      return whatIf.noCrash;
    case 'arrival':
    case 'event':
      return labels.instant(change.time);
    case 'choice':
      switch (change.setting) {
        case 'outputMode':
          return change.value;
        case 'noDataBatches':
          return change.value ? whatIf.on : whatIf.off;
        case 'emit':
          return emits[change.value].name;
        case 'drift':
          return loop.drift[change.value ? 'after' : 'clock'];
        case 'readBy':
          return loop.readBy[change.value];
        case 'boundary':
          return loop.boundary[change.value];
        case 'remember':
          return loop.remember[change.value];
      }
  }
}

/** Says of which settings not every value was tried; empty where all were. */
export function usualText(found: readonly Found[], labels: Labels, texts: Texts): string {
  const names = found.flatMap(({ change, along }) =>
    change.kind === 'length' && !along ? [leverName(change.setting, texts)] : [],
  );
  return names.length === 0 ? '' : texts.whatIf.usual(list(names, labels.language));
}

/** The names of what was turned in vain. */
export function leversText(levers: readonly InVain[], own: number | null, labels: Labels, texts: Texts): string {
  const { whatIf } = texts;
  const names = levers.map((lever) => {
    if (lever.kind !== 'setting') {
      const row = otherRow(lever.row, own, labels);
      if (lever.kind === 'arrival') return whatIf.whenArrived(row);
      return lever.upToArrival ? whatIf.upToArrival(whatIf.whenHappened(row)) : whatIf.whenHappened(row);
    }
    const name = leverName(lever.setting, texts);
    return lever.inCommonUse ? whatIf.inCommonUse(name) : name;
  });
  return list([...new Set(names)], labels.language);
}

function leverName(setting: Extract<InVain, { kind: 'setting' }>['setting'], { whatIf, stage }: Texts): string {
  switch (setting) {
    case 'noDataBatches':
      return whatIf.noData;
    case 'sessionGap':
    case 'crash':
      return whatIf[setting];
    case 'above':
      return whatIf.threshold;
    case 'outputMode':
      return stage.settings.output.toLowerCase();
    default:
      return stage.settings[setting].toLowerCase();
  }
}
