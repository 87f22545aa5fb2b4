/** The pictures of the comparison: arrivals on two rails, one strip an engine, the marks of differences below. */
import { useMemo } from 'react';
import type { Difference } from '../../engine/measure/difference';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText, time } from '../../i18n/compareText';
import { hourMinute } from '../../i18n/format';
import { useTexts } from '../language/language';
import { textWidth } from '../views/rails/frame';
import type { Axis } from './axis';
import { depthOf, type Lane, RAILS, type Strip } from './strips';
import type { Compared } from './useCompared';

/** Rows that are drawn one by one; of more, those that share a place are one line, the fuller the more they are. */
const MOST_ROWS = 400;

export function RailsStrip({
  compared,
  reader,
  rows: part,
  lanes,
  axis,
  now,
  words,
  column,
}: {
  compared: Compared;
  reader: TraceReader;
  /** Those of a part of the lanes; null: all. */
  rows: readonly number[] | null;
  lanes: readonly Lane[];
  axis: Axis;
  now: number;
  words: CompareWords;
  column: number;
}) {
  const t = useTexts().compare;
  const all = part ?? reader.trace.arrivalOrder;
  const crowded = all.length > MOST_ROWS;
  const wrong = useMemo(() => wrongRows(compared), [compared]);
  const rows = useMemo(
    () => (crowded ? [...all].filter((row) => wrong.has(row)).slice(0, MOST_ROWS) : [...all]),
    [crowded, all, wrong],
  );
  const ticks = ticksOf(axis, lanes);
  const top = 38;
  const bottom = 76;
  return (
    <svg className="arrivals" width={axis.width} height={RAILS} role="img" aria-label={t.screen.railsLabel(all.length)}>
      {lanes.map((lane) =>
        lane.start === null || lane.end === null || lane.start > now ? null : (
          <g key={lane.name}>
            <path
              d={`M${axis.x(lane.start) + 2},26V20H${axis.x(lane.end) - 2}V26`}
              className="f-none s-event"
              strokeWidth={1.8}
            />
            <text
              x={(axis.x(lane.start) + axis.x(lane.end)) / 2}
              y={13}
              textAnchor="middle"
              className="l-ink2"
              fontSize={13}
            >
              {axis.x(lane.end) - axis.x(lane.start) > textWidth(`${t.truth} 1,000`, 13) ? `${t.truth} ` : ''}
              <tspan fontWeight={720} className="l-ink">
                {lane.truth === null ? '–' : figureText(lane.truth[column] ?? null, column, words)}
              </tspan>
            </text>
          </g>
        ),
      )}
      {ticks.map((at) => (
        <g key={at}>
          <line x1={axis.x(at)} x2={axis.x(at)} y1={28} y2={RAILS} className="s-rule" strokeDasharray="2 3" />
          <text
            x={axis.x(at)}
            y={98}
            textAnchor={startsAt(axis, at) ? 'start' : 'middle'}
            className="l-ink2 mono halo-paper"
            fontSize={12.5}
          >
            {hourMinute(at, words.zone)}
          </text>
        </g>
      ))}
      <line x1={0} x2={axis.breakAt} y1={top} y2={top} className="s-event" strokeWidth={2} />
      <line x1={0} x2={axis.breakAt} y1={bottom} y2={bottom} className="s-proc" strokeWidth={2} />
      {axis.after.length > 0 && (
        <g>
          <path d={`M${axis.breakAt + 1},${bottom + 4}l4,-8l5,8l4,-8`} className="f-none s-mark3" strokeWidth={1.4} />
          {axis.after.map((at) => (
            <text key={at} x={axis.x(at)} y={98} textAnchor="middle" className="l-ink2 mono" fontSize={12.5}>
              {hourMinute(at, words.zone)}
            </text>
          ))}
        </g>
      )}
      {crowded && <Crowd reader={reader} rows={all} axis={axis} now={now} top={top} bottom={bottom} />}
      {rows.map((row) => {
        const arrived = reader.arrivesAt(row);
        const happened = reader.eventTime(row);
        if (arrived > now || Number.isNaN(happened)) return null;
        const [a, b] = [axis.x(happened), axis.x(arrived)];
        const bad = wrong.has(row);
        return (
          <path
            key={row}
            d={`M${a},${top}C${a},${top + 20} ${b},${bottom - 20} ${b},${bottom}`}
            className={`f-none ${bad ? 's-late' : 's-thread'}`}
            strokeWidth={bad && !crowded ? 2 : 1.3}
            opacity={crowded ? 0.6 : undefined}
          />
        );
      })}
      {rows.map((row) => {
        const arrived = reader.arrivesAt(row);
        const happened = reader.eventTime(row);
        const bad = wrong.has(row) && arrived <= now;
        // In a crowd only what went wrong is to be told from the rest.
        if (crowded && !bad) return null;
        return (
          <g key={row} className={arrived > now ? 'coming' : undefined}>
            {!Number.isNaN(happened) && (
              <Dot x={axis.x(happened)} y={top} kind={arrived > now ? 'coming-event' : bad ? 'late' : 'event'} />
            )}
            <Dot x={axis.x(arrived)} y={bottom} kind={arrived > now ? 'coming-proc' : bad ? 'late' : 'proc'} />
          </g>
        );
      })}
    </svg>
  );
}

