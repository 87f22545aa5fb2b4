import { describe, expect, it } from 'vitest';
import { fault } from '../engine/faults';
import { planFaults } from '../engine/query/plan';
import { parseScenario, parseScenarioText } from '../engine/scenario/parse';
import { arrivalsOf, changed, type Loose } from '../engine/scenario/pickups.fixture';
import { caret, faultLine } from './faultText';
import { LANGUAGES } from './index';

/** Everything that is wrong with a file for Spark, as it is printed. */
function told(change: (file: Loose) => void, language: 'en' | 'id'): string {
  const parsed = parseScenario(changed(change));
  const faults = parsed.ok ? planFaults(parsed.scenario, 'spark') : parsed.faults;
  return faults.map((f) => faultLine(f, language)).join('\n');
}
const steps = (file: Loose) => file.query.steps;

/** [what is wrong, the change, what English says, what Indonesian says] */
const SENTENCES: readonly [string, (file: Loose) => void, string, string][] = [
  [
    'a wrong type',
    (f) => (arrivalsOf(f)[3].row.fare = '12k'),
    'sources.pickups.arrivals[3].row.fare: expected a number, got "12k". Write it like 42000.5, or null if there is no value.',
    'sources.pickups.arrivals[3].row.fare: seharusnya angka, tetapi tertulis "12k". Tulis seperti 42000.5, atau null kalau tidak ada nilainya.',
  ],
  [
    'an unknown field',
    (f) => {
      f.engines.spark.outputmode = 'append';
    },
    'engines.spark.outputmode: there is no field outputmode here. Did you mean outputMode?',
    'engines.spark.outputmode: tidak ada field outputmode di sini. Maksud Anda outputMode?',
  ],
  [
    'an unknown column',
    (f) => (steps(f)[2].groupBy.keys = ['zona']),
    'query.steps[2].groupBy.keys[0]: there is no column zona here. Did you mean zone?',
    'query.steps[2].groupBy.keys[0]: tidak ada kolom zona di sini. Maksud Anda zone?',
  ],
  [
    'a time without offset',
    (f) => (f.until = '2026-03-02T14:30:00'),
    'until: "2026-03-02T14:30:00" has no offset, so it is not a definite instant. Add Z (UTC) or an offset like +07:00 at the end.',
    'until: "2026-03-02T14:30:00" tidak punya offset, jadi belum jelas kapan persisnya. Tambahkan Z (UTC) atau offset seperti +07:00 di ujungnya.',
  ],
  [
    'a negative duration',
    (f) => (steps(f)[0].delay = '-1 minute'),
    'query.steps[0].delay: "-1 minute" is negative. Write a length of time that is not negative.',
    'query.steps[0].delay: "-1 minute" bernilai negatif. Tulis lama waktu yang tidak negatif.',
  ],
  [
    'a duration of zero',
    (f) => (steps(f)[2].groupBy.window.size = '0 minutes'),
    'query.steps[2].groupBy.window.size: "0 minutes" is zero. Write a length of time above zero.',
    'query.steps[2].groupBy.window.size: "0 minutes" sama dengan nol. Tulis lama waktu di atas nol.',
  ],
  [
    'a slide larger than the size',
    (f) => (steps(f)[2].groupBy.window.slide = '7 minutes'),
    'query.steps[2].groupBy.window.slide: the slide (7 minutes) is larger than the size (5 minutes): rows would fall between windows, and Spark refuses it. Make it 5 minutes or less.',
    'query.steps[2].groupBy.window.slide: slide (7 minutes) lebih besar dari size (5 minutes): ada baris yang jatuh di antara window, dan Spark menolaknya. Jadikan paling besar 5 minutes.',
  ],
  [
    'a watermark on a string',
    (f) => (steps(f)[0].watermark = 'zone'),
    'query.steps[0].watermark: a watermark needs a timestamp column, and zone is a string (Spark: EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE). Use pickupTime.',
    'query.steps[0].watermark: watermark butuh kolom timestamp, sedangkan zone bertipe string (di Spark: EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE). Pakai pickupTime.',
  ],
  [
    'an expression with a typo, the caret under it',
    (f) => (steps(f)[1].filter = 'fare > > 0'),
    'query.steps[1].filter: > cannot stand here; expected a column, a value or a bracket.\n    fare > > 0\n           ^',
    'query.steps[1].filter: > tidak bisa berada di sini',
  ],
  [
    'a function that the library does not have',
    (f) => (steps(f)[2] = { process: 'sessionise', keys: ['driver'] }),
    'query.steps[2].process: expected velocityCheck, sessionize, runningTotal, thresholdAlert or distinctUsers, got "sessionise". Did you mean sessionize?',
    'Maksud Anda sessionize?',
  ],
  [
    'a parameter of a function that is missing, and one that it does not have',
    (f) =>
      (steps(f)[2] = {
        process: 'thresholdAlert',
        keys: ['driver'],
        parameters: { column: 'fare', above: 1, for: '1 minute' },
      }),
    'query.steps[2].parameters.span: span is missing. Write it here.\nquery.steps[2].parameters.for: there is no field for here. There is column, above and span.',
    'query.steps[2].parameters.span: span belum ada.',
  ],
  [
    'a function that adds up text',
    (f) => (steps(f)[2] = { process: 'runningTotal', keys: ['driver'], parameters: { column: 'zone' } }),
    'query.steps[2].parameters.column: runningTotal needs a column of long or double, and zone is a string. Use fare or seats.',
    'query.steps[2].parameters.column: runningTotal butuh kolom bertipe long atau double, sedangkan zone bertipe string. Pakai fare atau seats.',
  ],
  [
    'a function whose column is there already',
    (f) =>
      steps(f).splice(
        2,
        1,
        { select: { driver: 'driver', users: 'zone' } },
        { process: 'distinctUsers', keys: ['users'], parameters: { column: 'driver' } },
      ),
    'query.steps[3].process: distinctUsers adds a column users, and there is one already. Give that another name with select.',
    'query.steps[3].process: distinctUsers menambahkan kolom users, padahal kolom itu sudah ada. Beri yang lama nama lain dengan select.',
  ],
  [
    'a function of event time without a watermark',
    (f) => (f.query.steps = [{ process: 'sessionize', keys: ['driver'], parameters: { gap: '5 minutes' } }]),
    'query.steps[0].process: sessionize needs event time for its timers. Write a watermark step before it.',
    'query.steps[0].process: sessionize butuh event time untuk timer-nya. Tulis langkah watermark sebelumnya.',
  ],
  [
    'a function that goes by the clock, and no interval',
    (f) => {
      steps(f)[2] = { process: 'runningTotal', keys: ['driver'], parameters: { column: 'fare', ttl: '1 hour' } };
      f.engines.spark = {};
    },
    'engines.spark.trigger.processingTime: runningTotal follows the clock, so Spark runs a batch at every tick, and at an interval of 0 one after another without end. Write an interval, as in { "processingTime": "1 minute" }.',
    'engines.spark.trigger.processingTime: runningTotal mengikuti jam, jadi Spark menjalankan batch di setiap tick, dan dengan interval 0 tanpa henti. Tulis intervalnya, seperti { "processingTime": "1 minute" }.',
  ],
  [
    'the same with availableNow',
    (f) => {
      steps(f)[2] = { process: 'runningTotal', keys: ['driver'], parameters: { column: 'fare', ttl: '1 hour' } };
      f.engines.spark = { trigger: { availableNow: true } };
    },
    'engines.spark.trigger.availableNow: runningTotal follows the clock, so Spark runs a batch at every tick, and availableNow never comes to an end. Write an interval, as in { "processingTime": "1 minute" }.',
    'engines.spark.trigger.availableNow: runningTotal mengikuti jam, jadi Spark menjalankan batch di setiap tick, dan availableNow tidak akan pernah selesai.',
  ],
  [
    'the same with more ticks than there is room for',
    (f) => {
      steps(f)[2] = { process: 'runningTotal', keys: ['driver'], parameters: { column: 'fare', ttl: '365 days' } };
      f.engines.spark = { trigger: { processingTime: '1 second' } };
    },
    'engines.spark.trigger.processingTime: runningTotal follows the clock, so Spark runs a batch at every tick: 31,536,680 here, and Arus runs up to 200,000. Make the interval longer.',
    'engines.spark.trigger.processingTime: runningTotal mengikuti jam, jadi Spark menjalankan batch di setiap tick: di sini 31.536.680, sedangkan batas Arus 200.000. Perpanjang intervalnya.',
  ],
];

