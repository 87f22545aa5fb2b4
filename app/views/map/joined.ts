/** What a query that joins draws on the map beside the rest: who met whom, who is kept, and the water of each input. */
import { inputsAt } from '../../../engine/trace/joins';
import { timeOfDay } from '../../../i18n/format';
import { withholdsRow } from '../../trace/withheld';
import { short, textWidth } from '../rails/frame';
import { eachOnce, endsOf, type JoinOf, MOST_TIES, markOf, partnerRange, ringOf, rowsOf } from '../rails/joins';
import type { Box, JoinRowMark, Label, TieMark } from '../rails/scene';
import { clearOfNow, type MapInput, type MapScene, UNDER_WATER_NAME } from './layout';
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
    shapes: shapes(scene, of),
    ranges: ranges(input, scene.plane, of),
  };
}

/** Names of the streams above the field, each behind its shape; where windows stand there, in the field where no row can lie. */
function shapes({ plane, columns, never, now }: MapScene, { streams }: JoinOf): Label[] {
  let x = never && columns.length > 0 ? plane.right - 12 : plane.right;
  const y =
    never && columns.length > 0
      ? clearOfNow(plane.bottom - (plane.width < 600 ? 64 : 46), now?.y ?? plane.bottom)
      : plane.top - 12;
  return [...streams.names].reverse().map((name): Label => {
    const text = short(name, 16);
    const at = { x, y, text, anchor: 'end' } as const;
    x -= textWidth(text, 13, 'bold') + 40;
    return at;
  });
}

function inputLines(
  { moment, withheld, words, now }: MapInput,
  { plane, water, rows }: MapScene,
  of: JoinOf,
): InputLine[] {
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
    return [{ key: name, line: `${line}L${x},${top}`, x, clock, decides: clock === moment.watermark }];
  });
  // What decides stands between the name of the water of all and now, where no row has come to yet; its time is the
  // water's, and of several inputs that have come to it the first one says so for all.
  const above = water !== null && water.label.y < top;
  let begin = Math.max(top, water?.label.y ?? top) + 18;
  const hidesRow = (x: number, y: number, wide: number) =>
    rows.some((dot) => Math.abs(dot.x - x) < wide / 2 + 8 && Math.abs(dot.y - y + 4) < 14);
  /** Beside the end of a line, below now, clear of the rows. */
  const beside = (text: string, x: number): Label | null => {
    const wide = textWidth(text, 12.5, 'bold');
    for (const y of [begin, begin + 16, begin + 32])
      for (const anchor of ['start', 'end'] as const) {
        const from = anchor === 'start' ? x + 7 : x - 7 - wide;
        if (from < plane.left || from + wide > plane.right || hidesRow(from + wide / 2, y, wide)) continue;
        begin = y + 16;
        return { x: anchor === 'start' ? from : from + wide, y, text, anchor };
      }
    return null;
  };
  const deciding = lines.filter((one) => one.decides);
  const says = deciding.length === 0 ? [] : [decidedBy(of, deciding)];
  const labels = new Map<string, Label | null>();
  for (const { key, x, clock, decides } of lines) {
    if (decides) continue;
    const text = `${short(key, 14)} ${timeOfDay(clock, words.zone)}`;
    const label = beside(text, x);
    if (label) labels.set(key, label);
    else says.push(text);
  }
  const first = deciding[0] ?? lines[0];
  if (first && says.length > 0) {
    const text = says.join(' · ');
    const half = textWidth(text, 12.5, 'bold') / 2 + 6;
    const x = Math.min(plane.right - half, Math.max(plane.left + half, water?.label.x ?? first.x));
    if (half * 2 < plane.right - plane.left)
      labels.set(
        first.key,
        above ? { x, y: water.label.y + UNDER_WATER_NAME, text, anchor: 'middle' } : beside(text, first.x),
      );
  }
  return lines.map(({ key, line }) => ({ key, line, label: labels.get(key) ?? null }));
}

/** How the watermark comes of those of the inputs. @param deciding those that have come to it */
function decidedBy({ reader, texts }: JoinOf, deciding: readonly { readonly key: string }[]): string {
  const max = reader.trace.engine === 'spark' && reader.scenario.engines.spark.multipleWatermarkPolicy === 'max';
  return (deciding.length > 1 ? texts.both : max ? texts.larger : texts.smaller)(
    texts.and(deciding.map((one) => short(one.key, 14))),
  );
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
      const ends = endsOf(tie).filter((row) => row !== undefined);
      const [a, b] = ends.map((row) => places.get(row));
      if (!a || rowsOf(tie).some((row) => withholdsRow(withheld, row)) || (ends.length > 1 && !b)) continue;
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
