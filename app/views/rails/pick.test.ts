import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowFacts } from '../../trace/rowFacts';
import { FIXTURES } from './fixtures';
import { frameOf, timePerPixel } from './frame';
import { endOf, pickRow } from './pick';
import { fitView } from './view';

const { reader } = FIXTURES.tunnel();
const facts = rowFacts(reader);
const frame = frameOf({ width: 1026, height: 400 }, 'horizontal', false, fitView(reader), 1);
const rows = Array.from({ length: facts.count }, (_, row) => row);

describe('the row that a place means', () => {
  it('is the nearest end within reach', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 90, max: 1020, noNaN: true }),
        fc.double({ min: 100, max: 330, noNaN: true }),
        (x, y) => {
          const found = pickRow(frame, facts, rows, { x, y }, 24, 0, null);
          let best = 24;
          for (const row of rows)
            for (const rail of ['event', 'arrival'] as const) {
              const end = endOf(frame, facts, row, rail);
              if (end) best = Math.min(best, Math.hypot(end.x - x, end.y - y));
            }
          if (!found?.rail) {
            expect(best).toBeGreaterThanOrEqual(24 - 1e-6);
            return;
          }
          const end = endOf(frame, facts, found.row, found.rail);
          expect(Math.hypot((end?.x ?? 0) - x, (end?.y ?? 0) - y)).toBeCloseTo(best, 6);
        },
      ),
    );
  });

  it('reaches as far as a finger needs: 44 pixels across', () => {
    const end = endOf(frame, facts, 9, 'arrival');
    expect(pickRow(frame, facts, rows, { x: (end?.x ?? 0) + 15, y: (end?.y ?? 0) + 15 }, 24, 0, null)).toEqual({
      row: 9,
      rail: 'arrival',
    });
  });

  it('is a thread where no end is near: to ask about, not to move', () => {
    const a = endOf(frame, facts, 12, 'event');
    const b = endOf(frame, facts, 12, 'arrival');
    const middle = { x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2, y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2 };
    expect(pickRow(frame, facts, rows, middle, 12, 5, null)).toEqual({ row: 12, rail: null });
  });

  it('is the row that has the handle, where a pointer that presses it lies nearer to a neighbour by a part of a pixel', () => {
    const near = { ...facts, arrivesAt: facts.arrivesAt.slice() };
    near.arrivesAt[9] = (facts.arrivesAt[12] as number) + 0.6 * timePerPixel(frame);
    for (const row of [9, 12]) {
      const end = endOf(frame, near, row, 'arrival');
      const other = endOf(frame, near, 21 - row, 'arrival');
      if (!end || !other) throw new Error('no end');
      // The whole pixel that a pointer tells of may be that of the other.
      expect(pickRow(frame, near, rows, { x: other.x, y: other.y }, 12, 0, row)?.row).toBe(row);
      expect(pickRow(frame, near, rows, { x: other.x, y: other.y }, 12, 0, null)?.row).toBe(21 - row);
    }
  });
});
