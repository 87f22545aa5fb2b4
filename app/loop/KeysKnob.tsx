import { setKeys } from '../../engine/scenario/editKeys';
import type { Scenario } from '../../engine/scenario/scenario';
import { Choice, Knob } from '../controls/Knob';
import { useTexts } from '../language/language';

/** What the answers are counted for, as a setting: all together, or each value of a column by itself. */
export function KeysKnob({
  scenario,
  verdict,
  onEdit,
}: {
  scenario: Scenario;
  verdict: string | null;
  onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
}) {
  const t = useTexts().compare.loop;
  const last = scenario.query.steps.at(-1);
  const columns = (scenario.sources[0]?.rows.specs ?? []).flatMap(({ name, type }) =>
    type === 'string' ? [name] : [],
  );
  if (last?.kind !== 'aggregate' || columns.length === 0 || last.keys.length > 1) return null;
  const [key = ''] = last.keys;
  const options = ['', ...columns].map((value) => ({
    value,
    name: value === '' ? t.together : value,
    says: value === '' ? t.togetherSays : t.eachSays(value),
  }));
  return (
    <Knob
      name={t.countedFor}
      value={key === '' ? t.together : key}
      hint={() => t.countedForHint}
      verdict={verdict}
      refused={false}
    >
      <Choice
        name={t.countedFor}
        value={key}
        options={options}
        onChange={(value) => onEdit((s) => setKeys(s, value === '' ? [] : [value]), `keys ${value}`)}
      />
    </Knob>
  );
}
