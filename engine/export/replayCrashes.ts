/**
 * The crashes of a run as a script can have them: it dies of its own accord within `foreachBatch`, before the batch is
 * computed or once its state is written, or stops between two batches; and starts again on the same checkpoint.
 */
import { at, type Fault, fault, type NotExported } from '../faults';
import type { Scenario } from '../scenario/scenario';
import { type CrashRecord, NONE, type Trace } from '../trace/trace';

export interface ReplayCrash {
  /** Id of the batch in which it dies, or after which it stops. */
  readonly batch: number;
  readonly moment: 'before' | 'after' | 'between';
}

/** What came of a batch when it dies; nothing of the first two is left after a restart, all of the others is done again. */
const MOMENTS: Readonly<Record<string, ReplayCrash['moment']>> = {
  'offsets-logged': 'before',
  'rows-read': 'before',
  'state-written': 'after',
  'sink-half-written': 'after',
  'sink-written': 'after',
};

/** In their order. A crash before the first batch has nothing to interrupt and is not among them. */
export function replayCrashes({ crashes, batches }: Trace): ReplayCrash[] {
  return crashes.flatMap((crash) => {
    const place = placeOf(crash, batches);
    if (place === NONE) return [];
    return [{ batch: batches.batchId[place] as number, moment: MOMENTS[crash.after ?? ''] ?? 'between' }];
  });
}

/** How many times the query is started. */
export function starts(trace: Trace): number {
  const last = trace.crashes.at(-1);
  return replayCrashes(trace).length + (last && last.restarted === NONE ? 0 : 1);
}

/** The batch that a crash interrupts or follows; NONE if none has run. */
function placeOf({ batch, entry }: CrashRecord, { count, lastEntry }: Trace['batches']): number {
  if (batch !== NONE) return batch;
  let place = NONE;
  for (let i = 0; i < count && (lastEntry[i] as number) < entry; i++) place = i;
  return place;
}

/** The crashes that a script cannot have. */
export function crashFaults({ crashes: planned = [], engines }: Scenario, { crashes, batches }: Trace): Fault[] {
  const { trigger, noDataBatches } = engines.spark;
  const why = (crash: CrashRecord): NotExported | null => {
    if (crash.checkpoint === 'lost') return 'crashLosesCheckpoint';
    if (trigger.kind !== 'processingTime') return 'crashOfOneRun';
    const place = placeOf(crash, batches);
    const moved = place !== NONE && (batches.nextWatermark[place] as number) > (batches.watermark[place] as number);
    const between = MOMENTS[crash.after ?? ''] === undefined;
    return between && moved && noDataBatches ? 'crashBeforeNoDataBatch' : null;
  };
  return crashes.flatMap((crash) => {
    const what = why(crash);
    const { place } = planned[crash.fault] as (typeof planned)[number];
    return what ? [fault(at('faults', place), 'notExported', { target: 'pyspark', what, name: 'crash' })] : [];
  });
}
