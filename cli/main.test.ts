import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { semiJoinOfCounts } from '../engine/engines/departs.fixture';
import { ENGINES } from '../engine/engines/names';
import { LARGEST_FILE } from '../engine/scenario/largest';
import { arrivalsOf, changed, type Loose, pickups } from '../engine/scenario/pickups.fixture';
import type { Input, Io } from './io';
import { main } from './main';

interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a command on files of memory; the text of `-` is standard input. */
async function arus(words: string, files: Record<string, string | Input> = {}, locale = 'C'): Promise<Said> {
  const said: Said = { code: -1, out: '', err: '' };
  const input = (content: string | Input): Input =>
    typeof content === 'string' ? { size: Buffer.byteLength(content), chunks: inTwo(Buffer.from(content)) } : content;
  const io: Io = {
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    open: async (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return input(content);
    },
    write: () => Promise.reject(new Error('nothing is written')),
    stdin: () => ({ ...input(files['-'] ?? ''), size: null }),
    locale,
  };
  said.code = await main(words.split(' ').filter(Boolean), io);
  return said;
}

async function* inTwo(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length / 2);
  yield bytes.subarray(bytes.length / 2);
}

const file = (change: (file: Loose) => void = () => {}) => ({ 'a.json': JSON.stringify(changed(change)) });
const linesOf = (text: string) => text.trimEnd().split('\n');
const parsed = (text: string) => linesOf(text).map((line) => JSON.parse(line));

describe('arus run on an engine that works row by row', () => {
  const late = {
    'a.json': readFileSync(new URL('../engine/conformance/cases/flink-lateness-again.json', import.meta.url), 'utf8'),
  };

  it('prints a line for each arrival and for each tick at which something comes out', async () => {
    const { code, out } = await arus('run a.json --engine flink --json', late);
    expect(code).toBe(0);
    expect(parsed(out)[0]).toEqual({
      arrival: 0,
      timestamp: '2027-01-05T09:00:01.000Z',
      watermark: '2027-01-05T07:59:59.999Z',
      output: [],
      late: [],
    });
    expect(parsed(out)[6].late).toEqual([{ t: '2027-01-05T08:03:30.000Z', k: 'a', v: 1 }]);
    expect((await arus('run a.json --engine flink --trace', late)).code).toBe(0);
  });

  it.each([
    [
      'en',
      'watermark after every row · allowed lateness 2 minutes',
      'late: t 08:03:30, k a, v 1',
      'at most 2 rows held',
    ],
    [
      'id',
      'watermark setelah setiap baris · allowed lateness 2 minutes',
      'telat: t 08:03:30, k a, v 1',
      'paling banyak 2 baris',
    ],
  ])('says in words what each arrival did: %s', async (language, settings, row, state) => {
    const { code, out } = await arus(`run a.json --engine flink --lang ${language}`, late);
    expect(code).toBe(0);
    expect(out).toContain(`flink · ${settings} · `);
    expect(out).toContain(
      '09:00:02 · rows.arrivals[1] · watermark 08:03:59.999\n  window          n\n  08:00 – 08:04   1\n',
    );
    expect(out).toContain(row);
    expect(out).toContain(state);
  });
});

