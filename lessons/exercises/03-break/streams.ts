/** One loop, five lengths of work. Its third run writes, dies, and is started anew a minute and a half later. */
import { setBatchLoop } from '../../../engine/scenario/edit';
import { setCrash } from '../../../engine/scenario/editCrash';
import { MINUTE, SECOND } from '../../../engine/time';
import type { Stream } from '../schema';
import loop from './loop.json?scenario';

/** 2026-03-02T00:00:00+07:00. */
export const FROM = Date.UTC(2026, 2, 1, 17) * 1000;
const INTERVAL = 5 * MINUTE;
export const DOWN = 90 * SECOND;

const stream = (id: string, seconds: number): Stream => ({
  id,
  make: () => {
    const work = seconds * SECOND;
    // The first run reads at 00:05; each next one an interval after the one before has written.
    const thirdWritten = FROM + INTERVAL + 2 * (INTERVAL + work) + work;
    return setCrash(setBatchLoop(loop, { drift: true, workTime: work }), 'batchLoop', {
      at: thirdWritten,
      restartAfter: DOWN,
    });
  },
});

export const own = stream('own', 40);
export const hidden: readonly Stream[] = [
  stream('ten', 10),
  stream('twenty', 20),
  stream('thirty', 30),
  stream('fortyFive', 45),
  stream('sixty', 60),
];
