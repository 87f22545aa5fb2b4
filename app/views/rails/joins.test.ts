import { describe, expect, it } from 'vitest';
import silentFile from '../../../engine/conformance/cases/join-silent-side.json';
import threeFile from '../../../engine/conformance/cases/join-three-left-outer.json';
import unionFile from '../../../engine/conformance/cases/union-by-position.json';
import { simulate } from '../../../engine/simulate';
import { MINUTE } from '../../../engine/time';
import adsFile from '../../../engine/trace/adsAndClicks.fixture.json';
import { openTrace, type TraceReader } from '../../../engine/trace/reader';
import { NONE, type Trace } from '../../../engine/trace/trace';
import { texts } from '../../../i18n';
import { FIXTURES, type FixtureName, scenarioOf } from '../../gallery/fixtures';
import { rowFacts } from '../../trace/rowFacts';
import { streamsOf } from '../../trace/streams';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import type { Fixture } from './fixtures';
import { alongOf, eventOf, frameOf, type Orientation, textWidth } from './frame';
import { joinedOf } from './Joined';
import { type JoinOf, joinFrame, joinOf, stretchesOf } from './joins';
import { callout, layout, type RailsInput } from './layout';
import { pickRow } from './pick';
import type { JoinMarks, Scene } from './scene';
import { fitView } from './view';
import { wordsOf } from './words';

const SIZES = { horizontal: { width: 1026, height: 400 }, vertical: { width: 390, height: 456 } };

function inputOf(fixture: Fixture, change: Partial<RailsInput> = {}, language: 'en' | 'id' = 'en'): RailsInput {
  const { reader } = fixture;
  const joined = joinedOf(reader, texts[language].joins) ?? undefined;
  const orientation: Orientation = change.orientation ?? 'horizontal';
  return {
    ...fixture,
    size: SIZES[orientation],
    orientation,
    compact: false,
    interactive: true,
    view: fitView(reader),
    words: { ...wordsOf(reader, language, texts[language].rails), fate: joined?.fate },
    keys: null,
    held: null,
    hand: null,
    looked: null,
    joined,
    ...change,
  };
}
const sceneOf = (fixture: Fixture, change: Partial<RailsInput> = {}): Scene & { join: JoinMarks } =>
  layout(inputOf(fixture, change)) as Scene & { join: JoinMarks };

const read = (file: unknown): TraceReader => {
  const scenario = scenarioOf(file);
  return openTrace(simulate(scenario, 'spark'), scenario);
};

/** The same run and moment, with another trace. */
function doctored({ reader, moment, withheld }: Fixture, doctor: (t: Trace) => Trace): Fixture {
  const other = openTrace(doctor(reader.trace), reader.scenario);
  return { reader: other, moment: other.at(moment.cursor), withheld };
}

/** Ads and clicks by their number in the file, clicks from eleven on. */
const CLICKS = 11;
const JOINS: readonly FixtureName[] = ['ads', 'adsOuter', 'adsFlink', 'adsKafka', 'adsSlow', 'adsWindows'];

