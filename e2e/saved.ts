/** Files that the menus of a page give. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Language } from '../i18n/index';
import { texts } from '../i18n/index';
import { expect } from './fixtures';

/** Saves by the entry `item` of the menu Save, by keys alone. */
export async function save(
  page: Page,
  language: Language,
  item: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const button = page.getByRole('button', { name: texts[language].keep.save, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('menu').getByRole('menuitem', { name: item, exact: true });
  await expect(entry).toBeVisible();
  await entry.focus();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/**
 * What an SVG file says when it stands alone, where nothing of the page is: its words, and which of them are not in the
 * fonts that it carries.
 */
export async function seenAlone(
  page: Page,
  svg: string,
): Promise<{ words: string[]; fontless: string[]; ink: string[] }> {
  const alone = await page.context().newPage();
  const wrong = await alone.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null,
    svg,
  );
  expect(wrong).toBeNull();
  await alone.setContent(svg);
  const seen = await alone.evaluate(async () => {
    await Promise.all([...document.fonts].map((font) => font.load()));
    const carried = new Set([...document.fonts].map(({ family }) => family.replaceAll('"', '')));
    const all = [...document.querySelectorAll<SVGTextElement>('text')];
    const familyOf = (text: Element) => getComputedStyle(text).fontFamily.split(',')[0]?.replaceAll('"', '') ?? '';
    return {
      words: all.map(({ textContent }) => textContent ?? ''),
      fontless: all.filter((text) => !carried.has(familyOf(text))).map(({ textContent }) => textContent ?? ''),
      ink: [...document.querySelectorAll('[class], [style]')].map(({ outerHTML }) => outerHTML.slice(0, 80)),
    };
  });
  await alone.close();
  return seen;
}

/** How large the picture in a PNG file is, in pixels. */
export function pngSize(bytes: Buffer): { readonly width: number; readonly height: number } {
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
