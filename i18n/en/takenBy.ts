/** "Which batches would have taken this row": the strip under the picture while a dropped row is asked about. */
export const takenBy = {
  title: 'Which batches would have taken this row',
  /** What stands in each line, for every batch. */
  batch: 'Batch',
  water: 'Watermark tested',
  /** @param start of a window */
  window: (start: string) => `${start} is`,
  row: 'The row is',
  batchNamed: (id: string) => `Batch ${id}`,
  /** For the ear: the batch that did read the row. */
  ownNamed: (id: string) => `Batch ${id}, which read it`,
  goTo: (at: string) => `Go to ${at}`,
  noWater: 'none yet',
  /** What a window was in a batch. */
  was: { empty: 'no row yet', open: 'open', final: 'final', over: 'over' },
  /** @param value what its answer was; null: it has several */
  closes: (value: string | null) => (value === null ? 'closes' : `closes at ${value}`),
  /** The row had not happened when the batch ran. */
  notYet: 'not yet',
  verdict: {
    counted: 'counted',
    late: 'dropped',
    duplicate: 'duplicate',
    neither: 'not counted',
    notRead: 'not read',
  },
  /** Of several windows. */
  some: (n: string, of: string) => `${n} of ${of}`,
  someHeard: (n: string, of: string) => `counted in ${n} of ${of} windows`,
  /** Of a run in which the batch tested against another watermark than it did. */
  testedThere: (time: string) => `against ${time} there`,
  coming: 'being run',
  /** Of batches beside each other. */
  all: (n: number, text: string) => (n === 1 ? 'counted here' : `counted in any of these ${text}`),
  someOfAll: 'counted in some of its windows',
  /** @param time the end of its window, or its own time; null: it has several windows */
  dropped: (time: string | null) =>
    time === null ? 'dropped: all its windows end under water' : `dropped: ${time} is under water`,
  droppedPlainly: 'dropped as late',
  found: (n: number, text: string) =>
    n === 1
      ? 'Found by running it again, with the row arriving in time for that batch.'
      : `Found by running it again for ${text} batches, with the row arriving in time for each in turn.`,
  /** The batches that are not here. */
  someBatches: (shown: string, ran: string) =>
    `${ran} batches have run; these are ${shown} around the one that read it.`,
  /** What a dash says. */
  unread: '— No arrival that was tried had this batch read the row.',
  running: 'Running it again, with the row in each batch in turn',
  cancel: 'Cancel',
  cancelled: 'The runs were cancelled.',
  run: 'Run it for each batch',
  long: 'This scenario has many rows: running it again for each batch takes a while.',
  broken: (message: string) => `The engine’s thread stopped: ${message}.`,
  toPanels: 'Micro-batch and results',
};
