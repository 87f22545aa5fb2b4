/** Pins on moments of the run, set and gone to by key; each is said. */
import { number, timeOfDay } from '../../i18n/format';
import { announce } from '../announce';
import { currentLanguage, currentTexts } from '../language/language';
import { pinsOf, usePins } from '../stores/pins';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';

export function togglePin(): void {
  const { reader } = useRun.getState();
  if (!reader) return;
  const { now } = usePlayback.getState();
  const { pins: say } = currentTexts();
  const { name, timeZone } = reader.scenario;
  const done = usePins.getState().toggle(name, now);
  const n = pinsOf(usePins.getState().byScenario, name).indexOf(now) + 1;
  const time = timeOfDay(now, timeZone);
  if (done === 'full') announce(say.full);
  else announce(done === 'pinned' ? say.pinned(number(n, currentLanguage()), time) : say.unpinned(time));
}

/** @param pin from 1 on, in order of time */
export function goToPin(pin: number): void {
  const { reader } = useRun.getState();
  if (!reader) return;
  const { pins: say } = currentTexts();
  const n = number(pin, currentLanguage());
  const time = pinsOf(usePins.getState().byScenario, reader.scenario.name)[pin - 1];
  if (time === undefined) {
    announce(say.none(n));
    return;
  }
  const { pause, seekTime } = usePlayback.getState();
  pause();
  seekTime(time);
  announce(say.at(n, timeOfDay(time, reader.scenario.timeZone)));
}
