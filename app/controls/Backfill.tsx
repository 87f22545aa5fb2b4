/** Days that the nightly job runs again: which ones, and one more at the moment where the stage stands. */
import { useMemo, useState } from 'react';
import { dayBounds, localDate } from '../../engine/localTime';
import { toggleBackfill } from '../../engine/scenario/backfill';
import type { Scenario } from '../../engine/scenario/scenario';
import { MILLISECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { dayName } from '../../i18n/format';
import { useLanguage, useTexts } from '../language/language';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { labelsOf } from '../trace/labels';
import { rowFacts } from '../trace/rowFacts';
import { Choice, Knob } from './Knob';

interface Props {
  readonly scenario: Scenario;
  readonly verdict: string | null;
  readonly refused: boolean;
  readonly onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
}

export function Backfill({ scenario, verdict, refused, onEdit }: Props) {
  const t = useTexts().stage.settings.backfill;
  const { backfill } = scenario.engines.dailyBatch;
  const reader = useRun((s) => s.reader);
  return (
    <Knob
      name={t.name}
      value={backfill.length === 0 ? t.none : t.days(backfill.length)}
      hint={(words) => words.backfill.hint}
      verdict={verdict}
      refused={refused}
    >
      {reader && <Days reader={reader} scenario={scenario} onEdit={onEdit} />}
    </Knob>
  );
}

function Days({ reader, scenario, onEdit }: Pick<Props, 'scenario' | 'onEdit'> & { readonly reader: TraceReader }) {
  const t = useTexts().stage.settings.backfill;
  const language = useLanguage();
  const now = usePlayback((s) => s.now);
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const { timeZone, backfill } = scenario.engines.dailyBatch;
  const days = useMemo(() => daysOf(reader, timeZone), [reader, timeZone]);
  const [chosen, setChosen] = useState<string | null>(null);
  const day = days.find((d) => d.day === chosen) ?? days[0];
  if (!day) return <p>{t.noDays}</p>;
  // A day is run again when it is over, and in whole milliseconds, as a file has them.
  const at = Math.max(Math.ceil(now / MILLISECOND) * MILLISECOND, day.to);
  const known = backfill.some((b) => b.day === day.day && b.at === at);
  return (
    <>
      {days.length > 1 && (
        <Choice
          name={t.choose}
          value={day.day}
          options={days.map((d) => ({ value: d.day, name: dayName(d.day, language), says: t.rows(d.rows) }))}
          onChange={setChosen}
        />
      )}
      {!known && (
        <button
          type="button"
          className="btn solid"
          onClick={() => onEdit((s) => toggleBackfill(s, day.day, at), `again ${day.day} ${at}`)}
        >
          {at > now + MILLISECOND
            ? t.whenOver(dayName(day.day, language), labels.instant(at))
            : t.now(dayName(day.day, language), labels.instant(at))}
        </button>
      )}
      {backfill.length > 0 && (
        <ul className="backfills">
          {backfill.map((b) => (
            <li key={`${b.day} ${b.at}`}>
              {t.line(dayName(b.day, language), labels.instant(b.at))}{' '}
              <button
                type="button"
                className="btn"
                aria-label={t.takeOutOf(dayName(b.day, language), labels.instant(b.at))}
                onClick={() => onEdit((s) => toggleBackfill(s, b.day, b.at), `not again ${b.day} ${b.at}`)}
              >
                {t.takeOut}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface DayOfRows {
  readonly day: string;
  /** Microseconds: the first instant of the day, and the first after it. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** The local days on which rows happened, in order. */
function daysOf(reader: TraceReader, timeZone: string): readonly DayOfRows[] {
  const { eventTime, count } = rowFacts(reader);
  const days: (DayOfRows & { rows: number })[] = [];
  for (let row = 0; row < count; row++) {
    const at = eventTime[row] as number;
    if (Number.isNaN(at)) continue;
    const known = days.find(({ from, to }) => from <= at && at < to);
    if (known) known.rows++;
    else {
      const day = localDate(at, timeZone);
      days.push({ day, ...dayBounds(day, timeZone), rows: 1 });
    }
  }
  return days.sort((a, b) => a.from - b.from);
}
