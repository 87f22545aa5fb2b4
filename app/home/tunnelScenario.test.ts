import { expect, test } from 'vitest';
import { parseScenario } from '../../engine/scenario/parse';
import tunnel from '../../lessons/06-watermark/tunnel.json';
import { tunnelScenario } from './tunnelScenario';

test("the home page runs the watermark lesson's own scenario", () => {
  const parsed = parseScenario(tunnel);
  if (!parsed.ok) throw new Error('the lesson cannot be read');
  const { sources, query, engines, timeZone, title, until } = parsed.scenario;
  expect(tunnelScenario).toMatchObject({ sources, query, engines, timeZone, title, until });
});
