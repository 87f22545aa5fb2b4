/** Union by position: rows of both inputs, one arm after the other, under new numbers. It keeps no state. */
import { type Logical, outputOf } from '../query/logical';
import { GrowableUint32 } from '../trace/growable';
import type { Value } from '../values';
import type { Columns, Input } from './input';

/** Stands among the rows of a union where one partition ends and the next begins. */
export const NEXT_PARTITION = -1;

export class UnionStage implements Columns {
  private readonly arm = new GrowableUint32();
  private readonly row = new GrowableUint32();
  private waiting: number[][] = [[], []];

  constructor(
    private readonly node: Extract<Logical, { kind: 'union' }>,
    private readonly inputs: readonly Input[],
  ) {}

  /** Takes a row of an input. @param port 0 left, 1 right */
  give(ref: number, port: number): void {
    this.waiting[port]?.push(ref);
  }

  /** Forgets what a batch that died was given. */
  forget(): void {
    this.waiting = [[], []];
  }

  /** The rows that follow from an input are another partition's: an arm keeps its partitions. */
  nextPartition(port: number): void {
    this.waiting[port]?.push(NEXT_PARTITION);
  }

  /** The rows given since the last time, left arm first, by their numbers here, and where a partition ends. */
  *take(): Generator<number> {
    const waiting = this.waiting;
    this.waiting = [[], []];
    for (const port of [0, 1])
      for (const ref of [...(port > 0 ? [NEXT_PARTITION] : []), ...(waiting[port] as number[])]) {
        if (ref === NEXT_PARTITION) {
          yield ref;
          continue;
        }
        this.arm.push(port);
        this.row.push(ref);
        yield this.arm.length - 1;
      }
  }

  column(id: string): (ref: number) => Value {
    // A window's start and end are columns of their own.
    const [, base = id, part = ''] = /^(.*?)(\.start|\.end)?$/.exec(id) ?? [];
    const place = this.node.output.findIndex((a) => a.id === base);
    const readers = [this.node.left, this.node.right].map((arm, port) => {
      const own = outputOf(arm)[place] as (typeof this.node.output)[number];
      const input = this.inputs[port] as Input;
      // As it is: what reads a decimal from here makes the double of it.
      return input.raw(own.id + part);
    });
    return (ref) => (readers[this.arm.get(ref)] as (ref: number) => Value)(this.row.get(ref));
  }
}
