/** The marks of a scene as SVG. They know places and words, and nothing of runs. */
import { Fragment, memo } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { LONG } from './brackets';
import type { Frame, Point } from './frame';
import { pointOf } from './frame';
import type { NowMark } from './layout';
import type { BatchMark, Box, BracketMark, Label, RowMark, Scene, WindowTone } from './scene';
import type { View } from './view';
import type { Words } from './words';

/** What pointing at a mark and choosing it does. */
export interface Asking {
  ask(subject: Subject): void;
  hover(subject: Subject | null): void;
}

export function Text({ at, className }: { at: Label; className: string }) {
  return (
    <text x={at.x} y={at.y} textAnchor={at.anchor} className={className}>
      {at.text}
    </text>
  );
}

export const BoxMark = ({ box, rx, className }: { box: Box; rx?: number; className: string }) => (
  <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={rx} className={className} />
);

/** A mark that can be asked about, by pointer and by key. */
export function Askable({
  subject,
  spoken,
  area,
  asking,
  roving,
  group,
  className,
  choose,
  children,
}: {
  subject: Subject | null;
  spoken: string;
  area: Box;
  asking: Asking | null;
  /** 0 for the one of its group that Tab stops at. */
  roving: 0 | -1;
  group: string;
  className: string;
  /** Instead of asking. */
  choose?: () => void;
  children: React.ReactNode;
}) {
  if (!asking) return <g className={className}>{children}</g>;
  const act = choose ?? (() => subject && asking.ask(subject));
  return (
    <g className={`${className} askable`}>
      {/* What is written in the mark is said in the name of its area. */}
      <svg aria-hidden="true" overflow="visible">
        {children}
      </svg>
      {/* biome-ignore lint/a11y/useSemanticElements: there is no button element in SVG */}
      <rect
        className="area"
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        rx={5}
        role="button"
        aria-label={spoken}
        tabIndex={roving}
        data-roving={group}
        onClick={act}
        onKeyDown={(e) => {
          if (e.key !== 'Enter' && e.key !== ' ') return;
          e.preventDefault();
          e.stopPropagation();
          act();
        }}
        onPointerEnter={() => asking.hover(subject)}
        onPointerLeave={() => asking.hover(null)}
        onFocus={() => asking.hover(subject)}
        onBlur={() => asking.hover(null)}
      />
    </g>
  );
}

/** Below everything: the water with its crest, the watermark that rows are tested against, where windows start, the rails. */
export const Ground = memo(function Ground({
  scene,
  asking,
  batch,
  name,
}: {
  scene: Scene;
  asking: Asking | null;
  /** The batch that tests rows now. */
  batch: number | null;
  /** Unique in the page, for references within the drawing. */
  name: string;
}) {
  const { frame, water, tested } = scene;
  const horizontal = frame.orientation === 'horizontal';
  const { from, to } = frame.along;
  const clip = horizontal
    ? { x: from, y: 0, width: to - from + 9, height: frame.height }
    : { x: 0, y: from - 12, width: frame.width, height: to - from + 24 };
  return (
    <>
      <defs>
        <linearGradient id={`${name}-water`} x1="0" y1="0" x2={horizontal ? 0 : 1} y2={horizontal ? 1 : 0}>
          <stop className="water-deep" offset="0" stopOpacity={horizontal ? 0.85 : 0.25} />
          {!horizontal && <stop className="water-deep" offset="0.55" stopOpacity={0.8} />}
          <stop className="water-soft" offset="1" stopOpacity={horizontal ? 0.35 : 0.5} />
        </linearGradient>
        <clipPath id={`${name}-sea`}>
          <rect {...clip} />
        </clipPath>
      </defs>
      {scene.brackets.map(
        (b) =>
          b.drop && (
            <line
              key={b.key}
              x1={b.drop[0].x}
              y1={b.drop[0].y}
              x2={b.drop[1].x}
              y2={b.drop[1].y}
              className="s-rule drop"
            />
          ),
      )}
      {water && (
        // The label takes keys; the water itself takes pointers as well.
        // biome-ignore lint/a11y/noStaticElementInteractions: see WaterLabel
        <g
          clipPath={`url(#${name}-sea)`}
          className={asking ? 'sea' : undefined}
          onClick={asking ? () => asking.ask({ kind: 'watermark' }) : undefined}
        >
          <Water frame={frame} along={water.along} fill={`url(#${name}-water)`} />
        </g>
      )}
      {scene.lanes.map(
        (lane) =>
          lane.water && (
            <BoxMark
              key={lane.key}
              box={lane.water}
              rx={lane.filled ? 3 : 1.5}
              className={`lane${lane.filled ? ' filled' : ''}${lane.idle ? ' idle' : ''}`}
            />
          ),
      )}
      {tested && (
        // Which watermark a batch tests against is the batch's affair; its block takes keys.
        // biome-ignore lint/a11y/noStaticElementInteractions: see Batches
        <g
          className={asking ? 'sea' : undefined}
          onClick={asking && batch !== null ? () => asking.ask({ kind: 'batch', batch }) : undefined}
        >
          {['s-water tested', 'reach'].map((className) => (
            <line
              key={className}
              x1={tested.line[0].x}
              y1={tested.line[0].y}
              x2={tested.line[1].x}
              y2={tested.line[1].y}
              className={className}
            />
          ))}
        </g>
      )}
      <RailLines scene={scene} />
    </>
  );
});

