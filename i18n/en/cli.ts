import type { CrashPoint } from '../../engine/scenario/scenario';
import { dayName, number } from '../format';
import { crashPoints } from './crashPoints';

const rows = (n: number) => `${number(n, 'en')} ${n === 1 ? 'row' : 'rows'}`;

/** The command line. */
export const cli = {
  help: `Arus: what real stream engines do with one set of arrivals.

Usage
  arus run FILE [--engine NAME] [--json | --trace]   run a scenario; "-" reads standard input
  arus compare FILE [--json]                         every engine that can run it against the truth, and where they first differ
  arus check FILE [--json]                           validate a scenario; every fault with its path and the way out
  arus export FILE --to NAME [--source NAME] [--out FOLDER]
                                                     write it as code for the real engine
  arus schema                                        print the JSON Schema of scenario files
  arus lessons [--json]                              the course: each lesson, its steps, scenarios and languages

Options
  --engine NAME   spark (the default), flink, kafkaStreams, batchLoop or dailyBatch
  --json          run: one JSON line for each batch, as Spark's StreamingQueryProgress, or for each
                  arrival (flink, kafkaStreams); compare, check: the result as JSON
  --to NAME       export: pyspark, a script that runs the same micro-batches on Apache Spark 4.3; flink (2.3) or
                  kafka-streams (4.3), a Maven project that replays the arrivals and is ready for a cluster; or
                  flink-sql, a script for Flink's SQL client, where SQL means the same
  --source NAME   export: where the rows come from: arrivals (the default: the scenario's own), kafka, files or rate
  --out FOLDER    export: write files into a folder; without it a script goes to standard output; a project needs it
  --trace         every entry of the trace, one JSON line each
  --lang en|id    language of messages
  --help, --version

Exit codes
  0 it ran   1 the query failed while running   2 the file or its settings are refused
`,
  unknownCommand: (command: string, suggestion: string | null, commands: string) =>
    `There is no command ${command}.${suggestion === null ? ` There is ${commands}.` : ` Did you mean ${suggestion}?`}`,
  unknownOption: (option: string, suggestion: string | null) =>
    `There is no option ${option} here.${suggestion === null ? ' See arus --help.' : ` Did you mean ${suggestion}?`}`,
  valueMissing: (option: string) => `${option} needs a value. See arus --help.`,
  noValue: (option: string) => `${option} takes no value.`,
  fileMissing: (command: string) => `Which file? Write: arus ${command} FILE (or - for standard input).`,
  tooManyFiles: (files: string) => `One file at a time; got ${files}.`,
  jsonOrTrace: 'Choose one of --json and --trace.',
  unknownLanguage: (language: string) => `There is no language ${language}. There is en and id.`,
  unknownEngine: (engine: string, suggestion: string | null) =>
    `There is no engine ${engine}.${suggestion === null ? ' Arus runs spark, flink, kafkaStreams, batchLoop and dailyBatch.' : ` Did you mean ${suggestion}?`}`,
  targetMissing: (targets: string) => `Export to what? Write --to ${targets}.`,
  unknownTarget: (target: string, suggestion: string | null, targets: string) =>
    `Arus does not export to ${target}.${suggestion === null ? ` There is ${targets}.` : ` Did you mean ${suggestion}?`}`,
  unknownRowSource: (source: string, suggestion: string | null, sources: string) =>
    `--source takes ${sources}, not ${source}.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`,
  projectNeedsFolder: (target: string) =>
    `An export to ${target} is a project of several files, and it needs a folder. Name one with --out.`,
  unwritable: (path: string, why: string) => `${path} cannot be written: ${why}. Name another folder with --out.`,
  wrote: (path: string) => `wrote ${path}`,
  noFile: (path: string) => `There is no file ${path}.`,
  isFolder: (path: string) => `${path} is a folder. Name a file in it.`,
  unreadable: (path: string, why: string) => `${path} cannot be read: ${why}.`,
  standardInput: 'standard input',
  able: (n: number, engines: string) => `${engines} ${n === 1 ? 'runs' : 'run'} this query as it is.`,
  refused: (file: string, faults: number) =>
    `${file} is refused: ${faults === 1 ? '1 fault' : `${number(faults, 'en')} faults`}.`,
  valid: (file: string, count: number, sources: number, engines: string) =>
    `${file} is valid: ${rows(count)} in ${sources === 1 ? '1 source' : `${sources} sources`}. It runs on ${engines}.`,

  settings: {
    trigger: (interval: string) => `trigger ${interval}`,
    asSoon: 'trigger 0 seconds (as soon as the last batch ends)',
    once: 'trigger once',
    availableNow: 'trigger availableNow',
    outputMode: (mode: string) => `output mode ${mode}`,
    sink: (sink: string) => `${sink} sink`,
    daily: (at: string, zone: string, every: string) => `runs at ${at} ${zone}, every ${every}`,
    watermarkInterval: (interval: string) => `watermark every ${interval}`,
    afterEachRow: 'watermark after every row',
    allowedLateness: (length: string) => `allowed lateness ${length}`,
    idleTimeout: (length: string) => `idle after ${length}`,
    loop: (interval: string, readBy: string, boundary: string) => `every ${interval}, by ${readBy}, ${boundary}`,
    drifts: (work: string) => `sleeps after ${work} of work`,
    byTheClock: 'keeps to the clock',
    remembers: (what: string) => `remembers ${what}`,
    emit: {
      onUpdate: 'every update',
      onWindowClose: 'results on window close',
      suppress: 'results suppressed until the window closes',
    },
    grace: (length: string) => `grace ${length}`,
    graceIsTheDelay: 'grace as the watermark’s delay',
    times: (zone: string) => `times in ${zone}`,
  },
  batch: (id: number) => `batch ${id}`,
  day: (day: string) => `${dayName(day, 'en')} again`,
  stretch: (from: string, to: string) => `read ${from} to ${to}`,
  batchAgain: (id: number) => `batch ${id}, again`,
  /** @param after null between batches, as is `batch`; `back` null: the run ends before */
  crashed: (at: string, after: CrashPoint | null, batch: number | null, checkpoint: string, back: string | null) =>
    `CRASH at ${at}${after === null ? ', between batches' : `, batch ${batch} after ${crashPoints[after]}`}${checkpoint === 'lost' ? '; the checkpoint is lost' : ''}; ${back === null ? 'the run ends before it is back' : `back at ${back}`}`,
  crashedJob: (at: string, after: CrashPoint | null, checkpoint: string, back: string | null) =>
    `CRASH at ${at}${after === null ? '' : ` after ${crashPoints[after]}`}${checkpoint === 'lost' ? '; what was saved is lost' : ''}; ${back === null ? 'the run ends before it is back' : `back at ${back}, and continues from what was saved last`}`,
  read: (n: number) => `in ${number(n, 'en')}`,
  watermark: (time: string) => `watermark ${time}`,
  noWatermark: 'no watermark yet',
  state: (total: number, updated: number, removed: number, dropped: number) =>
    `state: ${number(total, 'en')} held, ${number(updated, 'en')} updated, ${number(removed, 'en')} removed, ${number(dropped, 'en')} dropped as late`,
  streamTime: (time: string) => `stream time ${time}`,
  noStreamTime: 'no stream time yet',
  takenBack: 'taken back',
  noBatch: 'No batch ran.',
  noArrival: 'No row arrived.',
  tick: 'tick',
  lateRow: (row: string) => `late: ${row}`,
  failedRun: (error: string, message: string) => `The query failed: ${message} [${error}]`,
  failed: (batch: number, error: string, message: string) =>
    `Batch ${batch} failed, and the query with it: ${message} [${error}]`,
  failedAtRow: (source: string, arrival: number) => `It was reading ${source}.arrivals[${arrival}].`,
  measures: {
    completeness: (percent: string, counted: number, due: number) =>
      `Completeness: ${percent} (${number(counted, 'en')} of ${number(due, 'en')} rows in their right window)`,
    noCompleteness: 'Completeness: no window is answered or past yet',
    wait: (median: string, worst: string) =>
      `Wait from a window’s end to its final right answer: median ${median}, worst ${worst}`,
    noWait: 'Wait from a window’s end to its final right answer: none came',
    neverRight: (n: number) =>
      `${n === 1 ? '1 window' : `${number(n, 'en')} windows`} final and wrong, or never answered`,
    state: (during: number, after: number) =>
      `State: at most ${rows(during)} held during a batch, ${number(after, 'en')} after one`,
    heldAtMost: (n: number) => `State: at most ${rows(n)} held`,
    rowsWritten: (n: number) => `${rows(n)} written`,
    inSink: (n: number, doubled: number, skipped: number) =>
      `In the sink: ${rows(n)}, ${doubled === 0 ? 'none of them twice' : `${doubled} once too often`}; ${skipped === 0 ? 'no row passed over' : `${rows(skipped)} passed over`}`,
  },
} as const;
