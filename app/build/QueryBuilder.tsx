/** The query of the scenario on the stage as a list of steps: added, ordered, filled in, taken away. */
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { setOutputMode } from '../../engine/scenario/edit';
import type { OutputMode, Scenario } from '../../engine/scenario/scenario';
import { faultSentence } from '../../i18n/faultText';
import { announce } from '../announce';
import { useLanguage, useTexts } from '../language/language';
import { useRun } from '../stores/run';
import { columnsOf, draftOf, KINDS, moved, newStep, read, type StepDraft, stepOf } from './draft';
import { AggregateFields, DuplicatesFields, Field, WatermarkFields } from './fields';
import './build.css';

const MODES: readonly OutputMode[] = ['append', 'update', 'complete'];

export function QueryBuilder() {
  const scenario = useRun((s) => s.scenario);
  return scenario ? <Steps scenario={scenario} /> : null;
}

function Steps({ scenario }: { readonly scenario: Scenario }) {
  const { build: t } = useTexts();
  const language = useLanguage();
  const { edit } = useRun.getState();
  const status = useRun((s) => s.status);
  const engine = useRun((s) => s.engine);
  const [draft, setDraft] = useState(() => draftOf(scenario));
  /** The query that stands for the draft; another one on the stage (undo, another lesson) is drafted anew. */
  const mine = useRef(scenario.query);
  const [parsed, setParsed] = useState<ReturnType<typeof read>['faults']>([]);
  const list = useRef<HTMLOListElement>(null);
  const columns = useMemo(() => columnsOf(scenario), [scenario]);
  useEffect(() => {
    if (scenario.query === mine.current) return;
    mine.current = scenario.query;
    setDraft(draftOf(scenario));
    setParsed([]);
  }, [scenario]);

  /** @param gesture edits with the same one are one step of undo */
  function write(next: readonly StepDraft[], gesture: string): void {
    setDraft(next);
    const meant = read(scenario, next);
    setParsed(meant.faults);
    if (!meant.scenario) return;
    const { query } = meant.scenario;
    mine.current = query;
    edit((s) => ({ ...s, query }), gesture);
  }
  const change = (at: number, step: StepDraft, field: string) =>
    write(
      draft.map((s, i) => (i === at ? step : s)),
      `build ${step.id} ${field}`,
    );
  function focus(at: number, what: string): void {
    requestAnimationFrame(() => {
      const items = list.current?.children;
      const item = items?.[Math.min(at, (items.length ?? 1) - 1)];
      (
        item?.querySelector<HTMLElement>(what) ?? list.current?.parentElement?.querySelector<HTMLElement>('.add button')
      )?.focus();
    });
  }

  const faults = parsed.length > 0 ? parsed : status.kind === 'refused' ? status.faults : [];
  const about = (at: number | null): readonly string[] =>
    faults.filter((f) => stepOf(f) === at).map((f) => faultSentence(f, language));
  const says = faults.length > 0 ? t.faults(faults.length) : t.runs;

  return (
    <section className="build" aria-label={t.region}>
      <p className="quiet">{t.says}</p>
      <p className="build-from">
        <b>{t.from(scenario.query.from)}</b>
        <span className="quiet">
          {t.columns}: {columns.map((c) => `${c.name} (${c.type})`).join(', ')}
        </span>
      </p>
      {draft.length === 0 && <p className="quiet">{t.none}</p>}
      <ol ref={list}>
        {draft.map((step, at) => {
          const name = t.step(at + 1, t.kind[step.kind]);
          return (
            <li key={step.id}>
              <fieldset>
                <legend>{name}</legend>
                <span className="order">
                  <Small
                    name={t.up(name)}
                    disabled={at === 0}
                    onClick={() => {
                      write(moved(draft, at, -1), `move ${step.id}`);
                      announce(t.movedTo(at));
                      focus(at - 1, '.order button:not(:disabled)');
                    }}
                  >
                    ↑
                  </Small>
                  <Small
                    name={t.down(name)}
                    disabled={at === draft.length - 1}
                    onClick={() => {
                      write(moved(draft, at, 1), `move ${step.id}`);
                      announce(t.movedTo(at + 2));
                      focus(at + 1, '.order button:not(:disabled)');
                    }}
                  >
                    ↓
                  </Small>
                  <Small
                    name={t.remove(name)}
                    onClick={() => {
                      write(
                        draft.filter((_, i) => i !== at),
                        `remove ${step.id}`,
                      );
                      announce(t.removed);
                      focus(at, '.order button:not(:disabled)');
                    }}
                  >
                    ×
                  </Small>
                </span>
                {step.kind === 'filter' && (
                  <Field
                    name={t.condition}
                    hint={t.conditionHint}
                    value={step.text}
                    onChange={(text) => change(at, { ...step, text }, 'text')}
                  />
                )}
                {step.kind === 'watermark' && (
                  <WatermarkFields step={step} columns={columns} onChange={(next, f) => change(at, next, f)} />
                )}
                {step.kind === 'aggregate' && (
                  <AggregateFields step={step} columns={columns} onChange={(next, f) => change(at, next, f)} />
                )}
                {step.kind === 'dropDuplicates' && (
                  <DuplicatesFields step={step} columns={columns} onChange={(next, f) => change(at, next, f)} />
                )}
                {step.kind === 'other' && <pre className="mono">{JSON.stringify(step.file, null, 1)}</pre>}
                {about(at).map((sentence) => (
                  <pre key={sentence} className={sentence.includes('\n') ? 'fault mono' : 'fault'} role="alert">
                    {sentence}
                  </pre>
                ))}
              </fieldset>
            </li>
          );
        })}
      </ol>
      <fieldset className="add">
        <legend>{t.add}</legend>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="btn"
            onClick={() => {
              const id = draft.reduce((most, s) => Math.max(most, s.id), -1) + 1;
              write([...draft, newStep(kind, id, columns)], `add ${id}`);
              focus(draft.length, 'input, select');
            }}
          >
            + {t.addKind[kind]}
          </button>
        ))}
      </fieldset>
      {engine === 'spark' && (
        <ModeChoice mode={scenario.engines.spark.outputMode} onMode={(m) => edit((s) => setOutputMode(s, m))} />
      )}
      {about(null).map((sentence) => (
        <pre key={sentence} className={sentence.includes('\n') ? 'fault mono' : 'fault'} role="alert">
          {sentence}
        </pre>
      ))}
      <p className={faults.length > 0 ? 'build-says wrong' : 'build-says'} role="status">
        {says}
      </p>
      {draft.length > 0 && (
        <button type="button" className="btn" onClick={() => write([], 'build all')}>
          {t.startOver}
        </button>
      )}
    </section>
  );
}

function Small({
  name,
  children,
  ...button
}: {
  readonly name: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className="btn" aria-label={name} title={name} {...button}>
      {children}
    </button>
  );
}

function ModeChoice({ mode, onMode }: { readonly mode: OutputMode; readonly onMode: (mode: OutputMode) => void }) {
  const { build: t } = useTexts();
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{t.mode}</label>
      <select id={id} value={mode} onChange={(e) => onMode(e.target.value as OutputMode)}>
        {MODES.map((m) => (
          <option key={m} value={m}>
            {m}
          </option>
        ))}
      </select>
    </p>
  );
}
