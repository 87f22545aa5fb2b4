/** The joins of a query as tables: who met whom, and who came out beside nulls. */
import { useMemo } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { type JoinTrace, NONE, type OperatorTrace } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { duration } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { withholdsRow } from '../../trace/withheld';
import { type JoinOf, joinOf } from './joins';
import { Ask, hovering, Paged } from './Paged';
import type { TablePart } from './RailsTable';
import { instantText, rowName, type Words } from './words';

/** A table for each join, the one nearest to the sink first. */
export function JoinTables(props: TablePart) {
  const { joins: texts } = useTexts();
  const { reader, withheld } = props;
  const of = useMemo(() => joinOf(reader, texts), [reader, texts]);
  if (!of || withheld.results) return null;
  const { operator, upstream } = reader.trace;
  return [operator, ...upstream].map(
    (o, place) =>
      o?.join && <JoinTable key={o.step} {...props} of={of} operator={{ ...o, join: o.join }} place={place} />,
  );
}

function JoinTable({
  reader,
  moment,
  withheld,
  ask,
  hover,
  words,
  of,
  operator,
  place,
}: TablePart & {
  readonly of: JoinOf;
  readonly operator: OperatorTrace & { readonly join: JoinTrace };
  readonly place: number;
}) {
  const { texts, joins, streams } = of;
  const { ties } = operator.join;
  const lines = joins
    .tiesAt(moment.cursor)
    .filter(
      (tie) =>
        tie.place === place && [tie.left, tie.right].every((row) => row === NONE || !withholdsRow(withheld, row)),
    );
  const [left, right] = (['left', 'right'] as const).map((side) =>
    [...joins.streamsOf(place, side, streams.of)].map((s) => streams.names[s]).join(' + '),
  ) as [string, string];
  const text = (row: number, group: number): string =>
    row !== NONE ? rowName(reader, row, words) : group === NONE ? texts.nulls : texts.ofOperator;
  return (
    <Paged
      caption={texts.table(rangeText(operator.join, left, right, texts, words))}
      items={lines}
      words={words}
      heads={[
        { column: 'left', text: left || texts.ofOperator, sorted: null, sort: null },
        { column: 'right', text: right || texts.ofOperator, sorted: null, sort: null },
        { column: 'at', text: texts.columns.at, sorted: null, sort: null },
        { column: 'status', text: texts.columns.status, sorted: null, sort: null },
      ]}
      line={(tie) => {
        const row = tie.left === NONE ? tie.right : tie.left;
        const subject: Subject = tie.output !== null ? { kind: 'output', output: tie.output } : { kind: 'row', row };
        const entry = ties.entry[tie.number] as number;
        return (
          <tr key={tie.number} {...(row !== NONE && hovering(subject, hover))}>
            <th scope="row">
              <Ask subject={subject} ask={ask} text={text(tie.left, ties.left[tie.number] as number)} />
            </th>
            <td>{text(tie.right, ties.right[tie.number] as number)}</td>
            <td className="mono">{instantText(reader.timeAt(entry + 1), words)}</td>
            <td>
              <span className={`tag ${tie.output === null ? 'state' : 'final'}`}>
                {tie.output === null ? texts.passedOn : texts.out}
              </span>
            </td>
          </tr>
        );
      }}
    />
  );
}

/** `clicks − impressions: 0 s to 5 min`. */
export function rangeText(
  { lower, upper }: JoinTrace,
  left: string,
  right: string,
  texts: Texts['joins'],
  { language }: Words,
): string {
  const said = (time: number): string => `${time < 0 ? '−' : ''}${duration(Math.abs(time), language)}`;
  const [from, to] = [Number.isFinite(lower) ? said(lower) : null, Number.isFinite(upper) ? said(upper) : null];
  return texts.range(left, right, from, to);
}
