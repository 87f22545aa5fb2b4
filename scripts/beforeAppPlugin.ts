import { type Plugin, runnerImport } from 'vite';
import type { beforeApp } from '../i18n/en/beforeApp';

type Words = { readonly [Key in keyof typeof beforeApp]: string };

/**
 * What the page says before the app is there, which may be never: it stands in the page itself, in both languages, and
 * shows after a while (`app/styles/base.css`), or at once where no script runs. React takes its place.
 */
export function beforeAppPlugin(): Plugin {
  return {
    name: 'arus:before-app',
    async transformIndexHtml(html) {
      const said = async (language: string): Promise<Words> =>
        (await runnerImport<{ beforeApp: Words }>(`/i18n/${language}/beforeApp.ts`, { configFile: false })).module
          .beforeApp;
      const words = { en: await said('en'), id: await said('id') };
      const inBoth = (key: keyof Words): string =>
        Object.entries(words)
          .map(([language, { [key]: text }]) => `<p lang="${language}">${text}</p>`)
          .join('');
      return html.replace(
        '<div id="root"></div>',
        `<div id="root"><div class="before-app">${inBoth('slow')}</div></div><noscript>${inBoth('scripts')}</noscript>`,
      );
    },
  };
}
