/**
 * Reads a lesson's text file, a small subset of Markdown:
 *
 *     # step-id | Title of the step          a section: a step, or `lesson`, `recall`, `check`, `check-…`
 *     A paragraph with **strong** words, `code`, a [watermark]{water} and a figure {row:tunnel.arrived}.
 *     ## question                            a part of the section
 *     What happens?
 *     - dropped: It is dropped               an entry of a part, by id
 *     ## because counted                     a part about an id
 *
 * Lines of a paragraph and of an entry are joined; a blank line ends a paragraph. A digit that no run gives (a product's
 * version, a figure of the course's own wording) is written `{literal:16|the course's word}`, with the reason for which
 * it is no reference. The whole file is read or an error names the line.
 */
import { FIGURE_FIELDS, type FigureRef, type FigureSubject, TONES, type Tone } from './figure';
import type { CheckText, LessonText, Paragraphs, QuestionText, Span, Spans, StepText } from './text';

/** A fault of a text file, with its line (from 1). */
export class TextError extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`line ${line}: ${what}`);
  }
}

export interface Part {
  readonly line: number;
  readonly paragraphs: Spans[];
  readonly entries: { readonly id: string | null; readonly spans: Spans }[];
}

export interface Section {
  readonly line: number;
  readonly title: Spans;
  readonly parts: Map<string, Part>;
}

/** Sections of a file that are not steps. */
const RESERVED = ['lesson', 'recall'];
const isCheck = (id: string): boolean => id === 'check' || id.startsWith('check-');

/** @throws TextError for the first fault. */
export function parseLessonText(source: string): LessonText {
  const sections = readSections(source);
  const lesson = required(sections, 'lesson');
  required(sections, 'check');
  const recall = sections.get('recall');
  return {
    lesson: {
      askTheRoom: paragraphs(lesson, 'ask-the-room'),
      misconceptions: part(lesson, 'misconceptions').entries.map((e) => e.spans),
      courseAndFact: paragraphs(lesson, 'course-and-fact'),
      terms: entries(lesson, 'terms'),
    },
    recall: recall ? question(recall) : null,
    steps: Object.fromEntries(
      [...sections].filter(([id]) => !RESERVED.includes(id) && !isCheck(id)).map(([id, s]) => [id, step(s)]),
    ),
    checks: Object.fromEntries([...sections].filter(([id]) => isCheck(id)).map(([id, s]) => [id, check(s)])),
  };
}

function question(section: Section): QuestionText {
  return {
    title: section.title,
    body: paragraphs(section, 'body'),
    question: one(section, 'question'),
    options: section.parts.get('question')?.entries.length ? entries(section, 'question') : {},
    because: about(section, 'because'),
    after: paragraphs(section, 'after', []),
    again: paragraphs(section, 'again', []),
    rule: one(section, 'rule'),
  };
}

function step(section: Section): StepText {
  return {
    ...question(section),
    task: paragraphs(section, 'task', []),
    claim: paragraphs(section, 'claim', []),
    words: section.parts.has('words') ? entries(section, 'words') : {},
    worth: section.parts.has('worth') ? entries(section, 'worth') : {},
    runs: section.parts.has('runs') ? entries(section, 'runs') : {},
    presenter: presenter(section),
  };
}

function check(section: Section): CheckText {
  return {
    title: section.title,
    body: paragraphs(section, 'body'),
    shows: section.parts.has('shows') ? entries(section, 'shows') : {},
    unless: about(section, 'unless'),
    passed: paragraphs(section, 'passed'),
    presenter: presenter(section),
  };
}

function presenter(section: Section) {
  const notes = entries(section, 'presenter');
  const note = (id: string): Spans => {
    const spans = notes[id];
    if (!spans) throw new TextError(part(section, 'presenter').line, `the presenter's note has no "${id}"`);
    return spans;
  };
  return { do: note('do'), ask: note('ask'), hear: note('hear') };
}

// ---------------------------------------------------------------- parts

export function required(sections: Map<string, Section>, id: string): Section {
  const section = sections.get(id);
  if (!section) throw new TextError(1, `there is no section "# ${id}"`);
  return section;
}

export function part(section: Section, name: string): Part {
  const found = section.parts.get(name);
  if (!found) throw new TextError(section.line, `this section has no part "## ${name}"`);
  return found;
}

export function paragraphs(section: Section, name: string, otherwise?: Paragraphs): Paragraphs {
  if (otherwise && !section.parts.has(name)) return otherwise;
  return part(section, name).paragraphs;
}

export function one(section: Section, name: string): Spans {
  const { paragraphs, line } = part(section, name);
  if (paragraphs.length !== 1) throw new TextError(line, `"## ${name}" is one paragraph, not ${paragraphs.length}`);
  return paragraphs[0] as Spans;
}

export function entries(section: Section, name: string): Record<string, Spans> {
  const { entries, line } = part(section, name);
  const found: Record<string, Spans> = {};
  for (const { id, spans } of entries) {
    if (id === null) throw new TextError(line, `an entry of "## ${name}" has no id`);
    if (id in found) throw new TextError(line, `"## ${name}" has "${id}" twice`);
    found[id] = spans;
  }
  return found;
}

/** Parts such as `## because counted`, by what follows the first word. */
export function about(section: Section, word: string): Record<string, Spans> {
  const found: Record<string, Spans> = {};
  for (const name of section.parts.keys()) {
    if (name.startsWith(`${word} `)) found[name.slice(word.length + 1)] = one(section, name);
  }
  return found;
}

// ---------------------------------------------------------------- lines

