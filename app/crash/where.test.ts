import { expect, test } from 'vitest';
import { setCrashAt } from '../../engine/scenario/edit';
import { at, runOf, scenarioOf } from '../views/panel/runs';
import { batchNear, crashOf, instantOf, snapped } from './where';

const plain = runOf(scenarioOf('tunnel'));

test('a crash that is dragged to an instant stays there; one at a point of a batch goes with the batch nearest to it', () => {
  const dragged = setCrashAt(scenarioOf('tunnel'), 'spark', {
    where: { kind: 'at', at: at('14:13:07') },
    restartAfter: 0,
    checkpoint: 'kept',
  });
  expect(instantOf(crashOf(dragged, 'spark') as never, plain)).toBe(at('14:13:07'));
  const batch = batchNear(plain, at('14:13:07'));
  expect(plain.trace.batches.endedAt[batch]).toBe(at('14:14:00'));
  const pinned = setCrashAt(dragged, 'spark', {
    where: { kind: 'batch', batchId: batch, after: 'sink-written' },
    restartAfter: 0,
    checkpoint: 'kept',
  });
  expect(pinned.crashes).toHaveLength(1);
  expect(instantOf(crashOf(pinned, 'spark') as never, plain)).toBe(at('14:14:00'));
});

test('in a long run a drag lands on whole seconds', () => {
  expect(snapped(at('14:13:07') + 400_000, 1_800_000_000)).toBe(at('14:13:07'));
});
