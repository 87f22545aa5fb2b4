/** What the columns mean: when a row happened, when it arrived, what is answered for each, what is added up. */
import { useId, useMemo } from 'react';
import { Select } from '../controls/Select';
import { useTexts } from '../language/language';
import { DELAY_UNITS, type DelayUnit, type MappingForm } from './csv/mapping';
import { ZoneFields } from './ZoneFields';

export function Meaning({ table, mapping, onMap }: MappingForm) {
  const { csv: t } = useTexts().open;
  const id = useId();
  const { columns, event, arrival, keys, value } = mapping;
  const of = (...types: string[]) => columns.flatMap((column, c) => (types.includes(column.type) ? [c] : []));
  const times = of('timestamp');
  const numbers = of('long', 'double');
  const used = [event, arrival?.column];
  const groupable = of('string', 'boolean', 'long').filter((c) => !used.includes(c));
  const different = useMemo(
    () => table.names.map((_, c) => new Set(table.rows.map((row) => row[c]?.trim() ?? '')).size),
    [table],
  );
  const name = (c: number): string => table.names[c] as string;
  const arrivalValue = arrival === null ? '' : `${arrival.kind} ${arrival.column}`;

  return (
    <section className="meaning card">
      <h2>{t.meaning}</h2>
      <div className="fields">
        <label htmlFor={`${id}-event`} className="t event">
          {t.happened}
        </label>
        <div>
          <Select
            id={`${id}-event`}
            value={event === null ? '' : String(event)}
            onChange={(next) => onMap({ ...mapping, event: next === '' ? null : Number(next) })}
          >
            {event === null && <option value="">{t.chooseColumn}</option>}
            {times.map((c) => (
              <option key={c} value={c}>
                {name(c)}
              </option>
            ))}
          </Select>
        </div>
        <label htmlFor={`${id}-arrival`} className="t processing">
          {t.arrived}
        </label>
        <div>
          <Select
            id={`${id}-arrival`}
            value={arrivalValue}
            onChange={(next) => {
              const [kind, column] = next.split(' ');
              if (kind === 'time') onMap({ ...mapping, arrival: { kind, column: Number(column) } });
              else if (kind === 'delay')
                onMap({ ...mapping, arrival: { kind, column: Number(column), unit: 'minutes' } });
            }}
          >
            {arrival === null && <option value="">{t.chooseColumn}</option>}
            <optgroup label={t.timeColumns}>
              {times.map((c) => (
                <option key={c} value={`time ${c}`}>
                  {name(c)}
                </option>
              ))}
            </optgroup>
            <optgroup label={t.delayColumns}>
              {numbers.map((c) => (
                <option key={c} value={`delay ${c}`}>
                  {name(c)}
                </option>
              ))}
            </optgroup>
          </Select>
          {arrival?.kind === 'delay' && (
            <>
              <label htmlFor={`${id}-unit`}>{t.unit}</label>
              <Select
                id={`${id}-unit`}
                value={arrival.unit}
                onChange={(unit) => onMap({ ...mapping, arrival: { ...arrival, unit: unit as DelayUnit } })}
              >
                {DELAY_UNITS.map((unit) => (
                  <option key={unit} value={unit}>
                    {t.units[unit]}
                  </option>
                ))}
              </Select>
            </>
          )}
        </div>
        <ZoneFields table={table} mapping={mapping} onMap={onMap} />
        <span id={`${id}-keys`}>{t.keys}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own */}
        <div role="group" aria-labelledby={`${id}-keys`}>
          {groupable.length === 0 && <span className="quiet">{t.noKeys}</span>}
          {groupable.map((c) => (
            <label key={c} className="check">
              <input
                type="checkbox"
                checked={keys.includes(c)}
                onChange={(e) =>
                  onMap({ ...mapping, keys: e.target.checked ? [...keys, c] : keys.filter((key) => key !== c) })
                }
              />
              {name(c)} <small>{t.keysSay(different[c] ?? 0)}</small>
            </label>
          ))}
        </div>
        <label htmlFor={`${id}-sum`}>{t.sum}</label>
        <div>
          <Select
            id={`${id}-sum`}
            value={value === null ? '' : String(value)}
            onChange={(next) => onMap({ ...mapping, value: next === '' ? null : Number(next) })}
          >
            <option value="">{t.noSum}</option>
            {numbers.map((c) => (
              <option key={c} value={c}>
                {name(c)}
              </option>
            ))}
          </Select>
        </div>
      </div>
    </section>
  );
}
