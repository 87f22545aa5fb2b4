/**
 * The scenario on the stage on every engine, or on its own engine with two values of one setting, on one clock; who was
 * right, and where they first part.
 */
import { useMemo, useState } from 'react';
import { ENGINES } from '../../engine/engines/names';
import { useTexts } from '../language/language';
import { useRun } from '../stores/run';
import { CompareRuns } from './CompareRuns';
import { Refused } from './Refused';
import type { Wanted } from './runAll';
import { TwoSettings, useTwoSettings } from './TwoSettings';
import { useCompared } from './useCompared';
import { useWords } from './words';
import '../stage/stage.css';
import '../views/transport/transport.css';
import './compare.css';

/** The scenario on the stage on every engine: two regions of a frame. `onStage` goes to the stage, if that is no page. */
export function CompareStage({ onStage, settings = false }: { onStage?: () => void; settings?: boolean }) {
  const t = useTexts().compare.screen;
  const scenario = useRun((s) => s.scenario);
  const engine = useRun((s) => s.engine);
  const two = useTwoSettings(scenario, engine);
  const [mode, setMode] = useState<'engines' | 'settings'>('engines');
  const bySetting = mode === 'settings' && two.wanted !== null;
  const onEngines = useMemo(() => scenario && ENGINES.map((name): Wanted => ({ scenario, engine: name })), [scenario]);
  const { compared, busy } = useCompared(bySetting ? two.wanted : onEngines);
  const words = useWords(compared);
  const chooser = settings && two.settings.length > 0 && (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="seg" role="group" aria-label={t.modes}>
        {(['engines', 'settings'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={mode === name} onClick={() => setMode(name)}>
            {t.mode[name]}
          </button>
        ))}
      </div>
      {bySetting && <TwoSettings two={two} />}
    </>
  );
  // What stands there until the new runs have come is still what it was.
  const shownBySetting = compared !== null && compared.places.length + compared.refused.length === 2;
  if (compared && words)
    return (
      <CompareRuns
        key={shownBySetting ? 'settings' : 'engines'}
        compared={compared}
        words={words}
        busy={busy}
        onStage={onStage}
        chooser={chooser}
        two={shownBySetting ? two : null}
      />
    );
  return (
    <>
      <main className="stage compare" id="content" tabIndex={-1} aria-busy={busy}>
        {compared ? (
          <Refused compared={compared} />
        ) : (
          <p className="notice" role="status">
            {t.running}
          </p>
        )}
      </main>
      <footer className="transport" />
    </>
  );
}
