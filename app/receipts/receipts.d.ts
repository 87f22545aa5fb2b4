/** How many receipts of each real engine vouch for each shape (`scripts/receiptsPlugin.ts`): what the badge needs. */
declare module 'virtual:receipts/counts' {
  const engines: Partial<
    Record<
      import('../../engine/scenario/scenario').EngineName,
      {
        /** As it calls itself: `Spark 4.3.0`. */
        readonly name: string;
        /** By how many receipts they have: the keys of those shapes, one after the other. */
        readonly keys: Readonly<Record<number, string>>;
      }
    >
  >;
  export default engines;
}

/** All receipts, and their shapes. */
declare module 'virtual:receipts/list' {
  const engines: readonly {
    readonly engine: import('../../engine/scenario/scenario').EngineName;
    /** The words of each shape in the order of `FACETS`. */
    readonly shapes: readonly (readonly string[])[];
    /** The case, its rule in English and in Indonesian, and the place of its shape; -1: the engine refuses it. */
    readonly list: readonly (readonly [string, string, string, number])[];
  }[];
  export default engines;
}
