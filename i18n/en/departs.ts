/** A fault of Spark itself, which Arus does not have: see the notes on Spark. */
export const departs = {
  title: (n: number) => `Real Spark fails in batch ${n}`,
  text: 'Spark 4.3.0 loses the state of a left semi join behind an aggregate when its right side has no row (CANNOT_LOAD_STATE_STORE). Written before the aggregate, the join runs there, too.',
};
