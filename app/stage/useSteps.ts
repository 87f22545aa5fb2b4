/** Going through a run by steps, and what of it is heard. */
import { type RefObject, useCallback, useEffect } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { stepKindOf, writtenBySteps } from '../../engine/trace/steps';
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
      if (next === null) announce(noMore(reader, to));
      else go(next);
    },
    [place, go],
  );
  useHeardWhilePlaying(place);
  return { go, jump };
}

/** What happened between two places; its words are loaded when the stage first moves. */
function say({ reader, labels, withheld }: Place, from: number, to: number): void {
  withTexts('panels', import('./said')).then(
    ({ whatHappened }) => {
      const words = whatHappened(reader, from, to, labels, currentTexts(), withheld);
      if (words) announce(words);
    },
    () => {},
  );
}

/** That there is nothing further to step to. */
function noMore(reader: TraceReader, to: StepTo): string {
  const { noMore: none, run, record } = currentTexts().stage.transport;
  const kind = stepKindOf(reader.trace);
  if (kind !== 'record') return kind === 'run' && to === 'batch' ? run.noBatch : none[to];
  return to === 'row' ? record.noStep : to === 'batch' || to === 'output' ? record.noResult : none[to];
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
