/** The strip of a row: what the trace says at once, and what each batch would have done with it as soon as that was run. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Taken } from '../../../engine/explain/takenBy';
import type { TraceReader } from '../../../engine/trace/reader';
import { useTexts } from '../../language/language';
import type { Labels } from '../../trace/labels';
import { isSearchedAtOnce, searchAtRest } from '../inspector/searchAtRest';
import { batchesBy, keyOf, type StripFacts, stripFacts } from './facts';

/** Its own: another search goes on beside it. */
const search = searchAtRest();

export type Search =
  /** Nothing is left to run, or it is not time yet. */
  | { readonly kind: 'rests' }
  /** It takes long, and waits to be asked for. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'runs'; readonly fraction: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'broken'; readonly message: string };

export interface Strip extends StripFacts {
  readonly search: Search;
  run(): void;
  cancel(): void;
}

const NOTHING: ReadonlyMap<string, Taken> = new Map();

/**
 * Null: the row was not dropped as late, or not by an engine with micro-batches.
 * @param asOf the cursor up to which is told
 */
export function useTakenBy(reader: TraceReader, row: number, asOf: number, labels: Labels): Strip | null {
  const texts = useTexts();
  const by = useMemo(() => batchesBy(reader, row, asOf), [reader, row, asOf]);
  const few = isSearchedAtOnce(reader);
  const [wanted, setWanted] = useState(few ? 1 : 0);
  const [standing, setSearch] = useState<Search>({ kind: few ? 'rests' : 'waits' });
  const [known, setKnown] = useState({ reader, row, taken: NOTHING });
  const taken = known.reader === reader && known.row === row ? known.taken : NOTHING;
  const latest = useRef(taken);
  latest.current = taken;

  const trials = useMemo(() => by?.batches.flatMap(({ trial }) => trial ?? []) ?? [], [by]);
  const asked = useRef(trials);
  asked.current = trials;
  // A search goes on while time does, until it brings another batch.
  const keys = trials.map(keyOf).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the trials
  useEffect(() => {
    if (asked.current.length === 0 || wanted === 0) return;
    const missing = asked.current.filter((trial) => !latest.current.has(keyOf(trial)));
    if (missing.length === 0) return setSearch({ kind: 'rests' });
    setSearch({ kind: 'runs', fraction: 0 });
    return search((worker) => worker.takenBy(1, reader.scenario, reader.trace.engine, row, missing), {
      progress: (fraction) => setSearch({ kind: 'runs', fraction }),
      found: (answers) => {
        const found = new Map(latest.current);
        for (const [i, trial] of missing.entries()) found.set(keyOf(trial), answers[i] as Taken);
        setKnown({ reader, row, taken: found });
        setSearch({ kind: 'rests' });
      },
      broken: (message) => setSearch({ kind: 'broken', message }),
    });
  }, [reader, row, keys, wanted]);

  const facts = useMemo(
    () => by && stripFacts(reader, by, asOf, taken, labels, texts),
    [reader, by, asOf, taken, labels, texts],
  );
  return (
    facts && {
      ...facts,
      search: standing,
      run: () => setWanted((n) => n + 1),
      cancel: () => {
        setWanted(0);
        setSearch({ kind: 'cancelled' });
      },
    }
  );
}
