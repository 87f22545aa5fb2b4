/** Literal types of a catalogue widened, so that the other language may say it in other words. */
export type Widen<T> = T extends string
  ? string
  : T extends (...a: infer A) => string
    ? (...a: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };
