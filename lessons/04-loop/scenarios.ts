/** Of four parts the first two, at the boundary and late; the others are in `later.ts`. */
import type { LessonScenario } from '../schema';
import boundary from './loop-boundary.json?scenario';
import late from './loop-late.json?scenario';

export const at = (time: string) => ({ clickedAt: `2026-03-02T${time}+07:00` });
export const windows = {
  w0000: { windowStart: '2026-03-02T00:00:00+07:00' },
  w0005: { windowStart: '2026-03-02T00:05:00+07:00' },
  w0010: { windowStart: '2026-03-02T00:10:00+07:00' },
};

export const scenarios = {
  boundary: {
    scenario: boundary,
    rows: { d: at('00:05:00'), e: at('00:05:00.001'), c2: at('00:10:00') },
    groups: windows,
  },
  late: { scenario: late, rows: { c: at('00:03:10') }, groups: windows },
} satisfies Record<string, LessonScenario>;
