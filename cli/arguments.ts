/** Reads the words of a command line. A word that is none is answered with the nearest that is. */
import { parseArgs } from 'node:util';
import { nearest } from '../engine/faults';
import { LANGUAGES, type Language } from '../i18n/index';
import { type CliTexts, cliTexts } from './texts';

export const COMMANDS = ['run', 'compare', 'check', 'export', 'schema', 'lessons'] as const;
export type Command = (typeof COMMANDS)[number];
/** Commands that read no file. */
const WITHOUT_FILE: readonly string[] = ['schema', 'lessons'];

const TAKES: Readonly<Record<Command, readonly string[]>> = {
  run: ['engine', 'json', 'trace', 'lang', 'help', 'version'],
  compare: ['json', 'lang', 'help', 'version'],
  check: ['json', 'lang', 'help', 'version'],
  export: ['to', 'source', 'out', 'lang', 'help', 'version'],
  schema: ['lang', 'help', 'version'],
  lessons: ['json', 'lang', 'help', 'version'],
};
const VALUED = ['engine', 'to', 'source', 'out', 'lang'];

export type Arguments =
  | { readonly kind: 'help' | 'version'; readonly language: Language }
  | { readonly kind: 'wrong'; readonly language: Language; readonly message: string }
  | {
      readonly kind: Command;
      readonly language: Language;
      readonly file: string;
      readonly engine: string;
      readonly form: 'text' | 'json' | 'trace';
      /** What `export` writes; null if it is not said. */
      readonly to: string | null;
      /** Where what `export` writes takes its rows from. */
      readonly source: string;
      /** The folder that `export` writes into; null: standard output. */
      readonly out: string | null;
    };

/** @param locale the terminal's, as in `LANG` */
export function readArguments(argv: readonly string[], locale: string): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.values(TAKES)
        .flat()
        .map((name) => [name, { type: VALUED.includes(name) ? ('string' as const) : ('boolean' as const) }]),
    ),
  });
  const options = tokens.filter((token) => token.kind === 'option');
  const words = tokens.filter((token) => token.kind === 'positional').map((token) => token.value);
  const asked = options.findLast((option) => option.name === 'lang')?.value;
  const known = LANGUAGES.find((language) => language === asked);
  const language = known ?? (asked === undefined && /^(id|in)([_.-]|$)/i.test(locale) ? 'id' : 'en');
  const texts = cliTexts[language];
  const wrong = (message: string): Arguments => ({ kind: 'wrong', language, message });

  const given = (name: string) => options.findLast((option) => option.name === name)?.value ?? null;
  const has = (name: string) => options.some((option) => option.name === name);
  if (has('help')) return { kind: 'help', language };
  if (has('version')) return { kind: 'version', language };
  if (asked !== undefined && !known) return wrong(texts.unknownLanguage(asked));

  const [command, ...files] = words;
  if (command === undefined)
    return options.length > 0 ? wrong(unknownOption(options[0], 'run', texts)) : { kind: 'help', language };
  if (!isCommand(command)) return wrong(texts.unknownCommand(command, nearest(command, COMMANDS), COMMANDS.join(', ')));
  for (const option of options) {
    if (!TAKES[command].includes(option.name)) return wrong(unknownOption(option, command, texts));
    if (VALUED.includes(option.name) && !option.value) return wrong(texts.valueMissing(option.rawName));
    if (!VALUED.includes(option.name) && option.value !== undefined) return wrong(texts.noValue(option.rawName));
  }
  if (files.length > (WITHOUT_FILE.includes(command) ? 0 : 1)) return wrong(texts.tooManyFiles(files.join(' ')));
  if (!WITHOUT_FILE.includes(command) && files.length === 0) return wrong(texts.fileMissing(command));
  if (has('json') && has('trace')) return wrong(texts.jsonOrTrace);
  return {
    kind: command,
    language,
    file: files[0] ?? '',
    engine: given('engine') ?? 'spark',
    to: given('to'),
    source: given('source') ?? 'arrivals',
    out: given('out'),
    form: has('json') ? 'json' : has('trace') ? 'trace' : 'text',
  };
}

const isCommand = (word: string): word is Command => (COMMANDS as readonly string[]).includes(word);

function unknownOption(
  option: { readonly name: string; readonly rawName: string } | undefined,
  command: Command,
  texts: CliTexts,
): string {
  const suggestion = nearest(option?.name ?? '', TAKES[command]);
  return texts.unknownOption(option?.rawName ?? '', suggestion === null ? null : `--${suggestion}`);
}
