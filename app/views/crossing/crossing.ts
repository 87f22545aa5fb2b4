/**
 * From the rails to the map and back as one motion: each row goes from its place on one picture to its place on the other,
 * and the rails swing to where the axes stand. It is drawn over the new picture, which is there already and whose marks
 * are where it ends: so whatever happens meanwhile, at rest it is the same picture as by any other way.
 */
import { flushSync } from 'react-dom';
import { inHand } from '../rails/inHand';
import './crossing.css';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a row is: when it happened, when it arrived; on the map the two are one. */
interface Place {
  readonly happened: Point;
  readonly arrived: Point;
  /** The classes of its mark. */
  readonly look: string;
  /** A row of a join's second input is a square. */
  readonly square: boolean;
}

type Line = readonly [Point, Point];

interface Places {
  readonly rows: ReadonlyMap<string, Place>;
  /** The event rail and the processing rail. */
  readonly rails: ReadonlyMap<string, Line>;
}

/** Milliseconds: as long as a row takes along its thread. */
const LENGTH = 320;
/** Milliseconds: who changes the view again within this goes to and fro, and is shown pictures and no way between them. */
const HURRY = 160;
/** Milliseconds for which the other picture is waited for. */
const PATIENCE = 2_000;
/** Pixels of a square's side. */
const SIDE = 10.3;
const SVG = 'http://www.w3.org/2000/svg';

/** When the view was changed last. */
let changed = Number.NEGATIVE_INFINITY;
/** What is on its way now, and where it stands. */
let under: { readonly at: () => Places; readonly end: () => void } | null = null;

/**
 * Shows another view of the run: one picture after the other goes over, all else is a cut, and so is everything in a hurry
 * and for those who asked for no motion.
 *
 * @param root what the view stands in
 */
export function changeView(root: HTMLElement | null, next: string, show: () => void): void {
  const held = root?.contains(document.activeElement) ? document.activeElement : null;
  const drawn = next === 'rails' || next === 'map';
  if (root && held instanceof HTMLElement && held.matches(HANDLE) && drawn) keepInHand(root, held);
  else if (root && held) keepWithin(root);
  const now = performance.now();
  const still = now - changed < HURRY || matchMedia('(prefers-reduced-motion: reduce)').matches;
  changed = now;
  if (root?.querySelector('.surface') && drawn && !still) cross(root, () => flushSync(show));
  else {
    under?.end();
    show();
  }
}

/** Whoever stood in the picture that goes away stands at the one that comes, and not at the top of the page. */
function keepWithin(root: HTMLElement): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) root.focus({ preventScroll: true });
  });
}

/** What keys move a row by, on either picture. */
const HANDLE = '.row-handle';

/** The handle in focus goes with its picture: the other picture's takes the row and the focus as soon as it is there. */
function keepInHand(root: HTMLElement, before: HTMLElement): void {
  const since = performance.now();
  inHand.row = Number(before.dataset.row);
  requestAnimationFrame(function look() {
    const handle = root.querySelector<HTMLElement>(HANDLE);
    if (handle && handle !== before) {
      // Whoever has gone on to something else meanwhile stays there.
      if (document.activeElement === document.body) handle.focus({ preventScroll: true });
      inHand.row = null;
    } else if (performance.now() - since < PATIENCE) requestAnimationFrame(look);
    else inHand.row = null;
  });
}

/**
 * Changes the picture within a root element, and lets the marks go over.
 *
 * @param change puts the other picture there, at once or soon
 */
function cross(root: HTMLElement, change: () => void): void {
  const from = under ? under.at() : placesIn(root);
  under?.end();
  const layer = document.createElement('div');
  layer.className = 'rails crossing';
  layer.setAttribute('aria-hidden', 'true');
  const svg = layer.appendChild(document.createElementNS(SVG, 'svg'));
  svg.setAttribute('class', 'layer');
  // Its own marks must not glide after where they are put.
  svg.dataset.still = '';
  const draw = drawer(svg, from);
  const before = root.querySelector('.surface');
  change();
  // The same picture after all.
  if (before !== null && root.querySelector('.surface') === before) return;
  const since = performance.now();
  root.append(layer);
  root.dataset.crossing = '';
  draw(from);

  let now = from;
  let clock: Animation | null = null;
  let frame = requestAnimationFrame(step);
  const mine = { at: () => now, end };
  under = mine;
  // A hand wants the picture itself.
  root.addEventListener('pointerdown', end, true);

  function step(): void {
    frame = requestAnimationFrame(step);
    // The other picture may have to be loaded; until it is there, the marks stand where they were.
    if (!root.querySelector('.surface')) {
      if (performance.now() - since > PATIENCE || !layer.isConnected) end();
      return;
    }
    clock ??= layer.animate([{ opacity: 1 }, { opacity: 1 }], { duration: LENGTH, easing: 'ease-in-out' });
    const share = clock.effect?.getComputedTiming().progress;
    if (share === null || share === undefined) end();
    else {
      now = between(from, placesIn(root), share);
      draw(now);
    }
  }
  function end(): void {
    cancelAnimationFrame(frame);
    clock?.cancel();
    layer.remove();
    root.removeEventListener('pointerdown', end, true);
    if (under !== mine) return;
    under = null;
    delete root.dataset.crossing;
  }
}

