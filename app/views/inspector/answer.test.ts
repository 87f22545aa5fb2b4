import { describe, expect, test } from 'vitest';
import type { Subject } from '../../../engine/explain/subject';
import { setSpark } from '../../../engine/scenario/edit';
import type { TraceReader } from '../../../engine/trace/reader';
import { type Language, texts } from '../../../i18n';
import { plain } from '../../../i18n/emphasis';
import { labelsOf } from '../../trace/labels';
import { NOTHING_WITHHELD, type Withheld } from '../../trace/withheld';
import { at, runOf, scenarioOf } from '../panel/runs';
import { answer } from './answer';

const tunnel = runOf(scenarioOf('tunnel'));
const PICKUP = 12;

function ask(
  reader: TraceReader,
  subject: Subject,
  { asOf = reader.length, withheld = NOTHING_WITHHELD as Withheld, language = 'en' as Language } = {},
) {
  return answer(reader, subject, asOf, withheld, labelsOf(reader, language), texts[language]);
}
/** As it is read: spaces that do not break are spaces. */
const shown = (text: string | null): string | null => text?.replaceAll('\u00a0', ' ') ?? null;
const head = (reader: TraceReader, subject: Subject, asOf = reader.length): (string | null)[] => {
  const { question, who } = ask(reader, subject, { asOf });
  return [shown(question), shown(who)];
};

describe('each subject has its question, and a line that tells which one it is', () => {
  const { length } = tunnel;
  const early = tunnel.cursorAt(at('14:10:00'));
  const lastAnswer = tunnel.trace.output.table.count - 1;
  test.each<[string, Subject, number, string, string]>([
    [
      'a dropped row',
      { kind: 'row', row: PICKUP },
      length,
      'Why is this row missing from 14:00 – 14:05?',
      'Row 13, zone Kota, offset 12',
    ],
    [
      'a row that counts',
      { kind: 'row', row: 0 },
      length,
      'Why does this row count in 14:00 – 14:05?',
      'Row 1, zone Kota, offset 0',
    ],
    [
      'a row that waits',
      { kind: 'row', row: PICKUP },
      tunnel.cursorAt(at('14:21:00')),
      'Why is this row not counted yet?',
      'Row 13, zone Kota, offset 12',
    ],
    ['a row to come, which has no offset', { kind: 'row', row: PICKUP }, 0, 'Where is this row?', 'Row 13, zone Kota'],
    ['an answered window', { kind: 'group', group: 0 }, length, 'Why does 14:00 – 14:05 say 3?', 'Window of 5 min'],
    [
      'an open window',
      { kind: 'group', group: 0 },
      early,
      'Why has 14:00 – 14:05 no final answer yet?',
      'Window of 5 min',
    ],
    ['an empty window', { kind: 'group', group: 0 }, 0, 'Why is 14:00 – 14:05 empty?', 'Window of 5 min'],
    [
      'a row of state',
      { kind: 'state', group: 0 },
      early,
      'Why does the state hold 14:00 – 14:05?',
      'State store, one row',
    ],
    [
      'state that was freed',
      { kind: 'state', group: 0 },
      length,
      'Why was 14:00 – 14:05 freed?',
      'State store, one row',
    ],
    [
      'an answer',
      { kind: 'output', output: 0 },
      length,
      'Why does 14:00 – 14:05 say 3?',
      'Result table, written by batch 6',
    ],
    [
      'the last answer',
      { kind: 'output', output: lastAnswer },
      length,
      'Why does 14:20 – 14:25 say 3?',
      'Result table, written by batch 16',
    ],
    [
      'the watermark',
      { kind: 'watermark' },
      early,
      'Why is the watermark at 14:03:50?',
      'Watermark of pickupTime, delay 5 min',
    ],
    [
      'the watermark before its first rise',
      { kind: 'watermark' },
      0,
      'Why has the watermark not moved yet?',
      'Watermark of pickupTime, delay 5 min',
    ],
    [
      'a batch',
      { kind: 'batch', batch: 10 },
      length,
      'Why did batch 10 run, and what did it do?',
      'Micro-batch, 2 rows',
    ],
    ['a batch to come', { kind: 'batch', batch: 10 }, 0, 'Why is batch 10 still empty?', 'Micro-batch, 2 rows'],
    [
      'a tick without a batch',
      { kind: 'noBatch', at: at('14:36:00') },
      length,
      'Why did no batch run at 14:36:00?',
      'A tick without a batch',
    ],
    [
      'completeness',
      { kind: 'measure', measure: 'completeness' },
      length,
      'Why is it this complete?',
      'Measure: complete',
    ],
    ['the wait', { kind: 'measure', measure: 'wait' }, length, 'Where does this wait come from?', 'Measure: wait'],
    [
      'the size of the state',
      { kind: 'measure', measure: 'state' },
      length,
      'Why is this much held?',
      'Measure: state',
    ],
  ])('%s', (_, subject, asOf, question, who) => {
    expect(head(tunnel, subject, asOf)).toEqual([question, who]);
  });

  test('an answer that was replaced since is asked about as what it was', () => {
    const updates = runOf(setSpark(scenarioOf('tunnel'), { outputMode: 'update' }));
    expect(head(updates, { kind: 'output', output: 0 })[0]).toBe('Why did batch 0 write 1 for 14:00 – 14:05?');
  });

  test('of a batch job there are runs and no batches', () => {
    const daily = runOf(scenarioOf('tunnel'), 'dailyBatch');
    expect(head(daily, { kind: 'batch', batch: 0 })).toEqual(['What did run 0 of the job do?', 'Batch job, 19 rows']);
    const { steps } = ask(daily, { kind: 'row', row: PICKUP });
    expect(steps.map((s) => shown(s.title))).toContain('Run 0 read it');
    expect(steps.map((s) => plain(s.text)).join(' ')).not.toMatch(/batch/i);
  });

  test('state of several fields names each, and instants in it are read in the zone of the scenario', () => {
    const fraud = runOf(scenarioOf('fraud'));
    const alert = fraud.trace.output.row.findIndex((row) => row < fraud.trace.arrivalOrder.length);
    const { question, steps } = ask(fraud, { kind: 'output', output: alert });
    expect(question).toBe('Why was this row written to the result?');
    const said = shown(plain(steps.find((s) => s.code === 'suspicious')?.text ?? ''));
    expect(said).toContain('remembered lastCity Jakarta, lastTime 06:58:12 for this key');
  });
});

