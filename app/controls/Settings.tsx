/** The settings of the engine on the stage, each where the query has it. */
import type { ComponentProps } from 'react';
import type { Fault } from '../../engine/faults';
import { formatInterval, lengthOf, parseInterval } from '../../engine/interval';
import {
  setBatchLoop,
  setDailyBatch,
  setDelay,
  setOutputMode,
  setParameter,
  setSink,
  setTrigger,
  setWindow,
} from '../../engine/scenario/edit';
import type { BatchLoopSettings, EngineName, OutputMode, Scenario } from '../../engine/scenario/scenario';
import { arrivalSpan } from '../../engine/scenario/span';
import { DAY } from '../../engine/time';
import { duration } from '../../i18n/format';
import { Part, part } from '../frame/Part';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { Choice, Knob, Length, TimeOfDay } from './Knob';
import { timeText } from './timeText';

interface Props {
  readonly scenario: Scenario;
  readonly engine: EngineName;
  readonly faults: readonly Fault[];
  /** The faults in words; null if there are none. */
  readonly verdict: string | null;
  readonly onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
}

/** Of two engines only. */
const RecordSettings = part(async () => ({
  default: (await withTexts('panels', import('./RecordSettings'))).RecordSettings,
}));

/** Of the nightly job only. */
const Backfill = part(async () => ({ default: (await withTexts('panels', import('./Backfill'))).Backfill }));

/** Parameters of the functions of `process` that are lengths of time. */
const LENGTHS = ['within', 'gap', 'span', 'ttl'] as const;

/** As Spark calls them, in every language. */
const MODES: Readonly<Record<OutputMode, string>> = { append: 'append', update: 'update', complete: 'complete' };

type Words = ReturnType<typeof useTexts>['stage']['settings'];

/** What a setting may be, by its names; what each does is said in its popover. */
const optionsOf = <T extends string>(setting: keyof Words['says'], names: Readonly<Record<T, string>>) =>
  (Object.entries(names) as [T, string][]).map(([value, name]) => ({
    value,
    name,
    says: ({ says }: Words) => (says[setting] as Readonly<Record<string, string>>)[value] ?? '',
  }));

const spans = new WeakMap<readonly unknown[], number>();

/** A length of time that goes as far as a run of the scenario does: known when its popover is open, and not before. */
function LengthOfRun({
  scenario,
  atLeast,
  ...length
}: Omit<ComponentProps<typeof Length>, 'span'> & { readonly scenario: Scenario; readonly atLeast: number }) {
  let span = spans.get(scenario.sources);
  if (span === undefined) {
    span = arrivalSpan(scenario);
    spans.set(scenario.sources, span);
  }
  return <Length {...length} span={Math.max(span, atLeast)} />;
}