/** Reads the places off what is drawn: the marks of a picture say which row they are of. */
function placesIn(root: Element): Places {
  const rows = new Map<string, Place>();
  for (const mark of root.querySelectorAll<SVGElement>('.surface [data-of]')) {
    // A late row's ring is a circle, whatever its dot was.
    const ends = [...mark.querySelectorAll<SVGCircleElement | SVGRectElement>('circle, rect.dot')];
    const [happened, arrived] = ends.map(middleOf);
    const look = mark.getAttribute('class') ?? 'row';
    const square = ends[0] instanceof SVGRectElement;
    if (happened) rows.set(mark.dataset.of as string, { happened, arrived: arrived ?? happened, look, square });
  }
  const rails = new Map<string, Line>();
  for (const kind of ['s-event', 's-proc']) {
    const line = root.querySelector<SVGGeometryElement>(`.surface .rail.${kind}`);
    if (line) rails.set(kind, [line.getPointAtLength(0), line.getPointAtLength(line.getTotalLength())]);
  }
  return { rows, rails };
}

function middleOf(dot: SVGCircleElement | SVGRectElement): Point {
  if (dot instanceof SVGCircleElement) return { x: dot.cx.baseVal.value, y: dot.cy.baseVal.value };
  const half = dot.width.baseVal.value / 2;
  return { x: dot.x.baseVal.value + half, y: dot.y.baseVal.value + half };
}

const mixed = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** Halfway and further; what only one of the two pictures has goes nowhere. */
function between(from: Places, to: Places, share: number): Places {
  const rows = new Map<string, Place>();
  for (const [row, a] of from.rows) {
    const b = to.rows.get(row);
    if (!b) continue;
    const [happened, arrived] = [mixed(a.happened, b.happened, share), mixed(a.arrived, b.arrived, share)];
    rows.set(row, { ...a, happened, arrived });
  }
  const rails = new Map<string, Line>();
  for (const [kind, a] of from.rails) {
    const b = to.rails.get(kind);
    if (b) rails.set(kind, [mixed(a[0], b[0], share), mixed(a[1], b[1], share)]);
  }
  return { rows, rails };
}

/** Makes a mark for each row, as it looks, and puts them all to where they are said to be. */
function drawer(svg: SVGElement, { rows, rails }: Places): (places: Places) => void {
  const make = (name: string, classes: string, to: Element = svg): SVGElement => {
    const made = to.appendChild(document.createElementNS(SVG, name)) as SVGElement;
    made.setAttribute('class', classes);
    return made;
  };
  const lines = [...rails.keys()].map((kind) => [kind, make('path', `rail ${kind}`)] as const);
  const marks = [...rows].map(([row, { look: own, square }]) => {
    const late = /\b(late|dropped)\b/.test(own);
    const group = make('g', late ? 'row late' : own);
    const thread = make('path', late ? 'thread late' : own.replace('row', 'thread'), group);
    const isSquare = square && !late;
    const ends = ['event', 'proc'].map((kind) =>
      make(isSquare ? 'rect' : 'circle', late ? 'late-end' : `dot ${kind}`, group),
    );
    for (const end of ends)
      for (const size of isSquare ? ['width', 'height'] : ['r']) end.setAttribute(size, isSquare ? `${SIDE}` : '6');
    return { row, group, thread, ends, isSquare };
  });
  return (places) => {
    for (const [kind, line] of lines) {
      const [a, b] = places.rails.get(kind) ?? [];
      if (a && b) line.setAttribute('d', `M${a.x},${a.y}L${b.x},${b.y}`);
    }
    for (const { row, group, thread, ends, isSquare } of marks) {
      const place = places.rows.get(row);
      group.style.display = place ? '' : 'none';
      if (!place) continue;
      const { happened: a, arrived: b } = place;
      const middle = (a.y + b.y) / 2;
      thread.setAttribute('d', `M${a.x},${a.y}C${a.x},${middle} ${b.x},${middle} ${b.x},${b.y}`);
      for (const [i, at] of [a, b].entries()) {
        const [x, y, by] = isSquare ? (['x', 'y', SIDE / 2] as const) : (['cx', 'cy', 0] as const);
        ends[i]?.setAttribute(x, String(at.x - by));
        ends[i]?.setAttribute(y, String(at.y - by));
      }
    }
  };
}
