import { minifySync, type Plugin } from 'vite';
import { filesOf, firstModules, isChunk, threadOf } from './firstLoadPlugin.ts';

/** What the code below is told of a page: places in the list of files, those of either language apart. */
interface Page {
  readonly all: readonly number[];
  readonly en: readonly number[];
  readonly id: readonly number[];
}

/**
 * Runs in the page before the app's own code is there, and asks for what home, any lesson or any other page needs first:
 * else that is asked for when the app has come and has been run, a way to the server and back later. For a lesson the
 * engine's thread begins as well.
 * Which language it is follows `app/language/language.ts`; a wrong guess costs time and nothing else.
 */
function headStart(files: readonly string[], home: Page, lesson: Page, others: Page, worker: string): void {
  const base = (document.currentScript as HTMLScriptElement).src;
  const isLesson = /^#\/lesson\/./.test(location.hash);
  const page = isLesson ? lesson : /^(?:#\/?)?$/.test(location.hash) ? home : others;
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem('arus.language');
  } catch {
    // Nothing is kept here: the browser's own languages count.
  }
  const speaks = [chosen, ...navigator.languages].flatMap((tag) => /^(?:en|id|in)/i.exec(tag ?? '') ?? []);
  const language = /^i/i.test(speaks[0] ?? 'en') ? 'id' : 'en';
  let waiting = 0;
  for (const place of [...page.all, ...page[language]]) {
    const file = files[place] as string;
    const link = document.createElement('link');
    link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload';
    if (file.endsWith('.css')) link.as = 'style';
    // As the app's code asks for it later: else it would be asked for twice.
    link.crossOrigin = '';
    link.href = new URL(file, base).href;
    waiting++;
    link.onload = () => {
      // The thread is as heavy as half of the app, and not needed before the app: it comes when the small files are there.
      if (--waiting > 0 || !isLesson || 'headStart' in globalThis) return;
      const begun = { thread: new Worker(new URL(worker, base), { type: 'module', name: 'engine' }), failed: false };
      begun.thread.onerror = () => {
        begun.failed = true;
      };
      Object.assign(globalThis, { headStart: begun });
    };
    document.head.append(link);
  }
}

/** Puts `headStart` beside the built page, with what each page needs first. */
export function headStartPlugin(): Plugin {
  let address = '';
  return {
    name: 'arus:head-start',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(isChunk);
      const base = new Set(filesOf(firstModules('en').frame, chunks, bundle));
      const styles = (file: string): readonly string[] => {
        const chunk = bundle[file];
        return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : [];
      };
      const baseStyles = new Set([...base].flatMap(styles));
      const needed = (modules: readonly string[]): readonly string[] => {
        const own = filesOf(modules, chunks, bundle).filter((file) => !base.has(file));
        return [...new Set([...own.flatMap(styles).filter((file) => !baseStyles.has(file)), ...own])];
      };
      const files: string[] = [];
      const beside = (file: string): string => file.replace(/^assets\//, '');
      const placeOf = (file: string): number => {
        const name = beside(file);
        const known = files.indexOf(name);
        return known >= 0 ? known : files.push(name) - 1;
      };
      const pageOf = (page: 'home' | 'lesson' | 'others'): Page => {
        const [en, id] = [needed(firstModules('en')[page]), needed(firstModules('id')[page])];
        const only = (own: readonly string[], other: readonly string[]) =>
          own.filter((file) => !other.includes(file)).map(placeOf);
        return { all: en.filter((file) => id.includes(file)).map(placeOf), en: only(en, id), id: only(id, en) };
      };
      const pages = [pageOf('home'), pageOf('lesson'), pageOf('others')];
      const told = [files, ...pages, beside(threadOf(bundle))].map((value) => JSON.stringify(value));
      const { code } = minifySync('head-start.js', `(${String(headStart)})(${told.join(',')});`);
      const file = this.emitFile({ type: 'asset', name: 'head-start.js', source: code });
      address = this.getFileName(file);
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: `./${address}`, async: true }, injectTo: 'head' }],
    },
  };
}
