/** The facts of the stage at its moment as CSV: each row with what became of it, each answer with the truth. */
import Papa from 'papaparse';
import { formatInZone } from '../../engine/instant';
import type { Moment, TraceReader } from '../../engine/trace/reader';
import { batchIdOf } from '../../engine/trace/trace';
import { type Value, valueAt } from '../../engine/values';
import { rowFacts } from '../trace/rowFacts';
import type { Withheld } from '../trace/withheld';
import { readBy, verdictAt } from '../views/rails/rowVerdict';
import { groupText, type Words } from '../views/rails/words';
import { resultLayout } from '../views/resultTable/layout';

/** Times with their offset, numbers as a program reads them: a sheet sorts both. */
const cell = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));

export function rowsCsv(reader: TraceReader, moment: Moment, withheld: Withheld, words: Words): string {
  const { texts, block, zone } = words;
  const facts = rowFacts(reader);
  const { sources } = reader.scenario;
  const names = [...new Set(sources.flatMap((source) => source.rows.specs.map((spec) => spec.name)))];
  const { columns } = texts;
  const heads = ['source', ...names, columns.happened, columns.arrived, block.head, columns.window, columns.verdict];
  const starts = reader.trace.rowStart;
  const lines = Array.from(facts.order, (row) => {
    const s = starts.findLastIndex((start) => start <= row);
    const source = sources[s];
    const batch = readBy(facts, row, moment.cursor);
    const happened = facts.eventTime[row] as number;
    return [
      source?.name ?? '',
      ...names.map((name) => {
        const at = source?.rows.specs.findIndex((spec) => spec.name === name) ?? -1;
        const column = at < 0 ? undefined : source?.rows.columns[at];
        if (!column) return '';
        const value = valueAt(column, row - (starts[s] as number));
        return column.type === 'timestamp' && typeof value === 'number' ? formatInZone(value, zone) : cell(value);
      }),
      Number.isNaN(happened) ? '' : formatInZone(happened, zone),
      formatInZone(facts.arrivesAt[row] as number, zone),
      Number.isNaN(batch) ? '' : String(batchIdOf(reader.trace, batch)),
      reader
        .groupsOf(row)
        .map((group) => groupText(reader, group, words))
        .join('; '),
      texts.verdicts[verdictAt(facts, withheld, row, moment.cursor)],
    ];
  });
  return Papa.unparse([heads, ...lines], { escapeFormulae: true });
}

export function resultsCsv(reader: TraceReader, moment: Moment, withheld: Withheld, words: Words): string {
  const { texts, block } = words;
  const { columns, lines, hasTruth } = resultLayout(reader, moment, withheld, Number.POSITIVE_INFINITY);
  const { columns: said } = texts;
  const truths = hasTruth ? columns.map((column) => `${said.truth}: ${column.name}`) : [];
  const heads = [said.window, ...columns.map((column) => column.name), ...truths, block.head, said.status];
  const body = lines.map((line) => [
    line.group === null ? '' : groupText(reader, line.group, words),
    ...columns.map((_, i) => cell(line.values?.[i])),
    ...truths.map((_, i) => cell(line.truth?.[i])),
    line.step === null ? '' : String(batchIdOf(reader.trace, line.step)),
    texts.statuses[line.status === 'final' ? 'right' : line.status],
  ]);
  return Papa.unparse([heads, ...body], { escapeFormulae: true });
}
