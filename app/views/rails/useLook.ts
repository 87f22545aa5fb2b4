/** Keys that say what a picture shows of time: closer, wider, before, after, all. */
import { actionOf, KEYS } from '../../keys/keys';
import { TAKES_KEYS, useKeyDown } from '../../keys/useKeyDown';

/** By how much a key or a button looks closer. */
export const CLOSER = 1.6;
/** Of what is shown, by how much a key goes on. */
const STEP = 0.25;

export interface Look {
  /** `factor` > 1 looks closer. */
  zoom(factor: number): void;
  /** On by a share of what is shown; negative: back. */
  pan(share: number): void;
  fit(): void;
}

/** @param look null: this picture takes no keys */
export function useLook(look: Look | null): void {
  useKeyDown((event, target) => {
    if (!look || target?.closest(TAKES_KEYS)) return;
    const action = actionOf(KEYS.picture, event);
    if (action === null) return;
    if (action === 'closer' || action === 'wider') look.zoom(action === 'closer' ? CLOSER : 1 / CLOSER);
    else if (action === 'fit') look.fit();
    else look.pan(action === 'on' ? STEP : -STEP);
    event.preventDefault();
  });
}
