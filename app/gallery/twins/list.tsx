/**
 * Every picture has a table twin with the same facts. Each view of the gallery stands in this list: with its picture and
 * the table that says it, or as one that is words and tables itself, in which nothing may be for eyes alone.
 */
import type { ReactNode } from 'react';
import { beforeAll, expect, it } from 'vitest';
import { answersOf } from '../../../engine/measure/answers';
import { compare } from '../../../engine/measure/comparison';
import { type Holding, holdingsOf } from '../../../engine/measure/holdings';
import { ledgerOf } from '../../../engine/measure/ledger';
import { differencesAt, oldFuture } from '../../../engine/measure/oldFuture';
import { referenceFrom } from '../../../engine/measure/reference';
import { type SweepPoint, sweepOf, sweepValues } from '../../../engine/measure/sweep';
import { truthRuns } from '../../../engine/measure/truthRuns';
import { waterSteps } from '../../../engine/measure/waterSteps';
import { type SweptSetting, settingOf } from '../../../engine/scenario/knobs';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { SECOND } from '../../../engine/time';
import type { ColumnarReader } from '../../../engine/trace/columnarReader';
import type { TraceReader } from '../../../engine/trace/reader';
import { texts } from '../../../i18n';
import { figureName, figureText, rowText, time, valuesText } from '../../../i18n/compareText';
import { clockDuration, duration, percent } from '../../../i18n/format';
import type { Language } from '../../../i18n/languages';
import { axisOf } from '../../compare/axis';
import { Figures } from '../../compare/Figures';
import { Score } from '../../compare/Score';
import { type Lane, lanesOf, stripOf } from '../../compare/strips';
import type { Compared } from '../../compare/useCompared';
import { wordsOf as compareWords } from '../../compare/words';
import { currentLanguage, withTexts } from '../../language/language';
import { LedgerTable } from '../../loop/LedgerTable';
import { runsOf } from '../../loop/layout';
import { promiseFrom } from '../../sweep/charts';
import { Curves, Frontier } from '../../sweep/Pictures';
import { SweepTable } from '../../sweep/SweepTable';
import { firstHeld } from '../../trace/firstHeld';
import { rowFacts } from '../../trace/rowFacts';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { BacklogTable } from '../../views/backlog/BacklogTable';
import { backlogFor, layout as backlogLayout } from '../../views/backlog/layout';
import { layout as mapLayout } from '../../views/map/layout';
import { wholeRegion } from '../../views/map/plane';
import { countedText, windowWas } from '../../views/oldFuture/lines';
import type { Fixture } from '../../views/rails/fixtures';
import { layout as railsLayout } from '../../views/rails/layout';
import RailsTable from '../../views/rails/RailsTable';
import { delayOf, verdictAt } from '../../views/rails/rowVerdict';
import { fitView } from '../../views/rails/view';
import {
  fateText,
  groupText,
  instantText,
  rowName,
  toneOf,
  type Words,
  windowText,
  wordsOf,
} from '../../views/rails/words';
import { FIXTURES, type FixtureName, LOOPS, runOf, scenarioOf, TUNNEL } from '../fixtures';
import { ENTRIES } from '../views';
import { missing, missingLines, read, saidBy } from './read';

/** A picture and its table at one moment, in one language. */
interface Pair {
  /** Sentences with every figure of the picture. */
  readonly picture: () => readonly string[] | Promise<readonly string[]>;
  /** What the picture says by places: one line of the table has all figures of each. */
  readonly lines?: () => readonly string[] | Promise<readonly string[]>;
  /** Words of the picture that the table has as they are. */
  readonly words?: readonly string[];
  readonly twin: ReactNode;
}
type Twin =
  /** By a name: a fixture, or what is done with one. */
  | Readonly<Record<string, (language: Language) => Pair>>
  /** A view that is words, tables and controls: nothing of it is for eyes alone. */
  | 'itself';

