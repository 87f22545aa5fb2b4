import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import idleFile from '../../../engine/conformance/cases/flink-idle-partition.json';
import { moveRow } from '../../../engine/scenario/move';
import { parseScenario } from '../../../engine/scenario/parse';
import { simulate } from '../../../engine/simulate';
import { MINUTE, SECOND } from '../../../engine/time';
import { openTrace, type TraceReader } from '../../../engine/trace/reader';
import { KIND } from '../../../engine/trace/trace';
import { texts } from '../../../i18n';
import tunnelFile from '../../../lessons/06-watermark/tunnel.json';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import type { CrowdMark } from './crowds';
import { densityOf } from './density';
import { FIXTURES, type Fixture } from './fixtures';
import { alongOf, type Orientation, textWidth } from './frame';
import { layout, layoutHeld, nowMark, type RailsInput } from './layout';
import { outageMarks } from './outages';
import { paintsAlike } from './paint';
import type { Scene } from './scene';
import { fitView, following, readableView } from './view';
import { wordsOf } from './words';

const HORIZONTAL = { width: 1026, height: 400 };
const VERTICAL = { width: 390, height: 456 };

function inputOf(fixture: Fixture, change: Partial<RailsInput> = {}, language: 'en' | 'id' = 'en'): RailsInput {
  const { reader, moment, withheld } = fixture;
  return {
    reader,
    moment,
    withheld,
    size: HORIZONTAL,
    orientation: 'horizontal',
    compact: false,
    interactive: true,
    view: fitView(reader),
    words: wordsOf(reader, language, texts[language].rails),
    keys: null,
    held: null,
    hand: null,
    looked: null,
    ...change,
  };
}

const sceneOf = (name: keyof typeof FIXTURES, change: Partial<RailsInput> = {}): Scene =>
  layout(inputOf(FIXTURES[name](), change));

const says = (scene: Scene): (string | undefined)[] => scene.brackets.map((b) => b.value?.text);

function vertical(name: keyof typeof FIXTURES): Scene {
  const fixture = FIXTURES[name]();
  const view = following(fixture.reader, readableView(fixture.reader, 406), fixture.moment.now);
  return layout(inputOf(fixture, { size: VERTICAL, orientation: 'vertical' as Orientation, view }));
}

