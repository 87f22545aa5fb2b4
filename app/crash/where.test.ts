import { expect, test } from 'vitest';
import { withoutCrashes } from '../../engine/crashPlaces';
import { setCrashAt } from '../../engine/scenario/editCrash';
import { setFlink } from '../../engine/scenario/editRecords';
import type { CrashPoint } from '../../engine/scenario/scenario';
import { simulate } from '../../engine/simulate';
import { MINUTE } from '../../engine/time';
import { openTrace } from '../../engine/trace/reader';
import { at, runOf, scenarioOf } from '../views/panel/runs';
import { crashOf, instantOf, placeBeside, placeNear, placesOf, snapped } from './where';

const tunnel = scenarioOf('tunnel');
const plain = runOf(tunnel);

test('a crash that is dragged to an instant stays there; one at a point of a batch goes with the batch nearest to it', () => {
  const dragged = setCrashAt(tunnel, 'spark', {
    where: { kind: 'at', at: at('14:13:07') },
    restartAfter: 0,
    checkpoint: 'kept',
  });
  expect(instantOf(crashOf(dragged, 'spark') as never, plain)).toBe(at('14:13:07'));
  const place = placeNear(plain, 'sink-written', at('14:13:07'));
  expect(place?.at).toBe(at('14:14:00'));
  const pinned = setCrashAt(dragged, 'spark', { where: place?.where as never, restartAfter: 0, checkpoint: 'kept' });
  expect(pinned.crashes).toHaveLength(1);
  expect(instantOf(crashOf(pinned, 'spark') as never, plain)).toBe(at('14:14:00'));
  expect(placeBeside(plain, 'sink-written', at('14:14:00'), 1)?.at).toBe(at('14:16:00'));
});

/** Each place that is offered, as the run with a crash there has it. */
test.each([
  [
    'spark',
    tunnel,
    ['offsets-logged', 'rows-read', 'state-written', 'sink-half-written', 'sink-written', 'commit-logged'],
  ],
  ['batchLoop', tunnel, ['read', 'half-written', 'written', 'remembered', 'sleeping']],
  ['dailyBatch', tunnel, ['read', 'half-written', 'written', 'remembered', 'sleeping']],
  [
    'flink',
    setFlink(tunnel, { checkpointInterval: 5 * MINUTE, sink: 'transactional' }),
    ['row', 'barrier-injected', 'state-snapshotted', 'checkpoint-completed', 'transaction-committed'],
  ],
  ['flink', tunnel, ['row']],
  ['kafkaStreams', tunnel, ['row', 'outputs-flushed', 'offsets-committed']],
] as const)(
  '%s crashes wherever the lab offers it, and at the instant that the lab says',
  (engine, scenario, points) => {
    const without = withoutCrashes(scenario, engine);
    const known = openTrace(simulate(without, engine), without);
    const places = placesOf(known);
    expect(new Set(places.map((p) => p.where.after))).toEqual(new Set<CrashPoint>(points));
    for (const { where, at: instant } of places) {
      const crashed = {
        ...without,
        crashes: [{ engine, where, restartAfter: 0, checkpoint: 'kept', place: 0 }],
      } as const;
      const { crashes } = simulate(crashed, engine);
      expect(crashes, JSON.stringify(where)).toHaveLength(1);
      // A loop that dies in its sleep dies in the middle of it; a batch does its first points when it starts.
      if (where.kind !== 'batch') expect(crashes[0]).toMatchObject({ after: where.after, at: instant });
    }
  },
);

test('in a long run a drag lands on whole seconds', () => {
  expect(snapped(at('14:13:07') + 400_000, 1_800_000_000)).toBe(at('14:13:07'));
});
