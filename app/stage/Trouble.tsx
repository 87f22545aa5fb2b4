/** What went wrong with a run, and the ways on: it was refused, it failed, a crash of it never struck, or there is none. */

import { useState } from 'react';
import { unmetCrashes, withoutUnmet } from '../../engine/engines/unmetCrashes';
import type { Fault } from '../../engine/faults';
import { stepKindOf } from '../../engine/trace/steps';
import { batchIdOf, NONE } from '../../engine/trace/trace';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { useRun } from '../stores/run';
import { useLoaded } from '../useLoaded';
import { AbleEngines } from './AbleEngines';
import type { NoticeProps } from './Notice';

/** A fault's words are loaded when there is a fault. */
const loadWords = () => withTexts('all', import('../../i18n/faultText'));

function Words({ fault }: { fault: Fault }) {
  const language = useLanguage();
  return useLoaded(loadWords)?.faultSentence(fault, language) ?? null;
}

export function Trouble({ verdict = null, labels, onGo, onEngine = useRun.getState().setEngine }: NoticeProps) {
  const { stage, app } = useTexts();
  const status = useRun((s) => s.status);
  const reader = useRun((s) => s.reader);
  const engine = useRun((s) => s.engine);
  const canUndo = useRun((s) => s.canUndo);
  const { undo, edit } = useRun.getState();
  // What is no trouble of this run lies over its picture no longer than one wants.
  const [read, setRead] = useState(false);
  const name = stage.engine[engine as keyof typeof stage.engine] ?? engine;

  switch (status.kind) {
    case 'refused':
      return (
        <div className="notice refused">
          <div>
            <b>{stage.refused.title(name)}</b>
            <p>{verdict}</p>
            {reader && <p className="quiet">{stage.refused.stays}</p>}
          </div>
          <div className="ways">
            {onEngine && <AbleEngines able={status.able} onChoose={onEngine} />}
            {canUndo && (
              <button type="button" className="btn" onClick={undo}>
                {stage.refused.back}
              </button>
            )}
          </div>
        </div>
      );
    case 'broken':
      return (
        <div className="notice refused" role="alert">
          <div>
            <b>{status.message === null ? app.notLoaded.title : stage.broken.title}</b>
            <p>{status.message === null ? app.notLoaded.text : stage.broken.text(status.message)}</p>
          </div>
          {/* Another object is another scenario, so it is run again. */}
          <button type="button" className="btn" onClick={() => edit((s) => ({ ...s }), 'again')}>
            {stage.broken.again}
          </button>
        </div>
      );
    case 'empty':
      return (
        <div className="notice empty">
          <b>{stage.empty.title}</b>
          <p>{stage.empty.text}</p>
          <a className="btn solid" href="#/">
            {stage.empty.home}
          </a>
        </div>
      );
    default: {
      const failure = reader?.trace.failure;
      const unmet = reader ? unmetCrashes(reader.scenario, reader.trace) : [];
      if (reader && unmet.length > 0)
        return (
          <div className="notice refused" role="status">
            <div>
              <b>{stage.noCrash.title}</b>
              {unmet.map((fault) => (
                <p key={fault.path}>
                  <Words fault={fault} />
                </p>
              ))}
            </div>
            <button
              type="button"
              className="btn"
              onClick={() => edit((s) => withoutUnmet(s, reader.trace), 'crash taken out')}
            >
              {stage.noCrash.takeOut}
            </button>
          </div>
        );
      const departs = reader?.trace.departs;
      if (reader && !failure && departs !== undefined)
        return read ? null : (
          <div className="notice refused" role="status">
            <div>
              <b>{stage.departs.title(batchIdOf(reader.trace, departs))}</b>
              <p>{stage.departs.text}</p>
            </div>
            <div className="ways">
              <button
                type="button"
                className="btn"
                onClick={() => onGo?.(reader.trace.batches.firstEntry[departs] ?? 0)}
              >
                {stage.departs.go}
              </button>
              <button type="button" className="btn" onClick={() => setRead(true)}>
                {stage.departs.hide}
              </button>
            </div>
          </div>
        );
      if (!reader || !failure) return null;
      const { batch, row } = failure;
      const step = stepKindOf(reader.trace);
      const block = step === 'run' ? step : 'batch';
      return (
        <div className="notice refused" role="alert">
          <div>
            <b>{step === 'record' ? stage.failed.record : stage.failed.title(block, batchIdOf(reader.trace, batch))}</b>
            <p>
              {failure.message} [{failure.error}]{' '}
              {row !== NONE && labels && stage.failed.where(labels.instant(reader.arrivesAt(row)))}
            </p>
            <p className="quiet">{step === 'record' ? stage.failed.recordRest : stage.failed.rest[block]}</p>
          </div>
          <div className="ways">
            <button
              type="button"
              className="btn"
              onClick={() => onGo?.((reader.trace.batches.lastEntry[batch] ?? reader.length - 1) + 1)}
            >
              {stage.failed.go}
            </button>
            <button type="button" className="btn" onClick={() => useFocus.getState().ask({ kind: 'batch', batch })}>
              {step === 'record' ? stage.failed.recordWhy : stage.failed.why[block]}
            </button>
          </div>
        </div>
      );
    }
  }
}
