/**
 * The answer to "why?" as it is shown: what is asked about, the question, the numbered causes in words, and where each
 * is on the picture. Everything comes from the trace by way of `engine/explain`; this only puts it in words and places.
 */
import { explain } from '../../../engine/explain/explain';
import type { Explanation, ExplanationStep, StepCode, Tone } from '../../../engine/explain/explanation';
import { groupName } from '../../../engine/explain/groupName';
import type { Subject } from '../../../engine/explain/subject';
import type { TraceReader } from '../../../engine/trace/reader';
import { batchIdOf, KIND, NONE, versionValues } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { plain } from '../../../i18n/emphasis';
import type { ExplainWords } from '../../../i18n/en/explain';
import type { Place } from '../../stores/contract';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import type { PinPlace } from '../rails/pins';
import { waitsForAnswer } from './waits';
import { whoIs } from './who';
import { wordsOf } from './words';

export interface AnswerStep {
  /** Its place in the chain. */
  readonly place: number;
  readonly code: StepCode;
  /** Its number, or a cross for what the chain comes down to. */
  readonly sign: string;
  readonly tone: Tone;
  readonly title: string;
  /** With emphasis (`i18n/emphasis.ts`). */
  readonly text: string;
  /** The instant beside it. */
  readonly time: string | null;
  readonly go: Place | null;
  /** What can be asked next, and as of which cursor if not as of this answer's. */
  readonly about: Subject | null;
  readonly aboutAt: number | undefined;
  readonly pin: PinPlace | null;
}

export interface Answer {
  readonly subject: Subject;
  /** How the subject looks: see `Mark.tsx`. */
  readonly look: string;
  readonly who: string;
  /** Null while a prediction about it is open. */
  readonly question: string | null;
  readonly steps: readonly AnswerStep[];
  /** Rows that play a part. */
  readonly rows: ReadonlySet<number>;
  readonly batches: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
}

const NONE_OF_THEM: ReadonlySet<number> = new Set();

export function answer(
  reader: TraceReader,
  subject: Subject,
  asOf: number,
  withheld: Withheld,
  labels: Labels,
  texts: Texts,
): Answer {
  const say = texts.explain;
  const words = wordsOf(reader, labels, say, texts.stage.step);
  const waits = waitsForAnswer(reader, subject, asOf, withheld);
  const { look, who } = whoIs(reader, subject, asOf, waits, labels, say, words);
  const none = { rows: NONE_OF_THEM, batches: NONE_OF_THEM, groups: NONE_OF_THEM };
  if (waits) return { subject, look, who, question: null, steps: [], ...none };
  const explanation = explain(reader, subject, asOf);
  const named = explanation.steps.map((s) => groupOf(reader, s, subject)).filter((g) => g !== null);
  return {
    subject,
    look,
    who,
    question: plain(questionOf(reader, subject, asOf, explanation, words, say)),
    steps: stepsOf(reader, explanation, labels, say, words),
    rows: new Set(explanation.rows),
    batches: new Set(explanation.steps.map((s) => batchOf(reader, s, subject)).filter((b) => b !== null)),
    groups: new Set(named),
  };
}

// ---------------------------------------------------------------- steps

/** What a chain comes down to has no number: it is marked as the picture marks it. */
const ENDS: ReadonlySet<StepCode> = new Set(['dropped', 'wrong', 'lost', 'batchFailed']);
/** Steps whose instant is when something happened out there: one goes to that instant, not to an entry. */
const AT_EVENT: ReadonlySet<StepCode> = new Set(['happened', 'madeOf', 'missingRow']);

function stepsOf(
  reader: TraceReader,
  { steps, subject }: Explanation,
  labels: Labels,
  say: Texts['explain'],
  words: ExplainWords,
): AnswerStep[] {
  let n = 0;
  return steps.map((step, place): AnswerStep => {
    const { code, params, tone, cursor, time } = step;
    const atEvent = AT_EVENT.has(code) && time !== null;
    const about = step.about && !sameThing(step.about, subject) ? step.about : null;
    return {
      place,
      code,
      tone,
      sign: ENDS.has(code) ? '×' : String(++n),
      title: plain(written(say.title[code], params, words)),
      text: written(say.text[code], params, words),
      time: time === null ? null : labels.instant(time),
      go: atEvent && inRun(reader, time) ? { time } : cursor === null ? null : { cursor },
      about,
      // The water is another one at each moment: the one that is meant is the step's.
      aboutAt: about?.kind === 'watermark' && cursor !== null ? cursor : undefined,
      pin: pinOf(reader, step, subject, labels, say, words),
    };
  });
}

