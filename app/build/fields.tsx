/** What is filled in of each kind of step. Texts are the file's own: what is wrong with them the reader of files says. */
import { useId } from 'react';
import type { ColumnSpec } from '../../engine/values';
import { useTexts } from '../language/language';
import type { StepDraft, WindowDraft } from './draft';

type Of<K extends StepDraft['kind']> = Extract<StepDraft, { kind: K }>;
interface FieldsProps<K extends StepDraft['kind']> {
  readonly step: Of<K>;
  readonly columns: readonly ColumnSpec[];
  /** @param field what was changed; one field's changes are one step of undo */
  readonly onChange: (step: Of<K>, field: string) => void;
}

export function Field({
  name,
  hint,
  value,
  onChange,
}: {
  readonly name: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className="mono"
        value={value}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => onChange(e.target.value)}
      />
    </p>
  );
}

function Pick({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={(e) => onChange(e.target.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </p>
  );
}

function Times({
  name,
  ...rest
}: {
  name: string;
  value: string;
  columns: readonly ColumnSpec[];
  onChange: (value: string) => void;
}) {
  const { columns, ...pick } = rest;
  const times = columns.filter((c) => c.type === 'timestamp').map((c) => [c.name, c.name] as const);
  return <Pick name={name} options={times} {...pick} />;
}

function Checks({
  name,
  chosen,
  columns,
  none,
  onChange,
}: {
  readonly name: string;
  readonly chosen: readonly string[];
  readonly columns: readonly string[];
  readonly none: string;
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the step's would be announced twice
    <div className="checks" role="group" aria-label={name}>
      <span>{name}</span>
      {columns.length === 0 && <span className="quiet">{none}</span>}
      {columns.map((column) => (
        <label key={column}>
          <input
            type="checkbox"
            checked={chosen.includes(column)}
            onChange={(e) => onChange(e.target.checked ? [...chosen, column] : chosen.filter((c) => c !== column))}
          />
          <span className="mono">{column}</span>
        </label>
      ))}
    </div>
  );
}

export function WatermarkFields({ step, columns, onChange }: FieldsProps<'watermark'>) {
  const { build: t } = useTexts();
  return (
    <>
      <Times
        name={t.on}
        value={step.column}
        columns={columns}
        onChange={(column) => onChange({ ...step, column }, 'column')}
      />
      <Field
        name={t.delay}
        hint={t.delayHint}
        value={step.delay}
        onChange={(delay) => onChange({ ...step, delay }, 'delay')}
      />
    </>
  );
}

export function DuplicatesFields({ step, columns, onChange }: FieldsProps<'dropDuplicates'>) {
  const { build: t } = useTexts();
  return (
    <>
      <Checks
        name={t.same}
        none={t.noKeys}
        chosen={step.columns}
        columns={columns.map((c) => c.name)}
        onChange={(next) => onChange({ ...step, columns: next }, 'columns')}
      />
      <label className="checks">
        <input
          type="checkbox"
          checked={step.within}
          onChange={(e) => onChange({ ...step, within: e.target.checked }, 'within')}
        />
        {t.within}
      </label>
    </>
  );
}

export function AggregateFields({ step, columns, onChange }: FieldsProps<'aggregate'>) {
  const { build: t } = useTexts();
  const { window, aggregates } = step;
  const turn = (change: Partial<WindowDraft>, field: string) =>
    onChange({ ...step, window: { ...window, ...change } }, field);
  const length = (field: 'size' | 'slide' | 'gap') => (
    <Field
      name={t[field]}
      hint={t.lengthHint}
      value={window[field]}
      onChange={(value) => turn({ [field]: value }, field)}
    />
  );
  return (
    <>
      <Pick
        name={t.window}
        value={window.kind}
        options={Object.entries(t.windows)}
        onChange={(kind) => turn({ kind: kind as WindowDraft['kind'] }, 'window')}
      />
      {window.kind !== 'none' && (
        <>
          <Times name={t.on} value={window.on} columns={columns} onChange={(on) => turn({ on }, 'on')} />
          {window.kind !== 'session' && length('size')}
          {window.kind === 'sliding' && length('slide')}
          {window.kind === 'session' && length('gap')}
        </>
      )}
      <Checks
        name={t.keys}
        none={t.noKeys}
        chosen={step.keys}
        columns={columns.filter((c) => c.type !== 'timestamp').map((c) => c.name)}
        onChange={(keys) => onChange({ ...step, keys }, 'keys')}
      />
      <div className="answers">
        {aggregates.map((answer, i) => {
          const set = (change: Partial<typeof answer>, field: string) =>
            onChange(
              { ...step, aggregates: aggregates.map((a, j) => (j === i ? { ...a, ...change } : a)) },
              `${field} ${i}`,
            );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place; its name is being written
            <div key={i}>
              <Field name={t.name} hint="n" value={answer.name} onChange={(name) => set({ name }, 'name')} />
              <Field
                name={t.expression}
                hint={t.expressionHint}
                value={answer.text}
                onChange={(text) => set({ text }, 'aggregate')}
              />
              {aggregates.length > 1 && (
                <button
                  type="button"
                  className="btn"
                  aria-label={t.removeAnswer(answer.name)}
                  title={t.removeAnswer(answer.name)}
                  onClick={() =>
                    onChange({ ...step, aggregates: aggregates.filter((_, j) => j !== i) }, `without ${i}`)
                  }
                >
                  ×
                </button>
              )}
            </div>
          );
        })}
        <button
          type="button"
          className="btn"
          onClick={() =>
            onChange({ ...step, aggregates: [...aggregates, { name: '', text: '' }] }, `answer ${aggregates.length}`)
          }
        >
          + {t.addAnswer}
        </button>
      </div>
    </>
  );
}
