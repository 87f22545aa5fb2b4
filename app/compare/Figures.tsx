/**
 * The same facts as tables: every figure with what is true and what each engine had said by now, how each of them scores,
 * the rows, and how the water rose.
 */
import { useMemo } from 'react';
import { agree } from '../../engine/measure/answers';
import type { ComparedRun } from '../../engine/measure/comparison';
import { holdingsOf } from '../../engine/measure/holdings';
import { waterSteps } from '../../engine/measure/waterSteps';
import { type CompareWords, figureName, time, valuesText } from '../../i18n/compareText';
import { number, percent } from '../../i18n/format';
import { useTexts } from '../language/language';
import { type Head, Paged } from '../views/rails/Paged';
import { scoreAt, waitText } from './Score';
import { lanesOf } from './strips';
import type { Compared } from './useCompared';

interface Props {
  readonly compared: Compared;
  readonly words: CompareWords;
  /** Microseconds of processing time. */
  readonly now: number;
  readonly nameOf: (run: number) => string;
}

/** Rows that each run refused as late, by its place. */
type DroppedRows = readonly (readonly DroppedRow[])[];

export function Figures(props: Props) {
  const { compared, now } = props;
  const t = useTexts().compare;
  const all = useMemo(() => compared.runs.map(droppedBy), [compared]);
  const dropped = useMemo(() => all.map((rows) => rows.filter(({ at }) => at <= now)), [all, now]);
  return (
    <section className="card compare-table" aria-label={t.screen.tableLabel}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <div className="scroll" tabIndex={0}>
        <Answers {...props} dropped={dropped} />
        <Scores {...props} />
        <Rows {...props} dropped={dropped} />
        <Waters {...props} />
      </div>
    </section>
  );
}

const heads = (texts: readonly string[]): Head[] => texts.map((text, i) => ({ column: `${i}`, text }));

function Answers({ compared, words, now, nameOf, dropped }: Props & { readonly dropped: DroppedRows }) {
  const t = useTexts().compare;
  const lanes = useMemo(() => lanesOf(compared, null), [compared]);
  const held = useMemo(() => compared.runs.map((run) => holdingsOf(run.answers)), [compared]);
  return (
    <Paged
      caption={t.screen.tableLabel}
      items={lanes}
      words={words}
      heads={heads([t.screen.figure, t.truth, ...compared.runs.map((_, i) => nameOf(i))])}
      line={(lane) => (
        <tr key={lane.name}>
          <th scope="row">{figureName(lane, words)}</th>
          <td>{valuesText(lane.truth, words)}</td>
          {compared.runs.map((run, i) => {
            const answer = run.answers.byName.get(lane.name);
            const said = answer?.said.filter((s) => s.at <= now) ?? [];
            const last = said.at(-1);
            const isRight = last !== undefined && lane.truth !== null && agree(last.values, lane.truth);
            const holding = held[i]?.get(lane.name);
            const missing = dropped[i]?.filter(({ name }) => name === lane.name).length ?? 0;
            const final = answer?.finalAt != null && answer.finalAt <= now;
            return (
              <td key={nameOf(i)} className={last && (isRight ? 'good' : 'bad')}>
                {said.map((s, nth) => (
                  <span key={s.output} className="saying">
                    {nth > 0 && '→ '}
                    {valuesText(s.values, words)} <time className="mono">{time(s.at, words)}</time>{' '}
                  </span>
                ))}
                {last ? (isRight ? '✓' : '⊗') : '–'}
                {last && !final && <small>{t.screen.mayChange}</small>}
                {holding && holding.from <= now && (
                  <small>
                    {t.screen.held(
                      time(holding.from, words),
                      holding.to === null || holding.to > now ? null : time(holding.to, words),
                    )}
                  </small>
                )}
                {missing > 0 && <small className="bad">{t.screen.droppedRows(missing)}</small>}
              </td>
            );
          })}
        </tr>
      )}
    />
  );
}

