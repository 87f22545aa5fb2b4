/** How the watermark of each input went, written while a run goes. `joins.ts` reads it. */
import { GrowableFloat64, GrowableUint32 } from './growable';
import { type InputClocks, NONE } from './trace';

export class InputClocksBuilder {
  private readonly entry = new GrowableUint32();
  private readonly input = new GrowableUint32();
  private readonly clock = new GrowableFloat64();
  private readonly row = new GrowableUint32();
  private readonly idle = new GrowableUint32();
  private readonly last: { clock: number; idle: boolean }[];

  /** Null where one watermark alone decides. @param inputs the watermark steps */
  static of(inputs: readonly { readonly sources: readonly number[] }[]): InputClocksBuilder | null {
    return inputs.length > 1 ? new InputClocksBuilder(inputs.map(({ sources }) => sources)) : null;
  }

  /** @param sources of each input those whose rows it holds */
  private constructor(private readonly sources: readonly (readonly number[])[]) {
    this.last = sources.map(() => ({ clock: Number.NEGATIVE_INFINITY, idle: false }));
  }

  /**
   * @param entry with which it holds: at every cursor behind it
   * @param row the row whose event time stands behind it; NONE
   */
  push(entry: number, input: number, clock: number, row: number, idle: boolean): void {
    const last = this.last[input] as { clock: number; idle: boolean };
    if (last.clock === clock && last.idle === idle) return;
    Object.assign(last, { clock, idle });
    this.entry.push(entry);
    this.input.push(input);
    this.clock.push(clock);
    this.row.push(row);
    this.idle.push(idle ? 1 : 0);
  }

  /** An input that says only that it fell idle, or woke. */
  status(entry: number, input: number, idle: boolean): void {
    this.push(entry, input, this.last[input]?.clock ?? Number.NEGATIVE_INFINITY, NONE, idle);
  }

  /** None of them has a watermark any more: the query died. */
  forget(entry: number): void {
    this.last.forEach((_, input) => {
      this.push(entry, input, Number.NEGATIVE_INFINITY, NONE, false);
    });
  }

  finish(): InputClocks {
    return {
      sources: this.sources,
      entry: this.entry.finish(),
      input: Uint8Array.from(this.input.finish()),
      clock: this.clock.finish(),
      row: this.row.finish(),
      idle: Uint8Array.from(this.idle.finish()),
    };
  }
}
