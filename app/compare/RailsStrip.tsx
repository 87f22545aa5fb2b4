/** The arrivals of a comparison: when rows happened and when they arrived, each input of a join on a rail of its own. */
import { useMemo } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureText } from '../../i18n/compareText';
import { hourMinute } from '../../i18n/format';
import { useTexts } from '../language/language';
import { asksWhen } from '../trace/asksWhen';
import { streamsOf } from '../trace/streams';
import { textWidth } from '../views/rails/frame';
import type { Axis } from './axis';
import { type Lane, RAILS, railsAt } from './strips';
import { startsAt, ticksOf } from './ticks';
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
  const ticks = ticksOf(axis, lanes, words);
  const asked = useMemo(() => asksWhen(reader), [reader]);
  const hasWindows = lanes.some((lane) => lane.start !== null);
  // The same as long as the run is: a crowd is not gathered again with each tick of the clock.
  const { event, bottom, streamOf, railOf } = useMemo(() => {
    const streams = streamsOf(reader);
    const { event, proc } = railsAt(streams?.names.length ?? 1, hasWindows);
    const streamOf = (row: number): number => streams?.of[row] ?? 0;
    return { event, bottom: proc, streamOf, railOf: (row: number): number => event[streamOf(row)] ?? event[0] ?? 0 };
  }, [reader, hasWindows]);
  return (
    <svg className="arrivals" width={axis.width} height={RAILS} role="img" aria-label={t.screen.railsLabel(all.length)}>
      {lanes.map((lane) => {
        if (lane.start === null || lane.end === null || lane.start > now) return null;
        const [from, to] = [axis.x(lane.start), axis.x(lane.end)];
        const truth = lane.truth === null ? '–' : figureText(lane.truth[column] ?? null, column, words);
        return (
          <g key={lane.name}>
            <path d={`M${from + 2},26V20H${to - 2}V26`} className="f-none s-event" strokeWidth={1.8} />
            {/* Where it has no room it is in the table. */}
            {to - from > textWidth(truth, 13, 'bold') && (
              <text x={(from + to) / 2} y={13} textAnchor="middle" className="l-ink2" fontSize={13}>
                {to - from > textWidth(`${t.truth} 1,000`, 13) ? `${t.truth} ` : ''}
                <tspan fontWeight={720} className="l-ink">
                  {truth}
                </tspan>
              </text>
            )}
          </g>
        );
      })}
      {ticks.map(({ at, text }) => (
        <g key={at}>
          <line x1={axis.x(at)} x2={axis.x(at)} y1={28} y2={RAILS} className="s-rule" strokeDasharray="2 3" />
          <text
            x={axis.x(at)}
            y={98}
            textAnchor={startsAt(axis, at) ? 'start' : 'middle'}
            className="l-ink2 mono halo-paper"
            fontSize={12.5}
          >
            {text}
          </text>
        </g>
      ))}
      {event.map((y) => (
        <line
          key={y}
          x1={0}
          x2={axis.breakAt}
          y1={y}
          y2={y}
          className={asked ? 's-event' : 's-rule2'}
          strokeWidth={2}
        />
      ))}
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
      {crowded && <Crowd reader={reader} rows={all} axis={axis} now={now} railOf={railOf} bottom={bottom} />}
      {rows.map((row) => {
        const arrived = reader.arrivesAt(row);
        const happened = reader.eventTime(row);
        if (arrived > now || Number.isNaN(happened)) return null;
        const [a, b] = [Math.max(0, axis.x(happened)), axis.x(arrived)];
        const bad = wrong.has(row);
        const top = railOf(row);
        const bend = (bottom - top) * 0.53;
        return (
          <path
            key={row}
            d={`M${a},${top}C${a},${top + bend} ${b},${bottom - bend} ${b},${bottom}`}
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
        const look = arrived > now ? 'coming' : bad ? 'late' : 'arrived';
        const input = streamOf(row);
        return (
          <g key={row} className={arrived > now ? 'coming' : undefined}>
            {!Number.isNaN(happened) && (
              <Dot x={Math.max(0, axis.x(happened))} y={railOf(row)} {...{ look, input }} hue="event" />
            )}
            <Dot x={axis.x(arrived)} y={bottom} {...{ look, input }} hue="proc" />
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
  railOf,
  bottom,
}: {
  reader: TraceReader;
  rows: ArrayLike<number> & Iterable<number>;
  axis: Axis;
  now: number;
  /** Pixels down to the rail of event time that a row is of. */
  railOf: (row: number) => number;
  bottom: number;
}) {
  const places = useMemo(() => {
    const threads = new Map<string, { from: number; to: number; top: number; arrivals: number[] }>();
    for (const row of rows) {
      const arrived = reader.arrivesAt(row);
      const happened = reader.eventTime(row);
      if (Number.isNaN(happened)) continue;
      const [from, to] = [happened, arrived].map((at) => Math.round(Math.max(0, axis.x(at)) / 2) * 2) as [
        number,
        number,
      ];
      const top = railOf(row);
      const name = `${from} ${to} ${top}`;
      const known = threads.get(name);
      if (known) known.arrivals.push(arrived);
      else threads.set(name, { from, to, top, arrivals: [arrived] });
    }
    return [...threads.values()];
  }, [reader, rows, axis, railOf]);
  const paths = LEVELS.map(() => '');
  const ticks = { event: new Set<string>(), proc: new Set<string>() };
  for (const { from, to, top, arrivals } of places) {
    const count = arrivals.filter((at) => at <= now).length;
    if (count === 0) continue;
    ticks.event.add(`M${from},${top - 5}v10`);
    ticks.proc.add(`M${to},${bottom - 5}v10`);
    const level = LEVELS.findLastIndex((least) => count >= least);
    const bend = (bottom - top) * 0.53;
    paths[level] += `M${from},${top}C${from},${top + bend} ${to},${bottom - bend} ${to},${bottom}`;
  }
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
      <path d={[...ticks.event].join('')} className="f-none s-event" strokeWidth={2} />
      <path d={[...ticks.proc].join('')} className="f-none s-proc" strokeWidth={2} />
    </g>
  );
}

/** Each input's rows have the shape that they have on the rails of the stage. */
export function Dot({
  x,
  y,
  look,
  hue,
  input,
}: {
  x: number;
  y: number;
  look: 'arrived' | 'coming' | 'late';
  hue: 'event' | 'proc';
  input: number;
}) {
  if (look === 'late')
    return (
      <g transform={`translate(${x},${y})`}>
        <circle r={6} className="f-card s-late" strokeWidth={2} />
        <path d="M-2.6-2.6l5.200 5.200m0-5.200l-5.200 5.200" className="s-late" strokeWidth={1.8} />
      </g>
    );
  const r = look === 'coming' ? 3.6 : 4.6;
  const className = look === 'coming' ? `f-card s-${hue}` : `f-${hue}`;
  if (input === 0) return <circle cx={x} cy={y} r={r} className={className} />;
  const h = r - 0.4;
  const turn = input > 1 ? `rotate(45 ${x} ${y})` : undefined;
  return <rect x={x - h} y={y - h} width={h * 2} height={h * 2} className={className} transform={turn} />;
}

/** Rows that a streaming engine dropped, or that the loop lost, doubled or misplaced by most engines: the telling ones. */
function wrongRows(compared: Compared): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const run of compared.runs)
    for (const figure of run.ledger?.figures ?? [])
      for (const cause of figure.causes) if (cause.row !== null && cause.code === 'droppedLate') rows.add(cause.row);
  return rows;
}
