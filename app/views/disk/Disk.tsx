/** What is on disk: the stairs of one engine's writes, the tear where it died, and what it finds when it is back. */
import { memo, useMemo } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { useTexts } from '../../language/language';
import type { Labels } from '../../trace/labels';
import { type Disk as DiskModel, diskOf, type Phase } from './layout';
import './disk.css';

interface Props {
  readonly reader: TraceReader;
  /** Number of entries that have happened. */
  readonly cursor: number;
  readonly labels: Labels;
}

export const Disk = memo(function Disk({ reader, cursor, labels }: Props) {
  const t = useTexts().crashLab.disk;
  const disk = useMemo(() => diskOf(reader, { t, labels }), [reader, t, labels]);
  if (!disk) return <p className="disk-none">{t.none}</p>;
  return <Table disk={disk} reader={reader} cursor={cursor} />;
});

function Table({ disk: { lanes, phases }, reader, cursor }: { disk: DiskModel } & Pick<Props, 'reader' | 'cursor'>) {
  const t = useTexts().crashLab.disk;
  const struck = reader.trace.crashes[0];
  const died = struck !== undefined && struck.entry < cursor;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="disk" aria-label={t.caption} tabIndex={0}>
      <table style={{ '--lanes': lanes.length } as React.CSSProperties}>
        <caption className="heard">{t.caption}</caption>
        <thead>
          <tr>
            <td />
            {phases.map((phase) => (
              <th
                key={`${phase.kind} ${phase.head}`}
                scope="col"
                className={phase.kind}
                data-coming={coming(phase) || undefined}
              >
                {phase.head}
                {phase.steps > 1 && !coming(phase) && <Stairs phase={phase} lanes={lanes.length} />}
                {phase.kind === 'restart' && died && <Tear lanes={lanes.length} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane, l) => (
            <tr key={lane} className={lane}>
              <th scope="row">
                <b>{t.lanes[lane].name}</b>
                <small>{t.lanes[lane].says}</small>
              </th>
              {phases.map((phase) => {
                const chip = phase.chips[l];
                const note = phase.notes[l];
                return (
                  <td
                    key={`${phase.kind} ${phase.head}`}
                    className={phase.kind}
                    data-coming={coming(phase) || undefined}
                  >
                    {chip && (
                      <span
                        className={`chip ${chip.state}`}
                        style={{ '--at': phase.steps > 1 ? chip.step / (phase.steps - 1) : 0.5 } as React.CSSProperties}
                      >
                        {chip.text}
                        {chip.state !== 'kept' && <span className="heard">, {t.states[chip.state]}</span>}
                      </span>
                    )}
                    {note && <span className="note">{note}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="disk-foot">{t.foot}</p>
    </section>
  );

  function coming({ entry, kind }: Phase): boolean {
    return kind === 'struck' ? entry >= cursor : !(entry < cursor);
  }
}

/** The way from one thing that was written to the next, in units of steps and lanes. */
function Stairs({ phase, lanes }: { phase: Phase; lanes: number }) {
  const places = phase.chips
    .flatMap((chip, lane) => (chip && chip.state !== 'never' ? [{ lane, step: chip.step }] : []))
    .sort((a, b) => a.step - b.step);
  const x = (step: number): number => step / (phase.steps - 1);
  let d = '';
  places.forEach(({ lane, step }, i) => {
    const y = lane + 0.5;
    d += i === 0 ? `M${x(step)},${y}` : `H${x(step)}V${y}`;
  });
  return (
    <svg className="stairs" viewBox={`0 0 1 ${lanes}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

function Tear({ lanes }: { lanes: number }) {
  const turns = lanes * 4;
  const points = Array.from({ length: turns + 1 }, (_, i) => `${i % 2 === 0 ? 1 : 9},${(i / turns) * 100}`);
  return (
    <svg className="torn" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${points.join('L')}`} />
    </svg>
  );
}