/** Each with its own; of what the fixtures of the rails have, a moment in the middle and one at the end. */
const over = (names: readonly FixtureName[], pair: (fixture: Fixture, language: Language) => Pair): Twin =>
  Object.fromEntries(names.map((name) => [name, (language: Language) => pair(FIXTURES[name](), language)]));

const railsTable = ({ reader, moment, withheld }: Fixture) => (
  <RailsTable reader={reader} moment={moment} withheld={withheld} />
);

/** Lines on a table's first page; what lies on later ones is not in its text. */
const PAGE = 100;
const onOnePage = (Object.keys(FIXTURES) as FixtureName[]).filter((name) => {
  // Its ticks without a batch are thousands: a trigger each second, all day.
  if (name === 'fraud') return false;
  const { reader } = FIXTURES[name]();
  return reader.trace.batches.count <= PAGE && reader.trace.arrivalOrder.length <= PAGE;
});

/** What became of each window that is seen, and of the rows that were dropped. */
function verdicts({ reader, moment, withheld }: Fixture, language: Language): readonly string[] {
  const words = wordsOf(reader, language, texts[language].rails);
  const facts = rowFacts(reader);
  return [
    ...(reader.trace.operator?.join ? [] : moment.panes().map((pane) => words.texts.statuses[toneOf(pane, withheld)])),
    ...[...facts.order].flatMap((row) =>
      verdictAt(facts, withheld, row, moment.cursor) === 'late' ? [fateText(reader, moment, withheld, row, words)] : [],
    ),
  ];
}

/** Labels of axes, the rails' own names and heaps of marks are no facts. */
function railsSays(fixture: Fixture, language: Language, orientation: 'horizontal' | 'vertical'): readonly string[] {
  const { reader, moment, withheld } = fixture;
  const words = wordsOf(reader, language, texts[language].rails);
  const {
    ticks: _,
    frame: __,
    stacks: ___,
    callout,
    ...scene
  } = railsLayout({
    ...{ reader, moment, withheld, words, keys: null, held: null, hand: null, looked: null },
    size: orientation === 'horizontal' ? { width: 1026, height: 400 } : { width: 390, height: 456 },
    orientation,
    compact: false,
    interactive: true,
    view: fitView(reader),
  });
  return [...factsOf(scene, words), ...calloutSays(reader, callout)];
}

/** A tick of an engine that works row by row, at which nothing came out, is a mark without a fact. */
function factsOf(scene: object, words: Words): string[] {
  const quiet = words.texts.quietStepSpoken('', '').slice(-6);
  return saidBy(scene).filter((sentence) => !sentence.endsWith(quiet));
}

/** Its first line is how long the row was on its way, which a column of the table has as a clock has it. */
function calloutSays(
  reader: TraceReader,
  callout: { readonly row: number; readonly lines: readonly { readonly text: string }[] } | null,
): string[] {
  if (!callout) return [];
  const delay = delayOf(rowFacts(reader), callout.row);
  return [...callout.lines.slice(1).map(({ text }) => text), Number.isNaN(delay) ? '' : clockDuration(delay)];
}

function mapSays({ reader, moment, withheld }: Fixture, language: Language): readonly string[] {
  const words = wordsOf(reader, language, texts[language].rails);
  const {
    across: _,
    up: __,
    plane: ___,
    callout,
    ...scene
  } = mapLayout({
    ...{ reader, moment, withheld, words, texts: texts[language].map, looked: null, movable: true },
    now: moment.now,
    size: { width: 1026, height: 520 },
    region: wholeRegion(reader),
  });
  return [...factsOf(scene, words), ...calloutSays(reader, callout)];
}

