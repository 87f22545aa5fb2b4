/** `arus compare`: a scenario on every engine that takes it, against the truth and against each other. */
import { unmetCrashes } from '../engine/engines/unmetCrashes';
import { sessionGap } from '../engine/measure/answers';
import { type ComparedRun, type Comparison, compare, type Refusal } from '../engine/measure/comparison';
import type { Difference, Side } from '../engine/measure/difference';
import type { Cause, Figure } from '../engine/measure/ledger';
import { hasNoTruth } from '../engine/measure/reference';
import type { Score } from '../engine/measure/score';
import { takers } from '../engine/measure/takers';
import { truthRuns } from '../engine/measure/truthRuns';
import { ENGINES, simulate } from '../engine/simulate';
import { json, jsonTime } from '../engine/trace/json';
import { DEPARTS_WITH } from '../engine/trace/progress';
import { batchIdOf } from '../engine/trace/trace';
import type { Value } from '../engine/values';
import {
  alikeLines,
  type CompareWords,
  figureName,
  figureText,
  partedText,
  rowText,
  time,
  valuesText,
  valueText,
} from '../i18n/compareText';
import { faultLine, faultSentence } from '../i18n/faultText';
import { duration, percent } from '../i18n/format';
import type { Language } from '../i18n/index';
import type { Arguments, Command } from './arguments';
import { readScenario } from './input';
import type { Io } from './io';
import { REFUSED, refuse } from './refuse';
import { departsText } from './run';
import { aligned } from './table';
import { cliTexts } from './texts';
import { rowName } from './traceLines';

/** A query failed while it ran. */
const FAILED = 1;

export async function compareEngines(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  const { language, form } = args;
  const input = await readScenario(args.file, io, cliTexts[language]);
  if (!input.ok) {
    if ('faults' in input) return refuse(io, language, input.name, input.faults);
    io.err(`${input.message}\n`);
    return REFUSED;
  }
  const { scenario } = input;
  const { runs, refused } = takers(scenario, ENGINES);
  if (runs.length === 0) {
    const faults = new Map(refused.flatMap((r) => r.faults).map((fault) => [JSON.stringify(fault), fault]));
    return refuse(io, language, input.name, [...faults.values()]);
  }
  // Whether what a crash names exists is known once it has run.
  const ran = runs.map((engine) => simulate(scenario, engine));
  const unmet = ran.map((trace) => ({ engine: trace.engine, faults: unmetCrashes(scenario, trace) }));
  const notRun = [...refused, ...unmet.filter((u) => u.faults.length > 0)];
  const traces = ran.filter((_, i) => unmet[i]?.faults.length === 0);
  if (traces.length === 0)
    return refuse(
      io,
      language,
      input.name,
      notRun.flatMap((r) => r.faults),
    );
  const compared = compare(scenario, traces, truthRuns(scenario));
  if (form === 'json') await io.out(`${json(asJson(compared, notRun, language))}\n`);
  else await io.out(`${[...report(compared, notRun, language)].join('\n')}\n`);
  return compared.runs.some((run) => run.trace.failure) ? FAILED : 0;
}

// As a person reads it --------------------------------------------------------------------------------------------------

function wordsOf({ scenario, runs }: Comparison, language: Language): CompareWords {
  const { reader } = (runs[0] as ComparedRun).answers;
  const ends = runs.map((run) => run.trace.endsAt);
  return {
    language,
    texts: cliTexts[language].compare,
    zone: scenario.timeZone,
    span: [reader.timeAt(0), Math.max(...ends)],
    instants: (runs[0] as ComparedRun).answers.instants,
    rowInstants: (runs[0] as ComparedRun).answers.rowInstants,
    eventTime: (row) => reader.eventTime(row),
    arrivesAt: (row) => reader.arrivesAt(row),
  };
}

function* report(compared: Comparison, refused: readonly Refusal[], language: Language): Generator<string> {
  const { scenario, runs } = compared;
  const texts = cliTexts[language].compare;
  const words = wordsOf(compared, language);
  yield `${scenario.name} · ${scenario.title[language]}`;
  yield cliTexts[language].settings.times(scenario.timeZone);
  yield '';
  if (hasNoTruth(scenario)) yield texts.noTruth;
  else yield* scores(runs, language);
  for (const { engine, trace } of runs)
    if (sessionGap(trace, scenario) > 0) yield `${texts.engine[engine]}: ${texts.sessions}`;
  for (const { engine, trace } of runs) {
    const { failure, departs } = trace;
    if (failure) yield texts.failed(texts.engine[engine], failure.message);
    else if (departs !== undefined) yield departsText(trace, departs, language);
  }
  for (const table of figures(runs, words)) {
    yield '';
    yield* table;
  }
  const causes = [...causeLines(runs, words)];
  if (causes.length > 0) yield '';
  yield* causes;
  if (causes.length > 0) yield texts.entriesAre;
  if (!hasNoTruth(scenario)) {
    yield '';
    yield* differences(compared, words);
  }
  for (const { engine, faults } of refused) {
    yield '';
    yield texts.cannotRun(texts.engine[engine]);
    for (const fault of faults) yield `  ${faultLine(fault, language)}`;
  }
}

