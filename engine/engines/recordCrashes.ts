/** Which crash of the scenario strikes an engine that works row by row when: each once, in the order of the file. */
import type { Crash, CrashPoint, EngineName, Scenario } from '../scenario/scenario';

/** A crash that is certain. */
export interface RecordStrike {
  /** Place among `scenario.crashes`. */
  readonly fault: number;
  readonly restartAfter: number;
  readonly checkpoint: Crash['checkpoint'];
}

export class RecordCrashes {
  private readonly pending: { readonly fault: number; readonly crash: Crash }[];

  constructor({ crashes = [] }: Scenario, engine: EngineName) {
    this.pending = crashes.flatMap((crash, fault) => (crash.engine === engine ? [{ fault, crash }] : []));
  }

  /** One is still to come. */
  get any(): boolean {
    return this.pending.length > 0;
  }

  /** The crash that strikes right behind a row. @param arrival its place in the order of arrival */
  behindRow(arrival: number): RecordStrike | null {
    return this.take(({ where }) => where.kind === 'arrival' && where.after === 'row' && where.arrival === arrival);
  }

  /**
   * The crash that strikes at a point of a checkpoint (Flink) or of a commit (Kafka Streams).
   * @param rows how many rows, in the order of arrival, it covers
   */
  inSaving(id: number, point: CrashPoint, rows: number): RecordStrike | null {
    return this.take(
      ({ where }) =>
        where.kind !== 'at' &&
        where.after === point &&
        ((where.kind === 'checkpoint' && where.checkpoint === id) ||
          (where.kind === 'commit' && where.commit === id) ||
          (where.kind === 'arrival' && where.arrival < rows)),
    );
  }

  /** The next processing time, from an instant on, at which one strikes; Infinity: none does. */
  nextAt(from: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { crash } of this.pending)
      if (crash.where.kind === 'at' && crash.where.at >= from) next = Math.min(next, crash.where.at);
    return next;
  }

  at(instant: number): RecordStrike | null {
    return this.take(({ where }) => where.kind === 'at' && where.at === instant);
  }

  private take(strikes: (crash: Crash) => boolean): RecordStrike | null {
    const index = this.pending.findIndex(({ crash }) => strikes(crash));
    if (index < 0) return null;
    const [{ fault, crash }] = this.pending.splice(index, 1) as [(typeof this.pending)[number]];
    return { fault, restartAfter: crash.restartAfter, checkpoint: crash.checkpoint };
  }
}
