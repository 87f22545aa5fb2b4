/** The command line: words in, an exit code out. `arus.mjs` calls it with the machine's own files and streams. */

import { scenarioJsonSchema } from '../engine/scenario/schema';
import manifest from '../package.json';
import { readArguments } from './arguments';
import { check } from './check';
import { compareEngines } from './compare';
import { exportProject } from './export';
import type { Io } from './io';
import { lessons } from './lessons';
import { REFUSED } from './refuse';
import { run } from './run';
import { cliTexts } from './texts';

export { nodeIo } from './io';

/**
 * Exit codes: 0 it ran, 1 the query failed while running, 2 the file, its settings or the words are refused. A refusal is
 * told on standard error, with nothing on standard output.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const args = readArguments(argv, io.locale);
  switch (args.kind) {
    case 'help':
      await io.out(cliTexts[args.language].help);
      return 0;
    case 'version':
      await io.out(`${manifest.version}\n`);
      return 0;
    case 'wrong':
      io.err(`${args.message}\n`);
      return REFUSED;
    case 'schema':
      await io.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
      return 0;
    case 'check':
      return check(args, io);
    case 'lessons':
      return lessons(args, io);
    case 'export':
      return exportProject(args, io);
    case 'compare':
      return compareEngines(args, io);
    case 'run':
      return run(args, io);
  }
}