function* scores(runs: readonly ComparedRun[], language: Language): Generator<string> {
  const texts = cliTexts[language].compare;
  const head = ['', texts.complete, texts.rightOf, texts.medianWait, texts.worstWait, texts.doubled, texts.lost];
  head.push(texts.misplaced, texts.corrections, texts.state, texts.runs);
  const lines = runs.flatMap(({ engine, score }) =>
    score ? [[texts.engine[engine], ...scoreCells(score, language)]] : [],
  );
  yield* aligned([head, ...lines], (column) => column > 0);
}

function scoreCells(score: Score, language: Language): string[] {
  const texts = cliTexts[language].compare;
  const wait = (micros: number | null) => (micros === null ? '–' : duration(micros, language, 2));
  const { counted, due, right, figures, peakDuring, runs } = score;
  return [
    due === 0 ? '–' : `${texts.of(counted, due)} (${percent(counted / due, language)})`,
    texts.of(right, figures),
    wait(score.medianWait),
    wait(score.worstWait),
    ...[score.doubled, score.lost, score.misplaced, score.corrections].map((n) => valueText(n, language)),
    peakDuring === null ? texts.none : valueText(peakDuring, language),
    runs === null ? texts.alwaysOn : valueText(runs, language),
  ];
}

/** More figures than this are not printed: their number says enough. */
const MOST_FIGURES = 60;