/** Where a window's rectangle begins and each of its edges lies, and the steps of the water. */
function mapLines({ reader, moment, withheld }: Fixture, language: Language): readonly string[] {
  const words = wordsOf(reader, language, texts[language].rails);
  const { batches, output, operator } = reader.trace;
  const instant = (at: number): string => instantText(at, words);
  const shown = operator?.windowed && !operator.join ? moment.panes() : [];
  const results = withheld.results ? [] : moment.results();
  return [
    ...shown
      .filter((pane) => !['coming', 'withheld'].includes(toneOf(pane, withheld)))
      .map(({ group }) => {
        const since = firstHeld(reader, group, moment.cursor);
        const outputs = results.filter((r) => r.group === group).flatMap((r) => r.outputs);
        const edges = outputs.map((o) => instant(batches.endedAt[output.batch[o] as number] as number));
        return [groupText(reader, group, words), Number.isFinite(since) ? instant(since) : '', ...edges].join(' ');
      }),
    ...(withheld.watermark
      ? []
      : [...waterSteps(reader.trace).values()]
          .flat()
          .filter(({ from, at }) => from < moment.now && at > 0)
          .map(({ from, at }) => (reader.trace.records ? `${instant(from)} ${instant(at)}` : instant(at)))),
  ];
}

function backlogSays({ reader, moment }: Fixture, language: Language): readonly string[] {
  const words = wordsOf(reader, language, texts[language].rails);
  const scene = backlogLayout({ reader, now: moment.now, size: { width: 1026, height: 400 } });
  const { at, waiting, peak, partitions } = backlogFor(reader);
  const several = partitions.length > 1;
  return [
    ...(scene.most ? [`${scene.most.rows} ${instantText(scene.most.at, words)}`] : []),
    ...Array.from(
      at,
      (time, i) =>
        `${instantText(time, words)} ${[waiting, peak, ...(several ? partitions : [])].map((n) => n[i]).join(' ')}`,
    ),
  ];
}

const ENGINES = ['spark', 'flink', 'kafkaStreams', 'batchLoop', 'dailyBatch'] as const;

/** The runs of a scenario beside each other, by a share of its arrivals. */
const compared =
  (scenario: Scenario, share: number) =>
  (language: Language): Pair => {
    const traces = ENGINES.map((engine) => simulate(scenario, engine));
    const all: Compared = {
      ...compare(scenario, traces, truthRuns(scenario)),
      refused: [],
      places: ENGINES.map((_, i) => i),
    };
    const { reader, instants } = (all.runs[0] as (typeof all.runs)[number]).answers;
    const words = compareWords(reader, instants, language, texts[language].compare);
    const arrivals = [...reader.trace.arrivalOrder].map((row) => reader.arrivesAt(row));
    const [first = 0, last = 0] = [arrivals[0], arrivals.at(-1)];
    const now = share === 1 ? Math.max(...traces.map(({ endsAt }) => endsAt)) : first + share * (last - first);
    const lanes = lanesOf(all, null);
    const axis = axisOf(arrivals, first, 900);
    const clock = (at: number): string => time(at, words);
    const said = all.runs.flatMap((run) => {
      const strip = stripOf(run, lanes, 0, now, axis);
      const held = holdingsOf(run.answers);
      const nameOf = (lane: number): string => figureName(lanes[lane] as Lane, words);
      return [
        ...strip.plates.map(({ lane, value, at }) => `${nameOf(lane)} ${figureText(value, 0, words)} ${clock(at)}`),
        ...strip.held.map(({ lane, closed }) => {
          const { from, to } = held.get(lanes[lane]?.name ?? '') as Holding;
          return `${nameOf(lane)} ${clock(from)} ${closed ? clock(to ?? 0) : ''}`;
        }),
        ...strip.dropped.map(({ row }) => `${clock(reader.eventTime(row))} ${clock(reader.arrivesAt(row))}`),
        ...[...waterSteps(run.trace).values()]
          .flat()
          .filter(({ from, at }) => from <= now && at > 0)
          .map(({ from, at }) => `${clock(from)} ${clock(at)}`),
        ...(run.engine === 'batchLoop' ? strip.clock : []).map(({ at }) => clock(at)),
      ];
    });
    const scores = all.runs.map((run) => read(<Score {...{ run, now }} compared={all} />));
    return {
      picture: () => [],
      lines: async () => [
        ...said,
        ...arrivals.filter((at) => at <= now).map(clock),
        ...lanes.map((lane) => `${figureName(lane, words)} ${valuesText(lane.truth, words)}`),
        ...(await Promise.all(scores)).map(({ heard }) => heard),
      ],
      twin: <Figures compared={all} words={words} now={now} nameOf={(run) => ENGINES[run] as string} />,
    };
  };

