/** What Spark tells about a batch, and what it writes into its checkpoint. */
export const written = {
  title: 'What Spark reports and writes',
  close: 'Close',
  parts: { progress: 'Progress of the batch', checkpoint: 'Files of the checkpoint' },
  at: (batch: number, at: string) => `Batch ${batch}, as it is at ${at}`,
  batchBefore: 'Batch before',
  batchAfter: 'Next batch',
  notYet: 'Spark reports a batch’s progress when it is done. This one is still running.',
  lastTold: (batch: number) => `The last one reported is batch ${batch}:`,
  died: 'This attempt died before it was done: nothing was reported.',
  own: 'Written by this batch.',
  binary: 'Spark’s own binary format: not shown.',
  kinds: {
    metadata: 'Which query this is. The id is generated when the query first starts, and stays.',
    sourceStart: 'Where this source started: each partition at its oldest offset.',
    offsets:
      'The plan of the batch, written before anything is read: its watermark, its timestamp, the settings that a restart keeps, and up to which offset of each source it reads. A batch that dies is run again from this file.',
    commit: 'The batch is done. A restart continues after the newest of these, with this watermark.',
    stateMetadata: 'Which operator these stores belong to.',
    stateSchema: 'The columns of the keys and the values that the store holds.',
    delta:
      'What the batch changed in the store. Every batch writes the next version, changed or not; batch 0 makes version 1.',
  },
  simplified:
    'As Spark 4.3.0 writes it for a query that reads topics of Kafka, with one shuffle partition. What depends on the machine is shown as “…”: ids, milliseconds of work, bytes. Left out: checksums, and snapshots of the state, which Spark makes by the wall clock.',
} as const;
