/** Where the runs part: the moment, what each said by then, and the rule. Or, of an answer that was chosen, why it is so. */
import type { Difference, Rule } from '../../engine/measure/difference';
import { standingAt } from '../../engine/measure/difference';
import {
  alikeLines,
  type CompareWords,
  figureName,
  partedText,
  rowText,
  time,
  valuesText,
} from '../../i18n/compareText';
import { useTexts } from '../language/language';
import type { Compared } from './useCompared';

export function DifferencePanel({
  compared,
  difference,
  index,
  chosen,
  words,
  nameOf,
  two,
  ruleWhy,
  onStep,
  onStage,
}: {
  compared: Compared;
  difference: Difference | null;
  index: number;
  chosen: { run: number; name: string } | null;
  words: CompareWords;
  nameOf: (run: number) => string;
  /** Two settings of one engine are compared, and not engines. */
  two: boolean;
  /** What there is to say about the rule. */
  ruleWhy: Readonly<Record<Rule, string>>;
  onStep: (direction: 1 | -1) => void;
  onStage: (run: number, at: number) => void;
}) {
  const t = useTexts().compare;
  if (chosen) return <Chosen {...{ compared, chosen, words, nameOf, onStage }} />;
  if (!difference) {
    const alike = alikeLines(
      compared.runs.map(({ score }, i) => ({ name: nameOf(i), score })),
      compared.reference?.answers.byName.size ?? 0,
      words,
    );
    return (
      <section className="compare-diff none" aria-label={t.firstDifference}>
        <p>
          <b>{t.noDifference}</b> {alike.length > 0 ? t.alike.differs : t.alike.nothing[two ? 'settings' : 'engines']}
        </p>
        {alike.length > 0 && (
          <ul>
            {alike.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </section>
    );
  }
  const { at } = difference;
  return (
    <section
      className="compare-diff"
      aria-label={index === 0 ? t.firstDifference : t.screen.nth(index + 1, compared.differences.length)}
    >
      <div>
        <h2>{index === 0 ? t.screen.firstFinal : t.screen.finalAnswers}</h2>
        <div className="big">
          <time className="mono">{time(at, words)}</time>
          <span className="pager">
            <button type="button" className="btn" aria-label={t.screen.previous} onClick={() => onStep(-1)}>
              ‹
            </button>
            {t.screen.nth(index + 1, compared.differences.length)}
            <button type="button" className="btn" aria-label={t.screen.next} onClick={() => onStep(1)}>
              ›
            </button>
          </span>
        </div>
        <p className="big">{figureName(difference, words)}</p>
      </div>
      <div>
        <div className="moment">
          <h2>{t.screen.atThatMoment}</h2>
          <button type="button" className="link" onClick={() => onStage(difference.sides[0].run, at)}>
            {t.screen.onStage(nameOf(difference.sides[0].run))}
          </button>
        </div>
        <ul className="said">
          {compared.runs.map((run, i) => {
            const standing = standingAt(run.answers, difference.name, at);
            const said = standing.kind === 'silent' ? '' : valuesText(standing.values, words);
            const late = difference.all.find((s) => s.run === i);
            const truth = compared.reference?.answers.byName.get(difference.name)?.values ?? null;
            const wrong = standing.kind === 'final' && late !== undefined && valuesText(truth, words) !== said;
            return (
              <li key={nameOf(i)}>
                <b>{nameOf(i)}</b>
                <em className={standing.kind === 'final' ? (wrong ? 'bad' : 'good') : standing.kind}>
                  {t.screen.standing[standing.kind](said)}
                </em>
                <span>{t.screen.inTheEnd(valuesText(late?.values ?? null, words))}</span>
              </li>
            );
          })}
        </ul>
      </div>
      <div>
        <h2>
          {t.screen.theRule}: <b>{t.rule[difference.rule]}</b>
        </h2>
        <p>
          {ruleWhy[difference.rule]} <span>{partedText(difference, words, (side) => nameOf(side.run))}</span>
        </p>
      </div>
    </section>
  );
}

function Chosen({
  compared,
  chosen,
  words,
  nameOf,
  onStage,
}: {
  compared: Compared;
  chosen: { run: number; name: string };
  words: CompareWords;
  nameOf: (run: number) => string;
  onStage: (run: number, at: number) => void;
}) {
  const t = useTexts().compare;
  const run = compared.runs[chosen.run];
  const figures = run?.ledger?.figures.filter((f) => f.name === chosen.name) ?? [];
  const [figure] = figures;
  if (!run || !figure) return null;
  const causes = figures.flatMap((f) => f.causes);
  const { reader } = run.answers;
  return (
    <section className="compare-diff chosen" aria-label={`${nameOf(chosen.run)}, ${figureName(figure, words)}`}>
      <div>
        <h2>{nameOf(chosen.run)}</h2>
        <p className="big">{figureName(figure, words)}</p>
        <p>
          {t.screen.saidAndTrue(
            valuesText(
              figures.map((f) => f.said),
              words,
            ),
            valuesText(
              figures.map((f) => f.truth),
              words,
            ),
          )}
        </p>
      </div>
      <div className="causes">
        <h2>{t.screen.why}</h2>
        {causes.length === 0 ? (
          <p>{t.screen.nothingWrong}</p>
        ) : (
          <ul>
            {causes.slice(0, 8).map((cause) => (
              <li key={`${cause.code} ${cause.row}`}>
                <span>
                  {cause.row !== null && `${rowText(cause.row, words)}: `}
                  {t.cause[cause.code]}
                </span>
                {cause.entries[0] !== undefined && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => onStage(chosen.run, reader.entry(cause.entries[0] as number).processingTime)}
                  >
                    {time(reader.entry(cause.entries[0] as number).processingTime, words)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
