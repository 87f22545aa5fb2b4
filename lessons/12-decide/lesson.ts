import { MINUTE, SECOND } from '../../engine/time';
import { scenarios as payments } from '../01-fraud/scenarios';
import { worstLatency } from '../08-micro-batch/latency';
import dashboard from '../09-worth-it/case-dashboard.json?scenario';
import { USES } from '../decide/uses';
import { type Answers, changesOf, LINES, verdictOf } from '../decide/verdict';
import { length, money, set, time } from '../make';
import { alwaysOnADay, costADay, freshestJob, jobsADay, jobsCheaperFrom, PRICES, WAYS, type Way } from '../money';
import { firstAt } from '../said';
import type { Claim, Facts, Lesson, LessonScenario, RunSpec } from '../schema';
import { card } from './card';
import coldChain from './cold-chain.json?scenario';

const scenarios = {
  thief: payments.thief,
  coldChain: { scenario: coldChain, rows: { warm: { at: '2026-03-02T10:02:00+07:00' } }, groups: {} },
  dashboard: { scenario: dashboard, rows: {}, groups: {} },
} satisfies Record<string, LessonScenario>;

type Name = keyof typeof scenarios;
const spark = (scenario: Name): RunSpec => ({ scenario, engine: 'spark' });
const job = (scenario: Name, every?: string): RunSpec => ({
  scenario,
  engine: 'dailyBatch',
  changes: every ? [set.every(every)] : [],
});

/** Acting within a second on what comes as a file a day. */
const CONTRADICTION: Answers = { ...USES.stolenCard, age: SECOND, arrival: 'files' };
/** The goods are lost so long after the first warm reading. */
const HOLDS = 20 * MINUTE;
/** What a day's jobs may cost in the check. */
const ALLOWED = 25_000;

const way =
  (answers: Answers, expected: Way): Claim =>
  () => {
    const verdict = verdictOf(answers, PRICES, LINES);
    return verdict.kind === 'way' && verdict.way === expected;
  };
/** All four ways, of which one is the verdict. */
const ways = (answers: Answers) => Object.fromEntries(WAYS.map((one) => [one, { claim: way(answers, one) }]));
const none =
  (answers: Answers): Claim =>
  () =>
    verdictOf(answers, PRICES, LINES).kind === 'contradiction';
const movesIt =
  (question: string): Claim =>
  () =>
    changesOf(USES.scoreboard, PRICES, LINES)[0]?.question === question;
const oldest = (answers: Answers): number => answers.age ?? Number.NaN;

const everyOf = ({ reader }: Facts): number => reader.scenario.engines.dailyBatch.every;
/** How old the newest score may be. */
const SCORE = USES.scoreboard.age;
/** What a day of the way costs that a run was made by. */
function wayCosts(facts: Facts): number {
  const { engine } = facts.reader.trace;
  if (engine === 'dailyBatch') return jobsADay(everyOf(facts), PRICES);
  return costADay(engine === 'flink' ? 'record' : 'microBatch', SCORE, PRICES) ?? Number.NaN;
}
const knownAfter = (facts: Facts): number => firstAt(facts) - facts.arrived('warm');

