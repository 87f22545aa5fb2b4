import type { DragEvent } from 'react';

/** For what is dragged by hand: where words of the page are marked, the browser would take those in hand instead. */
export const OWN_DRAG = { onDragStart: (event: DragEvent) => event.preventDefault() };
