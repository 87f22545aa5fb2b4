/** The settings of the two engines that work row by row. */

import { setDelay } from '../../engine/scenario/edit';
import { setFlink, setKafkaStreams } from '../../engine/scenario/editRecords';
import type { KafkaEmit, Scenario } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import { Part, part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { Choice, Knob } from './Knob';

/** How often it saves what it comes back to. */
const SavingKnob = part(async () => ({
  default: (await withTexts('saves', import('../crash/SavingKnob'))).SavingKnob,
}));

interface Props {
  readonly scenario: Scenario;
  readonly engine: 'flink' | 'kafkaStreams';
  readonly verdict: string | null;
  readonly about: (part: RegExp) => boolean;
  readonly onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
  /** A knob of a length of time. */
  readonly length: (
    key: 'delay' | 'watermarkInterval' | 'allowedLateness' | 'idleTimeout' | 'grace',
    value: number,
    path: RegExp,
    edit: (scenario: Scenario, value: number) => Scenario,
    more: { zero: 'allowed'; zeroSays?: string; atLeast?: number },
  ) => React.ReactNode;
}

export function RecordSettings({ scenario, engine, verdict, about, onEdit, length }: Props) {
  const t = useTexts().stage.settings;
  const watermark = scenario.query.steps.find((s) => s.kind === 'watermark');
  const windowed = scenario.query.steps.some((s) => s.kind === 'aggregate' && s.window);
  const joined = scenario.query.steps.some((s) => s.kind === 'join');
  // What frees the keys of a function or of a deduplication goes by the grace as well.
  const freed = scenario.query.steps.some((s) => s.kind === 'process' || s.kind === 'dropDuplicates');
  const saving = (
    <Part>
      <SavingKnob {...{ scenario, engine, verdict, about, onEdit }} />
    </Part>
  );
  const delay = watermark?.kind === 'watermark' ? watermark.delay : null;
  if (engine === 'flink') {
    const { watermarkInterval, allowedLateness, idleTimeout } = scenario.engines.flink;
    const several = scenario.sources.length > 1 || scenario.sources.some((s) => s.partitions > 1);
    return (
      <>
        {delay !== null && length('delay', delay, /delay/, setDelay, { zero: 'allowed' })}
        {delay !== null &&
          length(
            'watermarkInterval',
            watermarkInterval,
            /watermarkInterval/,
            (s, v) => setFlink(s, { watermarkInterval: v }),
            {
              zero: 'allowed',
              zeroSays: t.afterEachRow,
            },
          )}
        {windowed &&
          length('allowedLateness', allowedLateness, /allowedLateness/, (s, v) => setFlink(s, { allowedLateness: v }), {
            zero: 'allowed',
            zeroSays: t.none,
          })}
        {several &&
          length(
            'idleTimeout',
            idleTimeout ?? 0,
            /idleTimeout/,
            (s, v) => setFlink(s, { idleTimeout: v === 0 ? null : v }),
            {
              zero: 'allowed',
              zeroSays: t.neverIdle,
            },
          )}
        {saving}
      </>
    );
  }
  const { grace, emit } = scenario.engines.kafkaStreams;
  return (
    <>
      {(windowed || joined || (freed && delay !== null)) &&
        length('grace', grace ?? delay ?? 0, /grace|delay/, (s, v) => setKafkaStreams(s, { grace: v }), {
          zero: 'allowed',
          atLeast: MINUTE,
        })}
      {windowed && (
        <Knob
          name={t.emit}
          value={t.emits[emit].name}
          hint={(words) => words.hint.emit}
          verdict={verdict}
          refused={about(/emit/)}
        >
          <Choice
            name={t.emit}
            value={emit}
            options={(['onUpdate', 'onWindowClose', 'suppress'] as const).map((value: KafkaEmit) => ({
              value,
              ...t.emits[value],
            }))}
            onChange={(value) => onEdit((s) => setKafkaStreams(s, { emit: value }), `emit ${value}`)}
          />
        </Knob>
      )}
      {saving}
    </>
  );
}
