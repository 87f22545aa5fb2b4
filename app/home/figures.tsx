/** Each lesson's own idea in the language of the stage, and each tool's cut of its own picture. */
import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import { FailureBoundary } from '../frame/Failure';
import { useTexts } from '../language/language';
import { Crossed, Dot, NARROW, useWidth, WIDE } from './figureParts';

function Fraud() {
  const { figures } = useTexts().home;
  const w = useWidth();
  return (
    <svg className="figure" viewBox={`0 0 ${w} 78`} aria-hidden="true">
      <path d={`M0,44H${w}`} className="s-proc" strokeWidth="2" />
      <path d={`M76,44H${w - 24}`} className="s-late" strokeWidth="2.4" strokeDasharray="1 6" strokeLinecap="round" />
      <Dot x={6} y={44} of="proc" r={6} />
      <Dot x={20} y={44} of="proc" r={6} />
      <path d="M0,29V22H60V29" className="f-none s-final" strokeWidth="1.8" />
      <text x={0} y={15} className="l-final" fontSize="13" fontWeight="620">
        {figures.canBlock}
      </text>
      <text x={0} y={70} className="l-ink2 mono" fontSize="13">
        08:15:23
      </text>
      <Crossed x={w - 12} y={44} r={8} />
      <text x={w} y={w === NARROW ? 32 : 26} className="l-late" fontSize="13" fontWeight="620" textAnchor="end">
        {figures.nightly}
      </text>
      <text x={w} y={70} className="l-ink2" fontSize="13" textAnchor="end">
        {figures.moneyGone}
      </text>
    </svg>
  );
}

const PROMPT = [
  [22, 40],
  [112, 134],
  [206, 222],
  [240, 262],
] as const;
const LATE = [66, 296] as const;

function Watermark() {
  const { figures } = useTexts().home;
  const w = useWidth();
  const at = (x: number): number => Math.round((x / WIDE) * w);
  const thread = ([from, to]: readonly [number, number]): string =>
    `M${at(from)},38C${at(from)},66 ${at(to)},66 ${at(to)},94`;
  return (
    <svg className="figure" viewBox={`0 0 ${w} 122`} aria-hidden="true">
      <path d={`M0,14H${at(176)}q7,6 0,12t0,12t0,12t0,12H0Z`} className="f-water-soft" />
      <path
        d={`M${at(176)},14q7,6 0,12t0,12t0,12t0,12`}
        className="f-none s-water"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path d={`M0,38H${w}`} className="s-event" strokeWidth="2" />
      <path d={`M0,94H${w}`} className="s-proc" strokeWidth="2" />
      {PROMPT.map((row) => (
        <path key={row[0]} d={thread(row)} className="f-none s-thread" strokeWidth="1.6" />
      ))}
      <path d={thread(LATE)} className="f-none s-late" strokeWidth="2.4" />
      {PROMPT.map(([from, to]) => (
        <Fragment key={from}>
          <Dot x={at(from)} y={38} of="event" />
          <Dot x={at(to)} y={94} of="proc" />
        </Fragment>
      ))}
      <Crossed x={at(LATE[0])} y={38} r={8} />
      <Crossed x={at(LATE[1])} y={94} r={8} />
      <text x={w} y={118} className="l-late" fontSize="13" fontWeight="620" textAnchor="end">
        {figures.tooLate}
      </text>
      <text x={w} y={20} className="l-water" fontSize="13" fontWeight="620" textAnchor="end">
        {figures.waited}
      </text>
    </svg>
  );
}

const LaterFigure = lazy(() => import('./lessonFigures'));

/** The figures of the page's first picture; the others come after it. */
const FIGURES: Readonly<Record<string, () => ReactNode>> = { fraud: Fraud, watermark: Watermark };
const LATER = [
  'unbounded',
  'infinite',
  'loop',
  'two-clocks',
  'continuous-query',
  'micro-batch',
  'worth-it',
  'batch-wins',
  'misconceptions',
  'reflect',
];

/** Whether a lesson has a picture of its own under its title. */
export const hasFigure = (slug: string): boolean => slug in FIGURES || LATER.includes(slug);

export function LessonFigure({ slug }: { slug: string }) {
  const Figure = FIGURES[slug];
  if (Figure) return <Figure />;
  return LATER.includes(slug) ? (
    // A lesson does without its picture.
    <FailureBoundary address="/" instead={null}>
      <Suspense fallback={null}>
        <LaterFigure slug={slug} />
      </Suspense>
    </FailureBoundary>
  ) : null;
}

/** Rows of a table that become dots on the rails. */
export function OwnDataFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      {[4, 15, 26].map((y) => (
        <rect key={y} x="1" y={y} width="22" height="8" rx="2" className="f-event-soft s-event" strokeWidth="1.1" />
      ))}
      <path
        d="M27 19h9m-4-4l4 4-4 4"
        className="f-none s-ink"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M42 9h20" className="s-event" strokeWidth="2" />
      <path d="M42 32h20" className="s-proc" strokeWidth="2" />
      <path d="M48 9C48 20 55 20 55 32" className="f-none s-threadlate" strokeWidth="1.6" />
      <Dot x={48} y={9} of="event" r={4} />
      <Dot x={55} y={32} of="proc" r={4} />
    </svg>
  );
}

