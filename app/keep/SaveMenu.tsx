/** What a page that shows several runs can leave as: its picture, its tables. */
import { Menu } from '@base-ui/react/menu';
import { FloatingMenu } from '../controls/FloatingMenu';
import type { MenuProps } from '../controls/MenuButton';
import { useLanguage, useTexts } from '../language/language';
import { CopiedLink } from './CopiedLink';
import { csvOf } from './csv';
import { svgOfParts } from './picture';
import type { Saved } from './SaveButton';
import { useSaving } from './useSaving';
import '../export/export.css';

export function SaveMenu({ button, open, onClose, scenario, name, parts, tables }: MenuProps & Saved) {
  const language = useLanguage();
  const t = useTexts().keep;
  const { said, setSaid, picture, table } = useSaving(scenario, onClose);
  const save = (kind: 'svg' | 'png'): void =>
    void picture(kind, name, () => svgOfParts(parts(), scenario.title[language]), t.noPictureHere);
  const items: readonly (readonly [text: string, act: () => void])[] = [
    [t.menu.svg, () => save('svg')],
    [t.menu.png, () => save('png')],
    ...tables.map((one) => [one.text, () => table(`${name}-${one.name}`, csvOf(one.lines()))] as const),
  ];
  return (
    <FloatingMenu
      button={button}
      open={open}
      onClose={() => {
        setSaid(null);
        onClose();
      }}
      label={t.save}
      side="bottom"
    >
      {items.map(([text, act]) => (
        <Menu.Item key={text} className="menu-item" closeOnClick={false} onClick={act}>
          {text}
        </Menu.Item>
      ))}
      {said && <CopiedLink said={said} className="menu-says" />}
    </FloatingMenu>
  );
}
