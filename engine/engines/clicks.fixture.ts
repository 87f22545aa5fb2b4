/** Clicks for the tests of the loop: who clicked when, and when it arrived; read by a count in windows of five minutes. */
import type { ScenarioFile } from '../scenario/file';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';

/** `A 04:20` clicked and arrived at 00:04:20; `C 03:10 13:10` clicked at 00:03:10 and arrived at 00:13:10. */
export function clicks(
  rows: readonly string[],
  loop: NonNullable<ScenarioFile['engines']>['batchLoop'] = {},
  change: (file: ScenarioFile) => void = () => {},
): Scenario {
  const time = (clock: string) => `2026-03-02T00:${clock}Z`;
  const file: ScenarioFile = {
    format: 'arus/1',
    name: 'clicks',
    sources: {
      clicks: {
        columns: { clickedAt: 'timestamp', userId: 'string' },
        arrivals: rows.map((row) => {
          const [userId, happened, arrived = happened] = row.split(' ') as [string, string, string?];
          return { arrivesAt: time(arrived), row: { clickedAt: time(happened), userId } };
        }),
      },
    },
    query: {
      from: 'clicks',
      steps: [
        { watermark: 'clickedAt', delay: '10 minutes' },
        { groupBy: { window: { on: 'clickedAt', size: '5 minutes' } }, aggregate: { clicks: 'count(*)' } },
      ],
    },
    engines: { spark: { trigger: { processingTime: '1 minute' } }, batchLoop: loop },
  };
  change(file);
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** Lesson 4a: two clicks on a boundary, one of them a millisecond behind it. */
export const BOUNDARY = [
  ...['A 00:40', 'B 02:50', 'C 04:59.999', 'D 05:00', 'E 05:00.001'],
  ...['A 07:30', 'B 09:20', 'C 10:00', 'D 12:15'],
];
/** Lesson 4b: C's first click arrives ten minutes late. */
export const LATE = [
  ...['A 00:40 00:45', 'B 02:50 02:55', 'C 03:10 13:10', 'C 04:20 04:25', 'C 06:30 06:36'],
  ...['D 08:20 08:25', 'A 11:00 11:04', 'B 13:00 13:05', 'D 14:30 14:35'],
];
/** Lesson 4c: three runs of two, four and three clicks. */
export const CRASH = [
  ...['A 01:00', 'B 03:00', 'C 05:10', 'D 06:40', 'A 08:10', 'B 09:30', 'E 10:50', 'C 14:00', 'A 16:30'],
];
/** Lesson 4d: C clicks in two windows. */
export const UNIQUE = ['A 00:40', 'B 02:10', 'C 03:50', 'C 06:30', 'D 08:20'];
/** The demonstration: all of it at once. */
export const ALL = [
  ...['A 00:40 00:45', 'A 01:50 11:50', 'B 02:50 02:55', 'C 03:50 03:55', 'C 05:00 05:04', 'C 06:30 06:36'],
  ...['D 08:20 08:25', 'A 11:00 11:04', 'B 13:20 13:26', 'D 14:30 14:35'],
];
