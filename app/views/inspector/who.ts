/** What a question is about, before the question: its kind (a mark) and a line that tells it from others of its kind. */
import { watermarkSteps } from '../../../engine/explain/chain';
import type { Subject } from '../../../engine/explain/subject';
import type { TraceReader } from '../../../engine/trace/reader';
import type { Texts } from '../../../i18n';
import type { ExplainWords } from '../../../i18n/en/explain';
import type { Labels } from '../../trace/labels';
import { rowFacts } from '../../trace/rowFacts';

/** @param waits its fate must not show */
export function whoIs(
  reader: TraceReader,
  subject: Subject,
  asOf: number,
  waits: boolean,
  labels: Labels,
  { who, ...say }: Texts['explain'],
  words: ExplainWords,
): { readonly look: string; readonly who: string } {
  const { trace, scenario } = reader;
  switch (subject.kind) {
    case 'row': {
      const status = reader.at(asOf).rowStatus(subject.row);
      const look = waits && status !== 'coming' ? 'waiting' : status;
      const parts = [nameOf(reader, subject.row, who, words), ...rowValues(reader, subject.row, labels, say)];
      // An offset is given on arrival.
      if (status !== 'coming') parts.push(offsetText(reader, subject.row, who, words));
      return { look, who: parts.join(', ') };
    }
    case 'group': {
      const window = scenario.query.steps.find((s) => s.kind === 'aggregate')?.window ?? null;
      if (window && 'gap' in window) return { look: 'group', who: who.session(words.duration(window.gap)) };
      const keyed = (trace.operator?.groups.columns.length ?? 0) > 0;
      const text = !window
        ? keyed
          ? who.group
          : who.everything
        : window.slide < window.size
          ? who.slidingWindow(words.duration(window.size), words.duration(window.slide))
          : who.window(words.duration(window.size));
      return { look: 'group', who: text };
    }
    case 'state':
      return { look: 'state', who: who.state };
    case 'output':
      return { look: 'output', who: who.output(words.batch(trace.output.batch[subject.output] as number)) };
    case 'watermark': {
      const each = watermarkSteps(reader.scenario.query).map(({ column, delay }) =>
        who.delayed(column, words.duration(delay)),
      );
      return {
        look: 'watermark',
        who:
          trace.engine === 'kafkaStreams'
            ? who.streamTime
            : each.length > 0
              ? who.watermark([...new Set(each)])
              : who.noWatermark,
      };
    }
    case 'batch': {
      const rows = trace.batches.numInputRows[subject.batch] as number;
      if (trace.records) return { look: 'batch', who: rows === 0 ? who.tick : who.oneRow };
      const isAgain = (trace.batches.attempt[subject.batch] as number) > 0;
      return { look: 'batch', who: (words.job ? who.run : isAgain ? who.batchAgain : who.batch)(rows) };
    }
    case 'crash':
      return { look: 'crash', who: who.crash };
    case 'checkpoint': {
      const id = words.count(trace.records?.checkpoints?.[subject.checkpoint]?.id ?? 0);
      return { look: 'checkpoint', who: who.checkpoint(id) };
    }
    case 'barrier':
      return { look: 'checkpoint', who: who.barrier(trace.batches.partitionNames[subject.partition] ?? '') };
    case 'commit':
      return { look: 'checkpoint', who: who.commit(words.count(trace.records?.commits?.[subject.commit]?.id ?? 0)) };
    case 'noBatch':
      return { look: 'noBatch', who: who.noBatch };
    case 'measure':
      return { look: 'measure', who: subject.measure === 'state' ? who.stateSize : who[subject.measure] };
  }
}

function sourceOf(reader: TraceReader, row: number): number {
  const { rowStart } = reader.trace;
  let source = 0;
  while (source + 1 < rowStart.length && row >= (rowStart[source + 1] as number)) source++;
  return source;
}

function nameOf(reader: TraceReader, row: number, who: Texts['explain']['who'], words: ExplainWords): string {
  const { sources } = reader.scenario;
  const source = sourceOf(reader, row);
  const n = words.count(row - (reader.trace.rowStart[source] ?? 0) + 1);
  return sources.length > 1 ? who.rowOf(sources[source]?.name ?? '', n) : who.row(n);
}

/** `zone Kota`, `driver d7`: its columns but the event time, which stands in the chain. */
function rowValues(reader: TraceReader, row: number, labels: Labels, say: Omit<Texts['explain'], 'who'>): string[] {
  const at = sourceOf(reader, row);
  const source = reader.scenario.sources[at];
  if (!source) return [];
  const { eventTime } = reader.trace;
  const own = eventTime?.kind === 'column' && eventTime.source === at ? eventTime.column : -1;
  return source.rows.specs.flatMap(({ name, type }, i) =>
    i === own ? [] : [say.named(name, labels.value(reader.value(row, name), type))],
  );
}

/** Rows of its partition that arrived before it: offsets start at 0. */
function offsetText(reader: TraceReader, row: number, who: Texts['explain']['who'], words: ExplainWords): string {
  const { sources } = reader.scenario;
  const at = sourceOf(reader, row);
  const source = sources[at];
  const start = reader.trace.rowStart[at] ?? 0;
  const partition = source?.partition?.[row - start] ?? 0;
  const facts = rowFacts(reader);
  let offset = 0;
  for (let place = 0; place < (facts.place[row] as number); place++) {
    const other = (facts.order[place] as number) - start;
    if (other < 0 || other >= (source?.rows.count ?? 0)) continue;
    if ((source?.partition?.[other] ?? 0) === partition) offset++;
  }
  return (source?.partitions ?? 1) > 1
    ? who.inPartition(words.count(offset), words.count(partition))
    : who.offset(words.count(offset));
}
