/** Goes to the moments that show a cause. */
import type { Cause } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, time } from '../../i18n/compareText';
import { usePlayback } from '../stores/playback';

/** A cause can be made of many rows; the first places say enough. */
const MOST = 3;

export function CauseLinks({ cause, reader, words }: { cause: Cause; reader: TraceReader; words: CompareWords }) {
  return cause.entries.slice(0, MOST).map((entry) => (
    <button
      key={entry}
      type="button"
      className="link"
      onClick={() => {
        usePlayback.getState().pause();
        usePlayback.getState().seek(entry + 1);
      }}
    >
      {time(reader.entry(entry).processingTime, words)}
    </button>
  ));
}
