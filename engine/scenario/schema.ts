/** The JSON Schema of the scenario file, made of the definitions in `file.ts` that files are read by. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { ScenarioFileSchema } from './file';
import { PROCESS_FUNCTIONS, ProcessFunctions } from './processFunctions';

export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(ScenarioFileSchema, { typeMode: 'input', errorMode: 'ignore' });
  describeFunctions(schema);
  return { ...schema, title: 'Arus scenario', description: 'A scenario of Arus: sources, a query, engines (arus/1).' };
}

type Node = { [name: string]: unknown };

/** Says of each step `process` which parameters its function takes: what `parse.ts` reads by the name. */
function describeFunctions(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const properties = (node as Node).properties as Node | undefined;
  if (properties?.process) {
    properties.process = { ...(properties.process as Node), enum: PROCESS_FUNCTIONS };
    (node as Node).allOf = PROCESS_FUNCTIONS.map((name) => ({
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { parameters: parametersSchema(name) } },
      if: { properties: { process: { const: name } } },
    }));
    return;
  }
  for (const child of Object.values(node)) describeFunctions(child);
}

function parametersSchema(name: (typeof PROCESS_FUNCTIONS)[number]): Node {
  const { $schema: _, ...schema } = toJsonSchema(ProcessFunctions[name], { typeMode: 'input', errorMode: 'ignore' });
  return schema;
}
