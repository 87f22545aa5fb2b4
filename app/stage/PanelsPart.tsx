/** What the engine did, below the picture: three panels, of which a phone shows one. */

import { type ComponentProps, memo, useMemo } from 'react';
import { stepKindOf } from '../../engine/trace/steps';
import { Part, part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import type { Asking } from '../views/panel/Panel';
import { useBehind } from './useBehind';
import { useCalm } from './useCalm';
import { useMoment } from './useMoment';
import { hover } from './useRowHand';

/** Loaded when the picture stands. */
const Panels = part(() => withTexts('panels', import('./Panels')));

const PANELS = ['batch', 'state', 'result'] as const;
export type PanelName = (typeof PANELS)[number];

/** The panels' places, before they are there. */
const PanelsToCome = ({ busy }: { readonly busy: boolean }) =>
  PANELS.map((name) => <section key={name} id={name} className="card panel" aria-busy={busy} />);

/** What the panels show: of a run, and where the stage goes from them. */
type Shown = Omit<ComponentProps<typeof Panels>, 'moment' | 'asking'>;

interface PanelsPartProps extends Shown {
  readonly tab: PanelName;
  readonly onTab: (tab: PanelName) => void;
  /** Null: a lesson's text lies over them. */
  readonly ready: boolean | null;
}

export function PanelsPart({ tab, onTab, ready, ...shown }: PanelsPartProps) {
  const { stage } = useTexts();
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="seg panel-tabs" role="group" aria-label={stage.panels}>
        {PANELS.map((name) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => onTab(name)}>
            {name === 'batch' ? stage.titles[stepKindOf(shown.reader.trace)] : stage.titles[name]}
          </button>
        ))}
      </div>
      <div className="panels">
        {ready ? (
          <Part here fallback={<PanelsToCome busy />}>
            <PanelsNow {...shown} />
          </Part>
        ) : (
          <PanelsToCome busy={ready !== null} />
        )}
      </div>
    </>
  );
}

/** The panels stand at the picture's moment, a frame behind it: what a key or a hand asks for is the picture. */
const PanelsNow = memo(function PanelsNow({ reader, withheld, labels, onGo }: Shown) {
  const moment = useMoment(reader);
  const subject = useFocus((s) => s.subject);
  const hovered = useFocus((s) => s.hovered);
  const asking = useMemo<Asking>(() => {
    const { ask } = useFocus.getState();
    return { subject, hovered, ask, hover };
  }, [subject, hovered]);
  const panel = useMemo(
    () => ({ reader, moment, withheld, labels, asking }),
    [reader, moment, withheld, labels, asking],
  );
  return <Panels {...useBehind(useCalm(panel))} onGo={onGo} />;
});
