/** A source made by rule, for scenarios that were read while the app was built (`scripts/lessonPlugin.ts`). */
import type { GenerateFile, GenerateSpec } from '../engine/scenario/file';
import { generateRows } from '../engine/scenario/generatedRows';
import type { Source } from '../engine/scenario/scenario';
import type { ColumnSpec } from '../engine/values';

/**
 * Its rows are made when something first asks for them: a lesson with a hundred thousand visits in its last step opens as
 * fast as any.
 * @param written the file's own `generate`, kept for writing
 */
export function generated(
  name: string,
  partitions: number,
  specs: readonly ColumnSpec[],
  written: GenerateFile,
  spec: GenerateSpec,
): Source {
  let made: ReturnType<typeof generateRows> | undefined;
  const rows = () => {
    made ??= generateRows(spec, written, specs, partitions);
    return made;
  };
  const source: Source = {
    name,
    partitions,
    generate: written,
    get rows() {
      return rows().rows;
    },
    get arrivesAt() {
      return rows().arrivesAt;
    },
  };
  if (partitions > 1) Object.defineProperty(source, 'partition', { enumerable: true, get: () => rows().partition });
  return source;
}
