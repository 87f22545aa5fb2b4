/** Whether a run differs from a check's start in nothing but the settings that the check leaves to the learner. */
import type { Scenario } from '../engine/scenario/scenario';
import type { Knob } from './schema';

export function differsOnlyIn(knobs: readonly Knob[], start: Scenario, handedIn: Scenario): boolean {
  return fixed(start, knobs) === fixed(handedIn, knobs);
}

/** Everything of the loop that is a setting of the learner's. */
const LOOP_FREE = {
  interval: null,
  readBy: null,
  boundary: null,
  drift: null,
  workTime: null,
  remember: null,
  sink: null,
};

/** What is not the learner's to change, as text. */
function fixed(scenario: Scenario, knobs: readonly Knob[]): string {
  const free = (knob: Knob) => knobs.includes(knob);
  const { spark, dailyBatch, batchLoop } = scenario.engines;
  const loop = { ...batchLoop, ...(free('loop') && LOOP_FREE) };
  return JSON.stringify([
    scenario.until,
    scenario.sources.map((s) => [
      s.name,
      s.rows.columns.map((c) => (c.type === 'string' ? [...c.ids, ...c.dictionary] : [...c.values])),
      free('arrival') || [...s.arrivesAt],
    ]),
    free('query') ||
      scenario.query.steps.map((s) => {
        if (s.kind === 'watermark' && free('delay')) return { ...s, delay: null };
        if (s.kind === 'aggregate' && free('window')) return { ...s, window: null };
        if (s.kind === 'process' && free('parameter')) return { ...s, parameters: null };
        return s;
      }),
    {
      ...spark,
      ...(free('trigger') && { trigger: null }),
      ...(free('outputMode') && { outputMode: null }),
      ...(free('sink') && { sink: null }),
    },
    { ...dailyBatch, ...(free('every') && { every: null }), ...(free('at') && { at: null }) },
    loop,
    free('crash') ? null : (scenario.crashes ?? []).map(({ place, ...crash }) => crash),
  ]);
}
