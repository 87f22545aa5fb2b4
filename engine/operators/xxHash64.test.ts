import { expect, test } from 'vitest';
import type { Value } from '../values';
import { type Hashed, xxHash64 } from './xxHash64';

/** What `XxHash64Function.hash(value, type, 42)` of Spark 4.3.0 gives. */
const SPARK: readonly (readonly [Hashed, Exclude<Value, null>, bigint])[] = [
  ['string', '', -7444071767201028348n],
  ['string', 'a', -8582455328737087284n],
  ['string', 'abc', 1423657621850124518n],
  ['string', 'héllo', 501425390238239234n],
  ['string', '0123456789abcdef', 152989496093262263n],
  ['string', '0123456789abcdef0123456789abcdef', 7380026953736478117n],
  ['string', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456', -341335013414240589n],
  ['string', '😀 emoji and 37 bytes of text here..', 6017040538959269396n],
  ['long', 0, -5252525462095825812n],
  ['long', 1, -7001672635703045582n],
  ['long', -1, 3858142552250413010n],
  ['long', 9223372036854775807n, -3246596055638297850n],
  ['long', -9223372036854775808n, -8619748838626508300n],
  ['long', 1772452800000000, -5086752597955204382n],
  ['int', 0, 3614696996920510707n],
  ['int', 1, -6698625589789238999n],
  ['int', -1, 2017008487422258757n],
  ['int', 2147483647, 1508894993788531228n],
  ['double', 0, -5252525462095825812n],
  ['double', -0, -5252525462095825812n],
  ['double', 1.5, 7738255526519901366n],
  ['double', Number.NaN, -3127944061524951246n],
  ['double', -1e300, 3086024234770041280n],
  ['boolean', true, -6698625589789238999n],
  ['boolean', false, 3614696996920510707n],
];

test.each(SPARK)('the hash of %s %s is the one of Spark', (type, value, hash) => {
  expect(BigInt.asIntN(64, xxHash64(value, type))).toBe(hash);
});
