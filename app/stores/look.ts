/**
 * How the stage's picture is looked at, as far as it goes along with a link: which picture it is and, where a person chose,
 * which part of time it shows. Only the part of the picture that stands there is kept up to date.
 */
import { create } from 'zustand';
import type { ViewName } from '../stage/StageHead';
import type { Region } from '../views/map/plane';
import type { View } from '../views/rails/view';

export interface Look {
  /** The rails where nothing is said. */
  view: ViewName;
  /** What the rails show; null: all, as they do by themselves. */
  time: View | null;
  /** What the map shows, likewise. */
  region: Region | null;
}

/** What stands on the stage, for a link that is made. */
export const noted: Omit<Look, 'time'> = { view: 'rails', region: null };

/** What the rails show, for a link as well, and for what stands under them in the same scale. */
export const useLooked = create<Pick<Look, 'time'>>(() => ({ time: null }));

/** What came with a link, for the scenario of a name. */
export const given: Partial<Look> & { of?: string } = {};

/** What came with the link by which a scenario was opened: each part once, for the picture that it is of. */
export function takeLook<K extends keyof Look>(of: string, part: K): Look[K] | undefined {
  if (given.of !== of) return;
  const taken = given[part] as Look[K] | undefined;
  delete given[part];
  return taken;
}
