/** A task of a step: what is to be done, and whether it was. Once done it stays done. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Paragraphs } from '../../lessons/text';
import { useTexts } from '../language/language';
import { useLearner } from '../stores/learner';
import { Prose, type Quoted } from './Prose';

interface TaskBoxProps {
  readonly slug: string;
  readonly step: string;
  /** Whether it is done as things stand. */
  readonly doneNow: boolean;
  readonly text: Paragraphs;
  readonly quoted: Quoted;
  readonly children?: ReactNode;
}

export function TaskBox({ slug, step, doneNow, text, quoted, children }: TaskBoxProps) {
  const { lessonPanel: say } = useTexts();
  const doneBefore = useLearner((s) => s.lessons[slug]?.tasks.includes(step) ?? false);
  useEffect(() => {
    if (!doneNow || doneBefore) return;
    useLearner.getState().doTask(slug, step);
    // Who had it shown stood on a button that is gone.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [doneNow, doneBefore, slug, step]);
  const heading = useRef<HTMLHeadingElement>(null);
  const done = doneNow || doneBefore;
  return (
    <section className={done ? 'task done' : 'task'}>
      {/* Said by itself: what else a move changed is said at the same moment, and would be said instead. */}
      <h2 ref={heading} tabIndex={-1} aria-live="polite" aria-atomic="true">
        {say.task} <span className={done ? 'tag final' : 'tag'}>{done ? `✓ ${say.taskDone}` : say.taskOpen}</span>
      </h2>
      <Prose paragraphs={text} quoted={quoted} />
      {children}
    </section>
  );
}
