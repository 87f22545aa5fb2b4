/** A batch run that can go back to a mark, and then on with rows that arrive otherwise. */
import type { OperatorMarks } from '../../operators/operator';
import type { Pieces } from '../../trace/growable';
import type { BatchTable, OperatorTrace, Trace } from '../../trace/trace';
import type { Arrivals } from '../arrivals';
import { BatchRun } from '../batches/batchRun';
import type { PipelineMark } from '../batches/pipeline';

/** How much a run has written: numbers of entries, of batches, of versions and of output rows. */
export type Written = Readonly<Record<'entries' | 'batches' | 'versions' | 'outputs', number>>;

/** Where a run stands between two batches. */
export interface RunMark {
  readonly arrived: number;
  readonly batchId: number;
  readonly lastWatermark: number;
  readonly watermarkRow: number;
  readonly endsAt: number;
  readonly pipeline: PipelineMark;
  /** Puts the offset log back. */
  readonly offsets: () => void;
  readonly written: Written;
}

/** Pieces of what a run wrote, as it wrote them. */
export interface WrittenPieces extends Pick<OperatorTrace, 'versionGroup' | 'versions'> {
  readonly kinds: Uint8Array;
  readonly refs: Uint32Array;
  readonly batches: BatchTable;
  readonly output: Trace['output'];
}

export class MarkedRun extends BatchRun {
  /** Whether a run can go back to a mark, and then on with rows that arrive otherwise. */
  get canGoBack(): boolean {
    const { plan, scenario, inputClocks } = this;
    return (
      this.pipeline.marks !== null &&
      inputClocks === null &&
      plan.unread.length === 0 &&
      (plan.unsteady ?? []).length === 0 &&
      !scenario.crashes?.some((crash) => crash.engine === this.engine)
    );
  }

  /** What is aggregated, where a run can go back. */
  get aggregates(): ReturnType<OperatorMarks['aggregates']> {
    return this.pipeline.marks?.aggregates() ?? [];
  }

  mark(): RunMark {
    const { arrived, batchId, lastWatermark, watermarkRow, endsAt } = this;
    const pipeline = this.pipeline.mark();
    return {
      ...{ arrived, batchId, lastWatermark, watermarkRow, endsAt, pipeline },
      offsets: this.offsetLog.mark(),
      written: this.written(),
    };
  }

  /** Back to where it was between two batches. What it wrote since stays until it is cut. */
  rewind(
    { arrived, batchId, lastWatermark, watermarkRow, endsAt, pipeline, offsets }: RunMark,
    arrivals: Arrivals,
  ): void {
    Object.assign(this, { arrived, batchId, lastWatermark, watermarkRow, endsAt, failure: null });
    Object.assign(this.arrivals, arrivals);
    offsets();
    this.pipeline.rewind(pipeline);
  }

  /** How much it has written. */
  written(): Written {
    return {
      entries: this.writer.length,
      batches: this.batches.count,
      versions: this.pipeline.marks?.written() ?? 0,
      outputs: this.output.count,
    };
  }

  /** Forgets what was written behind so much. */
  cut({ entries, batches, versions, outputs }: Written): void {
    this.writer.length = entries;
    this.batches.cut(batches);
    this.pipeline.marks?.cut(versions);
    this.output.cut(outputs);
  }

  /**
   * What was written between two places takes the place of as much that was written before.
   * @param numbers the trace in which it stands there
   */
  replace(into: Written, from: Written, to: Written, numbers: Trace): void {
    this.writer.replace(into.entries, from.entries, to.entries, numbers.refs);
    this.batches.replace(into.batches, from.batches, to.batches, numbers.batches);
    this.pipeline.marks?.replace(into.versions, from.versions, to.versions);
    this.output.replace(into.outputs, from.outputs, to.outputs, numbers.output);
  }

  /** The entries in some pieces of what was written. */
  entries(pieces: Pieces): Pick<WrittenPieces, 'kinds' | 'refs'> {
    return this.writer.pieces(pieces);
  }

  /** What was written in some pieces of it. */
  pieces(pieces: (of: keyof Written) => Pieces): WrittenPieces {
    return {
      ...this.writer.pieces(pieces('entries')),
      ...(this.pipeline.marks as OperatorMarks).pieces(pieces('versions')),
      batches: this.batches.finish(pieces('batches')),
      output: this.output.finish(pieces('outputs')),
    };
  }
}
