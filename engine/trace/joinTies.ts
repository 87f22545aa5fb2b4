/** What met in a join, and what came out of it alone, written while a run goes. `joins.ts` reads it. */
import { GrowableUint32 } from './growable';
import { type JoinTies, NONE } from './trace';

export class JoinTiesBuilder {
  private readonly entry = new GrowableUint32();
  private readonly left = new GrowableUint32();
  private readonly right = new GrowableUint32();

  /**
   * @param entry the last entry before it
   * @param left the group of the left row, or NONE: nulls stand in its place
   */
  push(entry: number, left: number, right: number): void {
    this.entry.push(entry === -1 ? NONE : entry);
    this.left.push(left);
    this.right.push(right);
  }

  finish(): JoinTies {
    return { entry: this.entry.finish(), left: this.left.finish(), right: this.right.finish() };
  }
}
