/**
 * The three kinds of time that an engine knows. All are integer microseconds, as in Spark's TimestampType; a double
 * holds them exactly for 285 years on either side of 1970. Branded, so that a clock cannot be mistaken for another.
 */
declare const kind: unique symbol;

/** When something happened, in microseconds since the Unix epoch. */
export type EventTime = number & { readonly [kind]?: 'event' };
/** When an engine could see or did something, in microseconds since the Unix epoch. */
export type ProcessingTime = number & { readonly [kind]?: 'processing' };
/** A length of time in microseconds. */
export type Duration = number & { readonly [kind]?: 'duration' };

export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
