/** What an exercise asks for, what may be changed, and what its streams say of an answer, for the gallery. */
import { useEffect, useMemo, useState } from 'react';
import { exerciseBySlug } from '../../lessons/exercises';
import { gradeStream, streamsOf } from '../../lessons/exercises/grade';
import { enginesHere } from '../../lessons/exercises/here';
import type { Exercise, Graded, Handed } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { Hints } from '../exercise/Hints';
import { Marks, streamName } from '../exercise/Marks';
import { Parts } from '../exercise/Parts';
import { Why } from '../exercise/Why';
import { useLanguage, useTexts } from '../language/language';
import '../lesson/lesson.css';
import '../exercise/exercise.css';

interface Props {
  readonly slug: string;
  /** What was handed in before: every stream is graded with it, and an attempt stands on the sliders. Null: nothing was. */
  readonly tried: Handed | 'start' | null;
  readonly hints: number;
}

const nothing = (): void => {};

export function ExerciseHung(props: Props) {
  const language = useLanguage();
  const [loaded, setLoaded] = useState<{ exercise: Exercise; text: ExerciseText; graded: Graded[] } | null>(null);
  const { slug, tried } = props;
  useEffect(() => {
    let current = true;
    const of = exerciseBySlug(slug);
    Promise.all([of?.load(), of?.text(language)]).then(async ([exercise, text]) => {
      if (!exercise || !text) return;
      const graded: Graded[] = [];
      const handed = tried === 'start' ? exercise.start : tried;
      if (handed)
        for (const stream of streamsOf(exercise)) graded.push(await gradeStream(exercise, stream, handed, enginesHere));
      if (current) setLoaded({ exercise, text, graded });
    });
    return () => {
      current = false;
    };
  }, [slug, tried, language]);
  if (!loaded) return <p aria-busy="true" />;
  return <Hung {...props} {...loaded} />;
}

function Hung({
  exercise,
  text,
  graded,
  tried,
  hints,
}: Props & { exercise: Exercise; text: ExerciseText; graded: readonly Graded[] }) {
  const { exercise: t } = useTexts();
  const stream = useMemo(() => exercise.own.make(), [exercise]);
  /** Where rows are pointed at, each stream has a part of its own. */
  const pointedAt = exercise.parts.find((part) => part.kind === 'rows')?.id ?? exercise.own.id;
  const quoted = { figures: exercise.figures, timeZone: stream.timeZone };
  const handed = tried === null || tried === 'start' ? exercise.start : tried;
  const grading = graded.length > 0 ? { handed, graded, status: 'done' as const } : null;
  const failed = graded.find(({ passed }) => !passed);
  const passes = graded.filter(({ stream: id, passed }) => passed && id !== exercise.own.id).length;
  const shown = failed?.stream ?? exercise.own.id;
  const marks = {
    ...{ exercise, text, quoted, grading, shown, timeZone: stream.timeZone, onOpen: nothing },
    openable: (id: string) => graded.some((g) => g.stream === id && !g.passed),
  };
  return (
    <div className="gallery-exercise">
      <aside className="lesson" aria-label={t.settings}>
        <div className="lesson-text exercise-text">
          <section className="parts" aria-label={t.settings}>
            <Parts
              {...{ exercise, text, quoted, handed, stream }}
              tries={grading ? [{ handed, passes }] : []}
              disabled={false}
              onChange={nothing}
              onArrival={nothing}
              pointing={{ shown: pointedAt, stream, disabled: false, onOpen: nothing, onMark: nothing }}
            />
          </section>
          <Hints
            {...{ text, quoted }}
            progress={{ hints, hintsAt: 0, attempts: 1, passed: false, tries: [] }}
            onOpen={nothing}
          />
        </div>
      </aside>
      <div className="exercise-above">
        <Marks {...marks} />
        {failed && (
          <Why
            graded={failed}
            name={streamName(
              streamsOf(exercise).findIndex(({ id }) => id === failed.stream),
              t,
            )}
            {...{ text, quoted }}
            onAsk={nothing}
            onBack={nothing}
          />
        )}
      </div>
    </div>
  );
}
