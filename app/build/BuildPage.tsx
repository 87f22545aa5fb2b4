/** `#/build`: the tunnel's pickups and a query that is written from nothing, step by step, beside the stage that runs it. */
import { useEffect, useState } from 'react';
import { setOutputMode } from '../../engine/scenario/edit';
import { parseScenario } from '../../engine/scenario/parse';
import tunnel from '../../lessons/06-watermark/tunnel.json';
import { KeepButton } from '../keep/KeepButton';
import { useTexts } from '../language/language';
import { Sheet } from '../lesson/Sheet';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { QueryBuilder } from './QueryBuilder';

/** The name under which it stands on the stage; whoever comes back finds their query as they left it. */
const NAME = 'build';

export default function BuildPage() {
  const { build: t, app } = useTexts();
  const [open, setOpen] = useState(() => useRun.getState().scenario?.name === NAME);
  useEffect(() => {
    if (open) return;
    const parsed = parseScenario({ ...tunnel, name: NAME, query: { from: 'pickups', steps: [] } });
    if (parsed.ok)
      void useRun
        .getState()
        .open(setOutputMode(parsed.scenario, 'append'), 'spark')
        .then(() => setOpen(true));
  }, [open]);
  return (
    <StagePage
      place={t.title}
      actions={<KeepButton />}
      waiting={open ? null : app.loading}
      lesson={
        <Sheet label={t.region} busy={!open}>
          <div className="lesson-text">
            <header>
              <p className="eyebrow">{t.place}</p>
              <h1>{t.title}</h1>
            </header>
            {open && <QueryBuilder />}
          </div>
        </Sheet>
      }
    />
  );
}
