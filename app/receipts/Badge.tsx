/** On the stage: whether receipts of the real engine vouch for a scenario of this shape. It opens them. */

import { useMemo, useState } from 'react';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { Part, part } from '../frame/Part';
import { useTexts } from '../language/language';
import { type Coverage, coverageOf } from './coverage';
import './receipts.css';

const Receipts = part(() => import('./Receipts'));

export type Standing = 'covered' | 'none';

export const standingOf = ({ receipts }: Coverage): Standing => (receipts > 0 ? 'covered' : 'none');

export default function Badge({ scenario, engine }: { scenario: Scenario; engine: EngineName }) {
  const { receipts: t } = useTexts();
  const coverage = useMemo(() => coverageOf(scenario, engine), [scenario, engine]);
  const [open, setOpen] = useState(false);
  // What is Arus's own has no other engine to ask.
  if (coverage.engine === null) return null;
  const standing = standingOf(coverage);
  const words = standing === 'covered' ? t.covered(coverage.receipts) : t.none;
  return (
    <>
      <button
        type="button"
        className={`receipts-badge ${standing}`}
        title={t.says[standing](coverage.engine)}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Sign standing={standing} />
        <span className="heard">
          {t.says[standing](coverage.engine)}: {words}
        </span>
        <span className="wide" aria-hidden="true">
          {words}
        </span>
        {standing === 'covered' && (
          <span className="short" aria-hidden="true">
            {coverage.receipts}
          </span>
        )}
      </button>
      {open && (
        <Part onFailed={() => setOpen(false)}>
          <Receipts coverage={coverage} query={scenario.query} engine={engine} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}

export function Sign({ standing }: { standing: Standing }) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      {standing === 'covered' ? (
        <path
          d="M3 8.500l3.200 3.200L13 4.600"
          className="f-none s-final"
          strokeWidth="2.400"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : (
        <circle cx="8" cy="8" r="5.500" className="f-none s-mark3" strokeWidth="2" strokeDasharray="3 2.600" />
      )}
    </svg>
  );
}
