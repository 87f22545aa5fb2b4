/** Tab in a popover: what follows it in the page is not what follows its button. */
import type { KeyboardEvent } from 'react';

const STOPS = 'a[href], button, input, select, textarea, [tabindex]';

/** Leads from the last thing that Tab reaches in an element to the first, and back. */
export function goRound(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
  const [end, start] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== end) return;
  event.preventDefault();
  start?.focus();
}

/** Of options of which one is chosen Tab reaches that one alone. */
const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 &&
  !element.matches(':disabled, [data-base-ui-focus-guard]') &&
  !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked);
