/** A query as Flink SQL: a table for each source, a view for each step that needs one, and the SELECT of the result. */
import { intervalJoin } from '../query/intervalBounds';
import { type Attribute, type Logical, outputOf } from '../query/logical';
import type { Scenario } from '../scenario/scenario';
import { MILLISECOND } from '../time';
import { NotInSql, sqlExpression, sqlInterval, sqlName, sqlText, sqlType } from './flinkSqlExpression';
import { javaPackage } from './java';
import type { SqlWords } from './javaWords';

/** A SELECT as far as it is written. */
interface Select {
  readonly from: string;
  /** A table or a view, which a windowing function may take, and no more. */
  readonly plain: boolean;
  readonly where: readonly string[];
  readonly groupBy: readonly string[];
  /** By the id of the attribute; a window stands as its two ends. */
  readonly columns: ReadonlyMap<string, { readonly name: string; readonly code: string }>;
  readonly comments: readonly string[];
}

type Of<K extends Logical['kind']> = Extract<Logical, { kind: K }>;

/** Where the rows of a source come from. */
export type SqlSource = 'arrivals' | 'kafka';

export class FlinkSqlScript {
  private readonly statements: string[] = [];
  private readonly names = new Set<string>();
  /** The sources that the query reads, by their place in the scenario, each once. */
  readonly sources: number[] = [];

  constructor(
    private readonly scenario: Scenario,
    tree: Logical,
    private readonly words: SqlWords,
    private readonly source: SqlSource,
  ) {
    this.names = new Set(scenario.sources.map((s) => s.name.toLowerCase()));
    const result = this.select(tree, null);
    this.statements.push(this.text(result, outputOf(tree), ''));
  }

  /** The statements, with a line of nothing between them. */
  get body(): string {
    return this.statements.join('\n\n');
  }

  /** @param time the watermark that the tables below have */
  private select(node: Logical, time: Of<'watermark'> | null): Select {
    switch (node.kind) {
      case 'scan':
        return this.scan(node, time);
      case 'watermark':
        return this.select(node.child, node);
      case 'filter': {
        const below = this.ungrouped(this.select(node.child, time), node.child);
        const where = [...below.where, this.expression(node.condition, below)];
        return { ...below, plain: false, where, comments: [...below.comments, this.words.step.filter] };
      }
      case 'project': {
        const below = this.ungrouped(this.select(node.child, time), node.child);
        const columns = node.columns.flatMap(({ attribute, made }) =>
          ends(attribute).map(({ id, name, part }): [string, { name: string; code: string }] => {
            const code =
              part === ''
                ? this.expression(made, below)
                : columnOf(below, `${made.kind === 'column' ? made.name : ''}${part}`);
            return [id, { name, code }];
          }),
        );
        return {
          ...below,
          plain: false,
          columns: new Map(columns),
          comments: [...below.comments, this.words.step.select],
        };
      }
      case 'union':
        return this.union(node);
      case 'aggregate':
        return this.aggregate(node);
      case 'dedup':
        return this.dedup(node);
      case 'join':
        return this.join(node);
      default:
        throw new NotInSql(node.kind);
    }
  }

  private scan(node: Of<'scan'>, time: Of<'watermark'> | null): Select {
    const { name, rows } = this.scenario.sources[node.source] as Scenario['sources'][number];
    if (this.sources.includes(node.source)) throw new NotInSql(name);
    this.sources.push(node.source);
    const columns = rows.specs.map((spec) => `${sqlName(spec.name)} ${sqlType(spec.type)}`);
    const comments = [this.words.table(name)];
    if (time) {
      const column = sourceColumn(time.child, time.attribute.id);
      if (column === null) throw new NotInSql(time.attribute.name);
      comments.push(this.words.watermark(column, time.delay));
      const at = sqlName(column);
      columns.push(`WATERMARK FOR ${at} AS ${at} - ${sqlInterval(time.delay + MILLISECOND)}`);
    }
    const settings = this.source === 'kafka' ? this.kafka(name, time !== null) : file(name);
    const options = settings.map(([key, value]) => `  ${sqlText(key)} = ${sqlText(value)}`);
    this.statements.push(
      `${commented(comments)}CREATE TABLE ${sqlName(name)} (\n${columns.map((c) => `  ${c}`).join(',\n')}\n) WITH (\n${options.join(',\n')}\n);`,
    );
    return plain(name, node.output);
  }

