/** A lesson's task that is done in the guide: a use of one's own, answered whole and kept. */
import { useEffect } from 'react';
import { LINES, verdictOf } from '../../lessons/decide/verdict';
import { PRICES } from '../../lessons/money';
import type { Paragraphs } from '../../lessons/text';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { Prose, type Quoted } from '../lesson/Prose';
import { useLearner } from '../stores/learner';
import { useDecide } from './useDecide';

interface Props {
  readonly slug: string;
  readonly step: string;
  readonly task: Paragraphs;
  readonly quoted: Quoted;
}

export function OwnUseTask({ slug, step, task, quoted }: Props) {
  const { lessonPanel: say } = useTexts();
  const before = useLearner((s) => s.lessons[slug]?.tasks.includes(step) ?? false);
  const kept = useDecide((s) => s.mine.some((use) => verdictOf(use.answers, PRICES, LINES).kind !== 'open'));
  useEffect(() => {
    if (!kept || before) return;
    useLearner.getState().doTask(slug, step);
    announce(`${say.task}: ${say.taskDone}`);
  }, [kept, before, slug, step, say]);
  const done = kept || before;
  return (
    <section className={done ? 'task done' : 'task'}>
      <h2>
        {say.task}
        <span className={done ? 'tag final' : 'tag'}>{done ? `✓ ${say.taskDone}` : say.taskOpen}</span>
      </h2>
      <Prose paragraphs={task} quoted={quoted} />
    </section>
  );
}
