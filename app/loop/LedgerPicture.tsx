/**
 * The picture of the loop: when clicks happened and when they arrived, what each run read, what lies in no run or in
 * two, and under each window its figure beside the truth, tied to the row that spoiled it.
 */
import { type KeyboardEvent, useRef } from 'react';
import type { Cause, Figure, Ledger } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText, rowText, time } from '../../i18n/compareText';
import { hourMinute, number } from '../../i18n/format';
import { axisOf } from '../compare/axis';
import { OWN_DRAG } from '../controls/ownDrag';
import { useTexts } from '../language/language';
import { asksWhen } from '../trace/asksWhen';
import { useSize } from '../views/rails/useSize';
import { deltaOf, letterOf, lettersOf, runsOf, seams } from './layout';

const TOP = 76;
const RUN = 30;
/** Least heights, and how room that is left is shared out: between the rails, above the ledger, between its figures. */
const LEAST = { rails: 76, wires: 40, figure: 56 } as const;
const SHARE = { rails: 0.4, wires: 0.2, figure: 0.4 } as const;
/** More room than this only pulls the picture apart. */
const MOST_EXTRA = 220;

interface Props {
  readonly reader: TraceReader;
  readonly ledger: Ledger;
  readonly now: number;
  readonly words: CompareWords;
  readonly picked: { readonly name: string; readonly column: number } | null;
  readonly onPick: (figure: { name: string; column: number } | null) => void;
  /** A row's arrival goes so much later by keys: from where the last edit left it. */
  readonly onNudge: (row: number, by: number, gesture: string) => void;
  /** The crash, or the restart after it, is dragged, or moved by keys. */
  readonly onCrash: (at: number, restartAfter: number, gesture: string) => void;
  /** A row's arrival is dragged. */
  readonly onMove: (row: number, at: number, gesture: string) => void;
  /** What a gesture has moved is to be as if it had never been. */
  readonly onTakeBack: (gesture: string) => void;
}

const KEY_STEP = 5_000_000;

