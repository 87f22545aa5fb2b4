import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../engine/time';
import { openTrace } from '../../../engine/trace/reader';
import { KIND } from '../../../engine/trace/trace';
import { texts } from '../../../i18n';
import { rowFacts } from '../../trace/rowFacts';
import { FIXTURES, type Fixture } from '../rails/fixtures';
import { wordsOf } from '../rails/words';
import { layout, type MapInput, type MapScene } from './layout';
import { eventAt, planeOf, processingAt, regionAt, wholeRegion, xOf, yOf, zoomedRegion } from './plane';

const SIZE = { width: 1026, height: 480 };

function inputOf(fixture: Fixture, change: Partial<MapInput> = {}): MapInput {
  const { reader, moment, withheld } = fixture;
  return {
    reader,
    moment,
    now: moment.now,
    withheld,
    size: SIZE,
    region: wholeRegion(reader),
    words: wordsOf(reader, 'en', texts.en.rails),
    texts: texts.en.map,
    movable: true,
    looked: null,
    ...change,
  };
}

const sceneOf = (name: keyof typeof FIXTURES, change: Partial<MapInput> = {}): MapScene =>
  layout(inputOf(FIXTURES[name](), change));

describe('the tunnel on the map, when batch 10 has just dropped its pickup', () => {
  const { reader, moment } = FIXTURES.tunnel();
  const scene = sceneOf('tunnel');
  const { plane } = scene;

  it('puts each row where its two times meet', () => {
    const facts = rowFacts(reader);
    expect(scene.rows).toHaveLength(19);
    for (const dot of scene.rows) {
      expect(eventAt(plane, dot.x)).toBeCloseTo(facts.eventTime[dot.row] as number, -6);
      expect(processingAt(plane, dot.y)).toBeCloseTo(facts.arrivesAt[dot.row] as number, -6);
    }
  });

  it('says of each window what it said: final and wrong, final and right, so far', () => {
    const says = [...scene.panes]
      .sort((a, b) => a.box.x - b.box.x)
      .map((p) => [p.tone, p.live, p.value?.text, p.beside?.text]);
    expect(says).toEqual([
      ['wrong', false, '3', 'of 4'],
      ['right', false, '4', undefined],
      ['open', true, '3', 'so far'],
      ['open', true, '2', 'so far'],
    ]);
  });

  it('ends a window where its answer came out, and lets a live one grow up to now', () => {
    const [first, , third] = [...scene.panes].sort((a, b) => a.box.x - b.box.x);
    const batch6 = yOf(plane, reader.trace.batches.endedAt[6] as number);
    expect(first?.edges.map((e) => [e.y, e.label?.text])).toEqual([[batch6, 'batch 6']]);
    expect(first?.box.y).toBe(batch6);
    expect(third?.box.y).toBe(yOf(plane, moment.now));
  });

  it('leads from the dropped row down to the answer that it came too late for', () => {
    const late = scene.rows.filter((r) => r.look === 'late');
    expect(late.map((r) => r.row)).toEqual([12]);
    expect(late[0]?.missedY).toBe(yOf(plane, reader.trace.batches.endedAt[6] as number));
    expect(scene.callout?.lines.map(({ text }) => text)).toEqual([
      '16 min 40 s on its way, late by 6 min 30 s',
      '14:03:50 is 9 min 20 s under water',
    ]);
  });

  it('draws the wait of a row up to the batch that read it', () => {
    const facts = rowFacts(reader);
    const first = scene.rows.find((r) => r.row === 0);
    expect(first?.readY).toBe(yOf(plane, reader.trace.batches.startedAt[facts.batch[0] as number] as number));
    expect(scene.rows.find((r) => r.row === 13)?.readY).toBeNull();
  });

  it('climbs with the watermark: across at the end of the batch that raised it, then up to now', () => {
    const { batches } = reader.trace;
    const corners = [...(scene.water?.line ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map((m) => [
      Number(m[1]),
      Number(m[2]),
    ]);
    for (let b = 0; b < 10; b++) {
      const w = batches.nextWatermark[b] as number;
      if (!(w > plane.event.from) || w === batches.watermark[b]) continue;
      expect(corners).toContainEqual([xOf(plane, w), yOf(plane, batches.endedAt[b] as number)]);
    }
    expect(corners.at(-1)).toEqual([xOf(plane, moment.watermark), yOf(plane, moment.now)]);
    expect(scene.water?.label.text).toBe('watermark 14:13:10');
  });

  it('hatches the field in which nothing can lie, as long as nothing lies there', () => {
    expect(scene.never).not.toBeNull();
    expect(sceneOf('ahead').never).toBeNull();
  });

  it('is the same picture however it was reached', () => {
    const there = moment.cursor;
    reader.at(reader.length).panes();
    reader.at(0).results();
    const again = reader.at(there);
    expect(layout(inputOf({ reader, moment: again, withheld: FIXTURES.tunnel().withheld }))).toEqual(sceneOf('tunnel'));
  });

  it('keeps to itself what an open question asks', () => {
    const { withheld } = FIXTURES.tunnelWithheld();
    const asked = sceneOf('tunnelWithheld');
    expect(withheld.rows === 'all' || withheld.rows.size > 0).toBe(true);
    expect(asked.rows.some((r) => r.look === 'late')).toBe(false);
    expect(asked.panes.find((p) => p.tone === 'withheld')?.value ?? null).toBeNull();
    expect(asked.callout).toBeNull();
  });
});

it('draws what the trace says, also where that is false', () => {
  const { reader, withheld } = FIXTURES.tunnel();
  const kinds = reader.trace.kinds.slice();
  const late = kinds.indexOf(KIND.rowLate);
  kinds[late] = KIND.rowGrouped;
  const doctored = openTrace({ ...reader.trace, kinds }, reader.scenario);
  const scene = layout(inputOf({ reader: doctored, moment: doctored.at(late + 1), withheld }));
  expect(scene.rows.some((r) => r.look === 'late')).toBe(false);
});

describe('a long run', () => {
  const { reader, moment, withheld } = FIXTURES.rows2000();
  const region = regionAt(reader, SIZE, moment.now);

  it('is shown around now, where its windows can be read, both times at one scale', () => {
    const plane = planeOf(SIZE, region);
    expect(region.processing.from).toBeLessThanOrEqual(moment.now);
    expect(region.processing.to).toBeGreaterThanOrEqual(moment.now);
    const across = (region.event.to - region.event.from) / (plane.right - plane.left);
    const up = (region.processing.to - region.processing.from) / (plane.bottom - plane.top);
    expect(across / up).toBeCloseTo(1, 5);
  });

  it('as a whole is points, and rings for the late ones alone', () => {
    const whole = layout(inputOf({ reader, moment, withheld }));
    expect(whole.crowd?.rows).toBeGreaterThan(300);
    expect(whole.rows.every((r) => r.look === 'late')).toBe(true);
  });

  it('comes closer about the place that is meant, and never leaves the run', () => {
    const whole = wholeRegion(reader);
    const about = { event: whole.event.from + 10 * MINUTE, processing: whole.processing.from + 10 * MINUTE };
    let near = whole;
    for (let i = 0; i < 12; i++) near = zoomedRegion(whole, near, 1.5, about.event, about.processing);
    expect(near.event.to - near.event.from).toBeLessThan((whole.event.to - whole.event.from) / 50);
    expect(near.event.from).toBeLessThanOrEqual(about.event);
    expect(near.event.to).toBeGreaterThanOrEqual(about.event);
    let far = near;
    for (let i = 0; i < 30; i++) far = zoomedRegion(whole, far, 0.5, about.event, about.processing);
    expect(far).toEqual(whole);
  });
});

it('draws every kind of run without a hole: no number that is none, nothing outside the picture', () => {
  for (const [name, fixture] of Object.entries(FIXTURES)) {
    const f = (fixture as () => Fixture)();
    const scene = layout(inputOf(f, { region: regionAt(f.reader, SIZE, f.moment.now) }));
    expect(
      JSON.stringify(scene, (_, v) => (typeof v === 'number' && Number.isNaN(v) ? 'NOTHING' : v)),
      name,
    ).not.toMatch(/NOTHING|NaN|undefined/);
    for (const p of scene.panes) {
      expect(p.box.x, name).toBeGreaterThanOrEqual(scene.plane.left);
      expect(p.box.x + p.box.width, name).toBeLessThanOrEqual(scene.plane.right);
      expect(p.box.y, name).toBeGreaterThanOrEqual(scene.plane.top);
      expect(p.box.y + p.box.height, name).toBeLessThanOrEqual(scene.plane.bottom + 1);
    }
  }
});