describe('a fault is a verdict with the value and the way out, in both languages', () => {
  it.each(SENTENCES)('%s', (_, change, english, indonesian) => {
    expect(told(change, 'en')).toBe(english);
    expect(told(change, 'id')).toContain(indonesian);
  });

  it('append without a watermark is refused in Spark’s words, with the way out in the reader’s', () => {
    const refused = (language: 'en' | 'id') => told((f) => steps(f).shift(), language);
    for (const language of LANGUAGES) {
      expect(refused(language)).toContain('engines.spark.outputMode: ');
      expect(refused(language)).toContain('not supported for streaming aggregations without watermark');
      expect(refused(language)).toContain('[STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION]');
    }
    expect(refused('en')).toContain('Write a watermark step before the groupBy');
    expect(refused('id')).toContain('Tulis langkah watermark sebelum groupBy');
  });

  it('what is no JSON is told by its line and column, what stands there and what could', () => {
    const parsed = parseScenarioText('{ "name": "a",\n  name: 1 }');
    const [wrong] = parsed.ok ? [] : parsed.faults;
    expect(wrong && faultLine(wrong, 'en')).toBe(
      'line 2, column 3: this is not JSON. Found name, expected a field name in double quotes; the last field has no comma after it.',
    );
    expect(wrong && faultLine(wrong, 'id')).toContain('baris 2, kolom 3: ini bukan JSON.');
  });

  it('a file that is too large is told with its size and the limit', () => {
    const large = fault('', 'tooLarge', { bytes: 104_857_600, limit: 67_108_864 });
    expect(faultLine(large, 'en')).toContain('the file has 100 MiB; Arus reads up to 64 MiB');
    expect(faultLine(large, 'id')).toContain('file ini 100 MiB; Arus membaca paling besar 64 MiB');
  });
});

it('a caret stands under the place, in the line of it, whatever the width of what is before', () => {
  expect(caret('a\nb + 😀 + c', 9)).toBe('    b + 😀 + c\n           ^');
  expect(caret('fare', 4)).toBe('    fare\n        ^');
});