/** The same arrivals answered by three engines, one of them wrong. */
export function CompareFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      {[3, 16, 29].map((y, i) => (
        <g key={y}>
          <rect x="1" y={y} width="60" height="9" rx="2" className="f-card s-rule2" />
          <path d={`M${6 + i * 6} ${y + 4.5}h${24 + i * 4}`} className="s-state" strokeWidth="2" />
          <rect
            x={34 + i * 9}
            y={y + 1}
            width="9"
            height="7"
            rx="2"
            className={i === 0 ? 'f-card s-late' : 'f-final'}
            strokeWidth="1.5"
          />
        </g>
      ))}
    </svg>
  );
}

/** A loop that sleeps after its work, and what falls between two of its runs. */
export function LoopFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      <path d="M0 12h62" className="s-proc" strokeWidth="2" />
      <rect x="1" y="22" width="24" height="9" rx="2" className="f-proc-soft s-proc" />
      <rect x="33" y="22" width="24" height="9" rx="2" className="f-proc-soft s-proc" />
      <path d="M25 36h8M57 36h5" className="s-ink" strokeWidth="4" />
      <Dot x={12} y={12} of="proc" r={4} />
      <Dot x={46} y={12} of="proc" r={4} />
      <circle cx="29" cy="12" r="4.500" className="f-card s-late" strokeWidth="1.8" />
    </svg>
  );
}

/** A rail torn by a crash, and the batch that is run again behind it. */
export function CrashFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      <path d="M0 12h26M40 12h22" className="s-proc" strokeWidth="2" />
      <path d="M26 12h14" className="s-late" strokeWidth="1.6" strokeDasharray="2 2" />
      <rect x="2" y="22" width="20" height="9" rx="2" className="f-proc-soft s-proc" />
      <rect x="40" y="22" width="20" height="9" rx="2" className="f-proc-soft s-proc" strokeDasharray="3 2" />
      <path d="M26 4l-3 5 6 5-6 5 6 5-6 5 3 5" className="f-none s-late" strokeWidth="1.8" />
      <Dot x={10} y={12} of="proc" r={4} />
      <Dot x={50} y={12} of="proc" r={4} />
    </svg>
  );
}

/** Departures on time and late: some slant far. */
export function FlightsFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      <path d="M0 9h62" className="s-event" strokeWidth="2" />
      <path d="M0 32h62" className="s-proc" strokeWidth="2" />
      {[
        [5, 7],
        [12, 14],
        [18, 30],
        [25, 26],
        [31, 34],
        [38, 57],
        [44, 43],
      ].map(([from, to]) => (
        <path
          key={from}
          d={`M${from},9C${from},20 ${to},20 ${to},32`}
          className={`f-none ${(to ?? 0) - (from ?? 0) > 6 ? 's-threadlate' : 's-thread'}`}
          strokeWidth="1.5"
        />
      ))}
      {[5, 12, 18, 25, 31, 38, 44].map((x) => (
        <Dot key={x} x={x} y={9} of="event" r={2.8} />
      ))}
      {[7, 14, 30, 26, 34, 57, 43].map((x) => (
        <Dot key={x} x={x} y={32} of="proc" r={2.8} />
      ))}
    </svg>
  );
}

/** A longer wait buys fuller answers, less and less of them. */
export function SweepFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      <rect x="4" y="3" width="34" height="12" rx="2" className="f-final-soft" />
      <path d="M4 3v33h55" className="f-none s-rule" strokeWidth="2" />
      <path d="M8 32C16 16 22 12 34 9S50 6 58 6" className="f-none s-water" strokeWidth="2.5" />
      <circle cx="9" cy="30" r="3" className="f-state-soft s-state" />
      <circle cx="34" cy="9" r="5" className="f-card s-ink" strokeWidth="2" />
      <circle cx="57" cy="6" r="4" className="f-state-soft s-state" />
    </svg>
  );
}

export function DecideFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      <path d="M8 20H54" className="s-rule2" strokeWidth="3" />
      <circle cx="8" cy="20" r="4" className="f-card s-ink2" strokeWidth="2" />
      <circle cx="23" cy="20" r="4" className="f-card s-ink2" strokeWidth="2" />
      <circle cx="54" cy="20" r="4" className="f-card s-ink2" strokeWidth="2" />
      <circle cx="39" cy="20" r="9" className="f-ink" />
      <path d="M35 20l3 3.500 5.500-7" className="f-none s-card" strokeWidth="2.2" />
    </svg>
  );
}

export function BuildFigure() {
  return (
    <svg width="62" height="40" viewBox="0 0 62 40" aria-hidden="true">
      {[4, 16, 28].map((y) => (
        <rect key={y} x="8" y={y} width="34" height="8" rx="2.5" className="f-card s-ink2" strokeWidth="1.6" />
      ))}
      <path d="M25 12v4M25 24v4" className="s-ink2" strokeWidth="1.6" />
      <path d="M53 15v10M48 20h10" className="s-event" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
