/** A row as it would have to be, on the map. The inspector says it, so it is not spoken here. */
import { memo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import type { WouldRow } from '../../stores/contract';
import { GhostEnd, GhostWay } from '../rails/GhostRow';
import type { MapScene } from './layout';
import { mapGhost } from './mapGhost';
import '../rails/pins.css';

interface Props {
  readonly scene: MapScene;
  readonly reader: TraceReader;
  readonly would: WouldRow;
}

export const Ghost = memo(function Ghost({ scene, reader, would }: Props) {
  const ghost = mapGhost(scene, reader, would);
  const { left, right, top, bottom } = scene.plane;
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  return (
    ghost && (
      <>
        <GhostWay path={ghost.path} clip={clip} tone={would.tone} />
        <GhostEnd {...ghost} tone={would.tone} movable />
      </>
    )
  );
});
