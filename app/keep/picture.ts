/**
 * The picture on the stage as a file of its own: an SVG in which every mark carries the colours that it has on the page,
 * and which has the page's fonts, so that it needs neither its styles nor its theme; and the same drawn as a PNG.
 */
import { fontsOf } from './fontsOf';

/** What a mark's look is made of; inherited ones are written where they differ from the parent's. */
const LOOK = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'stop-color',
  'stop-opacity',
  'letter-spacing',
] as const;
const OWN: ReadonlySet<string> = new Set(['opacity']);

/**
 * @param picture the element whose `svg` and `canvas` layers are the picture
 * @returns null where there is none (the table twin)
 */
export async function svgOf(
  picture: Element,
  title: string,
): Promise<{ readonly svg: string; readonly size: DOMRect } | null> {
  const layers = [...picture.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg.layer, canvas')];
  const first = layers[0];
  if (!first) return null;
  const size = first.getBoundingClientRect();
  const parts = layers.map((layer) => {
    if (layer instanceof HTMLCanvasElement)
      return `<image href="${layer.toDataURL()}" width="${size.width}" height="${size.height}"/>`;
    const copy = layer.cloneNode(true) as SVGSVGElement;
    dress(layer, copy, null);
    copy.removeAttribute('class');
    return new XMLSerializer().serializeToString(copy);
  });
  const fonts = await fontsOf([...picture.querySelectorAll('svg.layer text, svg.layer tspan')]);
  const ground = getComputedStyle(picture.closest('.card') ?? picture).backgroundColor;
  const name = title.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string);
  return {
    size,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img"><title>${name}</title>${fonts === '' ? '' : `<style>${fonts}</style>`}<rect width="100%" height="100%" fill="${ground}"/>${parts.join('')}</svg>`,
  };
}

/** Writes the look of the original into the copy, and leaves out what is not seen. */
function dress(original: Element, copy: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(original);
  for (const name of LOOK) {
    const value = style.getPropertyValue(name);
    if (value && (OWN.has(name) ? value !== '1' : value !== parent?.getPropertyValue(name)))
      copy.setAttribute(name, value);
  }
  // A place that a style gives is written as an attribute: files with styles of their own are refused by strict pages.
  if (parent && style.transform !== 'none') copy.setAttribute('transform', style.transform);
  for (const { name } of [...copy.attributes])
    if (name === 'class' || name === 'style' || name === 'tabindex' || name === 'role' || /^(aria|data)-/.test(name))
      copy.removeAttribute(name);
  const theirs = [...copy.children];
  [...original.children].forEach((child, i) => {
    const its = theirs[i] as Element;
    const { display, visibility } = getComputedStyle(child);
    if (display === 'none' || visibility === 'hidden') its.remove();
    else dress(child, its, style);
  });
}

/** The same as a PNG, at twice the size for a slide. Rejects where the browser cannot draw it. */
export async function pngOf({ svg, size }: { readonly svg: string; readonly size: DOMRect }): Promise<Blob> {
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
