/** What Spark tells about a batch, and what it writes into its checkpoint. */
export const written = {
  title: 'What Spark tells and writes',
  close: 'Close',
  parts: { progress: 'Progress of the batch', checkpoint: 'Files of the checkpoint' },
  at: (batch: number, at: string) => `Batch ${batch}, as it is at ${at}`,
  batchBefore: 'Batch before',
  batchAfter: 'Next batch',
  notYet: 'Spark tells a batch’s progress when it is done. This one is still at work.',
  lastTold: (batch: number) => `The last that was told is that of batch ${batch}:`,
  died: 'This attempt died before it was done: nothing was told of it.',
  own: 'Written by this batch.',
  binary: 'Spark’s own binary format: not shown.',
  kinds: {
    metadata: 'Which query this is. It is drawn when the query starts for the first time, and stays.',
    sourceStart: 'Where this source began: each partition at its oldest offset.',
    offsets:
      'The plan of the batch, written before anything is read: its watermark, its instant, the settings that a restart keeps, and up to which offset of each source it reads. A batch that dies is done again by this file.',
    commit: 'The batch is done. A restart goes on after the newest of these, with this watermark.',
    stateMetadata: 'Which operator these stores belong to.',
    stateSchema: 'The columns of the keys and the values that the store holds.',
    delta:
      'What the batch changed in the store. Every batch writes the next version, changed or not; batch 0 makes version 1.',
  },
  simplified:
    'As Spark 4.3.0 writes it for a query that reads topics of Kafka, with one shuffle partition. What depends on the machine stands as “…”: ids, milliseconds of work, bytes. Left out: checksums, and snapshots of the state, which Spark makes by the wall clock.',
} as const;
