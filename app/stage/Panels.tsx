/** What the engine did, under the picture: its batch, its state, what it gave out. They come when the picture stands. */
import { Batch } from '../views/batch/Batch';
import type { PanelProps } from '../views/panel/Panel';
import { ResultTable } from '../views/resultTable/ResultTable';
import { StateStore } from '../views/stateStore/StateStore';

export default function Panels({ onGo, ...panel }: PanelProps & { readonly onGo: (cursor: number) => void }) {
  return (
    <>
      <Batch {...panel} onGo={onGo} />
      <StateStore {...panel} />
      <ResultTable {...panel} />
    </>
  );
}
