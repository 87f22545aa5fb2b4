/** When rows arrive, typed: the same that dragging on the stage does, row by row. */
import { useMemo, useState } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { DAY, SECOND } from '../../engine/time';
import { valueAt } from '../../engine/values';
import { timeOfDay, zoneOffset } from '../../i18n/format';
import { useTexts } from '../language/language';

interface Props {
  readonly name: string;
  readonly stream: Scenario;
  readonly value: readonly number[];
  readonly disabled: boolean;
  readonly onChange: (row: number, arrivesAt: number) => void;
}

/** The rows of the first source by what they are, beside their times. */
function rowsOf({ sources: [source] }: Scenario) {
  if (!source) return [];
  const { specs, columns, count } = source.rows;
  const happens = specs.findIndex((s) => s.type === 'timestamp');
  return Array.from({ length: count }, (_, row) => ({
    happened: valueAt(columns[happens] as never, row) as number,
    said: columns.flatMap((c, i) => (i === happens ? [] : [String(valueAt(c, row) ?? '')])).join(' '),
  }));
}

const pattern = /^([01]?\d|2[0-3])[:.]([0-5]\d)[:.]([0-5]\d)$/;

/** Whole seconds: a time of day in the stream's zone, on the day of a time. */
function typed(text: string, day: number, zone: string): number | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const offset = zoneOffset(day, zone);
  const midnight = Math.floor((day + offset) / DAY) * DAY - offset;
  return midnight + ((hours * 60 + minutes) * 60 + seconds) * SECOND;
}

export function ArrivalsPart({ name, stream, value, disabled, onChange }: Props) {
  const { exercise: t } = useTexts();
  const rows = useMemo(() => rowsOf(stream), [stream]);
  const { timeZone } = stream;
  return (
    <fieldset className="part arrivals" disabled={disabled}>
      <legend>{name}</legend>
      <ul>
        {rows.map(({ happened, said }, row) => {
          const arrives = value[row] ?? happened;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the file
            <li key={row}>
              <b>{said}</b>
              <span className="t event mono">{timeOfDay(happened, timeZone)}</span>
              <span className="arrives">
                {t.arrives}
                <TimeField
                  name={`${said} ${timeOfDay(happened, timeZone)}, ${t.arrives}`}
                  value={timeOfDay(arrives, timeZone)}
                  read={(text) => typed(text, happened, timeZone)}
                  onTime={(at) => onChange(row, at)}
                  onStep={(by) => onChange(row, arrives + by * SECOND)}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** A time of day with seconds, on a clock of 24 hours whatever the browser's is; arrow keys turn it by a second. */
function TimeField({
  name,
  value,
  read,
  onTime,
  onStep,
}: {
  name: string;
  value: string;
  read: (text: string) => number | null;
  onTime: (at: number) => void;
  onStep: (seconds: 1 | -1) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      size={8}
      aria-label={name}
      value={draft ?? value}
      aria-invalid={draft !== null && read(draft) === null}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        const at = read(text);
        if (at !== null) onTime(at);
      }}
      onBlur={() => setDraft(null)}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
        if (by === null) return;
        event.preventDefault();
        setDraft(null);
        onStep(by);
      }}
    />
  );
}
