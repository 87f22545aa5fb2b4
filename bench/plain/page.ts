/** Rails as one would draw them with d3 and SVG: a line and two dots for each row, all of them joined anew for each moment. */
import { scaleTime, select } from 'd3';

export interface PlainRow {
  /** Milliseconds. */
  readonly happened: number;
  readonly arrived: number;
}

let rows: readonly PlainRow[] = [];
const svg = select('body').append('svg').attr('width', 1026).attr('height', 400);

/** Milliseconds from the call to the frame that shows all rows as they are at an instant. */
async function show(now: number): Promise<number> {
  const began = performance.now();
  draw(now);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
  return performance.now() - began;
}

function draw(now: number): void {
  const times = rows.flatMap((r) => [r.happened, r.arrived]);
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const t of times) {
    from = Math.min(from, t);
    to = Math.max(to, t);
  }
  const x = scaleTime([from, to], [96, 1002]);
  const isThere = (r: PlainRow): boolean => r.arrived <= now;
  svg
    .selectAll<SVGPathElement, PlainRow>('path')
    .data(rows)
    .join('path')
    .attr('d', (r) => `M${x(r.happened)},130C${x(r.happened)},215 ${x(r.arrived)},215 ${x(r.arrived)},300`)
    .attr('fill', 'none')
    .attr('stroke', (r) => (isThere(r) ? '#b9c6d1' : '#dde5eb'));
  for (const [rail, y, of] of [
    ['event', 130, (r: PlainRow) => r.happened],
    ['arrival', 300, (r: PlainRow) => r.arrived],
  ] as const)
    svg
      .selectAll<SVGCircleElement, PlainRow>(`circle.${rail}`)
      .data(rows)
      .join('circle')
      .attr('class', rail)
      .attr('cx', (r) => x(of(r)))
      .attr('cy', y)
      .attr('r', 4)
      .attr('fill', (r) => (isThere(r) ? '#2456c7' : '#ffffff'))
      .attr('stroke', '#2456c7');
}

Object.assign(globalThis, {
  put(given: readonly PlainRow[]) {
    rows = given;
  },
  show,
});
