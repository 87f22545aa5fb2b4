/** Figures of runs that the guide's reasons quote; `quoted.test.ts` holds them against the runs. */
import { type Duration, HOUR, MINUTE, SECOND } from '../../engine/time';

/** From the charge in Singapore to the daily run that finds it (lesson 1). */
export const FOUND_AFTER: Duration = 15 * HOUR + 43 * MINUTE + 36 * SECOND;
/** The look at which most is missing on an hourly screen (lesson 9): what it showed, and what was sold by then; rupiah. */
export const HOURLY_SCREEN = { shown: 142_000, sold: 322_000 } as const;
