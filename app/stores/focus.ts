/** What is being asked about: see `contract.ts`. */
import { create } from 'zustand';
import type { FocusStore } from './contract';
import { useRun } from './run';

export const useFocus = create<FocusStore>()((set) => ({
  subject: null,
  hovered: null,
  ask: (subject) => set({ subject }),
  hover: (hovered) => set({ hovered }),
}));

// What was asked of one scenario means nothing in another: rows and groups are numbers.
useRun.subscribe((run, before) => {
  if (run.opened !== before.opened) useFocus.setState({ subject: null, hovered: null });
});
