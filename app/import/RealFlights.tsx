import { useEffect, useMemo, useState } from 'react';
import type { BothLanguages, Scenario } from '../../engine/scenario/scenario';
import { open as en } from '../../i18n/en/open';
import { duration, percent } from '../../i18n/format';
import { open as id } from '../../i18n/id/open';
import { announce } from '../announce';
import { Plain } from '../frame/Plain';
import { KeepButton } from '../keep/KeepButton';
import { currentTexts, useLanguage, useTexts } from '../language/language';
import { Sheet } from '../lesson/Sheet';
import { useHash } from '../router';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { flightsOf, flightsScenario } from './flights';
import { foldedScenario } from './foldedFlights';
import { type FlightsFile, loadFlights, loadFolded } from './loadFlights';
import '../lesson/lesson.css';
import './import.css';

/** 207 flights of the larger sample, one in six of them more than an hour late. */
const DAY = '2001-02-24';

/** What stands on the stage of a choice, and the delays that are told beside it, in minutes. */
interface Staged {
  readonly delays: ArrayLike<number>;
  readonly scenario: (name: string, title: BothLanguages) => Scenario;
}

const CHOICES = {
  day: { file: 'flights-20k.json', name: 'flights-day', load: () => dated('flights-20k.json', DAY) },
  '2000': { file: 'flights-2k.json', name: 'flights-2k', load: () => dated('flights-2k.json') },
  '20000': { file: 'flights-20k.json', name: 'flights-20k', load: () => dated('flights-20k.json') },
  '200000': { file: 'flights-200k.json', name: 'flights-200k', load: folded },
} as const satisfies Record<string, { file: string; name: string; load: () => Promise<Staged> }>;
type Choice = keyof typeof CHOICES;

async function dated(file: FlightsFile, day?: string): Promise<Staged> {
  const all = await loadFlights(file);
  const flights = day === undefined ? all : flightsOf(all, day);
  return { delays: flights.map((f) => f.delay), scenario: (name, title) => flightsScenario(flights, name, title) };
}

async function folded(): Promise<Staged> {
  const flights = await loadFolded();
  return { delays: flights.delay, scenario: (name, title) => foldedScenario(flights, name, title) };
}

const NAMES = Object.keys(CHOICES) as Choice[];

/** `#/flights?20000`: a link leads to the same flights. */
function useChoice(): Choice {
  const asked = useHash().split('?')[1];
  return NAMES.find((name) => name === asked) ?? 'day';
}

/** What this page put on the stage last. One who comes back finds it as it was left, unless something else was opened. */
let staged: { readonly name: string; readonly opened: number } | null = null;

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly said: string }
  | { readonly kind: 'ready'; readonly choice: Choice; readonly delays: ArrayLike<number> };

export default function RealFlights() {
  const choice = useChoice();
  const { file, name } = CHOICES[choice];
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const { open: say } = useTexts();
  const t = say.flights;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the same fetch again
  useEffect(() => {
    let current = true;
    CHOICES[choice].load().then(
      async ({ delays, scenario }) => {
        if (!current) return;
        const title = { en: en.flights.title, id: id.flights.title };
        if (staged?.name !== name || staged.opened !== useRun.getState().opened) {
          await useRun.getState().open(scenario(name, title));
          staged = { name, opened: useRun.getState().opened };
        }
        if (!current) return;
        setLoaded({ kind: 'ready', choice, delays });
        announce(currentTexts().open.flights.opened(delays.length));
      },
      (reason) => current && setLoaded({ kind: 'failed', said: reason.message }),
    );
    return () => {
      current = false;
    };
  }, [choice, name, attempt]);

  if (loaded.kind === 'failed')
    return (
      <NotFetched
        file={file}
        said={loaded.said}
        again={() => {
          setLoaded({ kind: 'loading' });
          setAttempt(attempt + 1);
        }}
      />
    );
  return (
    <StagePage
      place={t.place}
      waiting={loaded.kind === 'loading' ? t.loading : null}
      actions={<KeepButton />}
      beside={{ name: t.title, back: t.back }}
      lesson={
        <Sheet label={t.region} busy={loaded.kind === 'loading' || loaded.choice !== choice}>
          <div className="lesson-text">
            <About choice={choice} delays={loaded.kind === 'ready' ? loaded.delays : null} file={file} />
          </div>
        </Sheet>
      }
    />
  );
}

