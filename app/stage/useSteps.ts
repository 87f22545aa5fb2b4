/** Going through a run by steps, and what of it is heard. */
import { type RefObject, useCallback, useEffect } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { writtenBySteps } from '../../engine/trace/steps';
import { announce } from '../announce';
import { currentTexts, withTexts } from '../language/language';
import { usePlayback } from '../stores/playback';
import type { Labels } from '../trace/labels';
import type { Withheld } from '../trace/withheld';
import { nextPlace, type StepTo } from '../views/transport/jump';

/** What is on the stage by now: steps are taken by keys too, which do not change with it. */
export interface Place {
  readonly reader: TraceReader;
  readonly labels: Labels;
  readonly withheld: Withheld;
}

export interface Steps {
  /** To a number of entries that have happened. */
  readonly go: (to: number) => void;
  readonly jump: (to: StepTo, direction: 1 | -1) => void;
}

/** The same functions as long as the stage stands. */
export function useSteps(place: RefObject<Place>): Steps {
  const go = useCallback(
    (to: number) => {
      const from = usePlayback.getState().cursor;
      usePlayback.getState().pause();
      usePlayback.getState().seek(to);
      say(place.current, from, to);
    },
    [place],
  );
  const jump = useCallback(
    (to: StepTo, direction: 1 | -1) => {
      const { reader, withheld } = place.current;
      const next = nextPlace(reader, usePlayback.getState().cursor, to, direction, withheld);
      if (next === null) sayWith(({ noMore }) => noMore(reader, to, currentTexts()));
      else go(next);
    },
    [place, go],
  );
  useHeardWhilePlaying(place);
  return { go, jump };
}

/** What happened between two places. */
function say({ reader, labels, withheld }: Place, from: number, to: number): void {
  sayWith(({ whatHappened }) => whatHappened(reader, from, to, labels, currentTexts(), withheld));
}

/** The words of steps are loaded when the stage first moves. */
function sayWith(of: (words: typeof import('./said')) => string | null): void {
  withTexts('panels', import('./said')).then(
    (words) => {
      const said = of(words);
      if (said) announce(said);
    },
    () => {},
  );
}

const isNews = ({ trace }: TraceReader, step: number): boolean =>
  (writtenBySteps(trace)[step] as number) > 0 || (trace.batches.stateDropped[step] as number) > 0;

/** While time passes no faster than at speed 1, the end of each batch is heard; steps by hand are told where they happen. */
function useHeardWhilePlaying(place: RefObject<Place>): void {
  useEffect(
    () =>
      usePlayback.subscribe((now, before) => {
        if (!now.playing || now.speed > 1 || now.cursor <= before.cursor) return;
        const { reader } = place.current;
        const { kind, batch } = reader.entry(now.cursor - 1);
        if (kind !== 'batchCommitted' && kind !== 'watermarkAdvanced') return;
        // Row by row only what comes out, or is dropped, is worth a word.
        if (reader.trace.records && (kind !== 'batchCommitted' || batch === null || !isNews(reader, batch))) return;
        say(place.current, before.cursor, now.cursor);
      }),
    [place],
  );
}
