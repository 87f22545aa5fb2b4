/**
 * Every exercise proves itself: the given answers pass on all hidden streams, each plausible wrong one fails on as many
 * as the exercise says, the streams are the same each time, and both languages say it all, with figures that are there.
 */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, texts as sentences } from '../../i18n';
import type { FigureRef } from '../figure';
import { figureText } from '../figureText';
import type { Paragraphs, Span, Spans } from '../text';
import { grade, gradeStream, hasPassed, passes, streamsOf } from './grade';
import { fits } from './handed';
import { enginesHere } from './here';
import { EXERCISES } from './index';
import type { Graded, Handed } from './schema';
import type { ExerciseText } from './text';

const MOST_WORDS = 120;
const MOST_OF_A_HINT = 90;

const exercises = await Promise.all(
  EXERCISES.map(async ({ card, load, text }) => ({
    slug: card.slug,
    exercise: await load(),
    texts: { en: await text('en'), id: await text('id') },
  })),
);

const flat = (spans: Spans): readonly Span[] =>
  spans.flatMap((span) => (span.kind === 'strong' || span.kind === 'term' ? [span, ...flat(span.spans)] : [span]));
const figuresIn = (paragraphs: Paragraphs): FigureRef[] =>
  paragraphs.flatMap(flat).flatMap((span) => (span.kind === 'figure' ? [span.ref] : []));
const wordsIn = (paragraphs: Paragraphs): number =>
  paragraphs
    .map((spans) =>
      flat(spans)
        .map((s) => (s.kind === 'figure' ? '0' : 'text' in s ? s.text : ''))
        .join(''),
    )
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Parts of a text that quote the exercise's own figures, and those that also quote a stream's. */
const general = (text: ExerciseText): Record<string, Paragraphs> => ({
  title: [text.title],
  body: text.body,
  ...prefixed('part', text.parts),
  ...Object.assign({}, ...Object.entries(text.choices).map(([id, options]) => prefixed(`choice ${id}`, options))),
  ...prefixed('measure', text.measures),
  ...prefixed('column', text.columns),
  ...prefixed('stream', text.streams),
  ...prefixed('run', text.runs),
  hints: text.hints,
  best: text.best,
  ...prefixed('wrong', text.wrong),
});
const prefixed = (prefix: string, of: Readonly<Record<string, Spans>>): Record<string, Paragraphs> =>
  Object.fromEntries(Object.entries(of).map(([id, spans]) => [`${prefix} ${id}`, [spans]]));
const figureSets = (parts: Record<string, Paragraphs>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(parts).map(([where, p]) => [where, [...new Set(figuresIn(p).map((f) => JSON.stringify(f)))].sort()]),
  );