  private kafka(topic: string, hasWatermark: boolean): [string, string][] {
    const eachRow = hasWatermark && this.scenario.engines.flink.watermarkInterval === 0;
    return [
      ['connector', 'kafka'],
      ['topic', topic],
      ['properties.bootstrap.servers', 'HOST:PORT'],
      ['scan.startup.mode', 'earliest-offset'],
      ...(eachRow ? ([['scan.watermark.emit.strategy', 'on-event']] as [string, string][]) : []),
      ...JSON_ROWS,
    ];
  }

  /** What a condition or a column can be put on: a group's results as a view of their own. */
  private ungrouped(select: Select, node: Logical): Select {
    return select.groupBy.length > 0 || select.from.includes('\n')
      ? this.view(select, node, this.words.step.aggregates)
      : select;
  }

  /** What a windowing function can take. */
  private table(node: Logical): Select {
    const below = this.select(node, null);
    return below.plain ? below : this.view(below, node, null);
  }

  private view(select: Select, node: Logical, comment: string | null): Select {
    const name = this.name(select.groupBy.length > 0 ? 'results' : 'rows_in');
    this.statements.push(this.text(select, outputOf(node), `CREATE TEMPORARY VIEW ${sqlName(name)} AS\n`, comment));
    return plain(name, outputOf(node));
  }

