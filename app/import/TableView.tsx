/** The table as it was read: how it is divided, its first rows, and what each column holds. */
import { useId, useMemo } from 'react';
import type { ColumnType } from '../../engine/values';
import { date } from '../../i18n/format';
import { Select } from '../controls/Select';
import { useLanguage, useTexts } from '../language/language';
import type { CellFault } from './csv/convert';
import { type Mapping, withColumn } from './csv/mapping';
import { type CsvTable, DELIMITERS, type Delimiter } from './csv/table';
import { readTime, TIME_FORMATS, type TimeFormat } from './csv/times';
import { useOpening } from './opening';

const TYPES: readonly ColumnType[] = ['timestamp', 'string', 'long', 'double', 'boolean'];
/** Rows of the preview. */
const SHOWN = 5;

interface Props {
  readonly table: CsvTable;
  readonly mapping: Mapping;
  readonly onMap: (mapping: Mapping) => void;
}

/** How the text is divided into a table. */
export function TableForm({ table, mapping, onMap }: Props) {
  const { csv: t } = useTexts().open;
  const csv = useOpening((s) => s.csv);
  const { choose } = useOpening.getState();
  const id = useId();
  // Another division makes other columns, of which nothing has been said.
  const divide = (change: { delimiter?: Delimiter; header?: boolean }): void =>
    choose({ table: { ...csv.table, ...change }, mapping: null, lengths: {} });
  return (
    <div className="table-form">
      <label htmlFor={`${id}-delimiter`}>{t.delimiter}</label>
      <Select
        id={`${id}-delimiter`}
        value={table.delimiter}
        onChange={(delimiter) => divide({ delimiter: delimiter as Delimiter })}
      >
        {DELIMITERS.map((sign) => (
          <option key={sign} value={sign}>
            {t.delimiters[sign]}
          </option>
        ))}
      </Select>
      <label htmlFor={`${id}-decimal`}>{t.decimal}</label>
      <Select
        id={`${id}-decimal`}
        value={mapping.decimal}
        onChange={(decimal) => onMap({ ...mapping, decimal: decimal as '.' | ',' })}
      >
        {(['.', ','] as const).map((sign) => (
          <option key={sign} value={sign}>
            {t.decimals[sign]}
          </option>
        ))}
      </Select>
      <label className="check">
        <input type="checkbox" checked={table.header} onChange={(event) => divide({ header: event.target.checked })} />
        {t.header}
      </label>
    </div>
  );
}

export function Preview({ table, mapping, faults, onMap }: Props & { readonly faults: readonly CellFault[] }) {
  const { csv: t } = useTexts().open;
  const { event, arrival } = mapping;
  const wrong = useMemo(() => new Set(faults.map((fault) => `${fault.row} ${fault.column ?? ''}`)), [faults]);
  const role = (c: number): 'event' | 'processing' | null =>
    c === event ? 'event' : c === arrival?.column ? 'processing' : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable
    <div className="preview card" role="region" aria-label={t.preview} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="number">
              <span className="heard">{t.row}</span>
            </th>
            {table.names.map((name, c) => (
              <th key={name} scope="col" data-role={role(c)}>
                <span className="name">{name}</span>
              </th>
            ))}
          </tr>
          <tr className="kinds">
            <td />
            {table.names.map((name, c) => {
              const { type, format } = mapping.columns[c] ?? { type: 'string', format: null };
              return (
                <td key={name}>
                  <Select
                    label={t.typeOf(name)}
                    value={type}
                    onChange={(next) =>
                      onMap(
                        withColumn(mapping, c, {
                          type: next as ColumnType,
                          format: next === 'timestamp' ? (format ?? 'isoLocal') : null,
                        }),
                      )
                    }
                  >
                    {TYPES.map((kind) => (
                      <option key={kind} value={kind}>
                        {t.types[kind]}
                      </option>
                    ))}
                  </Select>
                  {type === 'timestamp' && (
                    <Select
                      label={t.formatOf(name)}
                      value={format ?? ''}
                      onChange={(next) =>
                        next !== '' && onMap(withColumn(mapping, c, { type, format: next as TimeFormat }))
                      }
                    >
                      {format === null && <option value="">{t.notSaid}</option>}
                      {TIME_FORMATS.map((one) => (
                        <option key={one} value={one}>
                          {t.formats[one]}
                        </option>
                      ))}
                    </Select>
                  )}
                </td>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, SHOWN).map((cells, r) => {
            const row = table.numbers[r] as number;
            return (
              <tr key={row} className={wrong.has(`${row} `) ? 'wrong' : undefined}>
                <th scope="row" className="number">
                  {row}
                </th>
                {table.names.map((name, c) => (
                  <td
                    key={name}
                    data-role={role(c)}
                    data-number={/long|double/.test(mapping.columns[c]?.type ?? '') || undefined}
                    className={wrong.has(`${row} ${name}`) ? 'wrong' : undefined}
                  >
                    {cells[c] ?? ''}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Where no value tells the day from the month, nobody but the person knows. */
export function DayOrMonth({ table, mapping, onMap }: Props) {
  const { csv: t } = useTexts().open;
  const language = useLanguage();
  const unsure = mapping.columns.flatMap((column, c) =>
    column.type === 'timestamp' && column.format === null ? [c] : [],
  );
  const first = unsure[0];
  if (first === undefined) return null;
  // A value that differs the more the two readings differ says it best.
  const values = table.rows.map((row) => (row[first] ?? '').trim()).filter((value) => value !== '');
  const readings = (value: string) =>
    (['dayMonth', 'monthDay'] as const).map((format) => ({ format, at: readTime(value, format, 'UTC') }));
  const telling =
    values.find((value) => {
      const [a, b] = readings(value);
      return typeof a?.at === 'number' && typeof b?.at === 'number' && a.at !== b.at;
    }) ?? values[0];
  if (telling === undefined) return null;
  return (
    <fieldset className="day-or-month">
      <legend>{t.ask(table.names[first] as string, telling)}</legend>
      {readings(telling).map(({ format, at }) => (
        <button
          key={format}
          type="button"
          className="btn"
          onClick={() =>
            onMap(unsure.reduce((changed, c) => withColumn(changed, c, { type: 'timestamp', format }), mapping))
          }
        >
          {typeof at === 'number' ? date(at, 'UTC', language) : t.formats[format]}
        </button>
      ))}
    </fieldset>
  );
}
