/** Follows causes through a trace: the contents page. Each kind of subject has a file of its own. */
import type { TraceReader } from '../trace/reader';
import { explainBatch, explainNoBatch } from './batch';
import { explainCrash } from './crash';
import type { Explanation } from './explanation';
import { explainGroup, explainOutput, explainState } from './group';
import { explainMeasure } from './measure';
import { explainRow } from './row';
import { explainBarrier, explainCheckpoint, explainCommit } from './saving';
import type { Subject } from './subject';
import { explainWatermark } from './watermark';

/** Why is this so, as of a cursor? Nothing that happens after the cursor is told, except what is known to come. */
export function explain(reader: TraceReader, subject: Subject, cursor: number): Explanation {
  switch (subject.kind) {
    case 'row':
      return explainRow(reader, subject, cursor);
    case 'group':
      return explainGroup(reader, subject, cursor);
    case 'state':
      return explainState(reader, subject, cursor);
    case 'output':
      return explainOutput(reader, subject, cursor);
    case 'watermark':
      return explainWatermark(reader, subject, cursor);
    case 'batch':
      return explainBatch(reader, subject, cursor);
    case 'crash':
      return explainCrash(reader, subject, cursor);
    case 'checkpoint':
      return explainCheckpoint(reader, subject, cursor);
    case 'barrier':
      return explainBarrier(reader, subject, cursor);
    case 'commit':
      return explainCommit(reader, subject, cursor);
    case 'noBatch':
      return explainNoBatch(reader, subject);
    case 'measure':
      return explainMeasure(reader, subject, cursor);
  }
}
