// What a page loads before anyone has touched it, weighed as a host with brotli sends it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const KIBIBYTE = 1024;

/** KiB of brotli, headers included, before anyone has touched the page. */
export const BUDGETS = { script: 140, thread: 64 };
/** Bytes of the headers of one answer; HTTP/1.1, as `bench/firstLoad.bench.ts` measures them. */
const HEADERS = 160;

/**
 * The places whose first load is over its budget, each with its weight.
 * @param {string} folder the built app, with the list that `firstLoadPlugin.ts` put there
 * @returns {string[]}
 */
export function faultsOfFirstLoads(folder, budgets = BUDGETS) {
  const { pages, threads } = JSON.parse(readFileSync(join(folder, 'first-loads.json'), 'utf8'));
  const weights = new Map();
  const weightOf = (file) => {
    if (!weights.has(file)) weights.set(file, brotliCompressSync(readFileSync(join(folder, file))).length + HEADERS);
    return weights.get(file);
  };
  const over = (list, budget, what) =>
    Object.entries(list).flatMap(([place, files]) => {
      const weight = files.reduce((sum, file) => sum + weightOf(file), 0) / KIBIBYTE;
      return weight > budget
        ? [`${place}: ${what} of ${weight.toFixed(1)} KiB for its first picture, ${budget} at most`]
        : [];
    });
  return [...over(pages, budgets.script, 'script'), ...over(threads, budgets.thread, 'an engine')];
}
