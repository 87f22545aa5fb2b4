/**
 * The fonts of a picture, to be carried in its file: in another font its words are wider than the room that they were
 * given, and run out of their plates and over the picture's edge.
 */

/** Rules of the page's own fonts, with the font in them, as far as the signs of these texts need. Empty: none was to be had. */
export async function fontsOf(texts: readonly Element[]): Promise<string> {
  const signs = new Map<string, Set<number>>();
  for (const text of texts) {
    const family = familyOf(getComputedStyle(text).fontFamily);
    const known = signs.get(family) ?? new Set();
    signs.set(family, known);
    for (const sign of text.textContent ?? '') known.add(sign.codePointAt(0) as number);
  }
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [{ rule, sheet: sheet.href }] : [])),
  );
  const rules = await Promise.all(
    faces.map(async ({ rule: { style }, sheet }) => {
      const of = (name: string): string => style.getPropertyValue(name);
      const wanted = signs.get(familyOf(of('font-family')));
      if (!wanted || ![...wanted].some((sign) => isIn(sign, of('unicode-range')))) return '';
      const file = /url\("?([^")]+)"?\)/.exec(of('src'))?.[1];
      const font = file && (await fetched(new URL(file, sheet ?? location.href)));
      return font
        ? `@font-face{font-family:${of('font-family')};font-weight:${of('font-weight')};unicode-range:${of('unicode-range')};src:url(${font}) format("woff2")}`
        : '';
    }),
  );
  return rules.join('');
}

/** The first of a list of families. */
const familyOf = (list: string): string => (list.split(',')[0] ?? '').trim().replace(/^["']|["']$/g, '');

/** Whether a range like `U+20-7E, U+A0` has a code point; without one it has all. */
const isIn = (sign: number, range: string): boolean =>
  range === '' ||
  range.split(',').some((part) => {
    const [from, to = from] = part
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    return from !== undefined && to !== undefined && sign >= from && sign <= to;
  });

/** A file as an address that holds it; null where it cannot be had, as with the connection gone. */
async function fetched(address: URL): Promise<string | null> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return `data:font/woff2;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
  } catch {
    return null;
  }
}
