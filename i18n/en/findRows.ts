/** Rows found by key or time, and pinned moments. */
import { counted } from '../format';

export const findRows = {
  label: 'Find rows',
  field: 'A key, a time, or zone=Kota',
  hint: 'Words and times must all match: Kota, 14:03, 14:03-14:10, zone=Kota, #13.',
  found: (n: number, of: string) => `${counted(n, 'row', 'rows')} of ${of}`,
  none: 'No row matches.',
  place: (n: string, of: string) => `${n} of ${of}`,
  next: 'Next row found',
  previous: 'Previous row found',
  close: 'Close the search',
  heard: (place: string, row: string, happened: string | null, arrived: string) =>
    `${place}: ${row}, ${happened === null ? '' : `happened ${happened}, `}arrived ${arrived}.`,
  dimmed: 'Dimmed rows do not match',
};

export const pins = {
  pin: 'Pin this moment',
  unpin: 'Take the pin off this moment',
  pinned: (n: string, time: string) => `${time} is pinned as ${n}. Press ${n} to come back here.`,
  unpinned: (time: string) => `The pin at ${time} is taken off.`,
  full: 'Nine moments are pinned. Take a pin off first.',
  none: (n: string) => `No moment is pinned as ${n}. P pins this one.`,
  goTo: (n: string, time: string) => `Pin ${n}: ${time}`,
  at: (n: string, time: string) => `Pin ${n}, ${time}.`,
};