  private name(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.names.has(name); n++) name = `${wanted}${n}`;
    this.names.add(name);
    return name;
  }

  private expression(typed: Parameters<typeof sqlExpression>[0], { columns }: Select): string {
    return sqlExpression(typed, (id) => columnOf({ columns }, id));
  }

  private union(node: Of<'union'>): Select {
    const sides = [node.left, node.right].map((side) =>
      this.text(this.select(side, null), outputOf(side), '', null, ''),
    );
    const name = this.name('united');
    const types = [node.left, node.right].map((side) => outputOf(side).map((a) => a.type));
    if (types[0]?.join() !== types[1]?.join()) throw new NotInSql('union');
    this.statements.push(
      `${commented([this.words.step.union])}CREATE TEMPORARY VIEW ${sqlName(name)} (${node.output.map((a) => sqlName(a.name)).join(', ')}) AS\n${sides.join('\nUNION ALL\n')};`,
    );
    return plain(name, node.output);
  }

  private aggregate(node: Of<'aggregate'>): Select {
    const { window, keys } = node;
    const below = window ? this.table(node.child) : this.ungrouped(this.select(node.child, null), node.child);
    const columns = new Map<string, { name: string; code: string }>();
    const { step } = this.words;
    let from = below.from;
    const comments = [...below.comments];
    if (window) {
      const on = `DESCRIPTOR(${this.expression(window.time, below)})`;
      const call = (name: string, rows: string, ...lengths: number[]): string =>
        `TABLE(${name}(${[rows, on, ...lengths.map(sqlInterval)].join(', ')}))`;
      if (window.kind === 'session') {
        const by = keys.map((k) => this.expression(k.made, below));
        from = call(
          'SESSION',
          `TABLE ${below.from}${by.length > 0 ? ` PARTITION BY (${by.join(', ')})` : ''}`,
          window.gap,
        );
        comments.push(step.session(window.gap));
      } else {
        const { size, slide, start } = window;
        // Windows begin a slide apart: of the offsets that mean the same this is the one without a sign.
        const offset = start % slide === 0 ? [] : [((start % slide) + slide) % slide];
        if (slide === size) from = call('TUMBLE', `TABLE ${below.from}`, size, ...offset);
        else from = call('HOP', `TABLE ${below.from}`, slide, size, ...offset);
        comments.push(slide === size ? step.tumbling(size) : step.sliding(size, slide));
      }
      for (const { id, name, part } of ends(window.attribute))
        columns.set(id, { name, code: `window${part.replace('.', '_')}` });
    } else comments.push(keys.length > 0 ? step.keysOnly : step.global);
    const groupBy = window ? ['window_start', 'window_end'] : [];
    for (const { attribute, made } of keys) {
      const code = this.expression(made, below);
      groupBy.push(code);
      columns.set(attribute.id, { name: attribute.name, code });
    }
    for (const { attribute, function: name, argument } of node.aggregates)
      columns.set(attribute.id, {
        name: attribute.name,
        code: aggregateCall(name, argument && this.expression(argument, below)),
      });
    // Without keys and window there is one group, and no GROUP BY.
    return {
      from: window ? from : below.from,
      plain: false,
      where: below.where,
      groupBy: groupBy.length > 0 ? groupBy : ['()'],
      columns,
      comments,
    };
  }

  private dedup(node: Of<'dedup'>): Select {
    const below = this.table(node.child);
    const output = outputOf(node);
    const [proc, nth] = [this.column(output, 'proc'), this.column(output, 'nth')];
    const keys = node.keys.map((k) => columnOf(below, k.id)).join(', ');
    const names = output.map((a) => columnOf(below, a.id)).join(', ');
    const name = this.name('first_rows');
    this.statements.push(
      `${commented([this.words.step.dropDuplicates, this.words.keepsForEver])}CREATE TEMPORARY VIEW ${sqlName(name)} AS
SELECT ${names}
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY ${proc} ASC) AS ${nth}
  FROM (SELECT *, PROCTIME() AS ${proc} FROM ${below.from})
)
WHERE ${nth} = 1;`,
    );
    return plain(name, output);
  }

  /** A name that no column has. */
  private column(output: readonly Attribute[], wanted: string): string {
    const taken = new Set(output.map((a) => a.name.toLowerCase()));
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    return sqlName(name);
  }

  private join(node: Of<'join'>): Select {
    const { keys, lower, upper, others } = intervalJoin(node) as NonNullable<ReturnType<typeof intervalJoin>>;
    const [left, right] = [this.table(node.left), this.table(node.right)];
    const columns = new Map<string, { name: string; code: string }>();
    const taken = new Set<string>();
    for (const [side, { from }] of [
      [node.left, left],
      [node.right, right],
    ] as const)
      for (const { id, name } of outputOf(side)) {
        if (taken.has(name.toLowerCase())) throw new NotInSql(name);
        taken.add(name.toLowerCase());
        columns.set(id, { name, code: `${from}.${sqlName(name)}` });
      }
    const both: Select = { from: '', plain: false, where: [], groupBy: [], columns, comments: [] };
    const times = [node.left, node.right].map((side) => {
      const watermark = watermarkOf(side);
      const found = watermark && columns.get(watermark);
      if (!found) throw new NotInSql('join');
      return found.code;
    });
    const bound = (length: number): string => `${times[0]} ${length < 0 ? '-' : '+'} ${sqlInterval(Math.abs(length))}`;
    const equal = keys.map(
      (k) =>
        `${this.expression(k.left, both)} ${k.nullSafe ? 'IS NOT DISTINCT FROM' : '='} ${this.expression(k.right, both)}`,
    );
    const on = [
      ...equal,
      `${times[1]} BETWEEN ${bound(lower)} AND ${bound(upper)}`,
      ...others.map((c) => this.expression(c, both)),
    ];
    const from = `${left.from}\nJOIN ${right.from}\n  ON ${on.join('\n  AND ')}`;
    return { ...both, from, comments: [this.words.join(lower, upper)] };
  }

  private text(
    select: Select,
    output: readonly Attribute[],
    head: string,
    comment: string | null = null,
    end = ';',
  ): string {
    const columns = output
      .flatMap((a) => ends(a))
      .map(({ id, name }) => {
        const code = columnOf(select, id);
        return code === sqlName(name) || code.endsWith(`.${sqlName(name)}`) || code === name
          ? code
          : `${code} AS ${sqlName(name)}`;
      });
    const where = select.where.length > 0 ? `\nWHERE ${select.where.join('\n  AND ')}` : '';
    const by = select.groupBy.length > 0 && select.groupBy[0] !== '()' ? `\nGROUP BY ${select.groupBy.join(', ')}` : '';
    const said = [...select.comments, ...(comment ? [comment] : [])];
    return `${commented(end === '' ? [] : said)}${head}SELECT ${columns.join(', ')}\nFROM ${select.from}${where}${by}${end}`;
  }
}

