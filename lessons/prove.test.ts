/**
 * Every lesson proves itself: each step is run, in both languages. A prediction has exactly one answer in the trace, a
 * wrong one is answered by something on the stage, a check can be passed and can be failed, and each figure that a text
 * quotes is there.
 */
import { describe, expect, test } from 'vitest';
import { crashEverywhere } from '../engine/crashEverywhere';
import { simulate } from '../engine/simulate';
import { openTrace, type TraceReader } from '../engine/trace/reader';
import { LANGUAGES, type Language, texts as sentences } from '../i18n';
import { changed } from './change';
import { factsOf, rowNumber } from './facts';
import type { FigureRef } from './figure';
import { figureText } from './figureText';
import { factsOfCheck, gradeCheck } from './grade';
import { LESSONS } from './index';
import { ageAt } from './money';
import { placeOf } from './place';
import { quote } from './quote';
import {
  askedAgain,
  factsOfStep,
  placeFound,
  type Readers,
  resolveStep,
  runOf,
  runsOf,
  scenarioOf,
  specsOf,
  taskDone,
  wholeLesson,
} from './resolve';
import type { Change, Facts, Find, Handing, Lesson, Recall, RunRequest, RunSpec, Runs, Step } from './schema';
import {
  type CheckText,
  type LessonText,
  type Paragraphs,
  type QuestionText,
  type Span,
  type Spans,
  wholeText,
} from './text';
import { assumedAtFirst } from './worth';

const MOST_WORDS = 90;

const lessons = await Promise.all(
  LESSONS.map(async ({ card, load, text }) => ({
    slug: card.slug,
    lesson: await wholeLesson(await load()),
    texts: { en: await wholeText(await text('en')), id: await wholeText(await text('id')) } satisfies Record<
      Language,
      LessonText
    >,
  })),
);

const traces = new Map<string, TraceReader>();

/** Made when it is first asked for, so that a fault is one test's and not the file's. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function read({ scenario, engine }: Omit<RunRequest, 'name'>): TraceReader {
  return openTrace(simulate(scenario, engine), scenario);
}

/** One run for each spec of a lesson, however many steps ask for it. */
function readerOf(lesson: Lesson, spec: RunSpec): TraceReader {
  const key = `${lesson.card.slug} ${JSON.stringify(spec)}`;
  const reader = traces.get(key) ?? read(runOf(lesson, spec));
  traces.set(key, reader);
  return reader;
}

function readersOf(lesson: Lesson, step: Step | Recall): Readers {
  const specs = { main: step.main, ...('runs' in step ? step.runs : {}) };
  expect(runsOf(lesson, step).map((r) => r.name)).toEqual(Object.keys(specs));
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, readerOf(lesson, spec)]));
}

/** A run of a spec that a learner has changed further. */
function handedIn(lesson: Lesson, spec: RunSpec, changes: readonly Change[]): TraceReader {
  const scenario = changed(scenarioOf(lesson, spec), [...(spec.changes ?? []), ...changes]);
  return read({ scenario, engine: spec.engine });
}

// ---------------------------------------------------------------- what stands in a text

const flat = (spans: Spans): readonly Span[] =>
  spans.flatMap((span) => (span.kind === 'strong' || span.kind === 'term' ? [span, ...flat(span.spans)] : [span]));

const figuresIn = (paragraphs: Paragraphs): FigureRef[] =>
  paragraphs.flatMap(flat).flatMap((span) => (span.kind === 'figure' ? [span.ref] : []));

/** Words that a reader reads: a figure is one. */
const wordsIn = (paragraphs: Paragraphs): number =>
  paragraphs.flatMap((spans) =>
    flat(spans)
      .map((span) => (span.kind === 'figure' ? '0' : span.kind === 'text' || span.kind === 'code' ? span.text : ''))
      .join('')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)),
  ).length;

const said = (spans: Spans): string =>
  flat(spans)
    .map((s) => ('text' in s ? s.text : '0'))
    .join('')
    .trim();

