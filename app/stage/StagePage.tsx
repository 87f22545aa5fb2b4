import type { ReactNode } from 'react';
import { Frame } from '../frame/Frame';
import { useLanguage } from '../language/language';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { type Beside, Stage } from './Stage';

interface StagePageProps {
  readonly place: string;
  readonly actions?: ReactNode;
  /** What stands where a lesson would: its region, and what it is called while a question takes its place. */
  readonly lesson?: ReactNode;
  readonly beside?: Beside;
  /** Says what is waited for; until then the stage is bare, whatever another page left on it. */
  readonly waiting?: string | null;
}

/** The stage by itself, for a scenario that is no lesson's. The page that shows it puts the scenario there. */
export function StagePage({ place, actions, lesson, beside, waiting = null }: StagePageProps) {
  const language = useLanguage();
  const title = useRun((s) => (s.reader?.scenario ?? s.scenario)?.title[language]);
  const shown = waiting === null ? (title ?? place) : place;
  useTitle(shown);
  return (
    <Frame title={shown} heading={!lesson} place={place} actions={actions} lesson={lesson}>
      {waiting === null ? (
        <Stage beside={beside} />
      ) : (
        <>
          <main className="stage" id="content" tabIndex={-1} aria-busy="true">
            <p className="notice" role="status">
              {waiting}
            </p>
          </main>
          <footer className="transport" />
        </>
      )}
    </Frame>
  );
}
