import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../engine/time';
import { FIXTURES } from './fixtures';
import { frameOf, timePerPixel } from './frame';
import { finer, snapped, stepFor } from './step';
import { fitView, following, panned, readableView, zoomed } from './view';

describe('the stretch of time that is shown', () => {
  it('holds every row and the batches near them, from a window’s start to a trigger’s edge', () => {
    const { reader } = FIXTURES.tunnel();
    const fit = fitView(reader);
    for (let row = 0; row < 19; row++)
      for (const t of [reader.eventTime(row), reader.arrivesAt(row)]) {
        expect(t).toBeGreaterThanOrEqual(fit.from);
        expect(t).toBeLessThanOrEqual(fit.to);
      }
    expect(fit.from % (5 * MINUTE)).toBe(0);
    expect(fit.to).toBeGreaterThanOrEqual(reader.trace.endsAt);
  });

  it('has a length even without rows', () => {
    const fit = fitView(FIXTURES.empty().reader);
    expect(fit.to).toBeGreaterThan(fit.from);
  });

  it('keeps the place of what one looks closer at, and never leaves the run', () => {
    const { reader } = FIXTURES.fraud();
    const fit = fitView(reader);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.double({ min: 0.3, max: 4, noNaN: true }), { maxLength: 20 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (share, factors, pan) => {
          const about = fit.from + share * (fit.to - fit.from);
          let view = fit;
          for (const factor of factors) {
            view = zoomed(reader, view, factor, about);
            expect(about).toBeGreaterThanOrEqual(view.from - 1);
            expect(about).toBeLessThanOrEqual(view.to + 1);
          }
          const moved = panned(reader, view, pan * (view.to - view.from));
          expect(moved.to - moved.from).toBeCloseTo(view.to - view.from, 0);
          expect(moved.from).toBeGreaterThanOrEqual(fit.from - 1);
          expect(moved.to).toBeLessThanOrEqual(fit.to + 1);
        },
      ),
    );
  });

  it('comes as close as the 1.1 s in which three payments lie within thirteen hours', () => {
    const { reader } = FIXTURES.fraud();
    let view = fitView(reader);
    for (let i = 0; i < 40; i++) view = zoomed(reader, view, 2, reader.arrivesAt(5));
    expect(view.to - view.from).toBeLessThan(SECOND);
  });

  it('where time flows down shows windows at a size that can be read, with now low in it', () => {
    const { reader, moment } = FIXTURES.tunnel();
    const view = following(reader, readableView(reader, 400), moment.now);
    expect(view.to - view.from).toBeLessThan(fitView(reader).to - fitView(reader).from);
    expect((moment.now - view.from) / (view.to - view.from)).toBeCloseTo(0.95, 2);
    const atStart = following(reader, readableView(reader, 400), fitView(reader).from);
    expect(atStart.from).toBe(fitView(reader).from);
  });
});

describe('the step of a hand', () => {
  const perPixel = (view: { from: number; to: number }): number =>
    timePerPixel(frameOf({ width: 1026, height: 400 }, 'horizontal', false, view, 1));

  it('is a second in the tunnel, finer with Alt, coarser over a day, and milliseconds within a second', () => {
    expect(stepFor(perPixel(fitView(FIXTURES.tunnel().reader)))).toBe(SECOND);
    expect(finer(SECOND)).toBe(SECOND / 10);
    expect(stepFor(perPixel({ from: 0, to: 13 * HOUR }))).toBe(MINUTE);
    expect(stepFor(perPixel({ from: 0, to: SECOND }))).toBe(SECOND / 1000);
  });

  it('gives whole milliseconds: a file can say no less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e15 }), fc.double({ min: 1, max: 1e10, noNaN: true }), (time, scale) => {
        expect(snapped(time, stepFor(scale)) % 1000).toBe(0);
      }),
    );
  });
});
