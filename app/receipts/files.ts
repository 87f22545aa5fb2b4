/** The recorded cases, each loaded when it is opened: the scenario's file, and the lines that the real engine printed. */
const cases = import.meta.glob<string>('../../engine/conformance/cases/*.json', { query: '?raw', import: 'default' });
const recorded = import.meta.glob<string>('../../engine/conformance/recorded/*/*.jsonl', {
  query: '?raw',
  import: 'default',
});

/** Null: there is no such case. */
export async function caseFile(name: string): Promise<string | null> {
  return (await cases[`../../engine/conformance/cases/${name}.json`]?.()) ?? null;
}

/** One text for each line. */
export async function printedBy(engine: string, name: string): Promise<readonly string[]> {
  const text = await recorded[`../../engine/conformance/recorded/${engine}/${name}.jsonl`]?.();
  return (text ?? '').split('\n').filter((line) => line !== '');
}
