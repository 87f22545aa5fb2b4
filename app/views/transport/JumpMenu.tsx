/** The menu of places to jump to, and of speeds. */
import { Menu } from '@base-ui/react/menu';
import type { TraceReader } from '../../../engine/trace/reader';
import { stepKindOf } from '../../../engine/trace/steps';
import { FloatingMenu } from '../../controls/FloatingMenu';
import type { MenuProps } from '../../controls/MenuButton';
import { useTexts } from '../../language/language';
import { goToPin, togglePin } from '../../stage/pinMoments';
import { pinsOf, usePins } from '../../stores/pins';
import { SPEEDS, usePlayback } from '../../stores/playback';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import { nextPlace, type StepTo } from './jump';

interface Props extends MenuProps {
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly labels: Labels;
  readonly onJump: (to: StepTo, direction: 1 | -1) => void;
}

export function JumpMenu({ reader, withheld, labels, onJump, button, open, onClose }: Props) {
  const t = useTexts().stage.transport;
  const cursor = usePlayback((s) => s.cursor);
  const speed = usePlayback((s) => s.speed);
  const pinsSay = useTexts().pins;
  const pins = usePins((s) => pinsOf(s.byScenario, reader.scenario.name));
  const pinned = usePlayback((s) => pins.includes(s.now));
  const kind = stepKindOf(reader.trace);
  const record = kind === 'record';
  const none = (to: StepTo) => nextPlace(reader, cursor, to, 1, withheld) === null;
  return (
    <FloatingMenu button={button} open={open} onClose={onClose} label={t.jump} side="top">
      {(
        [
          ['late', t.nextLate, 'L'],
          ['output', record ? t.record.nextOutput : t.nextOutput, 'O'],
          ...(record ? [] : ([['batch', kind === 'run' ? t.run.nextBatch : t.nextBatch, '⇧→']] as const)),
          ['row', record ? t.record.rowOn : t.rowOn, '→'],
          ...(reader.trace.crashes.length > 0 ? ([['crash', t.nextCrash, null]] as const) : []),
        ] as const
      ).map(([to, name, key]) => (
        <Menu.Item key={to} className="menu-item" disabled={none(to)} onClick={() => onJump(to, 1)}>
          {name}
          {key && <kbd>{key}</kbd>}
        </Menu.Item>
      ))}
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" onClick={togglePin}>
        {pinned ? pinsSay.unpin : pinsSay.pin}
        <kbd>P</kbd>
      </Menu.Item>
      {pins.map((time, i) => (
        <Menu.Item key={time} className="menu-item" onClick={() => goToPin(i + 1)}>
          {pinsSay.goTo(String(i + 1), labels.instant(time))}
          <kbd>{i + 1}</kbd>
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
    </FloatingMenu>
  );
}
