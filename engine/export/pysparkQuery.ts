/** A scenario's query as PySpark: each step is one call, as a person writes it. */
import type { Ast } from '../expression/ast';
import { parseAggregate, parseExpression } from '../expression/parse';
import { formatInterval } from '../interval';
import type { Query, Scenario, SessionSpec, Step, WindowSpec } from '../scenario/scenario';
import { type Bracketed, type Code, call, chain, flat, type Item, type Link, list, text } from './layout';
import { exportedProcess, type ProcessNode } from './pysparkProcess';
import { pythonName, pythonText, sparkName } from './python';
import type { PysparkWords } from './words';

export class QueryWriter {
  /** Statements before the last one: the arms of joins and unions. */
  private readonly before: string[] = [];
  /** The classes of `process` steps. */
  readonly classes: string[] = [];

  /**
   * @param names the Python name of each source's DataFrame
   * @param taken all names of the script
   * @param processes the `process` steps by their paths in the file
   */
  constructor(
    private readonly scenario: Scenario,
    private readonly names: ReadonlyMap<string, string>,
    private readonly taken: Set<string>,
    private readonly all: PysparkWords,
    private readonly processes: ReadonlyMap<string, ProcessNode>,
  ) {}

  private get words(): PysparkWords['step'] {
    return this.all.step;
  }

  /** The body of the function that makes the query, indented by four. */
  body(): string {
    const { query } = this.scenario;
    const result = this.statement(query, 'return ', 'query');
    return [...this.before, result].join('\n');
  }

  private source(name: string): string {
    return this.names.get(name) as string;
  }

  private statement(query: Query, start: string, path: string): string {
    const links = query.steps.flatMap((step, i) => this.step(step, query, i, `${path}.steps[${i}]`));
    const first = this.source(query.from);
    return `    ${start}${links.length === 0 ? first : chain(first, links, 4)}`;
  }

  /** The DataFrame of an arm: a source as it is, or a variable made before. */
  private arm(query: Query, purpose: string, path: string): string {
    const first = this.source(query.from);
    if (query.steps.length === 0) return first;
    const name = pythonName(`${first}_${purpose}`, this.taken);
    this.before.push(this.statement(query, `${name} = `, path));
    return name;
  }

  private step(step: Step, query: Query, index: number, path: string): Link | readonly Link[] {
    const { words } = this;
    switch (step.kind) {
      case 'filter':
        return { comment: words.filter, code: call('.filter', text(step.condition)) };
      case 'select':
        return {
          comment: words.select,
          code: call('.select', ...step.columns.map((c) => this.column(c.name, c.expression))),
        };
      case 'watermark': {
        const delay = formatInterval(step.delay);
        return {
          comment: words.watermark(step.column, step.delay),
          code: call('.withWatermark', nameOf(step.column), pythonText(delay)),
        };
      }
      case 'aggregate':
        return this.aggregate(step);
      case 'dropDuplicates': {
        const columns = step.columns.length === 0 ? [] : [list('', step.columns.map(pythonText))];
        if (!step.withinWatermark) return { comment: words.dropDuplicates, code: call('.dropDuplicates', ...columns) };
        const watermark = query.steps.slice(0, index).findLast((s) => s.kind === 'watermark');
        const delay = watermark ? watermark.delay : 0;
        return {
          comment: words.dropDuplicatesWithinWatermark(delay),
          code: call('.dropDuplicatesWithinWatermark', ...columns),
        };
      }
      case 'join':
        return {
          comment: words.join[step.type],
          code: call(
            '.join',
            this.arm(step.with, 'joined', `${path}.join.with`),
            this.expression(step.on),
            pythonText(JOIN_TYPES[step.type]),
          ),
        };
      case 'union':
        return { comment: words.union, code: call('.union', this.arm(step.with, 'united', `${path}.union`)) };
      case 'process':
        return this.process(path);
    }
  }

  private process(path: string): readonly Link[] {
    const node = this.processes.get(path) as ProcessNode;
    const name = pythonName(
      node.function.replace(/^./, (c) => c.toUpperCase()),
      this.taken,
    );
    const { definition, links } = exportedProcess(node, this.scenario.engines.spark.outputMode, this.all.process, name);
    this.classes.push(definition);
    return links;
  }

  private expression(expression: string): Bracketed {
    return call('F.expr', text(expression));
  }

  private column(name: string, expression: string): Code {
    const parsed = parseExpression(expression);
    if (parsed.ok && isColumn(parsed.ast)) {
      const column = nameOf(parsed.ast.path[0] as string);
      if (parsed.ast.path[0] === name) return column;
      return `F.col(${column}).alias(${pythonText(name)})`;
    }
    return as(this.expression(expression), name);
  }

  private aggregate(step: Extract<Step, { kind: 'aggregate' }>): Link | Link[] {
    const { words } = this;
    const columns = step.aggregates.map(({ name, expression }) => as(this.aggregateFunction(expression), name));
    const groups: Item[] = [...(step.window ? [this.window(step.window)] : []), ...step.keys.map(nameOf)];
    const agg = call('.agg', ...columns);
    if (groups.length === 0) return { comment: words.global, code: agg };
    const comment = step.window ? this.windowComment(step.window) : words.keysOnly;
    return [
      { comment, code: call('.groupBy', ...groups) },
      { comment: words.aggregates, code: agg },
    ];
  }

  private windowComment(window: WindowSpec | SessionSpec): string {
    if ('gap' in window) return this.words.session(window.gap);
    return window.slide === window.size
      ? this.words.tumbling(window.size)
      : this.words.sliding(window.size, window.slide);
  }

  private window(window: WindowSpec | SessionSpec): Code {
    const on = nameOf(window.on);
    // Spark calls the column `session_window`; a scenario calls every window `window`.
    if ('gap' in window) return as(call('F.session_window', on, pythonText(formatInterval(window.gap))), 'window');
    const { size, slide, start } = window;
    const lengths = start !== 0 ? [size, slide, start] : slide !== size ? [size, slide] : [size];
    return call('F.window', on, ...lengths.map((length) => pythonText(formatInterval(length))));
  }

  private aggregateFunction(expression: string): Code {
    const parsed = parseAggregate(expression);
    if (!parsed.ok || parsed.aggregate.distinct) return this.expression(expression);
    const { argument, function: name } = parsed.aggregate;
    if (argument === null) return call(`F.${name}`, '"*"');
    if (isColumn(argument)) return call(`F.${name}`, nameOf(argument.path[0] as string));
    return call(`F.${name}`, this.expression(expression.slice(argument.span.from, argument.span.to)));
  }
}

const JOIN_TYPES = {
  inner: 'inner',
  leftOuter: 'left_outer',
  rightOuter: 'right_outer',
  fullOuter: 'full_outer',
  leftSemi: 'left_semi',
} as const;

const isColumn = (ast: Ast): ast is Extract<Ast, { kind: 'column' }> => ast.kind === 'column' && ast.path.length === 1;

/** A column's name as Spark's functions read it. */
const nameOf = (name: string): string => pythonText(sparkName(name));

function as(code: Code, name: string): Code {
  const alias = call('.alias', pythonText(name));
  return typeof code === 'string' || 'text' in code ? flat(code) + flat(alias) : { ...code, next: alias };
}
