/** What is being asked about: see `contract.ts`. */
import { create } from 'zustand';
import type { Subject } from '../../engine/explain/subject';
import type { TraceReader } from '../../engine/trace/reader';
import { carried } from '../trace/carried';
import type { FocusStore, Place } from './contract';
import { usePlayback } from './playback';
import { useRun } from './run';

/** Questions about now, whenever that is. */
const isAboutNow = ({ kind }: Subject): boolean => kind === 'watermark' || kind === 'measure';

let walking = false;

export const useFocus = create<FocusStore>()((set, get) => ({
  subject: null,
  asOf: 0,
  trail: [],
  hovered: null,
  would: null,
  ask(subject) {
    if (subject) usePlayback.getState().pause();
    set({ subject, trail: [], asOf: usePlayback.getState().cursor, hovered: null });
  },
  askOn(subject, at) {
    const { subject: before, asOf, trail } = get();
    if (!before) return get().ask(subject);
    if (at !== undefined) get().walk({ cursor: at });
    set({ subject, asOf: at ?? asOf, trail: [...trail, { subject: before, asOf }], hovered: null });
  },
  back() {
    const { trail } = get();
    const before = trail.at(-1);
    if (before) set({ ...before, trail: trail.slice(0, -1), hovered: null });
  },
  walk(to: Place) {
    const { pause, seek, seekTime } = usePlayback.getState();
    walking = true;
    pause();
    if ('cursor' in to) seek(to.cursor);
    else seekTime(to.time);
    walking = false;
    // What is known to come lies ahead: who goes there sees more.
    const { subject, asOf } = get();
    if (subject && !isAboutNow(subject)) set({ asOf: Math.max(asOf, usePlayback.getState().cursor) });
  },
  hover: (hovered) => set({ hovered }),
  show: (would) => set({ would }),
}));

/** The run that `asOf`, and the numbers in subjects, are of. */
let known: TraceReader | null = useRun.getState().reader;

usePlayback.subscribe((at, before) => {
  const { subject, asOf } = useFocus.getState();
  if (!subject || walking || at.cursor === before.cursor || useRun.getState().reader !== known) return;
  const next = isAboutNow(subject) ? at.cursor : Math.max(asOf, at.cursor);
  if (next !== asOf) useFocus.setState({ asOf: next });
});

useRun.subscribe((run, before) => {
  // What was asked of one scenario means nothing in another: rows and groups are numbers.
  if (run.opened !== before.opened) useFocus.setState({ subject: null, trail: [], hovered: null });
  const [from, to] = [known, run.reader];
  if (!to || to === from) return;
  known = to;
  const { subject, hovered, asOf, trail } = useFocus.getState();
  if (!from || (!subject && !hovered)) return;
  const place = (cursor: number): number => to.cursorAt(from.timeAt(Math.min(cursor, from.length)));
  useFocus.setState({
    subject: subject && carried(subject, from, to),
    hovered: hovered && carried(hovered, from, to),
    asOf: place(asOf),
    trail: trail.flatMap((t) => {
      const same = carried(t.subject, from, to);
      return same ? [{ subject: same, asOf: place(t.asOf) }] : [];
    }),
  });
});