describe('arus run --json', () => {
  it('prints a line for each batch, as StreamingQueryProgress has it', async () => {
    const { code, out, err } = await arus('run a.json --engine spark --json', file());
    expect([code, err]).toEqual([0, '']);
    const lines = parsed(out);
    expect(Object.keys(lines[0])).toEqual([
      'batchId',
      'timestamp',
      'numInputRows',
      'eventTime',
      'stateOperators',
      'output',
    ]);
    expect(lines[0]).toMatchObject({
      batchId: 0,
      timestamp: '2026-03-02T07:01:00.000Z',
      numInputRows: 1,
      eventTime: { watermark: '1970-01-01T00:00:00.000Z' },
      stateOperators: [
        {
          operatorName: 'stateStoreSave',
          numRowsTotal: 1,
          numRowsUpdated: 1,
          numRowsRemoved: 0,
          numRowsDroppedByWatermark: 0,
        },
      ],
      output: [],
    });
    expect(lines.flatMap((line) => line.output)).toContainEqual({
      window: { start: '2026-03-02T07:00:00.000Z', end: '2026-03-02T07:05:00.000Z' },
      zone: 'Kota',
      pickups: 1,
      revenue: 42000,
    });
    expect(lines.map((line) => line.batchId)).toEqual(lines.map((_, i) => i));
  });

  it('has eventTime exactly when the query has a watermark step', async () => {
    const { out } = await arus(
      'run a.json --json',
      file((f) => {
        f.query.steps = [{ filter: 'fare > 0' }];
      }),
    );
    for (const line of parsed(out)) expect(line).not.toHaveProperty('eventTime');
    expect(parsed(out)[0].stateOperators).toEqual([]);
  });

  it('says of each run of the nightly job what it read', async () => {
    const { code, out } = await arus('run a.json --engine dailyBatch --json', file());
    expect(code).toBe(0);
    expect(parsed(out)).toMatchObject([
      { batchId: 0, readFrom: null, readTo: '2026-03-02T16:59:00.000Z', numInputRows: 4 },
    ]);
  });

  it('a long keeps all its digits', async () => {
    const { out } = await arus(
      'run a.json --json',
      file((f) => {
        f.query.steps = [{ select: { seats: 'seats' } }];
        arrivalsOf(f)[0].row.seats = '9007199254740993';
      }),
    );
    expect(out).toContain('{"seats":9007199254740993}');
  });

  it('a query that fails while it runs prints what came before, then why, and exits 1', async () => {
    const { code, out } = await arus(
      'run a.json --json',
      file((f) => {
        f.query.steps = [{ select: { each: 'fare / (seats - 1)' } }];
        arrivalsOf(f)[0].row.seats = 2;
      }),
    );
    expect(code).toBe(1);
    const lines = parsed(out);
    expect(lines[0]).toMatchObject({ batchId: 0, output: [{ each: 42000 }] });
    expect(lines.at(-1)).toMatchObject({ failed: { error: 'DIVIDE_BY_ZERO' } });
    expect(lines).toHaveLength(2);
  });
});

describe('arus run', () => {
  it('tells a person each batch and the figures, in the zone of the scenario', async () => {
    const { code, out, err } = await arus('run a.json', file());
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('pickups · Pickups');
    expect(out).toMatch(/batch 0 · 14:01:00 · in 1 · no watermark yet/);
    expect(out).toMatch(/14:00 – 14:05 +Kota +1 +42,000/);
    expect(out).toMatch(/Completeness: /);
  });

  it('speaks Indonesian where it is asked to, and where the terminal does', async () => {
    const asked = await arus('run a.json --lang id', file());
    expect(asked.out).toContain('pickups · Penjemputan');
    expect(asked.out).toMatch(/42\.000/);
    expect((await arus('run a.json', file(), 'id_ID.UTF-8')).out).toBe(asked.out);
    expect((await arus('run a.json --lang en', file(), 'id_ID.UTF-8')).out).toContain('Pickups');
  });

  it('reads standard input for -', async () => {
    const { out } = await arus('run - --json', { '-': JSON.stringify(pickups()) });
    expect(out).toBe((await arus('run a.json --json', file())).out);
  });

  it('tells a failing row and exits 1', async () => {
    const { code, out } = await arus(
      'run a.json',
      file((f) => {
        f.query.steps = [{ filter: 'fare / (seats - 1) > 0' }];
      }),
    );
    expect(code).toBe(1);
    expect(out).toContain('DIVIDE_BY_ZERO');
    expect(out).toContain('pickups.arrivals[0]');
  });
});

