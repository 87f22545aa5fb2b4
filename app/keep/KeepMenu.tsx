/** What the scenario on the stage can leave as: a link, a file, a picture, a table; or stay in this browser. */
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { number } from '../../i18n/format';
import { announce } from '../announce';
import { FloatingMenu } from '../controls/FloatingMenu';
import type { MenuProps } from '../controls/MenuButton';
import { fileNameOf, saveBlob, saveFile, saveScenario } from '../import/download';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { noted } from '../stores/look';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Withheld } from '../trace/withheld';
import { wordsOf } from '../views/rails/words';
import { CopiedLink, copyLink, type Said, wholeLink } from './CopiedLink';
import { LONGEST_LINK, linkTo } from './link';
import { pngOf, svgOf } from './picture';
import { useSaved } from './saved';
import { resultsCsv, rowsCsv } from './tables';
import '../export/export.css';

interface Props extends MenuProps {
  readonly withheld: Withheld;
  /** Where the lesson stands as a handout, if it is one. */
  readonly handout: string | undefined;
}

export function KeepMenu({ button, open, onClose, withheld, handout }: Props) {
  const language = useLanguage();
  const texts = useTexts();
  const t = texts.keep;
  const reader = useRun((s) => s.reader);
  const [said, setSaid] = useState<Said | null>(null);
  if (!reader) return null;
  const { scenario } = reader;
  const { engine } = reader.trace;
  const title = scenario.title[language];
  const say = (words: string) => {
    setSaid({ words });
    announce(words);
  };
  const done = (file: string) => {
    announce(t.fileSaved(file));
    close();
  };
  const close = () => {
    setSaid(null);
    onClose();
  };

  const link = async (fromStart: boolean) => {
    const { cursor, now } = usePlayback.getState();
    const place = fromStart ? { cursor: 0, now: reader.timeAt(0) } : { cursor, now };
    const { view, time, region } = noted;
    // From the start on, it is looked at from the start on, too.
    const part = fromStart ? {} : view === 'map' ? { region } : view === 'rails' ? { time } : {};
    const after = await linkTo({ scenario, engine, ...place, look: { view, ...part } });
    const address = wholeLink(`#${after}`);
    if (address.length > LONGEST_LINK)
      return say(t.linkTooLong(number(address.length, language), number(LONGEST_LINK, language)));
    setSaid(await copyLink(address, { copied: t.linkCopied, here: t.linkHere }));
  };
  const keepHere = () => {
    const { cursor, now } = usePlayback.getState();
    const kept = useSaved.getState().save(title, scenario, { engine, cursor, now }, Date.now());
    say(kept ? t.saved(title) : t.notSaved);
  };
  const picture = async (kind: 'svg' | 'png') => {
    const shown = document.querySelector('.stage .picture');
    const drawn = shown && (await svgOf(shown, title));
    if (!drawn) return say(t.noPicture);
    const file = fileNameOf(scenario, kind);
    try {
      if (kind === 'svg') saveFile(file, drawn.svg, 'image/svg+xml');
      else saveBlob(file, await pngOf(drawn));
      done(file);
    } catch {
      say(t.notDrawn);
    }
  };
  const table = (which: 'rows' | 'results') => {
    const moment = reader.at(usePlayback.getState().cursor);
    const words = wordsOf(reader, language, texts.rails);
    const csv = (which === 'rows' ? rowsCsv : resultsCsv)(reader, moment, withheld, words);
    const file = fileNameOf(scenario, `${t.table[which]}.csv`);
    // A byte-order mark, or a spreadsheet takes the text for another alphabet.
    saveFile(file, `\uFEFF${csv}`, 'text/csv');
    done(file);
  };
  const file = () => {
    saveScenario();
    done(fileNameOf(scenario, 'json'));
  };
  const items: (readonly [text: string, act: () => void])[] = [
    [t.menu.linkMoment, () => void link(false)],
    [t.menu.linkStart, () => void link(true)],
    [t.menu.save, keepHere],
    [t.menu.file, file],
    [t.menu.svg, () => void picture('svg')],
    [t.menu.png, () => void picture('png')],
    [t.menu.rows, () => table('rows')],
    [t.menu.results, () => table('results')],
    ...(handout ? [[t.menu.handout, () => go(handout)] as const] : []),
  ];

  return (
    <FloatingMenu button={button} open={open} onClose={close} label={texts.app.share} side="bottom">
      {items.map(([text, act]) => (
        <Menu.Item key={text} className="menu-item" closeOnClick={false} onClick={act}>
          {text}
        </Menu.Item>
      ))}
      {said && <CopiedLink said={said} className="menu-says" />}
    </FloatingMenu>
  );
}
