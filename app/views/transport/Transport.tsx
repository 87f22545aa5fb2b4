import { memo } from 'react';
import { SECOND } from '../../../engine/time';
import type { TraceReader } from '../../../engine/trace/reader';
import { stepKindOf } from '../../../engine/trace/steps';
import { MenuButton } from '../../controls/MenuButton';
import { part } from '../../frame/Part';
import { useTexts, withTexts } from '../../language/language';
import { SPEEDS, usePlayback } from '../../stores/playback';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import { nextPlace, type StepTo } from './jump';
import type { ScrubberPin } from './layout';
import { Scrubber } from './Scrubber';
import './transport.css';

interface Props {
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly labels: Labels;
  readonly onJump: (to: StepTo, direction: 1 | -1) => void;
  /** Causes of what is asked about; null: nothing is asked. */
  readonly pins?: readonly ScrubberPin[] | null;
}

/** Everything one does while watching: steps, play, the scrubber, the clock, speed, and the next thing worth seeing. */
export const Transport = memo(function Transport({ reader, withheld, labels, onJump, pins = null }: Props) {
  const { stage } = useTexts();
  const t = stage.transport;
  const kind = stepKindOf(reader.trace);
  const words = { ...t, ...(kind === 'batch' ? null : t[kind]) };
  const playing = usePlayback((s) => s.playing);
  const cursor = usePlayback((s) => s.cursor);
  const atEnd = cursor >= reader.length;
  const { play, pause } = usePlayback.getState();
  const none = (to: StepTo, direction: 1 | -1 = 1) => nextPlace(reader, cursor, to, direction, withheld) === null;
  const step = (to: 'row' | 'batch', direction: 1 | -1, label: string, icon: string) => (
    <button
      type="button"
      className={`sq ${to}`}
      aria-label={label}
      title={label}
      aria-disabled={none(to, direction)}
      onClick={() => onJump(to, direction)}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path
          d={icon}
          className={to === 'batch' ? 'f-ink s-ink' : 'f-none s-ink'}
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
    </button>
  );
  return (
    <section className="transport" aria-label={t.label}>
      <fieldset className="steps-and-play">
        <legend className="heard">{words.keys}</legend>
        {step('batch', -1, words.batchBack, 'M11 2L4.500 7l6.500 5zM2 2v10')}
        {step('row', -1, words.rowBack, 'M9 2L4 7l5 5')}
        <button
          type="button"
          className="play"
          aria-label={playing ? t.pause : atEnd ? t.again : t.play}
          title={playing ? t.pause : atEnd ? t.again : t.play}
          onClick={() => (playing ? pause() : play())}
        >
          <svg width="16" height="18" viewBox="0 0 16 18" aria-hidden="true">
            {playing ? (
              <path d="M2 1h4v16H2zM10 1h4v16h-4z" />
            ) : atEnd ? (
              <path d="M13.800 5.500A6.300 6.300 0 1 0 14.300 11l-1.900-.8a4.300 4.300 0 1 1-.4-3.400L9.500 8.500H15.500V2.500z" />
            ) : (
              <path d="M2 1l13 8L2 17z" />
            )}
          </svg>
        </button>
        {step('row', 1, words.rowOn, 'M5 2l5 5-5 5')}
        {step('batch', 1, words.batchOn, 'M3 2l6.500 5L3 12zM12 2v10')}
      </fieldset>
      <Scrubber reader={reader} withheld={withheld} labels={labels} onJump={onJump} pins={pins} />
      <Clock reader={reader} labels={labels} />
      <Speed />
      <div className="jump">
        <button
          type="button"
          className="btn late"
          aria-label={t.nextLate}
          aria-disabled={none('late')}
          onClick={() => onJump('late', 1)}
          title={none('late') ? t.noMore.late : 'L'}
        >
          <svg width="16" height="16" viewBox="0 0 18 18" aria-hidden="true">
            <circle cx="9" cy="9" r="7.5" className="f-none s-late" strokeWidth="2" />
            <path
              d="M5.800 5.800l6.400 6.400m0-6.400l-6.400 6.400"
              className="s-late"
              strokeWidth="2"
              strokeLinecap="round"
            />
          </svg>
          <span className="long">{t.nextLate}</span>
          <span className="short">{t.nextLateShort}</span>
        </button>
        <JumpMenu {...{ reader, withheld, labels, onJump }} />
      </div>
    </section>
  );
});

const fine = new WeakMap<TraceReader, boolean>();

/** Whether anything in the run happens off a full second: then the clock shows thousandths throughout. */
function isFine(reader: TraceReader): boolean {
  let known = fine.get(reader);
  if (known === undefined) {
    const { batches, arrivalOrder } = reader.trace;
    const { startedAt, endedAt } = batches;
    const arrivals = reader.arrivals();
    const all = arrivalOrder.length === arrivals.length;
    const isOff = (t: number | undefined): boolean => Math.floor((t as number) / SECOND) * SECOND !== t;
    known =
      startedAt.some(isOff) ||
      endedAt.some(isOff) ||
      (all ? arrivals.some(isOff) : arrivalOrder.some((row) => isOff(arrivals[row])));
    fine.set(reader, known);
  }
  return known;
}

function Clock({ reader, labels }: { reader: TraceReader; labels: Labels }) {
  const now = usePlayback((s) => s.now);
  const { stage } = useTexts();
  const unit = isFine(reader) ? 1_000 : SECOND;
  const text = labels.instant(Math.floor(now / unit) * unit);
  const shown = unit === 1_000 && !text.includes('.') ? `${text}.000` : text;
  return (
    <time className="clock mono" title={stage.transport.clock}>
      {shown}
    </time>
  );
}

const loadMenu = () => withTexts('all', import('./JumpMenu'));
const JumpChoices = part(async () => ({ default: (await loadMenu()).JumpMenu }));
/** The other places to jump to; on a phone the speeds too. */
function JumpMenu(props: Omit<Props, 'pins'>) {
  const t = useTexts().stage.transport;
  return (
    <MenuButton
      className="btn other"
      label={t.jump}
      load={loadMenu}
      menu={(menu) => <JumpChoices {...props} {...menu} />}
    >
      <span aria-hidden="true">▾</span>
    </MenuButton>
  );
}

function Speed() {
  const { stage } = useTexts();
  const t = stage.transport;
  const speed = usePlayback((s) => s.speed);
  return (
    <span className="select speed">
      <select
        className="btn"
        aria-label={t.speed}
        title={t.speed}
        value={speed}
        onChange={(event) => usePlayback.getState().setSpeed(Number(event.target.value))}
      >
        {SPEEDS.map((n) => (
          <option key={n} value={n}>
            {t.times(n)}
          </option>
        ))}
      </select>
      <svg width="10" height="6" viewBox="0 0 10 6" aria-hidden="true">
        <path d="M1 1l4 4 4-4" className="f-none s-ink" strokeWidth="1.6" />
      </svg>
    </span>
  );
}
