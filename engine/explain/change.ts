/** A change of one setting or one time, as plain data: it can be found on another thread, said in words, and made. */
import { setBatchLoop, setKafkaStreams, setSpark } from '../scenario/edit';
import { type SweptSetting, turned } from '../scenario/knobs';
import { moveRow } from '../scenario/move';
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

export type Change =
  | { readonly kind: 'length'; readonly setting: SweptSetting; readonly value: Duration }
  | ({ readonly kind: 'choice' } & Choice)
  /** When a row arrived, or when it happened: microseconds. */
  | { readonly kind: 'arrival' | 'event'; readonly row: number; readonly time: number };

/** What a change is of; what was tried is told by these. */
export type Lever =
  | { readonly kind: 'setting'; readonly setting: SweptSetting | Choice['setting'] }
  | { readonly kind: 'arrival' | 'event'; readonly row: number };

export const leverOf = (change: Change): Lever =>
  change.kind === 'length' || change.kind === 'choice'
    ? { kind: 'setting', setting: change.setting }
    : { kind: change.kind, row: change.row };

/** The scenario with the change made. */
export function applyChange(scenario: Scenario, change: Change): Scenario {
  switch (change.kind) {
    case 'length':
      return turned(scenario, change.setting, change.value);
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
