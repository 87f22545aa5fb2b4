/** 200,000 rows in both pictures: a crowd with depth, whose marks do not grow with the rows, and every late row in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '../../engine/simulate';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { KIND } from '../../engine/trace/trace';
import { texts } from '../../i18n';
import { packedFlights } from '../../scripts/flightsPlugin';
import { rowFacts } from '../trace/rowFacts';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { layout as map } from '../views/map/layout';
import { wholeRegion } from '../views/map/plane';
import type { CrowdMark } from '../views/rails/crowds';
import { densityOf } from '../views/rails/density';
import { layout as rails } from '../views/rails/layout';
import { fitView } from '../views/rails/view';
import { wordsOf } from '../views/rails/words';
import { foldedScenario, readFolded } from './foldedFlights';

const SIZE = { width: 1026, height: 420 };
let reader: TraceReader;
/** Rows that no window took: each has one window, and an entry that says so. */
let late: number;

beforeAll(() => {
  const scenario = foldedScenario(readFolded(Uint8Array.from(packedFlights()).buffer), 'folded', { en: '', id: '' });
  reader = openTrace(simulate(scenario, 'spark'), scenario);
  late = reader.trace.kinds.reduce((n, kind) => n + (kind === KIND.rowLate ? 1 : 0), 0);
});

const base = () => {
  const moment = reader.at(reader.length);
  const words = wordsOf(reader, 'en', texts.en.rails);
  return { reader, moment, now: moment.now, withheld: NOTHING_WITHHELD, size: SIZE, words, looked: null };
};

describe('200,000 flights', () => {
  it('on the rails: each late row by itself, all others in cells', () => {
    const scene = rails({
      ...base(),
      orientation: 'horizontal',
      compact: false,
      interactive: true,
      view: fitView(reader),
      keys: null,
      held: null,
      hand: null,
    });
    expect(late).toBeGreaterThan(1_000);
    expect(scene.rows.filter((r) => r.look === 'late').length).toBe(late);
    const density = densityOf(scene.frame, scene.crowd as CrowdMark);
    const cells = Object.values(density.threads).flat();
    expect(cells.reduce((n, c) => n + c.count, 0)).toBe(200_000 - late);
    expect(cells.length).toBeLessThan(60_000);
    expect(density.event.reduce((n, c) => n + c.there, 0)).toBe(200_000 - late);
  });

  it('on the map: each late row by itself, all others in cells of different weight', () => {
    const scene = map({ ...base(), region: wholeRegion(reader), movable: true, texts: texts.en.map });
    expect(scene.rows.length).toBe(late);
    expect(scene.manyLate).toBe(true);
    const { x, weight } = scene.crowd ?? { x: [], weight: new Float32Array() };
    expect(x.length).toBeLessThan(40_000);
    expect(new Set([...weight].map((w) => Math.round(w * 10))).size).toBeGreaterThan(5);
  });

  it('are all told apart at the cursor before the first batch: nobody is late yet', () => {
    const scene = map({
      ...base(),
      moment: reader.at(0),
      now: reader.at(0).now,
      region: wholeRegion(reader),
      texts: texts.en.map,
      movable: true,
    });
    expect(scene.rows).toEqual([]);
    expect(rowFacts(reader).count).toBe(200_000);
  });
});
