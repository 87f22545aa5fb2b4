/** `#/decide`: six answers about one use, a verdict to argue with, what would change it, and a run behind every reason. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { duration, rupiah } from '../../i18n/format';
import type { Texts } from '../../i18n/index';
import type { Language } from '../../i18n/languages';
import { type Answers, QUESTIONS, type Verdict, verdictOf } from '../../lessons/decide/verdict';
import { alwaysOnADay, freshestJob, jobsADay, type Prices, WAYS } from '../../lessons/money';
import { Frame } from '../frame/Frame';
import { Guard } from '../frame/Guard';
import { copyLink, wholeLink } from '../keep/CopiedLink';
import { useLanguage, useTexts } from '../language/language';
import { useHash } from '../router';
import { useTitle } from '../title';
import { Changes } from './Changes';
import { CostPlot } from './CostPlot';
import { Model } from './Model';
import { OwnUse } from './OwnUse';
import { Questions } from './Questions';
import { Reasons } from './Reasons';
import { UseChoice } from './UseChoice';
import { linkTo, useDecide } from './useDecide';
import '../stage/stage.css';
import './decide.css';

export default function DecidePage() {
  const { decide: t } = useTexts();
  const badLink = useDecide((s) => s.badLink);
  useTitle(t.title);
  const link = useHash();
  useEffect(() => useDecide.getState().takeLink(link), [link]);
  return (
    <Frame title={t.title} actions={<Actions />}>
      <DecideStage>
        <h1>{t.title}</h1>
        <UseChoice />
        {badLink && (
          <p className="decide-warns" role="alert">
            {t.badLink}
          </p>
        )}
      </DecideStage>
    </Frame>
  );
}

/** The guide without its bar: a page of its own, or what a lesson's step is looked at on. `children` stand at its head. */
export function DecideStage({ children, within }: { readonly children: ReactNode; readonly within?: true }) {
  const answers = useDecide((s) => s.answers);
  const prices = useDecide((s) => s.prices);
  const lines = useDecide((s) => s.lines);
  const verdict = useMemo(() => verdictOf(answers, prices, lines), [answers, prices, lines]);
  return (
    <main className={within ? 'stage decide within' : 'stage decide'} id="content" tabIndex={-1}>
      <div className="decide-grid">
        <div className="decide-asks">
          {children}
          <Guard of={verdict}>
            <Questions />
          </Guard>
          <Guard of={verdict}>
            <Changes verdict={verdict} />
          </Guard>
          <Guard of={verdict}>
            <OwnUse />
          </Guard>
        </div>
        <div className="decide-says">
          <Guard of={verdict}>
            <VerdictCard verdict={verdict} />
          </Guard>
          <section className="card">
            <Guard of={verdict}>
              <CostPlot verdict={verdict} />
            </Guard>
            <Guard of={verdict}>
              <Model />
            </Guard>
          </section>
          <Guard of={verdict}>
            <Reasons verdict={verdict} />
          </Guard>
        </div>
      </div>
    </main>
  );
}

function Actions() {
  const { decide: t } = useTexts();
  const [here, setHere] = useState<string | null>(null);
  async function share(): Promise<void> {
    const { words, link } = await copyLink(wholeLink(linkTo(useDecide.getState())), {
      copied: t.shared,
      here: t.sharedHere,
    });
    setHere(link === undefined ? words : `${words} ${link}`);
  }
  return (
    <>
      {here && <output className="decide-link">{here}</output>}
      <button type="button" className="btn" onClick={() => void share()}>
        {t.share}
      </button>
      <button type="button" className="btn" onClick={() => print()}>
        {t.print}
      </button>
      <button
        type="button"
        className="btn"
        onClick={() => {
          setHere(null);
          useDecide.getState().startOver();
        }}
      >
        {t.startOver}
      </button>
    </>
  );
}

/** The verdict's headline, and why. */
export function verdictWords(
  verdict: Verdict,
  answers: Answers,
  prices: Prices,
  language: Language,
  { decide: t }: Pick<Texts, 'decide'>,
): { readonly head: string; readonly why: string } {
  const age = duration(answers.age ?? 0, language, 2);
  const money = (cost: number): string => rupiah(Math.round(cost), language);
  if (verdict.kind === 'open')
    return { head: t.verdict.open, why: t.verdict.missing(QUESTIONS.length - verdict.missing.length) };
  if (verdict.kind === 'contradiction') {
    const [one, other] = verdict.between;
    const why =
      one === 'arrival'
        ? t.contradicts.arrivalPurpose
        : other === 'arrival'
          ? t.contradicts.ageArrival(age)
          : t.contradicts.ageMemory(age, duration(Math.ceil(freshestJob(prices) / 1e6) * 1e6, language, 2));
    return { head: t.verdict.contradiction, why };
  }
  const { way, cost } = verdict;
  const always = money(alwaysOnADay(prices));
  const slow = (answers.age ?? 0) < freshestJob(prices);
  const because = {
    daily: () => t.because.daily(money(cost)),
    jobs: () => t.because.jobs(age, money(cost), always),
    microBatch: () =>
      slow
        ? t.because.tooSlow(duration(prices.start, language, 2))
        : t.because.dearer(money(jobsADay(answers.age ?? 0, prices)), always),
    record: () => t.because.record,
  }[way]();
  const purpose = answers.purpose ? `${t.because[answers.purpose](age)} ` : '';
  return { head: t.verdict[way], why: purpose + because };
}

function VerdictCard({ verdict }: { readonly verdict: Verdict }) {
  const texts = useTexts();
  const { decide: t } = texts;
  const language = useLanguage();
  const answers = useDecide((s) => s.answers);
  const prices = useDecide((s) => s.prices);
  const { head, why } = verdictWords(verdict, answers, prices, language, texts);
  const chosen = verdict.kind === 'way' ? WAYS.indexOf(verdict.way) : -1;
  return (
    <section className={`card decide-verdict ${verdict.kind}`} aria-label={t.verdict.label}>
      <div role="status">
        <h2>{head}</h2>
        {verdict.kind === 'contradiction' && (
          <p className="between">
            <b>{t.question[verdict.between[0]]}</b> <span aria-hidden="true">⊗</span>{' '}
            <b>{t.question[verdict.between[1]]}</b>
          </p>
        )}
        <p>{why}</p>
      </div>
      <ol className="decide-scale" aria-hidden="true">
        {WAYS.map((way, i) => (
          <li key={way} className={i === chosen ? 'chosen' : ''}>
            <i />
            <span>{t.way[way]}</span>
          </li>
        ))}
        <small>{t.cheaper}</small>
        <small>{t.fresher}</small>
      </ol>
    </section>
  );
}
