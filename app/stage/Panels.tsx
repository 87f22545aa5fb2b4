/** What the engine did, under the picture: its batch, its state, what it gave out. They come when the picture stands. */
import { memo } from 'react';
import { Batch } from '../views/batch/Batch';
import type { PanelProps } from '../views/panel/Panel';
import { ResultTable } from '../views/resultTable/ResultTable';
import { StateStore } from '../views/stateStore/StateStore';

/** Drawn anew with what they show, and not with each frame of a hand on the picture. */
export default memo(function Panels({ onGo, ...panel }: PanelProps & { readonly onGo: (cursor: number) => void }) {
  return (
    <>
      <Batch {...panel} onGo={onGo} />
      <StateStore {...panel} />
      <ResultTable {...panel} />
    </>
  );
});
