/** The table twin of the sweep's pictures: every run with its figures, and what the pictures mark of it. */
import { frontier, keeps, type Promised, type SweepPoint } from '../../engine/measure/sweep';
import { SECOND } from '../../engine/time';
import { duration, number, percent } from '../../i18n/format';
import { announce } from '../announce';
import type { Cell } from '../keep/cells';
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

/** What the pictures mark of each run. */
function remarksOf(points: readonly SweepPoint[], own: number, promised: Promised, t: Words): readonly string[] {
  const edge = new Set(frontier(points.filter((p) => p.completeness !== null && p.wait !== null)));
  return points.map((point) =>
    [
      ...(point.value === own ? [t.here] : []),
      ...(edge.has(point) ? [t.onFrontier] : []),
      ...(keeps(point, promised) ? [t.keepsPromise] : []),
    ].join(', '),
  );
}

/** Every run for a sheet: lengths in seconds, completeness as a share. */
export function runLines(
  { swept: { points, setting }, own, promised }: Omit<Props, 'at' | 'onPick'>,
  t: Words,
): Cell[][] {
  const remarks = remarksOf(points, own, promised, t);
  const heads = [`${t.settings[setting]} (s)`, t.complete, `${t.wait} (s)`, t.state, t.right, t.figures, t.remarks];
  return [
    heads,
    ...points.map((point, i): Cell[] => {
      const { value, faults, completeness, wait, state, right, figures } = point;
      if (faults.length > 0) return [value / SECOND, '', '', '', '', '', t.refused];
      const length = wait === null ? '' : wait / SECOND;
      return [value / SECOND, completeness ?? '', length, state ?? '', right, figures, remarks[i] ?? ''];
    }),
  ];
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
  const remarks = remarksOf(points, own, promised, t);
  const lines = points.map((point, i) => ({ point, ...cellsOf(point, t, language), remarks: remarks[i] }));
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
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={line.point.value} className={i === at ? 'chosen' : ''} aria-current={i === at || undefined}>
                <th scope="row">
                  <button type="button" className="asks" onClick={() => onPick(line.point.value)}>
                    {duration(line.point.value, language)}
                  </button>
                  {line.remarks && <small>{line.remarks}</small>}
                </th>
                <td>{line.complete}</td>
                <td>{line.wait}</td>
                <td>{line.state}</td>
                <td>{line.right}</td>
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
