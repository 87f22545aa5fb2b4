/** Turns a lesson's places, subjects and what it withholds into numbers of one run. */
import type { Subject } from '../engine/explain/subject';
import { KIND } from '../engine/trace/trace';
import { microseconds } from './facts';
import type { BatchRef, CursorRef, Facts, SubjectRef, WithheldNumbers, WithholdRef } from './schema';

/** @throws Error if the run has no such place. */
export function placeOf(ref: CursorRef, facts: Facts): number {
  const { reader } = facts;
  const { trace } = reader;
  switch (ref.at) {
    case 'start':
      return 0;
    case 'end':
      return reader.length;
    case 'time':
      return reader.cursorAt(microseconds(ref.time));
    case 'arrival':
      return after(reader.rowEntries(facts.row(ref.row)).arrived, `the row "${ref.row}" never arrives`);
    case 'judged': {
      const { read, verdicts } = reader.rowEntries(facts.row(ref.row));
      return after(verdicts.at(-1) ?? read, `no batch reads the row "${ref.row}"`);
    }
    case 'planned':
      return after(trace.batches.firstEntry[batchNumber(ref.batch, facts)] ?? null, 'there is no such batch');
    case 'committed': {
      const done = after(trace.batches.lastEntry[batchNumber(ref.batch, facts)] ?? null, 'there is no such batch');
      return trace.kinds[done] === KIND.watermarkAdvanced ? done + 1 : done;
    }
  }
}

function after(entry: number | null, otherwise: string): number {
  if (entry === null) throw new Error(otherwise);
  return entry + 1;
}

/** @throws Error if the run has no such batch. */
export function batchNumber(ref: BatchRef, facts: Facts): number {
  const batch = facts.batch(ref);
  if (batch === null) throw new Error(`the run has no batch ${JSON.stringify(ref)}`);
  return batch;
}

/** @throws Error if the run has no such subject. */
export function subjectOf(ref: SubjectRef, facts: Facts): Subject {
  switch (ref.kind) {
    case 'row':
      return { kind: 'row', row: facts.row(ref.row) };
    case 'group':
    case 'state':
      return { kind: ref.kind, group: facts.group(ref.group) };
    case 'output': {
      const answer = facts.answers(ref.group).at(ref.which === 'first' ? 0 : -1);
      if (!answer) throw new Error(`the run never answers the group "${ref.group}"`);
      return { kind: 'output', output: answer.output };
    }
    case 'batch':
      return { kind: 'batch', batch: batchNumber(ref.batch, facts) };
    case 'crash':
      return { kind: 'crash', crash: 0 };
    case 'watermark':
      return { kind: 'watermark' };
    case 'measure':
      return { kind: 'measure', measure: ref.measure };
  }
}

export function withheldIn(ref: WithholdRef, facts: Facts): WithheldNumbers {
  return {
    rows: ref.rows === 'all' ? 'all' : new Set(ref.rows?.map(facts.row)),
    groups: ref.groups === 'all' ? 'all' : new Set(ref.groups?.map(facts.group)),
    watermark: ref.watermark ?? false,
    state: ref.state ?? false,
    results: ref.results ?? false,
  };
}
