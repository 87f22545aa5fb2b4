/** The table twin of the sweep's pictures: every run with its figures, and what the pictures mark of it. */
import { frontier, keeps, type Promised, type SweepPoint } from '../../engine/measure/sweep';
import { duration, number, percent } from '../../i18n/format';
import { announce } from '../announce';
import { useLanguage, useTexts } from '../language/language';
import type { Swept } from './useSweep';

type Words = ReturnType<typeof useTexts>['sweep'];

function cellsOf(point: SweepPoint, t: Words, language: 'en' | 'id') {
  if (point.faults.length > 0) return { complete: t.refused, wait: '–', state: '–', right: '–' };
  return {
    complete: point.completeness === null ? '–' : percent(point.completeness, language, 1),
    wait: point.wait === null ? t.noWait : duration(Math.round(point.wait / 1e6) * 1e6, language, 2),
    state: point.state === null ? '–' : number(point.state, language),
    right: t.ofAll(number(point.right, language), number(point.figures, language)),
  };
}

/** A run in a sentence. */
export function wordsOf(point: SweepPoint, t: Words, language: 'en' | 'id'): string {
  const { complete, wait } = cellsOf(point, t, language);
  return t.spoken(
    duration(point.value, language),
    complete,
    wait,
    point.state === null ? t.noState : t.spokenState(point.state),
  );
}

interface Props {
  readonly swept: Pick<Swept, 'points' | 'setting'>;
  /** Place of the chosen run. */
  readonly at: number;
  /** The setting's value on the stage, microseconds. */
  readonly own: number;
  readonly promised: Promised;
  readonly onPick: (value: number) => void;
}

export function SweepTable({ swept: { points, setting }, at, own, promised, onPick }: Props) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  const name = t.settings[setting];
  const edge = new Set(frontier(points.filter((p) => p.completeness !== null && p.wait !== null)));
  const lines = points.map((point) => ({
    point,
    ...cellsOf(point, t, language),
    remarks: [
      ...(point.value === own ? [t.here] : []),
      ...(edge.has(point) ? [t.onFrontier] : []),
      ...(keeps(point, promised) ? [t.keepsPromise] : []),
    ].join(', '),
  }));
  const copy = async () => {
    const heads = [name, t.complete, t.wait, t.state, t.right, t.remarks];
    const body = lines.map((l) => [
      duration(l.point.value, language),
      ...[l.complete, l.wait, l.state, l.right, l.remarks],
    ]);
    try {
      await navigator.clipboard.writeText([heads, ...body].map((cells) => cells.join('\t')).join('\n'));
      announce(t.copied);
    } catch {
      announce(t.notCopied);
    }
  };
  return (
    <section className="card sweep-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <div className="scrolls" tabIndex={0}>
        <table>
          <caption>{t.table}</caption>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">{t.complete}</th>
              <th scope="col">{t.wait}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.right}</th>
              <th scope="col" className="remarks">
                {t.remarks}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={line.point.value} className={i === at ? 'chosen' : ''} aria-current={i === at || undefined}>
                <th scope="row">
                  <button type="button" className="asks" onClick={() => onPick(line.point.value)}>
                    {duration(line.point.value, language)}
                  </button>
                </th>
                <td>{line.complete}</td>
                <td>{line.wait}</td>
                <td>{line.state}</td>
                <td>{line.right}</td>
                <td className="remarks">{line.remarks}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" className="btn" onClick={() => void copy()}>
        {t.copy}
      </button>
    </section>
  );
}
