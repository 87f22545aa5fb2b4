/**
 * Expressions as Java, with what Spark SQL means by null written out: a comparison with null is neither true nor false, and
 * what is computed from null is null. What has no short way to say it in Java is refused.
 */
import { compile } from '../expression/compile';
import { columnsOf, type Typed } from '../expression/typed';
import { type DataType, isDecimal, isIntegral, sparkTypeName } from '../expression/types';
import { formatInstant } from '../instant';
import { QueryFailure } from '../queryFailure';
import type { Value } from '../values';
import { javaDouble, javaDuration, javaLong, javaText } from './java';

/** An expression that is not written in Java; `what` names it. */
export class NotInJava extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

/** A column where it is read: `row.fare()`; one that is never null need not be asked. */
export interface JavaColumn {
  readonly code: string;
  readonly nullable: boolean;
}

export type ReadColumn = (id: string) => JavaColumn;

/** Java's type of a column. Every value may be null, so that numbers are objects. */
export function javaType(type: DataType): string {
  if (!isDecimal(type))
    switch (type) {
      case 'string':
      case 'void':
        return 'String';
      case 'boolean':
        return 'Boolean';
      case 'int':
      case 'long':
        return 'Long';
      case 'double':
        return 'Double';
      case 'timestamp':
        return 'Instant';
      case 'window':
        return 'Window';
    }
  throw new NotInJava(sparkTypeName(type));
}

/** Code for a value that is not null if none of `guards` is. Compound code stands in brackets where it is an operand. */
interface Code {
  readonly code: string;
  readonly guards: readonly string[];
  readonly kind: 'column' | 'primitive' | 'object' | 'null';
  readonly compound?: boolean;
}

const NULL: Code = { code: 'null', guards: [], kind: 'null' };

export class JavaExpressions {
  /** Helpers of `Values.java` that the code calls. */
  readonly helpers = new Set<string>();
  /** Further classes that it names. */
  readonly imports = new Set<string>();

  /** The expression as an object that may be null. */
  value(typed: Typed, read: ReadColumn): string {
    return this.object(typed, this.code(typed, read));
  }

  /** A condition as a filter takes it: whether it is true; null is not. */
  isTrue(typed: Typed, read: ReadColumn): string {
    return this.holds(typed, true, read).code;
  }

  /** Whether a condition is true, or whether it is false. */
  private holds(typed: Typed, wanted: boolean, read: ReadColumn): { readonly code: string; readonly joins: string } {
    const join = (parts: readonly { code: string; joins: string }[], sign: '&&' | '||') => ({
      code: parts.map((p) => (p.joins !== '' && p.joins !== sign ? `(${p.code})` : p.code)).join(` ${sign} `),
      joins: parts.length > 1 ? sign : (parts[0]?.joins ?? ''),
    });
    const plain = (code: string) => ({ code, joins: '' });
    switch (typed.kind) {
      case 'logic':
        return join(
          [typed.left, typed.right].map((part) => this.holds(part, wanted, read)),
          (typed.operator === 'and') === wanted ? '&&' : '||',
        );
      case 'not':
        return this.holds(typed.operand, !wanted, read);
      case 'isNull': {
        const operand = this.code(typed.operand, read);
        if (operand.kind === 'null') return plain(String(wanted));
        if (operand.guards.length === 0) return plain(String(!wanted));
        const tests = operand.guards.map((guard) => plain(`${guard} ${wanted ? '==' : '!='} null`));
        return join(tests, wanted ? '||' : '&&');
      }
      case 'compare':
        if (typed.operator === '<=>') break;
        return this.guarded(this.comparison(typed, wanted, read), join);
      case 'in': {
        const each = typed.list.map((item) =>
          this.holds(
            { kind: 'compare', operator: '=', left: typed.operand, right: item, type: 'boolean', span: typed.span },
            wanted,
            read,
          ),
        );
        return join(each, wanted ? '||' : '&&');
      }
      case 'literal':
        return plain(String(typed.value === wanted));
      case 'column': {
        const { code, nullable } = read(typed.name);
        return plain(nullable ? `Boolean.${wanted ? 'TRUE' : 'FALSE'}.equals(${code})` : wanted ? code : `!${code}`);
      }
      case 'case':
        return plain(`Boolean.${wanted ? 'TRUE' : 'FALSE'}.equals(${this.value(typed, read)})`);
    }
    throw new NotInJava(nameOf(typed));
  }

  private guarded(
    { code, guards }: Pick<Code, 'code' | 'guards'>,
    join: (parts: readonly { code: string; joins: string }[], sign: '&&' | '||') => { code: string; joins: string },
  ) {
    return join([...guards.map((guard) => ({ code: `${guard} != null`, joins: '' })), { code, joins: '' }], '&&');
  }

