/** Saving the picture and the tables of a page that shows several runs. What does it is loaded when a hand comes near. */
import type { Scenario } from '../../engine/scenario/scenario';
import { MenuButton } from '../controls/MenuButton';
import { part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import type { Cell } from './cells';

const load = () => withTexts('all', import('./SaveMenu'));
const SaveMenu = part(async () => ({ default: (await load()).SaveMenu }));

/** What can be saved. */
export interface Saved {
  readonly scenario: Scenario;
  /** What its files are called after the scenario's name. */
  readonly name: string;
  /** The elements that are the picture; none while there is no picture. */
  readonly parts: () => readonly Element[];
  readonly tables: readonly {
    readonly text: string;
    /** What its file is called after that of the page. */
    readonly name: string;
    /** The heads first. */
    readonly lines: () => readonly (readonly Cell[])[];
  }[];
}

export function SaveButton(saved: Saved) {
  const { keep } = useTexts();
  return (
    <MenuButton className="btn save" label={keep.save} load={load} menu={(menu) => <SaveMenu {...menu} {...saved} />}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 1.5v8.5M4.5 6.8L8 10.3l3.5-3.5M2 13.5h12" className="f-none s-ink" strokeWidth="1.7" />
      </svg>
      <span>{keep.save}</span>
    </MenuButton>
  );
}
