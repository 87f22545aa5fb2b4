/** The named functions of `process` as PySpark has them: a `StatefulProcessor` each, run by `transformWithState`. */
import { typeName } from '../expression/types';
import { functionOf } from '../operators/functions/library';
import { type Attribute, children, eventTimesOf, type Logical, outputOf } from '../query/logical';
import type { OutputMode } from '../scenario/scenario';
import type { ColumnType } from '../values';
import { call, type Link, layOut, text } from './layout';
import { docstring, pythonText, SPARK_TYPES, sparkName } from './python';
import type { PysparkWords } from './words';

export type ProcessNode = Extract<Logical, { kind: 'process' }>;

export interface ExportedProcess {
  /** Its class, and the functions that it calls. */
  readonly definition: string;
  /** The calls of the step. */
  readonly links: readonly Link[];
}

export const timeModeOf = (node: ProcessNode) => functionOf(node.function).timeMode(node.parameters);

/** Names that the classes stand on. The classes' own are taken when they are written. */
export const PROCESS_NAMES = [
  ...['Any', 'Iterator', 'datetime', 'timedelta', 'timezone', 'Row', 'ExpiredTimerInfo', 'StatefulProcessor'],
  ...['StatefulProcessorHandle', 'TimerValues', 'EPOCH', 'micros', 'instant'],
];

/** The `process` steps of a query by their paths in the file, those inside of joins and unions too. */
export function processesOf(tree: Logical): ReadonlyMap<string, ProcessNode> {
  const below = children(tree).flatMap((child) => [...processesOf(child)]);
  return new Map(tree.kind === 'process' ? [...below, [tree.step, tree]] : below);
}

/** @param name of the class: two steps with one function have a class each */
export function exportedProcess(
  node: ProcessNode,
  mode: OutputMode,
  words: PysparkWords['process'],
  name: string,
): ExportedProcess {
  const input = outputOf(node.child);
  const keys = node.keys.map((k) => k.name);
  const others = input.map((a) => a.name).filter((column) => !keys.includes(column));
  const quoted = (names: readonly string[]) => names.map((column) => pythonText(sparkName(column)));
  const times = eventTimesOf(node.child);
  const time = input.find((a) => times.has(a.id))?.name ?? '';
  const schema = outputOf(node).map((a) => `${sparkName(a.name)} ${sqlType(a)}`);
  const names = outputOf(node).map((a) => pythonText(a.name));
  const result = `    ${layOut(call('result = Row', ...names), 4)}`;
  const [first, ...rest] = classOf(node, time, words);
  return {
    definition: [
      `class ${name}(StatefulProcessor):`,
      `    """${docstring(first as string)}"""`,
      '',
      result,
      ...rest,
    ].join('\n'),
    links: [
      ...(node.givesRows ? [{ comment: words.keysFirst, code: call('.select', ...quoted([...keys, ...others])) }] : []),
      { comment: words.step, code: call('.groupBy', ...quoted(keys)) },
      {
        comment: words.time[timeModeOf(node)],
        code: call(
          '.transformWithState',
          `${name}()`,
          text(schema.join(', ')),
          pythonText(mode),
          pythonText(timeModeOf(node)),
        ),
      },
    ],
  };
}

function sqlType({ type }: Attribute): string {
  if (type === 'window') return 'STRUCT<start: TIMESTAMP, end: TIMESTAMP>';
  if (typeof type === 'string' && type in SPARK_TYPES) return SPARK_TYPES[type as ColumnType];
  return type === 'void' ? 'STRING' : typeName(type).toUpperCase();
}

