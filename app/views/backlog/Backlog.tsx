/** How many rows have arrived and wait to be read: over all, and in each partition, as time goes on. */
import { useMemo, useRef, useState } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { number } from '../../../i18n/format';
import { PictureOrTable } from '../../controls/PictureOrTable';
import { useLanguage, useTexts } from '../../language/language';
import { labelsOf } from '../../trace/labels';
import { roundTimes } from '../rails/ticks';
import { type Size, useSize } from '../rails/useSize';
import { tickText, wordsOf } from '../rails/words';
import { BacklogTable } from './BacklogTable';
import { layout, MOST_CURVES } from './layout';
import './backlog.css';

interface Props {
  readonly reader: TraceReader;
  /** Microseconds of processing time. */
  readonly now: number;
}

export default function Backlog({ reader, now }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const { backlog: t } = useTexts();
  const [table, setTable] = useState(false);
  return (
    <section className="backlog" aria-label={t.title}>
      {table ? (
        <BacklogTable reader={reader} now={now} />
      ) : (
        <div className="backlog-picture" ref={box}>
          {size && <Curves reader={reader} now={now} size={size} />}
        </div>
      )}
      <div className="backlog-facts">
        <PictureOrTable table={table} onTable={setTable} />
        <Facts reader={reader} now={now} />
      </div>
    </section>
  );
}

const DASHES = ['none', '6 3', '2 3', '8 3 2 3', '1 4', '12 4'] as const;

function Curves({ reader, now, size }: Props & { readonly size: Size }) {
  const { backlog: t, rails } = useTexts();
  const language = useLanguage();
  const words = useMemo(() => wordsOf(reader, language, rails), [reader, language, rails]);
  const scene = useMemo(() => layout({ reader, now, size }), [reader, now, size]);
  const { left, right, base, top, x, y, view } = scene;
  const times = roundTimes(view.from, view.to, Math.max(2, Math.floor((right - left) / 92)));
  const step = times.length > 1 ? (times[1] as number) - (times[0] as number) : view.to - view.from;
  return (
    <svg className="layer" width={size.width} height={size.height} aria-hidden="true">
      {scene.levels.map((rows) => (
        <g key={rows}>
          <line x1={left} x2={right} y1={y(rows)} y2={y(rows)} className="s-rule" />
          <text x={left - 8} y={y(rows) + 4} textAnchor="end" className="l-ink2 mono tick">
            {number(rows, language)}
          </text>
        </g>
      ))}
      <path d={scene.area} className="waits" />
      <path d={scene.coming} className="coming" />
      {scene.partitions.map((p, i) => (
        <path key={p.name} d={p.path} className="f-none partition" strokeDasharray={DASHES[i]} />
      ))}
      <path d={scene.past} className="f-none all" />
      <line x1={left} x2={right} y1={base} y2={base} className="s-proc rail" strokeWidth="2" />
      {scene.batches.map((place) => (
        <line key={place} x1={place} x2={place} y1={base} y2={base + 6} className="s-proc" />
      ))}
      {times.map((at) => (
        <text key={at} x={x(at)} y={base + 24} textAnchor="middle" className="l-ink2 mono tick">
          {tickText(at, step, words)}
        </text>
      ))}
      <text x={left} y={top - 10} className="l-proc name">
        {t.axis}
      </text>
      <line x1={scene.now} x2={scene.now} y1={top - 6} y2={base} className="s-ink" strokeWidth="1.6" />
    </svg>
  );
}

/** What the curves say now, in words. */
function Facts({ reader, now }: Props) {
  const { backlog: t } = useTexts();
  const language = useLanguage();
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const scene = useMemo(() => layout({ reader, now, size: { width: 400, height: 200 } }), [reader, now]);
  const several = scene.lags.length > 1;
  return (
    <>
      <p className="now">
        <b>{number(scene.waiting, language)}</b> {t.waiting(scene.waiting)}
      </p>
      {scene.most && scene.most.rows > 0 && (
        <p>{t.most(number(scene.most.rows, language), labels.instant(scene.most.at))}</p>
      )}
      {several && (
        <dl>
          {scene.lags.map(({ name, rows }, i) => (
            <div key={name}>
              <dt>
                {i < MOST_CURVES && (
                  <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
                    <path d="M0,4H26" className="f-none partition" strokeDasharray={DASHES[i]} />
                  </svg>
                )}
                {name}
              </dt>
              <dd>{number(rows, language)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="quiet">{reader.trace.records ? t.aboutRecords : t.aboutBatches}</p>
    </>
  );
}