  private comparison(typed: Typed & { kind: 'compare' }, wanted: boolean, read: ReadColumn): Code {
    const [left, right] = [this.code(typed.left, read), this.code(typed.right, read)];
    if (left.kind === 'null' || right.kind === 'null') return { code: 'false', guards: [], kind: 'primitive' };
    const guards = union(left, right);
    const sign = wanted ? typed.operator : OPPOSITE[typed.operator as keyof typeof OPPOSITE];
    const { type } = typed.left;
    const made = (code: string): Code => ({ code, guards, kind: 'primitive', compound: true });
    if (type === 'window') throw new NotInJava('window');
    if (type === 'string' || type === 'timestamp' || type === 'boolean') {
      const receiver = operand(left);
      if (sign === '=') return made(`${receiver}.equals(${right.code})`);
      if (sign === '<>') return made(`!${receiver}.equals(${right.code})`);
      if (type === 'string') {
        this.helpers.add('compare');
        return made(`Values.compare(${left.code}, ${right.code}) ${sign} 0`);
      }
      if (type === 'boolean') return made(`${receiver}.compareTo(${right.code}) ${sign} 0`);
      if (sign === '<') return made(`${receiver}.isBefore(${right.code})`);
      if (sign === '>') return made(`${receiver}.isAfter(${right.code})`);
      return made(`!${receiver}.${sign === '<=' ? 'isAfter' : 'isBefore'}(${right.code})`);
    }
    if (!isIntegral(type) && type !== 'double') throw new NotInJava(sparkTypeName(type));
    // Two objects are the same only if they are one: their numbers are compared.
    const both = left.kind !== 'primitive' && right.kind !== 'primitive' && (sign === '=' || sign === '<>');
    const number = both ? `${operand(left)}.${type === 'double' ? 'doubleValue' : 'longValue'}()` : operand(left);
    return made(`${number} ${sign === '=' ? '==' : sign === '<>' ? '!=' : sign} ${operand(right)}`);
  }

  private code(typed: Typed, read: ReadColumn): Code {
    if (columnsOf(typed).size === 0) return this.constant(typed);
    switch (typed.kind) {
      case 'column': {
        const { code, nullable } = read(typed.name);
        return { code, guards: nullable ? [code] : [], kind: nullable ? 'column' : isNumber(typed.type) };
      }
      case 'cast':
        return this.cast(typed, read);
      case 'negate': {
        const inner = this.code(typed.operand, read);
        const code = typed.type === 'double' ? `-${operand(inner)}` : `Math.negateExact(${inner.code})`;
        return { ...inner, code, kind: 'primitive' };
      }
      case 'arithmetic':
        return this.arithmetic(typed, read);
      case 'compare':
        if (typed.operator === '<=>') break;
        return this.comparison(typed, true, read);
      case 'isNull':
        return { code: `(${this.isTrue(typed, read)})`, guards: [], kind: 'primitive' };
      case 'logic':
      case 'not':
      case 'in': {
        const [yes, no] = [this.holds(typed, true, read).code, this.holds(typed, false, read).code];
        return this.choice(`${yes} ? (Boolean) true : ${no} ? (Boolean) false : null`);
      }
      case 'case': {
        const otherwise = typed.otherwise ? this.value(typed.otherwise, read) : 'null';
        const branches = typed.branches.map((b) => {
          const condition = this.holds(b.condition, true, read).code;
          return `${condition} ? ${this.value(b.result, read)} : `;
        });
        return this.choice(`${branches.join('')}${otherwise}`);
      }
      case 'call':
        return this.call(typed, read);
    }
    throw new NotInJava(nameOf(typed));
  }

  /** A value that may be null whatever it is made of. */
  private choice(code: string): Code {
    return { code: `(${code})`, guards: [`(${code})`], kind: 'column' };
  }

  private cast(typed: Typed & { kind: 'cast' }, read: ReadColumn): Code {
    const inner = this.code(typed.operand, read);
    const [from, to] = [typed.operand.type, typed.type];
    if (from === to || (isIntegral(from) && to === 'long')) return inner;
    if (isIntegral(from) && to === 'double') {
      const number = inner.kind === 'primitive' ? `(double) ${operand(inner)}` : `${operand(inner)}.doubleValue()`;
      return { ...inner, code: number, kind: 'primitive' };
    }
    throw new NotInJava(`cast(… as ${sparkTypeName(to)})`);
  }