test('a chain in Indonesian says the same with the same values', () => {
  const { question, steps } = ask(tunnel, { kind: 'row', row: PICKUP }, { language: 'id' });
  expect(shown(question)).toBe('Kenapa baris ini tidak ada di 14:00 – 14:05?');
  const said = steps.map((s) => shown(plain(s.text))).join(' ');
  for (const value of ['14:00 – 14:05', '16 mnt 40 dtk', '14:11:30', '14:16:30', '6 mnt 30 dtk'])
    expect(said).toContain(value);
});

describe('the causes of a drop', () => {
  const why = ask(tunnel, { kind: 'row', row: PICKUP });

  test('are numbered; what they come down to carries the cross of the picture', () => {
    expect(why.steps.map((s) => s.sign)).toEqual(['1', '2', '3', '4', '5', '×']);
  });

  test('are on the picture where they are in time', () => {
    expect(why.steps.map((s) => s.pin)).toEqual([
      { on: 'event', row: PICKUP },
      { on: 'arrival', row: PICKUP },
      { on: 'batch', batch: 10 },
      { on: 'water', watermark: at('14:11:30'), from: { row: 9, text: '14:16:30 minus 5\u00a0min' } },
      { on: 'window', group: 0 },
      null,
    ]);
    expect([...why.rows].sort()).toEqual([PICKUP, 9]);
    expect([...why.batches].sort((a, b) => a - b)).toEqual([6, 8, 10]);
  });

  test('can be gone to: the first at the very time of the event, though nothing was known of it then', () => {
    expect(why.steps[0]?.go).toEqual({ time: at('14:03:50') });
    for (const step of why.steps.slice(1)) {
      const cursor = step.go && 'cursor' in step.go ? step.go.cursor : Number.NaN;
      expect(shown(step.time)).toBe(labelsOf(tunnel, 'en').instant(tunnel.timeAt(cursor)));
    }
  });

  test('the water is asked about as it stood then, and the row itself is not asked again', () => {
    expect(why.steps.map((s) => s.about?.kind ?? null)).toEqual([null, null, 'batch', 'watermark', 'group', null]);
    const water = why.steps[3];
    expect(head(tunnel, { kind: 'watermark' }, water?.aboutAt)[0]).toBe('Why is the watermark at 14:11:30?');
  });
});

