/** What the stage has to say about the run itself: that it goes on, that it was refused, that it failed, that there is none. */

import { useEffect, useState } from 'react';
import type { EngineName } from '../../engine/scenario/scenario';
import { percent } from '../../i18n/format';
import { Part, part } from '../frame/Part';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { useRun } from '../stores/run';
import type { Labels } from '../trace/labels';

/** Mostly there is no trouble. */
const Trouble = part(async () => ({ default: (await withTexts('panels', import('./Trouble'))).Trouble }));

export interface NoticeProps {
  /** The faults in words. */
  readonly verdict?: string | null;
  readonly labels?: Labels;
  readonly onGo?: (cursor: number) => void;
  /** Goes to another engine that takes what this one refuses; null: no other is to be had here. Absent: the stage's own. */
  readonly onEngine?: ((engine: EngineName) => void) | null;
}

/** Milliseconds that a run may take without being spoken of. */
const MOMENT = 300;

/** Whether something has been so for longer than a moment. */
function useLasting(is: boolean): boolean {
  const [since, setSince] = useState(false);
  useEffect(() => {
    if (!is) return;
    const timer = setTimeout(() => setSince(true), MOMENT);
    return () => {
      clearTimeout(timer);
      setSince(false);
    };
  }, [is]);
  return is && since;
}

export function Notice(props: NoticeProps) {
  const { stage } = useTexts();
  const language = useLanguage();
  const status = useRun((s) => s.status);
  const reader = useRun((s) => s.reader);
  const running = status.kind === 'running';
  const lasting = useLasting(running);
  if (running)
    return (
      lasting && (
        <div className="notice running" role="status">
          <span>{stage.running.label}</span>
          <progress value={status.fraction} max={1} aria-label={stage.running.label}>
            {percent(status.fraction, language)}
          </progress>
          <span className="mono">{percent(status.fraction, language)}</span>
          <button type="button" className="btn" onClick={useRun.getState().cancel}>
            {stage.running.cancel}
          </button>
        </div>
      )
    );
  // A run does not depart in its first batch.
  if (status.kind === 'ready' && !(reader?.trace.failure || reader?.trace.departs || reader?.scenario.crashes?.length))
    return null;
  return (
    <Part>
      <Trouble {...props} />
    </Part>
  );
}
