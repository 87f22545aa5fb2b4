/** Saving what a page shows: its picture as SVG or PNG, its tables as CSV; and what is said of it where it cannot be. */
import { useState } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { announce } from '../announce';
import { fileNameOf, saveBlob, saveFile } from '../import/download';
import { useTexts } from '../language/language';
import type { Said } from './CopiedLink';
import { type Drawn, pngOf } from './picture';

/** @param onClose closes what saves, as a file that was given does */
export function useSaving(scenario: Scenario | undefined, onClose: () => void) {
  const t = useTexts().keep;
  const [said, setSaid] = useState<Said | null>(null);
  const say = (words: string): void => {
    setSaid({ words });
    announce(words);
  };
  const close = (): void => {
    setSaid(null);
    onClose();
  };
  const done = (file: string): void => {
    announce(t.fileSaved(file));
    close();
  };
  /** @param name what stands before the ending, as in `tunnel.comparison.svg`; empty: the scenario's name alone */
  const nameOf = (name: string, ending: string): string =>
    fileNameOf(scenario as Scenario, name === '' ? ending : `${name}.${ending}`);
  return {
    said,
    setSaid,
    say,
    close,
    done,
    /** @param none what is said where there is no picture */
    picture: async (kind: 'svg' | 'png', name: string, draw: () => Promise<Drawn | null>, none: string) => {
      try {
        const drawn = await draw();
        if (!drawn) return say(none);
        const file = nameOf(name, kind);
        if (kind === 'svg') saveFile(file, drawn.svg, 'image/svg+xml');
        else saveBlob(file, await pngOf(drawn));
        done(file);
      } catch {
        say(t.notDrawn);
      }
    },
    table: (name: string, csv: string): void => {
      const file = nameOf(name, 'csv');
      // A byte-order mark, or a spreadsheet takes the text for another alphabet.
      saveFile(file, `\uFEFF${csv}`, 'text/csv');
      done(file);
    },
  };
}