function NotFetched({ file, said, again }: { file: string; said: string; again: () => void }) {
  const t = useTexts().open.flights;
  const { app } = useTexts();
  useTitle(t.title);
  return (
    <Plain>
      <div role="alert">
        <h1>{t.failed.title}</h1>
        <p>{t.failed.text(file, said)}</p>
      </div>
      <div className="ways">
        <button type="button" className="btn solid" onClick={again}>
          {t.failed.again}
        </button>
        <a className="btn" href="#/">
          {app.toHome}
        </a>
      </div>
    </Plain>
  );
}

function About({
  choice,
  delays,
  file,
}: {
  readonly choice: Choice;
  readonly delays: ArrayLike<number> | null;
  readonly file: string;
}) {
  const t = useTexts().open.flights;
  const language = useLanguage();
  const figures = useMemo(() => delays && figuresOf(delays), [delays]);
  const options = [
    {
      choice: 'day',
      name: t.choices.day(choice === 'day' ? (delays?.length ?? null) : null),
      says: t.choices.daySays,
    },
    { choice: '2000', name: t.choices.some, says: t.choices.monthsSays },
    { choice: '20000', name: t.choices.all, says: t.choices.monthsSays },
    { choice: '200000', name: t.choices.folded, says: t.choices.foldedSays },
  ] as const;
  return (
    <>
      <header>
        <p className="eyebrow">{t.eyebrow}</p>
        <h1>{t.title}</h1>
      </header>
      <p>
        {t.happens.before}
        <span className="t event">{t.happens.happened}</span>
        {t.happens.between}
        <span className="t processing">{t.happens.arrived}</span>
        {t.happens.after}
      </p>
      <fieldset className="which">
        <legend>{t.choose}</legend>
        {options.map((o) => (
          <label key={o.choice} className={o.choice === choice ? 'opt chosen' : 'opt'}>
            <input
              type="radio"
              name="flights"
              value={o.choice}
              checked={o.choice === choice}
              onChange={() => {
                location.hash = o.choice === 'day' ? '#/flights' : `#/flights?${o.choice}`;
              }}
            />
            <span>
              {o.name}
              <small>{o.says}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {figures && (
        <>
          <p>
            {t.early.before(percent(figures.early, language))}
            <span className="t water">{t.early.watermark}</span>
            {t.early.after}
          </p>
          <p>{t.delays(duration(figures.tenth * 60e6, language), duration(figures.worst * 60e6, language))}</p>
        </>
      )}
      <section className="tries">
        <h2>{t.try}</h2>
        <ul>
          <li>{t.tries.delay}</li>
          <li>{t.tries.window}</li>
          <li>{t.tries.drag}</li>
        </ul>
      </section>
      <section className="source">
        <h2>{t.sourceTitle}</h2>
        <p>{t.source(file)}</p>
        <p>{choice === '200000' ? t.folded : t.simplified}</p>
      </section>
    </>
  );
}

/** In minutes: what the latest tenth has at least, and the worst; and the share that is early. */
function figuresOf(delays: ArrayLike<number>): { early: number; tenth: number; worst: number } {
  const sorted = Float64Array.from(delays).sort();
  const early = sorted.findIndex((delay) => delay >= 0);
  return {
    early: (early < 0 ? sorted.length : early) / sorted.length,
    tenth: sorted[Math.floor(sorted.length * 0.9)] ?? 0,
    worst: sorted.at(-1) ?? 0,
  };
}
