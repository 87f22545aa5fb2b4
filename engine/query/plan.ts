/**
 * A query that an engine can run: its tree, built from the steps, with filters where Spark's optimizer moves them, laid
 * out as stages and the pipes between them. A pipe carries rows from one stage to the next and does on the way what
 * needs no state: filters, watermarks; what `select` computes is substituted into whoever reads it.
 */
import { substitute, type Typed } from '../expression/typed';
import type { Fault } from '../faults';
import type { EngineName, Scenario } from '../scenario/scenario';
import type { Duration } from '../time';
import { backfillRefusals } from './backfillRefusals';
import { buildQuery } from './build';
import { clockFaults } from './clock';
import { dependsOnRows, emptied } from './emptied';
import { flinkRefusals } from './flinkRefusals';
import { kafkaRefusals } from './kafkaRefusals';
import { lengthFaults } from './lengths';
import { type Attribute, column, type Logical, nodesOf, outputOf } from './logical';
import { loopRefusals } from './loopRefusals';
import { mergeAggregates } from './mergeAggregates';
import { optimize, push } from './optimize';
import { sparkPlanRefusals, sparkRefusals } from './refusals';
import { semiJoinsOverAggregates } from './semiJoins';

export type PipeStep =
  /** True lets the row through. */
  | { readonly kind: 'filter'; readonly condition: Typed }
  /** `index` into `Plan.watermarks`. */
  | { readonly kind: 'watermark'; readonly index: number };

/** What lies between a stage and the one before it. */
export interface Pipe {
  /** The stage that rows come from: an index into `Plan.stages`. */
  readonly from: number;
  /** In the order in which a row meets them. Expressions read columns of the stage it comes from. */
  readonly steps: readonly PipeStep[];
  /** Columns that the receiving stage may name, in terms of the stage that rows come from; others are its own. */
  readonly made: ReadonlyMap<string, Typed>;
}

export interface PlannedWatermark {
  readonly time: Typed;
  readonly delay: Duration;
  /** Its step in the file, as in `query.steps[0]`. */
  readonly step: string;
  /** Those whose rows it sees. */
  readonly sources: readonly number[];
}

/** A stage: a scan, a union, or an operator with state. Sources come before what reads them. */
export interface PlannedStage {
  readonly node: Logical;
  readonly inputs: readonly Pipe[];
}

export interface Plan {
  readonly stages: readonly PlannedStage[];
  readonly watermarks: readonly PlannedWatermark[];
  /**
   * Stages with state in the order in which Spark reports them: from the sink back to the sources, the left input first.
   */
  readonly operators: readonly number[];
  readonly sink: Pipe;
  /** Sources that no stage reads any more: the optimizer took out the join that did. Their rows start batches all the same. */
  readonly unread: readonly Extract<Logical, { kind: 'scan' }>[];
  /** A watermark step stands behind another one: the query fails once the watermark has moved. */
  readonly redefinesWatermark: boolean;
  /** See `semiJoinsOverAggregates`; of Spark alone. */
  readonly unsteady?: readonly (readonly number[])[];
  /** The columns of the result. */
  readonly output: readonly Attribute[];
  /** The tree that was laid out. */
  readonly tree: Logical;
  /** The pipes of a batch to which these sources give no row; null where they are always the same. */
  readonly without: ((sources: ReadonlySet<number>) => Pipes) | null;
}

export type Pipes = Pick<Plan, 'stages' | 'sink'>;

/** Whether what a join gives out goes to the sink as it is: then each row of it is a tie (`JoinTies`). */
export const givesTies = ({ stages, sink }: Plan): boolean => stages[sink.from]?.node.kind === 'join';

/** Everything that forbids this scenario on this engine; empty if it can run. */
export function planFaults(scenario: Scenario, engine: EngineName): Fault[] {
  const made = makePlan(scenario, engine);
  return made.ok ? [] : [...made.faults];
}

