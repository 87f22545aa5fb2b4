/** What a reader of the result sees at a moment, beside the truth: pure, all of it read off the trace. */
import { measuresOf } from '../../../engine/measure/measures';
import type { Measures, Moment, TraceReader } from '../../../engine/trace/reader';
import type { ColumnSpec, Value } from '../../../engine/values';
import { valueAt } from '../../../engine/values';
import { type Withheld, withholdsGroup } from '../../trace/withheld';

/** One answer that was written, oldest first in a line's history. */
export interface Answer {
  readonly output: number;
  /** The step that wrote it. */
  readonly step: number;
  readonly values: readonly Value[];
}

export interface ResultLine {
  readonly key: string;
  readonly group: number | null;
  /** The last output row; null for a window that is past and was never answered. */
  readonly output: number | null;
  /** In the order of `columns`; null where withheld, or never answered. */
  readonly values: readonly Value[] | null;
  /** In the order of `columns`; null where withheld, or where a row has no group. */
  readonly truth: readonly Value[] | null;
  /** Which of `values` differ from the truth. */
  readonly differs: readonly boolean[];
  readonly status: 'final' | 'wrong' | 'open' | 'lost';
  /** The step that wrote it; null where none did. */
  readonly step: number | null;
  readonly history: readonly Answer[];
}

export interface ResultLayout {
  /** Columns that hold values: neither window nor key. */
  readonly columns: readonly ColumnSpec[];
  readonly lines: readonly ResultLine[];
  readonly more: number;
  readonly hasTruth: boolean;
  readonly measures: Measures;
  /** Completeness and wait would answer an open prediction. */
  readonly withholdsMeasures: boolean;
}

export const FIRST_LINES = 60;

/** Where the values stand in the output: after the window's two columns and the keys, by name. */
function valueColumns(reader: TraceReader): readonly number[] {
  const { output, operator } = reader.trace;
  const groupNames = new Set(operator?.groups.specs.map((s) => s.name) ?? []);
  return output.table.specs
    .map((s, i) => ({ s, i }))
    .filter(({ s }) => !groupNames.has(s.name))
    .map(({ i }) => i);
}

export function resultLayout(
  reader: TraceReader,
  moment: Moment,
  withheld: Withheld,
  limit: number = FIRST_LINES,
): ResultLayout {
  const { trace } = reader;
  const { output, operator } = trace;
  const at = valueColumns(reader);
  const columns = at.map((i) => output.table.specs[i] as ColumnSpec);
  const versionNames = operator?.versions.specs.map((s) => s.name) ?? [];
  // Truth stands in the order of the state's columns; what the output adds to them has none.
  const truthAt = columns.map((c) => versionNames.indexOf(c.name));
  const hasTruth = truthAt.some((i) => i >= 0);
  const results = moment.results();
  const lost = moment.panes().filter((p) => p.status === 'lost');
  const lines: ResultLine[] = [];
  for (const r of results.slice(0, limit)) {
    const hidden = r.group !== null && withholdsGroup(withheld, r.group);
    const values = at.map((i) => r.values[i] ?? null);
    const truth = hidden || !r.truth || !hasTruth ? null : truthAt.map((i) => r.truth?.[i] ?? null);
    lines.push({
      key: r.group === null ? `o${r.outputs.at(-1)}` : `g${r.group}-${r.outputs[0]}`,
      group: r.group,
      output: r.outputs.at(-1) ?? null,
      values: hidden ? null : values,
      truth,
      differs: columns.map(
        (_, i) => !r.right && truth !== null && truthAt[i] !== -1 && !sameValue(values[i], truth[i]),
      ),
      status: !r.final ? 'open' : r.right || hidden ? 'final' : 'wrong',
      step: r.batch,
      history: hidden
        ? []
        : r.outputs.slice(0, -1).map((o) => ({
            output: o,
            step: output.batch[o] as number,
            values: at.map((i) => valueAt(output.table.columns[i] as never, o)),
          })),
    });
  }
  for (const pane of lost) {
    if (withholdsGroup(withheld, pane.group)) continue;
    lines.push({
      key: `lost${pane.group}`,
      group: pane.group,
      output: null,
      values: null,
      truth: truthAt.map((i) => pane.truth[i] ?? null),
      differs: columns.map(() => false),
      status: 'lost',
      step: null,
      history: [],
    });
  }
  return {
    columns,
    lines,
    more: Math.max(0, results.length - limit),
    hasTruth,
    measures: measuresOf(moment),
    withholdsMeasures:
      withheld.rows === 'all' || withheld.groups === 'all' || withheld.rows.size + withheld.groups.size > 0,
  };
}

/** The engines' tolerance of sums of doubles: they are added in another order than the truth's. */
function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  }
  return a === b;
}
