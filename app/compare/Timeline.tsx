/** The transport of a screen that shows several runs: play, one slider over their common axis, the clock, what is next. */
import type { Difference } from '../../engine/measure/difference';
import { type CompareWords, figureName, time } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import type { Axis } from './axis';
import type { SharedClock } from './clock';

const STEPS = 1000;

export function Timeline({
  axis,
  clock,
  differences,
  words,
  onNext,
}: {
  axis: Axis;
  clock: SharedClock;
  differences: readonly Difference[];
  words: CompareWords;
  onNext: () => void;
}) {
  const { compare, stage } = useTexts();
  const t = stage.transport;
  const at = (axis.x(clock.now) / axis.width) * STEPS;
  const shown = time(clock.now, words);
  return (
    <section className="transport" aria-label={t.label}>
      <button
        type="button"
        className="play"
        aria-label={clock.playing ? t.pause : t.play}
        title={clock.playing ? t.pause : t.play}
        onClick={clock.toggle}
      >
        <svg width="16" height="18" viewBox="0 0 16 18" aria-hidden="true">
          {clock.playing ? <path d="M2 1h4v16H2zM10 1h4v16h-4z" /> : <path d="M2 1l13 8L2 17z" />}
        </svg>
      </button>
      <div className="timeline">
        <svg className="timeline-marks" aria-hidden="true">
          {differences.map((d) => (
            <path
              key={`${d.name} ${d.at}`}
              d="M0-6l6 6l-6 6l-6-6z"
              className={d.at <= clock.now ? 'f-ink' : 'f-card s-ink'}
              style={{ translate: `calc(${(axis.x(d.at) / axis.width) * 100}% ) 7px`, transformBox: 'view-box' }}
            >
              <title>{figureName(d, words)}</title>
            </path>
          ))}
        </svg>
        <input
          type="range"
          min={0}
          max={STEPS}
          step={1}
          value={Math.round(at)}
          aria-label={t.scrubber}
          aria-valuetext={shown}
          style={{ '--passed': `${at / (STEPS / 100)}%` } as React.CSSProperties}
          onChange={(event) => clock.seek(axis.timeAt((Number(event.target.value) / STEPS) * axis.width))}
        />
      </div>
      <time className="clock mono" title={t.clock}>
        {shown}
      </time>
      <button type="button" className="btn next" disabled={differences.length === 0} onClick={onNext} title="N">
        {compare.screen.next}
      </button>
    </section>
  );
}
