/** Everything that the plot assumes, on sliders; and the two lines that the course draws. */
import { HOUR, MINUTE, SECOND } from '../../engine/time';
import { duration, number, percent, rupiah } from '../../i18n/format';
import type { Language } from '../../i18n/languages';
import { LINES, type Lines } from '../../lessons/decide/verdict';
import { PRICES, type Prices } from '../../lessons/money';
import { Slide } from '../controls/Slide';
import { useLanguage, useTexts } from '../language/language';
import { useDecide } from './useDecide';

const length = (n: number, language: Language): string => duration(n, language, 2);

const PRICE_SLIDERS: readonly [keyof Prices, readonly number[], (n: number, language: Language) => string][] = [
  ['machine', [1, 2, 3, 4.5, 6, 9, 12, 18, 30, 50].map((k) => k * 1_000), rupiah],
  ['start', [...[5, 10, 20, 30, 60, 90, 120, 180].map((s) => s * SECOND), 5 * MINUTE, 10 * MINUTE], length],
  ['work', [20 * SECOND, ...[1, 5, 10, 20, 40].map((m) => m * MINUTE), HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR], length],
  ['always', [0.1, 0.2, 0.25, 0.33, 0.5, 0.66, 0.75, 1], (n, language) => percent(n, language)],
  ['record', [1, 1.1, 1.18, 1.25, 1.5, 2], (n, language) => `× ${number(n, language)}`],
];
const LINE_SLIDERS: readonly [keyof Lines, readonly number[]][] = [
  ['streamUnder', [10, 20, 30, 60, 120, 300].map((s) => s * SECOND)],
  ['batchFrom', [5, 10, 30, 60, 120, 360].map((m) => m * MINUTE)],
];

export function Model() {
  const { decide: t } = useTexts();
  const language = useLanguage();
  const { prices, lines } = useDecide();
  const { model } = useDecide.getState();
  return (
    <details className="decide-model">
      <summary>{t.model.title}</summary>
      <p className="quiet">{t.model.says}</p>
      <div className="sliders">
        {PRICE_SLIDERS.map(([name, steps, said]) => (
          <Steps
            key={name}
            label={t.model[name]}
            steps={steps}
            value={prices[name]}
            said={said(prices[name], language)}
            onChange={(value) => model({ prices: { ...prices, [name]: value } })}
          />
        ))}
        {LINE_SLIDERS.map(([name, steps]) => (
          <Steps
            key={name}
            label={t.model[name]}
            steps={steps}
            value={lines[name]}
            said={length(lines[name], language)}
            onChange={(value) => model({ lines: { ...lines, [name]: value } })}
          />
        ))}
      </div>
      <button
        type="button"
        className="btn"
        disabled={prices === PRICES && lines === LINES}
        onClick={() => model({ prices: PRICES, lines: LINES })}
      >
        {t.model.reset}
      </button>
    </details>
  );
}

interface StepsProps {
  readonly label: string;
  readonly steps: readonly number[];
  readonly value: number;
  readonly said: string;
  readonly onChange: (value: number) => void;
}

/** A slider over the values that mean something. */
function Steps({ label, steps, value, said, onChange }: StepsProps) {
  const at = steps.reduce(
    (best, step, i) => (Math.abs(step - value) < Math.abs((steps[best] ?? 0) - value) ? i : best),
    0,
  );
  return (
    <Slide
      label={label}
      says={said}
      value={at}
      max={steps.length - 1}
      onChange={(place) => onChange(steps[place] ?? value)}
    />
  );
}
