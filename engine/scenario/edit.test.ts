import { describe, expect, it } from 'vitest';
import { MINUTE } from '../time';
import { valueAt } from '../values';
import {
  eventTimeColumn,
  moveArrival,
  moveEvent,
  setDailyBatch,
  setDelay,
  setOutputMode,
  setTrigger,
  setUntil,
  setWindow,
} from './edit';
import { parseScenario } from './parse';
import { arrivalsOf, changed, type Loose } from './pickups.fixture';
import type { Scenario, Source } from './scenario';

const scenarioAfter = (change: (file: Loose) => void = () => {}): Scenario => {
  const parsed = parseScenario(changed(change));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
};
const base = scenarioAfter();
const sourceOf = (scenario: Scenario) => scenario.sources[0] as Source;

describe('an edit', () => {
  it('leaves the scenario before as it was and shares what it did not change', () => {
    const before = structuredClone(base);
    const later = moveArrival(base, 0, 1, 7);
    expect(base).toEqual(before);
    expect([...sourceOf(later).arrivesAt]).toEqual(
      sourceOf(base).arrivesAt.with(1, 7).valueOf() && [...sourceOf(base).arrivesAt.with(1, 7)],
    );
    expect(sourceOf(later).rows).toBe(sourceOf(base).rows);
    expect(later.query).toBe(base.query);
    expect(later.engines).toBe(base.engines);

    const delayed = setDelay(base, MINUTE);
    expect(base).toEqual(before);
    expect(delayed.query.steps[0]).toEqual({ kind: 'watermark', column: 'pickupTime', delay: MINUTE });
    expect(delayed.sources).toBe(base.sources);
    expect(delayed.query.steps[2]).toBe(base.query.steps[2]);
  });

  it('moves an event, also one that was null', () => {
    const withNull = scenarioAfter((f) => (arrivalsOf(f)[2].row.pickupTime = null));
    const moved = moveEvent(withNull, 0, 2, 'pickupTime', 9);
    const [was, is] = [withNull, moved].map((s) => sourceOf(s).rows.columns[0]);
    expect(was && valueAt(was, 2)).toBeNull();
    expect(is && valueAt(is, 2)).toBe(9);
    expect(sourceOf(moved).rows.columns[1]).toBe(sourceOf(withNull).rows.columns[1]);
    expect(sourceOf(moved).arrivesAt).toBe(sourceOf(withNull).arrivesAt);
  });

  it('keeps a tumbling window tumbling, and a sliding one sliding', () => {
    const tumbling = setWindow(base, { size: 10 * MINUTE });
    expect(tumbling.query.steps[2]).toMatchObject({ window: { size: 10 * MINUTE, slide: 10 * MINUTE } });
    const sliding = setWindow(setWindow(base, { slide: MINUTE }), { size: 10 * MINUTE });
    expect(sliding.query.steps[2]).toMatchObject({ window: { size: 10 * MINUTE, slide: MINUTE } });
  });

  it('sets what an engine is told', () => {
    const once = setOutputMode(setTrigger(base, { kind: 'once' }), 'update');
    expect(once.engines.spark).toEqual({ ...base.engines.spark, trigger: { kind: 'once' }, outputMode: 'update' });
    expect(setDailyBatch(base, { every: MINUTE }).engines.dailyBatch.every).toBe(MINUTE);
    expect(setUntil(base, 5).until).toBe(5);
  });

  it('does nothing to a step that the query does not have', () => {
    const plain = scenarioAfter((f) => (f.query.steps = []));
    expect(setDelay(plain, 1)).toBe(plain);
    expect(setWindow(plain, { size: 1 })).toBe(plain);
  });

  it('of a row makes it a row of its own: the source is no more what the rule made', () => {
    const made = scenarioAfter((f) => {
      delete f.sources.pickups.arrivals;
      f.sources.pickups.generate = { rows: 5, from: '2026-03-02T00:00:00Z', rate: 1, eventTime: 'pickupTime' };
    });
    expect(sourceOf(made).generate).toBeDefined();
    expect(sourceOf(setDelay(made, 1)).generate).toBeDefined();
    expect(sourceOf(moveArrival(made, 0, 0, 1))).not.toHaveProperty('generate');
  });
});

describe('the event-time column', () => {
  it('is the watermark’s, else the window’s, by its name in the source', () => {
    expect(eventTimeColumn(base)).toBe('pickupTime');
    expect(eventTimeColumn(scenarioAfter((f) => f.query.steps.shift()))).toBe('pickupTime');
    expect(eventTimeColumn(scenarioAfter((f) => (f.query.steps = [])))).toBeNull();
    const renamed = scenarioAfter((f) => {
      f.query.steps = [
        { select: { at: 'pickupTime' } },
        { select: { when: 'at' } },
        { watermark: 'when', delay: '1 minute' },
      ];
    });
    expect(eventTimeColumn(renamed)).toBe('pickupTime');
    const computed = scenarioAfter((f) => {
      f.query.steps = [{ select: { at: "pickupTime + interval '1 hour'" } }, { watermark: 'at', delay: '1 minute' }];
    });
    expect(eventTimeColumn(computed)).toBeNull();
  });
});
