/** Writes a trace: engines append entries here and nothing else. Keyframes are taken on the way. */
import { GrowableUint32, type Pieces, piecesOf } from './growable';
import { type Keyframes, KIND } from './trace';

/** Entries between keyframes, at least; more when the state is large, so that keyframes never outweigh the entries. */
const KEYFRAME_SPACING = 8192;

/** Entries from a keyframe of so many rows of state to the next. */
export const keyframeSpacing = (live: number): number => Math.max(KEYFRAME_SPACING, 4 * live);

export class TraceWriter {
  kinds: Uint8Array;
  refs: Uint32Array;
  length = 0;
  private nextKeyframe = keyframeSpacing(0);
  private readonly keyframeAt = new GrowableUint32();
  private readonly keyframeStart = new GrowableUint32();
  private readonly keyframeLive = new GrowableUint32(1024);
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
    this.keyframeAt.push(this.length);
    this.keyframeStart.push(this.keyframeLive.length);
    for (const version of this.live.values()) this.keyframeLive.push(version);
    this.nextKeyframe = this.length + keyframeSpacing(this.live.size);
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

  finish(): { kinds: Uint8Array; refs: Uint32Array; length: number; keyframes: Keyframes } {
    this.keyframeStart.push(this.keyframeLive.length);
    return {
      kinds: this.kinds.slice(0, this.length),
      refs: this.refs.slice(0, this.length),
      length: this.length,
      keyframes: {
        at: this.keyframeAt.finish(),
        start: this.keyframeStart.finish(),
        live: this.keyframeLive.finish(),
      },
    };
  }
}
