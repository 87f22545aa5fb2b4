/**
 * What is on disk when an engine dies: a lane for each place that it writes to, and from left to right what it wrote
 * before, what it was about when it died, what it asks when it is back, and what it does again; crash by crash. Read off
 * the trace; each part stands from the entry on by which it had happened.
 */
import type { TraceReader } from '../../../engine/trace/reader';
import { batchDisk } from './batches';
import { flinkDisk } from './flink';
import { kafkaDisk } from './kafkaStreams';
import { type Disk, drawing, type Words } from './model';

/** @returns null where no crash has happened in the run */
export function diskOf(reader: TraceReader, words: Words): Disk | null {
  if (reader.trace.crashes.length === 0) return null;
  const drawn = drawing(reader, words);
  if (reader.trace.engine === 'flink') return flinkDisk(drawn);
  if (reader.trace.engine === 'kafkaStreams') return kafkaDisk(drawn);
  return batchDisk(drawn);
}
