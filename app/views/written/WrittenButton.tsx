/** Opens what Spark tells about a batch and writes into its checkpoint. */
import { lazy, Suspense, useState } from 'react';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { useTexts, withTexts } from '../../language/language';

const Written = lazy(() => withTexts('all', import('./Written')));

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
      <button type="button" className="btn written-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {stage.batch.written}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Written {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