type Said = string | ((params: never, words: ExplainWords) => string);
const written = (said: Said, params: unknown, words: ExplainWords): string =>
  typeof said === 'string' ? said : said(params as never, words);

const inRun = (reader: TraceReader, time: number): boolean =>
  time >= reader.timeAt(0) && time <= Math.max(reader.trace.endsAt, reader.timeAt(reader.length));

const sameThing = (a: Subject, b: Subject): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The group that a step tells of. */
function groupOf(reader: TraceReader, { about }: ExplanationStep, subject: Subject): number | null {
  for (const of of [about, subject]) {
    if (of?.kind === 'group' || of?.kind === 'state') return of.group;
    if (of?.kind === 'output') {
      const version = reader.trace.output.version[of.output] as number;
      const group = reader.trace.operator?.versionGroup[version];
      if (group !== undefined) return group;
    }
  }
  return null;
}

/** The batch in which a step happened; a row's arrival belongs to none. */
function batchOf(reader: TraceReader, { cursor }: ExplanationStep, subject: Subject): number | null {
  if (cursor === null || cursor === 0) return subject.kind === 'batch' ? subject.batch : null;
  const entry = reader.entry(cursor - 1);
  return entry.kind === 'arrived' ? null : entry.batch;
}

function pinOf(
  reader: TraceReader,
  step: ExplanationStep,
  subject: Subject,
  labels: Labels,
  say: Texts['explain'],
  words: ExplainWords,
): PinPlace | null {
  const row = step.about?.kind === 'row' ? step.about.row : subject.kind === 'row' ? subject.row : null;
  const water = (watermark: number): PinPlace => ({ on: 'water', watermark, from: null });
  const risen = (watermark: number, newest: number, delay: number): PinPlace => {
    const from = rowAt(reader, newest, watermark);
    const text = say.lessDelay(labels.instant(newest), plain(words.duration(delay)));
    return { on: 'water', watermark, from: from === null ? null : { row: from, text } };
  };
  const batch = batchOf(reader, step, subject);
  const inBatch = (): PinPlace | null => (batch === null ? null : { on: 'batch', batch });
  switch (step.code) {
    case 'happened':
    case 'madeOf':
    case 'missingRow':
    case 'countedElsewhere':
    case 'belongsElsewhere':
    case 'countedTwice':
    case 'newestEvent':
      return row === null ? null : { on: 'event', row };
    case 'arrived':
    case 'notArrived':
    case 'waits':
    case 'neverRead':
    case 'passedOver':
      return row === null ? null : { on: 'arrival', row };
    case 'waterWasPast':
      return risen(step.params.tested, step.params.newest, step.params.delay);
    case 'lessDelay':
      return risen(step.params.watermark, step.params.newest, step.params.delay);
    case 'waterWasBelow':
    case 'wasInTime':
      return water(step.params.tested);
    case 'waitsForWater':
    case 'waterReached':
    case 'timerFired':
    case 'neverFalls':
      return water(step.params.watermark);
    case 'judgedBy':
      return water(step.params.evict);
    case 'waterRose':
      return water(step.params.to);
    case 'waterStayed':
      return water(step.params.at);
    case 'batchRead':
    case 'batchDid':
    case 'batchFailed':
    case 'cutOff':
    case 'repeated':
    case 'startsWithQuery':
    case 'doubledBy':
    case 'notYetRun':
    case 'tick':
    case 'rowsWaited':
    case 'noRowsButWater':
    case 'noRowsButClock':
    case 'timeWasUp':
    case 'readAll':
    case 'readStretch':
    case 'filtered':
    case 'filteredByJoin':
    case 'joinTakenOut':
    case 'withoutWindow':
    case 'withoutKey':
    case 'passed':
    case 'wrote':
      return inBatch();
    // The crossed ring on the row itself says it.
    case 'dropped':
      return null;
    default: {
      const group = groupOf(reader, step, subject);
      return group === null ? null : { on: 'window', group };
    }
  }
}

