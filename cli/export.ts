/** `arus export`: writes a scenario as code for the real engine. */
import { join } from 'node:path';
import { exportPyspark, ROW_SOURCES } from '../engine/export/pyspark';
import { nearest } from '../engine/faults';
import { exportWords } from '../i18n/exports';
import type { Arguments, Command } from './arguments';
import { readScenario } from './input';
import type { Io } from './io';
import { REFUSED, refuse } from './refuse';
import { cliTexts } from './texts';

const TARGETS = ['pyspark'] as const;

export async function exportProject(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  const { language, to, out } = args;
  const source = ROW_SOURCES.find((name) => name === args.source);
  const texts = cliTexts[language];
  const no = (message: string) => {
    io.err(`${message}\n`);
    return REFUSED;
  };
  const all = TARGETS.join(', ');
  if (to === null) return no(texts.targetMissing(all));
  if (!TARGETS.some((name) => name === to)) return no(texts.unknownTarget(to, nearest(to, TARGETS), all));
  if (!source)
    return no(texts.unknownRowSource(args.source, nearest(args.source, ROW_SOURCES), ROW_SOURCES.join(', ')));
  const input = await readScenario(args.file, io, texts);
  if (!input.ok) return 'faults' in input ? refuse(io, language, input.name, input.faults) : no(input.message);

  const exported = exportPyspark(input.scenario, { words: exportWords[language].pyspark, language, source });
  if (!exported.ok) return refuse(io, language, input.name, exported.faults);
  const { files } = exported;
  if (out === null) {
    await io.out(files[0]?.text ?? '');
    return 0;
  }
  for (const { path, text } of files) {
    const file = join(out, path);
    try {
      await io.write(file, text);
    } catch (error) {
      return no(texts.unwritable(file, (error as { code?: string }).code ?? String(error)));
    }
    await io.out(`${texts.wrote(file)}\n`);
  }
  return 0;
}