export const lesson: Lesson = {
  card,
  scenarios,
  own: {
    cardAge: () => length(oldest(USES.stolenCard)),
    start: () => length(PRICES.start),
    always: () => money(alwaysOnADay(PRICES)),
    cheaperFrom: () => length(jobsCheaperFrom(PRICES), 2),
    freshest: () => length(Math.ceil(freshestJob(PRICES) / SECOND) * SECOND, 2),
    holds: () => length(HOLDS),
    truckJobs: () => money(jobsADay(HOLDS, PRICES)),
    knownAfter: ({ main }) => length(knownAfter(main), 2),
    firstAt: ({ main }) => time(firstAt(main)),
    bill: ({ main }) => money(Math.round(jobsADay(everyOf(main), PRICES))),
    allowed: () => money(ALLOWED),
    oldest: ({ main }) => length(worstLatency(main), 2),
    wayCosts: ({ main }) => money(Math.round(wayCosts(main))),
    scoreCosts: () => money(costADay('microBatch', SCORE, PRICES) ?? 0),
    scoreAge: () => length(oldest(USES.scoreboard)),
    moves: () => length(changesOf(USES.scoreboard, PRICES, LINES)[0]?.answers.age ?? Number.NaN),
    line: () => length(LINES.streamUnder),
    tooSoon: () => length(oldest(CONTRADICTION)),
  },

  recall: {
    from: 'batch-wins',
    main: job('dashboard', '1 hour'),
    cursor: { at: 'end' },
    withhold: {},
    prediction: {
      kind: 'choice',
      options: {
        hour: { claim: () => jobsCheaperFrom(PRICES) > 30 * MINUTE },
        quarter: { claim: () => jobsCheaperFrom(PRICES) > 10 * MINUTE && jobsCheaperFrom(PRICES) <= 30 * MINUTE },
        minutes: { claim: () => jobsCheaperFrom(PRICES) > MINUTE && jobsCheaperFrom(PRICES) <= 10 * MINUTE },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
  },

  steps: [
    {
      id: 'card',
      main: spark('thief'),
      screen: 'decide',
      guide: USES.stolenCard,
      cursor: { at: 'arrival', row: 'singapore' },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: ways(USES.stolenCard),
      },
      after: { cursor: { at: 'committed', batch: { alerts: 'singapore' } }, lookAt: { kind: 'row', row: 'singapore' } },
      minutes: 2,
    },
    {
      id: 'truck',
      main: spark('coldChain'),
      screen: 'decide',
      guide: USES.coldChain,
      cursor: { at: 'arrival', row: 'warm' },
      lookAt: { kind: 'row', row: 'warm' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: ways(USES.coldChain),
      },
      after: { cursor: { at: 'committed', batch: { reads: 'warm' } }, lookAt: { kind: 'row', row: 'warm' } },
      minutes: 3,
    },
    {
      id: 'contradiction',
      main: job('thief'),
      screen: 'decide',
      guide: CONTRADICTION,
      cursor: { at: 'arrival', row: 'singapore' },
      lookAt: { kind: 'row', row: 'singapore' },
      withhold: { results: true },
      prediction: {
        kind: 'choice',
        options: {
          daily: { claim: way(CONTRADICTION, 'daily') },
          record: { claim: way(CONTRADICTION, 'record') },
          none: { claim: none(CONTRADICTION) },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'singapore' } },
      minutes: 2,
    },
    {
      id: 'cheapest',
      main: spark('dashboard'),
      screen: 'decide',
      guide: USES.scoreboard,
      ownUse: true,
      cursor: { at: 'end' },
      lookAt: null,
      withhold: {},
      prediction: {
        kind: 'choice',
        options: {
          budget: { claim: movesIt('budget') },
          team: { claim: movesIt('team') },
          age: { claim: movesIt('age') },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'batch', batch: 'last' } },
      minutes: 3,
    },
  ],

  checks: [
    {
      id: 'check',
      start: job('coldChain', '1 hour'),
      cursor: { at: 'end' },
      knobs: ['every'],
      shows: ['knownAfter', 'bill'],
      demands: {
        fresh: (facts) => knownAfter(facts) <= HOLDS,
        cheap: (facts) => jobsADay(everyOf(facts), PRICES) <= ALLOWED,
      },
      solutions: [{ changes: [set.every('20 minutes')] }],
      wrong: [
        { changes: [], fails: 'fresh' },
        { changes: [set.every('30 minutes')], fails: 'fresh' },
        { changes: [set.every('5 minutes')], fails: 'cheap' },
        { changes: [set.every('20 minutes')], engine: 'spark', fails: 'alone' },
      ],
    },
    {
      id: 'check-scoreboard',
      start: job('dashboard', '1 hour'),
      engines: ['dailyBatch', 'spark', 'flink'],
      cursor: { at: 'end' },
      knobs: ['every', 'trigger'],
      shows: ['oldest', 'wayCosts'],
      demands: {
        fresh: (facts) => worstLatency(facts) <= SCORE,
        cheap: (facts) => wayCosts(facts) <= (costADay('microBatch', SCORE, PRICES) ?? 0),
      },
      solutions: [{ changes: [set.trigger('1 second')], engine: 'spark' }],
      wrong: [
        { changes: [], fails: 'fresh' },
        { changes: [], engine: 'spark', fails: 'fresh' },
        { changes: [set.every('1 minute')], fails: 'cheap' },
        { changes: [], engine: 'flink', fails: 'cheap' },
        { changes: [set.trigger('1 second'), set.mode('update')], engine: 'spark', fails: 'alone' },
      ],
    },
  ],

  terms: ['freshEnough', 'standingCost'],
};