function RailLines({ scene }: { scene: Scene }) {
  const { frame } = scene;
  const { from, to } = frame.along;
  const horizontal = frame.orientation === 'horizontal';
  return [...(frame.rails?.at ?? [frame.event]), frame.processing].map((across) => {
    const a = pointOf(frame, horizontal ? from : from - 12, across);
    const b = pointOf(frame, horizontal ? to : to + 8, across);
    const kind = across === frame.processing ? 'proc' : scene.hasEventTime ? 'event' : 'rule';
    return <line key={across} x1={a.x} y1={a.y} x2={b.x} y2={b.y} className={`rail s-${kind}`} />;
  });
}

/** What the water says, above the rows. */
export const WaterLabel = memo(function WaterLabel({
  scene,
  asking,
  lit,
}: {
  scene: Scene;
  asking: Asking | null;
  lit: boolean;
}) {
  const { water, tested } = scene;
  return (
    <>
      {scene.lanes.map((lane) => (
        <Text key={lane.key} at={lane.label} className={`lane-word ${lane.idle ? 'l-ink2' : 'l-water'} mono halo`} />
      ))}
      {tested?.label && <Text at={tested.label} className="l-water water-word halo" />}
      {tested?.time && <Text at={tested.time} className="l-water water-word mono" />}
      {water && (
        <Askable
          subject={{ kind: 'watermark' }}
          spoken={water.spoken}
          area={water.area}
          asking={asking}
          roving={0}
          group="water"
          className={lit ? 'watermark lit' : 'watermark'}
        >
          {water.plate && <BoxMark box={water.area} rx={8} className="f-card s-water plate" />}
          <text
            x={water.label.x}
            y={water.label.y}
            textAnchor={water.label.anchor}
            className={`l-water water-word ${water.label.anchor === 'end' && water.label.y > scene.frame.water.from ? 'on-water' : 'halo'}`}
          >
            {water.label.text}
            {!water.time && (
              <>
                {' '}
                <tspan className="mono">{water.timeText}</tspan>
              </>
            )}
          </text>
          {water.time && <Text at={water.time} className="l-water water-word mono" />}
        </Askable>
      )}
    </>
  );
});

/** Half a wave. */
const WAVE = 18;

export function Water({ frame, along, fill }: { frame: Frame; along: number; fill: string }) {
  const horizontal = frame.orientation === 'horizontal';
  const { from, to } = frame.water;
  const width = to - from;
  // Drawn at the origin and moved there, so that a rise is one movement.
  let crest = horizontal ? `M-7,${from}` : `M${from},0`;
  let left = width;
  for (let i = 0; left > 0; i++) {
    const step = Math.min(WAVE, left);
    left -= step;
    if (horizontal) crest += i === 0 ? `q${step / 2},${step / 2} 0,${step}` : `t0,${step}`;
    else crest += i === 0 ? `q${step / 2},${-8 * (step / WAVE)} ${step},0` : `t${step},0`;
  }
  const far = -Math.max(4000, along + 60);
  const body = horizontal ? `${crest}H${far}V${from}Z` : `${crest}V${far}H${from}Z`;
  const move = horizontal ? `translate(${along}px, 0px)` : `translate(0px, ${along}px)`;
  return (
    <g className="water" style={{ transform: move }}>
      <path d={body} fill={fill} />
      <path d={crest} className="f-none s-water crest" />
    </g>
  );
}

/** The colour of a window's line, and of what it says. */
export const STROKE: Record<WindowTone, string> = {
  coming: 's-mark3',
  withheld: 's-mark3',
  open: 's-state',
  right: 's-final',
  wrong: 's-late',
  lost: 's-late',
};
export const LETTER: Record<WindowTone, string> = {
  coming: 'l-ink2',
  withheld: 'l-ink2',
  open: 'l-state',
  right: 'l-final',
  wrong: 'l-late',
  lost: 'l-late',
};
const FILL: Record<WindowTone, string> = {
  coming: 'f-rule',
  withheld: 'f-rule',
  open: 'f-state',
  right: 'f-final',
  wrong: 'f-late',
  lost: 'f-late',
};

