import { describe, expect, it } from 'vitest';
import joinFile from '../../engine/conformance/cases/kafka-crash-join-pairs-again.json';
import windowFile from '../../engine/conformance/cases/kafka-crash-window.json';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { scenarioOf } from '../gallery/fixtures';
import { FIXTURES } from '../views/rails/fixtures';
import { closingRows, rowFacts, rowState } from './rowFacts';

describe('what a run says of its rows', () => {
  for (const name of ['tunnel', 'tunnelSliding', 'filter', 'clock', 'keys'] as const)
    it(`is what the reader says of each row at each moment (${name})`, () => {
      const { reader } = FIXTURES[name]();
      const facts = rowFacts(reader);
      for (let cursor = 0; cursor <= reader.length; cursor++) {
        const moment = reader.at(cursor);
        for (let row = 0; row < facts.count; row++) {
          const state = rowState(facts, row, cursor);
          // While the verdicts of a row are being given, the last one decides here.
          const { verdicts } = reader.rowEntries(row);
          const deciding = verdicts.some((v) => v < cursor) && verdicts.some((v) => v >= cursor);
          expect(state).toBe(deciding ? 'waiting' : moment.rowStatus(row));
        }
      }
    });

  for (const file of [windowFile, joinFile])
    it(`says of a row that is processed twice from the first time on that it counts (${file.name})`, () => {
      const scenario = scenarioOf(file);
      const reader = openTrace(simulate(scenario, 'kafkaStreams'), scenario);
      const facts = rowFacts(reader);
      const { batches, crashes } = reader.trace;
      expect(batches.attempt).toContain(1);
      for (const entry of [...batches.lastEntry, ...crashes.map((c) => c.entry)]) {
        const moment = reader.at(entry + 1);
        for (let row = 0; row < facts.count; row++) expect(rowState(facts, row, entry + 1)).toBe(moment.rowStatus(row));
      }
    });

  it('knows who was overtaken: an earlier arrival happened later', () => {
    const { reader } = FIXTURES.tunnel();
    const facts = rowFacts(reader);
    for (let row = 0; row < facts.count; row++) {
      let overtaken = false;
      for (let other = 0; other < facts.count; other++)
        if (reader.arrivesAt(other) < reader.arrivesAt(row) && reader.eventTime(other) > reader.eventTime(row))
          overtaken = true;
      expect(facts.outOfOrder[row]).toBe(overtaken ? 1 : 0);
    }
  });

  it('is read once for a run', () => {
    const { reader } = FIXTURES.tunnel();
    expect(rowFacts(reader)).toBe(rowFacts(reader));
    expect(rowFacts(openTrace(reader.trace, reader.scenario))).toEqual(rowFacts(reader));
  });
});

describe('closing rows', () => {
  it('are the last rows, whose windows no answer of this run is about', () => {
    expect([...closingRows(FIXTURES.tunnel().reader)]).toEqual([16, 17, 18]);
  });

  it('are none where every window is answered for now (complete) or no window is answered at all', () => {
    expect(closingRows(FIXTURES.withoutWindow().reader).size).toBe(0);
    expect(closingRows(FIXTURES.empty().reader).size).toBe(0);
    expect(closingRows(FIXTURES.tunnelDaily().reader).size).toBe(0);
  });
});
