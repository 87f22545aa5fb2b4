/**
 * The lesson's own stream, running: a real run of the engine, on the real rails. It runs at once, unless motion is not
 * wanted; its dots can be dragged; at its end it rests a moment and begins again.
 */
import { useEffect, useMemo, useState } from 'react';
import { moveRow } from '../../engine/scenario/move';
import tunnelScenario from '../../lessons/06-watermark/tunnel.json?scenario';
import { useTexts } from '../language/language';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { mediaHook } from '../useMedia';
import { Rails } from '../views/rails/Rails';
import { fitView } from '../views/rails/view';

/** Milliseconds of rest at the end of the run. */
const REST = 5000;
/** Where the run is when the page opens: enough has happened to be looked at. */
const OPENS_AT = Date.parse('2026-03-02T14:09:00+07:00') * 1000;
/** Where it stands for those who asked for no motion: the late row has just been dropped. */
const RESTS_AT = Date.parse('2026-03-02T14:22:00+07:00') * 1000;
const prefersRest = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** As `home.css` has it: the page's own rails go on from the picture's, so it lies as they do. */
const useNarrow = mediaHook('(max-width: 37.49875em)', false);

export default function Hero() {
  const { home } = useTexts();
  const reader = useRun((s) => s.reader);
  const broken = useRun((s) => s.status.kind === 'broken');
  const cursor = usePlayback((s) => s.cursor);
  const now = usePlayback((s) => s.now);
  const playing = usePlayback((s) => s.playing);
  const [runs, setRuns] = useState(!prefersRest());
  const mine = reader?.scenario.name === tunnelScenario.name;
  const moved = mine && reader?.scenario !== tunnelScenario;

  useEffect(() => {
    let here = true;
    void useRun
      .getState()
      .open(tunnelScenario, 'spark')
      .then(() => {
        if (!here || useRun.getState().reader?.scenario !== tunnelScenario) return;
        const playback = usePlayback.getState();
        playback.setSpeed(1);
        playback.seekTime(prefersRest() ? RESTS_AT : OPENS_AT);
        if (!prefersRest()) playback.play();
      });
    return () => {
      here = false;
      usePlayback.getState().pause();
    };
  }, []);

  // It runs on from its end after a rest, as long as it is meant to run.
  useEffect(() => {
    if (!runs || playing || !mine) return;
    const timer = setTimeout(() => usePlayback.getState().play(), REST);
    return () => clearTimeout(timer);
  }, [runs, playing, mine]);

  const narrow = useNarrow();
  const moment = useMemo(() => (mine ? (reader?.at(cursor) ?? null) : null), [reader, mine, cursor]);

  function toggle(): void {
    setRuns(!runs);
    if (runs) usePlayback.getState().pause();
    else usePlayback.getState().play();
  }

  return (
    <>
      <button type="button" className="hero-play" aria-label={runs ? home.hero.pause : home.hero.play} onClick={toggle}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          {runs ? (
            <path d="M3 1.5h3.5v13H3zM9.5 1.5H13v13H9.5z" fill="currentColor" />
          ) : (
            <path d="M3 1l11 7-11 7z" fill="currentColor" />
          )}
        </svg>
      </button>
      {moved && (
        <button type="button" className="hero-reset" onClick={() => useRun.getState().reset()}>
          {home.hero.reset}
        </button>
      )}
      {broken && (
        <p className="hero-failed" role="status">
          {home.hero.failed}
        </p>
      )}
      {reader && moment && (
        <div className="hero-rails" data-water={moment.watermark > fitView(reader).from || undefined}>
          <p className="rail-name event">
            {home.eventTime}
            <small>{home.happened}</small>
          </p>
          <p className="rail-name processing">
            {home.processing}
            <small>{home.arrived}</small>
          </p>
          <Rails
            reader={reader}
            moment={moment}
            now={now}
            withheld={NOTHING_WITHHELD}
            compact
            orientation={narrow ? 'vertical' : 'horizontal'}
            onMove={(row, rail, time, gesture) =>
              useRun.getState().edit((scenario) => moveRow(scenario, row, rail, time), gesture)
            }
            onTakeBack={useRun.getState().takeBack}
          />
        </div>
      )}
    </>
  );
}
