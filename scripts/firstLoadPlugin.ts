import { readdirSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

/** What home and a lesson's first place load until somebody touches the page, by the ends of the modules' names. */
const FRAME = ['/app/main.tsx', '/app/App.tsx'];
const HOME = (language: string) => [
  '/app/home/HomePage.tsx',
  '/app/home/Hero.tsx',
  `/i18n/${language}/ofHome.ts`,
  '/lessons/06-watermark/tunnel:json:scenario',
];
/** What comes to the home page by itself once its first picture stands. */
const HOME_THEN = ['/app/home/lessonFigures.tsx', '/app/home/ProgressFile.tsx'];
const STAGE = (language: string) => ['/app/lesson/LessonPage.tsx', `/i18n/${language}/ofStage.ts`];
const LESSON = (folder: string, language: string) => [
  ...STAGE(language),
  `/lessons/${folder}/lesson.ts`,
  `/lessons/${folder}/text.${language}:md:lesson`,
];

/** The ways to all other pages. */
const OTHERS = ['/app/pages.tsx'];

/** What every page loads, and what home, all lessons and all others load besides, by the ends of the modules' names. */
export const firstModules = (language: string) => ({
  frame: FRAME,
  home: HOME(language),
  lesson: STAGE(language),
  others: OTHERS,
});

/** The first file of the engine's thread, which is a build of its own: the one that the page names. */
export function threadOf(bundle: Rolldown.OutputBundle): string {
  const file = Object.keys(bundle).find((name) => /^assets\/worker-[\w-]{8}\.js$/.test(name));
  if (!file)
    throw new Error('no file of the built app is the engine’s thread: tell firstLoadPlugin.ts what it is called');
  return file;
}

export const isChunk = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): file is Rolldown.OutputChunk =>
  file.type === 'chunk';

/**
 * Writes `first-loads.json` beside the built app: the scripts of each first load, and those of the engine's thread.
 * `scripts/checkBuilt.mjs` weighs them, a browser test holds them against what a browser asks for.
 */
export function firstLoadPlugin(): Plugin {
  return {
    name: 'arus:first-load',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(isChunk);
      const headStart = Object.keys(bundle).filter((file) => /^assets\/head-start-[\w-]+\.js$/.test(file));
      const pages: Record<string, string[]> = {};
      for (const language of ['en', 'id']) {
        pages[`home, ${language}`] = [
          ...headStart,
          ...filesOf([...FRAME, ...HOME(language), ...HOME_THEN], chunks, bundle),
        ];
        for (const folder of readdirSync('lessons').filter((name) => /^\d\d-/.test(name)))
          pages[`lesson/${folder.slice(3)}, ${language}`] = [
            ...headStart,
            ...filesOf([...FRAME, ...LESSON(folder, language)], chunks, bundle),
          ];
      }
      const thread = threadOf(bundle);
      const threads = { [thread]: withImports(thread, bundle) };
      this.emitFile({ type: 'asset', fileName: 'first-loads.json', source: JSON.stringify({ pages, threads }) });
    },
  };
}

/** The files of modules with all that they import at once. */
export function filesOf(
  modules: readonly string[],
  chunks: readonly Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
): string[] {
  const files = new Set<string>();
  const add = (fileName: string): void => {
    const chunk = bundle[fileName];
    if (files.has(fileName) || chunk?.type !== 'chunk') return;
    files.add(fileName);
    for (const imported of chunk.imports) add(imported);
  };
  for (const end of modules) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.replaceAll('\\', '/').endsWith(end)));
    if (!chunk) throw new Error(`no file of the built app has ${end}: tell firstLoadPlugin.ts what took its place`);
    add(chunk.fileName);
  }
  return [...files];
}

/** A file of the thread with those that it imports at once; its build is over, so they are read off its code. */
function withImports(file: string, bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>();
  const add = (name: string): void => {
    const asset = bundle[name];
    if (files.has(name) || asset?.type !== 'asset') return;
    files.add(name);
    for (const [, imported] of String(asset.source).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g))
      add(`assets/${imported}`);
  };
  add(file);
  return [...files];
}
