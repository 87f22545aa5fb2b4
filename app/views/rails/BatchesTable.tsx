/** The blocks below the rails, and the water above them, as tables. */
import type { Subject } from '../../../engine/explain/subject';
import type { TraceReader } from '../../../engine/trace/reader';
import { lanesAt, waterOf } from '../../../engine/trace/steps';
import { batchIdOf } from '../../../engine/trace/trace';
import { number } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { fateOf, isUntold } from './batches';
import { Ask, hovering, Paged } from './Paged';
import type { Part } from './RailsTable';
import { batchInterval } from './view';
import { instantText } from './words';

interface Line {
  readonly at: number;
  /** Null: a tick at which none ran. */
  readonly batch: number | null;
}

/** Every batch (every run of a job), with the ticks at which none ran. Row by row the rows themselves are the steps. */
export function BatchesTable({ reader, moment, ask, hover, words }: Part) {
  const { language } = words;
  const { saves: t } = useTexts();
  const { trace } = reader;
  const { batches } = trace;
  if (trace.records || batches.count === 0) return null;
  const lines: Line[] = [];
  for (let batch = 0; batch < batches.count; batch++)
    if (!(fateOf({ reader, moment }, batch) === 'again' && isUntold({ reader, moment }, batch)))
      lines.push({ at: batches.startedAt[batch] as number, batch });
  const interval = trace.engine === 'spark' ? batchInterval(reader) : null;
  if (interval !== null) lines.push(...emptyTicks(reader, interval).map((at): Line => ({ at, batch: null })));
  lines.sort((a, b) => a.at - b.at);
  const kind = batches.readFrom ? 'runs' : 'batches';
  return (
    <Paged
      caption={t.blocks.caption[kind]}
      items={lines}
      words={words}
      heads={(['id', 'at', 'rows', 'status'] as const).map((column) => ({
        column,
        text: column === 'id' ? t.blocks.id[kind] : t.blocks.columns[column],
        sorted: null,
        sort: null,
      }))}
      line={({ at, batch }) => {
        const subject: Subject = batch === null ? { kind: 'noBatch', at } : { kind: 'batch', batch };
        const state =
          batch === null
            ? 'none'
            : (fateOf({ reader, moment }, batch) ??
              (batch === moment.batch
                ? 'current'
                : (batches.firstEntry[batch] as number) < moment.cursor
                  ? 'past'
                  : 'coming'));
        return (
          <tr
            key={`${batch} ${at}`}
            className={state === 'coming' ? 'coming' : undefined}
            {...hovering(subject, hover)}
          >
            <th scope="row" className="mono">
              <Ask
                subject={subject}
                ask={ask}
                text={batch === null ? t.blocks.noId : number(batchIdOf(trace, batch), language)}
              />
            </th>
            <td className="mono">{instantText(at, words)}</td>
            <td className="mono n">{batch === null ? '–' : number(batches.numInputRows[batch] as number, language)}</td>
            <td>{t.blocks.states[state]}</td>
          </tr>
        );
      }}
    />
  );
}

/** Ticks between the first batch and the last at which none ran: nothing was there to read. Microseconds, ascending. */
function emptyTicks({ trace: { batches, crashes } }: TraceReader, interval: number): number[] {
  const ran = new Set([...batches.startedAt.subarray(0, batches.count)].map((at) => Math.ceil(at / interval)));
  const ticks: number[] = [];
  for (let tick = Math.min(...ran); tick <= Math.max(...ran); tick++) {
    const at = tick * interval;
    // While the query is down there are no ticks.
    if (!ran.has(tick) && !crashes.some((c) => c.at < at && at < c.restartsAt)) ticks.push(at);
  }
  return ticks;
}

/** Where the watermark stands, what rows are tested against, and the water of each partition. */
export function WaterTable({ reader, moment, withheld, ask, hover, words }: Part) {
  const { texts } = words;
  const { saves: t } = useTexts();
  const { trace } = reader;
  if (withheld.watermark || Number.isNaN(moment.watermark)) return null;
  const kafka = trace.engine === 'kafkaStreams';
  const stands = (at: number): string => (at > 0 ? instantText(at, words) : t.water.notYet);
  const lanes = lanesAt(trace, moment.cursor);
  const tested = kafka ? moment.watermark : moment.lateWatermark;
  const own = { name: kafka ? texts.closedUpTo : texts.watermark, at: stands(waterOf(trace, moment)) };
  const lines = [
    // Each task of Kafka Streams has water of its own.
    ...(kafka && lanes.length > 0 ? [] : [own]),
    ...lanes.map(({ name, water, idle }) => {
      const lane = kafka ? texts.task(name) : name;
      return { name: idle ? texts.idleLane(lane) : lane, at: stands(water) };
    }),
    ...(Number.isNaN(tested) ? [] : [{ name: kafka ? texts.streamTime : texts.testedAgainst, at: stands(tested) }]),
  ];
  const subject: Subject = { kind: 'watermark' };
  return (
    <Paged
      caption={t.water.caption}
      items={lines}
      words={words}
      heads={[
        { column: 'name', text: t.water.what, sorted: null, sort: null },
        { column: 'at', text: t.water.at, sorted: null, sort: null },
      ]}
      line={({ name, at }) => (
        <tr key={name} {...hovering(subject, hover)}>
          <th scope="row">
            <Ask subject={subject} ask={ask} text={name} />
          </th>
          <td className="mono">{at}</td>
        </tr>
      )}
    />
  );
}