/** Levels of how many threads share a place, and how full a line of each is drawn. */
const LEVELS = [1, 3, 10, 30] as const;

/** Many rows: their threads by place, and how full each rail is. What is to come is not told. */
function Crowd({
  reader,
  rows,
  axis,
  now,
  top,
  bottom,
}: {
  reader: TraceReader;
  rows: ArrayLike<number> & Iterable<number>;
  axis: Axis;
  now: number;
  top: number;
  bottom: number;
}) {
  const places = useMemo(() => {
    const threads = new Map<string, { from: number; to: number; arrivals: number[] }>();
    for (const row of rows) {
      const arrived = reader.arrivesAt(row);
      const happened = reader.eventTime(row);
      if (Number.isNaN(happened)) continue;
      const [from, to] = [Math.round(axis.x(happened) / 2) * 2, Math.round(axis.x(arrived) / 2) * 2];
      const name = `${from} ${to}`;
      const known = threads.get(name);
      if (known) known.arrivals.push(arrived);
      else threads.set(name, { from, to, arrivals: [arrived] });
    }
    return [...threads.values()];
  }, [reader, rows, axis]);
  const paths = LEVELS.map(() => '');
  const rails = { event: new Set<number>(), proc: new Set<number>() };
  for (const { from, to, arrivals } of places) {
    const count = arrivals.filter((at) => at <= now).length;
    if (count === 0) continue;
    rails.event.add(from);
    rails.proc.add(to);
    const level = LEVELS.findLastIndex((least) => count >= least);
    paths[level] += `M${from},${top}C${from},${top + 20} ${to},${bottom - 20} ${to},${bottom}`;
  }
  const ticks = (at: ReadonlySet<number>, y: number) => [...at].map((x) => `M${x},${y - 5}v10`).join('');
  return (
    <g>
      {paths.map(
        (d, i) =>
          d !== '' && (
            <path
              key={LEVELS[i]}
              d={d}
              className="f-none s-thread"
              strokeWidth={1 + i * 0.5}
              opacity={0.25 + i * 0.22}
            />
          ),
      )}
      <path d={ticks(rails.event, top)} className="f-none s-event" strokeWidth={2} />
      <path d={ticks(rails.proc, bottom)} className="f-none s-proc" strokeWidth={2} />
    </g>
  );
}

function Dot({
  x,
  y,
  kind,
}: {
  x: number;
  y: number;
  kind: 'event' | 'proc' | 'late' | 'coming-event' | 'coming-proc';
}) {
  if (kind === 'late')
    return (
      <g transform={`translate(${x},${y})`}>
        <circle r={6} className="f-card s-late" strokeWidth={2} />
        <path d="M-2.6-2.6l5.200 5.200m0-5.200l-5.200 5.200" className="s-late" strokeWidth={1.8} />
      </g>
    );
  const coming = kind.startsWith('coming');
  const hue = kind.endsWith('event') ? 'event' : 'proc';
  return <circle cx={x} cy={y} r={coming ? 3.6 : 4.6} className={coming ? `f-card s-${hue}` : `f-${hue}`} />;
}

/** Rows that a streaming engine dropped, or that the loop lost, doubled or misplaced by most engines: the telling ones. */
function wrongRows(compared: Compared): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const run of compared.runs)
    for (const figure of run.ledger?.figures ?? [])
      for (const cause of figure.causes) if (cause.row !== null && cause.code === 'droppedLate') rows.add(cause.row);
  return rows;
}

const startsAt = (axis: Axis, at: number): boolean => axis.x(at) < 18 && axis.width < 500;

