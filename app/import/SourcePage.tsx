/** Where a text comes in: dropped, chosen, pasted or typed; and where a scenario is mended. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Fault } from '../../engine/faults';
import { LARGEST_FILE } from '../../engine/scenario/largest';
import { writeScenarioText } from '../../engine/scenario/write';
import { faultSentence } from '../../i18n/faultText';
import tunnelScenario from '../../lessons/06-watermark/tunnel.json?scenario';
import { announce } from '../announce';
import { Plain } from '../frame/Plain';
import { SavedList } from '../keep/SavedList';
import { useLanguage, useTexts } from '../language/language';
import { AbleEngines } from '../stage/AbleEngines';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { Editor, type EditorHandle } from './Editor';
import exampleCsv from './example.csv?raw';
import { Crossed, FaultList } from './FaultList';
import { placeOf } from './jsonPlace';
import { type Kind, useOpening } from './opening';

/** @param waiting the page of a table is on its way */
export function SourcePage({ waiting = false }: { waiting?: boolean }) {
  const { open: say } = useTexts();
  const t = say.own;
  const draft = useOpening((s) => s.draft);
  const faults = useOpening((s) => s.faults);
  const refused = useOpening((s) => s.refused);
  const reading = useOpening((s) => s.reading);
  const { take, setText, check } = useOpening.getState();
  const editor = useRef<EditorHandle>(null);
  const text = draft?.text ?? '';
  const empty = text.trim() === '';

  if (waiting) {
    return (
      <OpenFrame>
        <p className="note" role="status">
          {say.csv.loading}
        </p>
      </OpenFrame>
    );
  }
  function goTo(fault: Fault): void {
    if (fault.code === 'notJson') {
      const { line, column } = fault.params;
      let at = 0;
      for (let n = 1; n < line; n++) at = text.indexOf('\n', at) + 1;
      editor.current?.select(at + column - 1, at + column);
      return;
    }
    const { from, to } = placeOf(text, fault.path);
    editor.current?.select(from, to);
  }
  return (
    <OpenFrame>
      {empty && <Dropzone />}
      {reading !== null && (
        <p className="note" role="status" aria-busy="true">
          {t.reading(reading)}
        </p>
      )}
      <Unread />
      {faults && faults.length > 0 && <FaultList faults={faults} onGo={goTo} />}
      {refused && (
        <AbleEngines able={refused.able} onChoose={(on) => void useOpening.getState().open(refused.scenario, 0, on)} />
      )}
      {!empty && draft && <SourceBar draft={draft} />}
      <Editor
        ref={editor}
        label={empty ? t.paste : t.textOf(draft?.name ?? t.pasted)}
        text={text}
        rows={empty ? 7 : 18}
        onText={setText}
        onPasted={(pasted) => take(pasted, null)}
      />
      {empty ? (
        <p className="examples">
          {t.examples}{' '}
          <button type="button" className="link" onClick={() => take(writeScenarioText(tunnelScenario), 'tunnel.json')}>
            {t.exampleScenario}
          </button>{' '}
          {t.or}{' '}
          <button type="button" className="link" onClick={() => take(exampleCsv, 'orders.csv')}>
            {t.exampleCsv}
          </button>
        </p>
      ) : (
        <div className="ways">
          <button type="button" className="btn solid" onClick={() => void check()}>
            {t.open}
          </button>
        </div>
      )}
    </OpenFrame>
  );
}

/** The page around each step: what it is for, and what is still on the stage. */
export function OpenFrame({ children }: { children: ReactNode }) {
  const { open: say } = useTexts();
  const t = say.own;
  const language = useLanguage();
  const draft = useOpening((s) => s.draft);
  const onStage = useOpening((s) => s.onStage);
  const safe = useOpening((s) => s.safe);
  const opened = useRun((s) => s.opened);
  const title = useRun((s) => s.reader?.scenario.title[language]);
  useTitle(t.title);
  const empty = (draft?.text ?? '').trim() === '';
  return (
    <Plain>
      <div className="open-data">
        <header>
          <h1>{t.title}</h1>
          {empty && (
            <p>
              {t.lead.before}
              <span className="t event">{t.lead.happened}</span>
              {t.lead.between}
              <span className="t processing">{t.lead.arrived}</span>
              {t.lead.after}
            </p>
          )}
        </header>
        {onStage?.opened === opened && title !== undefined && (
          <p className="still">
            {t.stays(title)}
            <button type="button" className="btn" onClick={() => useOpening.getState().show('stage')}>
              {t.backToStage}
            </button>
          </p>
        )}
        {children}
        {/* After a reload the text is here again; what was made of it on the stage is kept, too. */}
        {(empty || onStage === null) && <SavedList />}
        {!safe && <p className="note">{t.notKept}</p>}
      </div>
    </Plain>
  );
}

function ChooseFile({ className, children }: { className: string; children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="file"
        accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file again is a change, too.
          event.target.value = '';
          if (file) void useOpening.getState().takeFile(file);
        }}
      />
    </>
  );
}

function Dropzone() {
  const { open: say } = useTexts();
  const t = say.own;
  return (
    <div className="dropzone">
      <p>
        <b>{t.drop}</b>
        <span>{t.or}</span>
        <ChooseFile className="btn solid">{t.choose}</ChooseFile>
      </p>
      <p className="quiet">{t.takes(`${LARGEST_FILE / 2 ** 20} MiB`)}</p>
    </div>
  );
}

/** Which text this is, how it is read, and the ways to another one. */
export function SourceBar({
  draft,
  children,
}: {
  draft: { readonly name: string | null; readonly kind: Kind };
  children?: ReactNode;
}) {
  const { open: say } = useTexts();
  const t = say.own;
  const { setKind, startOver } = useOpening.getState();
  const name = useId();
  return (
    <div className="source-bar">
      <b>{draft.name ?? t.pasted}</b>
      {children}
      <span className="space" />
      <span id={name} className="quiet">
        {t.readAs}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own */}
      <span className="seg" role="group" aria-labelledby={name}>
        {(['json', 'csv'] as const).map((kind) => (
          <button key={kind} type="button" aria-pressed={draft.kind === kind} onClick={() => setKind(kind)}>
            {t.kinds[kind]}
          </button>
        ))}
      </span>
      <ChooseFile className="btn">{t.another}</ChooseFile>
      <button type="button" className="btn" onClick={startOver}>
        {t.startOver}
      </button>
    </div>
  );
}

/** A file that was not even read. The text that was here before is still here. */
function Unread() {
  const { open: say } = useTexts();
  const language = useLanguage();
  const unread = useOpening((s) => s.unread);
  const words =
    unread && (unread.fault ? faultSentence(unread.fault, language) : say.own.unreadable(unread.name, unread.said));
  useEffect(() => {
    if (words !== null) announce(words);
  }, [words]);
  if (!unread || words === null) return null;
  return (
    <section className="faults">
      <h2>
        <Crossed /> {say.own.fileFault}
      </h2>
      <p>
        {unread.fault && <span className="mono">{unread.name}: </span>}
        {words}
      </p>
    </section>
  );
}
