/**
 * A picture of the page as a file of its own: an SVG in which every mark carries the colours that it has on the page, and
 * which has the page's fonts, so that it needs neither its styles nor its theme; and the same drawn as a PNG.
 */

import { drawnPart, escaped, isSeen, worded } from './drawnPart';
import { dressed } from './dress';
import { fontsOf } from './fontsOf';

export interface Drawn {
  readonly svg: string;
  readonly size: { readonly width: number; readonly height: number };
}

/**
 * @param picture the element whose `svg` and `canvas` layers are the picture
 * @returns null where there is none (the table twin)
 */
export async function svgOf(picture: Element, title: string): Promise<Drawn | null> {
  const layers = [...picture.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg.layer, canvas')];
  const first = layers[0];
  if (!first) return null;
  const { width, height } = first.getBoundingClientRect();
  const marks = layers.map((layer) =>
    layer instanceof HTMLCanvasElement
      ? `<image href="${layer.toDataURL()}" width="${width}" height="${height}"/>`
      : dressed(layer),
  );
  const texts = [...picture.querySelectorAll('svg.layer text, svg.layer tspan')];
  return file(marks, { width, height }, title, texts, picture.closest('.card') ?? picture);
}

/** Pixels that parts of a page keep from the edges of their picture. */
const EDGE = 14;

/**
 * Parts of a page as one picture, each where it stands beside the others.
 * @returns null where there are none
 */
export async function svgOfParts(parts: readonly Element[], title: string): Promise<Drawn | null> {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const [first] = parts;
  if (!first) return null;
  const x = Math.min(...boxes.map((box) => box.left)) - EDGE;
  const y = Math.min(...boxes.map((box) => box.top)) - EDGE;
  const size = {
    width: Math.ceil(Math.max(...boxes.map((box) => box.right)) + EDGE - x),
    height: Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + EDGE - y),
  };
  const marks = parts.map((part) => drawnPart(part, { x, y }));
  return file(marks, size, title, parts.flatMap(worded), first.parentElement ?? first);
}

/** @param ground that on which the picture lies: its colour, or that of what is behind it */
async function file(
  marks: readonly string[],
  size: Drawn['size'],
  title: string,
  texts: readonly Element[],
  ground: Element,
): Promise<Drawn> {
  const fonts = await fontsOf(texts);
  const { width, height } = size;
  return {
    size,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escaped(title)}</title>${fonts === '' ? '' : `<style>${fonts}</style>`}<rect width="100%" height="100%" fill="${colourBehind(ground)}"/>${marks.join('')}</svg>`,
  };
}

function colourBehind(element: Element): string {
  const { backgroundColor } = getComputedStyle(element);
  return isSeen(backgroundColor) || !element.parentElement ? backgroundColor : colourBehind(element.parentElement);
}

/** The same as a PNG, at twice the size for a slide. Rejects where the browser cannot draw it. */
export async function pngOf({ svg, size }: Drawn): Promise<Blob> {
  const image = new Image();
  const drawn = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error('the picture could not be drawn'));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await drawn;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * 2);
  canvas.height = Math.round(size.height * 2);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))), 'image/png');
  });
}
