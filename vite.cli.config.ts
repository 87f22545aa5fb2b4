import { defineConfig } from 'vite';
import { lessonPlugin } from './scripts/lessonPlugin.ts';
import { peggyPlugin } from './scripts/peggyPlugin.ts';

/** The command line as one file for Node with everything in it, so that it starts quickly and needs no packages. */
export default defineConfig({
  publicDir: false,
  plugins: [peggyPlugin(), lessonPlugin()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    outDir: 'dist/cli',
    ssr: 'cli/main.ts',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { entryFileNames: 'main.js', codeSplitting: false },
    },
  },
});