export function LedgerPicture({
  reader,
  ledger,
  now,
  words,
  picked,
  onPick,
  onCrash,
  onNudge,
  onMove,
  onTakeBack,
}: Props) {
  const { compare: t, rails } = useTexts();
  const asked = asksWhen(reader);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const width = Math.max(280, size?.width ?? 900);
  const narrow = width < 520;
  const left = narrow ? 10 : 118;
  const right = narrow ? 8 : 96;
  const { batches, arrivalOrder } = reader.trace;
  const rows = [...arrivalOrder];
  const windows = [...new Map(ledger.figures.filter((f) => f.start !== null).map((f) => [f.start, f])).values()];
  const start = Math.min(...windows.map((w) => w.start as number), reader.timeAt(0));
  const ends = [
    ...batches.endedAt,
    ...rows.map((row) => reader.arrivesAt(row)),
    ...windows.map((w) => w.end as number),
  ];
  const axis = axisOf(ends, start, width - left - right);
  const x = (at: number) => left + axis.x(at);
  const runs = runsOf(reader, now);
  const lines = Math.max(1, ...runsOf(reader, Number.POSITIVE_INFINITY).map((r) => r.line + 1));
  const columns = Math.max(1, ledger.columns.length);
  const least = TOP + LEAST.rails + 16 + lines * RUN + 16 + LEAST.wires + 22 + columns * LEAST.figure + 8;
  const extra = Math.max(0, Math.min(MOST_EXTRA, (size?.height ?? 0) - least));
  const bottom = TOP + LEAST.rails + extra * SHARE.rails;
  const runsTop = bottom + 16;
  const works = runsTop + lines * RUN + 16;
  const ledgerTop = works + LEAST.wires + extra * SHARE.wires;
  const rowHeight = LEAST.figure + (extra * SHARE.figure) / columns;
  const height = ledgerTop + 22 + columns * rowHeight + 8;
  const rowCauses = new Map<number, Cause>();
  for (const figure of ledger.figures)
    for (const cause of figure.causes)
      if (cause.row !== null && !rowCauses.has(cause.row)) rowCauses.set(cause.row, cause);
  const columnY = (column: number) => ledgerTop + 26 + column * rowHeight;
  // What stands under no window (a row that passes through, a key) has a place of its own beside the others.
  const bare = [...new Set(ledger.figures.filter((f) => f.start === null).map((f) => f.name))];
  const centre = (figure: Figure) =>
    figure.start === null || figure.end === null
      ? left + ((bare.indexOf(figure.name) + 0.5) * (width - left - right)) / bare.length
      : (x(figure.start) + x(figure.end)) / 2;
  const wires = ledger.figures.flatMap((figure) =>
    figure.column !== 0
      ? []
      : figure.causes.flatMap((cause) => {
          const letter = letterOf(cause);
          if (cause.row === null || letter === null) return [];
          return [{ figure, cause, letter, from: x(reader.arrivesAt(cause.row)), to: centre(figure) }];
        }),
  );
  const drag = useRef<{ row: number; gesture: string } | null>(null);
  /** Escape in the middle of a drag: as if it had never been. */
  const dropped = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Escape' || !drag.current) return false;
    onTakeBack(drag.current.gesture);
    drag.current = null;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const arrivalAt = (clientX: number): number => {
    const bounds = box.current?.getBoundingClientRect();
    return Math.round(axis.timeAt(clientX - (bounds?.left ?? 0) - left) / 1_000_000) * 1_000_000;
  };
  return (
    <div className="loop-scene" ref={box} {...OWN_DRAG}>
      {size && (
        <>
          <svg width={width} height={height} role="img" aria-label={t.loop.pictureLabel(runs.length, rowCauses.size)}>
            <defs>
              <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line x1="0" x2="0" y1="0" y2="7" className="s-late" strokeWidth="2.200" />
              </pattern>
            </defs>
            <rect x={0} y={ledgerTop - 14} width={width} height={height - ledgerTop + 14} className="f-sunk" />
            {windows.map((w) => (
              <g key={w.name}>
                <path
                  d={`M${x(w.start as number) + 2},36V30H${x(w.end as number) - 2}V36`}
                  className="f-none s-event"
                  strokeWidth={1.8}
                />
                <text x={centre(w)} y={19} textAnchor="middle" className="l-ink2 mono" fontSize={12.5}>
                  {narrow
                    ? hourMinute(w.start as number, words.zone)
                    : `${hourMinute(w.start as number, words.zone)}–${hourMinute(w.end as number, words.zone)}`}
                </text>
                {[w.start as number, w.end as number].map((at) => (
                  <line
                    key={at}
                    x1={x(at)}
                    x2={x(at)}
                    y1={40}
                    y2={height - 8}
                    className="s-rule2"
                    strokeDasharray="2 4"
                  />
                ))}
              </g>
            ))}
            {seams(runs).map((seam) => (
              <g key={`${seam.kind} ${seam.from}`}>
                <rect
                  x={x(seam.from)}
                  y={bottom - 26}
                  width={Math.max(2, x(seam.to) - x(seam.from))}
                  height={26 + 16 + RUN}
                  fill="url(#hatch)"
                  opacity={0.4}
                />
                <path
                  d={`M${x(seam.from)},${bottom - 26}V${runsTop + RUN}M${x(seam.to)},${bottom - 26}V${runsTop + RUN}`}
                  className="s-late"
                />
              </g>
            ))}
            <line
              x1={left}
              x2={x(axis.to)}
              y1={TOP}
              y2={TOP}
              className={asked ? 's-event' : 's-rule2'}
              strokeWidth={2}
            />
            <line x1={left} x2={x(axis.to)} y1={bottom} y2={bottom} className="s-proc" strokeWidth={2} />
            {!narrow && (
              <>
                <text x={20} y={TOP + 4} className={asked ? 'l-event' : 'l-ink3'} fontSize={14} fontWeight={700}>
                  {t.screen.eventTime}
                </text>
                {!asked && (
                  <text x={20} y={TOP + 21} className="l-ink2" fontSize={12.5}>
                    {rails.notAsked}
                  </text>
                )}
                <text x={20} y={bottom + 4} className="l-proc" fontSize={14} fontWeight={700}>
                  {t.screen.arrived}
                </text>
                <text x={20} y={works + 4} className="l-ink" fontSize={13} fontWeight={650}>
                  {t.loop.theLoop}
                </text>
              </>
            )}
            {rows.map((row) => {
              const happened = reader.eventTime(row);
              if (Number.isNaN(happened)) return null;
              const [a, b] = [x(happened), x(reader.arrivesAt(row))];
              const here = reader.arrivesAt(row) <= now;
              const bad = here && rowCauses.has(row);
              return (
                <path
                  key={row}
                  d={`M${a},${TOP}C${a},${TOP + 34 + extra * 0.1} ${b},${bottom - 34 - extra * 0.1} ${b},${bottom}`}
                  className={`f-none ${bad ? 's-late' : 's-thread'}`}
                  strokeWidth={bad ? 2.2 : 1.4}
                  strokeDasharray={here ? undefined : '3 4'}
                />
              );
            })}
            {rows.map((row) => {
              const happened = reader.eventTime(row);
              const here = reader.arrivesAt(row) <= now;
              const bad = here && rowCauses.has(row);
              return (
                <g key={row}>
                  {!Number.isNaN(happened) && (
                    <circle
                      cx={x(happened)}
                      cy={TOP}
                      r={bad ? 6.5 : 5}
                      className={bad ? 'f-card s-late' : here ? 'f-event' : 'f-card s-event'}
                      strokeWidth={bad ? 2.2 : 1.4}
                    />
                  )}
                  <circle
                    cx={x(reader.arrivesAt(row))}
                    cy={bottom}
                    r={bad ? 6.5 : 5}
                    className={bad ? 'f-card s-late' : here ? 'f-proc' : 'f-card s-proc'}
                    strokeWidth={bad ? 2.2 : 1.4}
                  />
                </g>
              );
            })}
            {runs.map((run) => (
              <g key={run.number}>
                <rect
                  x={x(run.from)}
                  y={runsTop + run.line * RUN}
                  width={Math.max(2, x(run.to) - x(run.from))}
                  height={RUN - 6}
                  rx={5}
                  className={run === runs.at(-1) ? 'f-proc' : 'f-proc-soft s-proc'}
                />
                <text
                  x={(x(run.from) + x(run.to)) / 2}
                  y={runsTop + run.line * RUN + 16}
                  textAnchor="middle"
                  className={run === runs.at(-1) ? 'l-on' : 'l-proc'}
                  fontSize={12.5}
                  fontWeight={650}
                >
                  {x(run.to) - x(run.from) > 150 && !narrow
                    ? `${t.loop.run(run.number)} ${time(run.from, words)}–${time(run.to, words)}`
                    : t.loop.run(run.number)}
                </text>
              </g>
            ))}
            <line
              x1={left}
              x2={x(Math.min(now, axis.to))}
              y1={works}
              y2={works}
              className="s-mark3"
              strokeWidth={1.6}
              strokeDasharray="1 5"
              strokeLinecap="round"
            />
            {runs.map((run) => (
              <rect
                key={run.number}
                x={x(run.startedAt)}
                y={works - 5}
                width={Math.max(3, x(Math.min(run.endedAt, now)) - x(run.startedAt))}
                height={10}
                className="f-ink"
              />
            ))}
            {reader.trace.crashes.map((crash) =>
              crash.at > now ? null : (
                <g key={crash.entry}>
                  <line
                    x1={x(crash.at)}
                    x2={x(Math.min(crash.restartsAt, now))}
                    y1={works}
                    y2={works}
                    className="s-late"
                    strokeWidth={2}
                    strokeDasharray="3 3"
                  />
                  <path
                    d={`M${x(crash.at) - 6},${works - 6}l12,12m0,-12l-12,12`}
                    className="s-late"
                    strokeWidth={2.6}
                    strokeLinecap="round"
                  />
                  <text
                    x={x(crash.at)}
                    y={works + 24}
                    textAnchor="middle"
                    className="l-late"
                    fontSize={12.5}
                    fontWeight={650}
                  >
                    {t.loop.crash}
                  </text>
                </g>
              ),
            )}
            {wires.map(({ figure, cause, letter, from, to }) => {
              const on = picked === null || picked.name === figure.name;
              return (
                <path
                  key={`${figure.name} ${cause.code} ${cause.row} ${cause.effect}`}
                  d={`M${from},${bottom + 8}V${works + 10}C${from},${ledgerTop + 6} ${to},${works + 20} ${to},${columnY(0) - 8}`}
                  className={`f-none s-late${on ? '' : ' faint'}`}
                  strokeWidth={picked?.name === figure.name ? 2.6 : 1.4}
                >
                  <title>{`${letter}: ${rowText(cause.row as number, words)}`}</title>
                </path>
              );
            })}
            {ledger.columns.map((name, c) => (
              <g key={name}>
                {!narrow && (
                  <>
                    <text x={20} y={columnY(c) + 18} className="l-ink" fontSize={14.5} fontWeight={700}>
                      {/* Of rows that pass through, how often each was written. */}
                      {name || t.loop.written}
                    </text>
                    <text x={20} y={columnY(c) + 42} className="l-ink2" fontSize={12.5}>
                      {t.truth}
                    </text>
                  </>
                )}
              </g>
            ))}
            {!narrow && ledger.totals.length > 0 && (
              <text x={width - 12} y={ledgerTop + 8} textAnchor="end" className="l-ink2" fontSize={12.5}>
                {t.total}
              </text>
            )}
            {now < axis.to && (
              <line x1={x(now)} x2={x(now)} y1={40} y2={ledgerTop - 14} className="s-ink" strokeWidth={1.6} />
            )}
          </svg>
          {/* In the order of the file: an element that keeps its place keeps the focus. */}
          {[...rows]
            .sort((a, b) => a - b)
            .map((row) => (
              <button
                key={row}
                type="button"
                className="loop-row"
                style={{ left: x(reader.arrivesAt(row)), top: bottom }}
                aria-label={`${rowText(row, words)}. ${t.loop.dragKeys}`}
                onPointerDown={(event) => {
                  drag.current = { row, gesture: `loop ${row} ${event.timeStamp}` };
                  event.currentTarget.setPointerCapture(event.pointerId);
                }}
                onPointerMove={(event) => {
                  if (drag.current?.row !== row || !(event.buttons & 1)) return;
                  onMove(row, arrivalAt(event.clientX), drag.current.gesture);
                }}
                onPointerUp={() => {
                  drag.current = null;
                }}
                onKeyDown={(event) => {
                  if (dropped(event)) return;
                  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                  if (by === 0) return;
                  event.preventDefault();
                  event.stopPropagation();
                  const step = event.shiftKey ? 12 * KEY_STEP : KEY_STEP;
                  onNudge(row, by * step, `loop keys ${row}`);
                }}
              />
            ))}
          {reader.trace.crashes.flatMap((crash) =>
            (['crash', 'restart'] as const).map((end) => {
              const at = end === 'crash' ? crash.at : crash.restartsAt;
              const move = (to: number, gesture: string) =>
                end === 'crash'
                  ? onCrash(to, crash.restartsAt - crash.at, gesture)
                  : onCrash(crash.at, Math.max(0, to - crash.at), gesture);
              return (
                <button
                  key={`${crash.entry} ${end}`}
                  type="button"
                  className={`loop-row ${end}`}
                  style={{ left: x(at), top: works }}
                  aria-label={`${t.loop[end]}: ${time(at, words)}. ${t.loop.crashKeys}`}
                  onPointerDown={(event) => {
                    drag.current = { row: -1, gesture: `${end} ${event.timeStamp}` };
                    event.currentTarget.setPointerCapture(event.pointerId);
                  }}
                  onPointerMove={(event) => {
                    if (drag.current?.row === -1 && event.buttons & 1)
                      move(arrivalAt(event.clientX), drag.current.gesture);
                  }}
                  onPointerUp={() => {
                    drag.current = null;
                  }}
                  onKeyDown={(event) => {
                    if (dropped(event)) return;
                    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                    if (by === 0) return;
                    event.preventDefault();
                    event.stopPropagation();
                    move(at + by * (event.shiftKey ? 12 : 1) * KEY_STEP, `keys ${end}`);
                  }}
                />
              );
            }),
          )}
          {ledger.figures.map((figure) => {
            if (figure.open) return null;
            const delta = deltaOf(figure);
            const shown =
              figure.parts.length > 1
                ? figure.parts.map((p) => figureText(p, figure.column, words)).join('+')
                : figure.silent
                  ? '–'
                  : figureText(figure.said, figure.column, words);
            const isPicked = picked?.name === figure.name && picked.column === figure.column;
            return (
              <button
                key={`${figure.name} ${figure.column}`}
                type="button"
                className={`loop-figure ${figure.right ? 'good' : 'wrong'}${isPicked ? ' picked' : ''}`}
                style={{ left: centre(figure), top: columnY(figure.column) - 4 }}
                aria-pressed={isPicked}
                onClick={() => onPick(isPicked ? null : { name: figure.name, column: figure.column })}
              >
                <span className="heard">{`${figureName(figure, words)}, ${ledger.columns[figure.column]}: `}</span>
                <b>
                  {shown}
                  {figure.right ? (
                    <span className="sign"> ✓</span>
                  ) : (
                    delta !== null && (
                      <small>{`${delta > 0 ? '+' : '−'}${number(Math.abs(delta), words.language)}`}</small>
                    )
                  )}
                  {lettersOf(figure.causes).map((letter) => (
                    <i key={letter} className="bad">
                      {letter}
                    </i>
                  ))}
                </b>
                <span className="truth">{figureText(figure.truth, figure.column, words)}</span>
                <span className="heard">
                  {figure.right ? t.screen.isRight : t.screen.not(figureText(figure.truth, figure.column, words))}
                </span>
              </button>
            );
          })}
          {!narrow &&
            ledger.totals.map((total) => {
              const delta = deltaOf(total);
              const letters = lettersOf(total.causes).filter((l) => l === 'd');
              return (
                <p
                  key={total.column}
                  className={`loop-total ${total.right ? 'good' : 'wrong'}`}
                  style={{ top: columnY(total.column) - 4 }}
                >
                  <b>
                    {figureText(total.said, total.column, words)}
                    {!total.right && delta !== null && (
                      <small>{`${delta > 0 ? '+' : '−'}${number(Math.abs(delta), words.language)}`}</small>
                    )}
                    {letters.map((letter) => (
                      <i key={letter} className="bad">
                        {letter}
                      </i>
                    ))}
                  </b>
                  <span className="truth">{figureText(total.truth, total.column, words)}</span>
                </p>
              );
            })}
        </>
      )}
    </div>
  );
}
