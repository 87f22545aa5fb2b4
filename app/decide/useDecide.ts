/** What was answered in the decision guide, kept in the browser where it may be; an address may bring answers along. */
import { create } from 'zustand';
import { USE_NAMES, USES, type UseName } from '../../lessons/decide/uses';
import {
  AGES,
  type Answers,
  CHOICE_QUESTIONS,
  CHOICES,
  LINES,
  type Lines,
  UNANSWERED,
} from '../../lessons/decide/verdict';
import { PRICES, type Prices } from '../../lessons/money';
import { readStored, writeStored } from '../storage';

const KEY = 'arus.decide';
const VERSION = 1;
/** Letters of a name and of a reason. */
export const LONGEST_NAME = 60;
export const LONGEST_REASON = 240;

/** Before the name of a use that the guide gives: its words are the page's, in the page's language. */
export const GIVEN = '*';
export const givenUse = (name: string): UseName | undefined => USE_NAMES.find((use) => name === GIVEN + use);

/** A use with its answers; those kept are one's own. */
export interface KeptUse {
  readonly name: string;
  readonly reason: string;
  readonly answers: Answers;
}

interface DecideStore {
  readonly name: string;
  readonly reason: string;
  readonly answers: Answers;
  readonly prices: Prices;
  readonly lines: Lines;
  readonly mine: readonly KeptUse[];
  /** False once the browser has refused to keep something. */
  readonly stored: boolean;
  /** The address brought answers of which some could not be read. */
  readonly badLink: boolean;
  /** Ids of reasons whose scenario was opened. */
  readonly opened: readonly string[];
  answer(answers: Answers): void;
  call(name: string): void;
  say(reason: string): void;
  /** Another use: its answers as they are. */
  take(use: KeptUse): void;
  /** A lesson's answers stand here; what the learner had is kept until they answer something themselves. */
  lend(answers: Answers): void;
  /** The answers that an address brings, if it brings any. */
  takeLink(hash: string): void;
  keep(): void;
  forget(name: string): void;
  model(next: { readonly prices?: Prices; readonly lines?: Lines }): void;
  open(reason: string): void;
  startOver(): void;
}

/** `10~always~act~keyed~learning~little`: the age in seconds, then the options in the order of the questions. */
export function written({ age, ...chosen }: Answers): string {
  return [age === null ? '' : String(age / 1e6), ...CHOICE_QUESTIONS.map((q) => chosen[q] ?? '')].join('~');
}

/** @returns the answers that could be read, and whether all could */
export function readAnswers(text: string): { readonly answers: Answers; readonly whole: boolean } {
  const [age, ...options] = text.split('~');
  let whole = options.length === CHOICE_QUESTIONS.length;
  const seconds = Number(age);
  const known = AGES.find((a) => a === seconds * 1e6) ?? null;
  if (age !== '' && known === null) whole = false;
  let answers: Answers = { ...UNANSWERED, age: known };
  for (const [i, question] of CHOICE_QUESTIONS.entries()) {
    const option = options[i] ?? '';
    const allowed: readonly string[] = CHOICES[question];
    if (allowed.includes(option)) answers = { ...answers, [question]: option };
    else if (option !== '') whole = false;
  }
  return { answers, whole };
}

type Kept = Pick<DecideStore, 'name' | 'reason' | 'answers' | 'mine'>;
const NOTHING: Kept = { name: '', reason: '', answers: UNANSWERED, mine: [] };

/** What cannot be read is left out: nothing here is worth stopping a page for. */
function readKept(text: string | null): Kept {
  try {
    const kept = JSON.parse(text ?? 'null') as { version?: unknown; mine?: unknown } & Record<string, unknown>;
    if (kept?.version !== VERSION) return NOTHING;
    const mine = Array.isArray(kept.mine) ? kept.mine.flatMap((use) => readUse(use) ?? []) : [];
    return { ...(readUse(kept) ?? NOTHING), mine };
  } catch {
    return NOTHING;
  }
}

function readUse(use: unknown): KeptUse | null {
  const { name, reason, answers } = (use ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof reason !== 'string' || typeof answers !== 'string') return null;
  return {
    name: name.slice(0, LONGEST_NAME),
    reason: reason.slice(0, LONGEST_REASON),
    answers: readAnswers(answers).answers,
  };
}

const writeUse = ({ name, reason, answers }: KeptUse) => ({ name, reason, answers: written(answers) });

function linked(hash: string): { readonly use: KeptUse; readonly whole: boolean } | null {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const text = query.get('a');
  if (text === null) return null;
  const { answers, whole } = readAnswers(text);
  return {
    use: {
      name: (query.get('n') ?? '').slice(0, LONGEST_NAME),
      reason: (query.get('r') ?? '').slice(0, LONGEST_REASON),
      answers,
    },
    whole,
  };
}

/** The address that opens these answers, from `#` on. */
export function linkTo({ name, reason, answers }: KeptUse): string {
  const query = new URLSearchParams({ a: written(answers), ...(name && { n: name }), ...(reason && { r: reason }) });
  return `#/decide?${query}`;
}

export const useDecide = create<DecideStore>((set, get) => {
  const kept = readKept(readStored(KEY));
  function change(next: Partial<Kept>): void {
    set(next);
    const { name, reason, answers, mine } = get();
    const text = JSON.stringify({ version: VERSION, ...writeUse({ name, reason, answers }), mine: mine.map(writeUse) });
    set({ stored: writeStored(KEY, text) });
  }
  return {
    ...kept,
    prices: PRICES,
    lines: LINES,
    stored: true,
    badLink: false,
    opened: [],
    answer: (answers) => change({ answers }),
    call: (name) => change({ name: name.slice(0, LONGEST_NAME) }),
    say: (reason) => change({ reason: reason.slice(0, LONGEST_REASON) }),
    take({ name, reason, answers }) {
      change({ name, reason, answers });
      set({ badLink: false });
    },
    lend(answers) {
      const given = USE_NAMES.find((use) => written(USES[use]) === written(answers));
      set({ name: given ? GIVEN + given : '', reason: '', answers, badLink: false });
    },
    takeLink(hash) {
      const link = linked(hash);
      if (!link) return;
      get().take(link.use);
      set({ badLink: !link.whole });
    },
    keep() {
      const { name, reason, answers, mine } = get();
      change({ mine: [{ name, reason, answers }, ...mine.filter((use) => use.name !== name)] });
    },
    forget: (name) => change({ mine: get().mine.filter((use) => use.name !== name) }),
    model: (next) => set(next),
    open: (reason) => set({ opened: [...new Set([...get().opened, reason])] }),
    startOver() {
      change({ name: '', reason: '', answers: UNANSWERED });
      set({ prices: PRICES, lines: LINES, badLink: false });
    },
  };
});
