import type { lessons as en } from '../en/lessons';
import type { Widen } from '../widen';

export const lessons: Widen<typeof en> = {
  noFigure: 'tidak pernah',
};
