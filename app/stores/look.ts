/**
 * How the stage's picture is looked at, as far as it goes along with a link: which picture it is and, where a person chose,
 * which part of time it shows. What is noted stands for the link to be made; what is given came with one, and is taken once
 * by the picture that it is for.
 */
import type { ViewName } from '../stage/StageHead';
import type { Region } from '../views/map/plane';
import type { View } from '../views/rails/view';

export interface Look {
  /** The rails where nothing is said. */
  readonly view: ViewName;
  /** What the rails show; null: all, as they do by themselves. */
  readonly time: View | null;
  /** What the map shows, likewise. */
  readonly region: Region | null;
}

const PLAIN: Look = { view: 'rails', time: null, region: null };
let noted: Look = PLAIN;
let given: { readonly of: string; look: Partial<Look> } | null = null;

export const notedLook = (): Look => noted;
export function noteLook(change: Partial<Look>): void {
  noted = { ...noted, ...change };
}

/** @param of the scenario's name */
export function giveLook(of: string, look: Partial<Look>): void {
  given = { of, look };
}

export function takeLook<K extends keyof Look>(of: string | undefined, part: K): Look[K] | null {
  if (given === null || given.of !== of) return null;
  const { [part]: taken, ...rest } = given.look;
  given = { of: given.of, look: rest };
  return taken ?? null;
}