describe('where real Spark fails in what Arus runs', () => {
  const files = { 'a.json': JSON.stringify(semiJoinOfCounts('w = x and a = b')) };

  it('run says so beside the answer, and marks the batch for a program', async () => {
    const { code, out, err } = await arus('run a.json', files);
    expect([code, out.includes('Real Spark')]).toEqual([0, false]);
    expect(err).toMatch(/^Real Spark fails in batch 2\. .*CANNOT_LOAD_STATE_STORE.*\n$/);
    expect((await arus('run a.json --lang id', files)).err).toMatch(/^Spark asli gagal di batch 2/);
    const lines = await arus('run a.json --json', files);
    expect(lines.err).toBe(err);
    const marked = parsed(lines.out).filter((line) => 'departs' in line);
    expect(marked).toMatchObject([{ batchId: 2, departs: 'CANNOT_LOAD_STATE_STORE' }]);
  });

  it('compare says so of the engine', async () => {
    expect((await arus('compare a.json', files)).out).toContain('Real Spark fails in batch 2');
    const told = JSON.parse((await arus('compare a.json --json', files)).out);
    expect(told.engines.map((e: Loose) => e.departs)).toContainEqual({ batchId: 2, error: 'CANNOT_LOAD_STATE_STORE' });
  });

  it('nothing is said of a query that Spark runs', async () => {
    const semi = { 'a.json': JSON.stringify(semiJoinOfCounts('w = x and a = b', { type: 'inner' })) };
    const { out, err } = await arus('run a.json --json', semi);
    expect([err, out.includes('departs')]).toEqual(['', false]);
  });
});

describe('arus run --trace', () => {
  it('prints every entry with its kind, its place and its causes', async () => {
    const { code, out } = await arus('run a.json --trace', file());
    expect(code).toBe(0);
    const lines = parsed(out);
    expect(lines.map((line) => line.entry)).toEqual(lines.map((_, i) => i));
    expect(lines[0]).toMatchObject({ kind: 'arrived', row: { source: 'pickups', arrival: 0 }, causes: [] });
    const grouped = lines.find((line) => line.kind === 'rowGrouped');
    expect(lines[grouped.causes[0]].kind).toBe('rowRead');
    expect(grouped.group).toEqual({
      window: { start: '2026-03-02T07:00:00.000Z', end: '2026-03-02T07:05:00.000Z' },
      zone: 'Kota',
    });
    expect(lines.filter((line) => line.kind === 'outputWritten').map((line) => line.output)).toEqual(
      parsed((await arus('run a.json --json', file())).out).flatMap((line) => line.output),
    );
  });
});