/** Every part of a question, by where it stands. */
function partsOf(text: QuestionText): Record<string, Paragraphs> {
  return {
    title: [text.title],
    body: text.body,
    question: [text.question],
    after: text.after,
    rule: [text.rule],
    ...prefixed('option', text.options),
    ...prefixed('because', text.because),
    ...('task' in text ? { task: text.task as Paragraphs } : {}),
    ...('claim' in text ? { claim: text.claim as Paragraphs } : {}),
    ...('words' in text ? prefixed('words', text.words as Record<string, Spans>) : {}),
    ...('worth' in text ? prefixed('worth', text.worth as Record<string, Spans>) : {}),
    ...('runs' in text ? prefixed('run', text.runs as Record<string, Spans>) : {}),
    ...('presenter' in text ? prefixed('presenter', text.presenter as Record<string, Spans>) : {}),
  };
}

const prefixed = (prefix: string, of: Readonly<Record<string, Spans>>): Record<string, Paragraphs> =>
  Object.fromEntries(Object.entries(of).map(([id, spans]) => [`${prefix} ${id}`, [spans]]));

/** The figures of the parts of a text, as a set for each part. */
const figureSets = (parts: Record<string, Paragraphs>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(parts).map(([where, p]) => [where, [...new Set(figuresIn(p).map((f) => JSON.stringify(f)))].sort()]),
  );

/** A line as a reader sees it. */
const shown = (spans: Spans, lesson: Lesson, runs: Runs, language: Language): string =>
  flat(spans)
    .map((s) =>
      s.kind === 'figure'
        ? figureText(quote(s.ref, lesson, runs), language, sentences[language].lessons, 'Asia/Jakarta')
        : said([s]),
    )
    .join(' ');

/** Reads every figure of a text in a language. */
function expectFigures(paragraphs: Paragraphs, lesson: Lesson, runs: Runs, language: Language, where: string): void {
  for (const ref of figuresIn(paragraphs)) {
    const figure = quote(ref, lesson, runs);
    const words = figureText(figure, language, sentences[language].lessons, runs.main.reader.scenario.timeZone);
    expect(figure.kind, `${where}: ${JSON.stringify(ref)}`).not.toBe('none');
    expect(words, `${where}: ${JSON.stringify(ref)}`).not.toMatch(/NaN|undefined|Invalid|Infinity|∞/);
    expect(words).not.toBe('');
  }
}

// ---------------------------------------------------------------- the proof