describe('a join', () => {
  it.each(JOINS)('gives each input a rail of its own, in both ways to turn them: %s', (name) => {
    for (const orientation of ['horizontal', 'vertical'] as const) {
      const { frame, rows } = sceneOf(FIXTURES[name](), { orientation });
      const [upper = 0, lower = 0] = frame.rails?.at ?? [];
      expect(upper).toBeGreaterThan(0);
      expect(lower - upper).toBeGreaterThan(50);
      expect(frame.processing - lower).toBeGreaterThan(60);
      expect(lower).toBe(frame.event);
      for (const { row, event } of rows)
        expect(event?.[orientation === 'horizontal' ? 'y' : 'x']).toBe(row < CLICKS ? upper : lower);
    }
  });

  it.each([
    ['impressions', 'clicks', 'purchases'],
    ['mmmmmm', 'right', 'third'],
  ])('leaves a space between the names of three upright rails on a phone: %s, %s, %s', (...names) => {
    const file = ['left', 'right', 'third'].reduce(
      (text, old, i) => text.replaceAll(`"${old}"`, `"${names[i]}"`),
      JSON.stringify(threeFile),
    );
    const reader = read(JSON.parse(file));
    const moment = reader.at(reader.length);
    const { frame } = sceneOf({ reader, moment, withheld: NOTHING_WITHHELD }, { orientation: 'vertical' });
    const ends = (frame.rails?.names ?? []).map(({ text, at }) => {
      const half = textWidth(text, 14, 'bold') / 2;
      return { from: at - half, to: at + half };
    });
    expect(ends).toHaveLength(3);
    expect(ends[0]?.from).toBeGreaterThanOrEqual(8);
    for (let i = 1; i < 3; i++) expect(ends[i]?.from).toBeGreaterThan((ends[i - 1]?.to as number) + 8);
  });

  it.each([
    [['ads', 'clicks'], 300],
    [['impressions', 'clicks'], 370],
    [['orders', 'payments', 'shipped'], 370],
  ])('cuts no name over upright rails that has room beside the others: %s in %d pixels', (names, width) => {
    const streams = { names, of: [], sources: [] };
    const of = { reader: { trace: { operator: { join: {} } } }, streams } as unknown as JoinOf;
    const size = { width, height: 500 };
    const { rails } = joinFrame(frameOf(size, 'vertical', false, { from: 0, to: 1 }, 1), of);
    expect(rails?.names.map(({ text }) => text)).toEqual(names);
    // Each stands over its own rail.
    rails?.names.forEach(({ text, at }, i) => {
      expect(Math.abs(at - (rails.at[i] as number))).toBeLessThanOrEqual(textWidth(text, 14, 'bold') / 2);
    });
  });

  it('has no number that is none, and writes nothing outside of the picture', () => {
    for (const name of [...JOINS, 'adsWithheld'] as const)
      for (const orientation of ['horizontal', 'vertical'] as const) {
        const { reader, withheld } = FIXTURES[name]();
        for (let share = 0; share <= 1; share += 0.125) {
          const moment = reader.at(Math.round(reader.length * share));
          const { join, ...scene } = sceneOf({ reader, moment, withheld }, { orientation });
          expect(JSON.stringify(join)).not.toContain('null,null');
          const { width, height } = SIZES[orientation];
          const labels = [...join.waters.map((w) => w.label), scene.water?.label, scene.tested?.label];
          for (const label of labels)
            if (label) {
              expect(label.x).toBeGreaterThanOrEqual(0);
              expect(label.x).toBeLessThanOrEqual(width);
              expect(label.y).toBeGreaterThan(8);
              expect(label.y).toBeLessThan(height);
            }
          for (const { path } of join.ties) expect(path).not.toContain('NaN');
        }
      }
  });

  it('is the same picture however it was reached', () => {
    const { reader, moment, withheld } = FIXTURES.adsOuter();
    const once = sceneOf({ reader, moment, withheld });
    reader.at(reader.length).results();
    reader.at(3);
    expect(sceneOf({ reader, moment: reader.at(moment.cursor), withheld })).toEqual(once);
  });

  it('ties the rows that met, and a row that came out beside nulls to nothing', () => {
    const { join, frame, rows } = sceneOf(FIXTURES.adsOuter());
    const pairs = join.ties.filter((t) => !t.alone).map((t) => t.rows.join('-'));
    expect(pairs.sort()).toEqual(['0-11', '3-12', '3-18', '4-13', '5-14', '6-17', '8-19']);
    expect(join.ties.filter((t) => t.alone).map((t) => t.rows)).toEqual([[1], [2]]);
    const tie = join.ties.find((t) => t.rows.join('-') === '0-11');
    const [a, b] = [0, 11].map((row) => rows.find((r) => r.row === row)?.event as { x: number; y: number });
    expect(tie).toMatchObject({ tone: 'final', subject: { kind: 'output', output: 0 } });
    expect(tie?.path).toBe(`M${a?.x},${a?.y}L${b?.x},${b?.y}`);
    expect(tie?.spoken).toBe('impressions, row 1 matches clicks, row 1');
    expect(frame.rails?.names.map((n) => n.text)).toEqual(['impressions', 'clicks']);
  });

  it('ties a pair once that a job gives out at each of its runs', () => {
    const scenario = scenarioOf({ ...adsFile, engines: { dailyBatch: { every: '5 minutes' } } });
    const reader = openTrace(simulate(scenario, 'dailyBatch'), scenario);
    const { join } = sceneOf({ reader, moment: reader.at(reader.length), withheld: NOTHING_WITHHELD });
    expect(reader.trace.output.table.count).toBe(21);
    expect(join.ties).toHaveLength(10);
    expect(join.ties[0]?.subject).toEqual({ kind: 'output', output: 11 });
  });

  it('ties pairs that go on to windows in the colour of what is held, and asks the row that completed them', () => {
    const { join, brackets } = sceneOf(FIXTURES.adsWindows());
    expect(new Set(join.ties.map((t) => t.tone))).toEqual(new Set(['state']));
    expect(join.ties[0]?.subject).toEqual({ kind: 'row', row: CLICKS });
    expect(brackets.length).toBeGreaterThan(2);
  });

  it('rings what the state keeps, dashed where nothing has matched it; what left without a match has its stub', () => {
    const stateOf = (name: FixtureName) =>
      Object.fromEntries(sceneOf(FIXTURES[name]()).join.rows.map((r) => [r.row, r.state]));
    const inner = stateOf('ads');
    expect(inner).toMatchObject({ 1: 'freed', 2: 'waits', 3: 'held', 15: 'waits' });
    // The first ad has met its click, and both are gone: a plain dot.
    expect(inner[0]).toBeUndefined();
    const outer = stateOf('adsOuter');
    expect(outer[1]).toBeUndefined();
    expect(outer).toMatchObject({ 7: 'waits', 8: 'held', 15: 'freed' });
  });

  it('says of each input how far it is by itself, and which one decides', () => {
    const { join, water, frame } = sceneOf(FIXTURES.adsSlow());
    expect(join.waters.map((w) => w.spoken)).toEqual(['impressions by itself: 14:12:30', 'clicks by itself: 14:09:00']);
    expect(join.waters.map((w) => w.isWater)).toEqual([false, true]);
    // The slow input is the lower rail.
    expect(water?.label.y).toBeGreaterThan(frame.rails?.at[0] as number);
    expect(water?.label.text).toBe('the smaller: watermark');
    expect(water?.spoken).toBe('Watermark 14:09:00, decided by clicks, the smaller; impressions by itself: 14:12:30');
    expect(join.waters[0]?.label?.text).toBe('impressions 14:12:30');
  });

  it('names an input that has come to nothing, as long as it holds back one that has', () => {
    const reader = read(silentFile);
    const said = (cursor: number) =>
      sceneOf({ reader, moment: reader.at(cursor), withheld: NOTHING_WITHHELD }).join.waters.map((w) => w.label?.text);
    expect(said(0)).toEqual([]);
    expect(said(reader.length)).toEqual(['left 14:00:00', 'right: no watermark yet']);
  });

  it('draws what a doctored trace says: another partner, another watermark of an input', () => {
    const fixture = FIXTURES.adsOuter();
    const other = doctored(fixture, (t) => {
      const join = t.operator?.join as NonNullable<NonNullable<Trace['operator']>['join']>;
      const right = join.ties.right.slice();
      // The first two pairs change partners.
      [right[0], right[1]] = [right[1] as number, right[0] as number];
      const clock = t.inputs?.clock.map((c, i) => (t.inputs?.input[i] === 1 ? c + 3 * MINUTE : c));
      return {
        ...t,
        operator: t.operator && { ...t.operator, join: { ...join, ties: { ...join.ties, right } } },
        ...(t.inputs && clock && { inputs: { ...t.inputs, clock } }),
      };
    });
    const [as, is] = [sceneOf(other).join, sceneOf(fixture).join];
    const pairs = (m: JoinMarks) => m.ties.slice(0, 2).map((t) => t.rows.join('-'));
    expect(pairs(is)).toEqual(['0-11', '4-13']);
    expect(pairs(as)).toEqual(['0-13', '4-11']);
    expect(as.waters[1]?.spoken).toBe('clicks by itself: 14:16:20');
    expect(is.waters[1]?.spoken).toBe('clicks by itself: 14:13:20');
  });

  it('says nothing of it while a prediction is open', () => {
    const { join, water } = sceneOf(FIXTURES.adsWithheld());
    expect(join).toEqual({ waters: [], ties: [], rows: [] });
    expect(water).toBeNull();
    const { reader, moment } = FIXTURES.adsOuter();
    const one = sceneOf({ reader, moment, withheld: { ...NOTHING_WITHHELD, rows: new Set([0]) } }).join;
    expect(one.ties.some((t) => t.rows.includes(0))).toBe(false);
    expect(one.ties.length).toBeGreaterThan(3);
  });

  it('leaves out the ties of a row in hand until its new run has come', () => {
    const fixture = FIXTURES.adsOuter();
    const { join } = sceneOf(fixture, { held: { row: 3, rail: 'event', time: fixture.reader.eventTime(3) + MINUTE } });
    expect(join.ties.some((t) => t.rows.includes(3))).toBe(false);
    expect(join.ties.length).toBeGreaterThan(3);
  });

  it('says of a row what became of it in the join, in both languages', () => {
    const fixture = FIXTURES.adsOuter();
    const said = (row: number, language: 'en' | 'id') => {
      const input = inputOf(fixture, {}, language);
      return callout(input, layout(input).frame, row)?.lines[1].text;
    };
    expect(said(0, 'en')).toBe('matched clicks, row 1');
    expect(said(3, 'en')).toBe('matched clicks, row 2 and clicks, row 8');
    expect(said(1, 'en')).toBe('no match: came out with nulls');
    expect(said(7, 'en')).toBe('no match yet: kept in state');
    expect(said(7, 'id')).toBe('belum ada pasangan: disimpan di state');
    expect(said(15, 'id')).toBe('dilepas tanpa pasangan');
  });

  it('shows where a match of a row would lie, on the other rail, by the condition', () => {
    const fixture = FIXTURES.adsOuter();
    const { reader } = fixture;
    const of = joinOf(reader, texts.en.joins) as NonNullable<ReturnType<typeof joinOf>>;
    const { frame } = sceneOf(fixture);
    const { words } = inputOf(fixture);
    const [ad] = stretchesOf(3, frame, of, words);
    expect(ad?.rail).toBe(1);
    const t = reader.eventTime(3);
    expect(ad?.area.x).toBeCloseTo(alongOf(frame, t) - 1, 1);
    expect((ad?.area.x ?? 0) + (ad?.area.width ?? 0)).toBeCloseTo(alongOf(frame, t + 5 * MINUTE) + 1, 1);
    expect(ad?.spoken).toBe('a match lies in 14:04:00 – 14:09:00');
    // A click looks back.
    const [click] = stretchesOf(12, frame, of, words);
    expect(click).toMatchObject({ rail: 0, spoken: 'a match lies in 14:02:00 – 14:07:00' });
  });

  it('is taken up on its own rail, and a thread of the upper one can be pointed at below the lower one', () => {
    const { reader, moment } = FIXTURES.adsOuter();
    const { frame } = sceneOf({ reader, moment, withheld: NOTHING_WITHHELD });
    const facts = rowFacts(reader);
    const rows = Array.from({ length: facts.count }, (_, row) => row);
    const at = (row: number) => ({ x: alongOf(frame, facts.eventTime[row] as number), y: eventOf(frame, row) });
    for (const row of [0, 3, 12, 19])
      expect(pickRow(frame, facts, rows, at(row), 12, 5, null)).toEqual({ row, rail: 'event' });
    // Where the click of the first ad stands, on the ads rail: nothing of it is there.
    expect(pickRow(frame, facts, rows, { ...at(CLICKS), y: eventOf(frame, 0) }, 12, 0, null)?.row).not.toBe(CLICKS);
    const arrived = alongOf(frame, facts.arrivesAt[0] as number);
    expect(pickRow(frame, facts, rows, { x: arrived, y: frame.processing - 30 }, 12, 6, null)?.row).toBe(0);
  });
});

describe('streams', () => {
  it('are one where sources are put together and not joined, or a source meets itself: one rail', () => {
    expect(streamsOf(read(unionFile))).toBeNull();
    expect(joinedOf(read(unionFile), texts.en.joins)).toBeNull();
    expect(streamsOf(FIXTURES.tunnel().reader)).toBeNull();
  });

  it('are in the order in which the query names them, each row in its own', () => {
    const { reader } = FIXTURES.ads();
    const streams = streamsOf(reader);
    expect(streams?.names).toEqual(['impressions', 'clicks']);
    expect([streams?.of[0], streams?.of[CLICKS]]).toEqual([0, 1]);
    expect(NONE).toBeGreaterThan(streams?.of.length ?? 0);
  });
});
