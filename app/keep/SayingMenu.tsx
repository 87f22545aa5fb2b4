/** A menu of which some things are said in it and not done, so that it stays open. */
import { Menu } from '@base-ui/react/menu';
import { FloatingMenu } from '../controls/FloatingMenu';
import type { MenuProps } from '../controls/MenuButton';
import { CopiedLink, type Said } from './CopiedLink';
import '../export/export.css';

export type MenuLine = readonly [text: string, act: () => void];

interface Props extends MenuProps {
  readonly label: string;
  readonly items: readonly MenuLine[];
  readonly said: Said | null;
}

export function SayingMenu({ items, said, ...menu }: Props) {
  return (
    <FloatingMenu {...menu} side="bottom">
      {items.map(([text, act]) => (
        <Menu.Item key={text} className="menu-item" closeOnClick={false} onClick={act}>
          {text}
        </Menu.Item>
      ))}
      {said && <CopiedLink said={said} className="menu-says" />}
    </FloatingMenu>
  );
}
