/** The menu of places to jump to, and of speeds. */
import { Menu } from '@base-ui/react/menu';
import type { RefObject } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { stepKindOf } from '../../../engine/trace/steps';
import { useTexts } from '../../language/language';
import { SPEEDS, usePlayback } from '../../stores/playback';
import type { Withheld } from '../../trace/withheld';
import { nextPlace, type StepTo } from './jump';

interface Props {
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly onJump: (to: StepTo, direction: 1 | -1) => void;
  /** The button that it belongs to. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function JumpMenu({ reader, withheld, onJump, button, open, onClose }: Props) {
  const t = useTexts().stage.transport;
  const cursor = usePlayback((s) => s.cursor);
  const speed = usePlayback((s) => s.speed);
  const record = stepKindOf(reader.trace) === 'record';
  const none = (to: StepTo) => nextPlace(reader, cursor, to, 1, withheld) === null;
  return (
    <Menu.Root
      modal={false}
      open={open}
      onOpenChange={(_, { reason, event }) => {
        // A press on the button is the button's own affair: it closes what it has opened.
        if (reason === 'outside-press' && button.current?.contains(event.target as Node)) return;
        onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={button} side="top" align="end" sideOffset={6} className="floating">
          <Menu.Popup className="menu" aria-label={t.jump} finalFocus={button}>
            {(
              [
                ['late', t.nextLate, 'L'],
                ['output', record ? t.record.nextOutput : t.nextOutput, 'O'],
                ...(record ? [] : ([['batch', t.nextBatch, '⇧→']] as const)),
                ['row', record ? t.record.rowOn : t.rowOn, '→'],
                ...(reader.trace.crashes.length > 0 ? ([['crash', t.nextCrash, null]] as const) : []),
              ] as const
            ).map(([to, name, key]) => (
              <Menu.Item key={to} className="menu-item" disabled={none(to)} onClick={() => onJump(to, 1)}>
                {name}
                {key && <kbd>{key}</kbd>}
              </Menu.Item>
            ))}
            <Menu.RadioGroup
              className="speeds"
              value={speed}
              onValueChange={(n) => usePlayback.getState().setSpeed(n as number)}
            >
              <Menu.Separator className="menu-line" />
              {SPEEDS.map((n) => (
                <Menu.RadioItem key={n} value={n} className="menu-item">
                  {t.speed} {t.times(n)}
                  <Menu.RadioItemIndicator>✓</Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