/** Whole windows where there are some, else a few even instants. */
function ticksOf(axis: Axis, lanes: readonly Lane[]): number[] {
  const ends = lanes.flatMap((l) => (l.start === null ? [] : [l.start, l.end as number])).filter((at) => at <= axis.to);
  const least = 52;
  const found: number[] = [];
  for (const at of [...new Set(ends)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    // A label at the very beginning of a narrow picture stands behind its place.
    const room = last !== undefined && found.length === 1 && startsAt(axis, last) ? least + 20 : least;
    if (last === undefined || axis.x(at) - axis.x(last) >= room) found.push(at);
  }
  const step = found.length > 1 ? (found.at(-1) as number) - (found.at(-2) as number) : 0;
  if (step > 0)
    for (let at = (found.at(-1) as number) + step; axis.x(at) < axis.breakAt - 24 && at <= axis.to; at += step)
      found.push(at);
  return found;
}

export function StripPicture({
  strip,
  lanes,
  axis,
  now,
  difference,
  lane,
}: {
  strip: Strip;
  lanes: readonly Lane[];
  axis: Axis;
  now: number;
  difference: Difference | null;
  /** Pixels of a lane. */
  lane: number;
}) {
  const { dropped } = useTexts().compare.screen;
  const count = Math.max(1, lanes.length);
  const height = count * lane;
  const y = (at: number): number => (depthOf(lanes, at) ?? 0) * lane;
  const end = Math.min(axis.x(now), axis.breakAt);
  const waters = strip.waters
    .filter(({ steps }) => steps.length > 0)
    .map(({ name, steps }) => {
      let line = 'M0,0';
      for (const step of steps) line += `H${step.x}V${y(step.at)}`;
      return { name, line, open: y(steps.at(-1)?.at ?? 0) < height };
    });
  const clock = strip.clock.map(({ x, at }) => `${x},${y(at)}`);
  const job = strip.run.engine === 'dailyBatch';
  return (
    <svg className="strip" width={axis.width} height={height} aria-hidden="true">
      <rect x={0.5} y={0.5} width={axis.breakAt - 1} height={height - 1} className="f-card s-rule" />
      {waters.map(({ name, line }) => (
        // Where each task has its own, it is all under water only where that of every task is.
        <path key={name} d={`${line}H${end}V0Z`} className="f-water-soft" opacity={1 / waters.length} />
      ))}
      {waters.map(({ name, line, open }) => (
        <path
          key={name}
          d={`${line}${open ? `H${end}` : ''}`}
          className="f-none s-water"
          strokeWidth={waters.length > 1 ? 1.1 : 1.7}
        />
      ))}
      {clock.length > 0 && (
        <path d={`M0,0L${clock.join('L')}`} className="f-none s-proc" strokeWidth={1.6} strokeDasharray="5 4" />
      )}
      {lanes.map((of, i) => {
        const middle = i * lane + lane / 2;
        return (
          <g key={of.name}>
            {i > 0 && <line x1={0} x2={axis.breakAt} y1={i * lane} y2={i * lane} className="s-rule" />}
            {of.start !== null && of.end !== null && of.start <= now && (
              <rect
                x={axis.x(of.start)}
                y={middle - 2.5}
                width={Math.max(0, Math.min(axis.x(of.end), end) - axis.x(of.start))}
                height={5}
                rx={2.5}
                className="span"
              />
            )}
            {job && of.end !== null && of.end < now && (
              <line
                x1={axis.x(of.end)}
                x2={end}
                y1={middle}
                y2={middle}
                className="s-rule2"
                strokeDasharray="1 5"
                strokeLinecap="round"
              />
            )}
          </g>
        );
      })}
      {strip.held.map((h) => (
        <g key={h.lane}>
          <line
            x1={h.from}
            x2={h.to}
            y1={h.lane * lane + lane / 2}
            y2={h.lane * lane + lane / 2}
            className="s-state"
            strokeWidth={2.4}
          />
        </g>
      ))}
      {strip.dropped.map(({ row, lane: of, x }, i) => (
        <g key={row} transform={`translate(${x},${of * lane + lane / 2})`}>
          <circle r={4.6} className="f-card s-late" strokeWidth={1.6} />
          <path d="M-2-2l4 4m0-4l-4 4" className="s-late" strokeWidth={1.5} />
          {/* The words stand once a lane: a crowd of them says no more. */}
          {strip.dropped[i + 1]?.lane !== of && (
            <text x={9} y={4} className="l-late halo" fontSize={12} fontWeight={600}>
              {dropped}
            </text>
          )}
        </g>
      ))}
      {difference && (
        <line
          x1={axis.x(difference.at)}
          x2={axis.x(difference.at)}
          y1={0}
          y2={height}
          className="s-ink"
          strokeWidth={1.6}
        />
      )}
      {now < axis.to && <line x1={end} x2={end} y1={0} y2={height} className="s-mark3" strokeDasharray="3 3" />}
    </svg>
  );
}

/** The differences below the strips, each a diamond that goes there. */
export function AxisMarks({
  axis,
  lanes,
  differences,
  current,
  words,
  onGo,
}: {
  axis: Axis;
  /** Of which the marks are; null: of all, the first ones. */
  lanes: readonly Lane[] | null;
  differences: readonly Difference[];
  current: Difference | null;
  words: CompareWords;
  onGo: (index: number) => void;
}) {
  const t = useTexts().compare.screen;
  const names = lanes && new Set(lanes.map(({ name }) => name));
  const marked = differences
    .map((d, i) => [d, i] as const)
    .filter(([d]) => !names || (names.has(d.name) && d.at <= (axis.after.at(-1) ?? axis.to)))
    .slice(0, 12);
  return (
    <ol className="diamonds">
      {marked.map(([d, i]) => (
        <li key={`${d.name} ${d.at}`} style={{ left: axis.x(d.at) }}>
          <button
            type="button"
            aria-pressed={d === current}
            aria-label={`${t.nth(i + 1, differences.length)}: ${time(d.at, words)}, ${figureName(d, words)}`}
            onClick={() => onGo(i)}
          >
            {/* More digits have no room; the panel of the difference says its number. */}
            <span>{i < 99 && i + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
