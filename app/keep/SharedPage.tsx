/** `#s=…`: a scenario that came as a link, on the stage at the moment that the link names. */

import { useEffect, useState } from 'react';
import { ENGINES } from '../../engine/engines/names';
import { planFaults } from '../../engine/query/plan';
import { announce } from '../announce';
import { Plain } from '../frame/Plain';
import { useOpening } from '../import/opening';
import { currentLanguage, currentTexts, useTexts } from '../language/language';
import { go, Link } from '../router';
import { StagePage } from '../stage/StagePage';
import { given } from '../stores/look';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { KeepButton } from './KeepButton';
import { type ReadLink, readLink, type Shared } from './link';
import { stand } from './stand';

/** What was put on the stage last; one who comes back from another page finds it as it was left. */
let staged: { readonly letters: string; readonly opened: number } | null = null;

type State =
  | { readonly kind: 'opening' | 'open' }
  | { readonly kind: 'failed'; readonly read: ReadLink & { ok: false } };

export default function SharedPage({ letters }: { readonly letters: string }) {
  const { keep: t } = useTexts();
  const [state, setState] = useState<State>({ kind: 'opening' });
  useEffect(() => {
    let current = true;
    setState({ kind: 'opening' });
    open(letters).then((failed) => {
      if (current) setState(failed ? { kind: 'failed', read: failed } : { kind: 'open' });
    });
    return () => {
      current = false;
    };
  }, [letters]);

  if (state.kind === 'failed') return <NotOpened read={state.read} />;
  return (
    <StagePage
      place={t.shared.place}
      waiting={state.kind === 'opening' ? t.shared.opening : null}
      actions={state.kind === 'open' && <KeepButton />}
    />
  );
}

/** @returns why not, or null when it is on the stage */
async function open(letters: string): Promise<(ReadLink & { ok: false }) | null> {
  if (staged?.letters === letters && staged.opened === useRun.getState().opened) return null;
  const read = await readLink(letters);
  if (!read.ok) return read;
  const { scenario } = read.shared;
  const known: readonly string[] = ENGINES;
  const wanted = known.includes(read.shared.engine) ? read.shared.engine : 'spark';
  const engine = [wanted, ...ENGINES].find((name) => planFaults(scenario, name).length === 0);
  const { writeScenarioText } = await import('../../engine/scenario/write');
  if (!engine) return { ok: false, why: 'invalid', text: writeScenarioText(scenario) };
  Object.assign(given, { view: undefined, time: undefined, region: undefined }, read.shared.look, {
    of: scenario.name,
  });
  await useRun.getState().open(scenario, engine);
  stand(read.shared);
  staged = { letters, opened: useRun.getState().opened };
  announce(currentTexts().open.own.opened(scenario.title[currentLanguage()], rowsOf(scenario.sources)));
  return null;
}

const rowsOf = (sources: Shared['scenario']['sources']): number =>
  sources.reduce((sum, source) => sum + source.rows.count, 0);

function NotOpened({ read }: { readonly read: ReadLink & { ok: false } }) {
  const { app, keep } = useTexts();
  const said = keep.shared[read.why];
  useTitle(said.title);
  return (
    <Plain>
      <h1>{said.title}</h1>
      <p>{said.says}</p>
      <div className="ways">
        {read.why === 'invalid' && (
          <button
            type="button"
            className="btn solid"
            onClick={() => {
              useOpening.getState().take(read.text, null);
              go('/open');
            }}
          >
            {keep.shared.invalid.mend}
          </button>
        )}
        <Link href="/" className={read.why === 'invalid' ? 'btn' : 'btn solid'}>
          {app.toHome}
        </Link>
      </div>
    </Plain>
  );
}
