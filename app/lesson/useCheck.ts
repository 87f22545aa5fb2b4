/** A check of a lesson: what was handed in, and its grade. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RunningEngine } from '../../engine/engines/names';
import type { TraceReader } from '../../engine/trace/reader';
import type { Beside, Check, Facts, Grade, Lesson } from '../../lessons/schema';
import { tellNotLoaded } from '../frame/notLoaded';
import { withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { useLearner } from '../stores/learner';
import { momentsFound } from '../stores/progress';
import { useRun } from '../stores/run';

/** Who grades, and who tries every crash, is loaded when there is something to grade. */
const load = () => withTexts('lessonParts', import('../../lessons/grade'));

export interface HandedIn {
  /** The run that was handed in, with what went with it. */
  readonly facts: Facts;
  readonly grade: Grade;
}

/** A crash at every place at which the engine of a run can die, each tried by itself; as long an outage as the run's own. */
export async function trialsOf(
  { scenario, trace }: TraceReader,
  signal: AbortSignal,
): Promise<Beside['trials'] | null> {
  const { tryOwnSink } = await import('../crash/tryAll');
  const outage = scenario.crashes?.find((c) => c.engine === trace.engine)?.restartAfter ?? 0;
  return tryOwnSink(scenario, trace.engine as RunningEngine, outage, signal);
}

/** The grade of the run on the stage, once handed in; another run on the stage is not yet graded. */
export function useCheck(lesson: Lesson, check: Check | null) {
  const { slug } = lesson.card;
  // Beside a step it is none of the panel's affair that a hand makes a run of each frame.
  const reader = useRun((s) => check && s.reader);
  const ready = useRun((s) => check !== null && s.status.kind === 'ready' && s.reader?.scenario === s.scenario);
  const progress = useLearner((s) => s.lessons[slug]);
  const [handedIn, setHandedIn] = useState<HandedIn | null>(null);
  const [trying, setTrying] = useState(false);
  // The row that was asked about last, here and not on another stage before: on a phone the question covers the lesson,
  // and is closed before one hands in.
  const [pointed, setPointed] = useState<number | null>(null);
  useEffect(
    () =>
      check?.points &&
      useFocus.subscribe(({ subject }, before) => {
        if (subject !== before.subject && subject?.kind === 'row') setPointed(subject.row);
      }),
    [check],
  );
  const trial = useRef<AbortController | null>(null);
  useEffect(() => () => trial.current?.abort(), []);
  const beside = useMemo(
    (): Beside => ({
      ...(check?.points && { pointed }),
      ...(check?.moments && { found: momentsFound(lesson, progress) }),
    }),
    [check, pointed, lesson, progress],
  );

  async function handIn(): Promise<void> {
    if (!check || !reader || !ready || trying) return;
    trial.current?.abort();
    trial.current = new AbortController();
    const { signal } = trial.current;
    setTrying(check.everywhere === true);
    try {
      const trials = check.everywhere ? await trialsOf(reader, signal) : undefined;
      const { factsOfCheck, gradeCheck } = await load();
      if (signal.aborted || trials === null) return;
      const facts = factsOfCheck(lesson, check, reader, { ...beside, ...(trials && { trials }) });
      const grade = gradeCheck(lesson, check, facts);
      setHandedIn({ facts, grade });
      if (grade.passed)
        useLearner.getState().passCheck(
          slug,
          check.id,
          lesson.checks.map(({ id }) => id),
        );
    } catch {
      tellNotLoaded();
    } finally {
      if (!signal.aborted) setTrying(false);
    }
  }
  return {
    ready: ready && !trying,
    trying,
    reader,
    beside,
    handedIn,
    handIn,
    forget(): void {
      trial.current?.abort();
      setTrying(false);
      setHandedIn(null);
      setPointed(null);
    },
  };
}
