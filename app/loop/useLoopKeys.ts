import { ALL_KEYS } from '../keys/allKeys';
import { actionOf } from '../keys/keys';
import { useKeyDown } from '../keys/useKeyDown';
import { usePlayback } from '../stores/playback';
import type { Letter } from './layout';

const CAUSE_KEYS = { causeA: 'a', causeB: 'b', causeC: 'c', causeD: 'd' } as const satisfies Record<string, Letter>;

/** Keys of this screen, wherever the focus is but in something that has its own use for them. */
export function useLoopKeys(nextLine: () => void, nextWrong: (letter?: Letter) => void): void {
  useKeyDown((event, target) => {
    if (target?.closest('input, textarea, select, [role="slider"], [role="dialog"], [role="menu"]')) return;
    const action = actionOf(ALL_KEYS.loop, event);
    if (action === 'line') nextLine();
    else if (action === 'figure') nextWrong();
    else if (action && action !== 'play') nextWrong(CAUSE_KEYS[action]);
    else if (action === 'play' && !target?.closest('button, a')) {
      const { playing, play, pause } = usePlayback.getState();
      if (playing) pause();
      else play();
    } else return;
    event.preventDefault();
  });
}
