import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { pickups } from '../scenario/pickups.fixture';
import { simulate } from '../simulate';
import { openTrace } from '../trace/reader';
import { valueAt } from '../values';

it('the truth of a moment holds the rows that have happened by then, in every window and however often it is asked', () => {
  const parsed = parseScenario(pickups());
  if (!parsed.ok) throw new Error('the fixture is no scenario');
  const { scenario } = parsed;
  const reader = openTrace(simulate(scenario, 'spark'), scenario);
  const rows = scenario.sources[0]?.rows;
  if (!rows) throw new Error('no rows');
  const value = (row: number, name: string) => {
    const column = rows.columns[rows.specs.findIndex((spec) => spec.name === name)];
    return column ? valueAt(column, row) : null;
  };
  const cursors = Array.from({ length: reader.length + 1 }, (_, i) => i);
  let open = 0;
  for (const cursor of [...cursors, ...cursors.reverse()]) {
    const moment = reader.at(cursor);
    for (const pane of moment.panes()) {
      const within = Array.from({ length: rows.count }, (_, row) => row).filter((row) => {
        const happened = value(row, 'pickupTime') as number;
        const inWindow = happened >= (pane.start ?? 0) && happened < (pane.end ?? 0);
        if ((pane.end ?? 0) > moment.now && happened > moment.now) return false;
        return inWindow && value(row, 'zone') === pane.keys[0];
      });
      if ((pane.end ?? 0) > moment.now) open++;
      const revenue = within.reduce((sum, row) => sum + (value(row, 'fare') as number), 0);
      expect(pane.truth).toEqual([within.length, within.length === 0 ? null : revenue]);
    }
  }
  expect(open).toBeGreaterThan(20);
});
