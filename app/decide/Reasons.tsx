/** What each answer says and which way it pulls; behind every reason stands a run to look at. */
import { DAY, SECOND } from '../../engine/time';
import { duration, number, rupiah } from '../../i18n/format';
import type { Texts } from '../../i18n/index';
import type { Language } from '../../i18n/languages';
import { FOUND_AFTER, HOURLY_SCREEN } from '../../lessons/decide/quoted';
import {
  type Answers,
  type Lines,
  type Pull,
  pullOf,
  QUESTIONS,
  type Question,
  type Verdict,
  weightOf,
} from '../../lessons/decide/verdict';
import { lessonBySlug } from '../../lessons/index';
import { alwaysOnADay, jobsADay, jobsCheaperFrom, type Prices } from '../../lessons/money';
import { useLanguage, useTexts } from '../language/language';
import { Link } from '../router';
import { useDecide } from './useDecide';
import { answerWords } from './words';

type AgeBand = 'record' | 'stream' | 'middle' | 'batch';

function bandOf(age: number, lines: Lines): AgeBand {
  if (age < SECOND) return 'record';
  return age < lines.streamUnder ? 'stream' : age >= lines.batchFrom ? 'batch' : 'middle';
}

/** The lesson or the tool whose run shows the reason. */
const RUNS: Readonly<Record<string, string>> = {
  record: 'micro-batch',
  stream: 'fraud',
  middle: 'batch-wins',
  batch: 'batch-wins',
  always: 'unbounded',
  bursts: 'watermark',
  files: 'unbounded',
  act: 'fraud',
  watch: 'worth-it',
  lookBack: 'batch-wins',
  row: 'worth-it',
  keyed: 'infinite',
  passes: 'batch-wins',
  has: '/compare',
  learning: '/crash',
  none: '/loop',
  fine: 'batch-wins',
  little: 'batch-wins',
  everyHour: 'batch-wins',
};

/** Which of the reasons an answer gives. */
const reasonOf = (question: Question, answers: Answers, lines: Lines): string =>
  question === 'age' ? bandOf(answers.age ?? 0, lines) : (answers[question] ?? '');

function wordsOf(
  question: Question,
  answers: Answers,
  prices: Prices,
  lines: Lines,
  language: Language,
  t: Texts['decide'],
): string {
  const money = (n: number): string => rupiah(Math.round(n), language);
  const length = (n: number): string => duration(n, language, 2);
  const r = t.reasons;
  switch (question) {
    case 'age': {
      const age = answers.age ?? 0;
      return {
        record: () => r.recordAge,
        stream: () => r.streamAge(length(FOUND_AFTER)),
        middle: () => r.middleAge(length(jobsCheaperFrom(prices))),
        batch: () => r.batchAge(length((DAY / age) * prices.start + prices.work)),
      }[bandOf(age, lines)]();
    }
    case 'purpose':
      return answers.purpose === 'watch'
        ? r.purpose.watch(money(HOURLY_SCREEN.shown), money(HOURLY_SCREEN.sold))
        : r.purpose[answers.purpose as 'act' | 'lookBack'];
    case 'budget':
      return r.budget(money(alwaysOnADay(prices)), money(jobsADay(DAY, prices)));
    default: {
      const words: Readonly<Record<string, string>> = r[question];
      return words[answers[question] ?? ''] ?? '';
    }
  }
}

export function Reasons({ verdict }: { readonly verdict: Verdict }) {
  const { decide: t, home } = useTexts();
  const language = useLanguage();
  const { answers, prices, lines, opened } = useDecide();
  const given = QUESTIONS.filter((q) => answers[q] !== null);
  if (given.length === 0) return null;
  return (
    <section className="card decide-reasons">
      <h2>
        {t.reasons.title} <small>{t.reasons.runs}</small>
      </h2>
      <ul>
        {given.map((question) => {
          const reason = reasonOf(question, answers, lines);
          const run = RUNS[reason] ?? 'fraud';
          const lesson = lessonBySlug(run)?.card;
          const pull = pullOf(question, answers, lines);
          const name = lesson ? lesson.title[language] : toolName(run, home);
          return (
            <li key={question}>
              <Arrow pull={pull} says={t.reasons.pull[pull]} />
              <b>{answerWords(question, answers, language, t)}</b>
              <span className="because">{wordsOf(question, answers, prices, lines, language, t)}</span>
              <span className="weight">
                {question === 'age' ? '' : weightWords(weightOf(question, answers), language, t)}
              </span>
              <Link
                className="btn"
                href={lesson ? `/lesson/${run}` : run}
                onClick={() => useDecide.getState().open(reason)}
              >
                <svg width="10" height="11" viewBox="0 0 10 11" aria-hidden="true">
                  <path d="M1 .8l8 4.700-8 4.700z" className="f-ink" />
                </svg>
                {name}
                {opened.includes(reason) && <span className="heard">, {t.reasons.opened}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
      {verdict.kind === 'way' && Number.isFinite(verdict.weight) && (
        <p className="quiet">{t.reasons.weighs(`× ${number(verdict.weight, language)}`)}</p>
      )}
    </section>
  );
}

const toolName = (address: string, home: Texts['home']): string =>
  ({ '/compare': home.compare, '/crash': home.crash })[address] ?? home.loop;

const weightWords = (weight: number, language: Language, t: Texts['decide']): string =>
  Number.isFinite(weight) ? `× ${number(weight, language)}` : t.reasons.only;

function Arrow({ pull, says }: { readonly pull: Pull; readonly says: string }) {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" role="img" aria-label={says}>
      {pull === 'neither' ? (
        <circle cx="9" cy="9" r="3.400" className="f-mark3" />
      ) : (
        <path
          d={pull === 'stream' ? 'M3 9h10M9 4.500L13.500 9 9 13.500' : 'M15 9H5M9 4.500L4.500 9 9 13.500'}
          className={`f-none ${pull === 'stream' ? 's-water' : 's-ink'}`}
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
