/** The text of a file that a person chose or dropped; refused by its size before it is read, and if nothing is in it. */
import { type Fault, fault } from '../../engine/faults';
import { LARGEST_FILE } from '../../engine/scenario/largest';

export type FileText = { readonly text: string } | { readonly fault: Fault } | { readonly said: string };

/** `said`: what the browser says where it cannot read the file (it was moved, or is a folder). */
export async function readFile(file: File): Promise<FileText> {
  if (file.size > LARGEST_FILE) return { fault: fault('', 'tooLarge', { bytes: file.size, limit: LARGEST_FILE }) };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch (reason) {
    return { said: reason instanceof Error ? reason.message : String(reason) };
  }
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return { fault: fault('', 'notText', {}) };
  }
  return text.trim() === '' ? { fault: fault('', 'emptyFile', {}) } : { text };
}

/** UTF-8, but where a file begins with the mark of UTF-16: what Excel calls Unicode text. */
function encodingOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A scenario begins with a bracket; what does not is taken for a table. A person may say otherwise. */
export function kindOf(text: string, name: string | null): 'json' | 'csv' {
  if (name !== null && /\.json$/i.test(name)) return 'json';
  if (name !== null && /\.(?:csv|tsv)$/i.test(name)) return 'csv';
  return /^\uFEFF?\s*[{[]/.test(text) ? 'json' : 'csv';
}
