/** `arus check`: every fault of a file, and whether the engines that it names take its query. */
import { unmetCrashes } from '../engine/engines/unmetCrashes';
import { takers } from '../engine/measure/takers';
import { planFaults } from '../engine/query/plan';
import type { EngineName } from '../engine/scenario/scenario';
import { ENGINES, simulate } from '../engine/simulate';
import { list } from '../i18n/list';
import type { Arguments, Command } from './arguments';
import { readScenario } from './input';
import type { Io } from './io';
import { REFUSED, refuse, refuseAsJson } from './refuse';
import { cliTexts } from './texts';

export async function check(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  const { language } = args;
  const texts = cliTexts[language];
  const refused =
    args.form === 'json'
      ? refuseAsJson
      : (...[to, lang, faults, able]: Parameters<typeof refuseAsJson>) => refuse(to, lang, args.file, faults, able);
  const input = await readScenario(args.file, io, texts);
  if (!input.ok) {
    if ('faults' in input) return refused(io, language, input.faults);
    io.err(`${input.message}\n`);
    return REFUSED;
  }
  const { scenario } = input;
  const engines: readonly EngineName[] = scenario.named.length > 0 ? scenario.named : ['spark'];
  let refuses = false;
  const faults = engines.flatMap((engine) => {
    const refusals = planFaults(scenario, engine);
    refuses ||= refusals.length > 0;
    // Whether what a crash names exists is known once it has run.
    return refusals.length > 0 || !scenario.crashes ? refusals : unmetCrashes(scenario, simulate(scenario, engine));
  });
  // What is wrong with the query itself each engine says.
  const told = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  if (told.length > 0) return refused(io, language, told, refuses ? takers(scenario, ENGINES).runs : []);

  if (args.form === 'json') await io.out(`${JSON.stringify({ valid: true, faults: [], engines })}\n`);
  else {
    const rows = scenario.sources.reduce((sum, source) => sum + source.rows.count, 0);
    await io.out(`${texts.valid(input.name, rows, scenario.sources.length, list(engines, language))}\n`);
  }
  return 0;
}
