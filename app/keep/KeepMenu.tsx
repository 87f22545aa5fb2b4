/** What the scenario on the stage can leave as: a link, a file, a picture, a table; or stay in this browser. */
import { number } from '../../i18n/format';
import type { MenuProps } from '../controls/MenuButton';
import { fileNameOf, saveScenario } from '../import/download';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { noted, useLooked } from '../stores/look';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Withheld } from '../trace/withheld';
import { wordsOf } from '../views/rails/words';
import { copyLink, wholeLink } from './CopiedLink';
import { LONGEST_LINK, linkTo } from './link';
import { svgOf } from './picture';
import { type MenuLine, SayingMenu } from './SayingMenu';
import { useSaved } from './saved';
import { resultsCsv, rowsCsv } from './tables';
import { useSaving } from './useSaving';

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
  const { said, setSaid, say, close, done, ...saving } = useSaving(reader?.scenario, onClose);
  if (!reader) return null;
  const { scenario } = reader;
  const { engine } = reader.trace;
  const title = scenario.title[language];

  const link = async (fromStart: boolean) => {
    const { cursor, now } = usePlayback.getState();
    const place = fromStart ? { cursor: 0, now: reader.timeAt(0) } : { cursor, now };
    const { view, region } = noted;
    const { time } = useLooked.getState();
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
  const picture = (kind: 'svg' | 'png'): void => {
    const shown = document.querySelector('.stage .picture');
    void saving.picture(kind, '', async () => shown && svgOf(shown, title), t.noPicture);
  };
  const table = (which: 'rows' | 'results') => {
    const moment = reader.at(usePlayback.getState().cursor);
    const words = wordsOf(reader, language, texts.rails);
    const csv = (which === 'rows' ? rowsCsv : resultsCsv)(reader, moment, withheld, words);
    saving.table(t.table[which], csv);
  };
  const file = () => {
    saveScenario();
    done(fileNameOf(scenario, 'json'));
  };
  const items: readonly MenuLine[] = [
    [t.menu.linkMoment, () => void link(false)],
    [t.menu.linkStart, () => void link(true)],
    [t.menu.save, keepHere],
    [t.menu.file, file],
    [t.menu.svg, () => picture('svg')],
    [t.menu.png, () => picture('png')],
    [t.menu.rows, () => table('rows')],
    [t.menu.results, () => table('results')],
    ...(handout ? [[t.menu.handout, () => go(handout)] as const] : []),
  ];

  return <SayingMenu button={button} open={open} onClose={close} label={texts.app.share} items={items} said={said} />;
}
