/** The records of an exported Java project: rows of each source, keys, what is kept for a group, and what comes out. */
import type { Typed } from '../expression/typed';
import type { AggregateColumn, Attribute } from '../query/logical';
import { javaDoc, javaList, javaName, javaText, javaTypeName } from './java';
import { type JavaColumn, type JavaExpressions, javaType, NotInJava, type ReadColumn } from './javaExpression';

export interface RowColumn {
  readonly attribute: Attribute;
  /** The record's component: its name, and its type. */
  readonly component: string;
  readonly type: string;
}

export interface RowType {
  readonly name: string;
  readonly columns: readonly RowColumn[];
}

/** A row type whose values may all be null, except for those named in `never`. */
export function rowType(name: string, attributes: readonly Attribute[], never: ReadonlySet<string> = NO_IDS): RowType {
  const taken = new Set<string>();
  return {
    name,
    columns: attributes.map((attribute) => ({
      attribute,
      component: javaName(attribute.name, taken),
      type: never.has(attribute.id) ? 'long' : javaType(attribute.type),
    })),
  };
}

const NO_IDS: ReadonlySet<string> = new Set();

/** Reads the columns of a row that stands in a variable. */
export function readRow(row: RowType, variable: string): ReadColumn {
  const found = new Map<string, JavaColumn>();
  for (const { attribute, component, type } of row.columns) {
    const code = `${variable}.${component}()`;
    found.set(attribute.id, { code, nullable: type !== 'long' && type !== 'Window' });
    if (type === 'Window')
      for (const part of ['start', 'end'])
        found.set(`${attribute.id}.${part}`, { code: `${code}.${part}()`, nullable: false });
  }
  return (id) => {
    const column = found.get(id);
    if (!column) throw new Error(`${row.name} has no column ${id}`);
    return column;
  };
}

/** Several rows at once: the two sides of a join. */
export function readRows(...rows: readonly (readonly [RowType, string])[]): ReadColumn {
  const reads = rows.map(([row, variable]) => [row, readRow(row, variable)] as const);
  return (id) => {
    const [, read] = reads.find(([row]) =>
      row.columns.some(({ attribute }) => id === attribute.id || id.startsWith(`${attribute.id}.`)),
    ) as (typeof reads)[number];
    return read(id);
  };
}

