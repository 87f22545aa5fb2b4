/** Which setting of the engine on the stage is compared at two values, and what the other value is. */
import { useMemo, useState } from 'react';
import { KNOBS, lengthsOf, type SweptSetting, settingOf, turned } from '../../engine/scenario/knobs';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { arrivalSpan } from '../../engine/scenario/span';
import { MINUTE } from '../../engine/time';
import { duration } from '../../i18n/format';
import { Knob, Length } from '../controls/Knob';
import { ladder } from '../controls/ladder';
import { Select } from '../controls/Select';
import { useLanguage, useTexts } from '../language/language';
import type { Wanted } from './runAll';

export interface TwoSettingsState {
  /** Those that can be compared; other windows would be other figures. */
  readonly settings: readonly SweptSetting[];
  readonly setting: SweptSetting | null;
  readonly choose: (setting: SweptSetting) => void;
  /** Microseconds: the other run's value. */
  readonly other: number;
  readonly setOther: (value: number) => void;
  /** Lengths of the rows and of what is set, microseconds: what steps make sense. */
  readonly span: number;
  /** As on the stage, and with the other value. Null: nothing can be compared. */
  readonly wanted: readonly Wanted[] | null;
  readonly nameOf: (place: number) => string;
  readonly howOf: (place: number) => string;
}

const NONE: readonly SweptSetting[] = [];

export function useTwoSettings(scenario: Scenario | null, engine: EngineName): TwoSettingsState {
  const { compare, stage } = useTexts();
  const language = useLanguage();
  const settings = useMemo(
    () => (scenario ? lengthsOf(scenario, engine).filter((s) => s !== 'window' && s !== 'interval') : NONE),
    [scenario, engine],
  );
  const [chosen, choose] = useState<SweptSetting | null>(null);
  const setting = chosen && settings.includes(chosen) ? chosen : (settings[0] ?? null);
  const [others, setOthers] = useState<Readonly<Partial<Record<SweptSetting, number>>>>({});
  const own = scenario && setting ? settingOf(scenario, setting) : 0;
  const span = Math.max(scenario ? arrivalSpan(scenario) : 0, MINUTE);
  const other = (setting && others[setting]) ?? further(own, span);
  const wanted = useMemo(
    () =>
      scenario && setting
        ? [
            { scenario, engine },
            { scenario: turned(scenario, setting, other), engine },
          ]
        : null,
    [scenario, engine, setting, other],
  );
  return {
    settings,
    setting,
    choose,
    other,
    setOther: (value) => setting && setOthers({ ...others, [setting]: value }),
    span,
    wanted,
    nameOf: (place) =>
      setting === null ? '' : `${stage.settings[setting]} ${lengthText(place === 0 ? own : other, setting)}`,
    howOf: (place) => (place === 0 ? compare.screen.asOnStage : compare.screen.otherwise),
  };

  function lengthText(value: number, of: SweptSetting): string {
    return value === 0 && of === 'trigger' ? stage.settings.asap : duration(value, language);
  }
}

/** The next length that people say, at least twice the one that is set. */
function further(own: number, span: number): number {
  return ladder(span, false, []).find((length) => length >= Math.max(2 * own, span / 60)) ?? Math.max(2 * own, MINUTE);
}

export function TwoSettings({ two }: { two: TwoSettingsState }) {
  const { compare, stage } = useTexts();
  const language = useLanguage();
  const { settings, setting, choose, other, setOther, span } = two;
  if (!setting) return null;
  const name = stage.settings[setting];
  return (
    <>
      {settings.length > 1 && (
        <Select label={compare.screen.setting} value={setting} onChange={(s) => choose(s as SweptSetting)}>
          {settings.map((s) => (
            <option key={s} value={s}>
              {stage.settings[s]}
            </option>
          ))}
        </Select>
      )}
      <Knob
        key={setting}
        name={compare.screen.other(name)}
        value={duration(other, language)}
        hint={() => compare.screen.otherHint}
        verdict={null}
        refused={false}
      >
        <Length
          name={name}
          value={other}
          span={span}
          zero={KNOBS[setting].zero ? 'allowed' : 'refused'}
          onChange={setOther}
        />
      </Knob>
    </>
  );
}
