/** The JSON Schema of the scenario file, made of the definitions in `file.ts` that files are read by. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { ScenarioFileSchema } from './file';

export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(ScenarioFileSchema, { typeMode: 'input', errorMode: 'ignore' });
  return { ...schema, title: 'Arus scenario', description: 'A scenario of Arus: sources, a query, engines (arus/1).' };
}
