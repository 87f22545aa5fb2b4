import { announce } from '../announce';
import { prefersCuts } from './answerMoves';

/** The button that was pressed is gone: focus goes to what the run says, with its question at the top if both are to be seen. */
export function seeVerdict(box: HTMLElement | null): void {
  const verdict = box?.querySelector<HTMLElement>('.verdict');
  const question = verdict?.closest('.predict');
  if (box && verdict && question) {
    const frame = box.getBoundingClientRect();
    const top = (of: Element): number => of.getBoundingClientRect().top - frame.top - 14;
    // Where both have no room, the options give way to the verdict; of a match, each item has its own.
    const below = verdict.getBoundingClientRect().bottom - frame.bottom + 20;
    const by = Math.max(top(question), Math.min(below, top(question.matches('.match') ? question : verdict)));
    box.scrollBy({ top: by, behavior: prefersCuts() ? 'auto' : 'smooth' });
  }
  // Who has gone on while the engine was let die everywhere is told, and stays there.
  const { activeElement } = document;
  if (activeElement === document.body || activeElement?.closest('.lesson')) verdict?.focus({ preventScroll: true });
  else if (verdict) announce(verdict.innerText);
}
