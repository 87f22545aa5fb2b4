import type { TraceReader } from '../../engine/trace/reader';
import { useTexts } from '../language/language';
import { asksWhen } from '../trace/asksWhen';
import { streamsOf } from '../trace/streams';
import { short } from '../views/rails/frame';
import { Dot } from './RailsStrip';
import { railsAt } from './strips';

/** What the rails of arrivals are called, beside them: of a join its inputs, each with the shape of its rows. */
export function RailNames({ reader, hasWindows }: { reader: TraceReader; hasWindows: boolean }) {
  const t = useTexts().compare.screen;
  const names = streamsOf(reader)?.names;
  const rails = railsAt(names?.length ?? 1, hasWindows);
  return (
    <div className="compare-name rails-name" aria-hidden="true">
      {names ? (
        names.map((name, i) => (
          <span key={name} className="l-event" style={{ top: (rails.event[i] ?? 0) - 10 }}>
            <svg width="10" height="10" viewBox="0 0 10 10" overflow="visible" aria-hidden="true">
              <Dot x={5} y={5} look="arrived" hue="event" input={i} />
            </svg>
            {short(name, 17)}
          </span>
        ))
      ) : (
        <span className={asksWhen(reader) ? 'l-event' : 'l-ink3'} style={{ top: (rails.event[0] ?? 0) - 10 }}>
          {t.eventTime}
        </span>
      )}
      <span className="l-proc" style={{ top: rails.proc - 10 }}>
        {t.arrived}
      </span>
    </div>
  );
}
