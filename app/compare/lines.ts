/** What a comparison shows as lines of cells, for a sheet: every answer of every run by a moment, and how each run scores. */

import { formatInZone } from '../../engine/instant';
import { agree } from '../../engine/measure/answers';
import { SECOND } from '../../engine/time';
import { type CompareWords, figureName } from '../../i18n/compareText';
import { duration } from '../../i18n/format';
import { type Cell, cellOf } from '../keep/cells';
import { scoreAt } from './Score';
import { lanesOf } from './strips';
import type { Compared } from './useCompared';

type NameOf = (run: number) => string;

/** A line for each time that a run gave an answer by now; one without an answer for each figure of which it gave none. */
export function answerLines(compared: Compared, words: CompareWords, now: number, nameOf: NameOf): Cell[][] {
  const t = words.texts;
  const { zone } = words;
  const [first] = compared.runs;
  if (!first) return [];
  const { columns, instants } = first.answers;
  const lanes = lanesOf(compared, null);
  const windowed = lanes.some(({ start }) => start !== null);
  const named = first.trace.operator?.groups.specs.map(({ name }) => name) ?? [];
  const keyed = Math.max(0, ...lanes.map(({ keys }) => keys.length));
  const keyNames = keyed > 0 ? named.slice(-keyed) : [];
  const instant = (at: number | null): Cell => (at === null ? '' : formatInZone(at, zone));
  const cells = (values: Parameters<typeof cellOf>[0][] | null | undefined): Cell[] =>
    columns.map((_, i) => cellOf(values?.[i], instants[i] ? 'timestamp' : undefined, zone));
  // A query without groups has one column, which says how often a row came out.
  const valueNames = columns.map((name) => name || t.screen.times);
  const heads = [
    t.screen.figure,
    ...(windowed ? ['windowStart', 'windowEnd'] : []),
    ...keyNames,
    t.screen.run,
    t.screen.saidAt,
    ...valueNames,
    ...valueNames.map((name) => `${t.truth}: ${name}`),
    t.screen.verdict,
    t.screen.mayChange,
  ];
  const body = lanes.flatMap((lane) =>
    compared.runs.flatMap((run, i) => {
      const answer = run.answers.byName.get(lane.name);
      const said = answer?.said.filter(({ at }) => at <= now) ?? [];
      const adds = run.answers.addsUp.some(Boolean) && said.length > 1;
      const final = answer?.finalAt != null && answer.finalAt <= now;
      const line = (values: (typeof said)[number]['values'] | null, at: number | null, verdict: string, open: Cell) => [
        figureName(lane, words),
        ...(windowed ? [instant(lane.start), instant(lane.end)] : []),
        ...keyNames.map((_, key) => cellOf(lane.keys[key], undefined, zone)),
        nameOf(i),
        instant(at),
        ...cells(values && [...values]),
        ...cells(lane.truth && [...lane.truth]),
        verdict,
        open,
      ];
      if (said.length === 0) return [line(null, null, t.screen.standing.silent(), '')];
      return said.map(({ values, at }, nth) => {
        const last = nth === said.length - 1;
        const isRight = !adds && lane.truth !== null && agree(values, lane.truth);
        const verdict = !last && !adds ? t.screen.replaced : isRight ? t.screen.isRight : t.screen.isWrong;
        return line(values, at, verdict, last && !final ? t.screen.mayChange : '');
      });
    }),
  );
  return [heads, ...body];
}

/** A line for each run: rows counted, waits in seconds, what it corrected, held and ran. */
export function scoreLines(compared: Compared, words: CompareWords, now: number, nameOf: NameOf): Cell[][] {
  const t = words.texts;
  // What never came has no length; the cell says so.
  const seconds = (micros: number | null): Cell =>
    micros === null ? '' : Number.isFinite(micros) ? micros / SECOND : duration(micros, words.language);
  const heads = [
    t.screen.run,
    t.screen.dueRows,
    t.screen.countedRows,
    `${t.medianWait} (s)`,
    `${t.worstWait} (s)`,
    t.corrections,
    t.state,
    t.runs,
  ];
  const body = compared.runs.map((run, i) => {
    const score = scoreAt(run, compared, now);
    if (!score) return [nameOf(i)];
    const { due, counted, medianWait, worstWait, corrections, peakDuring, runs } = score;
    return [
      nameOf(i),
      due,
      counted,
      seconds(medianWait),
      seconds(worstWait),
      corrections,
      peakDuring ?? 0,
      runs ?? t.alwaysOn,
    ];
  });
  return [heads, ...body];
}