describe('the tunnel, when batch 10 has just dropped its pickup', () => {
  const scene = sceneOf('tunnel');

  it('says in late red that the first window is final and wrong, and of the others what they say so far', () => {
    expect(scene.brackets.map((b) => b.tone)).toEqual(['wrong', 'right', 'open', 'open', 'coming', 'coming', 'coming']);
    expect(says(scene)).toEqual(['3 of 4', '4', '3', '2', undefined, undefined, undefined]);
    expect(scene.brackets[1]?.check).not.toBeNull();
    expect(scene.brackets[0]?.check).toBeNull();
  });

  it('crosses the dropped row and no other', () => {
    expect(scene.rows.filter((r) => r.look === 'late').map((r) => r.row)).toEqual([12]);
    expect(scene.rows.find((r) => r.row === 12)?.thread).toBe('late');
  });

  it('lays water up to the watermark, and shows the one that rows are tested against where it is another', () => {
    expect(scene.water?.timeText).toBe('14:13:10');
    expect(scene.tested?.time?.text).toBe('14:11:30');
    expect(scene.water?.along).toBeCloseTo(alongOf(scene.frame, scene.water?.watermark ?? 0));
  });

  it('tells how long the dropped row was on its way, by how much it was late and how deep it lies', () => {
    expect(scene.callout?.lines.map((l) => l.text)).toEqual([
      '16 min 40 s on its way, late by 6 min 30 s',
      '14:03:50 is 9 min 20 s under water',
    ]);
  });

  it('tells it in Indonesian as well', () => {
    const indonesian = layout(inputOf(FIXTURES.tunnel(), {}, 'id'));
    expect(indonesian.callout?.lines.map((l) => l.text)).toEqual([
      '16 mnt 40 dtk di jalan, telat 6 mnt 30 dtk',
      '14:03:50 terendam 9 mnt 20 dtk',
    ]);
    expect(indonesian.brackets[0]?.value?.text).toBe('3 dari 4');
  });

  it('draws rows that were overtaken with a darker thread', () => {
    const darker = scene.rows.filter((r) => r.thread === 'outOfOrder').map((r) => r.row);
    expect(darker).toEqual([3, 5, 7, 10, 15]);
  });

  it('keeps what is to come hollow, and what has arrived unread apart from what is read', () => {
    const looks = Object.fromEntries(scene.rows.map((r) => [r.row, r.look]));
    expect(looks[11]).toBe('counted');
    expect(looks[13]).toBe('waiting');
    expect(looks[14]).toBe('coming');
  });

  it('puts a block before the start of its batch: a micro-batch reads at the end of its interval', () => {
    const current = scene.batches.find((b) => b.state === 'current');
    expect(current?.label?.text).toBe('10');
    const { reader, moment } = FIXTURES.tunnel();
    const start = reader.trace.batches.startedAt[10] as number;
    expect(moment.now).toBe(start);
    const box = current?.area ?? { x: 0, width: 0 };
    expect(box.x).toBeCloseTo(alongOf(scene.frame, start - 2 * MINUTE) + 1.5, 1);
    expect(box.x + box.width).toBeCloseTo(alongOf(scene.frame, start) - 1.5, 1);
    expect(scene.batches.filter((b) => b.state === 'past')).toHaveLength(10);
  });

  it('turns for a narrow place: time flows down, events left of arrivals, now low in the picture', () => {
    const down = vertical('tunnel');
    const ends = down.rows.find((r) => r.row === 9);
    expect(ends?.event?.x).toBeLessThan(ends?.processing.x ?? 0);
    expect(ends?.event?.y).toBeLessThan(ends?.processing.y ?? 0);
    const now = nowMark(down.frame, FIXTURES.tunnel().moment.now);
    expect(now.beyond).toBe(0);
    expect(now.at).toBeGreaterThan(down.frame.height * 0.7);
    expect(down.brackets.find((b) => b.value?.text === '4')?.status?.text).toBe('final');
  });
});

describe('where time flows down, at each moment', () => {
  const PHONE = { width: 342, height: 330 };
  const { reader, withheld } = FIXTURES.tunnel();
  const scenes = Array.from({ length: reader.length + 1 }, (_, cursor): Fixture => {
    return { reader, withheld, moment: reader.at(cursor) };
  }).map((fixture) => {
    const view = following(reader, readableView(reader, PHONE.height - 50), fixture.moment.now);
    return { fixture, change: { size: PHONE, orientation: 'vertical' as Orientation, view } };
  });

  it('a callout hides neither end of a short way: the slant between them is what it speaks of', () => {
    let looked = 0;
    for (const { fixture, change } of scenes) {
      for (const row of [0, 2, 4, 6]) {
        const { callout, rows } = layout(inputOf(fixture, { ...change, looked: row }));
        const mark = rows.find((r) => r.row === row);
        if (!callout || !mark?.event) continue;
        looked++;
        const { x, y, width, height } = callout.box;
        for (const end of [mark.event, mark.processing]) {
          const over = end.x > x && end.x < x + width && end.y > y && end.y < y + height;
          expect(over, `row ${row} at ${fixture.moment.cursor}`).toBe(false);
        }
      }
    }
    expect(looked).toBeGreaterThan(50);
  });

  it('the plate of the water covers none of what is said of the line that rows are tested against', () => {
    const { reader, withheld } = FIXTURES.fraud();
    let said = 0;
    for (let cursor = 0; cursor <= reader.length; cursor++) {
      const fixture = { reader, withheld, moment: reader.at(cursor) };
      const change = { size: PHONE, orientation: 'vertical' as Orientation, view: fitView(reader) };
      const { tested, water } = layout(inputOf(fixture, change));
      if (!tested?.label || !water) continue;
      said++;
      const { y, height } = water.area;
      expect(tested.label.y - 10 > y + height || tested.label.y + 3 < y).toBe(true);
    }
    expect(said).toBeGreaterThan(5);
  });

  it('no label of time and no plate of now lies under the buttons: two, and a third in a chosen view', () => {
    for (const own of [false, true]) {
      // As rails.css has them: 44 pixels each, from 36 down.
      const buttons = 36 + 44 * (own ? 3 : 2);
      const across = PHONE.width - 48;
      let low = 0;
      for (const { fixture, change } of scenes) {
        const { ticks, frame } = layout(inputOf(fixture, { ...change, own }));
        for (const { label } of ticks) expect(label.y - 9).toBeGreaterThanOrEqual(buttons);
        const { tag } = nowMark(frame, fixture.moment.now);
        if (tag.x + tag.width > across) expect(tag.y).toBeGreaterThanOrEqual(buttons - 2);
        low += ticks.length;
      }
      expect(low).toBeGreaterThan(100);
    }
  });

  it('the plate of now that stands beside the event rail leaves its dots free', () => {
    const [first] = scenes;
    if (!first) throw new Error('a run has a first moment');
    const { frame } = layout(inputOf(first.fixture, first.change));
    const now = nowMark(frame, first.fixture.moment.now);
    expect(now.tag.x).toBeGreaterThan(frame.event + 8);
    expect(now.tag.x + now.tag.width).toBeLessThan(frame.processing - 8);
  });
});

