/** A lesson's task that is done in the guide: a use of one's own, answered whole and kept. */
import { LINES, verdictOf } from '../../lessons/decide/verdict';
import { PRICES } from '../../lessons/money';
import type { Paragraphs } from '../../lessons/text';
import type { Quoted } from '../lesson/Prose';
import { TaskBox } from '../lesson/TaskBox';
import { useDecide } from './useDecide';

interface Props {
  readonly slug: string;
  readonly step: string;
  readonly text: Paragraphs;
  readonly quoted: Quoted;
}

export function OwnUseTask(task: Props) {
  const kept = useDecide((s) => s.mine.some((use) => verdictOf(use.answers, PRICES, LINES).kind !== 'open'));
  return <TaskBox {...task} doneNow={kept} />;
}
