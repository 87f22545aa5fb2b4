/**
 * What is drawn, as text: one line a mark with its kind, its place and its words. Two pictures are the same where their
 * scenes are; a change of a picture is read in the difference of two texts. Pixels are for eyes (`npm run look`).
 */
import type { Page } from '@playwright/test';

/** Counts what is drawn on canvases, which leave no marks behind. Before the page is opened. */
export async function watchCanvases(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const proto = CanvasRenderingContext2D.prototype;
    const drawn = new WeakMap<HTMLCanvasElement, Record<string, number>>();
    (globalThis as unknown as { drawnOn: typeof drawn }).drawnOn = drawn;
    const { clearRect } = proto;
    proto.clearRect = function (...at) {
      drawn.set(this.canvas, {});
      clearRect.apply(this, at);
    };
    for (const name of ['fillRect', 'bezierCurveTo', 'fill', 'stroke'] as const) {
      const own = proto[name] as (...args: unknown[]) => void;
      proto[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        const counts = drawn.get(this.canvas);
        if (counts) counts[name] = (counts[name] ?? 0) + 1;
        own.apply(this, args);
      } as never;
    }
  });
}

/** The scene within an element. `marks: false`: its words only. */
export function sceneOf(page: Page, selector: string, marks = true): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((root, withMarks) => {
      const PLACES = [
        'x',
        'y',
        'x1',
        'y1',
        'x2',
        'y2',
        'cx',
        'cy',
        'r',
        'width',
        'height',
        'd',
        'transform',
        'text-anchor',
      ];
      const rounded = (value: string): string =>
        value.replace(/-?\d+\.\d+/g, (n) => String(Math.round(Number(n) * 10) / 10));
      const lines: string[] = [];
      const quoted = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').trim());
      const ownText = (e: Element): string =>
        [...e.childNodes].map((n) => (n.nodeType === Node.TEXT_NODE ? n.textContent : '')).join('');
      const walk = (e: Element): void => {
        if (e.tagName === 'defs' || e.tagName === 'TITLE') return;
        const style = getComputedStyle(e);
        // What has faded out is seen by nobody.
        if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return;
        const svg = e instanceof SVGElement;
        const tag = e.tagName.toLowerCase();
        const classes = (e.getAttribute('class') ?? '')
          .split(/\s+/)
          .filter(Boolean)
          .map((c) => `.${c}`)
          .join('');
        const label = e.getAttribute('aria-label') ?? e.getAttribute('aria-valuetext');
        const text = tag === 'text' ? (e.textContent ?? '') : ownText(e);
        const words = [label, text.trim() === '' ? null : text].flatMap((w) => (w ? [quoted(w)] : []));
        if (!withMarks) {
          lines.push(...words);
          if (tag === 'text') return;
        } else if (tag === 'canvas') {
          const on = (globalThis as unknown as { drawnOn?: WeakMap<Element, Record<string, number>> }).drawnOn?.get(e);
          lines.push(
            `canvas${Object.entries(on ?? {})
              .map(([k, n]) => ` ${k} ${n}`)
              .join(',')}`,
          );
        } else if (svg && !['svg', 'g', 'tspan'].includes(tag)) {
          const at = PLACES.flatMap((name) => {
            const value = e.getAttribute(name);
            return value === null ? [] : [`${name}=${rounded(value)}`];
          });
          lines.push([`${tag}${classes}`, ...at, ...words].join(' '));
          if (tag === 'text') return;
        } else {
          const at = svg ? e.getAttribute('transform') : e.getAttribute('style');
          const states = ['aria-pressed', 'aria-current', 'aria-disabled', 'data-state'].flatMap((name) =>
            e.hasAttribute(name) ? [`${name}=${e.getAttribute(name)}`] : [],
          );
          if (words.length > 0 || at || states.length > 0 || (svg && classes && tag === 'g'))
            lines.push([`${tag}${classes}`, ...(at ? [rounded(at)] : []), ...states, ...words].join(' '));
        }
        for (const child of e.children) walk(child);
      };
      walk(root);
      return `${lines.join('\n')}\n`;
    }, marks);
}
