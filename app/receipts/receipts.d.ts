/** Which shapes the receipts of each real engine vouch for (`scripts/receiptsPlugin.ts`). */
declare module 'virtual:receipts/shapes' {
  const engines: readonly {
    readonly engine: import('../../engine/scenario/scenario').EngineName;
    /** As it calls itself: `Spark 4.3.0`. */
    readonly name: string;
    /** The words of a shape in the order of `FACETS`, and how many receipts have it. */
    readonly shapes: readonly (readonly (string | number)[])[];
  }[];
  export default engines;
}

declare module 'virtual:receipts/list' {
  const engines: readonly {
    readonly engine: import('../../engine/scenario/scenario').EngineName;
    /** The case, its rule in English and in Indonesian, and the place of its shape; -1: the engine refuses it. */
    readonly list: readonly (readonly [string, string, string, number])[];
  }[];
  export default engines;
}
