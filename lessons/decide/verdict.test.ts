import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../engine/time';
import { alwaysOnADay, costADay, PRICES, WAYS } from '../money';
import { USE_NAMES, USES } from './uses';
import { AGES, type Answers, CHOICES, changesOf, LINES, pullOf, QUESTIONS, UNANSWERED, verdictOf } from './verdict';

const CARD: Answers = USES.stolenCard;
const verdict = (answers: Answers) => verdictOf(answers, PRICES, LINES);
const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  age: fc.constantFrom(...AGES),
  arrival: fc.constantFrom(...CHOICES.arrival),
  purpose: fc.constantFrom(...CHOICES.purpose),
  memory: fc.constantFrom(...CHOICES.memory),
  team: fc.constantFrom(...CHOICES.team),
  budget: fc.constantFrom(...CHOICES.budget),
});

describe('the verdict', () => {
  test('on a stolen card is a micro-batch, and each of the three ways to move it moves it', () => {
    expect(verdict(CARD)).toMatchObject({ kind: 'way', way: 'microBatch', cost: 108_000, weight: 1 });
    expect(verdict({ ...CARD, age: 4 * MINUTE })).toMatchObject({ way: 'jobs' });
    expect(verdict({ ...CARD, age: 3 * MINUTE })).toMatchObject({ way: 'microBatch' });
    expect(verdict({ ...CARD, age: SECOND / 2 })).toMatchObject({ way: 'record' });
    expect(verdict({ ...CARD, age: DAY, arrival: 'files', purpose: 'lookBack' })).toMatchObject({ way: 'daily' });
  });

  test.each([
    ['stolenCard', 'microBatch'],
    ['machine', 'microBatch'],
    ['dashboard', 'microBatch'],
    ['scoreboard', 'microBatch'],
    ['coldChain', 'jobs'],
    ['stock', 'jobs'],
    ['payroll', 'daily'],
    ['quarters', 'daily'],
  ] as const)('on %s is %s', (use, way) => {
    expect(verdict(USES[use])).toMatchObject({ kind: 'way', way });
  });

  test('is not given before every question is answered', () => {
    expect(verdict(UNANSWERED)).toEqual({ kind: 'open', missing: QUESTIONS });
    expect(verdict({ ...CARD, team: null })).toEqual({ kind: 'open', missing: ['team'] });
  });

  test('is not given where two answers contradict each other, and names the two', () => {
    expect(verdict({ ...CARD, age: SECOND, arrival: 'files' })).toEqual({
      kind: 'contradiction',
      between: ['age', 'arrival'],
    });
    expect(verdict({ ...CARD, memory: 'passes' })).toEqual({ kind: 'contradiction', between: ['age', 'memory'] });
    expect(verdict({ ...CARD, age: DAY, arrival: 'files' })).toEqual({
      kind: 'contradiction',
      between: ['arrival', 'purpose'],
    });
  });

  test('is fresh enough, and no way that is fresh enough weighs less', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const given = verdict(answers);
        if (given.kind !== 'way') return;
        const age = answers.age as number;
        expect(costADay(given.way, age, PRICES)).toBe(given.cost);
        if (age < LINES.streamUnder || age >= LINES.batchFrom) return;
        const weigh = (way: (typeof WAYS)[number], cost: number) =>
          way === 'microBatch' || way === 'record' ? cost * given.weight : cost;
        for (const way of WAYS) {
          const cost = costADay(way, age, PRICES);
          if (cost !== null && Number.isFinite(weigh(way, cost)))
            expect(weigh(way, cost)).toBeGreaterThanOrEqual(weigh(given.way, given.cost));
        }
      }),
    );
  });

  test('never turns to what never stops because an answer speaks for jobs', () => {
    const stops = (answers: Answers) => {
      const given = verdict(answers);
      return given.kind === 'way' ? given.way === 'daily' || given.way === 'jobs' : null;
    };
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        // From a team that weighs nothing: one that weighed more before can let go of a job by weighing less.
        if (stops({ ...answers, team: 'has' }) !== true) return;
        for (const team of CHOICES.team)
          if (pullOf('team', { ...answers, team }, LINES) === 'batch') expect(stops({ ...answers, team })).toBe(true);
      }),
    );
  });
});

describe('what would change it', () => {
  test('is the nearest change of one answer, the cheapest outcome first', () => {
    const changes = changesOf(CARD, PRICES, LINES);
    expect(changes.map((c) => [c.question, c.answers[c.question], c.way])).toEqual([
      ['age', 4 * MINUTE, 'jobs'],
      ['age', SECOND / 2, 'record'],
    ]);
  });

  test('differs in one answer and gives the verdict that it promises', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const now = verdict(answers);
        for (const change of changesOf(answers, PRICES, LINES)) {
          expect(QUESTIONS.filter((q) => change.answers[q] !== answers[q])).toEqual([change.question]);
          expect(verdict(change.answers)).toMatchObject({ kind: 'way', way: change.way });
          expect(now.kind === 'way' && now.way === change.way).toBe(false);
        }
      }),
    );
  });
});

test('the uses ask for each way but the freshest, and cost what the model says', () => {
  const ways = USE_NAMES.map((use) => verdict(USES[use]));
  expect(new Set(ways.map((v) => (v.kind === 'way' ? v.way : '')))).toEqual(new Set(['microBatch', 'jobs', 'daily']));
  expect(alwaysOnADay(PRICES)).toBe(108_000);
});
