/**
 * A scenario at a moment as an address: `#s=` and the scenario's file, deflated and written in letters that a chat or a
 * mail leaves alone. Nothing is stored anywhere: the address is the scenario.
 */
import { parseScenarioText } from '../../engine/scenario/parse';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { writeScenarioText } from '../../engine/scenario/write';
import type { ViewName } from '../stage/StageHead';
import type { Look } from '../stores/look';
import type { View } from '../views/rails/view';
import { bytesOf, lettersOf } from './letters';

/** What a link says beside its scenario: which engine, and where its run stands. */
export interface Standing {
  readonly engine: EngineName;
  /** Number of entries that have happened; the same run has the same entries. */
  readonly cursor: number;
  /** Microseconds of processing time: where to stand if another version's run has other entries. */
  readonly now: number;
}

export interface Shared extends Standing {
  readonly scenario: Scenario;
  /** How it is looked at, where that is not as anyone finds it. */
  readonly look?: Partial<Look>;
}

export type ReadLink =
  | { readonly ok: true; readonly shared: Shared }
  /** `invalid`: the text is whole, but no scenario that this Arus knows; it can be mended by hand. */
  | { readonly ok: false; readonly why: 'broken' | 'newer' }
  | { readonly ok: false; readonly why: 'invalid'; readonly text: string };

const VERSION = 1;
/** Characters: what browsers, chats and mail programs carry whole. */
export const LONGEST_LINK = 32_000;
/** Characters a link may unfold to: the limit of a scenario's file. A short address must not fill the memory. */
const LONGEST_TEXT = 20_000_000;

/** @returns what follows the `#` of the app's address */
export async function linkTo({ scenario, engine, cursor, now, look }: Shared): Promise<string> {
  // Without the file's line breaks: they are a tenth of the address.
  const file: unknown = JSON.parse(writeScenarioText(scenario));
  const text = JSON.stringify({
    v: VERSION,
    engine,
    cursor,
    now,
    ...(look && { look: written(look) }),
    scenario: file,
  });
  const deflated = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return `s=${lettersOf(deflated)}`;
}

/** @param letters what follows `#s=` */
export async function readLink(letters: string): Promise<ReadLink> {
  let said: unknown;
  try {
    const text = await through(bytesOf(letters), new DecompressionStream('deflate-raw'), LONGEST_TEXT);
    said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    return { ok: false, why: 'broken' };
  }
  if (typeof said !== 'object' || said === null) return { ok: false, why: 'broken' };
  const { v, engine, cursor, now, look, scenario: file } = said as Record<string, unknown>;
  if (typeof v === 'number' && v > VERSION) return { ok: false, why: 'newer' };
  if (v !== VERSION || typeof engine !== 'string' || !Number.isFinite(cursor) || !Number.isFinite(now))
    return { ok: false, why: 'broken' };
  const text = JSON.stringify(file, null, 2) ?? '';
  const parsed = parseScenarioText(text);
  if (!parsed.ok) return { ok: false, why: 'invalid', text };
  return {
    ok: true,
    shared: {
      scenario: parsed.scenario,
      engine: engine as EngineName,
      cursor: cursor as number,
      now: now as number,
      look: readLook(look),
    },
  };
}

/** In an address a stretch of time is its two ends: `{ "view": "map", "region": [from, to, from, to] }`, event time first. */
function written({ view, time, region }: Partial<Look>): Record<string, unknown> {
  const ends = ({ from, to }: View): number[] => [from, to].map(Math.round);
  return {
    ...(view && view !== 'rails' && { view }),
    ...(time && { time: ends(time) }),
    ...(region && { region: [...ends(region.event), ...ends(region.processing)] }),
  };
}

/** What this Arus does not know of it is left out: the scenario and its moment are there without it. */
function readLook(said: unknown): Partial<Look> {
  if (typeof said !== 'object' || said === null) return {};
  const { view, time, region } = said as Record<string, unknown>;
  const [all, event, processing] = [spans(time), spans(region), spans(region, 2)];
  return {
    ...(VIEWS.some((name) => name === view) && { view: view as ViewName }),
    ...(all && { time: all }),
    ...(event && processing && { region: { event, processing } }),
  };
}

const VIEWS: readonly ViewName[] = ['rails', 'map', 'table', 'backlog'];

/** The stretch that begins at a place of a list of numbers; null where there is none. */
function spans(list: unknown, at = 0): View | null {
  const [from, to] = Array.isArray(list) ? list.slice(at, at + 2) : [];
  return Number.isFinite(from) && Number.isFinite(to) && from < to ? { from, to } : null;
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reading = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reading.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reading.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
