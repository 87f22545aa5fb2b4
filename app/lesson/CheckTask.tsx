/** The small task at the end: hand in the run on the stage, be told what it passes or why not. */
import { useMemo } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { factsOf } from '../../lessons/facts';
import { scenarioOf } from '../../lessons/resolve';
import type { Lesson } from '../../lessons/schema';
import type { LessonWords } from '../../lessons/text';
import { useTexts } from '../language/language';
import { Prose, Words } from './Prose';
import type { HandedIn } from './useCheck';

interface CheckTaskProps {
  readonly lesson: Lesson;
  readonly text: LessonWords['check'];
  /** The run on the stage. */
  readonly reader: TraceReader;
  readonly handedIn: HandedIn | null;
  readonly passedBefore: boolean;
  readonly onTryAgain: () => void;
}

export function CheckTask({ lesson, text, reader, handedIn, passedBefore, onTryAgain }: CheckTaskProps) {
  const { lessonPanel: say } = useTexts();
  const scenario = scenarioOf(lesson, lesson.check.start);
  const stage = useMemo(() => ({ lesson, runs: { main: factsOf(scenario, reader) } }), [lesson, scenario, reader]);
  const graded = useMemo(
    () => (handedIn ? { lesson, runs: { main: factsOf(scenario, handedIn.reader) } } : null),
    [lesson, scenario, handedIn],
  );
  return (
    <>
      <Prose paragraphs={text.body} quoted={stage} />
      {lesson.check.shows.length > 0 && (
        <dl className="shows" aria-label={say.shows}>
          {lesson.check.shows.map((name) => (
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
      )}
      {!handedIn && passedBefore && <p className="quiet">{say.passedBefore}</p>}
      {handedIn && graded && (
        <section className={handedIn.grade.passed ? 'predict verdict right' : 'predict verdict wrong'}>
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
          {handedIn.reader !== reader && <p className="quiet">{say.changed}</p>}
          <button type="button" className="why" onClick={onTryAgain}>
            {say.tryAgain}
          </button>
        </section>
      )}
    </>
  );
}
