/**
 * The rails of the hero run on, bend, and become the course: a lesson's number stands on the event-time rail, the dot on
 * the processing rail is when one gets there, and the slant of the thread between is the lesson's length in minutes.
 * Everything is drawn from the right edge, so that it holds at any width without measuring. Where there is room, every
 * second lesson stands on the left of the rails.
 */
import { useTexts } from '../language/language';
import type { Course, CourseRow } from './course';
import { hasFigure } from './figures';

/** Heights of the two rails of the hero on the page, where the bend begins. */
export const RAIL_Y = { event: 152, processing: 251 };
/** Distances from the right edge: the rails running down, and where the hero's picture ends. */
const XE = -430;
const XP = -484;
const BEND = -556;
/** The first lesson stands at the bend, the others below it. */
const FIRST = { x: -447, y: 214 };
const SECOND_Y = { oneSide: 424, twoSides: 386 };
/** From a lesson to the next: title and two lines; with a picture under them more. */
const STEP = { words: 108, figure: 214 };
/** The same where every second one stands on the other side. */
const STEP_OF_TWO = 124;
/** From the top of a lesson's text to its number. */
const TO_NODE = 15;

const stepOf = (row: CourseRow | undefined): number => (row && hasFigure(row.card.slug) ? STEP.figure : STEP.words);

/** Where the text of each lesson begins on the page, in pixels from its top. */
export function lessonTops(rows: readonly CourseRow[], twoSides: boolean): readonly number[] {
  if (twoSides) return rows.map((_, i) => (i === 0 ? 84 : SECOND_Y.twoSides - TO_NODE + (i - 1) * STEP_OF_TWO));
  let y = SECOND_Y.oneSide - TO_NODE;
  return rows.map((_, i) => {
    if (i === 0) return 84;
    if (i > 1) y += stepOf(rows[i - 1]);
    return y;
  });
}
/** How high the page must be for these lessons. */
export const courseHeight = (rows: readonly CourseRow[], twoSides: boolean): number =>
  (lessonTops(rows, twoSides).at(-1) ?? 0) + stepOf(rows.at(-1));
/** Whether a lesson stands on the left of the rails. */
export const isLeft = (index: number, twoSides: boolean): boolean => twoSides && index % 2 === 1;
const wave = (x: number, y: number): string => `M${x + 19},${y}q-4.75,-6 -9.5,0t-9.5,0t-9.5,0t-9.5,0`;

function Node({
  row,
  index,
  y,
  next,
  left,
}: {
  row: CourseRow;
  index: number;
  y: number;
  next: boolean;
  left: boolean;
}) {
  const done = row.state === 'done';
  const x = index === 0 ? FIRST.x : XE;
  const arrivesX = index === 0 ? XP - 8 : XP;
  const arrives = index === 0 ? y + 70 : y + row.card.minutes * 1.9;
  const thread =
    index === 0
      ? `M${x},${y}C${x - 23},${y + 12} ${XP + 8},${y + 32} ${arrivesX},${arrives}`
      : `M${x},${y}C${(XE + XP) / 2},${y} ${(XE + XP) / 2},${arrives} ${arrivesX},${arrives}`;
  return (
    <>
      <path
        d={thread}
        className={`f-none ${done ? 's-threadlate' : 's-thread'}`}
        strokeWidth="1.7"
        strokeDasharray={done ? undefined : '3 3.5'}
      />
      <path
        d={left ? `M${XP - 8},${y}H${XP - 28}` : `M${x},${y}H${XE + 30}`}
        className={done ? 's-event' : 's-rule2'}
        strokeWidth="1.4"
      />
      <circle
        cx={arrivesX}
        cy={arrives}
        r="5"
        className={done ? 'f-proc s-proc' : 'f-paper s-proc'}
        strokeWidth="1.8"
      />
      <circle
        cx={x}
        cy={y}
        r={next ? 17 : 13.5}
        className={done ? 'f-event s-event' : 'f-paper s-event'}
        strokeWidth={next ? 3.4 : 2}
      />
      <text
        x={x}
        y={y + (next ? 5.4 : 4.7)}
        className={done ? 'l-on' : 'l-event'}
        fontSize={next ? 16 : 13}
        fontWeight="740"
        textAnchor="middle"
      >
        {row.card.number}
      </text>
    </>
  );
}

export function CourseRails({ course, twoSides }: { course: Course; twoSides: boolean }) {
  const { home } = useTexts();
  const { event, processing } = RAIL_Y;
  const tops = lessonTops(course.rows, twoSides);
  const nodeY = (index: number): number => (index === 0 ? FIRST.y : (tops[index] ?? 0) + TO_NODE);
  const doneInOrder = course.rows.findIndex((r) => r.state !== 'done');
  const under = doneInOrder < 0 ? course.rows.length : doneInOrder;
  // Between lessons the water stands just above the one to come.
  const waterTo = under < course.rows.length ? nodeY(under) - 40 : nodeY(under - 1) + 24;
  return (
    <svg className="rails-bend" aria-hidden="true">
      <defs>
        <linearGradient id="course-water" x2="0" y2="1">
          <stop offset="0" className="water-stop" stopOpacity="0" />
          <stop offset="0.3" className="water-stop" stopOpacity="0.75" />
          <stop offset="1" className="water-stop" stopOpacity="0.95" />
        </linearGradient>
      </defs>
      <svg x="100%" width="1" height="100%" overflow="visible" aria-hidden="true">
        {under > 0 && (
          <path
            d={`M${XE - 19},${event + 128}H${XE + 19}V${waterTo}q-4.75,-6 -9.5,0t-9.5,0t-9.5,0t-9.5,0Z`}
            fill="url(#course-water)"
          />
        )}
        <path
          d={`M-4000,${event}H${BEND}C${BEND + 82},${event} ${XE},${event + 44} ${XE},${event + 140}`}
          className="f-none s-event"
          strokeWidth="2.4"
        />
        <path
          d={`M-4000,${processing}H${BEND}C${BEND + 44},${processing} ${XP},${processing + 26} ${XP},${processing + 78}`}
          className="f-none s-proc"
          strokeWidth="2.4"
        />
        <line x1={XE} y1={event + 139} x2={XE} y2="100%" className="s-event" strokeWidth="2.4" />
        <line x1={XP} y1={processing + 77} x2={XP} y2="100%" className="s-proc" strokeWidth="2.4" />
        {under > 0 && <path d={wave(XE, waterTo)} className="f-none s-water" strokeWidth="2.4" strokeLinecap="round" />}
        {course.rows.map((row, i) => (
          <Node
            key={row.card.slug}
            row={row}
            index={i}
            y={nodeY(i)}
            next={row === course.next}
            left={isLeft(i, twoSides)}
          />
        ))}
        <text x={XE + (under > 0 ? 28 : 14)} y={event + 152} className="l-event" fontSize="13" fontWeight="650">
          {home.courseRail}
        </text>
        <text x={XP - 14} y={processing + 84} className="l-proc" fontSize="13" fontWeight="650" textAnchor="end">
          {under > 0 ? home.youSoFar : home.you}
        </text>
      </svg>
    </svg>
  );
}
