import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { lessonPlugin } from './scripts/lessonPlugin.ts';
import { peggyPlugin } from './scripts/peggyPlugin.ts';
import { receiptsPlugin } from './scripts/receiptsPlugin.ts';

/**
 * What the built page may load: its own files, and pictures that it drew itself. No inline script or style, no code from
 * strings, no other host. Styles set through the DOM's own interface (`element.style`) are not concerned.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The policy goes into built pages only: the dev server's hot reload needs inline scripts. */
function contentSecurityPolicyPlugin(): Plugin {
  return {
    name: 'arus:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** How long each plugin took is news to nobody who types `npm start`. */
const quiet = { checks: { pluginTimings: false } };

/**
 * What is one file in the built app though several pages need it: else each such piece were a file of a few hundred
 * bytes. Lazy parts keep their own.
 */
const groups = [
  {
    name: 'base',
    priority: 2,
    test: /node_modules\/(react|react-dom|scheduler|zustand|wouter|regexparam|use-sync-external-store)\/|\/app\/(announce|storage|title|engineThread|language\/.*|frame\/.*)\.tsx?$|\/i18n\/(first|languages|format)\.ts$|\/engine\/time\.ts$/,
  },
  {
    name: 'run',
    priority: 1,
    test: /\/engine\/(values|faults|instant|interval|trace\/(columnarReader|reader|moment|trace|indexes|causes|sink|outputRow|json|undone|steps)|scenario\/(edit|defaults)|explain\/groupName|measure\/(measures|truth|letGo))\.ts$|\/lessons\/(quote|facts|place|figure)\.ts$|\/app\/(trace\/.*|engineClient|controls\/moveRow|compare\/place|useLoaded|stores\/.*|views\/rails\/useSize)\.ts$/,
  },
];

export default defineConfig({
  // Relative addresses: the built folder runs from any path.
  base: './',
  plugins: [react(), peggyPlugin(), lessonPlugin(), receiptsPlugin(), contentSecurityPolicyPlugin()],
  worker: { format: 'es', plugins: () => [peggyPlugin()], rolldownOptions: quiet },
  build: {
    outDir: 'dist/app',
    rolldownOptions: {
      ...quiet,
      output: { codeSplitting: { groups } },
    },
    target: 'es2022',
    // The policy forbids fonts and scripts from data: addresses.
    assetsInlineLimit: 0,
    // Every browser that Arus supports knows modulepreload.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
