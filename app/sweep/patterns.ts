/** Twelve hours of pickups whose lateness has one of three patterns: what a delay buys depends on nothing but that. */
import type { ScenarioFile } from '../../engine/scenario/file';
import { parseScenario } from '../../engine/scenario/parse';
import type { Scenario } from '../../engine/scenario/scenario';

export const PATTERNS = ['prompt', 'tunnel', 'offline'] as const;
export type Pattern = (typeof PATTERNS)[number];

interface Lateness {
  /** Of all rows, from 0 to 1. */
  readonly share: number;
  /** Minutes that a late row takes at most. */
  readonly upTo: number;
}

/** Minutes that every row may take. */
export const PROMPT_WITHIN = 1;
export const LATENESS: Readonly<Record<Pattern, Lateness | null>> = {
  prompt: null,
  tunnel: { share: 0.05, upTo: 15 },
  offline: { share: 0.04, upTo: 6 * 60 },
};

const TITLES: Readonly<Record<Pattern, ScenarioFile['title']>> = {
  prompt: { en: 'Pickups that come promptly', id: 'Penjemputan yang tiba tepat waktu' },
  tunnel: { en: 'Pickups that get stuck in tunnels', id: 'Penjemputan yang tertahan di terowongan' },
  offline: { en: 'Pickups from phones that were off', id: 'Penjemputan dari ponsel yang sempat mati' },
};

const file = (pattern: Pattern): ScenarioFile => {
  const late = LATENESS[pattern];
  return {
    format: 'arus/1',
    name: `pickups-${pattern}`,
    title: TITLES[pattern],
    timeZone: 'Asia/Jakarta',
    sources: {
      pickups: {
        columns: { pickupTime: 'timestamp', zone: 'string' },
        generate: {
          rows: 720,
          seed: 7,
          from: '2026-03-02T06:00:00+07:00',
          rate: 1 / 60,
          eventTime: 'pickupTime',
          disorder: `${PROMPT_WITHIN} minutes`,
          ...(late && { stragglers: { share: late.share, upTo: `${late.upTo - PROMPT_WITHIN} minutes` } }),
          values: { zone: { oneOf: ['Kota', 'Senen', 'Blok M'] } },
        },
      },
    },
    query: {
      from: 'pickups',
      steps: [
        { watermark: 'pickupTime', delay: '9 minutes' },
        {
          groupBy: { window: { on: 'pickupTime', size: '5 minutes' }, keys: [] },
          aggregate: { pickups: 'count(*)' },
        },
      ],
    },
    engines: {
      spark: { trigger: { processingTime: '1 minute' }, outputMode: 'append' },
    },
  };
};

/** The scenario of a pattern: the same rows each time. */
export function scenarioOf(pattern: Pattern): Scenario {
  const parsed = parseScenario(file(pattern));
  if (!parsed.ok) throw new Error(`${pattern}: ${JSON.stringify(parsed.faults)}`);
  return parsed.scenario;
}
