import { lazy, Suspense } from 'react';
import { KeepButton } from '../keep/KeepButton';
import { useTexts } from '../language/language';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { useDrop } from './drop';
import { useOpening } from './opening';
import { SourcePage } from './SourcePage';
import './import.css';

/** A table needs more than a text: a reader of tables, and what the columns mean. */
const CsvPage = lazy(() => import('./CsvPage'));

/** `#/open`: a person's own scenario or table, from its text to the stage. */
export default function OpenData() {
  const { open: say } = useTexts();
  const showing = useOpening((s) => s.showing);
  const onStage = useOpening((s) => s.onStage);
  const draft = useOpening((s) => s.draft);
  const unread = useOpening((s) => s.unread);
  const opened = useRun((s) => s.opened);
  const dropping = useDrop((file) => void useOpening.getState().takeFile(file));

  const drop = dropping && (
    <div className="drop-anywhere" aria-hidden="true">
      <b>{say.own.dropAnywhere}</b>
    </div>
  );
  if (showing === 'stage' && onStage?.opened === opened) {
    return (
      <>
        <StagePage
          place={onStage.leftOut > 0 ? say.own.placeWithout(onStage.leftOut) : say.own.place}
          actions={<StageActions />}
        />
        {drop}
      </>
    );
  }
  return (
    <>
      {draft?.kind === 'csv' && draft.text.trim() !== '' && !unread ? (
        <Suspense fallback={<SourcePage waiting />}>
          <CsvPage draft={draft} />
        </Suspense>
      ) : (
        <SourcePage />
      )}
      {drop}
    </>
  );
}

function StageActions() {
  const t = useTexts().open.own;
  const hasText = useOpening((s) => s.draft !== null);
  const { show, startOver } = useOpening.getState();
  return (
    <>
      {hasText && (
        <button type="button" className="btn" onClick={() => show('draft')}>
          {t.editSource}
        </button>
      )}
      <button type="button" className="btn" onClick={startOver}>
        {t.openAnother}
      </button>
      <KeepButton />
    </>
  );
}
