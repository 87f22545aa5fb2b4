/** An operator's lines in the trace, counted step by step. */
import type { StateMetrics } from './operator';
import { StateLog } from './stateLog';

export class RecordLog extends StateLog {
  private updated = 0;
  private removed = 0;
  private dropped = 0;
  /** Versions that the state store was given since the run began, and those that a row took away: each is a record of its changelog. */
  writes = 0;

  override late(group: number): void {
    this.dropped++;
    super.late(group);
  }

  override put(group: number, version: number): void {
    this.updated++;
    this.writes++;
    super.put(group, version);
  }

  override evicted(group: number, version: number): void {
    this.removed++;
    super.evicted(group, version);
  }

  /** A row takes a version out of the store. */
  deleted(): void {
    this.writes++;
  }

  /** What the step did to the state; the next step begins at nothing. */
  takeMetrics(): StateMetrics {
    const { updated, removed, dropped } = this;
    this.updated = 0;
    this.removed = 0;
    this.dropped = 0;
    return { total: this.held, updated, removed, dropped };
  }
}
