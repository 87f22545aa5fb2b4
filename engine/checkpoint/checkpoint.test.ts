/**
 * What real Spark told and wrote: `recorded/` holds, for cases of `engine/conformance/cases`, the progress of each batch
 * and the files of the checkpoint at the end (`npm run conformance:record -- --logs`). There the rows came from Spark's
 * in-memory source, whose offset is one number: that of the last row; here they come from topics of Kafka.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { NONE } from '../trace/trace';
import { checkpointFiles } from './files';
import { progressOf } from './progress';

interface Recorded {
  readonly progress: readonly string[];
  readonly files: Readonly<Record<string, string | null>>;
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const names = readdirSync(new URL('recorded/', import.meta.url)).map((file) => file.replace('.json', ''));

function runOf(name: string): TraceReader {
  const parsed = parseScenario(JSON.parse(read(`../conformance/cases/${name}.json`)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const scenario: Scenario = parsed.scenario;
  return openTrace(simulate(scenario, 'spark'), scenario);
}

/** Whether a line is what Spark printed, where `…` stands for anything. */
function fits(line: string | undefined, real: string | undefined): boolean {
  if (line === undefined || real === undefined) return line === real;
  const pattern = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*');
  return new RegExp(`^${pattern}$`).test(real);
}

/** The lines of a progress up to its sources; what only the machine knows of a state store is one line. */
const lines = (progress: string): string[] =>
  progress
    .replace(/"customMetrics" : \{[^}]*\}/g, '"customMetrics" : …')
    .split('\n')
    .slice(
      0,
      progress
        .replace(/"customMetrics" : \{[^}]*\}/g, '"customMetrics" : …')
        .split('\n')
        .findIndex((l) => l.includes('"sources"')),
    );

interface ToldSource {
  readonly startOffset: unknown;
  readonly endOffset: unknown;
  readonly numInputRows: number;
  readonly inputRowsPerSecond: number;
}
const sources = (progress: string): ToldSource[] => JSON.parse(progress.replaceAll(/: …/g, ': null')).sources;
/** How many rows an offset stands behind: a topic's by its partitions, the in-memory source's by its last row. */
const rowsOf = (offset: unknown): number => {
  if (offset === null) return 0;
  if (typeof offset === 'number') return offset + 1;
  return Object.values(Object.values(offset as object)[0] as Record<string, number>).reduce((a, b) => a + b, 0);
};

describe.each(names)('as real Spark told and wrote it: %s', (name) => {
  const real: Recorded = JSON.parse(read(`recorded/${name}.json`));
  const reader = runOf(name);
  const { batches } = reader.trace;
  const done = Array.from({ length: batches.count }, (_, b) => b).filter((b) => batches.crash[b] === NONE);

  it('the progress of each batch', () => {
    const told = done.map((batch) => progressOf(reader, batch) as string);
    expect(told.length).toBe(real.progress.length);
    told.forEach((progress, i) => {
      const [ours, theirs] = [lines(progress), lines(real.progress[i] as string)];
      const wrong = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, l) => l).flatMap((l) =>
        fits(ours[l], theirs[l]) ? [] : [`batch ${i}: Arus ${ours[l]}, Spark ${theirs[l]}`],
      );
      expect(wrong).toEqual([]);
      const figures = (p: string) =>
        sources(p).map((s) => [rowsOf(s.startOffset), rowsOf(s.endOffset), s.numInputRows, s.inputRowsPerSecond]);
      expect(figures(progress)).toEqual(figures(real.progress[i] as string));
    });
  });

  it('the files of the checkpoint, and what they say', () => {
    // The in-memory source notes no beginning.
    const files = checkpointFiles(reader, reader.length).filter((f) => f.kind !== 'sourceStart');
    // Folders whose content RocksDB names by lot.
    const known = Object.keys(real.files).filter((path) => !/\/SSTs\/|\/_stateSchema\//.test(path));
    expect(files.map((f) => f.path).sort()).toEqual(known.sort());
    for (const { path, text } of files) {
      const written = real.files[path];
      if (text === null) continue;
      const [ours, theirs] = [text.split('\n'), (written as string).split('\n')];
      if (path.startsWith('offsets/')) {
        const [mine, others] = [ours.splice(2), theirs.splice(2)];
        expect(mine.map((l) => rowsOf(JSON.parse(l)))).toEqual(others.map((l) => (l === '-' ? 0 : rowsOf(Number(l)))));
      }
      ours.forEach((line, l) => {
        expect(fits(line, theirs[l]), `${path}: Arus ${line}, Spark ${theirs[l]}`).toBe(true);
      });
      expect(ours.length).toBe(theirs.length);
    }
  });
});

