/** xxHash64 with Spark's seed and Spark's idea of each type's bytes (`XxHash64Function`). */
import type { Value } from '../values';

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const SEED = 42n;

const u64 = (x: bigint): bigint => BigInt.asUintN(64, x);
const times = (a: bigint, b: bigint): bigint => u64(a * b);
const left = (x: bigint, by: bigint): bigint => u64(x << by) | (x >> (64n - by));

function mixed(hash: bigint): bigint {
  const a = times(hash ^ (hash >> 33n), P2);
  const b = times(a ^ (a >> 29n), P3);
  return b ^ (b >> 32n);
}

const round = (lane: bigint, input: bigint): bigint => times(left(u64(lane + times(input, P2)), 31n), P1);
const takeLong = (hash: bigint, input: bigint): bigint => u64(times(left(hash ^ round(0n, input), 27n), P1) + P4);
const takeInt = (hash: bigint, input: bigint): bigint => u64(times(left(hash ^ times(input, P1), 23n), P2) + P3);

const hashLong = (value: bigint): bigint => mixed(takeLong(u64(SEED + P5 + 8n), u64(value)));
const hashInt = (value: number): bigint => mixed(takeInt(u64(SEED + P5 + 4n), BigInt(value >>> 0)));

function hashBytes(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let at = 0;
  let hash = u64(SEED + P5);
  if (length >= 32) {
    let lanes = [u64(SEED + P1 + P2), u64(SEED + P2), SEED, u64(SEED - P1)];
    for (; at <= length - 32; at += 32)
      lanes = lanes.map((lane, i) => round(lane, view.getBigUint64(at + 8 * i, true)));
    const [a, b, c, d] = lanes as [bigint, bigint, bigint, bigint];
    hash = u64(left(a, 1n) + left(b, 7n) + left(c, 12n) + left(d, 18n));
    for (const lane of lanes) hash = u64(times(hash ^ round(0n, lane), P1) + P4);
  }
  hash = u64(hash + BigInt(length));
  for (; at <= length - 8; at += 8) hash = takeLong(hash, view.getBigUint64(at, true));
  if (at <= length - 4) {
    hash = takeInt(hash, BigInt(view.getUint32(at, true)));
    at += 4;
  }
  for (; at < length; at++) hash = times(left(hash ^ times(BigInt(bytes[at] as number), P5), 11n), P1);
  return mixed(hash);
}

const encoder = new TextEncoder();
const bits = new DataView(new ArrayBuffer(8));

/** The types that hash differently; an `int` is no `long` here. */
export type Hashed = 'string' | 'boolean' | 'int' | 'long' | 'double' | 'timestamp';

/** The hash of a value, an unsigned 64-bit number. */
export function xxHash64(value: Exclude<Value, null>, type: Hashed): bigint {
  switch (type) {
    case 'string':
      return hashBytes(encoder.encode(value as string));
    case 'boolean':
      return hashInt(value ? 1 : 0);
    case 'int':
      return hashInt(value as number);
    case 'long':
    case 'timestamp':
      return hashLong(BigInt(value as number));
    case 'double': {
      const number = Number(value);
      // 0.0 and -0.0 are one value, and so are all NaNs.
      bits.setFloat64(0, number === 0 ? 0 : number);
      return hashLong(Number.isNaN(number) ? 0x7ff8000000000000n : bits.getBigUint64(0));
    }
  }
}
