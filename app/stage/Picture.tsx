/** The picture of the stage: the rails, or what is loaded to take their place. */
import { type ComponentProps, memo, useEffect, useMemo } from 'react';
import type { Subject } from '../../engine/explain/subject';
import type { OldFuture } from '../../engine/measure/oldFuture';
import type { TraceReader } from '../../engine/trace/reader';
import { Part, part } from '../frame/Part';
import { withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import type { Withheld } from '../trace/withheld';
import type { Answer } from '../views/inspector/answer';
import { askedOf } from '../views/inspector/useAnswer';
import type { Asked } from '../views/rails/pins';
import { Rails } from '../views/rails/Rails';
import type { ViewName } from './StageHead';
import { useHurried } from './useHurried';
import { useMoment } from './useMoment';
import { hover, type RowHand } from './useRowHand';
import { loadMap } from './useStageView';

const MapView = part(async () => ({ default: (await loadMap()).MapView }));
const RailsTable = part(() => withTexts('saves', import('../views/rails/RailsTable')));
const Backlog = part(() => withTexts('all', import('../views/backlog/Backlog')));

interface PictureProps extends RowHand {
  readonly view: ViewName;
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly hovered: Subject | null;
  readonly answer: Answer | null;
  /** Rows that are ringed. */
  readonly marked: readonly number[] | undefined;
  readonly old: OldFuture | null;
  /** Rows that were found; null: nothing is sought. */
  readonly matching: ReadonlySet<number> | null;
  readonly onNotLoaded: () => void;
}

/** What the pointer, or the focus, is at in the picture. */
let looked: Subject | null = null;
function look(at: Subject | null): void {
  looked = at;
  hover(at);
}

/** What was looked at goes with its picture: nothing tells of a pointer that left it. What a lesson lights stays lit. */
function leave(): void {
  if (looked && useFocus.getState().hovered === looked) hover(null);
}

export function Picture({ view, ...shown }: PictureProps) {
  const { reader, withheld, ask, old, matching, onNotLoaded } = shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each picture ends what was looked at in it
  useEffect(() => leave, [view]);
  if (view === 'table')
    return (
      <Part fallback={COMING} onFailed={onNotLoaded}>
        <RailsTableNow reader={reader} withheld={withheld} ask={ask} hover={look} old={old} only={matching} />
      </Part>
    );
  if (view === 'backlog')
    return (
      <Part fallback={COMING} onFailed={onNotLoaded}>
        <BacklogNow reader={reader} />
      </Part>
    );
  return <RailsOrMap map={view === 'map'} {...shown} />;
}

const RailsTableNow = (props: Omit<ComponentProps<typeof RailsTable>, 'moment'>) => (
  <RailsTable {...props} moment={useMoment(props.reader)} />
);

/** Time flows through the backlog as it does through the rails. */
function BacklogNow({ reader }: { reader: TraceReader }) {
  const now = usePlayback((s) => s.now);
  return <Backlog reader={reader} now={now} />;
}
/** Where a view is not loaded yet. */
const COMING = <i aria-busy="true" />;
const NOTHING_ASKED: Omit<Asked, 'rows'> = { pins: [], batches: new Set(), groups: new Set() };

/** The rails and the map follow time itself; everything else on the stage only what happens in it. */
const RailsOrMap = memo(function RailsOrMap({
  map,
  reader,
  withheld,
  move,
  moveTo,
  ask,
  hovered,
  answer,
  marked,
  old,
  matching,
  onNotLoaded,
}: Omit<PictureProps, 'view'> & { readonly map: boolean }) {
  const now = usePlayback((s) => s.now);
  const cursor = usePlayback((s) => s.cursor);
  const moment = useMoment(reader);
  const hurried = useHurried(cursor);
  const would = useFocus((s) => s.would);
  const asked = useMemo(
    () => askedOf(answer, { cursor, now }, would) ?? (matching && { ...NOTHING_ASKED, rows: matching }),
    [answer, cursor, now, would, matching],
  );
  if (map)
    return (
      <Part fallback={COMING} onFailed={onNotLoaded}>
        <MapView
          reader={reader}
          moment={moment}
          now={now}
          withheld={withheld}
          onMoveTo={moveTo}
          onTakeBack={useRun.getState().takeBack}
          ask={ask}
          hover={look}
          hovered={hovered}
          old={old}
          matching={matching}
          would={asked?.would ?? null}
        />
      </Part>
    );
  return (
    <Rails
      reader={reader}
      moment={moment}
      now={now}
      withheld={withheld}
      {...(move && { onMove: move })}
      onTakeBack={useRun.getState().takeBack}
      ask={ask}
      hover={look}
      hovered={hovered}
      {...(marked && { marked })}
      asked={asked}
      old={old}
      hurried={hurried}
    />
  );
});
