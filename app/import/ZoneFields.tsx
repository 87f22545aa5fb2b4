/**
 * Where the clocks stood that wrote times without an offset, and in which zone the stage shows times. Nothing in the file
 * tells the first: it is UTC until a person says otherwise, on every machine, and that is said beside it.
 */
import { useId } from 'react';
import { formatInstant } from '../../engine/instant';
import { list } from '../../i18n/list';
import { Select } from '../controls/Select';
import { useLanguage, useTexts } from '../language/language';
import { type Mapping, type MappingForm, withoutOffset } from './csv/mapping';
import type { CsvTable } from './csv/table';
import { isOffset, OFFSETS, offsetText, readTime } from './csv/times';

/** Those whose people this course is written for. */
const NEAR = ['UTC', 'Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Singapore'];
const OTHERS: readonly string[] = Intl.supportedValuesOf('timeZone').filter((zone) => !NEAR.includes(zone));

export function ZoneFields({ table, mapping, onMap }: MappingForm) {
  const { csv: t } = useTexts().open;
  const language = useLanguage();
  const id = useId();
  const { wall, zone } = mapping;
  const bare = withoutOffset(mapping);
  const example = firstTime(table, mapping, bare);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const near = NEAR.filter((name) => name !== own);
  const named = (name: string): string => (name === 'UTC' ? name : `${name} (${offsetText(name, example?.at ?? 0)})`);
  return (
    <>
      {bare.length > 0 && (
        <>
          <label htmlFor={`${id}-wall`}>{t.wall}</label>
          <div>
            <Select
              id={`${id}-wall`}
              value={wall}
              onChange={(next) => onMap({ ...mapping, wall: next, zone: shownFor(next, zone, example?.at ?? 0) })}
            >
              <option value={own}>{t.ownZone(named(own))}</option>
              {near.map((name) => (
                <option key={name} value={name}>
                  {named(name)}
                </option>
              ))}
              <optgroup label={t.offsets}>
                {OFFSETS.map((offset) => (
                  <option key={offset}>{offset}</option>
                ))}
              </optgroup>
              <Zones but={own} />
            </Select>
            <p className="zone-says" role="status">
              {t.wallSays(
                list(
                  bare.map((c) => table.names[c] as string),
                  language,
                  'and',
                ),
                bare.length,
                wall,
              )}{' '}
              {example && (
                <span className="mono">
                  <span>{example.text}</span>{' '}
                  <span>{`→ ${formatInstant(example.at).replace('T', ' ').replace('Z', ' UTC')}`}</span>
                </span>
              )}
            </p>
          </div>
        </>
      )}
      <label htmlFor={`${id}-zone`}>{t.zone}</label>
      <div>
        <Select id={`${id}-zone`} value={zone} onChange={(next) => onMap({ ...mapping, zone: next })}>
          {NEAR.map((name) => (
            <option key={name}>{name}</option>
          ))}
          <Zones />
        </Select>
        <span className="quiet">{t.zoneSays}</span>
      </div>
    </>
  );
}

function Zones({ but }: { readonly but?: string }) {
  const { csv: t } = useTexts().open;
  return (
    <optgroup label={t.zones}>
      {OTHERS.filter((zone) => zone !== but).map((zone) => (
        <option key={zone}>{zone}</option>
      ))}
    </optgroup>
  );
}

/** The zone in which the stage shows times that were written at `wall`; of an offset one that has it, if there is one near. */
function shownFor(wall: string, zone: string, at: number): string {
  if (!isOffset(wall)) return wall;
  return [zone, ...NEAR].find((name) => offsetText(name, at) === wall) ?? zone;
}

/** A time of the file without an offset, and the instant for which it is taken. */
function firstTime(
  table: CsvTable,
  { columns, wall }: Mapping,
  bare: readonly number[],
): { readonly text: string; readonly at: number } | null {
  for (const column of bare) {
    const format = columns[column]?.format;
    if (!format) continue;
    for (const row of table.rows) {
      const text = (row[column] ?? '').trim();
      // One that has an offset after all says nothing of the others.
      if (format === 'isoLocal' && readTime(text, 'iso', wall) !== 'noOffset') continue;
      const at = readTime(text, format, wall);
      if (typeof at === 'number') return { text, at };
    }
  }
  return null;
}
