/** Reads an exercise's text file: the same small subset of Markdown as a lesson's (`../parse.ts`), with one section. */
import { about, entries, one, paragraphs, readSections, required, type Section } from '../parse';
import type { Spans } from '../text';
import type { ExerciseText } from './text';

/** @throws TextError for the first fault */
export function parseExerciseText(source: string): ExerciseText {
  const section = required(readSections(source), 'exercise');
  return {
    title: section.title,
    body: paragraphs(section, 'body'),
    parts: entries(section, 'parts'),
    choices: choices(section),
    measures: entries(section, 'measures'),
    columns: entries(section, 'columns'),
    unless: about(section, 'unless'),
    streams: entries(section, 'streams'),
    runs: section.parts.has('runs') ? entries(section, 'runs') : {},
    hints: [one(section, 'hint nudge'), one(section, 'hint rule'), one(section, 'hint cause')],
    best: paragraphs(section, 'best'),
    wrong: about(section, 'wrong'),
  };
}

function choices(section: Section): Record<string, Record<string, Spans>> {
  const found: Record<string, Record<string, Spans>> = {};
  for (const name of section.parts.keys())
    if (name.startsWith('choice ')) found[name.slice('choice '.length)] = entries(section, name);
  return found;
}
