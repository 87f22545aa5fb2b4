/** Rows that are pointed at: a list for each stream, in order of arrival; the same as pressing them on the stage. */
import { useMemo } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { valueAt } from '../../engine/values';
import { timeOfDay } from '../../i18n/format';
import type { Handed, Part } from '../../lessons/exercises/schema';
import { useTexts } from '../language/language';
import { useFocus } from '../stores/focus';

interface Props {
  readonly parts: readonly Part[];
  readonly names: Readonly<Record<string, string>>;
  readonly handed: Handed;
  /** The stream on the stage, and its name. */
  readonly shown: string;
  readonly stream: Scenario;
  readonly disabled: boolean;
  readonly onOpen: (stream: string) => void;
  readonly onMark: (row: number) => void;
}

function arriving({ sources: [source] }: Scenario) {
  if (!source) return [];
  const { specs, columns, count } = source.rows;
  const at = specs.findIndex((s) => s.type === 'timestamp');
  return Array.from({ length: count }, (_, row) => ({
    row,
    happened: valueAt(columns[at] as never, row) as number,
    arrived: source.arrivesAt[row] as number,
  })).sort((a, b) => a.arrived - b.arrived || a.row - b.row);
}

export function RowsPart({ parts, names, handed, shown, stream, disabled, onOpen, onMark }: Props) {
  const { exercise: t } = useTexts();
  const rows = useMemo(() => arriving(stream), [stream]);
  const marked = (id: string): readonly number[] => (handed[id] ?? []) as readonly number[];
  const { hover } = useFocus.getState();
  const { timeZone } = stream;
  return (
    <div className="part rows">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="seg" role="group" aria-label={t.streamsToMark}>
        {parts.map(({ id }, i) => (
          <button key={id} type="button" aria-pressed={id === shown} onClick={() => onOpen(id)}>
            <span className="heard">{names[id]}: </span>
            <span aria-hidden="true">{i + 1}</span>
            <small>
              {marked(id).length}
              <span className="heard"> {t.markedRows}</span>
            </small>
          </button>
        ))}
      </div>
      {parts.some(({ id }) => id === shown) ? (
        <fieldset disabled={disabled}>
          <legend>{names[shown]}</legend>
          <ul>
            {rows.map(({ row, happened, arrived }) => (
              <li key={row}>
                <label
                  onPointerEnter={() => hover({ kind: 'row', row })}
                  onPointerLeave={() => hover(null)}
                  className={marked(shown).includes(row) ? 'marked' : undefined}
                >
                  <input
                    type="checkbox"
                    checked={marked(shown).includes(row)}
                    onChange={() => onMark(row)}
                    onFocus={() => hover({ kind: 'row', row })}
                    onBlur={() => hover(null)}
                  />
                  <span className="t event mono">{timeOfDay(happened, timeZone)}</span>
                  <span>{t.arrives}</span>
                  <span className="t processing mono">{timeOfDay(arrived, timeZone)}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      ) : (
        <p className="quiet">{t.openToMark}</p>
      )}
    </div>
  );
}
