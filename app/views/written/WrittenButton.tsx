/** Opens what Spark tells about a batch and writes into its checkpoint. */

import { useState } from 'react';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { Part, part } from '../../frame/Part';
import { useTexts, withTexts } from '../../language/language';

const Written = part(() => withTexts('all', import('./Written')));

interface Props {
  readonly reader: TraceReader;
  readonly moment: Moment;
  /** Moves the stage to a place in the run. */
  readonly onGo: (cursor: number) => void;
}

export function WrittenButton(props: Props) {
  const { stage } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn written-button"
        aria-haspopup="dialog"
        title={stage.batch.written}
        onClick={() => setOpen(true)}
      >
        <svg className="sign" width="14" height="16" viewBox="0 0 14 16" aria-hidden="true">
          <path
            d="M1.500 1h7l4 4v10h-11zM8 1v4.500h4.500M4 8.500h6M4 11.500h6"
            className="f-none s-ink"
            strokeWidth="1.5"
          />
        </svg>
        <span className="word">{stage.batch.written}</span>
      </button>
      {open && (
        <Part onFailed={() => setOpen(false)}>
          <Written {...props} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