describe.each(lessons)('the lesson $slug', ({ lesson, texts }) => {
  const questions: { id: string; step: Step | Recall }[] = [
    ...(lesson.recall ? [{ id: 'recall', step: lesson.recall }] : []),
    ...lesson.steps.map((step) => ({ id: step.id, step })),
  ];
  const textOf = (language: Language, id: string): QuestionText => {
    const text = id === 'recall' ? texts[language].recall : texts[language].steps[id];
    if (!text) throw new Error(`no text for "${id}" in ${language}`);
    return text;
  };

  test('has nothing left that is still to be written', () => {
    const { card, scenarios } = lesson;
    const titles = Object.values(scenarios).map(({ scenario }) => scenario.title);
    const inCard = [card.section, ...[card.title, card.idea, ...titles].flatMap((both) => [both.en, both.id])];
    expect(
      inCard.filter((text) => text.includes('WRITE')),
      'in card.ts or a scenario',
    ).toEqual([]);
    for (const language of LANGUAGES) {
      const text = texts[language];
      const open = Object.entries({ ...text.steps, ...text.checks, lesson: text.lesson, recall: text.recall })
        .filter(([, section]) => JSON.stringify(section).includes('WRITE'))
        .map(([section]) => section);
      expect(open, `sections of text.${language}.md with a WRITE in them`).toEqual([]);
    }
  });

  test('has three to eight steps, and every step, term and question has a text in both languages', () => {
    expect(lesson.steps.length).toBeGreaterThanOrEqual(3);
    expect(lesson.steps.length).toBeLessThanOrEqual(8);
    expect(lesson.recall !== null).toBe(lesson.card.number > 1);
    for (const language of LANGUAGES) {
      const text = texts[language];
      expect(Object.keys(text.steps)).toEqual(lesson.steps.map((s) => s.id));
      expect(text.recall !== null).toBe(lesson.recall !== null);
      expect(Object.keys(text.lesson.terms)).toEqual(lesson.terms);
    }
  });

  test('gives the one before the room what to ask, what people believe, and where course and fact part', () => {
    for (const language of LANGUAGES) {
      const { askTheRoom, misconceptions, courseAndFact } = texts[language].lesson;
      expect(askTheRoom.length).toBeGreaterThan(0);
      expect(misconceptions.length).toBeGreaterThan(0);
      expect(courseAndFact.length).toBeGreaterThan(0);
      for (const step of lesson.steps) {
        const note = texts[language].steps[step.id]?.presenter;
        for (const part of [note?.do, note?.ask, note?.hear]) expect(said(part ?? [])).not.toBe('');
      }
    }
    expect(
      lesson.steps.reduce((sum, step) => sum + step.minutes, 0),
      'the minutes of the steps together are those of the card',
    ).toBe(lesson.card.minutes);
  });

  test('explains each term by its name first, and without a run: they stand in the glossary, too', () => {
    for (const language of LANGUAGES)
      for (const [term, spans] of Object.entries(texts[language].lesson.terms)) {
        expect(spans[0]?.kind, `${language}: ${term}`).toBe('strong');
        expect(said(spans.slice(1)), `${language}: ${term}`).toMatch(/^:/);
        expect(figuresIn([spans]), `${language}: ${term}`).toEqual([]);
      }
  });

  test('quotes figures in its notes that the run of its first check gives', () => {
    const runs = {
      main: factsOf(scenarioOf(lesson, lesson.checks[0].start), readerOf(lesson, lesson.checks[0].start)),
    };
    for (const language of LANGUAGES) {
      const { askTheRoom, misconceptions, courseAndFact, terms } = texts[language].lesson;
      const all = [...askTheRoom, ...misconceptions, ...courseAndFact, ...Object.values(terms)];
      expectFigures(all, lesson, runs, language, 'lesson');
    }
    const sets = (language: Language) => {
      const { askTheRoom, misconceptions, courseAndFact, terms } = texts[language].lesson;
      return figureSets({ askTheRoom, misconceptions, courseAndFact, terms: Object.values(terms) });
    };
    expect(sets('id')).toEqual(sets('en'));
  });

  describe.each(questions)('at $id', ({ id, step }) => {
    const proven = once(() => {
      const readers = readersOf(lesson, step);
      return { readers, runs: factsOfStep(lesson, step, readers), resolved: resolveStep(lesson, step, readers) };
    });

    const varied = once(() => {
      const again = askedAgain(step);
      if (again === step) return null;
      const readers = readersOf(lesson, again);
      return { runs: factsOfStep(lesson, again, readers), resolved: resolveStep(lesson, again, readers) };
    });

    test('stands at places that the run has', () => {
      const { runs, resolved } = proven();
      for (const { cursor } of [resolved.open, resolved.after]) {
        expect(cursor).toBeGreaterThanOrEqual(0);
        expect(cursor).toBeLessThanOrEqual(runs.main.reader.length);
      }
    });

    test('asks what the run answers with exactly one of the options', () => {
      const { resolved } = proven();
      for (const { run, options } of resolved.items) {
        const right = options.filter((o) => o.right).map((o) => o.id);
        expect(right, `options true of ${run}`).toHaveLength(1);
      }
    });

    test('has one moment to find, not to be hit by chance, and an example of each other place', () => {
      const { readers, runs, resolved } = proven();
      if (step.prediction.kind !== 'find') return;
      const { places, finds, examples } = step.prediction;
      expect(Object.keys(examples)).toEqual(Object.keys(places));
      for (const [kind, { run = 'main', cursor }] of Object.entries(examples)) {
        const facts = runs[run] as Runs['main'];
        const spot = { run, facts, cursor: placeOf(cursor, facts) };
        expect(placeFound(step.prediction, spot), `the example of ${kind}`).toBe(kind);
      }
      const { find } = resolved;
      expect(find && placeFound(step.prediction, { ...find, facts: runs[find.run] as Runs['main'] })).toBe(finds);
      const on = 'offers' in step && step.offers ? step.offers : ['main'];
      const all = on.flatMap((run) => {
        const facts = runs[run] as Runs['main'];
        return Array.from({ length: (readers[run] as TraceReader).length + 1 }, (_, cursor) => ({
          run,
          facts,
          cursor,
        }));
      });
      const hits = all.filter((spot) => placeFound(step.prediction as Find, spot) === finds);
      expect(hits.length / all.length, 'share of all places that are the one to find').toBeLessThan(0.25);
    });

    test('draws a value that falls with age, for marks that it offers', () => {
      const { runs } = proven();
      if (!('worth' in step) || !step.worth) return;
      const { worth } = step;
      const assumed = assumedAtFirst(worth);
      let before = worth.value(0, assumed, runs);
      expect(before).toBeGreaterThan(0);
      for (let share = 0; share <= 1; share += 0.01) {
        const value = worth.value(ageAt(share), assumed, runs);
        expect(value, `worth at ${ageAt(share)} µs`).toBeLessThanOrEqual(before);
        before = value;
      }
      for (const mark of worth.marks) {
        expect(step.offers).toContain(mark);
        expect(worth.age(runs[mark] as Runs['main']), `age of the answer in ${mark}`).toBeGreaterThanOrEqual(0);
      }
      for (const { start, min, max } of Object.values(worth.assumptions))
        expect(start >= min && start <= max).toBe(true);
      for (const language of LANGUAGES) {
        const named = Object.keys(texts[language].steps[id]?.worth ?? {});
        expect(new Set(named)).toEqual(new Set(['value', ...Object.keys(worth.assumptions)]));
      }
    });

    test('names what is voted on and what is to be written', () => {
      if (!('minutes' in step)) return;
      for (const language of LANGUAGES) {
        const text = texts[language].steps[id];
        expect((text?.claim.length ?? 0) > 0).toBe(step.vote === true);
        expect(Object.keys(text?.words ?? {})).toEqual((step.words ?? []).map((w) => w.id));
      }
    });

    test('answers every wrong option with something on the stage and with words', () => {
      const { readers, resolved } = proven();
      const { prediction } = step;
      const places = prediction.kind === 'find' ? Object.keys(prediction.places) : [];
      const wrong = new Set([
        ...resolved.items.flatMap(({ options }) => options.filter((o) => !o.right).map((o) => o.id)),
        ...places.filter((place) => prediction.kind === 'find' && place !== prediction.finds),
      ]);
      for (const { options } of resolved.items) {
        for (const { cause } of options) {
          expect(cause.subject).not.toBeNull();
          expect(cause.cursor).toBeLessThanOrEqual((readers[cause.run] as TraceReader).length);
        }
      }
      // Asked again about other rows, the option that was right may be wrong.
      for (const { options } of varied()?.resolved.items ?? []) for (const o of options) if (!o.right) wrong.add(o.id);
      for (const language of LANGUAGES) {
        expect(new Set(Object.keys(textOf(language, id).because))).toEqual(wrong);
      }
    });

    test('asked again about other rows, has another right answer, and says what happened', () => {
      const other = varied();
      if (!other) return;
      const { resolved } = proven();
      const rightOf = (of: typeof resolved) =>
        of.items.map(({ options }) => options.filter((o) => o.right).map((o) => o.id));
      for (const right of rightOf(other.resolved)) expect(right).toHaveLength(1);
      for (const language of LANGUAGES) {
        const text = textOf(language, id);
        const answers = (of: typeof other): unknown =>
          (of.resolved.find && of.runs[of.resolved.find.run]?.reader.timeAt(of.resolved.find.cursor)) ??
          rightOf(of.resolved).map(([right]) => shown(text.options[right as string] ?? [], lesson, of.runs, language));
        const flipped = JSON.stringify(rightOf(other.resolved)) !== JSON.stringify(rightOf(resolved));
        if (!flipped) expect(answers(other), 'the right answer').not.toEqual(answers(proven()));
        else expect(text.again.length, 'a part "again", since another option is right').toBeGreaterThan(0);
        const options = Object.values(text.options).map((spans) => shown(spans, lesson, other.runs, language));
        expect(new Set(options).size).toBe(options.length);
        const after = text.again.length > 0 ? text.again : text.after;
        expect(
          wordsIn([...text.body, ...('claim' in text ? (text.claim as Paragraphs) : []), ...after, text.rule]),
        ).toBeLessThan(MOST_WORDS);
        const right = rightOf(other.resolved).flat();
        const because = Object.entries(text.because).flatMap(([option, spans]) =>
          right.includes(option) ? [] : [spans],
        );
        const read = [
          text.title,
          ...text.body,
          text.question,
          ...Object.values(text.options),
          ...because,
          ...after,
          text.rule,
        ];
        expectFigures(read, lesson, other.runs, language, `${language} again`);
      }
      const figures = (language: Language) => figureSets({ again: textOf(language, id).again });
      expect(figures('id')).toEqual(figures('en'));
    });

    test('says it in both languages, with the same options, runs and figures, in few words', () => {
      const { runs, resolved } = proven();
      const { en, id: indonesian } = { en: textOf('en', id), id: textOf('id', id) };
      const ids = resolved.items[0]?.options.map((o) => o.id) ?? [];
      expect(Object.keys(en.options)).toEqual(ids);
      expect(Object.keys(indonesian.options)).toEqual(ids);
      expect(figureSets(partsOf(indonesian))).toEqual(figureSets(partsOf(en)));
      for (const language of LANGUAGES) {
        const text = textOf(language, id);
        expect(said(text.title)).not.toBe('');
        expect(
          wordsIn([...text.body, ...('claim' in text ? (text.claim as Paragraphs) : []), ...text.after, text.rule]),
          `words of ${id} in ${language}: at most 89`,
        ).toBeLessThan(MOST_WORDS);
        for (const [where, paragraphs] of Object.entries(partsOf(text))) {
          expectFigures(paragraphs, lesson, runs, language, `${language} ${where}`);
        }
      }
    });

    test('offers options that read differently', () => {
      const { runs } = proven();
      for (const language of LANGUAGES) {
        const read = Object.values(textOf(language, id).options).map((spans) => shown(spans, lesson, runs, language));
        expect(new Set(read).size).toBe(read.length);
      }
    });

    test('names every run that it offers or asks about', () => {
      const { readers } = proven();
      if (!('minutes' in step)) return;
      const matched = step.prediction.kind === 'match' ? step.prediction.items : [];
      const named = [...new Set([...(step.offers ?? []), ...matched])];
      for (const name of named) expect(readers).toHaveProperty(name);
      for (const language of LANGUAGES) {
        const text = texts[language].steps[id];
        expect(new Set(Object.keys(text?.runs ?? {}))).toEqual(new Set(named));
        expect((text?.task.length ?? 0) > 0).toBe(step.task !== undefined || step.ownUse === true);
      }
    });

    test('has a task that is not done yet, and can be', () => {
      const { readers } = proven();
      if (!('task' in step) || !step.task) return;
      const from = step.task.from ?? 'main';
      const done = (stage: TraceReader): boolean => {
        const outage = stage.scenario.crashes?.[0]?.restartAfter ?? 0;
        const trials = step.task?.everywhere && [...crashEverywhere(stage.scenario, outage, 'spark')];
        return taskDone(lesson, step, stage, readers, trials ? { trials } : {});
      };
      expect(done(readers[from] as TraceReader)).toBe(false);
      expect(step.task.solution.every((c) => step.task?.knobs.includes(c.set))).toBe(true);
      const spec = specsOf(step)[from] as RunSpec;
      expect(done(handedIn(lesson, spec, step.task.solution))).toBe(true);
    });
  });

  test('has a text for each check, in its order, under ids that an address can have', () => {
    const ids = lesson.checks.map(({ id }) => id);
    expect(ids[0]).toBe('check');
    for (const id of ids.slice(1)) expect(id).toMatch(/^check-[a-z-]+$/);
    for (const language of LANGUAGES) expect(Object.keys(texts[language].checks)).toEqual(ids);
  });

  describe.each(lesson.checks)('its $id', (check) => {
    const factsAfter = ({ changes, engine, pointed, found }: Handing): Facts => {
      const reader = handedIn(lesson, { ...check.start, ...(engine && { engine }) }, changes);
      const outage = reader.scenario.crashes?.[0]?.restartAfter ?? 0;
      return factsOfCheck(lesson, check, reader, {
        ...(check.everywhere && { trials: [...crashEverywhere(reader.scenario, outage, 'spark')] }),
        ...(check.points && { pointed: pointed ? rowNumber(scenarioOf(lesson, check.start), pointed) : null }),
        ...(check.moments && { found: found ?? 0 }),
      });
    };
    const grade = (handing: Handing) => gradeCheck(lesson, check, factsAfter(handing));
    const expectInText = (handing: Handing, paragraphs: Paragraphs, language: Language, where: string) =>
      expectFigures(paragraphs, lesson, { main: factsAfter(handing) }, language, where);

    test('is not passed at the start', () => {
      expect(grade({ changes: [] }).passed).toBe(false);
    });

    test.each(check.solutions.map((handing) => [JSON.stringify(handing), handing] as const))(
      'is passed by %s',
      (_, handing) => {
        expect(handing.changes.every((c) => check.knobs.includes(c.set))).toBe(true);
        expect(grade(handing)).toEqual({ passed: true, unmet: [] });
      },
    );

    test.each(check.wrong.map((w) => [w.fails, JSON.stringify(w), w] as const))(
      'is failed for %s by %s',
      (fails, _, handing) => {
        expect(grade(handing).unmet).toContain(fails);
      },
    );

    test('has a plausible wrong answer for every demand, and says why it fails, with the figures of that run', () => {
      const demands = ['alone', ...Object.keys(check.demands)];
      expect(new Set(check.wrong.map((w) => w.fails))).toEqual(new Set(demands));
      for (const language of LANGUAGES) {
        const text = texts[language].checks[check.id] as CheckText;
        expect(new Set(Object.keys(text.unless))).toEqual(new Set(demands));
        expect(Object.keys(text.shows)).toEqual(check.shows);
        for (const wrong of check.wrong) {
          const runs = { main: factsAfter(wrong) };
          for (const ref of figuresIn([text.unless[wrong.fails] ?? []])) {
            const words = figureText(quote(ref, lesson, runs), language, sentences[language].lessons, 'Asia/Jakarta');
            expect(words, `unless ${wrong.fails}: ${JSON.stringify(ref)}`).not.toMatch(/NaN|undefined|Infinity/);
          }
        }
        expectInText({ changes: [] }, [text.title, ...text.body], language, check.id);
        for (const handing of check.solutions) {
          expectInText(handing, text.passed, language, 'passed');
          for (const name of check.shows)
            expect(lesson.own[name]?.({ main: factsAfter(handing) }).kind).not.toBe('none');
        }
        for (const part of [text.presenter.do, text.presenter.ask, text.presenter.hear])
          expect(said(part)).not.toBe('');
        expect(wordsIn(text.body)).toBeLessThan(MOST_WORDS);
      }
    });
  });
});