describe('an open prediction', () => {
  const scene = sceneOf('tunnelWithheld');

  it('is not answered: the row is a plain dot, its window says nothing', () => {
    const row = scene.rows.find((r) => r.row === 12);
    expect(row?.look).toBe('counted');
    expect(row?.thread).toBe('outOfOrder');
    expect(scene.callout).toBeNull();
    expect(scene.brackets[0]).toMatchObject({ tone: 'withheld', value: null, check: null });
    expect(scene.brackets[0]?.spoken).not.toMatch(/3|4 rows|wrong/);
  });

  it('leaves what it is not about as it is', () => {
    expect(scene.brackets[1]?.value?.text).toBe('4');
  });

  it('can keep the water away', () => {
    const dry = sceneOf('tunnel', { withheld: { ...NOTHING_WITHHELD, watermark: true } });
    expect(dry.water).toBeNull();
    expect(dry.tested).toBeNull();
  });
});

describe('a moment', () => {
  it('is the same picture however it was reached', () => {
    const { reader } = FIXTURES.tunnel();
    fc.assert(
      fc.property(fc.nat(reader.length), fc.array(fc.nat(reader.length), { maxLength: 4 }), (cursor, before) => {
        const fresh = openTrace(reader.trace, reader.scenario);
        const straight = layout(inputOf({ reader: fresh, moment: fresh.at(cursor), withheld: NOTHING_WITHHELD }));
        for (const c of before) layout(inputOf({ reader, moment: reader.at(c), withheld: NOTHING_WITHHELD }));
        const roundabout = layout(inputOf({ reader, moment: reader.at(cursor), withheld: NOTHING_WITHHELD }));
        expect(roundabout).toEqual(straight);
      }),
      { numRuns: 40 },
    );
  });

  it('has as many crossed rings as rows that the trace has dropped by then', () => {
    const { reader } = FIXTURES.clock();
    for (let cursor = 0; cursor <= reader.length; cursor++) {
      const scene = layout(inputOf({ reader, moment: reader.at(cursor), withheld: NOTHING_WITHHELD }));
      let dropped = 0;
      for (let i = 0; i < cursor; i++) if (reader.trace.kinds[i] === KIND.rowLate) dropped++;
      expect(scene.rows.filter((r) => r.look === 'late')).toHaveLength(dropped);
    }
  });

  it('is drawn as the trace says, doctored or not', () => {
    const { reader, moment } = FIXTURES.tunnel();
    const kinds = reader.trace.kinds.slice();
    kinds[kinds.indexOf(KIND.rowLate)] = KIND.rowGrouped;
    const watermark = reader.trace.batches.watermark.slice();
    watermark[10] = (watermark[10] as number) - 60 * SECOND;
    const doctored = openTrace(
      { ...reader.trace, kinds, batches: { ...reader.trace.batches, watermark } },
      reader.scenario,
    );
    const scene = layout(inputOf({ reader: doctored, moment: doctored.at(moment.cursor), withheld: NOTHING_WITHHELD }));
    expect(scene.rows.some((r) => r.look === 'late')).toBe(false);
    expect(scene.water?.timeText).toBe('14:12:10');
  });
});