export function Settings({ scenario, engine, faults, verdict, onEdit }: Props) {
  const language = useLanguage();
  const t = useTexts().stage.settings;
  const about = (part: RegExp) => faults.some((f) => part.test(f.path));
  const length = (
    key:
      | 'window'
      | 'slide'
      | 'secondWindow'
      | 'secondSlide'
      | 'delay'
      | 'trigger'
      | 'every'
      | 'interval'
      | 'work'
      | 'watermarkInterval'
      | 'allowedLateness'
      | 'idleTimeout'
      | 'grace'
      | (typeof LENGTHS)[number],
    value: number,
    path: RegExp,
    edit: (scenario: Scenario, value: number) => Scenario,
    more: { zero?: 'allowed'; zeroSays?: string; atLeast?: number } = {},
  ) => (
    <Knob
      key={key}
      name={t[key]}
      value={value === 0 && more.zeroSays ? more.zeroSays : duration(value, language)}
      hint={(words) => words.hint[key]}
      verdict={verdict}
      refused={about(path)}
    >
      <LengthOfRun
        name={t[key]}
        value={value}
        scenario={scenario}
        atLeast={more.atLeast ?? 0}
        zero={more.zero ?? 'refused'}
        zeroSays={more.zeroSays}
        onChange={(next, gesture) => onEdit((s) => edit(s, next), gesture)}
      />
    </Knob>
  );

  const firstGroups = scenario.query.steps.findIndex((step) => step.kind === 'aggregate');
  const knobs = scenario.query.steps.flatMap((step, place) => {
    if (step.kind === 'aggregate' && step.window && !('gap' in step.window)) {
      const { size, slide } = step.window;
      // Of two groupBys the second one has a window of its own.
      const second = place > firstGroups;
      const at = (part: string) => new RegExp(second ? `steps\\[${place}\\].*${part}` : part);
      const edit = (change: 'size' | 'slide') => (s: Scenario, v: number) => setWindow(s, { [change]: v }, place);
      const knob = length(second ? 'secondWindow' : 'window', size, at('window(\\.size)?$'), edit('size'));
      return slide === size
        ? [knob]
        : [knob, length(second ? 'secondSlide' : 'slide', slide, at('slide'), edit('slide'))];
    }
    if (step.kind === 'process')
      return LENGTHS.flatMap((name) => {
        const interval = parseInterval(String(step.parameters[name] ?? ''));
        const edit = (s: Scenario, v: number): Scenario => setParameter(s, name, formatInterval(v));
        return interval ? [length(name, lengthOf(interval), new RegExp(`${name}$`), edit, { atLeast: DAY / 2 })] : [];
      });
    return [];
  });

  if (engine === 'batchLoop') {
    const loop = scenario.engines.batchLoop;
    const windowed = scenario.query.steps.some((s) => s.kind === 'aggregate' && s.window);
    const turn =
      (change: Partial<BatchLoopSettings>) =>
      (s: Scenario): Scenario =>
        setBatchLoop(s, change);
    const choice = <K extends 'readBy' | 'boundary' | 'remember' | 'sink'>(
      key: K,
      name: 'loopSink' | Exclude<K, 'sink'>,
    ) => {
      const names: Readonly<Record<string, string>> = t.loop[key];
      return (
        <Knob
          key={key}
          name={t[name]}
          value={names[loop[key]] ?? loop[key]}
          hint={(words) => words.hint[name]}
          verdict={verdict}
          refused={about(new RegExp(`batchLoop\\.${key}`))}
        >
          <Choice
            name={t[name]}
            value={loop[key] as string}
            options={optionsOf(key, names)}
            onChange={(value) => onEdit(turn({ [key]: value }), `${key} ${value}`)}
          />
        </Knob>
      );
    };
    return (
      <>
        {length('interval', loop.interval, /window|interval/, (s, v) => {
          const turned = setBatchLoop(s, { interval: v });
          return windowed ? setWindow(turned, { size: v }) : turned;
        })}
        {choice('readBy', 'readBy')}
        {choice('boundary', 'boundary')}
        <Knob
          name={t.drift}
          value={t.loop.drift[loop.drift ? 'after' : 'clock']}
          hint={(words) => words.hint.drift}
          verdict={verdict}
          refused={false}
        >
          <Choice
            name={t.drift}
            value={loop.drift ? 'after' : 'clock'}
            options={optionsOf('drift', t.loop.drift)}
            onChange={(value) => onEdit(turn({ drift: value === 'after' }), `drift ${value}`)}
          />
        </Knob>
        {length('work', loop.workTime, /workTime/, (s, v) => setBatchLoop(s, { workTime: v }), { zero: 'allowed' })}
        {choice('remember', 'remember')}
        {choice('sink', 'loopSink')}
      </>
    );
  }
  if (engine === 'dailyBatch') {
    const { every, at } = scenario.engines.dailyBatch;
    return (
      <>
        {knobs}
        {length('every', every, /every/, (s, v) => setDailyBatch(s, { every: v }), { atLeast: DAY / 2 })}
        <Knob
          name={t.at}
          value={timeText(at)}
          hint={(words) => words.hint.at}
          verdict={verdict}
          refused={about(/dailyBatch\.at$/)}
        >
          <TimeOfDay
            name={t.at}
            value={at}
            onChange={(v, gesture) => onEdit((s) => setDailyBatch(s, { at: v }), gesture)}
          />
        </Knob>
        {scenario.query.steps.some((s) => s.kind === 'aggregate' && s.window && !('gap' in s.window)) && (
          <Part>
            <Backfill {...{ scenario, verdict, onEdit }} refused={about(/backfill/)} />
          </Part>
        )}
      </>
    );
  }
  if (engine === 'flink' || engine === 'kafkaStreams')
    return (
      <>
        {knobs}
        <Part>
          <RecordSettings {...{ scenario, engine, verdict, about, onEdit, length }} />
        </Part>
      </>
    );
  const { trigger, outputMode } = scenario.engines.spark;
  const watermark = scenario.query.steps.find((s) => s.kind === 'watermark');
  // Which sink it is makes a difference only where something is written twice.
  const crashes = engine === 'spark' && scenario.crashes?.some((c) => c.engine === 'spark');
  const { sink } = scenario.engines.spark;
  return (
    <>
      {knobs}
      {watermark?.kind === 'watermark' && length('delay', watermark.delay, /delay/, setDelay, { zero: 'allowed' })}
      {trigger.kind === 'processingTime' ? (
        length(
          'trigger',
          trigger.interval,
          /trigger/,
          (s, v) => setTrigger(s, { kind: 'processingTime', interval: v }),
          { zero: 'allowed', zeroSays: t.asap },
        )
      ) : (
        <span className="knob fixed">
          {t.trigger} <b>{t[trigger.kind]}</b>
        </span>
      )}
      <Knob
        name={t.output}
        value={outputMode}
        hint={(words) => words.hint.output}
        verdict={verdict}
        refused={about(/outputMode/)}
      >
        <Choice
          name={t.output}
          value={outputMode}
          options={optionsOf('outputMode', MODES)}
          onChange={(mode) => onEdit((s) => setOutputMode(s, mode), `output ${mode}`)}
        />
      </Knob>
      {crashes && (
        <Knob
          name={t.loopSink}
          value={t.loop.sink[sink]}
          hint={(words) => words.hint.loopSink}
          verdict={verdict}
          refused={about(/spark\.sink/)}
        >
          <Choice
            name={t.loopSink}
            value={sink}
            options={optionsOf('sink', t.loop.sink)}
            onChange={(next) => onEdit((s) => setSink(s, next), `sink ${next}`)}
          />
        </Knob>
      )}
    </>
  );
}
