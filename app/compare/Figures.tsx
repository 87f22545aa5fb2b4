/** The same facts as a table: every figure, what is true, and what each engine had said by now. */
import { agree } from '../../engine/measure/answers';
import { type CompareWords, figureName, time, valuesText } from '../../i18n/compareText';
import { useTexts } from '../language/language';
import { lanesOf } from './strips';
import type { Compared } from './useCompared';

const MOST = 500;

export function Figures({
  compared,
  words,
  now,
  nameOf,
}: {
  compared: Compared;
  words: CompareWords;
  now: number;
  nameOf: (run: number) => string;
}) {
  const t = useTexts().compare;
  const lanes = lanesOf(compared, null);
  return (
    <section className="card compare-table" aria-label={t.screen.tableLabel}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.screen.figure}</th>
              <th scope="col">{t.truth}</th>
              {compared.runs.map((_, i) => (
                <th scope="col" key={nameOf(i)}>
                  {nameOf(i)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.slice(0, MOST).map((lane) => (
              <tr key={lane.name}>
                <th scope="row">{figureName(lane, words)}</th>
                <td>{valuesText(lane.truth, words)}</td>
                {compared.runs.map((run, i) => {
                  const said = run.answers.byName.get(lane.name)?.said.filter((s) => s.at <= now) ?? [];
                  const last = said.at(-1);
                  if (!last) return <td key={nameOf(i)}>–</td>;
                  const isRight = lane.truth !== null && agree(last.values, lane.truth);
                  return (
                    <td key={nameOf(i)} className={isRight ? 'good' : 'bad'}>
                      {said.map((s) => valuesText(s.values, words)).join(' → ')} {isRight ? '✓' : '⊗'}{' '}
                      <time className="mono">{time(last.at, words)}</time>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
