/** What is on disk: the stairs of one engine's writes, the tear where it died, and what it finds when it is back. */
import { memo, useEffect, useMemo, useRef } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { useTexts } from '../../language/language';
import type { Labels } from '../../trace/labels';
import { diskOf } from './layout';
import type { Chip, Disk as DiskModel, Phase } from './model';
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
  return <Table disk={disk} cursor={cursor} />;
});

function Table({ disk: { lanes, phases, reads }, cursor }: { disk: DiskModel } & Pick<Props, 'cursor'>) {
  const t = useTexts().crashLab.disk;
  const scroll = useRef<HTMLElement>(null);
  // Where there is no room for all of it, the last tear is what one wants to see.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has another tear
  useEffect(() => {
    const box = scroll.current;
    const tear = [...(box?.querySelectorAll<HTMLElement>('thead th.restart') ?? [])].at(-1);
    const struck = tear?.previousElementSibling;
    const names = box?.querySelector('thead td');
    if (!box || !tear || !(struck instanceof HTMLElement) || !(names instanceof HTMLElement)) return;
    const place = Math.max(box.clientWidth * 0.6, names.offsetWidth + struck.offsetWidth + 2 * SPACE);
    box.scrollLeft = tear.offsetLeft - Math.min(place, box.clientWidth);
  }, [phases]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="disk" ref={scroll} aria-label={t.caption} tabIndex={0}>
        <table
          style={
            { '--lanes': lanes.length, minWidth: `calc(var(--names) + ${leastWidth(phases)}px)` } as React.CSSProperties
          }
        >
          <caption className="heard">{t.caption}</caption>
          <thead>
            <tr>
              <td />
              {phases.map((phase, i) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: a phase is its place
                  key={i}
                  scope="col"
                  className={phase.kind}
                  data-coming={coming(phase) || undefined}
                >
                  {phase.kind === 'between' ? (
                    <>
                      <span aria-hidden="true">…</span>
                      <span className="heard">{phase.head}</span>
                    </>
                  ) : (
                    phase.head
                  )}
                  {phase.steps > 1 && !coming(phase) && <Stairs phase={phase} lanes={lanes.length} />}
                  {phase.torn !== undefined && phase.torn < cursor && <Tear lanes={lanes.length} />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane, l) => (
              <tr key={lane} className={lane}>
                <th scope="row">
                  <b>{t.lanes[lane].name}</b>
                  <small>{lane === 'source' ? t.reads[reads] : t.lanes[lane].says}</small>
                </th>
                {phases.map((phase, i) => {
                  const chip = phase.chips[l];
                  const note = phase.notes[l];
                  return (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: a phase is its place
                      key={i}
                      className={phase.kind}
                      data-coming={coming(phase) || undefined}
                    >
                      {chip && <Written chip={chip} steps={phase.steps} />}
                      {note && <span className="note">{note}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="disk-foot">{t.foot}</p>
    </>
  );

  function coming({ entry, kind }: Phase): boolean {
    return kind === 'struck' ? entry >= cursor : !(entry < cursor);
  }
}

/** Pixels that a phase needs at least, and what stands between two. */
const WIDTH = { before: 108, next: 108, between: 22, restart: 150, struck: 230, again: 230 } as const;
const SPACE = 6;

const leastWidth = (phases: readonly Phase[]): number =>
  phases.reduce((sum, { kind }) => sum + WIDTH[kind] + SPACE, SPACE);

/** A thing on its step of the stairs: offsets one by one where they are few, else what it is called. */
function Written({ chip, steps }: { chip: Chip; steps: number }) {
  const t = useTexts().crashLab.disk;
  return (
    <span className="written" style={{ '--at': steps > 1 ? chip.step / (steps - 1) : 0.5 } as React.CSSProperties}>
      {chip.cells ? (
        <span className={`cells ${chip.state}`}>
          {chip.cells.map(({ text, done }) => (
            <span key={text} className={done ? 'chip kept' : 'chip never'}>
              {text}
            </span>
          ))}
        </span>
      ) : (
        <span className={`chip ${chip.state}`}>{chip.text}</span>
      )}
      {chip.beside && <small>{chip.beside}</small>}
      {chip.state === 'kept' && chip.cells?.some((cell) => !cell.done) && <span className="heard">, {chip.text}</span>}
      {chip.state !== 'kept' && <span className="heard">, {t.states[chip.state]}</span>}
    </span>
  );
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