const JSON_ROWS: [string, string][] = [
  ['format', 'json'],
  ['json.timestamp-format.standard', 'ISO-8601'],
];

/** The file of a source's rows, whatever the source is called. */
export const rowsFile = (source: string): string => `${javaPackage(source)}.jsonl`;

const file = (name: string): [string, string][] => [
  ['connector', 'filesystem'],
  ['path', rowsFile(name)],
  ...JSON_ROWS,
];

const commented = (lines: readonly string[]): string =>
  lines.map((line) => `-- ${line.replaceAll('\n', '\n-- ')}\n`).join('');

/** A window as its two ends, as SQL has it; any other column as it is. */
const ends = ({ id, name, type }: Attribute): { id: string; name: string; part: string }[] =>
  type === 'window'
    ? ['start', 'end'].map((part) => ({ id: `${id}.${part}`, name: `${name}_${part}`, part: `.${part}` }))
    : [{ id, name, part: '' }];

const plain = (name: string, output: readonly Attribute[]): Select => ({
  from: sqlName(name),
  plain: true,
  where: [],
  groupBy: [],
  columns: new Map(
    output.flatMap((a) => ends(a)).map(({ id, name: column }) => [id, { name: column, code: sqlName(column) }]),
  ),
  comments: [],
});

function columnOf({ columns }: Pick<Select, 'columns'>, id: string): string {
  const found = columns.get(id);
  if (!found) throw new NotInSql('window');
  return found.code;
}

/** The source's column behind an attribute, through columns that are only renamed; null where it is computed, or a filter stands before. */
function sourceColumn(node: Logical, id: string): string | null {
  if (node.kind === 'scan') return node.output.find((a) => a.id === id)?.name ?? null;
  if (node.kind !== 'project') return null;
  const made = node.columns.find((c) => c.attribute.id === id)?.made;
  return made?.kind === 'column' ? sourceColumn(node.child, made.name) : null;
}

/** The column that carries the watermark of a side of a join, by its id; null without one. */
function watermarkOf(node: Logical): string | null {
  switch (node.kind) {
    case 'watermark':
      return node.attribute.id;
    case 'filter':
    case 'dedup':
      return watermarkOf(node.child);
    case 'project': {
      const below = watermarkOf(node.child);
      return node.columns.find((c) => c.made.kind === 'column' && c.made.name === below)?.attribute.id ?? null;
    }
    default:
      return null;
  }
}

function aggregateCall(name: Of<'aggregate'>['aggregates'][number]['function'], argument: string | null): string {
  switch (name) {
    case 'count':
      return `COUNT(${argument ?? '*'})`;
    case 'countDistinct':
      return `COUNT(DISTINCT ${argument})`;
    case 'avg':
      // Of whole numbers SQL's average here is a whole number.
      return `AVG(CAST(${argument} AS DOUBLE))`;
    case 'sum':
    case 'min':
    case 'max':
      return `${name.toUpperCase()}(${argument})`;
    default:
      throw new NotInSql(name);
  }
}
