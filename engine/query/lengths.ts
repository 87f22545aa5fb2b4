/**
 * Lengths of time that no engine runs with. A file cannot say them (`parse.ts` refuses it), an edit of a scenario can;
 * a window of no length would be asked for without end.
 */
import { at, type Fault, fault } from '../faults';
import { formatInterval } from '../interval';
import type { Scenario } from '../scenario/scenario';
import type { Duration } from '../time';

export function lengthFaults({ query, engines }: Scenario): Fault[] {
  const faults: Fault[] = [];
  const check = (path: string, length: Duration, zero: 'allowed' | 'refused'): void => {
    const value = formatInterval(length);
    if (length < 0) faults.push(fault(path, zero === 'allowed' ? 'negativeDuration' : 'notAboveZero', { value }));
    else if (length === 0 && zero === 'refused') faults.push(fault(path, 'zeroDuration', { value }));
  };
  query.steps.forEach((step, i) => {
    const place = at(at('query', 'steps'), i);
    if (step.kind === 'watermark') check(at(place, 'delay'), step.delay, 'allowed');
    if (step.kind !== 'aggregate' || !step.window) return;
    const window = at(at(place, 'groupBy'), 'window');
    // A gap may be anything: where it is not above zero no row is in a session.
    if ('gap' in step.window) return;
    const { size, slide, start } = step.window;
    check(at(window, 'size'), size, 'refused');
    if (slide !== size) check(at(window, 'slide'), slide, 'refused');
    if (slide > size) {
      const params = { slide: formatInterval(slide), size: formatInterval(size) };
      faults.push(fault(at(window, 'slide'), 'slideTooLarge', params));
    } else if (slide > 0 && Math.abs(start) >= slide) {
      const params = { start: formatInterval(start), slide: formatInterval(slide) };
      faults.push(fault(at(window, 'start'), 'startTooLarge', params));
    }
  });
  const { trigger } = engines.spark;
  if (trigger.kind === 'processingTime') {
    check(at(at(at('engines', 'spark'), 'trigger'), 'processingTime'), trigger.interval, 'allowed');
  }
  check(at(at('engines', 'batchLoop'), 'interval'), engines.batchLoop.interval, 'refused');
  check(at(at('engines', 'batchLoop'), 'workTime'), engines.batchLoop.workTime, 'allowed');
  const flink = at('engines', 'flink');
  check(at(flink, 'watermarkInterval'), engines.flink.watermarkInterval, 'allowed');
  check(at(flink, 'allowedLateness'), engines.flink.allowedLateness, 'allowed');
  const { idleTimeout, checkpointInterval } = engines.flink;
  if (idleTimeout !== null) check(at(flink, 'idleTimeout'), idleTimeout, 'refused');
  if (checkpointInterval !== null) check(at(flink, 'checkpointInterval'), checkpointInterval, 'refused');
  const { grace, commitInterval } = engines.kafkaStreams;
  const kafkaStreams = at('engines', 'kafkaStreams');
  if (grace !== null) check(at(kafkaStreams, 'grace'), grace, 'allowed');
  if (commitInterval !== null) check(at(kafkaStreams, 'commitInterval'), commitInterval, 'allowed');
  check(at(at('engines', 'dailyBatch'), 'every'), engines.dailyBatch.every, 'refused');
  return faults;
}