describe.each(exercises)('the exercise $slug', ({ exercise, texts }) => {
  const graded = new Map<Handed, Promise<readonly Graded[]>>();
  const gradeOnce = (handed: Handed) => {
    const before = graded.get(handed) ?? grade(exercise, handed, enginesHere);
    graded.set(handed, before);
    return before;
  };

  test('has five hidden streams, which are the same each time', () => {
    expect(exercise.hidden).toHaveLength(5);
    const made = streamsOf(exercise).map(({ make }) => make());
    expect(streamsOf(exercise).map(({ make }) => make())).toEqual(made);
    expect(new Set(made.map(({ sources, engines }) => JSON.stringify([sources, engines], typed))).size).toBe(6);
  });

  test('is not passed by what it starts with', async () => {
    expect(fits(exercise, exercise.start)).toBe(true);
    expect(hasPassed(exercise, await gradeOnce(exercise.start))).toBe(false);
  });

  test.each([exercise.best, ...exercise.solutions].map((handed, i) => ({ i, handed })))(
    'is passed by its answer $i on every stream',
    async ({ handed }) => {
      expect(fits(exercise, handed)).toBe(true);
      const unmet = (await gradeOnce(handed)).flatMap(({ stream, marks }) =>
        Object.entries(marks).flatMap(([id, { met, figure, of }]) => (met ? [] : [{ stream, id, figure, of }])),
      );
      expect(unmet).toEqual([]);
    },
  );

  test('has three or more plausible wrong answers', () => {
    expect(exercise.wrong.length).toBeGreaterThanOrEqual(3);
    for (const language of LANGUAGES)
      expect(Object.keys(texts[language].wrong)).toEqual(exercise.wrong.map(({ id }) => id));
  });

  test.each(exercise.wrong)(
    'is failed by the wrong answer $id, which $passes of the five let through',
    async (wrong) => {
      expect(fits(exercise, wrong.handed)).toBe(true);
      const found = await gradeOnce(wrong.handed);
      expect(passes(exercise, found)).toBe(wrong.passes);
      expect(wrong.passes).toBeLessThan(exercise.hidden.length);
    },
  );

  test('stands a failed stream where it fails, in a run that is there', async () => {
    for (const { handed } of exercise.wrong)
      for (const { stream: id, marks } of await gradeOnce(handed)) {
        const stream = streamsOf(exercise).find((s) => s.id === id);
        if (!stream) throw new Error(`no stream "${id}"`);
        for (const { met, at } of Object.values(marks)) {
          if (met || !at) continue;
          const runs = exercise.staged(stream.make(), handed, id);
          const run = at.run === undefined ? runs[0] : runs.find((r) => r.id === at.run);
          expect(run).toBeDefined();
          const reader = await enginesHere.run((run as (typeof runs)[0]).scenario, (run as (typeof runs)[0]).engine);
          expect(at.cursor).toBeGreaterThanOrEqual(0);
          expect(at.cursor).toBeLessThanOrEqual(reader.length);
        }
      }
  });

  test('says it in both languages, with the same figures, in few words', () => {
    expect(figureSets(general(texts.id))).toEqual(figureSets(general(texts.en)));
    expect(figureSets(prefixed('unless', texts.id.unless))).toEqual(figureSets(prefixed('unless', texts.en.unless)));
    const ids = exercise.measures.map((m) => m.id);
    for (const language of LANGUAGES) {
      const text = texts[language];
      expect(Object.keys(text.measures)).toEqual(ids);
      expect(Object.keys(text.columns)).toEqual(ids);
      expect(Object.keys(text.unless)).toEqual(ids);
      expect(Object.keys(text.streams)).toEqual(streamsOf(exercise).map((s) => s.id));
      expect(Object.keys(text.parts)).toEqual(exercise.parts.map((p) => p.id));
      for (const part of exercise.parts)
        if (part.kind === 'choice') expect(Object.keys(text.choices[part.id] ?? {})).toEqual(part.options);
      const runs = exercise.staged(exercise.own.make(), exercise.start, exercise.own.id).map((r) => r.id);
      expect(Object.keys(text.runs)).toEqual(runs.length > 1 ? runs : []);
      expect(wordsIn(text.body), `words of the task in ${language}`).toBeLessThan(MOST_WORDS);
      for (const hint of text.hints) expect(wordsIn([hint])).toBeLessThan(MOST_OF_A_HINT);
      expect(wordsIn(text.best)).toBeLessThan(MOST_WORDS);
    }
  });

  test('quotes figures that are there: its own, and of a failed stream that stream’s', async () => {
    const found = await Promise.all(exercise.wrong.map(({ handed }) => gradeOnce(handed)));
    const failing = found.flat().filter((g) => !g.passed);
    for (const language of LANGUAGES) {
      const says = (ref: FigureRef, figures: Graded['figures'], where: string): void => {
        const figure = ref.subject === 'own' ? figures[ref.name] : undefined;
        expect(figure, `${where}: ${JSON.stringify(ref)}`).toBeDefined();
        if (!figure) return;
        expect(figure.kind, `${where}: ${JSON.stringify(ref)}`).not.toBe('none');
        expect(figureText(figure, language, sentences[language].lessons, 'Asia/Jakarta')).not.toMatch(/NaN|undefined/);
      };
      for (const [where, paragraphs] of Object.entries(general(texts[language])))
        for (const ref of figuresIn(paragraphs)) says(ref, exercise.figures, where);
      for (const { marks, figures, stream } of failing)
        for (const [measure, spans] of Object.entries(texts[language].unless))
          if (marks[measure]?.met === false)
            for (const ref of figuresIn([spans]))
              says(ref, { ...exercise.figures, ...figures }, `${stream} ${measure}`);
    }
  });

  test('grades one stream as it grades it among the others', async () => {
    const [first] = exercise.hidden;
    if (!first) return;
    const all = await gradeOnce(exercise.start);
    expect(await gradeStream(exercise, first, exercise.start, enginesHere)).toEqual(all[1]);
  });
});

/** Typed arrays and maps as their values. */
function typed(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  return value instanceof Map ? [...value] : value;
}
