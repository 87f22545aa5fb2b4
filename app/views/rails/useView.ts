/** What the picture shows of time: by itself all of the run (or, where time flows down, the part around now), or what a person chose. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { takeLook, useLooked } from '../../stores/look';
import type { Orientation } from './frame';
import { fitView, following, panned, readableView, type View, withinRun, zoomed } from './view';

export interface Views {
  readonly view: View;
  /** True if a person chose it. */
  readonly own: boolean;
  /** `factor` > 1 looks closer; `about` is the time that keeps its place. */
  zoom(factor: number, about: number): void;
  pan(by: number): void;
  /** Moves a chosen view so that a time lies within it. */
  reveal(time: number): void;
  /** Shows a stretch of time, as far as the run goes. */
  show(view: View): void;
  /** Back to what the picture shows by itself. */
  fit(): void;
}

/**
 * @param length pixels along the picture
 * @param still while true the view stays as it was: under a hand that moves a row
 */
export function useView(
  reader: TraceReader,
  now: number,
  orientation: Orientation,
  length: number,
  still: boolean,
): Views {
  const [chosen, setChosen] = useState<{ readonly of: string; readonly view: View } | null>(null);
  const shown = useRef<View | null>(null);
  const latest = useRef(reader);
  latest.current = reader;

  // A choice holds for its scenario, under whatever settings it is run again.
  const of = reader.scenario.name;
  const own = chosen?.of === of ? chosen.view : null;
  let view: View;
  if (still && shown.current) view = shown.current;
  else if (own) view = own;
  else view = orientation === 'horizontal' ? fitView(reader) : following(reader, readableView(reader, length), now);
  // Equal views are one object, so that what is drawn from it is drawn once.
  const before = shown.current;
  if (before && before.from === view.from && before.to === view.to) view = before;
  shown.current = view;

  const choose = useCallback((change: (view: View, reader: TraceReader) => View) => {
    const current = shown.current;
    const r = latest.current;
    if (current) setChosen({ of: r.scenario.name, view: change(current, r) });
  }, []);

  useEffect(() => {
    const given = takeLook(of, 'time');
    if (given) setChosen({ of, view: withinRun(reader, given) });
  }, [reader, of]);
  useEffect(() => useLooked.setState({ time: own }), [own]);

  // Time that flows out of a chosen view takes it along; a view that now was not in stays where it is.
  const last = useRef(now);
  useEffect(() => {
    const was = last.current;
    last.current = now;
    const current = shown.current;
    if (!own || !current || still || was < current.from || was > current.to || now <= current.to) return;
    choose((v, r) => panned(r, v, now - v.from - 0.2 * (v.to - v.from)));
  }, [now, own, still, choose]);

  const zoom = useCallback((factor: number, about: number) => choose((v, r) => zoomed(r, v, factor, about)), [choose]);
  const pan = useCallback((by: number) => choose((v, r) => panned(r, v, by)), [choose]);
  const reveal = useCallback(
    (time: number) => {
      const v = shown.current;
      if (!v || (time >= v.from && time <= v.to)) return;
      choose((w, r) => panned(r, w, time - (w.from + w.to) / 2));
    },
    [choose],
  );
  const show = useCallback((wanted: View) => choose((_, r) => withinRun(r, wanted)), [choose]);
  const fit = useCallback(() => setChosen(null), []);
  return { view, own: own !== null, zoom, pan, reveal, show, fit };
}
