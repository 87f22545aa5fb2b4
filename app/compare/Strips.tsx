/** The pictures of the comparison below its arrivals: one strip an engine, the marks of differences below. */
import type { Difference } from '../../engine/measure/difference';
import { type CompareWords, figureName, time } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import type { Axis } from './axis';
import { depthOf, type Lane, type Strip } from './strips';

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
      {/* A picture of a part of the windows may begin behind it. */}
      {difference && difference.at >= axis.from && (
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

/** Diamonds nearer to each other than this would cover each other's number, in pixels. */
const DIAMOND = 17;

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
  // One that would lie on another is left out: the timeline has all, and so have the steps from one to the next.
  const own = marked.find(([d]) => d === current);
  const shown: (typeof marked)[number][] = [];
  for (const mark of marked) {
    const beside = [shown.at(-1), own].filter((o) => o !== undefined && o !== mark);
    if (!beside.some((o) => Math.abs(axis.x((o as typeof mark)[0].at) - axis.x(mark[0].at)) < DIAMOND))
      shown.push(mark);
  }
  return (
    <ol className="diamonds">
      {shown.map(([d, i]) => (
        <li key={`${d.name} ${d.at}`} style={{ left: axis.x(d.at) }}>
          <button
            type="button"
            aria-pressed={d === current}
            aria-label={`${t.nth(i + 1, differences.length)}: ${time(d.at, words)}, ${figureName(d, words)}`}
            onClick={() => onGo(i)}
          >
            {/* More digits have no room; the panel of the difference says its number. */}
            <span>
              <svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">
                <path d="M0-10l10 10l-10 10l-10-10z" />
              </svg>
              {i < 99 && <b>{i + 1}</b>}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
