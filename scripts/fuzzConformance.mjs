// `npm run conformance:fuzz -- --engine spark --count 100 --seed 1`: random scenarios on the real engine and on Arus. Where
// they differ the smallest scenario found is printed, and written to .cache/fuzz. Needs what conformance:record needs.
import './requireNode.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { projectRoot } from './projectRoot.mjs';
import { realEngine, servingCommand } from './recordConformance.mjs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'spark' },
    count: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});
const engine = realEngine(values.engine);
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || !Number.isInteger(seed) || count < 1) {
  console.error('--count and --seed take whole numbers.');
  process.exit(2);
}

const load = async (path, plugins = []) =>
  (await runnerImport(join(projectRoot, path), { configFile: false, plugins })).module;
const { peggyPlugin } = await load('scripts/peggyPlugin.ts');
const { fuzz, FUZZED, RealEngine } = await load('engine/conformance/fuzz/fuzz.ts', [peggyPlugin()]);
if (!FUZZED.includes(engine)) {
  console.error(`Random scenarios are made for ${FUZZED.join(', ')}.`);
  process.exit(2);
}

const folder = join(projectRoot, '.cache', 'fuzz');
const verdicts = { same: 0, failed: 0, refused: 0, notModelled: 0, different: 0 };
const real = new RealEngine(servingCommand(engine));
const findings = await fuzz(real, engine, count, seed, (i, verdict) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${i - seed + 1} of ${count} `);
  if (typeof verdict === 'string') verdicts[verdict]++;
  else {
    verdicts.different++;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${i}.json`);
    writeFileSync(file, `${JSON.stringify(verdict.scenario, null, 2)}\n`);
    console.log(`seed ${i}: ${verdict.difference}\n  ${file}`);
  }
});
await real.stop();
console.log(
  `${count} scenarios: ${verdicts.same} the same, ${verdicts.failed} failed alike, ${verdicts.refused} refused alike, ` +
    `${verdicts.notModelled} not modelled, ${verdicts.different} different.`,
);
process.exitCode = findings.length > 0 ? 1 : 0;
