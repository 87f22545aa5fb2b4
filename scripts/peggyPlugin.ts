import peggy from 'peggy';
import type { Plugin } from 'vite';

/**
 * Compiles `*.peggy` grammars into parsers while the app, the tests and the command line are built. A parser is plain
 * code by then: nothing is generated at run time, so the content security policy can forbid it.
 */
export function peggyPlugin(): Plugin {
  return {
    name: 'arus:peggy',
    transform: {
      filter: { id: /\.peggy$/ },
      handler: (code, id) => ({
        code: withoutMessages(peggy.generate(code, { output: 'source', format: 'es', grammarSource: id })),
        map: null,
      }),
    },
  };
}

/**
 * A parser without its sentences about what it cannot read, half a KiB of the engine's thread: who asks for a tree says what
 * was expected and found in the person's language.
 */
function withoutMessages(parser: string): string {
  const lean = parser
    .replace(/(class peg\$SyntaxError [\s\S]*?)\n {2}format\(sources\)[\s\S]*?\n\}\n/, '$1}\n')
    .replace('peg$SyntaxError.buildMessage(expected, found)', "''");
  if (lean.includes('buildMessage')) throw new Error('peggy writes the messages of its parsers in another way now');
  return lean;
}
