/** The small task at the end: hand in the run on the stage, be told what it passes or why not. */
import { useMemo } from 'react';
import { setCrashAt } from '../../engine/scenario/editCrash';
import { MINUTE, SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { duration } from '../../i18n/format';
import { factsOf } from '../../lessons/facts';
import { scenarioOf } from '../../lessons/resolve';
import type { Beside, Check, Lesson } from '../../lessons/schema';
import type { CheckWords } from '../../lessons/text';
import { Slide } from '../controls/Slide';
import { useLanguage, useTexts } from '../language/language';
import { useRun } from '../stores/run';
import { Prose, Words } from './Prose';
import type { HandedIn } from './useCheck';

interface CheckTaskProps {
  readonly lesson: Lesson;
  readonly check: Check;
  readonly text: CheckWords;
  /** The run on the stage. */
  readonly reader: TraceReader;
  /** What would go with it. */
  readonly beside: Beside;
  readonly handedIn: HandedIn | null;
  readonly passedBefore: boolean;
  /** The engine is being let die at every place. */
  readonly trying: boolean;
  readonly onTryAgain: () => void;
}

export function CheckTask(props: CheckTaskProps) {
  const { lesson, check, text, reader, beside, handedIn, passedBefore, trying, onTryAgain } = props;
  const { lessonPanel: say } = useTexts();
  const scenario = scenarioOf(lesson, check.start);
  const stage = useMemo(
    () => ({ lesson, runs: { main: { ...factsOf(scenario, reader), beside } } }),
    [lesson, scenario, reader, beside],
  );
  const graded = useMemo(() => (handedIn ? { lesson, runs: { main: handedIn.facts } } : null), [lesson, handedIn]);
  return (
    <>
      <Prose paragraphs={text.body} quoted={stage} />
      {check.shows.length > 0 && (
        // Who turns a setting stands far from here, and hears what comes of it.
        <div aria-live="polite" aria-atomic="true">
          <dl className="shows" aria-label={say.shows}>
            {check.shows.map((name) => (
              <div key={name}>
                <dt>
                  <Words spans={text.shows[name] ?? []} quoted={stage} />
                </dt>
                <dd>
                  <Words spans={[{ kind: 'figure', ref: { subject: 'own', name, run: 'main' } }]} quoted={stage} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {check.knobs.includes('crash') && <RestartKnob />}
      {trying && (
        <p className="quiet" role="status">
          {say.trying}
        </p>
      )}
      {!handedIn && passedBefore && <p className="quiet">{say.passedBefore}</p>}
      {handedIn && graded && (
        <section className={handedIn.grade.passed ? 'predict verdict right' : 'predict verdict wrong'} tabIndex={-1}>
          <h2>
            <span className={handedIn.grade.passed ? 'tag final' : 'tag late'}>
              {handedIn.grade.passed ? `✓ ${say.passed}` : say.failed}
            </span>
          </h2>
          {handedIn.grade.passed ? (
            <Prose paragraphs={text.passed} quoted={graded} />
          ) : (
            handedIn.grade.unmet.map((id) => (
              <p key={id}>
                <Words spans={text.unless[id] ?? []} quoted={graded} />
              </p>
            ))
          )}
          {handedIn.facts.reader !== reader && <p className="quiet">{say.changed}</p>}
          <button type="button" className="why" onClick={onTryAgain}>
            {say.tryAgain}
          </button>
        </section>
      )}
    </>
  );
}

/** Outages that a hand can set: the least is the step, too. */
const LEAST = 10 * SECOND;
const MOST = 6 * MINUTE;

/** How long after its crash the engine on the stage is started again. */
function RestartKnob() {
  const { lessonPanel: say } = useTexts();
  const language = useLanguage();
  const scenario = useRun((s) => s.scenario);
  const engine = useRun((s) => s.engine);
  const crash = scenario?.crashes?.find((c) => c.engine === engine);
  if (!crash) return null;
  return (
    <Slide
      label={say.restartAfter}
      says={duration(crash.restartAfter, language)}
      value={crash.restartAfter}
      min={LEAST}
      max={MOST}
      step={LEAST}
      tone="processing"
      onChange={(restartAfter) =>
        useRun.getState().edit((s) => setCrashAt(s, engine, { ...crash, restartAfter }), 'restart')
      }
    />
  );
}
