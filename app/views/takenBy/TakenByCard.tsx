/**
 * "Which batches would have taken this row": in the place of the panels while a dropped row is asked about. The panels are
 * a button away.
 */
import { useMemo, useRef, useState } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { useTexts } from '../../language/language';
import type { ViewName } from '../../stage/StageHead';
import { useFocus } from '../../stores/focus';
import { useLooked } from '../../stores/look';
import type { Labels } from '../../trace/labels';
import { mediaHook } from '../../useMedia';
import { useSize } from '../rails/useSize';
import { fitView } from '../rails/view';
import { Foot, isSigned } from './cells';
import { underBlocks } from './columns';
import { StripTable } from './StripTable';
import { type Strip, useTakenBy } from './useTakenBy';
import './takenBy.css';

/** Where a question stands beside the stage, as `stage.css` has it. */
export const useBeside = mediaHook('(min-width: 68.75em)', true);

interface TakenByProps {
  readonly reader: TraceReader;
  readonly row: number;
  /** The cursor up to which is told. */
  readonly asOf: number;
  readonly labels: Labels;
  readonly view: ViewName;
}

export function TakenByCard(props: Omit<TakenByProps, 'asOf'>) {
  const asOf = useFocus((s) => s.asOf);
  return useBeside() ? <Card {...props} asOf={asOf} /> : null;
}

export function Card({ reader, row, asOf, labels, view }: TakenByProps) {
  const { takenBy: say } = useTexts();
  const strip = useTakenBy(reader, row, asOf, labels);
  const [away, setAway] = useState(false);
  if (!strip) return null;
  if (away)
    return (
      <div className="taken-by away">
        <button type="button" className="btn" onClick={() => setAway(false)}>
          {say.title}
        </button>
      </div>
    );
  return (
    <section className="card taken-by" aria-labelledby="taken-by-title">
      <div className="taken-head">
        <h2 id="taken-by-title">{say.title}</h2>
        <button type="button" className="btn to-panels" onClick={() => setAway(true)}>
          {say.toPanels}
        </button>
      </div>
      <Columns key={row} reader={reader} strip={strip} view={view} />
      <Foot strip={strip} />
    </section>
  );
}

/** The card is as wide as the picture, so what stands under a block of it has the same place from the left. */
function Columns({ reader, strip, view }: Pick<TakenByProps, 'reader' | 'view'> & { readonly strip: Strip }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const own = useLooked((s) => s.time);
  const { batches } = strip;
  const columns = useMemo(
    () =>
      size && view === 'rails'
        ? underBlocks(
            reader,
            batches.map((b) => b.batch),
            batches.flatMap((b) =>
              [b.water, ...b.windows, ...(isSigned(b.sign) ? [] : [b.verdict])].map((c) => c.text),
            ),
            own ?? fitView(reader),
            size.width,
          )
        : null,
    [reader, batches, size, view, own],
  );
  return (
    <div className="taken-box" ref={box}>
      {size && <StripTable strip={strip} columns={columns} />}
    </div>
  );
}
