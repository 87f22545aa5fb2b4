/** The badge's place on the stage: it comes when the stage stands, and the stage does without it if it cannot be loaded. */
import { lazy, Suspense } from 'react';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { FailureBoundary } from '../frame/Failure';
import { withTexts } from '../language/language';
import { useIdle } from '../useIdle';

const Badge = lazy(() => withTexts('receipts', import('./Badge')));

export function StageBadge({ scenario, engine }: { scenario: Scenario; engine: EngineName }) {
  const idle = useIdle();
  const room = <span className="receipts-room" />;
  if (!idle) return room;
  return (
    <FailureBoundary address={engine} instead={null}>
      <Suspense fallback={room}>
        <Badge scenario={scenario} engine={engine} />
      </Suspense>
    </FailureBoundary>
  );
}
