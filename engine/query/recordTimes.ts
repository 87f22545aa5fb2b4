/**
 * Where Kafka Streams' timestamp extractor finds a record's time, for each source: the watermark's column, else the
 * window's. It reads the record as it stands in the topic, before any filter.
 */
import { substitute, type Typed } from '../expression/typed';
import { type Attribute, column, type Logical, outputOf } from './logical';

/** By source; null where nothing names a time: then it is the moment at which the record was written. */
export function recordTimes(tree: Logical): ReadonlyMap<number, { readonly scan: Scan; readonly time: Typed | null }> {
  const times = new Map<number, { scan: Scan; time: Typed | null }>();
  const walk = (node: Logical, time: Typed | null): void => {
    switch (node.kind) {
      case 'scan':
        times.set(node.source, { scan: node, time });
        break;
      case 'watermark':
        walk(node.child, column(node.attribute));
        break;
      case 'project': {
        const made = new Map(node.columns.map((c) => [c.attribute.id, c.made]));
        walk(node.child, time && substitute(time, made));
        break;
      }
      case 'aggregate':
        walk(node.child, node.window?.time ?? null);
        break;
      case 'union':
        for (const arm of [node.left, node.right]) {
          const own = outputOf(arm);
          const map = new Map(node.output.map((a, i) => [a.id, column(own[i] as Attribute)]));
          walk(arm, time && substitute(time, map));
        }
        break;
      case 'join':
        walk(node.left, null);
        walk(node.right, null);
        break;
      default:
        walk(node.child, time);
    }
  };
  walk(tree, null);
  return times;
}

type Scan = Extract<Logical, { kind: 'scan' }>;
