/**
 * A figure in a lesson's text: a reference into a run, such as `{row:tunnel.arrived}` or `{batch:10.watermark@zero}`,
 * and the value that it has there. Formatting in a language is i18n's; see `figureText.ts`.
 *
 *     {SUBJECT:NAME.FIELD}          of the step's main run
 *     {SUBJECT:NAME.FIELD@RUN}      of another run of the step
 *     {own:NAME} {own:NAME@RUN}     a figure that the lesson computes itself
 *     {setting.delay} {run.late}    of the run as a whole
 *
 * A batch is named by its id, `last`, or `reads-ROW`, `answers-GROUP`, `alerts-ROW`.
 */

/** A value with what kind of quantity it is. Times, durations in microseconds; money in rupiah. */
export type Figure =
  | { readonly kind: 'time'; readonly value: number }
  /** A time that is read to the minute: the edge of a window, a setting. */
  | { readonly kind: 'clock'; readonly value: number }
  /** The day of an instant: `2 Mar`. */
  | { readonly kind: 'day'; readonly value: number }
  /** Of one: 0.25 is a quarter. */
  | { readonly kind: 'share'; readonly value: number; readonly digits?: number }
  /** `parts`: rounded to so many of its largest units. */
  | { readonly kind: 'duration'; readonly value: number; readonly parts?: number }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'money'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** The run has no such value (a window that never came out, a row that no batch read). */
  | { readonly kind: 'none' };

/** Which kind of thing a figure or term names: its colour and weight, as in the picture. */
export const TONES = ['event', 'processing', 'water', 'late', 'state', 'final'] as const;
export type Tone = (typeof TONES)[number];

/** Fields that can be asked of each subject, with the tone in which they are shown. */
export const FIGURE_FIELDS = {
  row: {
    /** Event time. */
    happened: 'event',
    /** Its day. */
    day: 'event',
    /** Arrival, processing time. */
    arrived: 'processing',
    arrivedDay: 'processing',
    /** Arrival − event time. */
    onTheRoad: null,
    /** The batch that reads it. */
    batch: 'processing',
    /** When that batch starts. */
    readAt: 'processing',
    /** The watermark that it is tested against. */
    testedAgainst: 'water',
    /** That watermark − the end of its window. */
    lateBy: 'late',
    /** Whole value columns: amounts are money, the rest text. */
    amount: null,
    city: null,
    card: null,
  },
  batch: {
    id: 'processing',
    started: 'processing',
    day: 'processing',
    rows: null,
    /** W in force while it ran. */
    watermark: 'water',
    lateWatermark: 'water',
    dropped: 'late',
    /** Rows held once it was done, let go in it, and given to the sink by it. */
    held: 'state',
    freed: 'state',
    written: null,
    ended: 'processing',
    /** Of a job: the stretch that it read. */
    from: 'processing',
    to: 'processing',
  },
  group: {
    start: 'event',
    end: 'event',
    truth: null,
    /** First and last answer, when each was written and by which batch. */
    answer: 'final',
    answeredAt: 'processing',
    answeredBy: 'processing',
    lastAnswer: 'final',
    lastAnsweredAt: 'processing',
  },
  setting: {
    delay: 'water',
    trigger: 'processing',
    window: 'event',
    every: 'processing',
    within: 'state',
    at: 'processing',
    interval: 'processing',
    work: 'processing',
  },
  /** Rows that are late, and groups dropped as Spark's counter has them. */
  run: {
    late: 'late',
    dropped: 'late',
    /** Rows that arrive, batches, rows given to the sink, rows that a reader finds there, and those found once too often. */
    rows: null,
    batches: 'processing',
    written: null,
    inSink: null,
    doubled: 'late',
    /** Most rows of state after a batch. */
    peak: 'state',
  },
} as const satisfies Record<string, Record<string, Tone | null>>;

export type FigureSubject = keyof typeof FIGURE_FIELDS;

/** A reference as it stands in a text. `subject` `own` has no field. */
export type FigureRef =
  | {
      readonly subject: FigureSubject;
      readonly name: string;
      readonly field: string;
      readonly run: string;
    }
  | { readonly subject: 'own'; readonly name: string; readonly run: string };
