/** What a query that joins draws on the map beside the rest: who met whom, who is kept, and the water of each input. */
import { inputsAt } from '../../../engine/trace/joins';
import { NONE } from '../../../engine/trace/trace';
import { timeOfDay } from '../../../i18n/format';
import { withholdsRow } from '../../trace/withheld';
import { textWidth } from '../rails/frame';
import { eachOnce, type JoinOf, MOST_TIES, markOf, partnerRange, ringOf, short } from '../rails/joins';
import type { Box, JoinRowMark, Label, TieMark } from '../rails/scene';
import type { MapInput, MapScene } from './layout';
import { type Plane, xOf, yOf } from './plane';

/** The steps of an input's own watermark up to now. */
export interface InputLine {
  readonly key: string;
  readonly line: string;
  readonly label: Label | null;
}

export interface JoinedScene {
  readonly inputs: readonly InputLine[];
  readonly ties: readonly TieMark[];
  readonly rows: readonly Omit<JoinRowMark, 'end'>[];
  /** What the shapes of the rows stand for, in the order of the streams. */
  readonly shapes: readonly Label[];
  /** Of the row that is looked at: when a match of it happens. */
  readonly ranges: readonly Box[];
}

export function joinedScene(input: MapInput, scene: MapScene, of: JoinOf): JoinedScene {
  return {
    inputs: inputLines(input, scene, of),
    ...(scene.crowd ? { ties: [], rows: [] } : tiesAndRows(input, scene, of)),
    shapes: shapes(scene.plane, of),
    ranges: ranges(input, scene.plane, of),
  };
}

/** Names of the streams above the field, each behind its shape. */
function shapes({ right, top }: Plane, { streams }: JoinOf): Label[] {
  let x = right;
  return [...streams.names].reverse().map((name): Label => {
    const text = short(name, 16);
    const at = { x, y: top - 12, text, anchor: 'end' } as const;
    x -= textWidth(text, 13, 'bold') + 34;
    return at;
  });
}

function inputLines({ moment, withheld, words, now }: MapInput, { plane, water }: MapScene, of: JoinOf): InputLine[] {
  const { reader, streams } = of;
  const { inputs } = reader.trace;
  if (withheld.watermark || !inputs) return [];
  const at = inputsAt(reader.trace, moment.cursor);
  const clampX = (t: number) => Math.min(plane.right, Math.max(plane.left, xOf(plane, t)));
  const clampY = (t: number) => Math.min(plane.bottom, Math.max(plane.top, yOf(plane, t)));
  const top = clampY(now);
  const lines = at.flatMap(({ sources, clock }, i) => {
    if (!(clock > 0)) return [];
    const stream = streams.sources.findIndex((s) => sources.some((source) => s.includes(source)));
    const name = streams.names[stream] ?? '';
    let line = '';
    let x = plane.left;
    for (let k = 0; k < inputs.entry.length; k++) {
      const entry = inputs.entry[k] as number;
      if (entry >= moment.cursor) break;
      if (inputs.input[k] !== i || !((inputs.clock[k] as number) > 0)) continue;
      const y = clampY(reader.timeAt(entry + 1));
      if (line === '') line = `M${plane.left},${y}`;
      const next = clampX(inputs.clock[k] as number);
      if (next !== x) line += `L${x},${y}L${next},${y}`;
      x = next;
    }
    const text = `${short(name, 14)} ${timeOfDay(clock, words.zone)}`;
    return [{ key: name, line: `${line}L${x},${top}`, x, text, shown: clock !== moment.watermark }];
  });
  // Beside the end of each line, below that of the water of all where they would meet.
  let free = (water?.label.y ?? top) + 18;
  return lines.map(({ key, line, x, text, shown }) => {
    const wide = textWidth(text, 12.5, 'bold');
    const right = x + 8 + wide < plane.right;
    const label = shown
      ? ({ x: right ? x + 7 : x - 7, y: free, text, anchor: right ? 'start' : 'end' } as const)
      : null;
    if (label) free += 16;
    return { key, line, label };
  });
}

function tiesAndRows(
  { moment, withheld, words }: MapInput,
  scene: MapScene,
  of: JoinOf,
): Pick<JoinedScene, 'ties' | 'rows'> {
  const places = new Map(scene.rows.map((dot) => [dot.row, dot]));
  const ties: TieMark[] = [];
  if (!withheld.results)
    for (const tie of eachOnce(of.joins.tiesAt(moment.cursor))) {
      if (ties.length >= MOST_TIES) break;
      const rows = [tie.left, tie.right].filter((row) => row !== NONE);
      const [a, b] = rows.map((row) => places.get(row));
      if (!a || rows.some((row) => withholdsRow(withheld, row)) || (rows.length > 1 && !b)) continue;
      const knob = b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : { x: a.x + 15, y: a.y - 12 };
      const to = b ?? knob;
      ties.push(markOf(tie, `M${a.x},${a.y}L${to.x},${to.y}`, knob, of, words));
    }
  const rows = withheld.state
    ? []
    : scene.rows.flatMap(({ row, x, y }) => {
        if (withholdsRow(withheld, row)) return [];
        const state = ringOf(of.joins.of(row, moment.cursor));
        if (state === null) return [];
        return [{ row, at: { x, y }, state }];
      });
  return { ties, rows };
}

function ranges({ looked }: MapInput, plane: Plane, of: JoinOf): Box[] {
  if (looked === null) return [];
  return partnerRange(looked, of).flatMap(({ from, to }) => {
    const a = Math.max(plane.left, Number.isFinite(from) ? xOf(plane, from) : plane.left);
    const b = Math.min(plane.right, Number.isFinite(to) ? xOf(plane, to) : plane.right);
    return b < plane.left || a > plane.right
      ? []
      : [{ x: a, y: plane.top, width: Math.max(2, b - a), height: plane.bottom - plane.top }];
  });
}
