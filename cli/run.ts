/** `arus run`: simulates a scenario on one engine and prints its batches, its progress lines or its trace. */
import { unmetCrashes } from '../engine/engines/unmetCrashes';
import { nearest } from '../engine/faults';
import { takers } from '../engine/measure/takers';
import { planFaults } from '../engine/query/plan';
import type { EngineName } from '../engine/scenario/scenario';
import { simulate } from '../engine/simulate';
import { progressLines } from '../engine/trace/progress';
import { batchIdOf, type Trace } from '../engine/trace/trace';
import type { Language } from '../i18n/index';
import type { Arguments, Command } from './arguments';
import { readScenario } from './input';
import type { Io } from './io';
import { REFUSED, refuse } from './refuse';
import { report } from './report';
import { cliTexts } from './texts';
import { traceLines } from './traceLines';

const ENGINE_NAMES: readonly EngineName[] = ['spark', 'flink', 'kafkaStreams', 'batchLoop', 'dailyBatch'];

/** The query failed while it ran. */
const FAILED = 1;

export async function run(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  const { language, form } = args;
  const texts = cliTexts[language];
  const engine = ENGINE_NAMES.find((name) => name === args.engine);
  if (!engine) {
    io.err(`${texts.unknownEngine(args.engine, nearest(args.engine, ENGINE_NAMES))}\n`);
    return REFUSED;
  }
  const input = await readScenario(args.file, io, texts);
  if (!input.ok) {
    if ('faults' in input) return refuse(io, language, input.name, input.faults);
    io.err(`${input.message}\n`);
    return REFUSED;
  }
  const { scenario } = input;
  const refusals = planFaults(scenario, engine);
  if (refusals.length > 0) return refuse(io, language, input.name, refusals, takers(scenario, ENGINE_NAMES).runs);

  const trace = simulate(scenario, engine);
  const unmet = unmetCrashes(scenario, trace);
  if (unmet.length > 0) return refuse(io, language, input.name, unmet);
  if (form === 'json') await print(io, progressLines(trace));
  else if (form === 'trace') await print(io, traceLines(trace, scenario));
  else await print(io, report(trace, scenario, language));
  const { departs } = trace;
  if (departs !== undefined && !trace.failure) io.err(`${departsText(trace, departs, language)}\n`);
  return trace.failure ? FAILED : 0;
}

/** That real Spark fails where this run goes on. */
export function departsText(trace: Trace, batch: number, language: Language): string {
  const { title, text } = cliTexts[language].compare.departs;
  return `${title(batchIdOf(trace, batch))}. ${text}`;
}

/** Writes lines some at a time: a trace may have millions. */
async function print(io: Io, lines: Iterable<string>): Promise<void> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    await io.out(text);
    text = '';
  }
  if (text !== '') await io.out(text);
}
