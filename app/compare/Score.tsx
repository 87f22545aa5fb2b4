/** What an engine's answers were worth by now, and what they cost. */
import { useMemo } from 'react';
import { answersOf } from '../../engine/measure/answers';
import type { ComparedRun } from '../../engine/measure/comparison';
import { type Score as ScoreOf, scoreOf } from '../../engine/measure/score';
import type { Language } from '../../i18n';
import { duration, number, percent } from '../../i18n/format';
import { useLanguage, useTexts } from '../language/language';
import type { Compared } from './useCompared';

/** Above this many rows the figures of the end stand throughout: recounting at every instant would hold up the page. */
const MOST_ROWS = 5_000;

/** Null where there is no truth to hold a run against. */
export function scoreAt(run: ComparedRun, { reference }: Compared, now: number): ScoreOf | null {
  if (!reference) return null;
  if (run.trace.arrivalOrder.length > MOST_ROWS) return run.score;
  const answers = answersOf(run.trace, run.answers.reader.scenario, now, run.answers.reader);
  return scoreOf(run.trace, answers, reference, now);
}

export const waitText = (micros: number | null, language: Language): string =>
  micros === null ? '–' : duration(micros, language, 2);

export function Score({ run, compared, now }: { run: ComparedRun; compared: Compared; now: number }) {
  const language = useLanguage();
  const t = useTexts().compare;
  const score = useMemo(() => scoreAt(run, compared, now), [run, compared, now]);
  if (!score) return <dl className="compare-score" />;
  const { due, counted, medianWait, worstWait, corrections, peakDuring, runs } = score;
  const share = due === 0 ? null : counted / due;
  return (
    <dl className="compare-score">
      <div>
        <dt>{t.complete}</dt>
        <dd>
          <b className={share === null ? '' : share === 1 && score.wrong === 0 ? 'good' : 'bad'}>
            {share === null ? '–' : percent(share, language)}
          </b>
          <small>{due === 0 ? '' : t.of(counted, due)}</small>
        </dd>
      </div>
      <div>
        <dt>{t.screen.waitHead}</dt>
        <dd>
          <b>{waitText(medianWait, language)}</b>
          {/* A length is not broken between its number and its unit. */}
          <small>
            {worstWait === null ? '' : t.screen.worst(waitText(worstWait, language).replaceAll(' ', '\u00a0'))}
          </small>
        </dd>
      </div>
      <div>
        <dt>{t.corrections}</dt>
        <dd>
          <b>{number(corrections, language)}</b>
        </dd>
      </div>
      <div>
        <dt>{t.state}</dt>
        <dd>
          <b className={peakDuring ? 'held' : ''}>{peakDuring === null ? '0' : number(peakDuring, language)}</b>
        </dd>
      </div>
      <div>
        <dt>{t.runs}</dt>
        <dd>{runs === null ? <small>{t.alwaysOn}</small> : <b>{number(runs, language)}</b>}</dd>
      </div>
    </dl>
  );
}
