/** How an explanation writes its values: in the scenario's zone, in the person's language, as every other view does. */
import type { GroupName } from '../../../engine/explain/explanation';
import type { TraceReader } from '../../../engine/trace/reader';
import { batchIdOf, type OperatorTrace, operatorAt, refOf } from '../../../engine/trace/trace';
import type { Value } from '../../../engine/values';
import type { Texts } from '../../../i18n';
import { strong } from '../../../i18n/emphasis';
import type { ExplainWords } from '../../../i18n/en/explain';
import { duration, number, sameDay, shortTime } from '../../../i18n/format';
import { list } from '../../../i18n/list';
import type { Labels } from '../../trace/labels';
import { capital, stepName } from '../../trace/steps';

/** More groups than this are counted and not named. */
const MOST_NAMED = 3;

/** What belongs together stays in one line. */
const whole = (text: string): string => text.replaceAll(' ', '\u00a0');

export function wordsOf(
  reader: TraceReader,
  labels: Labels,
  texts: Texts['explain'],
  steps: Texts['stage']['step'],
): ExplainWords {
  const { language } = labels;
  const job = reader.trace.batches.readFrom !== undefined;
  const record = reader.trace.records !== undefined;
  const step = (batch: number) => stepName(reader, batch, labels, steps);
  const count = (n: number): string => number(n, language);
  const group = (name: GroupName): string => whole(groupText(reader, name, labels, texts));
  return {
    job,
    engine: reader.trace.engine,
    count,
    strong,
    // Before its first rise a watermark stands at the epoch.
    time: (at) => strong(at > 0 ? whole(labels.instant(at)) : '1970'),
    duration: (length) => whole(duration(length, language)),
    group: (name) => strong(group(name)),
    groups: (names) =>
      names.length > MOST_NAMED
        ? strong(texts.manyGroups(count(names.length)))
        : list(
            names.map((n) => strong(group(n))),
            language,
          ),
    values: (values, operator = 0) => strong(valuesText(operatorIn(reader, operator), values, labels, texts)),
    batch: (batch) =>
      whole(record ? step(batch) : (job ? texts.runName : texts.batchName)(count(batchIdOf(reader.trace, batch)))),
    Batch: (batch) =>
      whole(
        record
          ? capital(step(batch))
          : (job ? texts.runStart : texts.batchStart)(count(batchIdOf(reader.trace, batch))),
      ),
  };
}

/** @param place as `GroupName.operator` */
const operatorIn = ({ trace }: TraceReader, place: number): OperatorTrace | null => operatorAt(trace, refOf(place, 0));

function groupText(reader: TraceReader, name: GroupName, labels: Labels, texts: Texts['explain']): string {
  const operator = operatorIn(reader, name.operator);
  const specs = operator?.groups.specs.slice(operator.windowed ? 2 : 0) ?? [];
  const parts = name.keys.map((key, i) => labels.value(key, specs[i]?.type ?? 'string'));
  if (name.start !== null && name.end !== null) {
    const sameDayEnd = sameDay(name.start, name.end, labels.zone);
    parts.unshift(
      `${labels.short(name.start)} – ${sameDayEnd ? shortTime(name.end, labels.zone) : labels.short(name.end)}`,
    );
  }
  return parts.join(', ') || texts.everyRow;
}

/** One value as it is; of several each by its name. */
function valuesText(
  operator: OperatorTrace | null,
  values: readonly Value[],
  labels: Labels,
  texts: Texts['explain'],
): string {
  const specs = operator?.versions.specs ?? [];
  const [until = null] = values;
  if (specs.length === 1 && specs[0]?.name === 'until')
    return until === null ? texts.keptForEver : whole(texts.keptUntil(labels.value(until, 'timestamp')));
  const said = values.map((v, i) => labels.value(v, specs[i]?.type ?? 'string'));
  return said.length === 1
    ? (said[0] as string)
    : said.map((v, i) => whole(texts.named(specs[i]?.name ?? '', v))).join(', ');
}