describe('while a prediction is open', () => {
  const asks = (subject: Subject, withheld: Partial<Withheld>, asOf = tunnel.length) =>
    ask(tunnel, subject, { asOf, withheld: { ...NOTHING_WITHHELD, ...withheld } });

  test('nothing is told of what it is about, nor of what would give it away', () => {
    const rows = { rows: new Set([PICKUP]), groups: new Set([0]) };
    for (const [subject, withheld] of [
      [{ kind: 'row', row: PICKUP }, rows],
      // Its window would say how many it counted.
      [{ kind: 'row', row: 0 }, rows],
      [{ kind: 'group', group: 0 }, rows],
      [{ kind: 'group', group: 0 }, { rows: rows.rows }],
      [{ kind: 'state', group: 0 }, rows],
      [{ kind: 'output', output: 0 }, rows],
      // It would count what it dropped.
      [{ kind: 'batch', batch: 10 }, rows],
      [{ kind: 'measure', measure: 'completeness' }, rows],
      [{ kind: 'watermark' }, { watermark: true }],
      [{ kind: 'batch', batch: 3 }, { watermark: true }],
      [{ kind: 'measure', measure: 'state' }, { state: true }],
      [{ kind: 'group', group: 3 }, { results: true }],
    ] as const) {
      const { question, steps, rows: playing, look } = asks(subject, withheld);
      expect(question, JSON.stringify(subject)).toBeNull();
      expect(steps).toEqual([]);
      expect(playing.size).toBe(0);
      expect(look).not.toBe('late');
    }
  });

  test('everything else answers', () => {
    const rows = { rows: new Set([PICKUP]), groups: new Set([0]) };
    expect(asks({ kind: 'row', row: 2 }, rows).question).not.toBeNull();
    expect(asks({ kind: 'group', group: 1 }, rows).question).not.toBeNull();
    expect(asks({ kind: 'watermark' }, rows).question).not.toBeNull();
    expect(asks({ kind: 'batch', batch: 9 }, rows).question).not.toBeNull();
    // A batch to come tells only when it starts.
    expect(asks({ kind: 'batch', batch: 10 }, rows, 0).question).not.toBeNull();
  });
});

test('of a row or a window of Kafka Streams no cause speaks of a watermark, which it does not have', () => {
  const kafka = runOf(scenarioOf('tunnel'), 'kafkaStreams');
  for (let cursor = 0; cursor <= kafka.length; cursor += 7)
    for (let row = 0; row < 19; row++) {
      const said = ask(kafka, { kind: 'row', row }, { asOf: cursor }).steps.map((s) => `${s.title} ${s.text}`);
      expect(said.filter((text) => /watermark/i.test(text))).toEqual([]);
    }
});

test('a key that is only remembered is kept forever, and holds no value called null', () => {
  const forever = runOf(scenarioOf('usersForever'));
  const [counted] = ask(forever, { kind: 'row', row: 0 }).steps.filter((s) => s.code === 'counted');
  expect(shown(counted?.text ?? null)).toMatch(/1 entry, kept forever/);
});
