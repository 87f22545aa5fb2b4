import { describe, expect, test } from 'vitest';
import { moveArrival } from '../../engine/scenario/edit';
import { writeScenarioText } from '../../engine/scenario/write';
import { scenarioOf } from '../views/panel/runs';
import { linkTo, readLink } from './link';

const tunnel = scenarioOf('tunnel');
const lettersOf = async (shared: Parameters<typeof linkTo>[0]) => (await linkTo(shared)).slice('s='.length);
const file: unknown = JSON.parse(writeScenarioText(tunnel));
const standing = { engine: 'spark', cursor: 17, now: 1_772_436_600_000_000 } as const;

describe('a link', () => {
  test('carries the scenario as it was changed, its engine and its moment', async () => {
    const source = tunnel.sources[0];
    const changed = moveArrival(tunnel, 0, 3, (source?.arrivesAt[3] as number) + 60_000_000);
    const read = await readLink(await lettersOf({ scenario: changed, ...standing }));
    if (!read.ok) throw new Error(read.why);
    const { scenario, ...stands } = read.shared;
    expect(stands).toEqual({ ...standing, look: {} });
    expect(writeScenarioText(scenario)).toBe(writeScenarioText(changed));
  });

  test('carries which picture it was and the part of time that it showed, and opens without what it does not know', async () => {
    const region = { event: { from: 10, to: 20 }, processing: { from: 30, to: 45 } };
    for (const look of [{}, { view: 'table' as const }, { view: 'map' as const, region }, { time: { from: 1, to: 9 } }])
      expect(await readLink(await lettersOf({ scenario: tunnel, ...standing, look }))).toMatchObject({
        ok: true,
        shared: { cursor: standing.cursor, look },
      });
    const plain = await lettersOf({ scenario: tunnel, ...standing });
    expect(await lettersOf({ scenario: tunnel, ...standing, look: { view: 'rails', time: null } })).toHaveLength(
      (await lettersOf({ scenario: tunnel, ...standing, look: {} })).length,
    );
    expect(plain.length).toBeLessThan(2_000);
    const odd = { view: 'sky', time: [5], region: [1, 2, 4, 3] } as never;
    const stream = new Blob([JSON.stringify({ v: 1, ...standing, look: odd, scenario: file })])
      .stream()
      .pipeThrough(new CompressionStream('deflate-raw'));
    const letters = Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url');
    expect(await readLink(letters)).toMatchObject({ ok: true, shared: { look: {} } });
  });

  test('is made of letters that mail and chats leave alone, and is short enough for them', async () => {
    const letters = await lettersOf({ scenario: tunnel, ...standing });
    expect(letters).toMatch(/^[\w-]+$/);
    expect(letters.length).toBeLessThan(2_000);
  });

  test('that lost its end, or is none, is said to be broken', async () => {
    const letters = await lettersOf({ scenario: tunnel, ...standing });
    for (const bad of [letters.slice(0, -9), '', 'é', 'AAAA', letters.slice(3)])
      expect(await readLink(bad)).toEqual({ ok: false, why: 'broken' });
  });

  test('of a newer Arus is told apart; a scenario that cannot be is handed on whole', async () => {
    const pack = async (said: unknown) => {
      const stream = new Blob([JSON.stringify(said)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url');
    };
    expect(await readLink(await pack({ v: 2 }))).toEqual({ ok: false, why: 'newer' });
    const bad = { v: 1, ...standing, scenario: { format: 'arus/1', name: 'x' } };
    expect(await readLink(await pack(bad))).toMatchObject({
      ok: false,
      why: 'invalid',
      text: expect.stringContaining('"x"'),
    });
  });
});
