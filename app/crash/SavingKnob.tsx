/** How often an engine that works row by row saves what it comes back to: checkpoints of Flink, commits of Kafka Streams. */
import { COMMIT_INTERVAL } from '../../engine/scenario/defaults';
import { setFlink, setKafkaStreams } from '../../engine/scenario/editRecords';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { arrivalSpan } from '../../engine/scenario/span';
import { DAY, HOUR, MINUTE, SECOND } from '../../engine/time';
import { duration } from '../../i18n/format';
import { Knob, Length } from '../controls/Knob';
import { useLanguage, useTexts } from '../language/language';

const USUAL = [DAY, HOUR, 10 * MINUTE, 5 * MINUTE, MINUTE, 30 * SECOND, 10 * SECOND, 5 * SECOND] as const;

/** Checkpoints that one can tell apart in the picture of a run, microseconds from one to the next. */
export const usualInterval = (scenario: Scenario): number =>
  USUAL.find((d) => d <= arrivalSpan(scenario) / 10) ?? SECOND;

interface Props {
  /** Whether a fault is about a setting; one of none if it is not said. */
  readonly about?: (part: RegExp) => boolean;
  readonly scenario: Scenario;
  readonly engine: EngineName;
  readonly verdict: string | null;
  readonly onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
}

export function SavingKnob({ scenario, engine, verdict, onEdit, about = () => false }: Props) {
  const t = useTexts().saves.settings;
  const language = useLanguage();
  const span = Math.max(MINUTE, arrivalSpan(scenario));
  const knob = (
    key: 'checkpointInterval' | 'barrierTravel' | 'commitInterval',
    value: number,
    edit: (scenario: Scenario, value: number) => Scenario,
    zeroSays: string,
  ) => (
    <Knob
      name={t[key].name}
      value={value === 0 ? zeroSays : duration(value, language)}
      hint={() => t[key].hint}
      verdict={verdict}
      refused={about(new RegExp(key))}
    >
      <Length
        name={t[key].name}
        value={value}
        span={span}
        zero="allowed"
        zeroSays={zeroSays}
        onChange={(next, gesture) => onEdit((s) => edit(s, next), gesture)}
      />
    </Knob>
  );
  if (engine === 'flink') {
    const { checkpointInterval, barrierTravel } = scenario.engines.flink;
    const several = scenario.sources.length > 1 || scenario.sources.some((s) => s.partitions > 1);
    return (
      <>
        {knob(
          'checkpointInterval',
          checkpointInterval ?? 0,
          (s, v) => setFlink(s, { checkpointInterval: v === 0 ? null : v }),
          t.never,
        )}
        {several &&
          checkpointInterval !== null &&
          knob('barrierTravel', barrierTravel, (s, v) => setFlink(s, { barrierTravel: v }), t.together)}
      </>
    );
  }
  if (engine !== 'kafkaStreams') return null;
  const { commitInterval, processingGuarantee } = scenario.engines.kafkaStreams;
  return knob(
    'commitInterval',
    commitInterval ?? COMMIT_INTERVAL[processingGuarantee],
    (s, v) => setKafkaStreams(s, { commitInterval: v }),
    t.eachRow,
  );
}