/** A table a column: every figure, what is true, and what each engine said and when. */
function* figures(runs: readonly ComparedRun[], words: CompareWords): Generator<string[]> {
  const texts = words.texts;
  const judged = runs.filter((run) => run.ledger);
  const [first] = judged;
  if (!first?.ledger) return;
  for (const [column, name] of first.ledger.columns.entries()) {
    // A query without groups has as many figures as rows; what is wrong with them stands below.
    if (name === '') continue;
    const names = new Map<string, Figure>();
    for (const run of judged)
      for (const figure of run.ledger?.figures ?? []) if (figure.column === column) names.set(figure.name, figure);
    if (names.size > MOST_FIGURES) continue;
    const sorted = [...names.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
    const rows = sorted.map((figure) => [
      figureName(figure, words),
      figureText(figure.truth, column, words),
      ...judged.map((run) =>
        cell(
          run.ledger?.figures.find((f) => f.column === column && f.name === figure.name),
          words,
        ),
      ),
    ]);
    const totals = judged.map((run) => run.ledger?.totals.find((t) => t.column === column));
    if (totals.some((t) => t))
      rows.push([
        texts.total,
        figureText(totals[0]?.truth ?? null, column, words),
        ...totals.map((t) => `${figureText(t?.said ?? null, column, words)} ${t?.right ? '✓' : '✗'}`),
      ]);
    yield [
      ...aligned([[name, texts.truth, ...judged.map((run) => texts.engine[run.engine])], ...rows], (c) => c === 1),
    ];
  }
}

function cell(figure: Figure | undefined, words: CompareWords): string {
  const texts = words.texts;
  if (!figure || figure.silent) return figure?.open ? texts.open : '–';
  const said = figure.parts.length > 1 ? figure.parts.map((p) => figureText(p, figure.column, words)).join('+') : null;
  const value = said ?? figureText(figure.said, figure.column, words);
  return `${value} ${figure.right ? '✓' : '✗'} ${time(figure.at ?? 0, words)}`;
}

/** Why figures are wrong: engine by engine, cause by cause, the rows that it is about. */
function* causeLines(runs: readonly ComparedRun[], words: CompareWords): Generator<string> {
  const texts = words.texts;
  for (const { engine, ledger } of runs) {
    const seen = new Set<string>();
    for (const { cause } of causesOf(ledger)) {
      if (cause.code === 'unanswered') continue;
      const [entry] = cause.entries;
      const place = entry === undefined ? '' : ` [${texts.entry(entry)}]`;
      const line = `${texts.engine[engine]}: ${cause.row === null ? '' : `${rowText(cause.row, words)}: `}${texts.cause[cause.code]}${place}`;
      if (seen.has(line)) continue;
      seen.add(line);
      yield line;
      if (seen.size === MOST_FIGURES) break;
    }
  }
}

function causesOf(ledger: ComparedRun['ledger']): { cause: Cause }[] {
  if (!ledger) return [];
  return [...ledger.figures, ...ledger.totals].flatMap((of) => of.causes.map((cause) => ({ cause })));
}

function* differences(compared: Comparison, words: CompareWords): Generator<string> {
  const texts = words.texts;
  const [first] = compared.differences;
  if (!first) {
    yield texts.noDifference;
    const named = compared.runs.map(({ engine, score }) => ({ name: texts.engine[engine], score }));
    const alike = alikeLines(named, compared.reference?.answers.byName.size ?? 0, words);
    if (alike.length > 0) yield texts.alike.differs;
    for (const line of alike) yield `  ${line}`;
    return;
  }
  yield `${texts.firstDifference}: ${time(first.at, words)}, ${figureName(first, words)} (${texts.differences(compared.differences.length)})`;
  yield `  ${first.all.map((side) => `${texts.engine[side.engine]} ${valuesText(side.values, words)}`).join(' · ')}`;
  yield `  ${texts.rule[first.rule]}. ${texts.ruleWhy[first.rule]}`;
  yield `  ${partedText(first, words)}`;
}

// As a program reads it -------------------------------------------------------------------------------------------------

function asJson(compared: Comparison, refused: readonly Refusal[], language: Language): unknown {
  const { runs, scenario } = compared;
  const rowOf = (row: number) => rowName((runs[0] as ComparedRun).trace, scenario, row);
  const words = wordsOf(compared, language);
  return {
    scenario: scenario.name,
    engines: runs.map(({ engine, score, ledger, trace }) => ({
      engine,
      departs:
        trace.departs === undefined ? undefined : { batchId: batchIdOf(trace, trace.departs), error: DEPARTS_WITH },
      failed: trace.failure ? { error: trace.failure.error, message: trace.failure.message } : undefined,
      score: score && {
        ...score,
        engine: undefined,
        medianWait: seconds(score.medianWait),
        worstWait: seconds(score.worstWait),
        busy: seconds(score.busy),
      },
      figures: ledger?.figures.map((f) => figureJson(f, ledger.columns[f.column] as string, rowOf)),
      totals: ledger?.totals.map((t) => ({
        column: ledger.columns[t.column],
        said: t.said,
        truth: t.truth,
        right: t.right,
        causes: t.causes.map((c) => causeJson(c, rowOf)),
      })),
    })),
    refused: refused.map(({ engine, faults }) => ({
      engine,
      faults: faults.map((fault) => ({ ...fault, message: faultSentence(fault, language) })),
    })),
    differences: compared.differences.map((d) => differenceJson(d, rowOf, words)),
  };
}

/** Seconds; null: no window is due; "Infinity": never. */
const seconds = (micros: number | null): number | null => (micros === null ? null : micros / 1_000_000);

type RowOf = (row: number) => { source: string; arrival: number };

const figureKey = ({ start, end, keys }: { start: number | null; end: number | null; keys: readonly Value[] }) => ({
  ...(start !== null && end !== null && { window: { start: jsonTime(start), end: jsonTime(end) } }),
  keys,
});

function figureJson(figure: Figure, column: string, rowOf: RowOf): unknown {
  const { said, parts, truth, right, open, at, finalAt, causes } = figure;
  return {
    ...figureKey(figure),
    column,
    said,
    ...(parts.length > 1 && { parts }),
    truth,
    right,
    ...(open && { open }),
    at: at === null ? null : jsonTime(at),
    finalAt: finalAt === null ? null : jsonTime(finalAt),
    causes: causes.map((cause) => causeJson(cause, rowOf)),
  };
}

const causeJson = ({ code, row, effect, entries }: Cause, rowOf: RowOf): unknown => ({
  code,
  row: row === null ? null : rowOf(row),
  effect,
  entries,
});

function differenceJson(difference: Difference, rowOf: RowOf, words: CompareWords): unknown {
  const side = ({ engine, values, finalAt, fate }: Side) => ({
    engine,
    values,
    finalAt: finalAt === null ? null : jsonTime(finalAt),
    did: fate === null ? null : 'code' in fate ? fate.code : fate.kind,
  });
  return {
    at: jsonTime(difference.at),
    ...figureKey(difference),
    rule: difference.rule,
    between: difference.sides.map(side),
    rows: difference.rows.map(rowOf),
    sentence: partedText(difference, words),
  };
}
