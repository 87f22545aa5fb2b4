/** `#/loop`: batch in a loop, line by line: its code, what each run reads and misses, and every figure beside the truth. */
import { useEffect } from 'react';
import { stageAddress } from '../compare/place';
import { Frame } from '../frame/Frame';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { AbleEngines } from '../stage/AbleEngines';
import { Notice } from '../stage/Notice';
import { verdictOfAll } from '../stage/verdict';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { LoopStage } from './LoopStage';
import { openLoopSample } from './sample';

export default function LoopPage() {
  const t = useTexts().compare.loop;
  useTitle(t.title);
  const reader = useRun((s) => s.reader);
  const status = useRun((s) => s.status);
  const engine = useRun((s) => s.engine);
  const language = useLanguage();
  useEffect(() => {
    const run = useRun.getState();
    if (!run.scenario) void openLoopSample();
    else run.setEngine('batchLoop');
  }, []);
  const ready = reader?.trace.engine === 'batchLoop';
  if (ready && reader)
    return (
      <LoopStage reader={reader} onPage>
        {(side, stage) => (
          <Frame
            title={reader.scenario.title[language]}
            place={t.title}
            lesson={
              <aside className="loop-side" aria-label={t.code}>
                {side}
              </aside>
            }
          >
            {stage(null)}
          </Frame>
        )}
      </LoopStage>
    );
  return (
    <Frame title={t.title} place={t.place}>
      <main
        className="stage loop"
        id="content"
        tabIndex={-1}
        aria-busy={status.kind === 'running' || engine !== 'batchLoop'}
      >
        {status.kind === 'refused' ? (
          <div className="loop-refused">
            <Refusal />
            <button type="button" className="btn" onClick={() => void openLoopSample()}>
              {t.openSample}
            </button>
          </div>
        ) : (
          <Notice />
        )}
      </main>
      <footer className="transport" />
    </Frame>
  );
}

/** Why the loop does not take the scenario, and the way to the stage with an engine that does. */
function Refusal() {
  const texts = useTexts();
  const status = useRun((s) => s.status);
  if (status.kind !== 'refused') return null;
  return (
    <>
      <p className="notice refused" role="alert">
        <span>
          <b>{texts.stage.refused.title(texts.stage.engine.batchLoop)}.</b> {verdictOfAll(texts, status.faults)}
        </span>
      </p>
      <AbleEngines
        able={status.able}
        onChoose={(engine) => {
          useRun.getState().setEngine(engine);
          go(stageAddress());
        }}
      />
    </>
  );
}