export const Brackets = memo(function Brackets({
  scene,
  asking,
  open,
  lit,
  asked,
}: {
  scene: Scene;
  asking: Asking | null;
  /** Opens the list of a window's groups. */
  open: (bracket: BracketMark) => void;
  lit: number | null;
  asked: ReadonlySet<number> | null;
}) {
  return (
    <g className="brackets">
      {scene.bands.map((b) => (
        <rect
          key={`${b.tone} ${b.area.x} ${b.area.y}`}
          x={b.area.x}
          y={b.area.y}
          width={b.area.width}
          height={b.area.height}
          className={FILL[b.tone]}
        />
      ))}
      {scene.brackets.map((b, i) => {
        const only = b.groups.length === 1 ? b.groups[0] : undefined;
        return (
          <Askable
            key={b.key}
            subject={only === undefined ? null : { kind: 'group', group: only }}
            spoken={b.spoken}
            area={b.area}
            asking={asking}
            roving={i === 0 ? 0 : -1}
            group="windows"
            className={`bracket${lit !== null && b.groups.includes(lit) ? ' lit' : ''}${asked && b.groups.some((g) => asked.has(g)) ? ' asked' : ''}`}
            choose={only === undefined ? () => open(b) : undefined}
          >
            <path d={b.path} className={`f-none line ${STROKE[b.tone]}`} />
            {b.start && <Text at={b.start} className={`l-ink2 start${b.key === 'all' ? '' : ' mono'}`} />}
            {b.value && (
              <Text at={b.value} className={`${LETTER[b.tone]} value${b.value.text.length > LONG ? ' long' : ''}`} />
            )}
            {b.status && <Text at={b.status} className={`${LETTER[b.tone]} status`} />}
            {b.check && <path d={`M${b.check.x},${b.check.y}l3,3.4l5.600,-6.800`} className="f-none s-final check" />}
          </Askable>
        );
      })}
    </g>
  );
});

export const RailNames = memo(function RailNames({ scene, words }: { scene: Scene; words: Words }) {
  const { frame, hasEventTime } = scene;
  const { texts, block } = words;
  const { processing, rails } = frame;
  const names = rails?.names ?? [{ text: texts.eventTime, at: frame.event }];
  const tone = hasEventTime ? 'l-event' : 'l-ink3';
  return (
    <>
      {frame.orientation === 'vertical' ? (
        <svg className="heads" aria-hidden="true" overflow="visible">
          <rect x={0} y={0} width={frame.width} height={30} className="f-card" />
          {(!rails || scene.brackets.length > 0) && (
            <text x={10} y={19} className="l-ink2 under">
              {texts.windowHead}
            </text>
          )}
          {names.map(({ text, at }) => (
            <text key={at} x={at} y={19} textAnchor="middle" className={`${tone} head`}>
              {text}
            </text>
          ))}
          <text x={processing + 12} y={19} textAnchor="end" className="l-proc head">
            {texts.processing}
          </text>
          <text x={(frame.blocks.from + frame.blocks.to) / 2 + 2} y={19} textAnchor="middle" className="l-ink2 under">
            {scene.live ? texts.liveHead : block.head}
          </text>
          <line x1={0} y1={30} x2={frame.width} y2={30} className="s-rule" />
        </svg>
      ) : (
        !frame.compact && (
          // Whoever hears the picture is told by each mark on which rail it is.
          <svg aria-hidden="true" overflow="visible">
            {[
              ...names.map((name) => [name, tone, hasEventTime ? texts.happened : texts.notAsked] as const),
              [{ text: texts.processing, at: processing }, 'l-proc', texts.arrived] as const,
            ].map(([{ text, at }, className, under]) => (
              <Fragment key={at}>
                <text x={16} y={at - 3} className={`${className} name`}>
                  {text}
                </text>
                <text x={16} y={at + 14} className="l-ink2 under">
                  {under}
                </text>
              </Fragment>
            ))}
          </svg>
        )
      )}
      {scene.empty && <Text at={scene.empty} className="l-ink2 none" />}
    </>
  );
});

