/** What is said beside home, stage and lessons, the exercises, the receipts and what an engine saves. */
import { backlog } from './backlog';
import { brokenPart } from './brokenPart';
import { build } from './build';
import { compare } from './compare';
import { crashLab } from './crashLab';
import { decide } from './decide';
import { explain } from './explain';
import { expression } from './expression';
import { faults } from './faults';
import { findRows, pins } from './findRows';
import { keep } from './keep';
import { keys } from './keys';
import { oldFuture } from './oldFuture';
import { open } from './open';
import { rowForm } from './rowForm';
import { sweep } from './sweep';
import { takenBy } from './takenBy';
import { whatIf } from './whatIf';
import { written } from './written';

export const ofRest = {
  backlog,
  brokenPart,
  build,
  compare,
  crashLab,
  decide,
  explain,
  expression,
  faults,
  findRows,
  keep,
  keys,
  oldFuture,
  open,
  pins,
  rowForm,
  sweep,
  takenBy,
  whatIf,
  written,
};
