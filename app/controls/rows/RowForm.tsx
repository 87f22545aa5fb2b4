/** A row as a form: when it arrives, its partition, a field for each of its columns. What cannot be is said at its field. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { placeOfRow } from '../../../engine/scenario/move';
import { type RowValues, rowAt } from '../../../engine/scenario/rows';
import type { Scenario, Source } from '../../../engine/scenario/scenario';
import type { Value } from '../../../engine/values';
import type { Texts } from '../../../i18n';
import { number } from '../../../i18n/format';
import { useLanguage, useTexts } from '../../language/language';
import { isFull, MOST_ROWS, nameOfRow, putRow, rewriteRow } from './editRows';
import { type Clock, typedValue, valueToType } from './typedValue';
import './rows.css';

interface Props {
  readonly scenario: Scenario;
  /** The row that is written anew; null: one is added. */
  readonly row: number | null;
  /** Where the stage stands: a row that is added arrives then. Microseconds. */
  readonly now: number;
  readonly onClose: () => void;
}

export function RowForm({ scenario, row, now, onClose }: Props) {
  const texts = useTexts();
  const { rowForm: say } = texts;
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [source, setSource] = useState(() => (row === null ? 0 : (placeOfRow(scenario, row)?.source ?? 0)));
  const of = scenario.sources[source] as Source;
  const first = of.arrivesAt[0] ?? now;
  const clock: Clock = {
    zone: scenario.timeZone,
    day: row === null ? first : (rowAt(scenario, row)?.arrivesAt ?? first),
  };
  const start = (): Draft => draftOf(row === null ? newRow(scenario, source, now) : rowAt(scenario, row), of, clock);
  const [draft, setDraft] = useState(start);
  /** Faults are said once the form was handed in, and then as one types. */
  const [handedIn, setHandedIn] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const read = readDraft(draft, scenario, of, clock, texts, language);
  const full = row === null && isFull(scenario);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setHandedIn(true);
    if ('faults' in read || full) {
      requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (row === null) putRow(source, read.row);
    else rewriteRow(row, read.row);
    onClose();
  };
  const faults = handedIn && 'faults' in read ? read.faults : NO_FAULTS;
  const field = (key: string, label: string, type: string, text: string) => (
    <div className="field" key={key}>
      <label htmlFor={`${id}${key}`}>
        {label} <span>{type}</span>
      </label>
      <input
        id={`${id}${key}`}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
        aria-invalid={faults.has(key)}
        aria-describedby={faults.has(key) ? `${id}${key}-says` : undefined}
        onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
      />
      {faults.has(key) && (
        <p id={`${id}${key}-says`} className="says wrong" role="alert">
          {faults.get(key)}
        </p>
      )}
    </div>
  );
  return (
    <dialog
      ref={dialog}
      className="row-form card"
      aria-labelledby={`${id}title`}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form onSubmit={submit} noValidate>
        <h2 id={`${id}title`}>{row === null ? say.add : say.edit(nameOfRow(scenario, row))}</h2>
        {row === null && scenario.sources.length > 1 && (
          <div className="field">
            <label htmlFor={`${id}source`}>{say.source}</label>
            <select
              id={`${id}source`}
              value={source}
              onChange={(event) => {
                const next = Number(event.target.value);
                const other = scenario.sources[next] as Source;
                setSource(next);
                setDraft(draftOf(newRow(scenario, next, now), other, { ...clock, day: other.arrivesAt[0] ?? now }));
              }}
            >
              {scenario.sources.map((s, i) => (
                <option key={s.name} value={i}>
                  {s.name}
                </option>
              ))}
            </select>
          </div>
        )}
        {of.rows.specs.map(({ name, type }, c) => field(`c${c}`, name, say.typeOf[type], draft[`c${c}`] ?? ''))}
        {field('arrives', say.arrives, say.typeOf.timestamp, draft.arrives ?? '')}
        {of.partitions > 1 && field('partition', say.partition, `0–${of.partitions - 1}`, draft.partition ?? '')}
        <p className="quiet">{say.hint}</p>
        {full && (
          <p className="says wrong" role="alert">
            {say.fault.full(number(MOST_ROWS, language))}
          </p>
        )}
        <div className="ways">
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            {say.cancel}
          </button>
          <button type="submit" className="btn solid">
            {row === null ? say.put : say.write}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Texts by field: `c0` … for the columns, `arrives`, `partition`. */
type Draft = Readonly<Record<string, string>>;
const NO_FAULTS: ReadonlyMap<string, string> = new Map();

function draftOf(row: RowValues | null, source: Source, clock: Clock): Draft {
  if (!row) return {};
  const columns = source.rows.specs.map(({ type }, c) => [`c${c}`, valueToType(row.values[c] ?? null, type, clock)]);
  return {
    ...Object.fromEntries(columns),
    arrives: valueToType(row.arrivesAt, 'timestamp', clock),
    partition: String(row.partition),
  };
}

/** What stands in the form of a new row: it happens and arrives now, and is otherwise like the last one that has arrived. */
function newRow(scenario: Scenario, source: number, now: number): RowValues {
  const { rows, arrivesAt, partition } = scenario.sources[source] as Source;
  const at = Math.round(now / 1_000_000) * 1_000_000;
  let like = -1;
  for (let row = 0; row < rows.count; row++)
    if ((arrivesAt[row] as number) <= now && (like < 0 || (arrivesAt[row] as number) >= (arrivesAt[like] as number)))
      like = row;
  if (like < 0 && rows.count > 0) like = 0;
  const start = scenario.sources.slice(0, source).reduce((n, s) => n + s.rows.count, 0);
  const values = like < 0 ? null : rowAt(scenario, start + like)?.values;
  return {
    arrivesAt: at,
    partition: partition?.[like] ?? 0,
    values: rows.specs.map(({ type }, c): Value => (type === 'timestamp' ? at : (values?.[c] ?? null))),
  };
}

function readDraft(
  draft: Draft,
  scenario: Scenario,
  source: Source,
  clock: Clock,
  texts: Texts,
  language: Parameters<typeof number>[1],
): { readonly row: RowValues } | { readonly faults: ReadonlyMap<string, string> } {
  const { fault } = texts.rowForm;
  const faults = new Map<string, string>();
  const values = source.rows.specs.map(({ type }, c): Value => {
    const typed = typedValue(draft[`c${c}`] ?? '', type, clock, texts);
    if ('value' in typed) return typed.value;
    faults.set(`c${c}`, typed.fault);
    return null;
  });
  const arrives = typedValue(draft.arrives ?? '', 'timestamp', clock, texts);
  const arrivesAt = 'value' in arrives ? arrives.value : null;
  if ('fault' in arrives) faults.set('arrives', arrives.fault);
  else if (typeof arrivesAt !== 'number') faults.set('arrives', fault.arrival);
  else if (scenario.until !== null && arrivesAt > scenario.until)
    faults.set('arrives', fault.until(valueToType(scenario.until, 'timestamp', clock)));
  const partition = Number(draft.partition ?? 0);
  if (
    !(Number.isInteger(partition) && partition >= 0 && partition < source.partitions) ||
    draft.partition?.trim() === ''
  )
    faults.set('partition', fault.partition(draft.partition ?? '', number(source.partitions - 1, language)));
  return faults.size > 0 ? { faults } : { row: { arrivesAt: arrivesAt as number, partition, values } };
}
