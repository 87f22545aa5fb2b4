import { describe, expect, it } from 'vitest';
import { paceFor } from '../../stores/pace';
import { rowFacts, VERDICTS } from '../../trace/rowFacts';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { FIXTURES } from '../rails/fixtures';
import { type ScrubberMark, scrubberLayout } from './layout';

/** What can be told apart on the line. */
const PLACES = 300;

describe('marks of the scrubber', () => {
  for (const name of ['tunnel', 'tunnelSliding', 'clock', 'keys', 'rows10000'] as const)
    it(`are at each place its first late row, or else its first row out of order (${name})`, () => {
      const { reader } = FIXTURES[name]();
      const pace = paceFor(reader);
      const facts = rowFacts(reader);
      const marks = new Map<number, ScrubberMark>();
      for (let row = 0; row < facts.count; row++) {
        const isLate = VERDICTS[facts.verdict[row] as number] === 'late';
        if (!isLate && facts.outOfOrder[row] !== 1) continue;
        const cursor = (facts.arrivedAt[row] as number) + 1;
        const at = pace.secondsOf({ cursor, now: facts.arrivesAt[row] as number }) / pace.seconds;
        const place = Math.round(at * PLACES);
        const before = marks.get(place);
        if (before && (before.lateFrom !== null || !isLate)) continue;
        marks.set(place, { at, row, lateFrom: isLate ? (facts.decidedAt[row] as number) + 1 : null });
      }
      expect(marks.size).toBeGreaterThan(0);
      expect(scrubberLayout(reader, pace, NOTHING_WITHHELD).marks).toEqual(
        [...marks.values()].sort((a, b) => a.at - b.at),
      );
    });
});
