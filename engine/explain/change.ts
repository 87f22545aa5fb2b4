/** A change of one setting or one time, as plain data: it can be found on another thread, said in words, and made. */
import { setBatchLoop, setParameter, setSpark } from '../scenario/edit';
import { setKafkaStreams } from '../scenario/editRecords';
import { KNOBS, type SweptSetting } from '../scenario/knobs';
import { moveRow } from '../scenario/move';
import { QUERY_LENGTHS, type QueryLength, queryLength, turnQueryLength } from '../scenario/queryLengths';
import type {
  BatchLoopSettings,
  EngineName,
  KafkaStreamsSettings,
  Scenario,
  SparkSettings,
} from '../scenario/scenario';
import type { Duration } from '../time';

/** Settings with a few values by name. */
export type Choice =
  | { readonly [K in 'outputMode' | 'noDataBatches']: { readonly setting: K; readonly value: SparkSettings[K] } }[
      | 'outputMode'
      | 'noDataBatches']
  | { readonly setting: 'emit'; readonly value: KafkaStreamsSettings['emit'] }
  | {
      readonly [K in 'readBy' | 'boundary' | 'drift' | 'remember']: {
        readonly setting: K;
        readonly value: BatchLoopSettings[K];
      };
    }['readBy' | 'boundary' | 'drift' | 'remember'];

/** A setting of an engine, or a length that stands in the query. */
export type LengthName = SweptSetting | QueryLength;

const isOfQuery = (name: LengthName): name is QueryLength => (QUERY_LENGTHS as readonly string[]).includes(name);

/** What a length is at, microseconds; null where the scenario has none. */
export const lengthIn = (scenario: Scenario, name: LengthName): Duration | null =>
  isOfQuery(name) ? queryLength(scenario, name) : KNOBS[name].value(scenario);

export type Change =
  | { readonly kind: 'length'; readonly setting: LengthName; readonly value: Duration }
  /** A number that a function of `process` is told. */
  | { readonly kind: 'amount'; readonly setting: 'above'; readonly value: number }
  /** A crash (its place in the file's faults) does not happen. */
  | { readonly kind: 'noCrash'; readonly place: number }
  | ({ readonly kind: 'choice' } & Choice)
  /** When a row arrived, or when it happened: microseconds. */
  | { readonly kind: 'arrival' | 'event'; readonly row: number; readonly time: number };

/** What a change is of; what was tried is told by these. */
export type Lever =
  | { readonly kind: 'setting'; readonly setting: LengthName | Choice['setting'] | 'above' | 'crash' }
  | { readonly kind: 'arrival' | 'event'; readonly row: number };

/** What was turned without avail. */
export type InVain = Lever & {
  /** An event time was tried up to the row's arrival, as if no clock ran ahead; a later one may do it. */
  readonly upToArrival?: true;
  /** A length that is no range to halve was tried at those in common use alone; another may do it. */
  readonly inCommonUse?: true;
};

export function leverOf(change: Change): Lever {
  switch (change.kind) {
    case 'arrival':
    case 'event':
      return { kind: change.kind, row: change.row };
    case 'noCrash':
      return { kind: 'setting', setting: 'crash' };
    default:
      return { kind: 'setting', setting: change.setting };
  }
}

/** A change of something whose values have an order, to another value. */
export function withValue(change: Change, value: number): Change {
  switch (change.kind) {
    case 'length':
    case 'amount':
      return { ...change, value };
    case 'arrival':
    case 'event':
      return { ...change, time: value };
    default:
      return change;
  }
}

/** The scenario with the change made. */
export function applyChange(scenario: Scenario, change: Change): Scenario {
  switch (change.kind) {
    case 'length':
      return isOfQuery(change.setting)
        ? turnQueryLength(scenario, change.setting, change.value)
        : KNOBS[change.setting].turn(scenario, change.value);
    case 'amount':
      return setParameter(scenario, change.setting, change.value);
    case 'noCrash':
      return { ...scenario, crashes: (scenario.crashes ?? []).filter((c) => c.place !== change.place) };
    case 'choice':
      return choose(scenario, change);
    default:
      return moveRow(scenario, change.row, change.kind, change.time);
  }
}

function choose(scenario: Scenario, choice: Choice): Scenario {
  switch (choice.setting) {
    case 'outputMode':
    case 'noDataBatches':
      return setSpark(scenario, { [choice.setting]: choice.value });
    case 'emit':
      return setKafkaStreams(scenario, { emit: choice.value });
    default:
      return setBatchLoop(scenario, { [choice.setting]: choice.value });
  }
}

/** What an engine's choices are at, and what else each could be. */
export function choicesOf({ engines }: Scenario, engine: EngineName): readonly Choice[] {
  const { spark, kafkaStreams, batchLoop } = engines;
  switch (engine) {
    case 'spark': {
      const modes = (['append', 'update', 'complete'] as const).filter((mode) => mode !== spark.outputMode);
      return [
        ...modes.map((value): Choice => ({ setting: 'outputMode', value })),
        { setting: 'noDataBatches', value: !spark.noDataBatches },
      ];
    }
    case 'kafkaStreams':
      return (['onUpdate', 'onWindowClose', 'suppress'] as const)
        .filter((emit) => emit !== kafkaStreams.emit)
        .map((value): Choice => ({ setting: 'emit', value }));
    case 'batchLoop':
      return [
        { setting: 'readBy', value: batchLoop.readBy === 'eventTime' ? 'arrivalTime' : 'eventTime' },
        ...(['halfOpen', 'closed', 'open'] as const)
          .filter((b) => b !== batchLoop.boundary)
          .map((value): Choice => ({ setting: 'boundary', value })),
        { setting: 'drift', value: !batchLoop.drift },
        ...(['lastReadAfterWrite', 'lastReadBeforeWrite', 'nothing'] as const)
          .filter((r) => r !== batchLoop.remember)
          .map((value): Choice => ({ setting: 'remember', value })),
      ];
    default:
      return [];
  }
}
