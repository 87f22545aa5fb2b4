/** The blocks below the rails, and the water above them, as tables. */
import { useMemo } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import { waterSteps } from '../../../engine/measure/waterSteps';
import { inputsAt } from '../../../engine/trace/joins';
import { lanesAt, waterOf } from '../../../engine/trace/steps';
import { batchIdOf, NONE } from '../../../engine/trace/trace';
import { number } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { emptyTicks, fateOf, isUntold } from './batches';
import { Ask, hovering, Paged } from './Paged';
import type { TablePart } from './RailsTable';
import { batchInterval } from './view';
import { instantText } from './words';

interface Line {
  readonly at: number;
  /** Null: a tick at which none ran. */
  readonly batch: number | null;
}

/** Every batch (every run of a job), with the ticks at which none ran. Row by row the rows themselves are the steps. */
export function BatchesTable({ reader, moment, withheld, ask, hover, words }: TablePart) {
  const { language } = words;
  const { saves: t } = useTexts();
  const { trace } = reader;
  const { batches } = trace;
  const ticks = useMemo(() => {
    const interval = trace.engine === 'spark' ? batchInterval(reader) : null;
    return interval === null ? [] : emptyTicks(reader, interval);
  }, [reader, trace]);
  if (trace.records || batches.count === 0) return null;
  const lines = ticks.map((at): Line => ({ at, batch: null }));
  for (let batch = 0; batch < batches.count; batch++)
    if (!(fateOf({ reader, moment }, batch) === 'again' && isUntold({ reader, moment }, batch)))
      lines.push({ at: batches.startedAt[batch] as number, batch });
  lines.sort((a, b) => a.at - b.at);
  const kind = batches.readFrom ? 'runs' : 'batches';
  // What a batch has left behind is known when it is over.
  const left = (batch: number, text: (batch: number) => string): string =>
    (batches.lastEntry[batch] as number) < moment.cursor && batches.crash[batch] === NONE ? text(batch) : '–';
  const kept = ([batches, ...batches.upstream] as const).filter(() => trace.operator && !batches.readFrom);
  const after: readonly { readonly column: 'water' | 'state'; readonly text: (batch: number) => string }[] = [
    ...(withheld.watermark || batches.nextWatermark.every((at) => !(at > 0))
      ? []
      : [
          {
            column: 'water' as const,
            text: (batch: number) => {
              const at = batches.nextWatermark[batch] as number;
              return at > 0 ? instantText(at, words) : '–';
            },
          },
        ]),
    ...(withheld.state || kept.length === 0
      ? []
      : [
          {
            column: 'state' as const,
            text: (batch: number) =>
              number(
                kept.reduce((n, store) => n + (store.stateTotal[batch] ?? 0), 0),
                language,
              ),
          },
        ]),
  ];
  return (
    <Paged
      caption={t.blocks.caption[kind]}
      items={lines}
      words={words}
      heads={(['id', 'at', 'rows', ...after.map(({ column }) => column), 'status'] as const).map((column) => ({
        column,
        text: column === 'id' ? t.blocks.id[kind] : t.blocks.columns[column],
        figures: column === 'rows' || column === 'state',
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
            {after.map(({ column, text }) => (
              <td key={column} className={column === 'state' ? 'mono n' : 'mono'}>
                {batch === null ? '–' : left(batch, text)}
              </td>
            ))}
            <td>{t.blocks.states[state]}</td>
          </tr>
        );
      }}
    />
  );
}

/** Where the watermark stands, what rows are tested against, and the water of each partition. */
export function WaterTable({ reader, moment, withheld, ask, hover, words }: TablePart) {
  const { texts } = words;
  const { saves: t, joins } = useTexts();
  const { trace } = reader;
  if (withheld.watermark || Number.isNaN(moment.watermark)) return null;
  const kafka = trace.engine === 'kafkaStreams';
  const stands = (at: number): string => (at > 0 ? instantText(at, words) : t.water.notYet);
  const lanes = lanesAt(trace, moment.cursor);
  const tested = kafka ? moment.watermark : moment.lateWatermark;
  const max = trace.engine === 'spark' && reader.scenario.engines.spark.multipleWatermarkPolicy === 'max';
  const decided = (water: string): string => (trace.inputs ? joins[max ? 'larger' : 'smaller'](water) : water);
  const inputs = inputsAt(trace, moment.cursor).map(({ sources, clock, idle }) => {
    const name = sources.map((s) => reader.scenario.sources[s]?.name).join(' + ');
    return { name: idle ? joins.idle(name) : joins.byItself(name), at: stands(clock) };
  });
  const own = { name: kafka ? texts.closedUpTo : decided(texts.watermark), at: stands(waterOf(trace, moment)) };
  const lines = [
    // Each task of Kafka Streams has water of its own.
    ...(kafka && lanes.length > 0 ? [] : [own]),
    ...inputs,
    // The only partition of an input has its water, or is ahead of it until its next watermark is sent.
    ...lanes
      .filter(({ water }) => inputs.length < lanes.length || inputs.every(({ at }) => at !== stands(water)))
      .map(({ name, water, idle }) => {
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
        { column: 'name', text: t.water.what },
        { column: 'at', text: t.water.at },
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

/** How the water rose: a line a step. Where there are batches, each of them tells it. */
export function WaterStepsTable({ reader, moment, withheld, ask, hover, words }: TablePart) {
  const { texts } = words;
  const { saves: t } = useTexts();
  const { trace } = reader;
  const steps = useMemo(() => {
    if (!trace.records) return [];
    const all = [...waterSteps(trace)].flatMap(([name, way]) => way.map((step) => ({ name, ...step })));
    return all.sort((a, b) => a.from - b.from);
  }, [trace]);
  // Within the instant of now, what the cursor has not come to is still to come.
  const lanes = new Map(lanesAt(trace, moment.cursor).map(({ name, water }) => [name, water]));
  const lines = steps.filter(
    ({ name, from, at }) =>
      from < moment.now ||
      (from === moment.now && at <= (name === '' ? waterOf(trace, moment) : (lanes.get(name) ?? at))),
  );
  if (withheld.watermark || lines.length === 0) return null;
  const several = lines.some(({ name }) => name !== '');
  const subject: Subject = { kind: 'watermark' };
  return (
    <Paged
      caption={t.water.steps}
      items={lines}
      words={words}
      heads={(['from', ...(several ? (['what'] as const) : []), 'at'] as const).map((column) => ({
        column,
        text: t.water[column],
      }))}
      line={({ name, from, at }) => (
        <tr key={`${name} ${from}`} {...hovering(subject, hover)}>
          <th scope="row" className="mono">
            <Ask subject={subject} ask={ask} text={instantText(from, words)} />
          </th>
          {several && <td>{texts.task(name)}</td>}
          <td className="mono">{at > 0 ? instantText(at, words) : t.water.notYet}</td>
        </tr>
      )}
    />
  );
}
