/** The single values that a scenario file holds, each read by valibot; a definition's own message is a `FaultCode`. */
import * as v from 'valibot';
import type { FaultCode } from '../faults';
import { type InstantFault, isDate, isTimeZone, parseInstant, parseTimeOfDay } from '../instant';
import { lengthOf, parseInterval } from '../interval';

type Code = Extract<FaultCode, string>;
export const about = <T>(title: string, description: string, ...examples: unknown[]) =>
  v.metadata<T, { title: string; description: string; examples?: unknown[] }>({
    title,
    description,
    ...(examples.length > 0 && { examples }),
  });

interface DurationRules {
  readonly zero?: boolean;
  readonly negative?: boolean;
  /** Whether months are taken, or the fault that they are. */
  readonly months?: true | Code;
}

/** A Spark interval string, read as microseconds. */
export function duration(
  title: string,
  description: string,
  { zero = false, negative = false, months = 'monthDuration' }: DurationRules = {},
) {
  return v.pipe(
    v.string(),
    v.metadata({ title, description, examples: ['5 minutes'] }),
    v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
      const interval = parseInterval(dataset.value);
      const refuse = (message: Code) => {
        addIssue({ message });
        return NEVER;
      };
      if (!interval) return refuse('notDuration');
      if (interval.months !== 0 && months !== true) return refuse(months);
      const length = lengthOf(interval);
      if (length < 0 && !negative) return refuse(zero ? 'negativeDuration' : 'notAboveZero');
      if (length === 0 && !zero) return refuse('zeroDuration');
      return length;
    }),
  );
}

/** The code of each way in which a text is no instant. */
export const INSTANT_FAULTS = {
  shape: 'notTime',
  noOffset: 'timeWithoutOffset',
  noSuchTime: 'noSuchTime',
  tooFine: 'timeTooFine',
  tooFar: 'timeTooFar',
} as const satisfies Record<InstantFault, Code>;

/** An instant, read as microseconds since the epoch. */
export function instant(title: string, description: string) {
  return v.pipe(
    v.string(),
    v.metadata({ title, description, examples: ['2026-03-02T14:00:40Z', '2026-03-02T21:00:40+07:00'] }),
    v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
      const micros = parseInstant(dataset.value);
      if (typeof micros === 'number') return micros;
      addIssue({ message: INSTANT_FAULTS[micros] });
      return NEVER;
    }),
  );
}

/** A date as `2026-03-02`. */
export const date = (title: string, description: string) =>
  v.pipe(
    v.string(),
    v.metadata({ title, description, examples: ['2026-03-02'] }),
    v.check(isDate, 'notDate' satisfies Code),
  );

export const timeZone = (title: string, description: string) =>
  v.pipe(
    v.string(),
    v.metadata({ title, description, examples: ['Asia/Jakarta', 'UTC'] }),
    v.check(isTimeZone, 'notTimeZone' satisfies Code),
  );

export const timeOfDay = (title: string, description: string) =>
  v.pipe(
    v.string(),
    v.metadata({ title, description, examples: ['23:59:00'] }),
    v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
      const micros = parseTimeOfDay(dataset.value);
      if (micros !== null) return micros;
      addIssue({ message: 'notTimeOfDay' satisfies Code });
      return NEVER;
    }),
  );

export const count = (title: string, description: string) =>
  v.pipe(
    v.number(),
    v.metadata({ title, description }),
    v.integer(),
    v.minValue(1),
    v.maxValue(Number.MAX_SAFE_INTEGER),
  );

export const text = (title: string, description: string, ...examples: string[]) =>
  v.pipe(v.string(), about(title, description, ...examples));
export const flag = (title: string, description: string) => v.pipe(v.boolean(), about(title, description));
export const always = (title: string, description: string) => v.pipe(v.literal(true), about(title, description));
