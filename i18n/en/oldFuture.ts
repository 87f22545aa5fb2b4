/** The run before the newest edit, which stays as an outline beside the new one. */
import { counted } from '../format';

export const oldFuture = {
  label: 'The run before your edit',
  /** @param parts what differs, counted */
  differs: (parts: string) => `Outlined: the run before your edit. It differs in ${parts}.`,
  same: 'Up to now the run before your edit was the same.',
  rows: (n: number) => counted(n, 'row', 'rows'),
  windows: (n: number) => counted(n, 'window', 'windows'),
  groups: (n: number) => counted(n, 'group', 'groups'),
  emissions: (n: number) => counted(n, 'answer given', 'answers given'),
  water: 'the watermark',
  forget: 'Forget',
  /** After it, for those who do not see what it belongs to. */
  forgetWhat: 'the old future',
  forgotten: 'The old future is forgotten.',
  was: (what: string) => `was ${what}`,
  differ: (n: string) => `${n} differ`,
  caption: 'Before and after your edit',
  columns: { what: 'what', was: 'before', is: 'now' },
  arrived: (time: string) => `arrived ${time}`,
  happened: (time: string) => `happened ${time}`,
  at: (what: string, time: string) => `${what}, emitted at ${time}`,
  cameOut: (window: string) => `answer given for ${window}`,
  said: (value: string, time: string) => `${value} at ${time}`,
  notSaid: 'not given',
  rowGone: 'left out',
  rowNotThere: 'not there',
  heard: (what: string, is: string, was: string) => `${what}: now ${is}, before ${was}.`,
  heardMore: (n: number) => `And ${n} more.`,
  heardStill: (verdict: string) => `Still ${verdict}.`,
  heardRest: 'The old future stays as an outline; Escape forgets it.',
};
