/**
 * What Spark tells about the batch at hand (`StreamingQueryProgress`), and the files of its checkpoint as they are at the
 * stage's moment. Made by `engine/checkpoint`, which is held to what real Spark wrote.
 */
import { useMemo, useState } from 'react';
import { type CheckpointFile, checkpointFiles } from '../../../engine/checkpoint/files';
import { progressOf } from '../../../engine/checkpoint/progress';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import { Dialog } from '../../frame/Dialog';
import { useLanguage, useTexts } from '../../language/language';
import { labelsOf } from '../../trace/labels';
import './written.css';

interface Props {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly onGo: (cursor: number) => void;
  readonly onClose: () => void;
}

type Part = 'progress' | 'checkpoint';

export default function Written({ reader, moment, onGo, onClose }: Props) {
  const { written: t } = useTexts();
  const language = useLanguage();
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const [part, setPart] = useState<Part>('progress');
  const { batches } = reader.trace;
  const batch = moment.batch ?? 0;
  /** Right behind the end of a batch, its new watermark with it. */
  const endOf = (b: number): number => reader.cursorAt(batches.endedAt[b] as number);
  const before = batch > 0 ? batch - 1 : null;
  const after = batch + 1 < batches.count ? batch + 1 : null;
  return (
    <Dialog className="written" title={t.title} close={t.close} onClose={onClose}>
      <div className="written-bar">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <div className="seg" role="group" aria-label={t.title}>
          {(['progress', 'checkpoint'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={part === name} onClick={() => setPart(name)}>
              {t.parts[name]}
            </button>
          ))}
        </div>
        <span className="written-at" aria-live="polite">
          {t.at(batches.batchId[batch] as number, labels.instant(moment.now))}
        </span>
        <span className="written-steps">
          <button
            type="button"
            className="btn"
            disabled={before === null}
            onClick={() => before !== null && onGo(endOf(before))}
          >
            {t.batchBefore}
          </button>
          <button
            type="button"
            className="btn"
            disabled={after === null}
            onClick={() => after !== null && onGo(endOf(after))}
          >
            {t.batchAfter}
          </button>
        </span>
      </div>
      {part === 'progress' ? (
        <Progress reader={reader} moment={moment} batch={batch} />
      ) : (
        <Files {...{ reader, moment, batch }} />
      )}
      <p className="quiet">{t.simplified}</p>
    </Dialog>
  );
}

/** What stands on the stage in a colour of its own carries it here as well. */
const TONES: Readonly<Record<string, string>> = {
  watermark: 'water',
  min: 'event',
  max: 'event',
  avg: 'event',
  timestamp: 'processing',
  numInputRows: 'processing',
  numRowsTotal: 'state',
  numRowsUpdated: 'state',
  numRowsRemoved: 'state',
  numRowsDroppedByWatermark: 'late',
};

export function Progress({ reader, moment, batch }: { reader: TraceReader; moment: Moment; batch: number }) {
  const { written: t } = useTexts();
  const { batches } = reader.trace;
  const isDone = (b: number): boolean => (batches.lastEntry[b] as number) < moment.cursor;
  // As `query.lastProgress`: while a batch is at work, that of the one before.
  const last = isDone(batch) ? batch : batch - 1;
  const told = useMemo(() => (last < 0 ? null : progressOf(reader, last)), [reader, last]);
  if (told === null) return <p className="written-none">{isDone(batch) ? t.died : t.notYet}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable
    <section className="written-text" tabIndex={0} aria-label={t.parts.progress}>
      {last !== batch && (
        <p>
          {t.notYet} {t.lastTold(batches.batchId[last] as number)}
        </p>
      )}
      <pre lang="en">
        {told.split('\n').map((line, i) => {
          const name = /^\s*"(\w+)"/.exec(line)?.[1] ?? '';
          const tone = TONES[name];
          const quiet = /: …,?$/.test(line);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <span key={i} className={quiet ? 'quiet' : tone ? `t ${tone}` : undefined}>
              {line}
              {'\n'}
            </span>
          );
        })}
      </pre>
    </section>
  );
}

export function Files({ reader, moment, batch }: { reader: TraceReader; moment: Moment; batch: number }) {
  const { written: t } = useTexts();
  const files = useMemo(() => checkpointFiles(reader, moment.cursor), [reader, moment]);
  const own = (f: CheckpointFile): boolean => f.batch !== null && f.batch === batch;
  const newest = files.findLast((f) => f.kind === 'commit') ?? files[0];
  const [path, setPath] = useState<string | null>(null);
  const chosen = files.find((f) => f.path === path) ?? newest;
  return (
    <div className="written-files">
      <fieldset>
        <legend className="heard">{t.parts.checkpoint}</legend>
        {files.map((f) => (
          <label key={f.path} className={own(f) ? 'own' : undefined}>
            <input
              type="radio"
              name="checkpoint-file"
              checked={f === chosen}
              onChange={() => setPath(f.path)}
              aria-describedby={own(f) ? 'written-own' : undefined}
            />
            <span className="mono" lang="en">
              {f.path}
            </span>
          </label>
        ))}
        <span id="written-own" hidden>
          {t.own}
        </span>
      </fieldset>
      {chosen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable
        <section className="written-text" tabIndex={0} aria-label={chosen.path}>
          <p>
            {own(chosen) && <b>{t.own} </b>}
            {t.kinds[chosen.kind]}
          </p>
          {chosen.text === null ? <p className="quiet">{t.binary}</p> : <pre lang="en">{chosen.text}</pre>}
        </section>
      )}
    </div>
  );
}
