/** What may be changed: lengths on sliders with one's past runs as marks, choices, arrivals, rows pointed at. */
import { useId } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { duration } from '../../i18n/format';
import type { Exercise, Handed, HandedValue, Part } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { useLanguage, useTexts } from '../language/language';
import { plainWords, type Quoted, Words } from '../lesson/Prose';
import type { Attempt } from '../stores/progress';
import { ArrivalsPart } from './ArrivalsPart';
import { RowsPart } from './RowsPart';

interface PartsProps {
  readonly exercise: Exercise;
  readonly text: ExerciseText;
  readonly quoted: Quoted;
  readonly handed: Handed;
  readonly tries: readonly Attempt[];
  readonly disabled: boolean;
  readonly onChange: (part: string, value: HandedValue, gesture: string) => void;
  /** The learner's own stream. */
  readonly stream: Scenario;
  readonly onArrival: (row: number, arrivesAt: number, gesture: string) => void;
  /** For rows that are pointed at: the stream on the stage. */
  readonly pointing: Pointing | null;
}

export interface Pointing {
  readonly shown: string;
  readonly stream: Scenario;
  readonly disabled: boolean;
  readonly onOpen: (stream: string) => void;
  readonly onMark: (row: number) => void;
}

export function Parts(props: PartsProps) {
  const { exercise, text, quoted, handed, tries, disabled, onChange, stream, onArrival, pointing } = props;
  // One's runs are marks on the first length alone: on two sliders nobody could say which of them made the difference.
  const marked = exercise.parts.find((part) => part.kind === 'length');
  return exercise.parts.map((part) => {
    if (part.when && handed[part.when.part] !== part.when.is) return null;
    const name = text.parts[part.id] ?? [];
    switch (part.kind) {
      case 'length':
        return (
          <LengthPart
            key={part.id}
            part={part}
            name={plainWords(name)}
            value={handed[part.id] as number}
            tries={part === marked ? tries : NONE}
            disabled={disabled}
            onChange={(value) => onChange(part.id, value, `exercise ${part.id}`)}
          />
        );
      case 'choice':
        return (
          <ChoicePart
            key={part.id}
            part={part}
            name={plainWords(name)}
            options={text.choices[part.id] ?? {}}
            quoted={quoted}
            value={handed[part.id] as string}
            disabled={disabled}
            onChange={(value) => onChange(part.id, value, `exercise ${part.id} ${value}`)}
          />
        );
      case 'arrivals':
        return (
          <ArrivalsPart
            key={part.id}
            name={plainWords(name)}
            stream={stream}
            value={handed[part.id] as readonly number[]}
            disabled={disabled}
            onChange={(row, at) => onArrival(row, at, `exercise row ${row}`)}
          />
        );
      default: {
        const rows = exercise.parts.filter((other) => other.kind === 'rows');
        return pointing && part === rows[0] ? (
          <RowsPart
            key={part.id}
            parts={rows}
            names={Object.fromEntries(rows.map(({ id }) => [id, plainWords(text.parts[id] ?? [])]))}
            handed={handed}
            {...pointing}
            disabled={disabled || pointing.disabled}
          />
        ) : null;
      }
    }
  });
}

const NONE: readonly Attempt[] = [];

/** The newest attempt at each value, as a share of the slider's length. */
function marksOf({ id, values }: Extract<Part, { kind: 'length' }>, tries: readonly Attempt[]) {
  const last = new Map<number, number>();
  for (const { handed, passes } of tries) {
    const place = values.indexOf(handed[id] as number);
    if (place < 0) continue;
    last.delete(place);
    last.set(place, passes);
  }
  // Marks that stand too close to be read are those of the older runs.
  const shown: { place: number; passes: number }[] = [];
  for (const [place, passes] of [...last].reverse())
    if (shown.every((other) => Math.abs(other.place - place) / (values.length - 1) > 0.16))
      shown.push({ place, passes });
  return shown;
}

function LengthPart({
  part,
  name,
  value,
  tries,
  disabled,
  onChange,
}: {
  part: Extract<Part, { kind: 'length' }>;
  name: string;
  value: number;
  tries: readonly Attempt[];
  disabled: boolean;
  onChange: (value: number) => void;
}) {
  const language = useLanguage();
  const { exercise: t } = useTexts();
  const id = useId();
  const { values, tone } = part;
  const marks = marksOf(part, tries);
  const most = Math.max(1, values.length - 1);
  return (
    <div className={`part length ${tone}`}>
      <label htmlFor={id}>{name}</label>
      <output htmlFor={id}>{duration(value, language)}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={most}
        step={1}
        value={Math.max(0, values.indexOf(value))}
        disabled={disabled}
        aria-valuetext={duration(value, language)}
        onChange={(event) => onChange(values[Number(event.target.value)] as number)}
      />
      {marks.length > 0 && (
        <ul className="past" aria-label={t.tries}>
          {marks.map(({ place, passes }) => (
            <li key={place} style={{ '--at': place / most } as React.CSSProperties}>
              <span className="heard">{duration(values[place] as number, language)}: </span>
              {t.tryPassed(passes)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ChoicePart({
  part,
  name,
  options,
  quoted,
  value,
  disabled,
  onChange,
}: {
  part: Extract<Part, { kind: 'choice' }>;
  name: string;
  options: ExerciseText['choices'][string];
  quoted: Quoted;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const group = useId();
  return (
    <fieldset className="part choices" disabled={disabled}>
      <legend>{name}</legend>
      {part.options.map((option) => (
        <label key={option} className={option === value ? 'opt chosen' : 'opt'}>
          <input
            type="radio"
            name={group}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>
            <Words spans={options[option] ?? []} quoted={quoted} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
