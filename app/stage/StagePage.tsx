import type { ReactNode } from 'react';
import { Frame } from '../frame/Frame';
import { useLanguage } from '../language/language';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { Stage } from './Stage';

/** The stage by itself, for a scenario that is no lesson's. The page that shows it puts the scenario there. */
export function StagePage({ place, actions }: { readonly place: string; readonly actions?: ReactNode }) {
  const language = useLanguage();
  const title = useRun((s) => (s.reader?.scenario ?? s.scenario)?.title[language] ?? place);
  useTitle(title);
  return (
    <Frame title={title} place={place} actions={actions}>
      <Stage />
    </Frame>
  );
}
