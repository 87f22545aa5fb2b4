/**
 * What a scenario is exported as. The scripts in `exported/` are for people to read; `npm run conformance:export` runs those
 * of all cases on real Spark. After a change that is meant: `npx vitest run cli/export -u`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeIo } from './io';
import { main } from './main';

const cases = new URL('../engine/conformance/cases/', import.meta.url);

interface Said {
  code: number;
  out: string;
  err: string;
  files: Map<string, string>;
}

/** Runs `arus export` on a case of the conformance suite, or on a text. */
async function exported(file: string, words: string, text?: string): Promise<Said> {
  const said: Said = { code: -1, out: '', err: '', files: new Map() };
  const content = Buffer.from(text ?? readFileSync(new URL(`${file}.json`, cases)));
  said.code = await main(['export', `${file}.json`, ...words.split(' ').filter(Boolean)], {
    ...nodeIo(),
    out(said_) {
      said.out += said_;
    },
    err(said_) {
      said.err += said_;
    },
    open: async () => ({
      size: content.length,
      chunks: (async function* () {
        yield content;
      })(),
    }),
    write: async (path, written) => {
      if (path.startsWith('full')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      said.files.set(path, written);
    },
    locale: 'C',
  });
  return said;
}

describe('a scenario as PySpark', () => {
  test.each([
    ['tunnel', ''],
    ['tunnel', '--lang id'],
    ['join-full-outer-conditions', ''],
    ['aggregate-double-sum-of-partitions', ''],
    ['batch-available-now', ''],
    ['velocity-alert', ''],
    ['crash-append-sink-written', ''],
    ['tunnel', '--source kafka'],
    ['threshold-alert', '--source kafka'],
    ['batch-row-limit', '--source files'],
    ['global-aggregate-update', '--source rate'],
  ])('%s %s', async (name, words) => {
    const { code, out, err } = await exported(name, `--to pyspark ${words}`);
    expect([code, err]).toEqual([0, '']);
    const kind = words.replace(/^--\w+ /, '_');
    await expect(out).toMatchFileSnapshot(`exported/${name.replaceAll('-', '_')}${kind}.py`);
  });

  test('every case that Spark takes is exported, and what Spark refuses is refused', async () => {
    const names = readdirSync(cases)
      .filter((file) => 'spark' in JSON.parse(readFileSync(new URL(file, cases), 'utf8')).engines)
      .map((file) => file.replace('.json', ''));
    expect(names.length).toBeGreaterThan(150);
    for (const name of names) {
      const once = await exported(name, '--to pyspark');
      if (name.startsWith('refused-')) expect([name, once.code, once.out]).toEqual([name, 2, '']);
      else if (once.code !== 0) expect(once.err).toMatch(/cannot be exported to pyspark/);
      // `black` would leave them as they are; what a person sees first is a line that is too long.
      for (const line of once.out.split('\n')) if (!/["']/.test(line)) expect(line.length, line).toBeLessThan(89);
    }
  }, 60_000);

  test('names and texts that Python would read otherwise stay what they are', async () => {
    const { out, code } = await exported(
      'odd',
      '--to pyspark',
      JSON.stringify({
        format: 'arus/1',
        name: '3 odd names',
        title: 'A """title""" with \\',
        sources: {
          for: {
            columns: { 'a b': 'string', '`': 'double' },
            arrivals: [
              { arrivesAt: '2026-03-02T12:00:00Z', row: { 'a b': '"\\\n\u0007é', '`': 0 } },
              { arrivesAt: '2026-03-02T12:00:00Z', row: { 'a b': null, '`': 1e300 } },
            ],
          },
        },
        query: { from: 'for', steps: [{ select: { "it's": '`a b`', b: '````' } }] },
      }),
    );
    expect(code).toBe(0);
    expect(out).toContain('"""A \\"\\"\\"title\\"\\"\\" with \\\\');
    expect(out).toContain('python _3_odd_names.py');
    expect(out).toContain('"for_2": "`a b` STRING, ```` DOUBLE"');
    expect(out).toContain(`('"\\\\\\n\\x07é', 0.0),`);
    expect(out).toContain('(None, 1e300),');
    expect(out).toContain(`.select(F.col("\`a b\`").alias("it's"), F.col("\`\`\`\`").alias("b"))`);
  });
});

describe('a scenario as a Java project', () => {
  test.each([
    ['tunnel', 'en', null],
    // A join in Indonesian; sessions with lateness; a running aggregate behind a filter.
    ['flink-join-filters-before', 'id', 'Job.java'],
    ['flink-session-lateness-merge', 'en', 'Job.java'],
    ['flink-running-filter', 'en', 'Job.java'],
    // A function with timers; deduplication with a side output in front of windows; a time to live.
    ['flink-velocity', 'en', 'Job.java'],
    ['flink-dedup-then-window', 'id', 'Job.java'],
    ['flink-distinct-users-ttl', 'en', 'Job.java'],
  ])('%s in %s', async (name, language, only) => {
    const { code, err, out, files } = await exported(name, `--to flink --lang ${language} --out x`);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').length).toBe(files.size + 1);
    const kept = [...files].filter(([path]) => only === null || path.endsWith(`/${only}`));
    expect(kept.length).toBeGreaterThan(0);
    for (const [path, text] of kept)
      await expect(text).toMatchFileSnapshot(`exported/${name.replaceAll('-', '_')}_flink/${path.split('/').at(-1)}`);
  });

  test.each([
    ['tunnel', 'id'],
    ['kafka-join-left-null-key', 'en'],
    ['kafka-session-suppress-second-result', 'en'],
    // A function with a punctuator by stream time, one by the wall clock; deduplication that drops late rows.
    ['kafka-sessionize', 'en'],
    ['kafka-distinct-users-ttl', 'id'],
    ['kafka-dedup-within', 'en'],
  ])('%s for Kafka Streams in %s', async (name, language) => {
    const { code, err, files } = await exported(name, `--to kafka-streams --lang ${language} --out x`);
    expect([code, err]).toEqual([0, '']);
    for (const [path, text] of files)
      if (name === 'tunnel' ? !path.endsWith('.jsonl') : path.endsWith('/App.java'))
        await expect(text).toMatchFileSnapshot(
          `exported/${name.replaceAll('-', '_')}_kafka_streams/${path.split('/').at(-1)}`,
        );
  });

  test('every case that Kafka Streams takes is exported', async () => {
    const names = readdirSync(cases)
      .filter((file) => 'kafkaStreams' in JSON.parse(readFileSync(new URL(file, cases), 'utf8')).engines)
      .map((file) => file.replace('.json', ''));
    expect(names.length).toBeGreaterThan(130);
    for (const name of names) {
      const { code, err } = await exported(name, '--to kafka-streams --out x');
      if (code !== 0) expect(err).toMatch(/kafkaStreams refuses this|the exported replay does not die/);
    }
  });

  test('every case that Flink takes is exported', async () => {
    const names = readdirSync(cases)
      .filter((file) => 'flink' in JSON.parse(readFileSync(new URL(file, cases), 'utf8')).engines)
      .map((file) => file.replace('.json', ''));
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      const { code, err } = await exported(name, '--to flink --out x');
      if (name.startsWith('flink-crash-')) expect([name, err]).toEqual([name, expect.stringContaining('does not die')]);
      else expect([name, code, err]).toEqual([name, 0, '']);
    }
  });
});

describe('a scenario as Flink SQL', () => {
  test.each([
    ['tunnel', 'en', ''],
    ['tunnel', 'id', '--source kafka'],
    ['flink-join-partitions', 'en', '--source kafka'],
    ['flink-dedup-then-running', 'en', ''],
    ['flink-session-keys', 'en', ''],
  ])('%s in %s %s', async (name, language, source) => {
    const { code, err, out, files } = await exported(name, `--to flink-sql --lang ${language} ${source || '--out x'}`);
    expect([code, err]).toEqual([0, '']);
    const script = source ? out : ([...files].find(([path]) => path.endsWith('.sql'))?.[1] ?? '');
    await expect(script).toMatchFileSnapshot(
      `exported/${name.replaceAll('-', '_')}${language === 'id' ? '_id' : ''}${source ? '_kafka' : ''}.sql`,
    );
  });

  test.each<[name: string, change: object | null, what: RegExp]>([
    ['flink-lateness-again', null, /engines.flink.allowedLateness.*emits each window once/],
    ['flink-window-sliding', null, /window.slide.*whole multiple/],
    ['flink-velocity', null, /steps\[1\].*a function of its own/],
    ['flink-dedup-within', null, /steps\[1\].*does neither/],
    ['flink-watermark-filter-before', null, /steps\[1\].*before any filter/],
    ['flink-join-late', null, /would be chance/],
    ['flink-watermark-ticks', null, /engines.flink.watermarkInterval.*decides the results/],
    ['flink-partitions-minimum', null, /sources.*partitions decides the results/],
    ['flink-idle-all', null, /engines.flink.idleTimeout.*decides the results/],
    [
      'flink-running',
      { query: { from: 'rows', steps: [{ select: { a: 'round(v / 2)' } }] } },
      /round means something else/,
    ],
    ['flink-running', { faults: [{ engine: 'flink', crash: { arrival: 1, after: 'row' } }] }, /does not die/],
  ])('%s is refused with its place and the reason', async (name, change, what) => {
    const file = { ...JSON.parse(readFileSync(new URL(`${name}.json`, cases), 'utf8')), ...change };
    const { code, out, err } = await exported(name, '--to flink-sql --out x', JSON.stringify(file));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(what);
  });
});

test('--out writes the files into a folder, and says so', async () => {
  const { code, out, files } = await exported('tunnel', '--to pyspark --out some/folder');
  expect(code).toBe(0);
  expect(out).toBe('wrote some/folder/tunnel.py\n');
  expect([...files.keys()]).toEqual(['some/folder/tunnel.py']);
  expect(files.get('some/folder/tunnel.py')).toBe((await exported('tunnel', '--to pyspark')).out);
});

describe('what is refused is said on standard error, with exit code 2 and nothing on standard output', () => {
  test.each([
    ['no target', 'tunnel', '', 'Export to what? Write --to pyspark, '],
    ['a target that is none', 'tunnel', '--to pyspak', 'Arus does not export to pyspak. Did you mean pyspark?'],
    [
      'a folder that cannot be written',
      'tunnel',
      '--to pyspark --out full',
      'full/tunnel.py cannot be written: ENOSPC.',
    ],
    ['a project without a folder', 'tunnel', '--to flink', 'it needs a folder'],
    ['rows that a project does not have', 'tunnel', '--to flink --source rate --out x', 'not rate'],
    [
      'what goes by the clock, to be replayed',
      'threshold-alert',
      '--to pyspark',
      'thresholdAlert uses processing time here, and these rows are replayed in seconds.',
    ],
    [
      'a crash that loses its checkpoint, to be replayed',
      'crash-lost-idle',
      '--to pyspark',
      'faults[0]: this cannot be exported to pyspark: without its checkpoint',
    ],
    [
      'made-up rows for a run that ends',
      'batch-available-now',
      '--to pyspark --source rate',
      'availableNow reads only what is there when it starts: nothing.',
    ],
    ['what Spark refuses', 'refused-append-without-watermark', '--to pyspark', 'spark refuses this'],
  ])('%s', async (_, name, words, message) => {
    const { code, out, err } = await exported(name, words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