/** The docstring and the lines of a class. */
function classOf(node: ProcessNode, time: string, words: PysparkWords['process']): string[] {
  const says = words[node.function];
  const parameters = node.parameters as Readonly<Record<string, unknown>>;
  const column = pythonText(String(parameters.column ?? ''));
  const millis = (name: string) => grouped(Math.floor((parameters[name] as number) / 1000));
  const constant = (name: string) => [`    ${name} = ${millis(name)}  # ${words.milliseconds}`];
  const ttl = parameters.ttl === undefined || parameters.ttl === null ? [] : [millis('ttl')];
  const typed = (name: string) => {
    const found = outputOf(node.child).find((a) => a.name === name);
    return found ? sqlType(found) : 'STRING';
  };
  const type = typed(String(parameters.column ?? ''));
  const state = (name: string, kind: string, ...schemas: string[]) =>
    `        ${layOut(call(`self.${name} = handle.get${kind}State`, pythonText(name), ...schemas, ...ttl), 8)}`;
  const init = (...lines: string[]) => [
    '',
    '    def init(self, handle: StatefulProcessorHandle) -> None:',
    '        self.handle = handle',
    ...lines,
  ];
  const rows = (...lines: string[]) => [
    '',
    '    def handleInputRows(',
    '        self, key: Any, rows: Iterator[Row], timerValues: TimerValues',
    '    ) -> Iterator[Row]:',
    ...lines.map((line) => (line === '' ? '' : `        ${line}`)),
  ];
  const timer = (...lines: string[]) => [
    '',
    '    def handleExpiredTimer(',
    '        self, key: Any, timerValues: TimerValues, expiredTimerInfo: ExpiredTimerInfo',
    '    ) -> Iterator[Row]:',
    ...lines.map((line) => `        ${line}`),
  ];
  const t = pythonText(time);
  switch (node.function) {
    case 'velocityCheck':
      return [
        says,
        ...constant('within'),
        ...init(state('newest', 'Value', '"place STRING, time BIGINT"')),
        ...rows(
          'for row in rows:',
          `    if row[${column}] is None or row[${t}] is None:`,
          '        continue',
          `    place, time = row[${column}], micros(row[${t}])`,
          '    newest = self.newest.get()',
          '    if newest is not None:',
          '        apart = abs(time - newest[1]) // 1000',
          '        if place != newest[0] and apart < self.within:',
          '            yield self.result(*row, newest[0], instant(newest[1]))',
          '        if time < newest[1]:',
          '            continue',
          '        self.handle.deleteTimer(newest[1] // 1000 + self.within)',
          '    self.newest.update((place, time))',
          '    self.handle.registerTimer(time // 1000 + self.within)',
        ),
        ...timer('self.newest.clear()', 'yield from ()'),
      ];
    case 'sessionize':
      return [
        says,
        ...constant('gap'),
        ...init(state('times', 'List', '"time BIGINT"')),
        ...rows(
          'for row in rows:',
          `    if row[${t}] is not None:`,
          `        time = micros(row[${t}])`,
          '        self.times.appendValue((time,))',
          '        self.handle.registerTimer(time // 1000 + self.gap)',
          'yield from ()',
        ),
        ...timer(
          'last = expiredTimerInfo.getExpiryTimeInMs() - self.gap',
          'times = sorted(time for (time,) in self.times.get())',
          'visit = [time for time in times if time // 1000 <= last]',
          'after = times[len(visit) :]',
          'if not after or after[0] // 1000 > last + self.gap:',
          '    self.times.clear()',
          '    for time in after:',
          '        self.times.appendValue((time,))',
          '    yield self.result(*key, instant(visit[0]), instant(visit[-1]), len(visit))',
        ),
      ];
    case 'runningTotal':
      return [
        says,
        ...init(state('total', 'Value', pythonText(`total ${type}`))),
        ...rows(
          'for row in rows:',
          '    held = self.total.get()',
          '    total = None if held is None else held[0]',
          `    value = row[${column}]`,
          '    if value is not None:',
          '        total = value if total is None else total + value',
          '        self.total.update((total,))',
          '    yield self.result(*row, total)',
        ),
      ];
    case 'thresholdAlert':
      return [
        says,
        ...constant('span'),
        ...init(state('sum', 'Value', pythonText(`total ${type}, armed BOOLEAN, until BIGINT`))),
        ...rows(
          'now = timerValues.getCurrentProcessingTimeInMs()',
          'for row in rows:',
          `    value = row[${column}]`,
          '    if value is None:',
          '        continue',
          '    held = self.sum.get()',
          '    if held is not None and held[2] <= now:',
          '        self.handle.deleteTimer(held[2])',
          '        held = None',
          '    if held is None:',
          '        held = (0, True, now + self.span)',
          '        self.handle.registerTimer(now + self.span)',
          '    total, armed, until = held[0] + value, held[1], held[2]',
          `    alert = armed and total > ${String(parameters.above)}`,
          '    self.sum.update((total, armed and not alert, until))',
          '    if alert:',
          '        yield self.result(*row, total)',
        ),
        ...timer('self.sum.clear()', 'yield from ()'),
      ];
    case 'distinctUsers':
      return [
        says,
        ...init(state('users', 'Map', pythonText(`user ${type}`), '"rows BIGINT"')),
        ...rows(
          'named = False',
          'for row in rows:',
          `    user = row[${column}]`,
          '    if user is not None:',
          '        seen = self.users.getValue((user,))',
          '        self.users.updateValue((user,), ((seen[0] if seen else 0) + 1,))',
          '        named = True',
          'if named:',
          '    yield self.result(*key, sum(1 for _ in self.users.keys()))',
        ),
      ];
  }
}

/** Whole numbers as Python may write them: 600_000. */
const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, '_');

/**
 * What the classes count time with, where one has event-time timers. State keeps times as numbers: PySpark gives a TIMESTAMP of
 * a state back as a datetime without zone, in the machine's own, where those of rows are in UTC.
 */
export const timeFunctions = ({ micros, instant }: PysparkWords['process']): string[] => [
  `def micros(time: datetime) -> int:
    """${docstring(micros)}"""
    return (time - EPOCH) // timedelta(microseconds=1)`,
  `def instant(micros: int) -> datetime:
    """${docstring(instant)}"""
    return EPOCH + timedelta(microseconds=micros)`,
];

export const TIME_CONSTANT = 'EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)';
