/** Whether presenter notes are shown: remembered, or asked for by an address with `?notes`. */
import { create } from 'zustand';
import { forgetStored, readStored, writeStored } from '../storage';

const KEY = 'arus.notes';

interface NotesStore {
  readonly shown: boolean;
  show(shown: boolean): void;
}

/** Before the hash or in it: a link to a step may carry it too. */
const asked = (): boolean => /[?&]notes\b/.test(`${globalThis.location?.search}${globalThis.location?.hash}`);

export const useNotes = create<NotesStore>((set) => ({
  shown: readStored(KEY) === 'shown' || asked(),
  show(shown) {
    if (shown) writeStored(KEY, 'shown');
    else forgetStored(KEY);
    set({ shown });
  },
}));