export function readSections(source: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | null = null;
  let current: Part | null = null;
  let open: { lines: string[]; line: number; entry: boolean } | null = null;

  const close = () => {
    if (!open || !current) return;
    const text = open.lines.join(' ');
    if (open.entry) {
      const named = /^([a-zA-Z0-9-]+): +(.*)$/.exec(text);
      current.entries.push({ id: named?.[1] ?? null, spans: parseSpans(named?.[2] ?? text, open.line) });
    } else {
      current.paragraphs.push(parseSpans(text, open.line));
    }
    open = null;
  };
  const begin = (name: string, line: number) => {
    if (!section) throw new TextError(line, 'a part before the first "# section"');
    if (section.parts.has(name)) throw new TextError(line, `this section has "${name}" twice`);
    current = { line, paragraphs: [], entries: [] };
    section.parts.set(name, current);
  };

  source.split(/\r?\n/).forEach((raw, i) => {
    const line = i + 1;
    const text = raw.trim();
    const heading = /^(#{1,2}) +(.*)$/.exec(text);
    if (heading) {
      close();
      const what = heading[2] as string;
      if (heading[1] === '#') {
        const [id, title] = what.split(/ *\| */, 2) as [string, string | undefined];
        if (sections.has(id)) throw new TextError(line, `the section "${id}" stands here twice`);
        section = { line, title: parseSpans(title ?? '', line), parts: new Map() };
        sections.set(id, section);
        begin('body', line);
      } else {
        begin(what, line);
      }
    } else if (text === '') {
      close();
    } else if (text.startsWith('- ')) {
      close();
      if (!current) throw new TextError(line, 'an entry before the first "# section"');
      open = { lines: [text.slice(2).trim()], line, entry: true };
    } else if (open) {
      open.lines.push(text);
    } else {
      if (!current) throw new TextError(line, 'a text before the first "# section"');
      open = { lines: [text], line, entry: false };
    }
  });
  close();
  return sections;
}

// ---------------------------------------------------------------- spans

/** The spans of one paragraph. @throws TextError */
export function parseSpans(text: string, line = 1): Spans {
  const spans: Span[] = [];
  const plain = (s: string) => {
    const last = spans.at(-1);
    if (last?.kind === 'text') spans[spans.length - 1] = { kind: 'text', text: last.text + s };
    else if (s) spans.push({ kind: 'text', text: s });
  };
  let at = 0;
  const until = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    if (end < 0) throw new TextError(line, `"${mark}" is missing after "${text.slice(at, at + 20)}"`);
    return end;
  };
  while (at < text.length) {
    if (text.startsWith('**', at)) {
      const end = until('**', at + 2);
      spans.push({ kind: 'strong', spans: parseSpans(text.slice(at + 2, end), line) });
      at = end + 2;
    } else if (text[at] === '`') {
      const end = until('`', at + 1);
      const code = text.slice(at + 1, end);
      // What code says stands as it is written, digits too: a reader would see the braces.
      if (/\{[a-z]+:\S/.test(code)) throw new TextError(line, `nothing is quoted in code: "${code}"`);
      spans.push({ kind: 'code', text: code });
      at = end + 1;
    } else if (text[at] === '[') {
      const middle = until(']{', at);
      const end = until('}', middle);
      const tone = text.slice(middle + 2, end);
      if (!isTone(tone)) throw new TextError(line, `"${tone}" is none of ${TONES.join(', ')}`);
      spans.push({ kind: 'term', tone, spans: parseSpans(text.slice(at + 1, middle), line) });
      at = end + 1;
    } else if (text[at] === '{') {
      const end = until('}', at);
      const inside = text.slice(at + 1, end);
      if (inside.startsWith('literal:')) {
        const [words, reason] = inside.slice('literal:'.length).split('|', 2) as [string, string | undefined];
        if (!reason?.trim()) throw new TextError(line, `"{${inside}}" does not say why it is no reference`);
        plain(words);
      } else {
        spans.push({ kind: 'figure', ref: parseFigure(inside, line) });
      }
      at = end + 1;
    } else {
      const next = text.slice(at + 1).search(/\*\*|[`[{]/);
      const end = next < 0 ? text.length : at + 1 + next;
      const words = text.slice(at, end);
      if (/\d/.test(words))
        throw new TextError(line, `bare digits in "${words.trim()}": quote the run, or say {literal:…|why}`);
      plain(words);
      at = end;
    }
  }
  return spans;
}

function isTone(word: string): word is Tone {
  return (TONES as readonly string[]).includes(word);
}

/** `row:tunnel.arrived@late` without its braces. @throws TextError */
export function parseFigure(inside: string, line = 1): FigureRef {
  const match = /^([a-zA-Z]+)(?::([a-zA-Z0-9-]+))?(?:\.([a-zA-Z]+))?(?:@([a-zA-Z0-9-]+))?$/.exec(inside);
  if (!match) throw new TextError(line, `"{${inside}}" is no figure`);
  const [, subject = '', name = '', field = '', run = 'main'] = match;
  if (subject === 'own') return { subject: 'own', name, run };
  if (!(subject in FIGURE_FIELDS)) {
    throw new TextError(line, `"{${inside}}": "${subject}" is none of own, ${Object.keys(FIGURE_FIELDS).join(', ')}`);
  }
  const fields = FIGURE_FIELDS[subject as FigureSubject];
  if (!(field in fields)) {
    throw new TextError(line, `"{${inside}}": ${subject} has ${Object.keys(fields).join(', ')}, no "${field}"`);
  }
  return { subject: subject as FigureSubject, name, field, run };
}