describe('closing rows', () => {
  it('are pale once they are read, and the picture says why', () => {
    const scene = sceneOf('tunnelEnd');
    expect(scene.rows.filter((r) => r.look === 'closing').map((r) => r.row)).toEqual([16, 17, 18]);
    expect(scene.notes).toContain(texts.en.rails.closing);
  });

  it('are not a row whose clock ran far ahead, though its window is never answered', () => {
    const { reader } = FIXTURES.clock();
    const scene = layout(inputOf({ reader, moment: reader.at(reader.length), withheld: NOTHING_WITHHELD }));
    expect(scene.rows.find((r) => r.row === 4)).toMatchObject({ look: 'counted', thread: 'early' });
  });
});

describe('other queries', () => {
  it('what is said of a partition stays inside of the picture, wherever its water has come to', () => {
    const scenario = parseScenario(idleFile);
    if (!scenario.ok) throw new Error('no scenario');
    const reader = openTrace(simulate(scenario.scenario, 'flink'), scenario.scenario);
    const fixture = { reader, moment: reader.at(reader.length), withheld: NOTHING_WITHHELD };
    const { from, to } = fitView(reader);
    for (let share = 0.04; share <= 1; share += 0.04) {
      const { lanes } = layout(inputOf(fixture, { view: { from, to: from + (to - from) * share } }));
      expect(lanes.map(({ idle }) => idle)).toContain(true);
      for (const { label } of lanes) {
        const width = textWidth(label.text, 12, 'figures');
        const left = label.anchor === 'end' ? label.x - width : label.x;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(HORIZONTAL.width);
      }
    }
  });

  it('what the watermark of all says lies clear of what is said of each partition, and neither lies on dots', () => {
    const arrivals = tunnelFile.sources.pickups.arrivals.map((a, i) => ({ ...a, partition: i % 4 }));
    const parsed = parseScenario({
      ...tunnelFile,
      sources: { pickups: { ...tunnelFile.sources.pickups, partitions: 4, arrivals } },
    });
    if (!parsed.ok) throw new Error('no scenario');
    const reader = openTrace(simulate(parsed.scenario, 'flink'), parsed.scenario);
    let seen = 0;
    for (let cursor = 0; cursor <= reader.length; cursor++) {
      const scene = layout(inputOf({ reader, moment: reader.at(cursor), withheld: NOTHING_WITHHELD }));
      for (const { label } of scene.lanes) {
        expect(Math.abs(label.y - 4 - scene.frame.event)).toBeGreaterThan(12);
        if (!scene.water) continue;
        expect(Math.abs(scene.water.label.y - label.y)).toBeGreaterThan(12);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('above the sheet of a lesson on a phone, now and the crest that it is nine minutes past are both in sight', () => {
    const fixture = FIXTURES.tunnel();
    const size = { width: 370, height: 218 };
    const view = following(fixture.reader, readableView(fixture.reader, size.height - 50), fixture.moment.now);
    const { water, frame } = layout(inputOf(fixture, { size, orientation: 'vertical', view }));
    expect(water?.along).toBeGreaterThanOrEqual(frame.along.from);
    const { tag } = nowMark(frame, fixture.moment.now);
    expect(tag.y + tag.height).toBeLessThanOrEqual(size.height);
  });

  it('on upright rails the words of a window lie clear of those of the windows that overlap it', () => {
    const { brackets } = vertical('tunnelSliding');
    const lines = brackets.flatMap((b) => [b.start, b.value, b.status].flatMap((l) => (l ? [l] : [])));
    expect(brackets.some((b) => b.start && b.value && b.status)).toBe(true);
    for (const [i, a] of lines.entries())
      for (const b of lines.slice(i + 1)) expect(Math.abs(a.y - b.y)).toBeGreaterThan(13);
  });

  it('overlapping windows lie in lanes, each with its answer', () => {
    const scene = sceneOf('tunnelSliding');
    expect(scene.frame.lanes).toBe(2);
    const lines = new Set(scene.brackets.map((b) => /[ML][\d.]+,([\d.]+)/.exec(b.path)?.[1]));
    expect(lines.size).toBeGreaterThan(1);
    for (const [i, a] of scene.brackets.entries())
      for (const b of scene.brackets.slice(i + 1))
        if (a.value && b.value && a.value.y === b.value.y) expect(Math.abs(a.value.x - b.value.x)).toBeGreaterThan(20);
  });

  it('with several keys a window counts its groups, or shows the one that was chosen', () => {
    const all = sceneOf('keys');
    expect(says(all).slice(0, 3)).toEqual(['1 of 3 wrong', '2 groups', '3 groups']);
    const one = sceneOf('keys', { keys: 'Kota' });
    expect(one.brackets[0]?.groups).toHaveLength(1);
    expect(one.brackets[0]?.tone).toBe('wrong');
    expect(one.brackets[0]?.value?.text).toBe('1 of 2');
  });

  it('without windows all groups have one line; without state there is none', () => {
    expect(sceneOf('withoutWindow').brackets.map((b) => [b.key, b.value?.text])).toEqual([['all', '3 groups']]);
    expect(sceneOf('filter').brackets).toEqual([]);
  });

  it('without event time rows stand on the processing rail only', () => {
    const scene = sceneOf('filter');
    expect(scene.hasEventTime).toBe(false);
    expect(scene.rows.every((r) => r.event === null && r.path === null)).toBe(true);
    expect(scene.water).toBeNull();
  });

  it('filtered rows are told from those that went through', () => {
    const looks = sceneOf('filter').rows.map((r) => r.look);
    expect(looks).toContain('filtered');
    expect(looks).toContain('counted');
  });

  it('a clock that runs ahead slants the other way', () => {
    const row = sceneOf('ahead').rows.find((r) => r.row === 4);
    expect(row?.thread).toBe('early');
    expect(row?.event?.x).toBeGreaterThan(row?.processing.x ?? 0);
  });

  it('no rows: the rails are bare and say so', () => {
    const scene = sceneOf('empty');
    expect(scene.empty?.text).toBe(texts.en.rails.noRows);
    expect(scene.ticks).toEqual([]);
  });

  it('a run of a job long after the rows is named as one at its block, and does not squeeze the rows together', () => {
    const scene = sceneOf('tunnelDaily');
    expect(scene.batches.map((b) => b.label?.text)).toEqual(['run 0 at 23:59:00']);
    expect(scene.frame.view.to - scene.frame.view.from).toBeLessThan(60 * MINUTE);
  });
});

describe('a trigger each second over thirteen hours', () => {
  it('marks batches where they ran, with labels that do not meet', () => {
    const scene = sceneOf('fraud');
    expect(scene.batches.every((b) => b.shape === 'thin')).toBe(true);
    const labels = scene.batches.flatMap((b) => (b.label ? [b.label] : [])).sort((a, b) => a.x - b.x);
    expect(labels.length).toBeGreaterThan(5);
    for (const [i, label] of labels.entries()) {
      const next = labels[i + 1];
      if (next) expect(next.x - label.x).toBeGreaterThan(18);
    }
  });

  it('has blocks and tells the rows apart when one looks closer', () => {
    const { reader, moment, withheld } = FIXTURES.fraud();
    const at = reader.arrivesAt(4);
    const view = { from: at - 2 * SECOND, to: at + 3 * SECOND };
    const scene = layout(inputOf({ reader, moment, withheld }, { view }));
    expect(scene.batches.filter((b) => b.shape === 'block' && b.state !== 'empty').length).toBeGreaterThan(2);
    expect(scene.batches.some((b) => b.state === 'empty')).toBe(true);
    expect(scene.rows.map((r) => r.row)).toEqual([3, 4, 5, 6]);
    expect(scene.stacks).toEqual([]);
  });

  it('counts rows that share a place, and flags those that made the rule speak', () => {
    const scene = sceneOf('fraud');
    expect(scene.stacks.map((s) => s.count)).toEqual([5, 5]);
    expect(scene.rows.filter((r) => r.flagged).map((r) => r.row)).toEqual([5]);
  });

  it('shows a heap’s rows apart in the view that its number offers', () => {
    const [heap] = sceneOf('fraud').stacks;
    const { reader, moment, withheld } = FIXTURES.fraud();
    const closer = layout(inputOf({ reader, moment, withheld }, { view: heap?.view }));
    expect(closer.rows).toHaveLength(heap?.count ?? 0);
    const places = new Set(closer.rows.map((r) => Math.round((r.event?.x ?? 0) / 4)));
    expect(places.size).toBeGreaterThan(2);
  });

  it('has numbers that do not lie over each other, and that count each row of their places', () => {
    const instants = (at: number) => new Date(at / 1000).toISOString();
    const { reader } = FIXTURES.tunnel();
    const from = reader.timeAt(0);
    // Three at once every ten seconds: nearer to each other than a number is wide.
    const arrivals = Array.from({ length: 240 }, (_, i) => {
      const at = instants(from + Math.floor(i / 3) * 10 * SECOND);
      return { arrivesAt: at, row: { pickupTime: at, zone: 'Kota' } };
    });
    const parsed = parseScenario({ ...tunnelFile, sources: { pickups: { ...tunnelFile.sources.pickups, arrivals } } });
    if (!parsed.ok) throw new Error('refused');
    const run = openTrace(simulate(parsed.scenario, 'spark'), parsed.scenario);
    const fixture = { reader: run, moment: run.at(run.length), withheld: NOTHING_WITHHELD };
    for (const look of [{}, { size: VERTICAL, orientation: 'vertical' as const }]) {
      const { stacks } = layout(inputOf(fixture, look));
      const over = stacks.filter(({ area: a }, i) =>
        stacks.some(
          ({ area: b }, j) =>
            j > i && a.x < b.x + b.width && b.x < a.x + a.width && a.y + 6 < b.y + b.height && b.y + 6 < a.y + a.height,
        ),
      );
      expect(over).toEqual([]);
      expect(stacks.reduce((sum, { count }) => sum + count, 0)).toBe(2 * 240);
    }
  });
});

describe('thousands of rows', () => {
  const scene = sceneOf('rows10000');
  const density = densityOf(scene.frame, scene.crowd as CrowdMark);

  it('are counted into cells, none lost, and each late row is drawn by itself', () => {
    const { rows } = scene;
    const { reader, moment } = FIXTURES.rows10000();
    let late = 0;
    for (let row = 0; row < 10_000; row++) if (moment.rowStatus(row) === 'late') late++;
    expect(late).toBeGreaterThan(10);
    expect(rows).toHaveLength(late);
    const drawn = Object.values(density.threads).reduce((n, cells) => n + cells.reduce((m, c) => m + c.count, 0), 0);
    expect(drawn + late).toBe(reader.scenario.sources[0]?.rows.count);
  });

  it('cost marks by the width of the picture and not by their number', () => {
    const cells = Object.values(density.threads).reduce((n, c) => n + c.length, 0);
    expect(cells).toBeLessThan(3_000);
    expect(scene.batches.length + scene.brackets.length + scene.bands.length).toBeLessThan(300);
  });
});

describe('a row in hand', () => {
  it('is drawn where it is held, with its time, before its run is there', () => {
    const fixture = FIXTURES.tunnel();
    const time = fixture.reader.arrivesAt(12) - 5 * MINUTE;
    const scene = layout(inputOf(fixture, { held: { row: 12, rail: 'arrival', time } }));
    expect(scene.rows.find((r) => r.row === 12)?.processing.x).toBe(alongOf(scene.frame, time));
    expect(scene.tag?.label.text).toBe('14:15:30');
    expect(scene.callout).toBeNull();
  });

  it('is no part of a crowd, so that what is painted of it is the same wherever the row arrives', () => {
    const fixture = FIXTURES.rows10000();
    const { reader } = fixture;
    const moved = moveRow(reader.scenario, 5_000, 'arrival', reader.arrivesAt(5_000) + SECOND);
    const other = openTrace(simulate(moved, 'spark'), moved);
    const sceneOfRun = (run: TraceReader, hand: number | null, cursor = run.length): Scene =>
      layout(inputOf({ ...fixture, reader: run, moment: run.at(cursor) }, { hand, view: fitView(reader) }));
    const scene = sceneOfRun(reader, 5_000);
    expect(scene.crowd?.rows).not.toContain(5_000);
    expect(paintsAlike(scene, sceneOfRun(other, 5_000))).toBe(true);
    expect(paintsAlike(sceneOfRun(reader, null), sceneOfRun(other, null))).toBe(false);
    expect(paintsAlike(scene, sceneOfRun(reader, 5_000, reader.length >> 1))).toBe(false);
    // By itself it is drawn where it is held, with what has become of it.
    const held = { row: 5_000, rail: 'arrival', time: other.arrivesAt(5_000) } as const;
    const { rows } = layoutHeld(scene, inputOf(fixture, { hand: 5_000, held, view: fitView(reader) }));
    expect(rows.map((r) => [r.row, r.processing.x])).toEqual([[5_000, alongOf(scene.frame, held.time)]]);
  });
});

const outagesOf = (fixture: Fixture) => {
  const input = inputOf(fixture);
  return outageMarks(input, layout(input).frame, texts.en.saves);
};

describe('a crash', () => {
  it('tears the rail where the query died, and marks the batch that it cut off and the one that is run again', () => {
    const scene = sceneOf('crash');
    const outages = outagesOf(FIXTURES.crash());
    expect(outages.map((o) => o.crash)).toEqual([0]);
    expect(outages[0]?.tear).not.toBeNull();
    expect(outages[0]?.spoken).toMatch(/^Crash at .* in batch 6, after writing its output; back at /);
    const fates = scene.batches.filter((b) => b.fate !== null).map((b) => [b.first, b.fate, b.spoken]);
    expect(fates).toEqual([
      [6, 'cut', expect.stringMatching(/^Batch 6 .* cut off by a crash$/)],
      [7, 'again', expect.stringMatching(/^Batch 6 again at /)],
    ]);
  });

  it('is drawn up to now while the query is down, and not before it happens', () => {
    const fixture = FIXTURES.crashDown();
    const before = { ...fixture, moment: fixture.reader.at(fixture.reader.trace.crashes[0]?.entry as number) };
    expect(outagesOf(fixture)[0]?.spoken).toMatch(/still down$/);
    const scene = layout(inputOf(before));
    expect(outagesOf(before)).toEqual([]);
    expect(scene.batches.some((b) => b.fate !== null)).toBe(false);
  });

  it('leaves rows of the batch that died waiting until it is run again', () => {
    const lookAt = (name: keyof typeof FIXTURES) => {
      const rows = new Set(FIXTURES.crash().reader.trace.crashes.flatMap(() => [5, 6, 7]));
      return sceneOf(name)
        .rows.filter((r) => rows.has(r.row))
        .map((r) => r.look);
    };
    expect(lookAt('crashDown')).not.toEqual(lookAt('crash'));
    expect(lookAt('crashDown')).toContain('waiting');
  });
});
