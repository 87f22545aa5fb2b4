/**
 * A query as a list of steps that are still being written: each is the step of a scenario's file, with texts that may be
 * wrong by now. What it means is asked of the reader of files, so that nothing here knows a rule of a query.
 */
import type { Fault } from '../../engine/faults';
import { parseScenario } from '../../engine/scenario/parse';
import type { Scenario } from '../../engine/scenario/scenario';
import { writeScenario } from '../../engine/scenario/write';
import type { ColumnSpec } from '../../engine/values';

/** The kinds of step that can be added here; others stay as the file has them. */
export const KINDS = ['filter', 'watermark', 'aggregate', 'dropDuplicates'] as const;
export type Kind = (typeof KINDS)[number];

export interface WindowDraft {
  readonly kind: 'none' | 'tumbling' | 'sliding' | 'session';
  readonly on: string;
  readonly size: string;
  readonly slide: string;
  readonly gap: string;
}

export type StepDraft = { readonly id: number } & (
  | { readonly kind: 'filter'; readonly text: string }
  | { readonly kind: 'watermark'; readonly column: string; readonly delay: string }
  | {
      readonly kind: 'aggregate';
      readonly window: WindowDraft;
      readonly keys: readonly string[];
      readonly aggregates: readonly { readonly name: string; readonly text: string }[];
    }
  | { readonly kind: 'dropDuplicates'; readonly columns: readonly string[]; readonly within: boolean }
  /** A step that is not written here: shown as its file has it, moved and taken away as any other. */
  | { readonly kind: 'other'; readonly file: object }
);

/** The columns that rows have before any step. */
export const columnsOf = (scenario: Scenario): readonly ColumnSpec[] =>
  scenario.sources.find((s) => s.name === scenario.query.from)?.rows.specs ?? [];

const firstTime = (columns: readonly ColumnSpec[]): string => columns.find((c) => c.type === 'timestamp')?.name ?? '';

/** A new step of a kind, filled in so that it can be run and changes as little as it may. */
export function newStep(kind: Kind, id: number, columns: readonly ColumnSpec[]): StepDraft {
  const time = firstTime(columns);
  switch (kind) {
    case 'filter':
      return { id, kind, text: 'true' };
    case 'watermark':
      return { id, kind, column: time, delay: '0 seconds' };
    case 'aggregate':
      return {
        id,
        kind,
        window: { kind: 'none', on: time, size: '5 minutes', slide: '1 minute', gap: '5 minutes' },
        keys: [],
        aggregates: [{ name: 'n', text: 'count(*)' }],
      };
    case 'dropDuplicates':
      return { id, kind, columns: columns.slice(0, 1).map((c) => c.name), within: false };
  }
}

type StepFile = Readonly<Record<string, unknown>>;
const words = (v: unknown): readonly string[] => (Array.isArray(v) ? v.map(String) : []);

/** The steps of a scenario's query, to be written on. */
export function draftOf(scenario: Scenario): readonly StepDraft[] {
  const steps = (writeScenario(scenario).query.steps ?? []) as readonly StepFile[];
  return steps.map((file, id): StepDraft => {
    if (typeof file.filter === 'string') return { id, kind: 'filter', text: file.filter };
    if (typeof file.watermark === 'string')
      return { id, kind: 'watermark', column: file.watermark, delay: String(file.delay) };
    if (file.dropDuplicates) return { id, kind: 'dropDuplicates', columns: words(file.dropDuplicates), within: false };
    if (file.dropDuplicatesWithinWatermark)
      return { id, kind: 'dropDuplicates', columns: words(file.dropDuplicatesWithinWatermark), within: true };
    const groupBy = file.groupBy as { readonly window?: Partial<WindowFile>; readonly keys?: unknown } | undefined;
    // A window that starts at an offset is not written here.
    if (!groupBy || groupBy.window?.start !== undefined) return { id, kind: 'other', file };
    const { window } = groupBy;
    return {
      id,
      kind: 'aggregate',
      window: {
        kind: !window
          ? 'none'
          : window.gap !== undefined
            ? 'session'
            : window.slide !== undefined
              ? 'sliding'
              : 'tumbling',
        on: window?.on ?? firstTime(columnsOf(scenario)),
        size: window?.size ?? '5 minutes',
        slide: window?.slide ?? '1 minute',
        gap: window?.gap ?? '5 minutes',
      },
      keys: words(groupBy.keys),
      aggregates: Object.entries((file.aggregate ?? {}) as Readonly<Record<string, string>>).map(([name, text]) => ({
        name,
        text,
      })),
    };
  });
}

interface WindowFile {
  readonly on: string;
  readonly size: string;
  readonly slide: string;
  readonly gap: string;
  readonly start: string;
}

function fileOf(step: StepDraft): object {
  switch (step.kind) {
    case 'filter':
      return { filter: step.text };
    case 'watermark':
      return { watermark: step.column, delay: step.delay };
    case 'dropDuplicates':
      return step.within ? { dropDuplicatesWithinWatermark: step.columns } : { dropDuplicates: step.columns };
    case 'aggregate': {
      const { kind, on, size, slide, gap } = step.window;
      const window =
        kind === 'none'
          ? undefined
          : kind === 'session'
            ? { on, gap }
            : kind === 'sliding'
              ? { on, size, slide }
              : { on, size };
      return {
        groupBy: { ...(window && { window }), keys: step.keys },
        aggregate: Object.fromEntries(step.aggregates.map(({ name, text }) => [name, text])),
      };
    }
    case 'other':
      return step.file;
  }
}

/** What the draft means as the query of a scenario, or every fault of it. */
export function read(
  scenario: Scenario,
  draft: readonly StepDraft[],
):
  | { readonly scenario: Scenario; readonly faults: readonly [] }
  | { readonly scenario: null; readonly faults: readonly Fault[] } {
  // A query is read by the columns: rows by the thousand are neither written nor read for it.
  const sources = scenario.sources.map(({ generate: _, ...source }) => ({
    ...source,
    rows: { ...source.rows, count: 0 },
  }));
  const file = writeScenario({ ...scenario, sources, query: { from: scenario.query.from, steps: [] } });
  const parsed = parseScenario({ ...file, query: { from: scenario.query.from, steps: draft.map(fileOf) } });
  return parsed.ok
    ? { scenario: { ...parsed.scenario, sources: scenario.sources }, faults: [] }
    : { scenario: null, faults: parsed.faults };
}

/** Place in the list of the step that a fault is about; null if it is about none. */
export function stepOf(fault: Fault): number | null {
  const place = /^query\.steps\[(\d+)\]/.exec(fault.path);
  return place ? Number(place[1]) : null;
}

/** A step moved by one place. */
export function moved(draft: readonly StepDraft[], at: number, by: 1 | -1): readonly StepDraft[] {
  const to = at + by;
  const [step, other] = [draft[at], draft[to]];
  if (!step || !other) return draft;
  return draft.map((s, i) => (i === at ? other : i === to ? step : s));
}