const swept =
  (file: unknown, engine: EngineName, setting: SweptSetting, share: number) =>
  (language: Language): Pair => {
    const scenario = scenarioOf(file);
    const sweep = sweepOf(scenario, engine, setting);
    const values = sweepValues(scenario, setting);
    const points = values.map((value) => sweep.at(value));
    const at = Math.round(share * (points.length - 1));
    const point = points[at] as SweepPoint;
    const own = settingOf(scenario, setting);
    const promised = promiseFrom(points.find(({ value }) => value === own) ?? point);
    const shown = { size: { width: 480, height: 320 }, points, values, promised, point, onPick: () => {} };
    const says = (p: SweepPoint): string =>
      [
        duration(p.value, language),
        p.completeness === null ? '' : percent(p.completeness, language, 1),
        p.wait === null ? '' : duration(Math.round(p.wait / SECOND) * SECOND, language, 2),
        p.state ?? '',
      ].join(' ');
    return {
      picture: async () => [
        ...(await read(<Frontier {...shown} own={own} />)).seen,
        ...(await read(<Curves {...shown} setting={texts[language].sweep.settings[setting]} />)).seen,
      ],
      lines: () => points.map(says),
      twin: <SweepTable {...{ swept: { points, setting }, at, own, promised }} onPick={() => {}} />,
    };
  };

const loop =
  (file: unknown) =>
  (language: Language): Pair => {
    const reader = runOf(file, 'batchLoop');
    const truth = truthRuns(reader.scenario);
    const reference = truth && referenceFrom(reader.scenario, truth);
    if (!reference) throw new Error('the loop has no truth');
    const now = reader.trace.endsAt;
    const ledger = ledgerOf(
      answersOf(reader.trace, reader.scenario, now, reader as ColumnarReader),
      reference,
      reader.scenario,
    );
    const words = compareWords(reader, [], language, texts[language].compare);
    const clock = (at: number): string => time(at, words);
    return {
      picture: () => [],
      lines: () => [
        ...ledger.figures
          .filter(({ open }) => !open)
          .map((f) =>
            [
              figureName(f, words),
              f.silent ? '' : figureText(f.said, f.column, words),
              figureText(f.truth, f.column, words),
              ...f.causes.map(({ row }) => (row === null ? '' : rowText(row, words))),
            ].join(' '),
          ),
        ...runsOf(reader, now).map(
          (r) =>
            `${r.number} ${[r.from, r.to, r.startedAt, r.endedAt].map((at) => time(at, words)).join(' ')} ${r.rows}`,
        ),
        ...[...reader.trace.arrivalOrder].map(
          // Not every query knows an event time.
          (row) => [reader.eventTime(row), reader.arrivesAt(row)].filter(Number.isFinite).map(clock).join(' '),
        ),
        ...reader.trace.crashes.map(({ at, restartsAt }) => `${time(at, words)} ${time(restartsAt, words)}`),
      ],
      twin: <LedgerTable {...{ ledger, reader, words, now }} />,
    };
  };

/** The delay was 5 minutes, and is 12. */
const outlined =
  (share: number) =>
  (language: Language): Pair => {
    const patient = {
      ...TUNNEL,
      query: {
        ...TUNNEL.query,
        steps: TUNNEL.query.steps.map((s) => ('watermark' in s ? { ...s, delay: '12 minutes' } : s)),
      },
    };
    const old = oldFuture(runOf(TUNNEL), runOf(patient));
    if (!old) throw new Error('nothing to set beside each other');
    const { is: reader } = old;
    const moment = reader.at(Math.round(reader.length * share));
    const words = wordsOf(reader, language, texts[language].rails);
    const { rows, windows, water } = differencesAt(old, moment.now);
    const all = texts[language];
    return {
      picture: () => [
        ...windows.flatMap(({ was, is, start, end }) => [
          windowWas(old, was, is, words),
          windowText(start as number, end as number, words),
        ]),
        ...rows.map(({ is }) => rowName(reader, is?.row ?? 0, words)),
        ...(water ? [instantText(water.was, words), instantText(water.is, words)] : []),
        countedText(old, differencesAt(old, moment.now), words, all) === null ? 'nothing differs' : '',
      ],
      twin: <RailsTable reader={reader} moment={moment} withheld={NOTHING_WITHHELD} old={old} />,
    };
  };

