import { describe, expect, test } from 'vitest';
import type { LessonCard } from '../../lessons/schema';
import { type LessonProgress, NOT_BEGUN } from '../stores/progress';
import { askAgain, courseOf } from './course';

const card = (slug: string, number: number, minutes: number): LessonCard => ({
  slug,
  number,
  minutes,
  title: { en: slug, id: slug },
  idea: { en: '', id: '' },
  section: '',
});
const cards = [card('fraud', 1, 6), card('watermark', 6, 12)];
const passed: LessonProgress = { ...NOT_BEGUN, at: 'check', furthest: 6, checkPassed: true };

describe('the course', () => {
  test('begins with its first lesson', () => {
    const course = courseOf(cards, {});
    expect(course.next).toMatchObject({ card: { slug: 'fraud' }, state: 'ahead' });
    expect(course).toMatchObject({ done: 0, minutes: 18, minutesToGo: 18 });
  });
  test('a lesson that was only looked at is not begun; one with an answer is', () => {
    expect(courseOf(cards, { fraud: { ...NOT_BEGUN, at: '1', furthest: 0 } }).next?.state).toBe('ahead');
    const answered = { ...NOT_BEGUN, at: '1', furthest: 0, answers: { alone: { chosen: ['x'], right: true } } };
    expect(courseOf(cards, { fraud: answered }).next?.state).toBe('begun');
  });
  test('goes on with the first lesson whose check is not passed', () => {
    const course = courseOf(cards, { fraud: passed });
    expect(course.next?.card.slug).toBe('watermark');
    expect(course).toMatchObject({ done: 1, minutesToGo: 12 });
    expect(courseOf(cards, { watermark: passed }).next?.card.slug).toBe('fraud');
  });
  test('has no next lesson when all are done', () => {
    expect(courseOf(cards, { fraud: passed, watermark: passed })).toMatchObject({
      next: null,
      done: 2,
      minutesToGo: 0,
    });
  });
  test('asks again what was answered wrong, in the order of the lessons', () => {
    const wrong: LessonProgress = {
      ...NOT_BEGUN,
      missed: ['late', 'delay'],
      answers: { delay: { chosen: ['x'], right: true } },
    };
    expect(askAgain(cards, { watermark: wrong, fraud: { ...NOT_BEGUN, missed: ['alone'] } })).toEqual([
      { slug: 'fraud', question: 'alone' },
      { slug: 'watermark', question: 'late' },
    ]);
  });
});
