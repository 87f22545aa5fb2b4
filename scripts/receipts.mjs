// Which cases are recorded for which engine, and the index of what was measured. A case is recorded for every engine that
// its `engines` names and that exists outside Arus.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

export const conformance = join(projectRoot, 'engine/conformance');

const readCase = (name) => JSON.parse(readFileSync(join(conformance, 'cases', `${name}.json`), 'utf8'));

/** Names of the cases that are recorded for an engine. */
export function casesOf(engine) {
  return readdirSync(join(conformance, 'cases'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
    .filter((name) => engine in (readCase(name).engines ?? {}));
}

export const recordingOf = (engine, name) => join(conformance, 'recorded', engine, `${name}.jsonl`);

/** Writes the index for a record-by-record engine: each case, the rule that it shows, and how many lines there are. */
export function writeReceipts(engine, library) {
  const recorded = casesOf(engine).filter((name) => existsSync(recordingOf(engine, name)));
  const receipts = recorded.map((name) => {
    const lines = readFileSync(recordingOf(engine, name), 'utf8').split('\n');
    return {
      case: name,
      rule: readCase(name).title,
      lines: lines.filter((line) => line.includes('"timestamp"')).length,
    };
  });
  const text = receipts.map((receipt) => `    ${JSON.stringify(receipt)}`).join(',\n');
  writeFileSync(
    join(conformance, 'recorded', engine, 'receipts.json'),
    `{\n  "engine": ${JSON.stringify(library)},\n  "cases": [\n${text}\n  ]\n}\n`,
  );
}
