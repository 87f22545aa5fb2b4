/** The facts of the stage at its moment as CSV: each row with what became of it, each answer with the truth. */
import { formatInZone } from '../../engine/instant';
import type { Moment, TraceReader } from '../../engine/trace/reader';
import { batchIdOf, numberOfRef } from '../../engine/trace/trace';
import { valueAt } from '../../engine/values';
import { rowFacts } from '../trace/rowFacts';
import type { Withheld } from '../trace/withheld';
import { readBy, verdictAt } from '../views/rails/rowVerdict';
import { groupText, type Words } from '../views/rails/words';
import { resultLayout } from '../views/resultTable/layout';
import { cellOf } from './cells';
import { csvOf } from './csv';

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
        return cellOf(valueAt(column, row - (starts[s] as number)), column.type, zone);
      }),
      Number.isNaN(happened) ? '' : formatInZone(happened, zone),
      formatInZone(facts.arrivesAt[row] as number, zone),
      Number.isNaN(batch) ? '' : batchIdOf(reader.trace, batch),
      reader
        .groupsOf(row)
        .map((group) => groupText(reader, group, words))
        .join('; '),
      texts.verdicts[verdictAt(facts, withheld, row, moment.cursor)],
    ];
  });
  return csvOf([heads, ...lines]);
}

export function resultsCsv(reader: TraceReader, moment: Moment, withheld: Withheld, words: Words): string {
  const { texts, block, zone } = words;
  const { columns, lines, hasTruth } = resultLayout(reader, moment, withheld, Number.POSITIVE_INFINITY);
  const { columns: said } = texts;
  // The window's start and end, and the keys; of output that is made from single rows all is in its columns.
  const groups = lines.some((line) => line.group !== null) ? reader.trace.operator?.groups : undefined;
  const truths = hasTruth ? columns : [];
  const heads = [
    ...(groups?.specs.map(({ name }) => name) ?? []),
    ...columns.map(({ name }) => name),
    ...truths.map(({ name }) => `${said.truth}: ${name}`),
    block.head,
    said.status,
  ];
  const body = lines.map((line) => [
    ...(groups?.columns.map((column) =>
      line.group === null ? '' : cellOf(valueAt(column, numberOfRef(line.group)), column.type, zone),
    ) ?? []),
    ...columns.map(({ type }, i) => cellOf(line.values?.[i], type, zone)),
    ...truths.map(({ type }, i) => cellOf(line.truth?.[i], type, zone)),
    line.step === null ? '' : batchIdOf(reader.trace, line.step),
    texts.statuses[line.status === 'final' ? 'right' : line.status],
  ]);
  return csvOf([heads, ...body]);
}