  private arithmetic(typed: Typed & { kind: 'arithmetic' }, read: ReadColumn): Code {
    const { operator, left, right, type } = typed;
    const [a, b] = [this.code(left, read), this.code(right, read)];
    if (a.kind === 'null' || b.kind === 'null') return NULL;
    const guards = union(a, b);
    const made = (code: string, compound = false): Code => ({ code, guards, kind: 'primitive', compound });
    if (left.type === 'timestamp' && right.type === 'interval' && right.kind === 'literal') {
      const length = right.value as number;
      if (length % 1000 !== 0) throw new NotInJava(nameOf(right));
      this.imports.add('java.time.Duration');
      const code = `${operand(a)}.${operator === '-' ? 'minus' : 'plus'}(${javaDuration(length)})`;
      return { code, guards, kind: 'object' };
    }
    if (type === 'double' && left.type === 'double' && right.type === 'double') {
      if (operator === '+' || operator === '-' || operator === '*')
        return made(`${operand(a)} ${operator} ${operand(b)}`, true);
      if (operator === '/') {
        this.helpers.add('divide');
        return made(`Values.divide(${a.code}, ${b.code})`);
      }
    }
    if (type === 'long' && operator in EXACT) return made(`Math.${EXACT[operator as '+']}(${a.code}, ${b.code})`);
    if (type === 'long' && operator === '%') return made(`${operand(a)} % ${operand(b)}`, true);
    throw new NotInJava(nameOf(typed));
  }

  private call(typed: Typed & { kind: 'call' }, read: ReadColumn): Code {
    const parts = typed.arguments.map((part) => this.code(part, read));
    const guards = parts.flatMap((part) => part.guards);
    const [first] = parts as [Code];
    if (typed.function === 'coalesce') {
      const objects = typed.arguments.map((part, i) => this.object(part, parts[i] as Code));
      const tests = objects.slice(0, -1).map((code) => `${code} != null ? ${code} : `);
      return this.choice(`${tests.join('')}${objects.at(-1)}`);
    }
    if (parts.some((part) => part.kind === 'null')) return NULL;
    switch (typed.function) {
      case 'concat':
        return { code: parts.map(operand).join(' + '), guards, kind: 'object', compound: true };
      case 'upper':
      case 'lower':
        this.imports.add('java.util.Locale');
        return {
          code: `${operand(first)}.to${typed.function === 'upper' ? 'Upper' : 'Lower'}Case(Locale.ROOT)`,
          guards,
          kind: 'object',
        };
      case 'abs':
        if (typed.type === 'double' || typed.type === 'long')
          return {
            code: `Math.${typed.type === 'double' ? 'abs' : 'absExact'}(${first.code})`,
            guards,
            kind: 'primitive',
          };
    }
    throw new NotInJava(typed.function);
  }

  /** What reads no column is computed here. */
  private constant(typed: Typed): Code {
    if (typed.kind === 'literal' && typed.type === 'interval') return { code: '', guards: [], kind: 'object' };
    let value: Value;
    try {
      value = compile(typed, () => () => null)(0);
    } catch (failure) {
      if (!(failure instanceof QueryFailure)) throw failure;
      throw new NotInJava(nameOf(typed));
    }
    if (value === null) return NULL;
    const primitive = (code: string): Code => ({ code, guards: [], kind: 'primitive', compound: code.startsWith('-') });
    const { type } = typed;
    if (type === 'int' || type === 'long') return primitive(javaLong(value as number | bigint));
    if (type === 'double') return primitive(javaDouble(value as number));
    if (type === 'boolean') return primitive(String(value));
    if (type === 'string') return { code: javaText(value as string), guards: [], kind: 'object' };
    if (type === 'timestamp') {
      this.imports.add('java.time.Instant');
      return { code: `Instant.parse("${formatInstant(value as number)}")`, guards: [], kind: 'object' };
    }
    throw new NotInJava(sparkTypeName(type));
  }

  /** Code for an object, null where one of its guards is. */
  private object(typed: Typed, { code, guards, kind, compound }: Code): string {
    if (kind === 'null' || (guards.length <= 1 && guards[0] === code)) return code;
    const boxed =
      kind === 'primitive'
        ? /^-?\d+$/.test(code)
          ? `${code}L`
          : compound
            ? `(${javaType(typed.type)}) (${code})`
            : `(${javaType(typed.type)}) ${code}`
        : code;
    const tests = guards.map((guard) => `${guard} == null`);
    if (tests.length === 0) return /^-?\d+L$/.test(boxed) ? `(Long) ${boxed}` : boxed;
    // With null on the other side the primitive becomes an object by itself.
    return `(${tests.join(' || ')} ? null : ${kind === 'primitive' ? code : boxed})`;
  }
}

const OPPOSITE = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const EXACT = { '+': 'addExact', '-': 'subtractExact', '*': 'multiplyExact' } as const;

const operand = ({ code, compound }: Code): string => (compound ? `(${code})` : code);

const isNumber = (type: DataType): Code['kind'] =>
  type === 'long' || type === 'int' || type === 'double' ? 'primitive' : 'object';

const union = (a: Code, b: Code): string[] => [...new Set([...a.guards, ...b.guards])];

function nameOf(typed: Typed): string {
  switch (typed.kind) {
    case 'arithmetic':
    case 'compare':
      return typed.operator;
    case 'call':
      return typed.function;
    default:
      return typed.kind;
  }
}
