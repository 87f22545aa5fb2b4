/**
 * "What if?": under the causes, each nearest change of one setting or one time that would have made it otherwise, with what
 * else it does, and a button that makes it. It is searched for by running, on a thread of its own.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { applyChange } from '../../../engine/explain/change';
import type { WhatIf as Searched } from '../../../engine/explain/whatIf';
import { otherwise, type Wish } from '../../../engine/explain/wish';
import type { TraceReader } from '../../../engine/trace/reader';
import { plain, stretches } from '../../../i18n/emphasis';
import { number, percent } from '../../../i18n/format';
import { announce } from '../../announce';
import { currentTexts, useLanguage, useTexts } from '../../language/language';
import { useFocus } from '../../stores/focus';
import { useRun } from '../../stores/run';
import type { Labels } from '../../trace/labels';
import type { Answer } from './answer';
import { isSearchedAtOnce, searchAtRest } from './searchAtRest';
import { TriedValues } from './TriedValues';
import { leversText, usualText, type Way, wayOf, wouldBe, wouldRow } from './whatIfWords';

const search = searchAtRest();

interface WhatIfProps {
  readonly reader: TraceReader;
  readonly subject: Answer['subject'];
  readonly labels: Labels;
  /** Called when a change was made: the buttons here go. */
  readonly onTried: () => void;
}

export function WhatIf({ reader, subject, labels, onTried }: WhatIfProps) {
  const asOf = useFocus((s) => s.asOf);
  const { whatIf: say } = useTexts();
  const wish = useMemo(() => otherwise(reader, subject, asOf), [reader, subject, asOf]);
  if (wish.kind === 'none')
    return (
      <section className="what-if" aria-label={say.search}>
        <h2>{say.search}</h2>
        <p>{say.fixed[wish.why]}</p>
      </section>
    );
  return <Search key={keyOf(wish)} {...{ reader, subject, labels, onTried, wish }} />;
}

/** Keys of groups may be larger than JSON has numbers for. */
const keyOf = (wish: Wish): string =>
  JSON.stringify(wish, (_, value) => (typeof value === 'bigint' ? String(value) : value));

type State =
  | { readonly kind: 'asked' }
  | { readonly kind: 'searching'; readonly fraction: number }
  | { readonly kind: 'done'; readonly searched: Searched; readonly reader: TraceReader }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'broken'; readonly message: string };

function Search({ reader, subject, labels, onTried, wish }: WhatIfProps & { readonly wish: Wish }) {
  const texts = useTexts();
  const { whatIf: say } = texts;
  const language = useLanguage();
  const few = isSearchedAtOnce(reader);
  const [wanted, setWanted] = useState(few ? 1 : 0);
  const [state, setState] = useState<State>({ kind: 'asked' });
  const would = wouldBe(wish, labels, texts);
  const own = subject.kind === 'row' ? subject.row : null;
  const told = useRef(false);
  const done = state.kind === 'done' ? state : null;
  const ways = useMemo(
    () => (done ? done.searched.found.map((f) => wayOf(f, own, done.reader, labels, texts)) : []),
    [done, own, labels, texts],
  );
  const rows = useMemo(
    () => (done?.reader === reader ? ways.map((way) => wouldRow(way, wish, reader, labels, texts)) : []),
    [done, reader, ways, wish, labels, texts],
  );
  /** The picture has the nearest one, until another is looked at. */
  const first = rows.find((row) => row !== null) ?? null;
  const { show } = useFocus.getState();
  useEffect(() => {
    show(first);
    return () => show(null);
  }, [first, show]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish is the component's key, and its words are for the ear
  useEffect(() => {
    if (wanted === 0) return;
    return search((worker) => worker.whatIf(1, reader.scenario, reader.trace.engine, wish), {
      progress: (fraction) => setState({ kind: 'searching', fraction }),
      found: (searched) => {
        setState({ kind: 'done', searched, reader });
        // Once for a question: what an edit makes of it is heard as that.
        if (!told.current || !few) announce(currentTexts().whatIf.heard(would, searched.found.length));
        told.current = true;
      },
      broken: (message) => setState({ kind: 'broken', message }),
    });
  }, [reader, wanted]);

  const ask = (
    <button type="button" className="btn" onClick={() => setWanted(wanted + 1)}>
      {say.search}
    </button>
  );
  switch (state.kind) {
    case 'asked':
      return few ? null : (
        <section className="what-if" aria-label={say.search}>
          <p>{say.long}</p>
          {ask}
        </section>
      );
    case 'searching':
      return (
        <section className="what-if running" aria-label={would} aria-busy="true">
          <p>{say.searching}</p>
          <progress value={state.fraction} max={1} aria-label={say.searching}>
            {percent(state.fraction, language)}
          </progress>
          <button
            type="button"
            className="btn"
            onClick={() => {
              setWanted(0);
              setState({ kind: 'cancelled' });
            }}
          >
            {say.cancel}
          </button>
        </section>
      );
    case 'cancelled':
    case 'broken':
      return (
        <section className="what-if" aria-label={say.search}>
          <p>{state.kind === 'broken' ? say.broken(state.message) : say.cancelled}</p>
          {ask}
        </section>
      );
    case 'done': {
      const { inVain, runs, cutShort } = state.searched;
      const vain = leversText(inVain, own, labels, texts);
      const usual = usualText(state.searched.found, labels, texts);
      const count = number(runs, language);
      const old = state.reader !== reader;
      return (
        <section className="what-if" aria-label={ways.length > 0 ? would : say.none} aria-busy={old}>
          {ways.length > 0 ? (
            <>
              <h2>{would}</h2>
              <ul>
                {ways.map((way, i) => (
                  <WayItem
                    key={way.title}
                    way={way}
                    old={old}
                    onShown={() => show(rows[i] ?? first)}
                    onTried={onTried}
                  />
                ))}
              </ul>
            </>
          ) : (
            <h2>{say.none}</h2>
          )}
          <p className="quiet">
            {usual && `${usual} `}
            {inVain.length > 0 && `${(ways.length > 0 ? say.alsoNot : say.noneOf)(vain)} `}
            {cutShort ? say.cutShort(count) : (ways.length > 0 ? say.found : say.triedIn)(count, runs === 1)}
          </p>
        </section>
      );
    }
  }
}

interface WayProps {
  readonly way: Way;
  /** It was found for a run before this one. */
  readonly old: boolean;
  /** Someone looks at it. */
  readonly onShown: () => void;
  readonly onTried: () => void;
}

function WayItem({ way, old, onShown, onTried }: WayProps) {
  const { whatIf: say } = useTexts();
  const title = plain(way.title);
  const tryIt = (): void => {
    useRun.getState().edit((scenario) => applyChange(scenario, way.change));
    announce(say.tried(title));
    onTried();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: what is looked at is drawn on the picture
    <li
      // Not on entering: a list that scrolls under a pointer at rest is not looked at with it.
      onPointerMove={onShown}
      onFocus={onShown}
    >
      <h3>{stretches(way.title).map((s) => (s.strong ? <b key={s.from}>{s.text}</b> : s.text))}</h3>
      <button type="button" className="btn" aria-label={say.tryThis(title)} disabled={old} onClick={tryIt}>
        {say.tryIt}
      </button>
      {way.along && <TriedValues {...way.along} />}
      {way.text && <p>{way.text}</p>}
    </li>
  );
}
