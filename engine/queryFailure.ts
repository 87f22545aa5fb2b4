/**
 * A query that fails while it runs: an engine met a value that it cannot go on with (a division by zero, a text that is
 * no number). The engine stops there; what it had finished stays.
 */
export class QueryFailure extends Error {
  override readonly name = 'QueryFailure';

  /**
   * @param condition the engine's own name for it, as in `DIVIDE_BY_ZERO`
   * @param message the engine's own words, in English, without the name
   * @param params the values in the message, by the engine's names for them
   */
  constructor(
    readonly condition: string,
    message: string,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