export const Batches = memo(function Batches({
  scene,
  asking,
  lit,
  asked,
}: {
  scene: Scene;
  asking: Asking | null;
  lit: number | null;
  asked: ReadonlySet<number> | null;
}) {
  return (
    <g className="batches">
      {scene.live?.coming && <BoxMark box={scene.live.coming} rx={4} className="live coming" />}
      {scene.live?.past.map((box) => (
        <BoxMark key={`${box.x} ${box.y}`} box={box} rx={4} className="live" />
      ))}
      {scene.batches.map((b, i) => (
        <Askable
          key={b.state === 'empty' ? `e${b.at}` : b.first}
          subject={b.state === 'empty' ? { kind: 'noBatch', at: b.at } : { kind: 'batch', batch: b.last }}
          spoken={b.spoken}
          area={b.shape === 'thin' ? wider(b) : b.area}
          asking={asking}
          roving={i === 0 ? 0 : -1}
          group="batches"
          className={`batch ${b.state} ${b.shape}${b.emits ? ' emits' : ''}${b.fate ? ` ${b.fate}` : ''}${lit !== null && b.first <= lit && lit <= b.last ? ' lit' : ''}${asked && isAsked(b, asked) ? ' asked' : ''}`}
        >
          <BoxMark box={thinner(b, scene.frame)} rx={b.shape === 'thin' ? 1.5 : 5} className="block" />
          {b.label && <Text at={b.label} className="label" />}
        </Askable>
      ))}
    </g>
  );
});

function isAsked(b: BatchMark, asked: ReadonlySet<number>): boolean {
  for (const batch of asked) if (b.first <= batch && batch <= b.last) return true;
  return false;
}

const wider = (b: BatchMark): Box => ({ ...b.area, x: b.area.x - 4, width: b.area.width + 8 });

/** A thin mark stands above its number. */
function thinner(b: BatchMark, frame: Frame): Box {
  if (b.shape === 'block') return b.area;
  return frame.orientation === 'horizontal' ? { ...b.area, height: 9 } : { ...b.area, width: 9 };
}

export const Ticks = memo(function Ticks({ scene }: { scene: Scene }) {
  return (
    <svg aria-hidden="true" overflow="visible">
      {scene.ticks.map((t) => (
        <Text key={t.at} at={t.label} className="l-ink2 mono tick" />
      ))}
    </svg>
  );
});

/** Rows as single marks: threads first, then dots, then what is late, so that it is never covered. */
export const Rows = memo(function Rows({
  scene,
  name,
  hand = null,
  held = false,
  playing,
}: {
  scene: Scene;
  name: string;
  /** The row that a hand moves: it is drawn apart, so that what it goes over need not be drawn with each move. */
  hand?: number | null;
  /** Draws that row alone, and not all others. */
  held?: boolean;
  /** Rows that play a part in what is asked; the others step back. Null: none does more than another. */
  playing: ReadonlySet<number> | null;
}) {
  const { frame, rows } = scene;
  const horizontal = frame.orientation === 'horizontal';
  const size = rows.length <= 60 ? (horizontal ? 6.5 : 7) : rows.length <= 150 ? 5 : 4;
  const { from, to } = frame.along;
  const clip = horizontal
    ? { x: from - 10, y: 0, width: to - from + 20, height: frame.height }
    : { x: 0, y: 30, width: frame.width, height: frame.height - 30 };
  const drawn = hand === null ? rows : rows.filter((r) => (r.row === hand) === held);
  const plain = drawn.filter((r) => r.look !== 'late');
  const late = drawn.filter((r) => r.look === 'late');
  const part = (row: number): string => (playing && !playing.has(row) ? ' aside' : '');
  return (
    <svg className="rows" aria-hidden="true" overflow="visible" clipPath={`url(#${name}-rows)`}>
      <defs>
        <clipPath id={`${name}-rows`}>
          <rect {...clip} />
        </clipPath>
      </defs>
      {plain.map(
        (r) => r.path && <path key={r.row} d={r.path} className={`thread ${r.thread} ${r.look}${part(r.row)}`} />,
      )}
      {late.map((r) => r.path && <path key={r.row} d={r.path} className={`thread late${part(r.row)}`} />)}
      {/* Threads of the upper rail pass behind the lower one. */}
      {frame.rails && <RailLines scene={scene} />}
      {plain.map((r) => (
        <Dots key={r.row} row={r} size={size} part={part(r.row)} input={frame.rails?.of[r.row] ?? 0} />
      ))}
      {late.map((r) => (
        <g key={r.row} className={`dropped${part(r.row)}`} data-of={r.row}>
          {r.event && <Ring x={r.event.x} y={r.event.y} r={size + 2.5} />}
          <Ring x={r.processing.x} y={r.processing.y} r={size + 2.5} />
        </g>
      ))}
    </svg>
  );
});

