/**
 * A part of the page drawn as marks: its drawings as they are, of the rest the boxes and the words, each where it stands.
 * What a style adds before or after an element is not in it.
 */
import { dressed } from './dress';

/** From where places are measured, in pixels of the window. */
interface Origin {
  readonly x: number;
  readonly y: number;
}

/** @returns the marks as text; what is not seen on the page is not in them */
export function drawnPart(element: Element, origin: Origin): string {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Words for a screen reader alone stand in a box of one pixel.
  const unseen = style.overflow === 'hidden' && box.width <= 1 && box.height <= 1;
  if (style.display === 'none' || style.visibility === 'hidden' || unseen) return '';
  const at = { x: round(box.x - origin.x), y: round(box.y - origin.y) };
  const size = { width: round(box.width), height: round(box.height) };
  if (element instanceof SVGSVGElement)
    return dressed(element, { ...at, ...size, ...(style.overflow === 'visible' && { overflow: 'visible' }) });
  const inside = [...element.childNodes]
    .map((node, i) => ({ node, i, z: node instanceof Element ? Number(getComputedStyle(node).zIndex) || 0 : 0 }))
    .sort((a, b) => a.z - b.z || a.i - b.i)
    .map(({ node }) =>
      node instanceof Element ? drawnPart(node, origin) : node instanceof Text ? words(node, style, origin) : '',
    );
  const marks = boxOf(style, { ...at, ...size }) + inside.join('');
  return style.opacity === '1' || marks === '' ? marks : `<g opacity="${style.opacity}">${marks}</g>`;
}

/** The elements of a part that have words of their own. */
export const worded = (part: Element): readonly Element[] =>
  [part, ...part.querySelectorAll('*')].filter((element) =>
    [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  );

/** Its ground and its border, if they are seen. */
function boxOf(style: CSSStyleDeclaration, box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): string {
  const ring = (inset: number, look: Readonly<Record<string, string | number>>): string => {
    const { x, y, width, height } = box;
    const place = { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset };
    const rx = Math.max(0, Math.min(Number.parseFloat(style.borderTopLeftRadius) - inset, place.height / 2));
    return `<rect${attributes({ ...place, rx, ...look })}/>`;
  };
  const border = style.borderTopStyle === 'none' ? 0 : Number.parseFloat(style.borderTopWidth);
  const edged = border > 0 && style.borderBottomStyle !== 'none' && style.borderLeftStyle !== 'none';
  const outline = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  const fill = style.backgroundColor;
  return [
    edged || isSeen(fill)
      ? ring(edged ? border / 2 : 0, {
          fill: isSeen(fill) ? fill : 'none',
          ...(edged && { stroke: style.borderTopColor, 'stroke-width': border }),
        })
      : '',
    outline > 0
      ? ring(-Number.parseFloat(style.outlineOffset) - outline / 2, {
          fill: 'none',
          stroke: style.outlineColor,
          'stroke-width': outline,
        })
      : '',
  ].join('');
}

/** Each line of a text on its own: an SVG breaks none. */
function words(text: Text, style: CSSStyleDeclaration, origin: Origin): string {
  const range = document.createRange();
  const lines: { said: string; readonly box: DOMRect }[] = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.y - box.y) < 2) line.said += ` ${word}`;
    else lines.push({ said: word, box });
  }
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen || lines.length === 0) return '';
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = pen.measureText('');
  const look = {
    fill: style.color,
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    'font-weight': style.fontWeight,
    ...(style.letterSpacing !== 'normal' && { 'letter-spacing': style.letterSpacing }),
  };
  return lines
    .map(({ said, box }) => {
      const place = {
        x: round(box.x - origin.x),
        y: round(box.y - origin.y + (box.height - above - below) / 2 + above),
      };
      return `<text${attributes({ ...place, ...look })}>${escaped(said)}</text>`;
    })
    .join('');
}

const round = (pixels: number): number => Math.round(pixels * 100) / 100;

/** Whether a colour covers anything. */
export const isSeen = (colour: string): boolean => colour !== 'transparent' && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);

const attributes = (all: Readonly<Record<string, string | number>>): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

/** A text as it stands in a file of marks. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string);