const TWINS: Readonly<Record<string, Twin>> = {
  rails: over(onOnePage, (fixture, language) => ({
    picture: () => railsSays(fixture, language, 'horizontal'),
    words: verdicts(fixture, language),
    twin: railsTable(fixture),
  })),
  upright: over(onOnePage, (fixture, language) => ({
    picture: () => railsSays(fixture, language, 'vertical'),
    words: verdicts(fixture, language),
    twin: railsTable(fixture),
  })),
  map: over(onOnePage, (fixture, language) => ({
    picture: () => mapSays(fixture, language),
    lines: () => mapLines(fixture, language),
    words: verdicts(fixture, language),
    twin: railsTable(fixture),
  })),
  table: 'itself',
  backlog: over(
    ['tunnel', 'crashDown', 'flinkCrash', 'flinkIdle', 'join', 'adsSlow', 'empty'],
    (fixture, language) => ({
      picture: () => [],
      lines: () => backlogSays(fixture, language),
      twin: <BacklogTable reader={fixture.reader} now={fixture.moment.now} />,
    }),
  ),
  batch: 'itself',
  state: 'itself',
  result: 'itself',
  transport: 'itself',
  whatIf: 'itself',
  why: 'itself',
  strips: {
    middle: compared(scenarioOf(TUNNEL), 0.7),
    end: compared(scenarioOf(TUNNEL), 1),
    keys: compared(FIXTURES.keys().reader.scenario, 1),
  },
  loop: { late: loop(LOOPS.late), crash: loop(LOOPS.crash) },
  crash: 'itself',
  disk: 'itself',
  written: 'itself',
  outlines: { middle: outlined(0.75), end: outlined(1) },
  build: 'itself',
  guide: 'itself',
  takenBy: 'itself',
  sweep: {
    delay: swept(TUNNEL, 'spark', 'delay', 0.5),
    most: swept(TUNNEL, 'spark', 'delay', 1),
    window: swept(TUNNEL, 'flink', 'window', 0.3),
    grace: swept(TUNNEL, 'kafkaStreams', 'grace', 0),
  },
  exercise: 'itself',
};

/** Holds all of them, in the language of the page. */
export function holdTwins(language: Language): void {
  beforeAll(() => withTexts('all', Promise.resolve()));

  it('knows the twin of every view that hangs in the gallery', () => {
    expect(currentLanguage()).toBe(language);
    expect(Object.keys(TWINS).sort()).toEqual([...new Set(ENTRIES.map(({ name }) => name.split('/')[0]))].sort());
  });

  for (const [view, twin] of Object.entries(TWINS))
    if (twin === 'itself')
      it.each(ENTRIES.filter(({ name }) => name.startsWith(`${view}/`)))(
        '$name says to the ear what it shows',
        async ({ draw }) => {
          const { heard, seen } = await read(draw());
          expect(missing(seen, heard)).toEqual([]);
        },
      );
    else
      it.each(Object.entries(twin))(`${view}/%s: the table has every figure of the picture`, async (_, pairOf) => {
        const { picture, lines, words = [], twin } = pairOf(language);
        const { heard, rows } = await read(twin);
        expect(missing(await picture(), heard)).toEqual([]);
        expect(missingLines((await lines?.()) ?? [], rows)).toEqual([]);
        expect(words.filter((said) => !heard.includes(said))).toEqual([]);
      });
}
