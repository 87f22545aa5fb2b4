import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { beforeAppPlugin } from './scripts/beforeAppPlugin.ts';
import { firstLoadPlugin } from './scripts/firstLoadPlugin.ts';
import { flightsPlugin } from './scripts/flightsPlugin.ts';
import { headStartPlugin } from './scripts/headStartPlugin.ts';
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

/** The files of a folder of the app that are one file with others; without their endings. */
const inApp = (folder: string, names: string): string => `/app/${folder}/(?:${names})\\.tsx?$`;
const oneOf = (...patterns: string[]): RegExp => new RegExp(patterns.join('|'));

/**
 * What is one file in the built app though several pages need it: else each such piece were a file of a few hundred
 * bytes, with headers as heavy. What comes first takes what it matches. What is loaded only when it is wanted, or when
 * the picture stands, is in none of them and keeps a file of its own.
 */
const groups = [
  // Frames every page, with a run, where one stands in it, and its picture: the home page and all stages have them.
  {
    name: 'base',
    test: oneOf(
      'rolldown/runtime|vite/preload-helper',
      '/node_modules/(?:react|react-dom|scheduler|zustand)/',
      '/app/(?:announce|storage|title|router|engineThread|useIdle|useLoaded|language/.*|frame/(?!Dialog|Unknown|Guard).*)\\.tsx?$',
      '/i18n/(?:first|languages|format)\\.ts$',
      '/lessons/(?:packed|course|sources)\\.ts$',
      '/app/(?:App|main)\\.tsx?$',
      '/engine/(?:time|values|instantText|interval)\\.ts$',
      '/engine/trace/(?:columnarReader|reader|moment|trace|indexes|sink|outputRow|undone|steps)\\.ts$',
      '/engine/scenario/(?:edit|defaults|move|posted)\\.ts$',
      '/engine/explain/groupName\\.ts$',
      '/engine/measure/truth\\.ts$',
      '/app/(?:engineClient|stores/.*|compare/place)\\.ts$',
      inApp('trace', 'carried|labels|rowFacts|withheld'),
      inApp(
        'views/rails',
        'Rails|marks|layout|brackets|useHand|batches|view|steps|ticks|pick|useMoves|useView|useSize|crowds|step|words|frame',
      ),
    ),
  },
  // The stage around it, and a lesson beside it.
  {
    name: 'stage',
    test: oneOf(
      inApp(
        'stage',
        'Stage|StageHead|Picture|PanelsPart|Question|EngineChoice|Notice|chosenRow|takeBack|use(?:Behind|Hurried|Moment|Shortcuts|StageKeys|StageView|Steps|RowHand|Verdict|OldFuture|Calm)',
      ),
      inApp('views/transport', 'Transport|Scrubber|layout|jump'),
      inApp('views/inspector', 'useAnswer'),
      inApp('controls', 'Settings|Knob|MenuButton'),
      inApp('export', 'ExportButton'),
      inApp('keep', 'KeepButton'),
      inApp('receipts', 'StageBadge'),
      '/engine/(?:engines/names|scenario/span)\\.ts$',
      inApp('lesson', 'LessonPage|LessonPanel|Prose|Question|Sheet|places|runs|stageMoves|useCheck|useLessonRun'),
      '/lessons/(?:quote|facts|place|figure|figureText|resolve|change|make|money|08-micro-batch/latency)\\.ts$',
    ),
  },
  // The streams of the lesson about watermarks, which others show too: it has the most to load.
  { name: 'watermark', test: oneOf('/lessons/(?:[^/]+/)?(?:tunnel|late-1015)\\.json') },
  // What the course says of each lesson.
  { name: 'course', test: oneOf('/lessons/index\\.ts$', '/card:ts:card$') },
  // Sentences by what needs them.
  ...['en', 'id'].flatMap((language) => [
    {
      name: `${language}-stage`,
      test: oneOf(`/i18n/${language}/(?:rails|stageFirst|lessonPanelFirst|lessons|ofStage)\\.ts$`),
    },
    { name: `${language}-saves`, test: oneOf(`/i18n/${language}/(?:saves|crashPoints)\\.ts$`) },
    { name: `${language}-home`, test: oneOf(`/i18n/${language}/(?:home|ofHome)\\.ts$`) },
  ]),
].map((group, place, all) => ({ ...group, priority: all.length - place }));

export default defineConfig({
  // Relative addresses: the built folder runs from any path.
  base: './',
  plugins: [
    react(),
    peggyPlugin(),
    lessonPlugin(),
    receiptsPlugin(),
    flightsPlugin(),
    contentSecurityPolicyPlugin(),
    beforeAppPlugin(),
    headStartPlugin(),
    firstLoadPlugin(),
  ],
  // Base UI brings a stand-in for what every React that Arus runs on has.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim(?:\/index\.js)?$/, replacement: 'react' }] },
  worker: {
    format: 'es',
    plugins: () => [peggyPlugin()],
    rolldownOptions: { ...quiet, output: { chunkFileNames: 'assets/worker-[name]-[hash].js' } },
  },
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
    modulePreload: {
      polyfill: false,
      // What every page has is there. And what a first picture brings later it brings in one more turn: the names of all
      // those files are no part of it. A lesson is data, and the stage comes with its page.
      resolveDependencies: (file, needed, { hostId }) => {
        const isLesson = /\/lesson-/.test(file);
        const isLater = /\/(?:base|stage)-/.test(hostId) && !isLesson && !/\/HomePage-/.test(file);
        const isThere = isLesson ? /\/(?:base|rolldown-runtime|stage)-/ : /\/(?:base|rolldown-runtime)-/;
        // Its own file is asked for as it is imported.
        return needed.filter(
          (one) => !isThere.test(one) && (one.endsWith('.css') || !isLater) && (one !== file || !isLesson),
        );
      },
    },
    chunkSizeWarningLimit: 2000,
  },
});
