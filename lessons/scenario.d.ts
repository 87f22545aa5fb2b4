/** A scenario file, read and checked while the app is built (`scripts/scenarioPlugin.ts`). */
declare module '*.json?scenario' {
  const scenario: import('../engine/scenario/scenario').Scenario;
  export default scenario;
}
