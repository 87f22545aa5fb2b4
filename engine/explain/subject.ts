/** What can be asked "why?": a closed list. Every mark, row, cell, tag and figure on screen is one of these. */
export type Subject =
  /** A row, wherever it is drawn (its dot, its thread, its line in a table): what became of it. */
  | { readonly kind: 'row'; readonly row: number }
  /** A window or group: why it says what it says (open, final, wrong, missing, lost). */
  | { readonly kind: 'group'; readonly group: number }
  /** A row of the state store: why it is held, or why it was let go. */
  | { readonly kind: 'state'; readonly group: number }
  /** A row given to the sink. */
  | { readonly kind: 'output'; readonly output: number }
  /** Why the watermark stands where it stands. */
  | { readonly kind: 'watermark' }
  | { readonly kind: 'batch'; readonly batch: number }
  /** A crash of the query (its place in `Trace.crashes`). A batch that is tried again is a batch: it says so. */
  | { readonly kind: 'crash'; readonly crash: number }
  /** Flink: a checkpoint (its place in `records.checkpoints`), and a barrier of it by its partition. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: number }
  | { readonly kind: 'barrier'; readonly checkpoint: number; readonly partition: number }
  /** Kafka Streams: a commit (its place in `records.commits`). */
  | { readonly kind: 'commit'; readonly commit: number }
  /** A tick at which no batch ran (microseconds of processing time). */
  | { readonly kind: 'noBatch'; readonly at: number }
  | { readonly kind: 'measure'; readonly measure: 'completeness' | 'wait' | 'state' };
