/** A lesson's sentences: words that name a kind of thing in its colour, figures read off the run. */
import { Fragment, memo } from 'react';
import type { Figure, FigureRef, Tone } from '../../lessons/figure';
import { FIGURE_FIELDS } from '../../lessons/figure';
import { figureText } from '../../lessons/figureText';
import { quote } from '../../lessons/quote';
import type { Lesson, Runs } from '../../lessons/schema';
import type { Paragraphs, Span, Spans } from '../../lessons/text';
import { useLanguage, useTexts } from '../language/language';

/** What the figures of a text are read off: the runs of a lesson, or (of an exercise) figures that are there already. */
export type Quoted =
  | { readonly lesson: Lesson; readonly runs: Runs }
  | { readonly figures: Readonly<Record<string, Figure>>; readonly timeZone: string };

/** The value of a figure, and the zone in which its times are read. @throws Error if the run has no such thing. */
function read(ref: FigureRef, quoted: Quoted): { readonly figure: Figure; readonly timeZone: string } {
  if ('figures' in quoted) {
    const figure = quoted.figures[ref.name];
    if (!figure) throw new Error(`there is no figure "${ref.name}"`);
    return { figure, timeZone: quoted.timeZone };
  }
  const run = quoted.runs[ref.run] ?? quoted.runs.main;
  return { figure: quote(ref, quoted.lesson, quoted.runs), timeZone: run.reader.scenario.timeZone };
}

function toneOf(ref: FigureRef): Tone | null {
  if (ref.subject === 'own') return null;
  const fields: Readonly<Record<string, Tone | null>> = FIGURE_FIELDS[ref.subject];
  return fields[ref.field] ?? null;
}

function FigureWords({ of, quoted }: { of: FigureRef; quoted: Quoted }) {
  const language = useLanguage();
  const { lessons } = useTexts();
  const tone = toneOf(of);
  let words: string;
  try {
    const { figure, timeZone } = read(of, quoted);
    words = figureText(figure, language, lessons, timeZone);
  } catch {
    // A learner's own settings can make a run that has no such window or batch.
    words = lessons.noFigure;
  }
  return <span className={tone ? `t ${tone} figure` : 'figure'}>{words}</span>;
}

function SpanWords({ span, quoted }: { span: Span; quoted: Quoted }) {
  switch (span.kind) {
    case 'text':
      return <>{span.text}</>;
    case 'code':
      return <code>{span.text}</code>;
    case 'strong':
      return (
        <strong>
          <Words spans={span.spans} quoted={quoted} />
        </strong>
      );
    case 'term':
      return (
        <span className={`t ${span.tone}`}>
          <Words spans={span.spans} quoted={quoted} />
        </span>
      );
    case 'figure':
      return <FigureWords of={span.ref} quoted={quoted} />;
  }
}

/** One line of text. */
export function Words({ spans, quoted }: { spans: Spans; quoted: Quoted }) {
  return spans.map((span, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is not reordered while it is shown
    <Fragment key={i}>
      <SpanWords span={span} quoted={quoted} />
    </Fragment>
  ));
}

export const Prose = memo(function Prose({ paragraphs, quoted }: { paragraphs: Paragraphs; quoted: Quoted }) {
  return paragraphs.map((spans, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is not reordered while it is shown
    <p key={i}>
      <Words spans={spans} quoted={quoted} />
    </p>
  ));
});

/** The words of a title that quotes no figure, where only text can stand (a tab's title, a label). */
export function plainWords(spans: Spans): string {
  return spans
    .map((span) => {
      if (span.kind === 'figure') return '';
      return span.kind === 'text' || span.kind === 'code' ? span.text : plainWords(span.spans);
    })
    .join('');
}