export type MadePlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function makePlan(scenario: Scenario, engine: EngineName): MadePlan {
  const lengths = lengthFaults(scenario);
  if (lengths.length > 0) return { ok: false, faults: lengths };
  const built = buildQuery(scenario, engine !== 'spark');
  if (!built.ok) return built;
  const refusals =
    engine === 'spark'
      ? sparkRefusals(built.tree, scenario.engines.spark)
      : engine === 'flink'
        ? flinkRefusals(built.tree, scenario)
        : engine === 'kafkaStreams'
          ? kafkaRefusals(built.tree, scenario)
          : engine === 'batchLoop'
            ? loopRefusals(built.tree, scenario.engines.batchLoop)
            : [];
  if (refusals.length === 0 && engine === 'spark') refusals.push(...clockFaults(scenario, built.tree));
  if (refusals.length > 0) return { ok: false, faults: refusals };
  // What works row by row stands as it is written: no optimizer moves a filter.
  if (engine === 'flink' || engine === 'kafkaStreams') return { ok: true, plan: layOut(built.tree) };
  const shape = engine === 'spark' ? (node: Logical): Logical => mergeAggregates(optimize(node)) : optimize;
  const tree = shape(built.tree);
  const late =
    engine === 'spark'
      ? sparkPlanRefusals(tree, push(built.tree, []), built.tree, scenario.engines.spark.outputMode)
      : [];
  if (late.length > 0) return { ok: false, faults: late };
  const plan =
    engine === 'spark'
      ? { ...withWhatIsGone(layOut(tree), built.tree), unsteady: semiJoinsOverAggregates(tree) }
      : layOut(tree);
  const days = engine === 'dailyBatch' ? backfillRefusals(scenario, plan) : [];
  if (days.length > 0) return { ok: false, faults: days };
  if (engine !== 'spark' || !dependsOnRows(built.tree)) return { ok: true, plan };
  return { ok: true, plan: { ...plan, without: (sources) => layOut(shape(emptied(built.tree, sources))) } };
}

/**
 * A plan with what its optimizer took out and Spark still knows of: sources, whose rows start batches, and watermark steps. These
 * never see a row, and hold back the watermark where the smallest counts (`WatermarkTracker`; case `join-taken-out-min`).
 */
function withWhatIsGone(plan: Plan, written: Logical): Plan {
  const nodes = nodesOf(written);
  const read = new Set(plan.stages.flatMap(({ node }) => (node.kind === 'scan' ? [node.source] : [])));
  const gone = nodes.flatMap((n) => (n.kind === 'scan' && !read.has(n.source) ? [n] : []));
  const unread = gone.filter((n, i) => gone.findIndex((other) => other.source === n.source) === i);
  if (unread.length === 0) return plan;
  const known = new Set(plan.watermarks.map((w) => w.step));
  const still = nodes.flatMap((n) => (n.kind === 'watermark' && !known.has(n.step) ? [planned(n, new Map())] : []));
  return { ...plan, watermarks: [...plan.watermarks, ...still], unread };
}

const planned = (
  node: Extract<Logical, { kind: 'watermark' }>,
  made: ReadonlyMap<string, Typed>,
): PlannedWatermark => ({
  time: substitute(column(node.attribute), made),
  delay: node.delay,
  step: node.step,
  sources: nodesOf(node).flatMap((n) => (n.kind === 'scan' ? [n.source] : [])),
});

/** A column under its id; a window under those of its start and end too. */
function parts(id: string, made: Typed): [string, Typed][] {
  if (made.kind !== 'column' || made.type !== 'window') return [[id, made]];
  const bound = (part: string): [string, Typed] => [id + part, { ...made, name: made.name + part, type: 'timestamp' }];
  return [[id, made], bound('.start'), bound('.end')];
}

function layOut(tree: Logical): Plan {
  const stages: PlannedStage[] = [];
  const watermarks: PlannedWatermark[] = [];

  const pipeTo = (node: Logical): Pipe => {
    switch (node.kind) {
      case 'filter': {
        const below = pipeTo(node.child);
        return {
          ...below,
          steps: [...below.steps, { kind: 'filter', condition: substitute(node.condition, below.made) }],
        };
      }
      case 'project': {
        const below = pipeTo(node.child);
        return {
          ...below,
          made: new Map(node.columns.flatMap((c) => parts(c.attribute.id, substitute(c.made, below.made)))),
        };
      }
      case 'watermark': {
        const below = pipeTo(node.child);
        watermarks.push(planned(node, below.made));
        return { ...below, steps: [...below.steps, { kind: 'watermark', index: watermarks.length - 1 }] };
      }
      default: {
        const inputs =
          node.kind === 'scan' ? [] : 'left' in node ? [pipeTo(node.left), pipeTo(node.right)] : [pipeTo(node.child)];
        stages.push({ node, inputs });
        return { from: stages.length - 1, steps: [], made: new Map() };
      }
    }
  };
  const sink = pipeTo(tree);
  const operators: number[] = [];
  const visit = (stage: number): void => {
    const { node, inputs } = stages[stage] as PlannedStage;
    if (node.kind !== 'scan' && node.kind !== 'union') operators.push(stage);
    for (const input of inputs) visit(input.from);
  };
  visit(sink.from);
  const redefinesWatermark = nodesOf(tree).some(
    (n) => n.kind === 'watermark' && nodesOf(n.child).some((below) => below.kind === 'watermark'),
  );
  const output = outputOf(tree);
  return { stages, watermarks, operators, sink, unread: [], redefinesWatermark, output, tree, without: null };
}