/** How many rows share a place; choosing the number looks closer. */
export const Stacks = memo(function Stacks({
  scene,
  asking,
  show,
}: {
  scene: Scene;
  asking: Asking | null;
  show: (view: View) => void;
}) {
  return scene.stacks.map((s, i) => (
    <Askable
      key={`${s.label.x} ${s.label.y}`}
      subject={null}
      spoken={s.spoken}
      area={s.area}
      asking={asking}
      roving={i === 0 ? 0 : -1}
      group="heaps"
      className="heap"
      choose={() => show(s.view)}
    >
      <Text at={s.label} className="l-ink2 mono stack halo" />
    </Askable>
  ));
});

/** Rows of a join's second input are squares, on each rail, and those of a third one stand on a corner. */
export function Dot({ at: { x, y }, r, input, kind }: { at: Point; r: number; input: number; kind: string }) {
  const className = `dot ${kind}`;
  if (input === 0) return <circle cx={x} cy={y} r={r} className={className} />;
  const h = r * 0.86;
  const turn = input > 1 ? `rotate(45 ${x} ${y})` : undefined;
  return <rect x={x - h} y={y - h} width={2 * h} height={2 * h} rx={1.5} className={className} transform={turn} />;
}

function Dots({ row, size, part, input }: { row: RowMark; size: number; part: string; input: number }) {
  return (
    <g className={`row ${row.look}${part}`} data-of={row.row}>
      {row.event && <Dot at={row.event} r={size} input={input} kind="event" />}
      <Dot at={row.processing} r={size} input={input} kind="proc" />
      {row.flagged && row.event && <Flag x={row.event.x} y={row.event.y} r={size} />}
    </g>
  );
}

/** Late: a crossed ring, never hue alone. */
export function Ring({ x, y, r }: { x: number; y: number; r: number }) {
  const arm = r * 0.45;
  return (
    <g className="ring">
      <circle cx={x} cy={y} r={r} />
      <path d={`M${x - arm},${y - arm}L${x + arm},${y + arm}M${x + arm},${y - arm}L${x - arm},${y + arm}`} />
    </g>
  );
}

/** A row that made the query speak up carries a flag. */
function Flag({ x, y, r }: { x: number; y: number; r: number }) {
  const top = y - r - 17;
  return (
    <g className="flag">
      <path d={`M${x},${y - r}V${top}`} className="f-none s-ink" />
      <path d={`M${x},${top}h11l-3,4l3,4h-11z`} className="f-ink" />
    </g>
  );
}

/** A row is lit wherever it is drawn. */
export const Lit = memo(function Lit({
  ends,
}: {
  ends: readonly { readonly key: string; readonly x: number; readonly y: number; readonly path: string | null }[];
}) {
  return (
    <svg className="lit-rows" aria-hidden="true" overflow="visible">
      {ends.map((e) => e.path && <path key={`t${e.key}`} d={e.path} className="lit-thread" />)}
      {ends.map((e) => (
        <circle key={e.key} cx={e.x} cy={e.y} r={11} className="lit-end" />
      ))}
    </svg>
  );
});

export function CalloutMark({ scene }: { scene: Pick<Scene, 'callout'> }) {
  const { callout } = scene;
  if (!callout) return null;
  return (
    <svg className={`callout ${callout.tone}`} aria-hidden="true" overflow="visible">
      <BoxMark box={callout.box} rx={8} className="f-card plate" />
      <Text at={callout.lines[0]} className="first" />
      <Text at={callout.lines[1]} className="l-ink2 second" />
    </svg>
  );
}

export function TagMark({ scene }: { scene: Scene }) {
  const { tag } = scene;
  if (!tag) return null;
  return (
    <svg className={`move-tag ${tag.rail}`} aria-hidden="true" overflow="visible">
      <BoxMark box={tag.box} rx={6} className="plate" />
      <Text at={tag.label} className="mono" />
    </svg>
  );
}

export function NowLine({ mark, text, down }: { mark: NowMark; text: string; down: boolean }) {
  const { line, tag, label, beyond } = mark;
  const [before, after] = down ? ['↑', '↓'] : ['‹', '›'];
  return (
    <svg className="now" aria-hidden="true" overflow="visible">
      {beyond === 0 && <line x1={line[0].x} y1={line[0].y} x2={line[1].x} y2={line[1].y} className="s-ink" />}
      <BoxMark box={tag} rx={5} className="f-ink" />
      <text x={label.x} y={label.y} textAnchor="middle" className="l-onink">
        {beyond < 0 ? `${before} ${text}` : beyond > 0 ? `${text} ${after}` : text}
      </text>
    </svg>
  );
}
