import { expect, test } from 'vitest';
import { EXERCISES } from '../../lessons/exercises/index';
import { attemptIn, attemptLink } from './attemptLink';

test('an attempt at any exercise is in its link, whole; what another exercise or a hand has spoilt is none', async () => {
  for (const { card, load } of EXERCISES) {
    const exercise = await load();
    if (exercise.again) continue;
    expect(attemptIn(attemptLink(card.slug, exercise.best), exercise)).toEqual(exercise.best);
    expect(attemptIn(attemptLink(card.slug, exercise.best).slice(0, -3), exercise)).toBe('unreadable');
    expect(attemptIn(attemptLink(card.slug, { ...exercise.best, more: 1 }), exercise)).toBe('unreadable');
    expect(attemptIn(`#/exercise/${card.slug}?try=${btoa('[1,2]')}`, exercise)).toBe('unreadable');
    expect(attemptIn(`#/exercise/${card.slug}`, exercise)).toBe('none');
  }
});
