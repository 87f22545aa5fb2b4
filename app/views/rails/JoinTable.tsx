/** The joins of a query as tables: who met whom, and who came out beside nulls. */
import { useMemo } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { Side } from '../../../engine/trace/joins';
import { type JoinTrace, NONE, type OperatorTrace } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { duration } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { rowFacts } from '../../trace/rowFacts';
import { withholdsRow } from '../../trace/withheld';
import { type JoinOf, joinOf, rowsOf, tieSubject } from './joins';
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
    .filter((tie) => tie.place === place && !rowsOf(tie).some((row) => withholdsRow(withheld, row)));
  const named = (side: Side, timed: boolean): string =>
    [...joins.streamsOf(place, side, streams.of, timed)].map((s) => streams.names[s]).join(' + ') || texts.ofOperator;
  const text = (rows: readonly number[], group: number): string =>
    rows.length > 0
      ? texts.and(rows.map((row) => rowName(reader, row, words)))
      : group === NONE
        ? texts.nulls
        : texts.ofOperator;
  return (
    <Paged
      caption={texts.table(rangeText(operator.join, named('left', true), named('right', true), texts, words))}
      items={lines}
      words={words}
      heads={[
        { column: 'left', text: named('left', false) },
        { column: 'right', text: named('right', false) },
        { column: 'at', text: texts.columns.at },
        { column: 'status', text: texts.columns.status },
      ]}
      line={(tie) => {
        const isKnown = tie.output !== null || rowsOf(tie).length > 0;
        const subject: Subject | null = isKnown ? tieSubject(tie, rowFacts(reader)) : null;
        const entry = ties.entry[tie.number] as number;
        return (
          <tr key={tie.number} {...(subject && hovering(subject, hover))}>
            <th scope="row">
              {subject ? (
                <Ask subject={subject} ask={ask} text={text(tie.made.left, ties.left[tie.number] as number)} />
              ) : (
                text(tie.made.left, ties.left[tie.number] as number)
              )}
            </th>
            <td>{text(tie.made.right, ties.right[tie.number] as number)}</td>
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