function Scores({ compared, words, now, nameOf }: Props) {
  const t = useTexts().compare;
  const { language } = words;
  if (!compared.reference) return null;
  return (
    <Paged
      caption={t.screen.against(time(now, words))}
      items={compared.runs}
      words={words}
      heads={heads([t.screen.run, t.complete, t.screen.waitHead, t.corrections, t.state, t.runs])}
      line={(run) => {
        const score = scoreAt(run, compared, now);
        const name = nameOf(compared.runs.indexOf(run));
        return (
          <tr key={name}>
            <th scope="row">{name}</th>
            {score && (
              <>
                <td>
                  {score.due === 0
                    ? '–'
                    : `${percent(score.counted / score.due, language)}, ${t.of(score.counted, score.due)}`}
                </td>
                <td>
                  {waitText(score.medianWait, language)}
                  {score.worstWait !== null && <small>{t.screen.worst(waitText(score.worstWait, language))}</small>}
                </td>
                <td>{number(score.corrections, language)}</td>
                <td>{number(score.peakDuring ?? 0, language)}</td>
                <td>{score.runs === null ? t.alwaysOn : number(score.runs, language)}</td>
              </>
            )}
          </tr>
        );
      }}
    />
  );
}

/** Rows in the order in which they arrived; what comes later is not told. */
function Rows({ compared, words, now, nameOf, dropped }: Props & { readonly dropped: DroppedRows }) {
  const t = useTexts().compare;
  const reader = compared.runs[0]?.answers.reader;
  if (!reader) return null;
  const rows = [...reader.trace.arrivalOrder].filter((row) => reader.arrivesAt(row) <= now);
  const dropping = dropped.map((rows) => new Set(rows.map(({ row }) => row)));
  return (
    <Paged
      caption={t.screen.rows}
      items={rows}
      words={words}
      heads={heads([t.screen.eventTime, t.screen.arrived, t.screen.droppedBy])}
      line={(row) => {
        const happened = reader.eventTime(row);
        const by = dropping.flatMap((rows, i) => (rows.has(row) ? [nameOf(i)] : []));
        return (
          <tr key={row}>
            <th scope="row" className="mono">
              {Number.isNaN(happened) ? '–' : time(happened, words)}
            </th>
            <td className="mono">{time(reader.arrivesAt(row), words)}</td>
            <td className={by.length > 0 ? 'bad' : undefined}>{by.join(', ') || '–'}</td>
          </tr>
        );
      }}
    />
  );
}

interface Step {
  readonly name: string;
  readonly from: number;
  readonly at: number;
}

/** Where the water of each run stood, and by the clock of a loop what each of its runs had read up to. */
function Waters({ compared, words, now, nameOf }: Props) {
  const t = useTexts().compare;
  const steps = compared.runs
    .flatMap(({ trace, engine }, i): Step[] => {
      const { batches } = trace;
      if (engine === 'batchLoop')
        return Array.from(batches.startedAt, (from, b) => ({
          name: nameOf(i),
          from,
          at: (batches.endedAt[b] as number) <= now ? (batches.readTo?.[b] ?? Number.NaN) : Number.NaN,
        })).filter(({ at }) => !Number.isNaN(at));
      return [...waterSteps(trace)].flatMap(([task, way]) =>
        way.map(({ from, at }) => ({
          name: task === '' ? nameOf(i) : `${nameOf(i)}, ${t.screen.task(task)}`,
          from,
          at,
        })),
      );
    })
    .filter(({ from }) => from <= now)
    .sort((a, b) => a.from - b.from);
  if (steps.length === 0) return null;
  return (
    <Paged
      caption={t.screen.waters}
      items={steps}
      words={words}
      heads={heads([t.screen.from, t.screen.run, t.screen.standsAt])}
      line={({ name, from, at }) => (
        <tr key={`${name} ${from}`}>
          <th scope="row" className="mono">
            {time(from, words)}
          </th>
          <td>{name}</td>
          <td className="mono">{at > 0 ? time(at, words) : '–'}</td>
        </tr>
      )}
    />
  );
}

interface DroppedRow {
  readonly row: number;
  /** The figure that lacks it. */
  readonly name: string;
  /** When it was refused, microseconds of processing time. */
  readonly at: number;
}

/** Rows that a run refused as late, each with the figure that lacks it. */
const droppedBy = ({ answers: { reader }, ledger }: ComparedRun): DroppedRow[] =>
  (ledger?.figures ?? [])
    .filter(({ column }) => column === 0)
    .flatMap(({ name, causes }) =>
      causes.flatMap(({ code, row, entries: [entry] }) =>
        code === 'droppedLate' && row !== null && entry !== undefined
          ? [{ row, name, at: reader.entry(entry).processingTime }]
          : [],
      ),
    );