/** Seen of Spark 4.3.0 with the Kafka source (spark-sql-kafka-0-10 4.2.0) and a topic of three partitions. */
describe('as the Kafka source tells and writes it', () => {
  const row = (arrivesAt: string, partition: number, t: string) => ({ arrivesAt, partition, row: { t } });
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'kafka',
    title: { en: 'Kafka', id: 'Kafka' },
    sources: {
      pickups: {
        columns: { t: 'timestamp' },
        partitions: 3,
        arrivals: [
          row('2026-03-02T14:03:30Z', 0, '2026-03-02T14:01:10Z'),
          row('2026-03-02T14:03:30Z', 1, '2026-03-02T14:03:20Z'),
          row('2026-03-02T14:10:30Z', 2, '2026-03-02T14:10:00Z'),
        ],
      },
    },
    query: {
      from: 'pickups',
      steps: [
        { watermark: 't', delay: '5 minutes' },
        { groupBy: { window: { on: 't', size: '5 minutes' } }, aggregate: { n: 'count(*)' } },
      ],
    },
    engines: { spark: { trigger: { processingTime: '1 minute' }, outputMode: 'append' } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const reader = openTrace(simulate(parsed.scenario, 'spark'), parsed.scenario);
  const text = (path: string) => checkpointFiles(reader, reader.length).find((f) => f.path === path)?.text;

  it('offsets by topic and partition, and where the topic began', () => {
    expect(text('sources/0/0')).toBe('v1\n{"pickups":{"0":0,"1":0,"2":0}}');
    expect(text('offsets/0')?.split('\n').at(-1)).toBe('{"pickups":{"0":1,"1":1,"2":0}}');
    expect(text('offsets/2')?.split('\n').at(-1)).toBe('{"pickups":{"0":1,"1":1,"2":1}}');
  });

  it('the source of a progress', () => {
    const told = progressOf(reader, 0) as string;
    expect(told.slice(told.indexOf('  "sources"'))).toBe(`  "sources" : [ {
    "description" : "KafkaV2[Subscribe[pickups]]",
    "startOffset" : null,
    "endOffset" : {
      "pickups" : {
        "0" : 1,
        "1" : 1,
        "2" : 0
      }
    },
    "latestOffset" : {
      "pickups" : {
        "0" : 1,
        "1" : 1,
        "2" : 0
      }
    },
    "numInputRows" : 2,
    "inputRowsPerSecond" : 0.0,
    "processedRowsPerSecond" : …,
    "metrics" : {
      "avgOffsetsBehindLatest" : "0.0",
      "maxOffsetsBehindLatest" : "0",
      "minOffsetsBehindLatest" : "0"
    }
  } ],
  "sink" : {
    "description" : "org.apache.spark.sql.kafka010.KafkaSourceProvider$KafkaTable@…",
    "numOutputRows" : 0
  }
}`);
  });
});

describe('at each moment of a batch', () => {
  const reader = runOf('crash-append-sink-written');
  const [crash] = reader.trace.crashes;
  const paths = (cursor: number) => checkpointFiles(reader, cursor).map((f) => f.path);

  it('its offsets stand before it reads, its state before its sink is done, its commit last', () => {
    const { firstEntry, lastEntry } = reader.trace.batches;
    expect(paths((firstEntry[1] as number) + 1)).toContain('offsets/1');
    expect(paths((firstEntry[1] as number) + 1)).not.toContain('state/0/0/2.delta');
    expect(paths(lastEntry[1] as number)).toContain('state/0/0/2.delta');
    expect(paths(lastEntry[1] as number)).not.toContain('commits/1');
    expect(paths((lastEntry[1] as number) + 1)).toContain('commits/1');
  });

  it('a batch that died after its sink has its state and no commit', () => {
    const cursor = (crash?.entry as number) + 1;
    const id = reader.trace.batches.batchId[crash?.batch as number] as number;
    expect(paths(cursor)).toContain(`state/0/0/${id + 1}.delta`);
    expect(paths(cursor)).not.toContain(`commits/${id}`);
  });
});