/** The declaration of a row type. */
export function rowRecord({ name, columns }: RowType, what: string): string {
  const components = columns.map(({ attribute, component, type }) => {
    const json = component === attribute.name ? '' : `@JsonProperty(${javaText(attribute.name)}) `;
    return `${json}${type} ${component}`;
  });
  return `${javaDoc(what, 4)}\n    ${javaList(`public record ${name}(`, components, ') {}', 4)}`;
}

/** The columns that must be written with `@JsonProperty`. */
export const hasOddNames = ({ columns }: RowType): boolean => columns.some((c) => c.component !== c.attribute.name);

/** What is kept for a group: a record that adds a row to itself, and that can be merged with another. */
export interface Totals {
  readonly name: string;
  readonly declaration: string;
  /** For each aggregate its result, of totals in a variable. */
  readonly results: (variable: string) => readonly string[];
}

interface Part {
  readonly components: readonly string[];
  readonly none: readonly string[];
  /** Statements before the new record is made. */
  readonly before: readonly string[];
  readonly add: readonly string[];
  readonly merge: readonly string[];
  readonly result: (variable: string) => string;
}

/**
 * @param row the rows that are added
 * @param merges whether groups are ever merged (sessions are)
 */
export function totalsOf(
  aggregates: readonly AggregateColumn[],
  row: RowType,
  expressions: JavaExpressions,
  names: Set<string>,
  merges: boolean,
  what: string,
): Totals {
  const name = javaTypeName('Totals', names);
  const taken = new Set(['row', 'other', 'none', 'add', 'merge']);
  const parts = aggregates.map((column) => partOf(column, readRow(row, 'row'), expressions, taken, merges));
  const all = (pick: (part: Part) => readonly string[]) => parts.flatMap(pick);
  const made = (items: readonly string[]) => javaList(`return new ${name}(`, items, ');', 12);
  const merge = `

        ${name} merge(${name} other) {
            ${made(all((p) => p.merge))}
        }`;
  const declaration = `${javaDoc(what, 4)}
    ${javaList(
      `public record ${name}(`,
      all((p) => p.components),
      ') {',
      4,
    )}
        static ${name} none() {
            ${made(all((p) => p.none))}
        }

        ${name} add(${row.name} row) {
${all((p) => p.before)
  .map((line) => `            ${line}\n`)
  .join('')}            ${made(all((p) => p.add))}
        }${merges ? merge : ''}
    }`;
  return { name, declaration, results: (variable) => parts.map((part) => part.result(variable)) };
}

function partOf(
  { attribute, function: name, argument }: AggregateColumn,
  read: ReadColumn,
  expressions: JavaExpressions,
  taken: Set<string>,
  merges: boolean,
): Part {
  const own = javaName(attribute.name, taken);
  if (name === 'count' && (argument === null || isNeverNull(argument, read)))
    return {
      components: [`long ${own}`],
      none: ['0'],
      before: [],
      add: [`${own} + 1`],
      merge: [`${own} + other.${own}`],
      result: (totals) => `${totals}.${own}()`,
    };
  const of = argument as Typed;
  const type = javaType(of.type);
  const simple = of.kind === 'column';
  const value = simple ? expressions.value(of, read) : javaName(`${attribute.name}Value`, taken);
  const before = simple ? [] : [`${type} ${value} = ${expressions.value(of, read)};`];
  switch (name) {
    case 'count':
      return {
        components: [`long ${own}`],
        none: ['0'],
        before,
        add: [`${value} == null ? ${own} : ${own} + 1`],
        merge: [`${own} + other.${own}`],
        result: (totals) => `${totals}.${own}()`,
      };
    case 'countDistinct':
      expressions.imports.add('java.util.Set').add('java.util.HashSet');
      if (merges) expressions.helpers.add('union');
      return {
        components: [`Set<${type}> ${own}`],
        none: ['new HashSet<>()'],
        before: [...before, `if (${value} != null) ${own}.add(${value});`],
        add: [own],
        merge: [`Values.union(${own}, other.${own})`],
        result: (totals) => `(long) ${totals}.${own}().size()`,
      };
    case 'sum':
      expressions.helpers.add(`sum${type}`);
      return {
        components: [`${type} ${own}`],
        none: ['null'],
        before,
        add: [`Values.sum(${own}, ${value})`],
        merge: [`Values.sum(${own}, other.${own})`],
        result: (totals) => `${totals}.${own}()`,
      };
    case 'min':
    case 'max':
      expressions.helpers.add(name).add('compare');
      return {
        components: [`${type} ${own}`],
        none: ['null'],
        before,
        add: [`Values.${name}(${own}, ${value})`],
        merge: [`Values.${name}(${own}, other.${own})`],
        result: (totals) => `${totals}.${own}()`,
      };
    case 'avg': {
      const [sum, count] = [javaName(`${own}Sum`, taken), javaName(`${own}Count`, taken)];
      return {
        components: [`double ${sum}`, `long ${count}`],
        none: ['0', '0'],
        before,
        add: [`${value} == null ? ${sum} : ${sum} + ${value}`, `${value} == null ? ${count} : ${count} + 1`],
        merge: [`${sum} + other.${sum}`, `${count} + other.${count}`],
        result: (totals) => `${totals}.${count}() == 0 ? null : ${totals}.${sum}() / ${totals}.${count}()`,
      };
    }
    default:
      throw new NotInJava(name);
  }
}

const isNeverNull = (typed: Typed, read: ReadColumn): boolean =>
  typed.kind === 'literal' ? typed.value !== null : typed.kind === 'column' && !read(typed.name).nullable;

/** The functions of `Values.java`, by the names under which they are asked for. */
const HELPERS: readonly (readonly [
  name: string,
  what: 'sum' | 'extreme' | 'compare' | 'divide' | 'union',
  code: string,
])[] = [
  [
    'sumLong',
    'sum',
    `static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) Math.addExact(a, b);
    }`,
  ],
  [
    'sumDouble',
    'sum',
    `static Double sum(Double a, Double b) {
        return a == null ? b : b == null ? a : (Double) (a + b);
    }`,
  ],
  [
    'min',
    'extreme',
    `static <T extends Comparable<T>> T min(T a, T b) {
        return a == null ? b : b == null || compare(a, b) <= 0 ? a : b;
    }`,
  ],
  [
    'max',
    'extreme',
    `static <T extends Comparable<T>> T max(T a, T b) {
        return a == null ? b : b == null || compare(a, b) >= 0 ? a : b;
    }`,
  ],
  [
    'compare',
    'compare',
    `static <T extends Comparable<T>> int compare(T a, T b) {
        if (a instanceof String text && b instanceof String other)
            return Arrays.compareUnsigned(text.getBytes(UTF_8), other.getBytes(UTF_8));
        return a.compareTo(b);
    }`,
  ],
  [
    'divide',
    'divide',
    `static double divide(double a, double b) {
        if (b == 0) throw new ArithmeticException("division by zero");
        return a / b;
    }`,
  ],
  [
    'union',
    'union',
    `static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }`,
  ],
];

export type HelperWords = Readonly<Record<'what' | (typeof HELPERS)[number][1], string>>;

/** `Values.java` with the functions that are called; null if none is. */
export function valuesFile(pack: string, used: ReadonlySet<string>, words: HelperWords): string | null {
  const needed = HELPERS.filter(([name]) => used.has(name));
  if (needed.length === 0) return null;
  const imports = [
    ...(used.has('compare')
      ? ['import static java.nio.charset.StandardCharsets.UTF_8;\n', 'import java.util.Arrays;']
      : []),
    ...(used.has('union') ? ['import java.util.HashSet;', 'import java.util.Set;'] : []),
  ];
  const functions = needed.map(([, what, code]) => `${javaDoc(words[what], 4)}\n    ${code}`);
  return `package ${pack};
${imports.length > 0 ? `\n${imports.join('\n')}\n` : ''}
${javaDoc(words.what, 0)}
final class Values {
    private Values() {}

${functions.join('\n\n')}
}
`;
}
