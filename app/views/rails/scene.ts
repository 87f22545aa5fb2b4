/**
 * The scene: every mark of the rails as plain data, with its place and its words. `layout.ts` makes it, `Rails.tsx` and
 * `paint.ts` draw it, tests compare it.
 */
import type { ComponentType } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { Moment } from '../../../engine/trace/reader';
import type { Withheld } from '../../trace/withheld';
import type { CrowdMark } from './crowds';
import type { Frame, Point } from './frame';
import type { RailsInput } from './layout';
import type { Asking } from './marks';
import type { View } from './view';
import type { Words } from './words';

/** Which kind of thing a mark is: its colour, from the tokens. */
export type Tone = 'event' | 'processing' | 'water' | 'late' | 'state' | 'final' | 'quiet' | 'ink';

export interface Label extends Point {
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How a row looks: what has become of it, as far as it may be said. */
export type RowLook =
  | 'coming'
  | 'waiting'
  | 'filtered'
  | 'withoutWindow'
  | 'duplicate'
  | 'counted'
  | 'late'
  | 'closing';

export interface RowMark {
  readonly row: number;
  readonly look: RowLook;
  /** What its thread says: dropped, overtaken by a row that happened later, a clock that runs ahead, or nothing special. */
  readonly thread: 'late' | 'outOfOrder' | 'early' | 'prompt' | 'pale';
  /** Null where a row has no event time. */
  readonly event: Point | null;
  readonly processing: Point;
  /** The thread's path; null without event time. */
  readonly path: string | null;
  /** The row itself made the query say something (an alert). */
  readonly flagged: boolean;
}

export type WindowTone = 'coming' | 'open' | 'right' | 'wrong' | 'lost' | 'withheld';

export interface BracketMark {
  /** Microseconds of the window's start; `all` without windows. */
  readonly key: string;
  readonly groups: readonly number[];
  readonly tone: WindowTone;
  readonly path: string;
  /** Where the window starts, if there is room to say it. */
  readonly start: Label | null;
  /** What it says. */
  readonly value: Label | null;
  /** Vertical only: the status in a word, under the value. */
  readonly status: Label | null;
  readonly check: Point | null;
  /** The line down from the window's start to the event rail. */
  readonly drop: readonly [Point, Point] | null;
  readonly area: Box;
  readonly spoken: string;
}

/** Windows too narrow to be drawn one by one: a stretch of them that look alike. */
export interface BandMark {
  readonly tone: WindowTone;
  readonly area: Box;
  readonly windows: number;
}

export interface BatchMark {
  /** First and last batch: more than one where several share a pixel. */
  readonly first: number;
  readonly last: number;
  readonly state: 'past' | 'current' | 'coming' | 'empty';
  /** Cut off by a crash; or tried again after one. */
  readonly fate: 'cut' | 'again' | null;
  /** A block spans what was read; a thin mark is only the instant. */
  readonly shape: 'block' | 'thin';
  /** A step of an engine that works row by row, at which rows came out. */
  readonly emits?: boolean;
  readonly area: Box;
  readonly label: Label | null;
  /** The tick, where no batch ran (microseconds). */
  readonly at: number;
  readonly spoken: string;
}

/** A crash, and the time until the query is back. */
export interface OutageMark {
  /** Place in `Trace.crashes`. */
  readonly crash: number;
  /** The jagged line at which it died; null where that lies outside. */
  readonly tear: string | null;
  /** On the processing rail. */
  readonly gap: readonly [Point, Point] | null;
  readonly label: Label | null;
  readonly area: Box;
  readonly spoken: string;
}

export interface WaterMark {
  /** Microseconds of event time. */
  readonly watermark: number;
  /** Place of the crest along the picture; it may lie outside of what is shown. */
  readonly along: number;
  readonly label: Label;
  readonly timeText: string;
  /** Where the time stands; null: in one line with the label. */
  readonly time: Label | null;
  readonly area: Box;
  /** Whether the label lies on a plate. */
  readonly plate: boolean;
  readonly spoken: string;
}

/** The water of one partition, where each has its own. */
export interface LaneMark {
  readonly key: string;
  /** From where its water begins to its crest; null while it has none in sight. */
  readonly water: Box | null;
  /** The whole of it is water (Kafka Streams); else a thin line over the water of all (Flink). */
  readonly filled: boolean;
  readonly idle: boolean;
  readonly label: Label;
  readonly spoken: string;
}

/** An engine that is always on: its bar below the processing rail, up to now (with gaps where it was down) and after. */
export interface LiveMark {
  readonly past: readonly Box[];
  readonly coming: Box | null;
}

/** The watermark that rows are tested against, where it is not the water's; in Kafka Streams the stream time. */
export interface TestedMark {
  readonly watermark: number;
  readonly line: readonly [Point, Point];
  readonly label: Label | null;
  readonly time: Label | null;
}

export interface TickMark {
  readonly at: number;
  readonly label: Label;
}

/** Several rows in one place. */
export interface StackMark {
  readonly count: number;
  readonly label: Label;
  readonly area: Box;
  /** What to show so that they lie apart. */
  readonly view: View;
  readonly spoken: string;
}

export interface Callout {
  readonly row: number;
  readonly tone: 'late' | 'quiet';
  readonly box: Box;
  readonly lines: readonly [Label, Label];
}

/** The new time of a row that is being moved. */
export interface MoveTag {
  readonly rail: 'event' | 'arrival';
  readonly box: Box;
  readonly label: Label;
}

/** What the input of a join has come to by itself. */
export interface InputWater {
  readonly rail: number;
  /** It is where the watermark stands that decides. */
  readonly isWater: boolean;
  readonly idle: boolean;
  /** From the water of all to where this input is; null: it is not further. */
  readonly further: Box | null;
  /** Where it is; null: out of sight, or at the water's own crest. */
  readonly line: readonly [Point, Point] | null;
  readonly label: Label | null;
  readonly spoken: string;
}

/** Two rows that met, or a row that came out beside nulls: a line with a knob that can be asked. */
export interface TieMark {
  readonly key: string;
  readonly rows: readonly number[];
  readonly subject: Subject;
  /** `state`: what it made is not in the sink as it is. */
  readonly tone: 'final' | 'state';
  readonly path: string;
  readonly knob: Point;
  readonly alone: boolean;
  readonly area: Box;
  readonly spoken: string;
}

/** A row of a join's state, or one that left it with no match. */
export interface JoinRowMark {
  readonly row: number;
  readonly at: Point;
  /** Where its stub ends. */
  readonly end: Point;
  /** Kept without a match so far; kept with one; let go without; came out beside nulls. */
  readonly state: 'waits' | 'held' | 'freed' | 'alone';
}

/** Where on another rail a match of a row lies. */
export interface StretchMark {
  readonly rail: number;
  readonly area: Box;
  readonly label: Label | null;
  readonly spoken: string;
}

export interface JoinMarks {
  readonly waters: readonly InputWater[];
  readonly ties: readonly TieMark[];
  readonly rows: readonly JoinRowMark[];
}

/** What a query that joins draws beside: `joins.ts` and `Joined.tsx` make it. */
export interface Joined {
  /** The same picture with a rail of event time for each input of the join. */
  frame(frame: Frame): Frame;
  /** Its marks put where its rails are. */
  scene(scene: Scene, input: RailsInput): Scene;
  /** What became of a row in the join, in a few words; null: nothing that a join had a part in. */
  fate(moment: Moment, withheld: Withheld, row: number, words: Words): string | null;
  /** Below all marks: the water of the inputs. */
  readonly Under: ComponentType<JoinedProps>;
  /** Below the rows: who met whom, who waits. */
  readonly Between: ComponentType<JoinedProps>;
  /** Above the rows: what is said of the waters, and where a match lies. */
  readonly Above: ComponentType<JoinedProps>;
}

export interface JoinedProps {
  readonly scene: Scene;
  readonly input: RailsInput;
  readonly asking: Asking | null;
  readonly hovered: Subject | null;
  /** The row that is looked at, or in hand. */
  readonly looked: number | null;
  /** Rows that play a part in what is asked; null: none does more than another. */
  readonly playing: ReadonlySet<number> | null;
  readonly name: string;
}

export interface Scene {
  readonly frame: Frame;
  readonly empty: Label | null;
  /** False: this query looks at no event time, and the upper rail stays bare. */
  readonly hasEventTime: boolean;
  readonly rows: readonly RowMark[];
  /** Set where there are too many rows for single marks; `rows` then holds the late ones. */
  readonly crowd: CrowdMark | null;
  readonly stacks: readonly StackMark[];
  readonly water: WaterMark | null;
  readonly lanes: readonly LaneMark[];
  readonly tested: TestedMark | null;
  readonly brackets: readonly BracketMark[];
  readonly bands: readonly BandMark[];
  readonly batches: readonly BatchMark[];
  readonly live: LiveMark | null;
  readonly ticks: readonly TickMark[];
  readonly callout: Callout | null;
  readonly tag: MoveTag | null;
  readonly notes: readonly string[];
  /** Only where the query joins. */
  readonly join?: JoinMarks;
}
