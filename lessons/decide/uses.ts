/** Uses that the guide can be tried on; the course's own cases among them. */
import { DAY, HOUR, MINUTE, SECOND } from '../../engine/time';
import type { Answers } from './verdict';

export const USES = {
  stolenCard: {
    age: 10 * SECOND,
    arrival: 'always',
    purpose: 'act',
    memory: 'keyed',
    team: 'learning',
    budget: 'little',
  },
  machine: { age: SECOND, arrival: 'always', purpose: 'act', memory: 'row', team: 'has', budget: 'fine' },
  dashboard: { age: MINUTE, arrival: 'always', purpose: 'watch', memory: 'keyed', team: 'learning', budget: 'little' },
  scoreboard: { age: 2 * SECOND, arrival: 'bursts', purpose: 'watch', memory: 'keyed', team: 'has', budget: 'fine' },
  coldChain: {
    age: 20 * MINUTE,
    arrival: 'always',
    purpose: 'act',
    memory: 'keyed',
    team: 'learning',
    budget: 'little',
  },
  stock: { age: HOUR, arrival: 'bursts', purpose: 'watch', memory: 'keyed', team: 'learning', budget: 'everyHour' },
  payroll: { age: DAY, arrival: 'files', purpose: 'lookBack', memory: 'passes', team: 'has', budget: 'everyHour' },
  quarters: { age: DAY, arrival: 'files', purpose: 'lookBack', memory: 'keyed', team: 'none', budget: 'everyHour' },
} as const satisfies Record<string, Answers>;

export type UseName = keyof typeof USES;
export const USE_NAMES = Object.keys(USES) as readonly UseName[];
