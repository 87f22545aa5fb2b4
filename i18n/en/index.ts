import { app } from './app';
import { backlog } from './backlog';
import { build } from './build';
import { compare } from './compare';
import { crashLab } from './crashLab';
import { decide } from './decide';
import { exercise } from './exercise';
import { explain } from './explain';
import { expression } from './expression';
import { faults } from './faults';
import { find } from './find';
import { findRows, pins } from './findRows';
import { home } from './home';
import { keep } from './keep';
import { keys } from './keys';
import { lessonPanel } from './lessonPanel';
import { lessons } from './lessons';
import { oldFuture } from './oldFuture';
import { open } from './open';
import { ownWords } from './ownWords';
import { rails } from './rails';
import { receipts } from './receipts';
import { rowForm } from './rowForm';
import { saves } from './saves';
import { stage } from './stage';
import { sweep } from './sweep';
import { whatIf } from './whatIf';
import { worth } from './worth';
import { written } from './written';

export const en = {
  app,
  backlog,
  build,
  compare,
  crashLab,
  decide,
  exercise,
  explain,
  expression,
  faults,
  find,
  findRows,
  home,
  keep,
  keys,
  lessonPanel,
  lessons,
  oldFuture,
  open,
  ownWords,
  pins,
  rails,
  receipts,
  rowForm,
  saves,
  stage,
  sweep,
  whatIf,
  worth,
  written,
};
