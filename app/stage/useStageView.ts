/** Which picture the stage shows, and the way from one to the other. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { withTexts } from '../language/language';
import { noted, takeLook } from '../stores/look';
import { useRun } from '../stores/run';
import type { ViewName } from './StageHead';

/** Loaded when it is first looked at. */
export const loadMap = () => withTexts('saves', import('../views/map/MapView'));
/** From one picture to the other. */
let crossing: typeof import('../views/crossing/crossing') | null = null;
/** Both are there before they are asked for, so that the picture changes with the key or the click that changes it. */
function prepareMap(): void {
  Promise.all([import('../views/crossing/crossing'), loadMap()]).then(
    ([loaded]) => {
      crossing = loaded;
    },
    () => {},
  );
}

interface StageView {
  readonly view: ViewName;
  /** The element that the picture stands in. */
  readonly picture: RefObject<HTMLDivElement | null>;
  readonly show: (view: ViewName) => void;
  /** At once: what was to take their place did not come. */
  readonly toRails: () => void;
}

/** @param ready the map may be fetched ahead */
export function useStageView(ready: boolean): StageView {
  const [view, setView] = useState<ViewName>('rails');
  const picture = useRef<HTMLDivElement>(null);
  const show = useCallback((next: ViewName) => {
    const change = (): void => setView(next);
    if (crossing) crossing.changeView(picture.current, next, change);
    else change();
  }, []);
  const toRails = useCallback(() => setView('rails'), []);
  useEffect(() => {
    if (ready) prepareMap();
  }, [ready]);
  // What was opened from a link may say how it was looked at.
  const opened = useRun((s) => s.opened);
  useEffect(() => {
    const given = opened > 0 && takeLook(useRun.getState().scenario?.name ?? '', 'view');
    if (given) setView(given);
  }, [opened]);
  noted.view = view;
  return { view, picture, show, toRails };
}
