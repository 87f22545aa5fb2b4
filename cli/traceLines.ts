/** A trace as `run --trace` prints it: one JSON line for each entry, with what it is about and what it follows from. */

import type { Scenario } from '../engine/scenario/scenario';
import { causesOf } from '../engine/trace/causes';
import { json, jsonCell, jsonRow, jsonTime } from '../engine/trace/json';
import { outputRow } from '../engine/trace/outputRow';
import { failedLine } from '../engine/trace/progress';
import { openTrace } from '../engine/trace/reader';
import {
  batchIdOf,
  type CheckpointRecord,
  type CrashRecord,
  type EntryKind,
  partitionOfBarrier,
  type Trace,
} from '../engine/trace/trace';

export function* traceLines(trace: Trace, scenario: Scenario): Generator<string> {
  const reader = openTrace(trace, scenario);
  for (let index = 0; index < trace.length; index++) {
    const entry = reader.entry(index);
    const said = <T>(at: number | null, say: (at: number) => T): T | undefined => (at === null ? undefined : say(at));
    yield json({
      entry: index,
      kind: entry.kind,
      batch: said(entry.batch, (batch) => batchIdOf(trace, batch)),
      attempt: said(entry.batch, (batch) => trace.batches.attempt[batch] || undefined),
      processingTime: jsonTime(entry.processingTime),
      step: entry.operator ?? undefined,
      row: said(entry.row, (row) => rowName(trace, scenario, row)),
      group: said(entry.group, (group) => groupName(trace, group)),
      state: said(entry.version, (version) => trace.operator && jsonRow(trace.operator.versions, version)),
      output: said(entry.output, (output) => outputRow(trace.output, output)),
      ...(entry.kind === 'watermarkAdvanced' && {
        watermark: said(entry.batch, (batch) => jsonTime(trace.batches.nextWatermark[batch] as number)),
      }),
      ...(entry.checkpoint !== null && checkpointFacts(trace, entry.checkpoint, index, entry.kind)),
      ...(entry.commit !== null && { commit: trace.records?.commits?.[entry.commit]?.id }),
      ...(entry.crash !== null && crashFacts(trace.crashes[entry.crash] as CrashRecord)),
      causes: causesOf(reader, index),
    });
  }
  if (trace.failure) yield failedLine(trace.failure);
}

function checkpointFacts(trace: Trace, place: number, index: number, kind: EntryKind): Record<string, unknown> {
  const checkpoint = trace.records?.checkpoints?.[place] as CheckpointRecord;
  const partition = kind === 'barrierInjected' ? partitionOfBarrier(checkpoint, index) : null;
  return {
    checkpoint: checkpoint.id,
    ...(partition !== null && { partition: trace.batches.partitionNames[partition] }),
  };
}

function crashFacts({ after, checkpoint, restartsAt, changelog }: CrashRecord) {
  return { after: after ?? undefined, checkpoint, restartsAt: jsonTime(restartsAt), changelogRead: changelog };
}

/** The place of a row in the file: its source, and which of its arrivals it is. */
export function rowName(trace: Trace, scenario: Scenario, row: number): { source: string; arrival: number } {
  const source = trace.rowStart.findLastIndex((start) => start <= row);
  return { source: scenario.sources[source]?.name ?? '', arrival: row - (trace.rowStart[source] as number) };
}

function groupName(trace: Trace, group: number): Record<string, unknown> {
  const { groups, windowed } = trace.operator as NonNullable<Trace['operator']>;
  const fields: Record<string, unknown> = {};
  if (windowed) fields.window = { start: jsonCell(groups, 0, group), end: jsonCell(groups, 1, group) };
  for (let c = windowed ? 2 : 0; c < groups.specs.length; c++) {
    fields[groups.specs[c]?.name as string] = jsonCell(groups, c, group);
  }
  return fields;
}
