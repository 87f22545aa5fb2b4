/** How many rows of state of the answering operator a batch let go, so that it held so many more while it ran. */
import { groupOfVersion, KIND, operatorOfRef, type Trace } from '../trace/trace';

const known = new WeakMap<Trace, Uint32Array>();

export function letGo(trace: Trace, batch: number): number {
  if (!trace.operator?.process) return trace.batches.stateRemoved[batch] as number;
  let rows = known.get(trace);
  if (!rows) {
    rows = countedRows(trace);
    known.set(trace, rows);
  }
  return rows[batch] as number;
}

/** `numRowsRemoved` of a function counts each item of a list that is cleared, also where the list is written anew. */
function countedRows(trace: Trace): Uint32Array {
  const { batches, kinds, refs } = trace;
  return Uint32Array.from({ length: batches.count }, (_, batch) => {
    const gone = new Set<number>();
    for (let i = batches.firstEntry[batch] as number; i < (batches.lastEntry[batch] as number); i++) {
      const ref = refs[i] as number;
      if (kinds[i] === KIND.stateEvicted && operatorOfRef(ref) === 0) gone.add(groupOfVersion(trace, ref));
      else if (kinds[i] === KIND.statePut) gone.delete(groupOfVersion(trace, ref));
    }
    return gone.size;
  });
}
