/** Means to hold a picture against its table twin: what the one draws or speaks, and whether the other says it, too. */
import type { ReactNode } from 'react';
import { prerenderToNodeStream } from 'react-dom/static';

/** Fields of a scene that hold sentences; the others hold names of kinds, keys and paths. */
const SENTENCES: ReadonlySet<string> = new Set(['spoken', 'text']);

/** Every sentence that a scene draws or speaks. */
export function saidBy(scene: object): string[] {
  return Object.entries(scene).flatMap(([name, value]) =>
    typeof value === 'string'
      ? SENTENCES.has(name)
        ? [value]
        : []
      : value && typeof value === 'object'
        ? saidBy(value as object)
        : [],
  );
}

/** What can be read in a document, by whom. */
export interface Read {
  /** All that a screen reader says of it: texts that are not hidden from it, and names. */
  readonly heard: string;
  /** The same of each line of a table. */
  readonly rows: readonly string[];
  /** Texts that are hidden from a screen reader, and of pictures. The labels of axes are no facts. */
  readonly seen: readonly string[];
}

/** As a screen reader takes a drawn part, the parts that it loads among it. */
export async function read(part: ReactNode): Promise<Read> {
  const { prelude } = await prerenderToNodeStream(part);
  let markup = '';
  for await (const chunk of prelude) markup += chunk;
  const heard: string[] = [];
  const rows: string[][] = [];
  const seen: string[] = [];
  const open: { readonly hidden: boolean; readonly axis: boolean; items: number }[] = [];
  for (const [, close, tag = '', attributes = '', text = ''] of markup.matchAll(TOKEN)) {
    const { hidden = false, axis = false } = open.at(-1) ?? {};
    if (text.trim() !== '') {
      (hidden ? (axis ? [] : seen) : heard).push(decoded(text));
      if (!hidden) rows.at(-1)?.push(decoded(text));
    }
    if (tag === '') continue;
    if (close === '/') {
      if (tag === 'table') rows.push([]);
      open.pop();
      continue;
    }
    for (const [, name, value = ''] of attributes.matchAll(/ (aria-label|aria-valuetext|alt)="([^"]*)"/g))
      if (name && !hidden) heard.push(decoded(value));
    if (VOID.has(tag) || attributes.endsWith('/')) continue;
    if (tag === 'tr') rows.push([]);
    // An item of an ordered list is said with its number.
    const list = open.at(-1);
    if (list && tag === 'li' && !hidden) heard.push(`${++list.items}`);
    open.push({
      items: 0,
      // What a picture with a name holds is part of it, and not said by itself.
      hidden: hidden || / aria-hidden="true"/.test(attributes) || / role="img"/.test(attributes),
      axis: axis || / class="[^"]*\b(?:tick|ends)\b/.test(attributes),
    });
  }
  return { heard: heard.join(' '), rows: rows.map((texts) => texts.join(' ')), seen };
}
/** A tag, or a text up to the next one. */
const TOKEN = /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*)>|<!--.*?-->|([^<]+)/g;
const VOID = new Set(['input', 'br', 'hr', 'img', 'wbr', 'col', 'link', 'meta']);
const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => SIGNS[name] as string).replace(/\s+/g, ' ');
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': '’' };

/** Sentences with a figure or a time that is said nowhere. */
export const missing = (sentences: Iterable<string>, told: string): string[] => {
  const figures = new Set(figuresOf(told));
  return [...new Set(sentences)].filter((sentence) => figuresOf(sentence).some((figure) => !figures.has(figure)));
};

/** Sentences of which no line has all figures and times, each as often. */
export const missingLines = (sentences: Iterable<string>, rows: readonly string[]): string[] => {
  const lines = rows.map(figuresOf);
  return [...new Set(sentences)].filter((sentence) => {
    const figures = figuresOf(sentence);
    return !lines.some((line) => {
      const left = [...line];
      return figures.every((figure) => left.includes(figure) && left.splice(left.indexOf(figure), 1));
    });
  });
};

/** `14:05:20`, `1,000`, `3`. */
const figuresOf = (text: string): readonly string[] => text.match(/\d[\d:.,]*\d|\d/g) ?? [];