describe('what is refused', () => {
  it.each([
    [
      'a fault of the file',
      (f: Loose) => (arrivalsOf(f)[3].row.fare = '12k'),
      'sources.pickups.arrivals[3].row.fare: expected a number, got "12k"',
    ],
    ['append without a watermark', (f: Loose) => f.query.steps.shift(), 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION'],
    ['an expression with a typo', (f: Loose) => (f.query.steps[1].filter = 'fare >> 0'), '    fare >> 0\n          ^'],
    [
      'what Arus does not run yet',
      (f: Loose) => (f.engines.spark.trigger = { continuous: '1 second' }),
      'does not run',
    ],
  ])('%s: exit 2, said on standard error, nothing on standard output', async (_, change, expected) => {
    for (const command of [
      'run a.json',
      'run a.json --json',
      'run a.json --trace',
      'check a.json',
      'check a.json --json',
    ]) {
      const { code, out, err } = await arus(command, file(change));
      expect([command, code, out]).toEqual([command, 2, '']);
      if (!command.startsWith('check a.json --json')) expect(err).toContain(expected);
    }
  });

  it('in the language of the person', async () => {
    const { err } = await arus(
      'check a.json --lang id',
      file((f) => (arrivalsOf(f)[3].row.fare = '12k')),
    );
    expect(err).toContain('a.json ditolak: ada 1 kesalahan.');
    expect(err).toContain('sources.pickups.arrivals[3].row.fare: seharusnya angka, tetapi tertulis "12k"');
  });

  it('an engine that there is not', async () => {
    expect((await arus('run a.json --engine sprak', file())).err).toBe(
      'There is no engine sprak. Did you mean spark?\n',
    );
    for (const words of [
      'run a.json --engine zzzzzzzz',
      '--help',
      'run a.json --engine zzzzzzzz --lang id',
      '--help --lang id',
    ]) {
      const { out, err } = await arus(words, file());
      for (const engine of ENGINES) expect(out + err, words).toContain(engine);
    }
  });

  it('a file of 100 MB, by its size, before a byte of it is read', async () => {
    const input: Input = {
      size: 100 * 2 ** 20,
      chunks: (async function* () {
        yield new Uint8Array(1);
        throw new Error('it was read');
      })(),
    };
    const { code, out, err } = await arus('run a.json', { 'a.json': input });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('100 MiB');
    expect(err).toContain('64 MiB');
  });

  it('a stream of as much, once it is known to be too long', async () => {
    let given = 0;
    const input: Input = {
      size: null,
      chunks: (async function* () {
        for (;;) {
          given += 2 ** 20;
          yield new Uint8Array(2 ** 20);
        }
      })(),
    };
    const { code, err } = await arus('check -', { '-': input });
    expect(code).toBe(2);
    expect(err).toContain('more than 64 MiB');
    expect(given).toBeLessThanOrEqual(LARGEST_FILE + 2 ** 20);
  });

  it('a file that is not there, is no JSON, is no text', async () => {
    expect(await arus('run b.json')).toEqual({ code: 2, out: '', err: 'There is no file b.json.\n' });
    expect((await arus('run a.json', { 'a.json': '{ "format": arus }' })).err).toContain(
      'line 1, column 13: this is not JSON',
    );
    expect((await arus('run a.json', { 'a.json': '' })).err).toContain('the end of the text');
    const latin = { size: 3, chunks: inTwo(new Uint8Array([0x7b, 0xe9, 0x7d])) };
    expect(await arus('check a.json', { 'a.json': latin })).toMatchObject({ code: 2, out: '' });
  });

  it('words that are no command, option or language', async () => {
    const wrong = {
      'rum a.json': 'There is no command rum. Did you mean run?',
      'lessons a.json': 'One file at a time; got a.json.',
      run: 'Which file?',
      'run a.json b.json': 'One file at a time; got a.json b.json.',
      'run a.json --jsn': 'There is no option --jsn here. Did you mean --json?',
      'check a.json --trace': 'There is no option --trace here.',
      'run a.json --engine': '--engine needs a value.',
      'run a.json --json=yes': '--json takes no value.',
      'run a.json --json --trace': 'Choose one of --json and --trace.',
      'run a.json --lang fr': 'There is no language fr.',
      '--engine spark': 'There is no',
    };
    for (const [words, message] of Object.entries(wrong)) {
      const { code, out, err } = await arus(words, file());
      expect([words, code, out]).toEqual([words, 2, '']);
      expect(err).toContain(message);
    }
  });
});

describe('arus check', () => {
  it('says that a file is valid, and what it runs on', async () => {
    const { code, out } = await arus(
      'check a.json',
      file((f) => Object.assign(f.engines, { flink: {}, kafkaStreams: {} })),
    );
    expect(code).toBe(0);
    expect(out).toBe('a.json is valid: 4 rows in 1 source. It runs on spark, flink and kafkaStreams.\n');
  });

  it('tells every fault at once, for a program too', async () => {
    const broken = file((f) => {
      arrivalsOf(f)[0].row.fare = 'x';
      f.query.steps[0].delay = 'soon';
      f.engines.spark.outputMode = 'apend';
    });
    const { err } = await arus('check a.json', broken);
    expect(linesOf(err)).toHaveLength(4);
    const told = JSON.parse((await arus('check a.json --json', broken)).err);
    expect(told.valid).toBe(false);
    expect(told.faults.map((f: Loose) => f.path)).toEqual([
      'sources.pickups.arrivals[0].row.fare',
      'query.steps[0].delay',
      'engines.spark.outputMode',
    ]);
    expect(told.faults[0].message).toContain('expected a number');
  });

  it('asks the engines that the file names', async () => {
    const update = file((f) => {
      f.query.steps.shift();
      f.engines = { dailyBatch: {} };
    });
    expect((await arus('check a.json', update)).code).toBe(0);
    expect(JSON.parse((await arus('check a.json --json', update)).out)).toEqual({
      valid: true,
      faults: [],
      engines: ['dailyBatch'],
    });
  });
});

describe('compare', () => {
  const late = file((f) => {
    f.query.steps = [
      { watermark: 'pickupTime', delay: '1 minute' },
      { groupBy: { window: { on: 'pickupTime', size: '5 minutes' } }, aggregate: { n: 'count(*)' } },
    ];
    f.engines = { spark: { trigger: { processingTime: '1 minute' } }, batchLoop: { drift: false } };
    // Happened in the first window, arrives in the second.
    arrivalsOf(f)[1].arrivesAt = '2026-03-02T14:08:00+07:00';
  });

  it('puts every engine against the truth and says where they first differ, by which row and rule', async () => {
    const { code, out } = await arus('compare a.json', late);
    expect(code).toBe(0);
    expect(out).toContain('window 14:00 to 14:05');
    expect(out).toMatch(/First difference: 14:05, window 14:00 to 14:05/);
    expect(out).toMatch(
      /The row from 14:01:50, which arrived at 14:08: .*Batch in a loop counted it in window 14:05 to 14:10/,
    );
    expect((await arus('compare a.json --lang id', late)).out).toContain('Perbedaan pertama: 14:05');
  });

  it('says the same to a program', async () => {
    const told = JSON.parse((await arus('compare a.json --json', late)).out);
    expect(told.engines.map((e: Loose) => e.engine)).toEqual(
      expect.arrayContaining(['spark', 'batchLoop', 'dailyBatch']),
    );
    const loop = told.engines.find((e: Loose) => e.engine === 'batchLoop');
    expect(loop.figures[0]).toMatchObject({
      column: 'n',
      said: 1,
      truth: 2,
      right: false,
      causes: [{ code: 'misplaced', row: { source: 'pickups', arrival: 1 }, effect: -1 }],
    });
    expect(told.differences[0]).toMatchObject({ at: '2026-03-02T07:05:00.000Z', rule: 'closing' });
  });

  it('names the engines that refuse, with why; with no engine left it is refused itself', async () => {
    const sliding = file((f) => {
      f.engines = { batchLoop: { interval: '1 minute' } };
    });
    const { code, out } = await arus('compare a.json', sliding);
    expect(code).toBe(0);
    expect(out).toContain('Batch in a loop cannot run it:\n  query.steps[2].groupBy.window: a loop answers for');
    const wrong = await arus(
      'compare a.json',
      file((f) => {
        f.query.steps = [{ filter: 'fair > 0' }];
      }),
    );
    expect(wrong).toMatchObject({ code: 2, out: '' });
  });
});

describe('help, version and schema', () => {
  it('are on standard output', async () => {
    expect(await arus('--help')).toMatchObject({ code: 0, err: '' });
    expect((await arus('')).out).toBe((await arus('run --help')).out);
    expect((await arus('--help --lang id')).out).toContain('Pemakaian');
    expect((await arus('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { code, out } = await arus('schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'object', required: ['format', 'sources', 'query'] });
  });
});

describe('what an engine does not take', () => {
  it.each<[string, string, (f: Loose) => void, RegExp, RegExp]>([
    [
      'a query that it cannot run',
      'run a.json --engine batchLoop',
      (f) => f.query.steps.splice(1, 2, { dropDuplicates: ['zone', 'pickupTime'] }),
      /cannot do dropDuplicates.*Run it on.*\nspark, flink, kafkaStreams and dailyBatch run this query/,
      /tidak bisa menjalankan dropDuplicates.*Jalankan di.*\nspark, flink, kafkaStreams, dan dailyBatch menjalankan query ini/,
    ],
    [
      'a setting that it does not know',
      'check a.json',
      (f) => {
        f.engines = { flink: { trigger: { processingTime: '1 minute' } } };
      },
      /engines\.flink\.trigger: there is no field trigger here: it is a setting of spark\. /,
      /engines\.flink\.trigger: tidak ada field trigger di sini: itu setelan spark\. /,
    ],
    [
      'a crash point that the run does not have',
      'run a.json --engine kafkaStreams',
      (f) => {
        f.faults = [{ engine: 'kafkaStreams', crash: { commit: 99, after: 'offsets-committed' } }];
      },
      /there is no commit 99 to crash at: the run has 1 to \d+\. Name one of them/,
      /tidak ada commit 99 .*1 sampai \d+\. Sebut salah satunya/,
    ],
    [
      'an interval of zero',
      'check a.json',
      (f) => {
        f.engines = { batchLoop: { interval: '0 seconds' } };
      },
      /engines\.batchLoop\.interval: "?0 seconds"? is zero\. Write a length of time above zero\./,
      /engines\.batchLoop\.interval: "?0 seconds"? sama dengan nol\. Tulis lama waktu di atas nol\./,
    ],
  ])('%s is refused with verdict, value and way out', async (_, command, change, en, id) => {
    const files = { 'a.json': JSON.stringify(changed(change)) };
    for (const [language, says] of [
      ['en', en],
      ['id', id],
    ] as const) {
      const { code, out, err } = await arus(`${command} --lang ${language}`, files);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(says);
    }
  });

  it('is told with the engines that do', async () => {
    const file = changed((f) => {
      f.query.steps.splice(1, f.query.steps.length - 1, { dropDuplicates: ['zone', 'pickupTime'] });
    });
    const { code, err } = await arus('run a.json --engine batchLoop', { 'a.json': JSON.stringify(file) });
    expect(code).toBe(2);
    expect(err).toContain('spark, flink, kafkaStreams and dailyBatch run this query as it is.');
  });

  it('a setting of another engine is told whose it is', async () => {
    const file = changed((f) => {
      f.engines = { spark: { grace: '1 minute' } };
    });
    const { err } = await arus('check a.json', { 'a.json': JSON.stringify(file) });
    expect(err).toContain('there is no field grace here: it is a setting of kafkaStreams.');
  });

  it('an engine whose crash has no place in its run is not compared, and says why', async () => {
    const file = changed((f) => {
      f.faults = [{ engine: 'dailyBatch', crash: { batchId: 99, after: 'read' } }];
    });
    const { code, out } = await arus('compare a.json', { 'a.json': JSON.stringify(file) });
    expect(code).toBe(0);
    expect(out).toMatch(/Daily batch cannot run it:\n.*there is no run 99 to crash in/);
  });
});

describe('a crash', () => {
  const crash = (batchId: number, more: Loose = {}) =>
    file((f) => {
      f.faults = [{ engine: 'spark', crash: { batchId, after: 'sink-written' }, ...more }];
    });

  it('prints no line of --json: the repeat of its batch does; --trace has both', async () => {
    const { code, out } = await arus('run a.json --engine spark --json', crash(0));
    expect(code).toBe(0);
    const lines = parsed(out);
    expect(lines.map((line) => line.batchId)).toEqual(lines.map((_, i) => i));
    const trace = parsed((await arus('run a.json --engine spark --trace', crash(0))).out);
    expect(trace.filter((e) => e.kind === 'batchPlanned' && e.batch === 0)).toHaveLength(2);
    expect(trace.filter((e) => e.attempt === 1).length).toBeGreaterThan(0);
    expect(trace.find((e) => e.kind === 'crashed')).toMatchObject({ after: 'sink-written', checkpoint: 'kept' });
  });

  it('stands in the report where it struck, with what the sink holds in the end', async () => {
    const { out } = await arus('run a.json --engine spark', crash(0));
    expect(out).toMatch(/CRASH at .*batch 0 after writing its output; back at /);
    expect(out).toMatch(/batch 0, again/);
    expect(out).toMatch(/In the sink: .*none of them twice; no row passed over/);
  });

  it('in a batch that does not exist is refused, by run and by check, with the batches that do', async () => {
    for (const command of ['run a.json --engine spark --json', 'check a.json']) {
      const { code, out, err } = await arus(command, crash(99));
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/faults\[0\]\.crash\.batchId.*there is no batch 99.*batches 0 to \d+/);
    }
  });
});
