/** What an answer is worth by its age, and what each way to it costs. */
export const worth = {
  title: 'What it is worth, what it costs',
  titleAlone: 'What knowing is worth',
  pictureAlone: (readout: string) => `The worth of an answer by its age. ${readout}`,
  picture: (readout: string) => `The worth of an answer and the bill of a day, by the age of the answer. ${readout}`,
  valueOf: (what: string, all: string) => `${what}: ${all} at best`,
  bill: 'A day’s bill',
  alwaysOn: (rupiah: string) => `always on, ${rupiah}`,
  noJob: 'too fresh for a job',
  jobs: 'jobs',
  jobsFrom: (age: string) => `cheaper from ${age}`,
  age: 'How old the answer may get',
  readout: (age: string, kept: string) => `An answer ${age} old keeps ${kept}.`,
  mark: (age: string, value: string) => `${age} old: ${value}`,
  never: 'too late for any of it',

  place: (share: string) => `Which is the cheapest way that keeps ${share}?`,
  ways: { daily: 'One job a day', jobs: 'Small jobs', microBatch: 'Micro-batches', record: 'Record by record' },
  notSoFresh: 'not so fresh',
  aDay: (rupiah: string) => `${rupiah} a day`,
  yes: 'The model agrees.',
  no: 'The model says otherwise.',
  verdict: {
    right: (share: string, age: string) =>
      `The model agrees: ${share} is kept up to an age of ${age}, and this is the cheapest way there.`,
    stale: (cheapest: string, share: string, age: string) =>
      `${share} is kept only up to an age of ${age}, and this way is not so fresh. The model says: ${cheapest}.`,
    dear: (cheapest: string, share: string, age: string) =>
      `Fresh enough, but more expensive than necessary: ${share} is kept up to an age of ${age}. The model says: ${cheapest}.`,
  },

  assumed: 'What is assumed',
  model: 'No engine was measured for this: it is arithmetic. Change a figure and see whether your answer still holds.',
  keep: 'Must be kept',
  prices: {
    machine: 'A job’s machine, an hour',
    start: 'A job takes to start',
    work: 'Work in a day',
    always: 'Size of a machine that never stops',
  },
  reset: 'Back to the first figures',
} as const;
