/** What a page that shows several runs can leave as: its picture, its tables. */
import type { MenuProps } from '../controls/MenuButton';
import { useLanguage, useTexts } from '../language/language';
import { csvOf } from './csv';
import { svgOfParts } from './picture';
import type { Saved } from './SaveButton';
import { type MenuLine, SayingMenu } from './SayingMenu';
import { useSaving } from './useSaving';

export function SaveMenu({ button, open, onClose, scenario, name, parts, tables }: MenuProps & Saved) {
  const language = useLanguage();
  const t = useTexts().keep;
  const { said, close, picture, table } = useSaving(scenario, onClose);
  const save = (kind: 'svg' | 'png'): void =>
    void picture(kind, name, () => svgOfParts(parts(), scenario.title[language]), t.noPictureHere);
  const items: readonly MenuLine[] = [
    [t.menu.svg, () => save('svg')],
    [t.menu.png, () => save('png')],
    ...tables.map((one) => [one.text, () => table(`${name}-${one.name}`, csvOf(one.lines()))] as const),
  ];
  return <SayingMenu button={button} open={open} onClose={close} label={t.save} items={items} said={said} />;
}
