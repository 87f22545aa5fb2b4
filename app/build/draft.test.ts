import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../engine/scenario/parse';
import type { Scenario } from '../../engine/scenario/scenario';
import { simulate } from '../../engine/simulate';
import tunnel from '../../lessons/06-watermark/tunnel.json';
import { LESSONS } from '../../lessons/index';
import { wholeLesson } from '../../lessons/resolve';
import { columnsOf, draftOf, moved, newStep, read, type StepDraft, stepOf } from './draft';

function scenarioOf(json: unknown): Scenario {
  const parsed = parseScenario(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}
const pickups = scenarioOf(tunnel);

describe('a draft', () => {
  test('of every scenario of the course means the same query', async () => {
    for (const lesson of LESSONS) {
      const { scenarios } = await wholeLesson(await lesson.load());
      for (const { scenario } of Object.values(scenarios)) {
        expect(read(scenario, draftOf(scenario)).scenario?.query, scenario.name).toEqual(scenario.query);
      }
    }
  });

  test('written from nothing is the query of the tunnel, and runs as it does', () => {
    const columns = columnsOf(pickups);
    const draft: StepDraft[] = [
      { ...(newStep('watermark', 0, columns) as Extract<StepDraft, { kind: 'watermark' }>), delay: '10 minutes' },
      {
        ...(newStep('aggregate', 1, columns) as Extract<StepDraft, { kind: 'aggregate' }>),
        window: { kind: 'tumbling', on: 'pickupTime', size: '5 minutes', slide: '', gap: '' },
        aggregates: [{ name: 'pickups', text: 'count(*)' }],
      },
    ];
    const { scenario } = read({ ...pickups, query: { from: pickups.query.from, steps: [] } }, draft);
    expect(scenario).not.toBeNull();
    expect(simulate(scenario as Scenario, 'spark').output.table.count).toBeGreaterThan(0);
  });

  test('says every fault, and which step each is about', () => {
    const draft: StepDraft[] = [
      { id: 0, kind: 'filter', text: 'true' },
      { id: 1, kind: 'watermark', column: 'pickupTime', delay: 'soon' },
      { id: 2, kind: 'dropDuplicates', columns: ['nowhere'], within: false },
    ];
    const { scenario, faults } = read(pickups, draft);
    expect(scenario).toBeNull();
    expect([...new Set(faults.map(stepOf))].sort()).toEqual([1, 2]);
  });

  test('has its steps in order, and one at an end stays', () => {
    const draft = draftOf(pickups);
    expect(moved(draft, 0, 1).map((s) => s.id)).toEqual([1, 0, ...draft.slice(2).map((s) => s.id)]);
    expect(moved(draft, 0, -1)).toBe(draft);
    expect(moved(draft, draft.length - 1, 1)).toBe(draft);
  });
});