/** The row whose event time a watermark came from. */
function rowAt(reader: TraceReader, eventTime: number, watermark: number): number | null {
  const { batches } = reader.trace;
  for (let b = 0; b < batches.count; b++) {
    if (batches.nextWatermark[b] !== watermark) continue;
    const row = batches.watermarkRow[b] as number;
    return row !== NONE && reader.eventTime(row) === eventTime ? row : null;
  }
  return null;
}

// ---------------------------------------------------------------- the question

function questionOf(
  reader: TraceReader,
  subject: Subject,
  asOf: number,
  { steps }: Explanation,
  words: ExplainWords,
  say: Texts['explain'],
): string {
  const { question: q } = say;
  const find = <C extends StepCode>(code: C) =>
    steps.find((s): s is Extract<ExplanationStep, { code: C }> => s.code === code);
  const named = (group: number): string => words.group(groupName(reader, group));
  switch (subject.kind) {
    case 'row': {
      const status = reader.at(asOf).rowStatus(subject.row);
      if (status !== 'counted' && status !== 'late') return q[status];
      if (!reader.trace.operator) return q.passed;
      if (reader.trace.operator.join) return find('dropped') ? q.lateForJoin : q.joined;
      const kind = status === 'late' ? KIND.rowLate : KIND.rowGrouped;
      const groups = reader
        .rowEntries(subject.row, asOf)
        .verdicts.filter((e) => reader.trace.kinds[e] === kind)
        .map((e) => groupName(reader, reader.entry(e).group as number));
      return q[status](words.groups(groups));
    }
    case 'group': {
      const group = named(subject.group);
      // A function gives no answers of groups: what it holds is asked about.
      if (reader.trace.operator?.process)
        return find('freed') ? q.stateFreed(group) : find('noRowYet') ? q.stateComing(group) : q.stateHeld(group);
      if (find('noRowYet')) return q.groupComing(group);
      if (find('grew')) return q.groupGrown(group);
      if (find('lost')) return q.groupLost(group);
      const said = find('answered')?.params.values ?? find('wrong')?.params.values ?? find('right')?.params.truth;
      return said ? q.groupFinal(group, words.values(said)) : q.groupOpen(group);
    }
    case 'state': {
      const group = named(subject.group);
      return find('freed') ? q.stateFreed(group) : find('noRowYet') ? q.stateComing(group) : q.stateHeld(group);
    }
    case 'output': {
      const { output, operator } = reader.trace;
      const version = output.version[subject.output] as number;
      const group = operator?.versionGroup[version];
      if (group === undefined || output.row[subject.output] !== NONE || operator?.process || operator?.join)
        return q.outputOfRow;
      const batch = output.batch[subject.output] as number;
      const values = words.values(versionValues(reader.trace, version));
      return find('answered')?.params.batch === batch
        ? q.groupFinal(named(group), values)
        : q.output(words.batch(batch), values, named(group));
    }
    case 'watermark': {
      const stands = find('lessDelay');
      if (stands) return q.watermark(words.time(stands.params.watermark), words);
      return find('noWatermark') ? q.noWatermark(words) : q.watermarkStart(words);
    }
    case 'batch': {
      const id = words.count(batchIdOf(reader.trace, subject.batch));
      if (words.job) return find('notYetRun') ? q.runComing(id) : q.run(id);
      if (reader.trace.records) return find('notYetRun') ? q.stepComing : q.step(words.batch(subject.batch));
      if (find('notYetRun')) return q.batchComing(id);
      if ((reader.trace.batches.attempt[subject.batch] as number) > 0) return q.batchAgain(id);
      if (find('cutOff')) return q.batchCut(id);
      return find('batchDid') || find('batchFailed') ? q.batch(id) : q.batchNow(id);
    }
    case 'crash':
      return find('notCrashedYet')
        ? q.crashComing
        : q.crash(words.time(reader.trace.crashes[subject.crash]?.at ?? Number.NaN));
    case 'checkpoint':
    case 'barrier':
      return q[subject.kind](words.count(reader.trace.records?.checkpoints?.[subject.checkpoint]?.id ?? 0));
    case 'commit':
      return q.commit(words.count(reader.trace.records?.commits?.[subject.commit]?.id ?? 0));
    case 'noBatch':
      return q.noBatch(words.time(subject.at));
    case 'measure':
      return q[subject.measure];
  }
}
