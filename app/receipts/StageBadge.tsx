/** The badge's place on the stage: it comes when the stage stands, and the stage does without it if it cannot be loaded. */
import { lazy, Suspense } from 'react';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { FailureBoundary } from '../frame/Failure';
import { withTexts } from '../language/language';

const Badge = lazy(() => withTexts('receipts', import('./Badge')));

interface StageBadgeProps {
  readonly scenario: Scenario;
  readonly engine: EngineName;
  /** The stage stands. */
  readonly idle: boolean;
}

export function StageBadge({ scenario, engine, idle }: StageBadgeProps) {
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
