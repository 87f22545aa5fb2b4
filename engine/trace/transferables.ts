/** The buffers of a trace, so that it can change threads without being copied. */
import type { Trace } from './trace';

export function transferables(trace: Trace): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer);
    else if (value !== null && typeof value === 'object' && !(value instanceof Map))
      Object.values(value).forEach(visit);
  };
  visit({ ...trace, failure: null });
  return [...buffers];
}

/** Bytes that a trace occupies: entries, tables and keyframes. */
export function traceBytes(trace: Trace): number {
  return transferables(trace).reduce((n, b) => n + b.byteLength, 0);
}
