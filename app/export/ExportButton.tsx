/** The scenario on the stage as code for a real engine. What writes it is loaded when a hand comes near. */

import { MenuButton } from '../controls/MenuButton';
import { part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';

const load = () => withTexts('all', import('./ExportMenu'));
const ExportMenu = part(async () => ({ default: (await load()).ExportMenu }));
export function ExportButton() {
  const t = useTexts().stage.export;
  return (
    <MenuButton className="icon" label={t.label} load={load} menu={(menu) => <ExportMenu {...menu} />}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path
          d="M5 4.500L2 7.500L5 10.500M9 4.500L12 7.500L9 10.500"
          className="f-none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </MenuButton>
  );
}
