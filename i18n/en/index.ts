/** Every sentence, put together from the parts in which a page gets them (`app/language/language.ts`). */
import { app } from './app';
import { exercise } from './exercise';
import { ofHome } from './ofHome';
import { ofLessonParts } from './ofLessonParts';
import { ofRest } from './ofRest';
import { ofStage } from './ofStage';
import { receipts } from './receipts';
import { joins, map, railsTable, saves } from './saves';
import { stage } from './stage';

export const en = {
  app,
  ...ofHome,
  ...ofStage,
  ...ofLessonParts,
  ...ofRest,
  exercise,
  joins,
  map,
  railsTable,
  receipts,
  saves,
  stage,
};
