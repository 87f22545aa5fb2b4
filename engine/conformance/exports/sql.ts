/**
 * What Flink SQL answers for an exported script, beside what Arus's Flink answers. A script's rows come from files, and a file
 * ends: windows that end behind the last watermark of the run are left out. What a running aggregate says again and again is
 * compared by what it says last.
 */
import { parseScenarioText } from '../../scenario/parse';
import { printed as printedBy } from '../answer';

type Cells = Readonly<Record<string, unknown>>;

/** @param printed a line of JSON for each row: its kind (`+I`, `-U`, `+U`, `-D`) and its columns */
export function sqlDifference(text: string, { printed, failed }: { printed: string; failed: string }): string | null {
  const arus = printedBy(text, 'flink');
  if ('refused' in arus) return `Arus refuses the scenario (${arus.refused.join(', ')}), and it was exported`;
  const parsed = parseScenarioText(text);
  if (!parsed.ok) return 'no scenario';
  const lines = arus.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const failure = lines.find((line) => 'failed' in line);
  if (failure) return failed === '' ? 'Arus fails, SQL does not' : null;
  if (failed !== '') return failed.split('\n').slice(0, 12).join('\n');
  const last = lines.reduce<string>((time, { watermark }) => (typeof watermark === 'string' ? watermark : time), '');
  // A checkpoint has a line without rows.
  const said = lines.flatMap((line) => ((line.output ?? []) as Cells[]).map(flat));
  const real = printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { kind: string; row: Cells });
  const step = parsed.scenario.query.steps.find((s) => s.kind === 'aggregate');
  if (step?.kind === 'aggregate' && step.window === null)
    return compare(
      newest(
        real.filter(isNew).map((r) => r.row),
        step.keys,
      ),
      newest(said, step.keys),
    );
  const taken = real.filter(({ row }) => {
    const end = Object.entries(row).find(([name]) => name.endsWith('_end'))?.[1];
    return typeof end !== 'string' || Date.parse(end) - 1 <= Date.parse(last);
  });
  return compare(
    taken.map((r) => r.row),
    said,
  );
}

const isNew = ({ kind }: { kind: string }): boolean => kind === '+I' || kind === '+U';

/** A window as its two ends, as SQL has it. */
function flat(row: Cells): Cells {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([part, at]) => [`${name}_${part}`, at])
        : [[name, value]],
    ),
  );
}

/** The last row of each key. */
function newest(rows: readonly Cells[], keys: readonly string[]): Cells[] {
  return [...new Map(rows.map((row) => [JSON.stringify(keys.map((k) => row[k])), row])).values()];
}

/** Sums of doubles over slices are added up in another order. */
const alike = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b;

function compare(real: readonly Cells[], arus: readonly Cells[]): string | null {
  const left = [...arus];
  for (const row of real) {
    const names = Object.keys(row);
    const at = left.findIndex(
      (other) => names.length === Object.keys(other).length && names.every((n) => alike(row[n], other[n])),
    );
    if (at < 0) return `SQL gives ${JSON.stringify(row)}, Arus does not (${JSON.stringify(left)})`;
    left.splice(at, 1);
  }
  return left.length > 0 ? `Arus gives ${JSON.stringify(left[0])}, SQL does not` : null;
}
