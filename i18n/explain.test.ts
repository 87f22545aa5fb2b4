import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explain } from '../engine/explain/explain';
import type { Subject } from '../engine/explain/subject';
import { parseScenario } from '../engine/scenario/parse';
import type { EngineName, Scenario } from '../engine/scenario/scenario';
import { simulate } from '../engine/simulate';
import { openTrace, type TraceReader } from '../engine/trace/reader';
import { plain, stretches, strong } from './emphasis';
import type { ExplainWords } from './en/explain';
import { LANGUAGES, texts } from './index';

const TUNNEL = new URL('../engine/conformance/cases/tunnel.json', import.meta.url);

function tunnel(engine: EngineName = 'spark', mode = 'append'): TraceReader {
  const file = JSON.parse(readFileSync(TUNNEL, 'utf8'));
  file.engines.spark.outputMode = mode;
  if (engine === 'spark')
    file.faults = [
      { engine, crash: { batchId: 4, after: 'sink-written' } },
      { engine, crash: { batchId: 6, after: 'commit-logged' }, restartAfter: '90 seconds' },
      { engine, crash: { at: '2026-03-02T14:19:10+07:00' }, checkpoint: 'lost' },
    ];
  if (engine === 'flink' || engine === 'kafkaStreams') {
    const saving = engine === 'flink' ? { checkpointInterval: '3 minutes' } : { commitInterval: '3 minutes' };
    file.engines[engine] = { ...file.engines[engine], ...saving };
    file.faults = [
      { engine, crash: { arrival: 5, after: 'row' } },
      { engine, crash: { at: '2026-03-02T14:19:10+07:00' }, restartAfter: '90 seconds', checkpoint: 'lost' },
    ];
  }
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const scenario: Scenario = parsed.scenario;
  return openTrace(simulate(scenario, engine), scenario);
}

const isRecord = (engine: EngineName): boolean => engine === 'flink' || engine === 'kafkaStreams';

const words = (engine: EngineName): ExplainWords => ({
  time: (at) => (at > 0 ? String(at) : '1970'),
  duration: (length) => `${length} long`,
  count: String,
  group: () => '14:00 – 14:05',
  groups: () => 'groups',
  values: (values) => values.join(),
  strong,
  batch: (id) => (isRecord(engine) ? `row ${id}` : `batch ${id}`),
  Batch: (id) => (isRecord(engine) ? `Row ${id}` : `Batch ${id}`),
  job: engine === 'dailyBatch',
  engine,
});

function subjectsOf(reader: TraceReader): Subject[] {
  const { trace } = reader;
  const each = (n: number, subject: (i: number) => Subject) => Array.from({ length: n }, (_, i) => subject(i));
  const groups = trace.operator?.groups.count ?? 0;
  return [
    ...each(trace.arrivalOrder.length, (row) => ({ kind: 'row', row })),
    ...each(groups, (group) => ({ kind: 'group', group })),
    ...each(groups, (group) => ({ kind: 'state', group })),
    ...each(trace.output.table.count, (output) => ({ kind: 'output', output })),
    ...each(trace.batches.count, (batch) => ({ kind: 'batch', batch })),
    ...each(trace.crashes.length, (crash) => ({ kind: 'crash', crash })),
    { kind: 'watermark' },
    ...(['completeness', 'wait', 'state'] as const).map((measure): Subject => ({ kind: 'measure', measure })),
  ];
}

function readAll(reader: TraceReader, language: (typeof LANGUAGES)[number], every: number): void {
  const { title, text } = texts[language].explain;
  const f = words(reader.trace.engine);
  const say = (said: unknown, params: unknown): string =>
    typeof said === 'function' ? said(params, f) : (said as string);
  for (const subject of subjectsOf(reader))
    for (let cursor = 0; cursor <= reader.length; cursor += every) {
      const { steps } = explain(reader, subject, cursor);
      expect(steps.length, JSON.stringify(subject)).toBeGreaterThan(0);
      for (const { code, params } of steps)
        for (const said of [say(title[code], params), say(text[code], params)]) {
          const where = `${code} of ${JSON.stringify(subject)} at ${cursor}`;
          // A name of the library is written as it is.
          expect(said, where).toMatch(/^(\P{Ll}|[a-z]+[A-Z])/u);
          expect(said, where).not.toMatch(/undefined|NaN|null,|\[object|Infinity/);
          // An engine that works row by row has no batches: the one sentence that says so may name them.
          if (isRecord(reader.trace.engine) && code !== 'processed') expect(said, where).not.toMatch(/batch/i);
        }
    }
}

describe.each([
  ['spark', 'append'],
  ['spark', 'update'],
  ['dailyBatch', 'append'],
  ['flink', 'append'],
  ['kafkaStreams', 'append'],
] as const)('%s, %s', (engine, mode) => {
  const reader = tunnel(engine, mode);

  test.each(LANGUAGES)('every subject, at every cursor, has an answer that can be read (%s)', (language) => {
    readAll(reader, language, 8);
  });
});

describe.each([
  'velocity-late',
  'sessionize-several-visits-in-a-batch',
  'sessionize-late',
  'running-total-ttl',
  'running-total-nulls',
  'threshold-alert-span-ends-with-rows',
  'distinct-users-nulls',
  'distinct-users-goes-on',
])('the function of %s', (name) => {
  const file = readFileSync(new URL(`../engine/conformance/cases/${name}.json`, import.meta.url), 'utf8');
  const parsed = parseScenario(JSON.parse(file));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const { scenario } = parsed;

  test.each(LANGUAGES)('answers for its rows, its state and what came out (%s)', (language) => {
    for (const engine of ['spark', 'dailyBatch'] as const)
      readAll(openTrace(simulate(scenario, engine), scenario), language, 3);
  });
});

test('emphasis is taken apart into stretches, and taken out of what is spoken', () => {
  const sentence = `Late by ${strong('6 min')}. The truth is ${strong('4')}.`;
  expect(stretches(sentence).map(({ text, strong }) => ({ text, strong }))).toEqual([
    { text: 'Late by ', strong: false },
    { text: '6 min', strong: true },
    { text: '. The truth is ', strong: false },
    { text: '4', strong: true },
    { text: '.', strong: false },
  ]);
  expect(plain(sentence)).toBe('Late by 6 min. The truth is 4.');
  expect(stretches('Nothing.')).toEqual([{ text: 'Nothing.', strong: false, from: 0 }]);
});
