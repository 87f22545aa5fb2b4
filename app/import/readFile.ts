/** The text of a file that a person chose or dropped; refused by its size before it is read. */
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
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: fault('', 'notText', {}) };
  }
}

/** A scenario begins with a bracket; what does not is taken for a table. A person may say otherwise. */
export function kindOf(text: string, name: string | null): 'json' | 'csv' {
  if (name !== null && /\.json$/i.test(name)) return 'json';
  if (name !== null && /\.(?:csv|tsv)$/i.test(name)) return 'csv';
  return /^\uFEFF?\s*[{[]/.test(text) ? 'json' : 'csv';
}
