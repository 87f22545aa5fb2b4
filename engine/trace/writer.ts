/** Writes a trace: engines append entries here and nothing else. Keyframes are taken on the way. */
import { type Pieces, piecesOf } from './growable';
import { KeyframesBuilder } from './keyframes';
import { type Keyframes, KIND } from './trace';

export class TraceWriter {
  kinds: Uint8Array;
  refs: Uint32Array;
  length = 0;
  private readonly keyframes = new KeyframesBuilder();
  /** Where the next keyframe is due, at hand: every entry looks. */
  private nextKeyframe = this.keyframes.next;
  /** Group to its live version, in order of creation. */
  private readonly live = new Map<number, number>();

  /** @param expected number of entries, a guess that saves copying */
  constructor(expected: number) {
    const capacity = Math.max(1024, expected);
    this.kinds = new Uint8Array(capacity);
    this.refs = new Uint32Array(capacity);
  }

  append(kind: number, ref: number): void {
    const i = this.length;
    if (i === this.kinds.length) this.grow();
    this.kinds[i] = kind;
    this.refs[i] = ref;
    this.length = i + 1;
    if (i + 1 >= this.nextKeyframe) this.takeKeyframe();
  }

  statePut(group: number, version: number): void {
    this.live.set(group, version);
    this.append(KIND.statePut, version);
  }

  stateEvicted(group: number, version: number): void {
    this.live.delete(group);
    this.append(KIND.stateEvicted, version);
  }

  /** The state is as an earlier commit left it: a version is held no more, or again. */
  stateDropped(group: number, version: number): void {
    this.live.delete(group);
    this.append(KIND.stateDropped, version);
  }

  stateRestored(group: number, version: number): void {
    this.live.set(group, version);
    this.append(KIND.stateRestored, version);
  }

  get liveCount(): number {
    return this.live.size;
  }

  liveVersion(group: number): number | undefined {
    return this.live.get(group);
  }

  liveVersions(): Iterable<number> {
    return this.live.values();
  }

  private grow(): void {
    const capacity = Math.ceil(this.kinds.length * 1.5);
    const kinds = new Uint8Array(capacity);
    const refs = new Uint32Array(capacity);
    kinds.set(this.kinds);
    refs.set(this.refs);
    this.kinds = kinds;
    this.refs = refs;
  }

  private takeKeyframe(): void {
    this.keyframes.take(this.length, this.live);
    this.nextKeyframe = this.keyframes.next;
  }

  /** What is held now, silently: whoever goes back in a run takes no keyframes. @param live groups and their versions */
  rewind(live: Iterable<readonly [group: number, version: number]>): void {
    this.live.clear();
    for (const [group, version] of live) this.live.set(group, version);
    this.nextKeyframe = Number.POSITIVE_INFINITY;
  }

  /** The entries of some pieces. */
  pieces(pieces: Pieces): { kinds: Uint8Array; refs: Uint32Array } {
    return { kinds: piecesOf(this.kinds, this.length, pieces), refs: piecesOf(this.refs, this.length, pieces) };
  }

  /** Entries take the place of as many earlier ones. @param refs what they are about, by the numbers of that place */
  replace(into: number, from: number, to: number, refs: Uint32Array): void {
    this.kinds.copyWithin(into, from, to);
    this.refs.set(refs.subarray(into, into + to - from), into);
  }

  finish(): { kinds: Uint8Array; refs: Uint32Array; length: number; keyframes: Keyframes } {
    return {
      kinds: this.kinds.slice(0, this.length),
      refs: this.refs.slice(0, this.length),
      length: this.length,
      keyframes: this.keyframes.finish(),
    };
  }
}
