/** The loop's picture as tables: every figure, the truth and what made it wrong; what each run read; the rows. */
import type { Ledger } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText, rowText, time } from '../../i18n/compareText';
import { number } from '../../i18n/format';
import { useTexts } from '../language/language';
import { Paged } from '../views/rails/Paged';
import { CauseLinks } from './CauseLinks';
import { runsOf } from './layout';

export function LedgerTable({
  ledger,
  reader,
  words,
  now,
}: {
  ledger: Ledger;
  reader: TraceReader;
  words: CompareWords;
  /** Microseconds of processing time. */
  now: number;
}) {
  const t = useTexts().compare;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section className="loop-table" aria-label={t.loop.ledger} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.screen.figure}</th>
            <th scope="col">{t.loop.theLoop}</th>
            <th scope="col">{t.truth}</th>
            <th scope="col">{t.screen.why}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.figures
            .filter((f) => !f.open)
            .map((f) => (
              <tr key={`${f.name} ${f.column}`}>
                <th scope="row">
                  {figureName(f, words)}, {ledger.columns[f.column]}
                </th>
                <td className={f.right ? 'good' : 'wrong'}>
                  {f.parts.length > 1
                    ? f.parts.map((p) => figureText(p, f.column, words)).join('+')
                    : f.silent
                      ? '–'
                      : figureText(f.said, f.column, words)}{' '}
                  {f.right ? '✓' : '⊗'}
                </td>
                <td>{figureText(f.truth, f.column, words)}</td>
                <td>
                  {f.causes.map((c) => (
                    <p key={`${c.code} ${c.row} ${c.effect}`}>
                      {c.row !== null && `${rowText(c.row, words)}: `}
                      {t.cause[c.code]} <CauseLinks cause={c} reader={reader} words={words} />
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          {ledger.totals.map((total) => (
            <tr key={total.column}>
              <th scope="row">
                {t.total}, {ledger.columns[total.column]}
              </th>
              <td className={total.right ? 'good' : 'wrong'}>
                {figureText(total.said, total.column, words)} {total.right ? '✓' : '⊗'}
              </td>
              <td>{figureText(total.truth, total.column, words)}</td>
              <td>{total.causes.some((c) => c.code === 'distinctSummed') && t.cause.distinctSummed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Runs reader={reader} words={words} now={now} />
      <Rows reader={reader} words={words} now={now} />
    </section>
  );
}

interface Part {
  readonly reader: TraceReader;
  readonly words: CompareWords;
  readonly now: number;
}

const RUN_COLUMNS = ['run', 'from', 'to', 'rows', 'startedAt', 'endedAt'] as const;

/** The runs by now, and the crashes behind them. */
function Runs({ reader, words, now }: Part) {
  const t = useTexts().compare.loop;
  const runs = runsOf(reader, now).map((run) => (
    <tr key={run.number}>
      <th scope="row">{t.run(run.number)}</th>
      <td>{time(run.from, words)}</td>
      <td>{time(run.to, words)}</td>
      <td>{number(run.rows, words.language)}</td>
      <td>{time(run.startedAt, words)}</td>
      <td>{run.endedAt <= now ? time(run.endedAt, words) : '–'}</td>
    </tr>
  ));
  const crashes = reader.trace.crashes
    .filter(({ at }) => at <= now)
    .map((crash) => (
      <tr key={`crash ${crash.entry}`}>
        <th scope="row" colSpan={4}>
          {t.crash}
        </th>
        <td>{time(crash.at, words)}</td>
        <td>{crash.restartsAt <= now ? `${t.restart} ${time(crash.restartsAt, words)}` : '–'}</td>
      </tr>
    ));
  const lines = [...runs, ...crashes];
  if (lines.length === 0) return null;
  return (
    <Paged
      caption={t.runsTable}
      items={lines}
      words={words}
      heads={RUN_COLUMNS.map((column) => ({ column, text: t.runColumns[column] }))}
      line={(line) => line}
    />
  );
}

/** The rows, those that are still on their way among them: the picture draws their threads, too. */
function Rows({ reader, words, now }: Part) {
  const { compare: t, rails } = useTexts();
  return (
    <Paged
      caption={t.loop.rowsTable}
      items={[...reader.trace.arrivalOrder]}
      words={words}
      heads={(['eventTime', 'arrived'] as const).map((column) => ({ column, text: t.screen[column] }))}
      line={(row) => {
        const happened = reader.eventTime(row);
        const arrives = reader.arrivesAt(row);
        return (
          <tr key={row}>
            <th scope="row">{Number.isNaN(happened) ? '–' : time(happened, words)}</th>
            <td>
              {time(arrives, words)}
              {arrives > now && ` (${rails.verdicts.coming})`}
            </td>
          </tr>
        );
      }}
    />
  );
}
