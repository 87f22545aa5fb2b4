/**
 * Flights with their real delays as a stream: a flight happens when it was due, and its row arrives as many minutes later
 * (or earlier) as the plane did. The files are `flights-2k.json` and `flights-20k.json` of the npm package
 * `vega-datasets`: a sample of what United States airlines reported for January to March 2001.
 *
 * What is simplified: a flight has one time and one delay there. By the script that made the files the time is that of
 * the departure and the delay that of the arrival; here the time is read as when the row was due. It has no zone and is
 * read as UTC.
 */
import { parseInstant } from '../../engine/instant';
import { columnWriter } from '../../engine/scenario/column';
import {
  BATCH_LOOP_DEFAULTS,
  dailyBatchDefaults,
  FLINK_DEFAULTS,
  KAFKA_STREAMS_DEFAULTS,
  SPARK_DEFAULTS,
} from '../../engine/scenario/defaults';
import type { BothLanguages, Scenario } from '../../engine/scenario/scenario';
import { DAY, HOUR, MINUTE } from '../../engine/time';
import type { ColumnSpec, Value } from '../../engine/values';

/** A row of the files. `delay` is in minutes, negative where the plane was early; `distance` in miles. */
export interface Flight {
  /** `2001/01/01 06:55`. */
  readonly date: string;
  readonly delay: number;
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

/** Whether a file holds flights as this version knows them. */
export function isFlights(json: unknown): json is Flight[] {
  return (
    Array.isArray(json) &&
    json.length > 0 &&
    json.every(
      (f) =>
        typeof f?.date === 'string' &&
        typeof scheduledAt(f.date) === 'number' &&
        Number.isInteger(f.delay) &&
        Number.isInteger(f.distance) &&
        typeof f.origin === 'string' &&
        typeof f.destination === 'string',
    )
  );
}

/** Microseconds; what is wrong with it, if it is no such time. */
const scheduledAt = (date: string) => parseInstant(`${date.replaceAll('/', '-').replace(' ', 'T')}Z`);

/** The flights of one day, `2001-01-24`. */
export const flightsOf = (flights: readonly Flight[], day: string): readonly Flight[] =>
  flights.filter((flight) => flight.date.startsWith(day.replaceAll('-', '/')));

/** @param name unlike that of any other choice of flights: what a person chose to see of the picture holds for a name */
export function flightsScenario(flights: readonly Flight[], name: string, title: BothLanguages): Scenario {
  return delayedFlights(name, title, flights.length, [
    {
      spec: { name: 'scheduled', type: 'timestamp' },
      value: (row) => scheduledAt((flights[row] as Flight).date) as number,
    },
    { spec: { name: 'origin', type: 'string' }, value: (row) => (flights[row] as Flight).origin },
    { spec: { name: 'destination', type: 'string' }, value: (row) => (flights[row] as Flight).destination },
    { spec: { name: 'delay', type: 'long' }, value: (row) => (flights[row] as Flight).delay },
    { spec: { name: 'distance', type: 'long' }, value: (row) => (flights[row] as Flight).distance },
  ]);
}

/** A column of flights: its name, its type, and its value for each of them. */
interface FlightColumn {
  readonly spec: ColumnSpec;
  readonly value: (row: number) => Value;
}

/** Flights as a stream: each happens when it was `scheduled` and arrives `delay` minutes later. */
export function delayedFlights(
  name: string,
  title: BothLanguages,
  count: number,
  columns: readonly FlightColumn[],
): Scenario {
  const arrivesAt = new Float64Array(count);
  const made = columns.map(({ spec, value }) => {
    const writer = columnWriter(spec.type, count);
    for (let row = 0; row < count; row++) {
      const cell = value(row);
      writer.set(row, cell);
      if (spec.name === 'scheduled') arrivesAt[row] = (arrivesAt[row] as number) + (cell as number);
      if (spec.name === 'delay') arrivesAt[row] = (arrivesAt[row] as number) + (cell as number) * MINUTE;
    }
    return writer.column;
  });
  return {
    name,
    title,
    timeZone: 'UTC',
    sources: [
      {
        name: 'flights',
        partitions: 1,
        rows: { specs: columns.map((c) => c.spec), columns: made, count },
        arrivesAt,
      },
    ],
    query: {
      from: 'flights',
      steps: [
        { kind: 'watermark', column: 'scheduled', delay: 30 * MINUTE },
        {
          kind: 'aggregate',
          window: { on: 'scheduled', size: HOUR, slide: HOUR, start: 0 },
          keys: [],
          aggregates: [
            { name: 'flights', expression: 'count(*)' },
            { name: 'averageDelay', expression: 'avg(delay)' },
          ],
        },
      ],
    },
    engines: {
      spark: { ...SPARK_DEFAULTS, trigger: { kind: 'processingTime', interval: 15 * MINUTE } },
      batchLoop: BATCH_LOOP_DEFAULTS,
      flink: FLINK_DEFAULTS,
      kafkaStreams: KAFKA_STREAMS_DEFAULTS,
      dailyBatch: { ...dailyBatchDefaults('UTC'), every: DAY },
    },
    named: ['spark', 'dailyBatch'],
    until: null,
  };
}
