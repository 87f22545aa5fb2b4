/** The check at the end of a lesson: what was handed in, and its grade. */
import { useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import type { Grade, Lesson } from '../../lessons/schema';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { useLearner } from '../stores/learner';
import { useRun } from '../stores/run';

/** Who grades is loaded when there is something to grade. */
const load = () => import('../../lessons/grade');

export interface HandedIn {
  readonly reader: TraceReader;
  readonly grade: Grade;
}

/** The grade of the run on the stage, once handed in; another run on the stage is not yet graded. */
export function useCheck(lesson: Lesson) {
  const reader = useRun((s) => s.reader);
  const ready = useRun((s) => s.status.kind === 'ready' && s.reader?.scenario === s.scenario);
  const passCheck = useLearner((s) => s.passCheck);
  const { app, lessonPanel: say } = useTexts();
  const [handedIn, setHandedIn] = useState<HandedIn | null>(null);
  return {
    ready,
    reader,
    handedIn,
    handIn(): void {
      if (!reader || !ready) return;
      load().then(
        ({ gradeCheck }) => {
          const grade = gradeCheck(lesson, lesson.check, reader);
          setHandedIn({ reader, grade });
          if (grade.passed) passCheck(lesson.card.slug);
          announce(grade.passed ? say.passed : say.failed);
        },
        () => announce(app.notLoaded.title),
      );
    },
    forget: () => setHandedIn(null),
  };
}
