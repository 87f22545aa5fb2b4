import { expect, test } from 'vitest';
import { estimate, include, noRegisters, unite } from './hyperLogLog';
import { type Hashed, xxHash64 } from './xxHash64';

/** What `HyperLogLogPlusPlusHelper(0.05)` of Spark 4.3.0 answered after so many different values. */
const AFTER = [10, 50, 100, ...Array.from({ length: 48 }, (_, i) => 250 * (i + 1))];
const SPARK: Readonly<Record<string, readonly number[]>> = {
  long: [
    10, 52, 103, 249, 484, 760, 1026, 1223, 1400, 1647, 1947, 2122, 2378, 2555, 2770, 3046, 3214, 3398, 3705, 3957,
    4253, 4540, 4671, 4841, 5077, 5176, 5396, 5726, 6009, 6223, 6385, 6636, 6912, 7132, 7454, 7819, 8168, 8515, 8805,
    8880, 9069, 9394, 9571, 9749, 10041, 10100, 10337, 10448, 10725, 10906, 11088,
  ],
  double: [
    10, 52, 100, 249, 479, 722, 990, 1270, 1498, 1744, 1980, 2178, 2394, 2697, 2966, 3325, 3463, 3707, 4011, 4253, 4506,
    4617, 4809, 4972, 5131, 5532, 5769, 6007, 6188, 6388, 6550, 6792, 7104, 7242, 7436, 7553, 7780, 7891, 8182, 8348,
    8733, 9030, 9270, 9639, 9942, 10165, 10339, 10449, 10708, 10875, 10962,
  ],
  string: [
    10, 48, 99, 249, 510, 726, 963, 1161, 1474, 1769, 2004, 2323, 2636, 2814, 3089, 3300, 3543, 3709, 3991, 4342, 4637,
    4804, 5124, 5268, 5615, 5902, 6023, 6183, 6374, 6739, 7112, 7389, 7686, 8244, 8495, 8740, 9023, 9252, 9650, 9921,
    10137, 10408, 10520, 10703, 11025, 11283, 11537, 11682, 11918, 12141, 12516,
  ],
  timestamp: [
    10, 50, 100, 267, 510, 760, 977, 1284, 1493, 1707, 1956, 2185, 2441, 2619, 2816, 3064, 3320, 3559, 3830, 3991, 4204,
    4527, 4827, 4959, 5190, 5368, 5542, 5760, 5964, 6200, 6364, 6469, 6696, 6876, 7050, 7227, 7422, 7670, 7760, 8139,
    8309, 8632, 8885, 9165, 9299, 9694, 10078, 10406, 10565, 10687, 10984,
  ],
};
const VALUES: Readonly<Record<string, (i: number) => number | string>> = {
  long: (i) => i,
  double: (i) => i / 8,
  string: (i) => `value ${i}`,
  timestamp: (i) => 1772452800000000 + i * 1000000,
};

test.each(Object.keys(SPARK))('estimates of ten to twelve thousand values of type %s are those of Spark', (type) => {
  const registers = noRegisters();
  const said: number[] = [];
  for (let i = 0; i < 12_000; i++) {
    include(registers, xxHash64((VALUES[type] as (i: number) => number)(i), type as Hashed));
    if (AFTER.includes(i + 1)) said.push(estimate(registers));
  }
  expect(said).toEqual(SPARK[type]);
});

test('values counted apart and united are those counted together, each once', () => {
  const [together, odd, even] = [noRegisters(), noRegisters(), noRegisters()];
  for (let i = 0; i < 3000; i++) {
    include(together, xxHash64(i, 'long'));
    include(i % 2 ? odd : even, xxHash64(i, 'long'));
    include(even, xxHash64(0, 'long'));
  }
  unite(odd, even);
  expect(odd).toEqual(together);
});
