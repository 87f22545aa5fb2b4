import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { open as en } from '../../i18n/en/open';
import { duration, percent } from '../../i18n/format';
import { open as id } from '../../i18n/id/open';
import { announce } from '../announce';
import { Plain } from '../frame/Plain';
import { KeepButton } from '../keep/KeepButton';
import { currentTexts, useLanguage, useTexts } from '../language/language';
import { Sheet } from '../lesson/Sheet';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { type Flight, flightsOf, flightsScenario } from './flights';
import { type FlightsFile, loadFlights } from './loadFlights';
import '../lesson/lesson.css';
import './import.css';

/** 207 flights of the larger sample, one in six of them more than an hour late. */
const DAY = '2001-02-24';

const CHOICES = {
  day: { file: 'flights-20k.json', name: 'flights-day' },
  '2000': { file: 'flights-2k.json', name: 'flights-2k' },
  '20000': { file: 'flights-20k.json', name: 'flights-20k' },
} as const satisfies Record<string, { file: FlightsFile; name: string }>;
type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as Choice[];

/** `#/flights?20000`: a link leads to the same flights. */
function chosenInAddress(): Choice {
  const asked = location.hash.split('?')[1];
  return NAMES.find((name) => name === asked) ?? 'day';
}
const whenAddressChanges = (told: () => void): (() => void) => {
  addEventListener('hashchange', told);
  return () => removeEventListener('hashchange', told);
};

/** What this page put on the stage last. One who comes back finds it as it was left, unless something else was opened. */
let staged: { readonly name: string; readonly opened: number } | null = null;

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly said: string }
  | { readonly kind: 'ready'; readonly choice: Choice; readonly flights: readonly Flight[] };

export default function RealFlights() {
  const choice = useSyncExternalStore(whenAddressChanges, chosenInAddress);
  const { file, name } = CHOICES[choice];
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const { open: say } = useTexts();
  const t = say.flights;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the same fetch again
  useEffect(() => {
    let current = true;
    loadFlights(file).then(
      async (all) => {
        const flights = choice === 'day' ? flightsOf(all, DAY) : all;
        if (!current) return;
        const title = { en: en.flights.title, id: id.flights.title };
        if (staged?.name !== name || staged.opened !== useRun.getState().opened) {
          await useRun.getState().open(flightsScenario(flights, name, title));
          staged = { name, opened: useRun.getState().opened };
        }
        if (!current) return;
        setLoaded({ kind: 'ready', choice, flights });
        announce(currentTexts().open.flights.opened(flights.length));
      },
      (reason) => current && setLoaded({ kind: 'failed', said: reason.message }),
    );
    return () => {
      current = false;
    };
  }, [choice, file, name, attempt]);

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
            <About choice={choice} flights={loaded.kind === 'ready' ? loaded.flights : null} file={file} />
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
  flights,
  file,
}: {
  readonly choice: Choice;
  readonly flights: readonly Flight[] | null;
  readonly file: string;
}) {
  const t = useTexts().open.flights;
  const language = useLanguage();
  const figures = useMemo(() => flights && delaysOf(flights), [flights]);
  const options = [
    {
      choice: 'day',
      name: t.choices.day(choice === 'day' ? (flights?.length ?? null) : null),
      says: t.choices.daySays,
    },
    { choice: '2000', name: t.choices.some, says: t.choices.monthsSays },
    { choice: '20000', name: t.choices.all, says: t.choices.monthsSays },
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
        <p>{t.simplified}</p>
      </section>
    </>
  );
}

/** In minutes: what the latest tenth has at least, and the worst; and the share that is early. */
function delaysOf(flights: readonly Flight[]): { early: number; tenth: number; worst: number } {
  const delays = flights.map((flight) => flight.delay).sort((a, b) => a - b);
  return {
    early: delays.filter((delay) => delay < 0).length / delays.length,
    tenth: delays[Math.floor(delays.length * 0.9)] ?? 0,
    worst: delays.at(-1) ?? 0,
  };
}
