/**
 * `approx_count_distinct`: HyperLogLog++ as Spark has it with its usual error of 5 % (`HyperLogLogPlusPlusHelper`): 512
 * registers. Each keeps the longest run of zero bits that a hash that fell to it began with; many different values make
 * long runs likely.
 */
import type { ColumnBuilder } from '../trace/growable';
import type { Value } from '../values';
import type { Accumulator } from './accumulators';
import { BIASES, RAW_ESTIMATES } from './bias';
import { type Hashed, xxHash64 } from './xxHash64';

const PRECISION = 9n;
const REGISTERS = 512;
const ALPHA_M2 = (0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS * REGISTERS;
/** Below so many the number of empty registers says more than what is in them. */
const LINEAR_UP_TO = 400;
/** So many neighbours in the table give the bias. */
const NEIGHBOURS = 6;

export type Registers = Uint8Array;
export const noRegisters = (): Registers => new Uint8Array(REGISTERS);

/** Counts a hash (unsigned, 64 bits). */
export function include(registers: Registers, hash: bigint): void {
  const place = Number(hash >> (64n - PRECISION));
  // A bit is put behind the hash's last one, so that the run ends.
  const rest = BigInt.asUintN(64, hash << PRECISION) | (1n << (PRECISION - 1n));
  const run = leadingZeros(rest) + 1;
  if (run > (registers[place] as number)) registers[place] = run;
}

function leadingZeros(x: bigint): number {
  const high = Number(x >> 32n);
  return high === 0 ? 32 + Math.clz32(Number(x & 0xffffffffn)) : Math.clz32(high);
}

/** Counts in `into` all that was counted in `from`. */
export function unite(into: Registers, from: Registers): void {
  for (let i = 0; i < REGISTERS; i++) if ((from[i] as number) > (into[i] as number)) into[i] = from[i] as number;
}

/** How many different values were counted, more or less. */
export function estimate(registers: Registers): number {
  let inverse = 0;
  let empty = 0;
  for (const run of registers) {
    inverse += 2 ** -run;
    if (run === 0) empty++;
  }
  const raw = ALPHA_M2 / inverse;
  const linear = REGISTERS * Math.log(REGISTERS / empty);
  if (linear <= LINEAR_UP_TO || (empty > 0 && raw <= 2.5 * REGISTERS)) return Math.round(linear);
  return Math.round(raw < 5 * REGISTERS ? raw - biasAt(raw) : raw);
}

function biasAt(raw: number): number {
  const count = RAW_ESTIMATES.length;
  let nearest = RAW_ESTIMATES.findIndex((e) => e >= raw);
  if (nearest < 0) nearest = count;
  const distance = (i: number): number => (raw - (RAW_ESTIMATES[i] as number)) ** 2;
  let low = Math.max(nearest - NEIGHBOURS + 1, 0);
  let high = Math.min(low + NEIGHBOURS, count);
  while (high < count && distance(high) < distance(low)) {
    low++;
    high++;
  }
  let sum = 0;
  for (let i = low; i < high; i++) sum += BIASES[i] as number;
  return sum / (high - low);
}

export class ApproximateDistinct implements Accumulator {
  readonly type = 'long';
  private readonly batch: (Registers | undefined)[] = [];
  private readonly state: (Registers | undefined)[] = [];

  constructor(
    private readonly argument: (row: number) => Value,
    private readonly hashed: Hashed,
  ) {}

  add(group: number, row: number): void {
    const value = this.argument(row);
    if (value === null) return;
    include(this.at(this.batch, group), xxHash64(value, this.hashed));
  }

  private at(list: (Registers | undefined)[], group: number): Registers {
    let registers = list[group];
    if (!registers) {
      registers = noRegisters();
      list[group] = registers;
    }
    return registers;
  }

  /** The same in any order. */
  endPartition(): void {}

  clear(group: number): void {
    this.batch[group] = undefined;
  }

  merge(group: number): void {
    this.join(group, this.batch[group]);
  }

  absorb(group: number, from: number): void {
    this.join(group, this.state[from]);
  }

  private join(group: number, registers: Registers | undefined): void {
    if (registers) unite(this.at(this.state, group), registers);
  }

  evict(group: number): void {
    this.state[group] = undefined;
  }

  held(group: number): readonly Value[] {
    return [...(this.state[group] ?? [])];
  }

  hold(group: number, held: readonly Value[]): void {
    this.state[group] = held.length === 0 ? undefined : Uint8Array.from(held as readonly number[]);
  }

  value(group: number): Value {
    const registers = this.state[group];
    return registers ? estimate(registers) : 0;
  }

  write(group: number, column: ColumnBuilder): void {
    column.push(this.value(group));
  }
}
