/** A left semi join over an aggregate, which real Spark 4.3.0 fails to run where its right side has no row in a batch. */

export type Row = readonly [arrivesAt: string, happened: string];
const at = (time: string): string => `2026-03-02T12:${time}Z`;
export const LEFT: readonly Row[] = ['00', '06', '12', '18', '40'].map((minute, i) => [`0${i}:10`, `${minute}:00`]);
export const RIGHT: readonly Row[] = [
  ['00:20', '01:00'],
  ['01:20', '07:00'],
  ['03:20', '18:30'],
  ['04:20', '40:00'],
];
export const NEVER_WITHOUT: readonly Row[] = [...RIGHT.slice(0, 2), ['02:20', '12:30']];

export function semiJoinOfCounts(
  on: string,
  change: { left?: readonly Row[]; right?: readonly Row[]; type?: string; filter?: string } = {},
) {
  const { left = LEFT, right = RIGHT, type = 'leftSemi', filter } = change;
  const counted = (time: string, key: string, count: string) => [
    { watermark: time, delay: '0 seconds' },
    { groupBy: { window: { on: time, size: '5 minutes' }, keys: [key] }, aggregate: { [count]: 'count(*)' } },
  ];
  return {
    format: 'arus/1',
    name: 'semi',
    title: { en: 'Semi', id: 'Semi' },
    sources: {
      left: {
        columns: { t: 'timestamp', a: 'string' },
        arrivals: left.map(([arrivesAt, t]) => ({ arrivesAt: at(arrivesAt), row: { t: at(t), a: 'k' } })),
      },
      right: {
        columns: { u: 'timestamp', b: 'string' },
        arrivals: right.map(([arrivesAt, u]) => ({ arrivesAt: at(arrivesAt), row: { u: at(u), b: 'k' } })),
      },
    },
    query: {
      from: 'left',
      steps: [
        ...counted('t', 'a', 'k'),
        { select: { w: 'window', a: 'a', k: 'k' } },
        ...(filter ? [{ filter }] : []),
        {
          join: {
            with: {
              from: 'right',
              steps: [...counted('u', 'b', 'j'), { select: { x: 'window', b: 'b', j: 'j' } }],
            },
            type,
            on,
          },
        },
      ],
    },
    engines: { spark: { trigger: { processingTime: '1 minute' }, outputMode: 'append' } },
  };
}
