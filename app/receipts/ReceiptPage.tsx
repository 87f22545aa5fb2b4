/** `#/receipt/ENGINE/CASE`: a case that the real engine was asked, on the stage. */
import { useCallback, useEffect, useState } from 'react';
import { parseScenarioText } from '../../engine/scenario/parse';
import type { Scenario } from '../../engine/scenario/scenario';
import { ENGINES, type RunningEngine } from '../../engine/simulate';
import { Unknown } from '../frame/Unknown';
import { useTexts } from '../language/language';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { useLoaded } from '../useLoaded';
import { caseFile } from './files';

async function load(name: string): Promise<{ readonly scenario: Scenario | null }> {
  const file = await caseFile(name);
  const read = file === null ? null : parseScenarioText(file);
  return { scenario: read?.ok ? read.scenario : null };
}

export default function ReceiptPage({ engine, name }: { engine: string; name: string }) {
  const { receipts: t, app } = useTexts();
  const loaded = useLoaded(useCallback(() => load(name), [name]));
  const [staged, setStaged] = useState<Scenario | null>(null);
  const known = ENGINES.some((e) => e === engine);
  const scenario = known ? loaded?.scenario : null;
  useEffect(() => {
    if (scenario)
      void useRun
        .getState()
        .open(scenario, engine as RunningEngine)
        .then(() => setStaged(scenario));
  }, [scenario, engine]);
  if (!known || loaded?.scenario === null) return <Unknown address={`#/receipt/${engine}/${name}`} />;
  return <StagePage place={t.place} waiting={staged !== null && staged === scenario ? null : app.loading} />;
}
