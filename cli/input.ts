/** The scenario file of a command: read, but not if it is too large, and parsed. */
import { type Fault, fault } from '../engine/faults';
import { LARGEST_FILE } from '../engine/scenario/largest';
import { parseScenarioText } from '../engine/scenario/parse';
import type { Scenario } from '../engine/scenario/scenario';
import type { Input, Io } from './io';
import type { CliTexts } from './texts';

export type Read =
  | { readonly ok: true; readonly name: string; readonly scenario: Scenario }
  | { readonly ok: false; readonly name: string; readonly faults: readonly Fault[] }
  /** There is no file to read. */
  | { readonly ok: false; readonly name: string; readonly message: string };

export async function readScenario(path: string, io: Io, texts: CliTexts): Promise<Read> {
  const name = path === '-' ? texts.standardInput : path;
  let bytes: Uint8Array | TooLarge;
  try {
    bytes = await readBytes(path === '-' ? io.stdin() : await io.open(path));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'ENOENT') return { ok: false, name, message: texts.noFile(path) };
    if (code === 'EISDIR') return { ok: false, name, message: texts.isFolder(path) };
    return { ok: false, name, message: texts.unreadable(path, code ?? message) };
  }
  if (!(bytes instanceof Uint8Array)) {
    return { ok: false, name, faults: [fault('', 'tooLarge', { bytes: bytes.size, limit: LARGEST_FILE })] };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, name, faults: [fault('', 'notText', {})] };
  }
  return { name, ...parseScenarioText(text) };
}

/** `size` is null where it is not known before everything is read. */
interface TooLarge {
  readonly size: number | null;
}

async function readBytes({ size, chunks }: Input): Promise<Uint8Array | TooLarge> {
  if (size !== null && size > LARGEST_FILE) return { size };
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > LARGEST_FILE) return { size: null };
    read.push(chunk);
  }
  return Buffer.concat(read);
}
