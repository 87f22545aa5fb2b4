/** The scenario of a person's rows: count (and sum) them in windows of their event time, behind a watermark. */
import { nameText } from '../../../engine/expression/print';
import {
  BATCH_LOOP_DEFAULTS,
  dailyBatchDefaults,
  FLINK_DEFAULTS,
  KAFKA_STREAMS_DEFAULTS,
  SPARK_DEFAULTS,
} from '../../../engine/scenario/defaults';
import type { Scenario, Source } from '../../../engine/scenario/scenario';
import { DAY } from '../../../engine/time';
import type { Mapping } from './mapping';
import type { CsvTable } from './table';

/** Microseconds. */
export interface Lengths {
  readonly window: number;
  readonly delay: number;
  readonly trigger: number;
}

export function csvScenario(
  title: string,
  { names }: CsvTable,
  { event, keys, value, zone }: Mapping,
  source: Source,
  { window, delay, trigger }: Lengths,
): Scenario {
  const on = names[event as number] as string;
  const keyNames = keys.map((key) => names[key] as string);
  const free = (wanted: string): string => {
    let name = wanted;
    for (let n = 2; keyNames.some((key) => key.toLowerCase() === name.toLowerCase()); n++) name = `${wanted} ${n}`;
    return name;
  };
  const summed = value === null ? null : (names[value] as string);
  return {
    name: title,
    title: { en: title, id: title },
    timeZone: zone,
    sources: [source],
    query: {
      from: source.name,
      steps: [
        { kind: 'watermark', column: on, delay },
        {
          kind: 'aggregate',
          window: { on, size: window, slide: window, start: 0 },
          keys: keyNames,
          aggregates: [
            { name: free('rows'), expression: 'count(*)' },
            ...(summed === null
              ? []
              : [{ name: free(`sum of ${summed}`), expression: `sum(${nameText(summed, false)})` }]),
          ],
        },
      ],
    },
    engines: {
      spark: { ...SPARK_DEFAULTS, trigger: { kind: 'processingTime', interval: trigger } },
      batchLoop: BATCH_LOOP_DEFAULTS,
      flink: FLINK_DEFAULTS,
      kafkaStreams: KAFKA_STREAMS_DEFAULTS,
      dailyBatch: { ...dailyBatchDefaults(zone), every: DAY },
    },
    named: ['spark', 'dailyBatch'],
    until: null,
  };
}
