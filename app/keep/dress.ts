/** A copy of marks of the page that keeps their look without the page's styles. */

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

/** A drawing as text, each mark with the look that it has on the page. */
export function dressed(drawing: SVGSVGElement, place: Readonly<Record<string, string | number>> = {}): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  dress(drawing, copy, null);
  copy.removeAttribute('class');
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return new XMLSerializer().serializeToString(copy);
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
