/** The answer to what is asked, and the way back to what stood there before. */
import type { ComponentProps } from 'react';
import { Part, part } from '../frame/Part';
import { useTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import type { Beside } from './Stage';

/** Loaded when the first question is asked. */
const Inspector = part(async () => ({ default: (await import('../views/inspector/Inspector')).Inspector }));

interface QuestionProps extends ComponentProps<typeof Inspector> {
  readonly beside: Beside | undefined;
}

export function Question({ beside, ...asked }: QuestionProps) {
  const { stage } = useTexts();
  const close = (): void => useFocus.getState().ask(null);
  return (
    <>
      <aside className="inspector" aria-label={stage.inspector}>
        <Part onFailed={close}>
          <Inspector {...asked} />
        </Part>
      </aside>
      <button type="button" className="lesson-rail" onClick={close}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M6 3l5 5-5 5"
            className="f-none s-ink"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <b>{beside?.name ?? stage.lesson}</b>
        {beside?.place && <span>{beside.place}</span>}
        <span className="heard">{beside?.back ?? stage.toLesson}</span>
      </button>
    </>
  );
}
