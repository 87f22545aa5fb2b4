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
        code: peggy.generate(code, { output: 'source', format: 'es', grammarSource: id }),
        map: null,
      }),
    },
  };
}
