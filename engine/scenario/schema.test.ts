import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ScenarioFileSchema } from './file';
import { changed, pickups } from './pickups.fixture';
import { scenarioJsonSchema } from './schema';

const schema = scenarioJsonSchema() as { properties: Record<string, { title?: string }>; required: string[] };

it('the JSON Schema is made of the definitions that files are read by', () => {
  expect(schema.required).toEqual(['format', 'sources', 'query']);
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(ScenarioFileSchema.entries).sort());
  expect(JSON.stringify(schema)).toContain('"velocityCheck"');
  // Each function of `process` says which parameters it takes.
  expect(JSON.stringify(schema)).toContain('"required":["column","above","span"]');
});

it('every field of it that a person writes has a title and a description', () => {
  const bare: string[] = [];
  const look = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: Record<string, object> };
    for (const [name, field] of Object.entries(properties ?? {})) {
      const said = field as { description?: string; anyOf?: unknown; enum?: unknown; $ref?: string; type?: string };
      const leaf = said.type !== 'object' && said.type !== 'array' && !said.anyOf && !said.$ref && !said.enum;
      if (leaf && !said.description) bare.push(`${path}.${name}`);
    }
    // A condition is no field.
    for (const [key, child] of Object.entries(node)) if (key !== 'if') look(child, `${path}.${key}`);
  };
  look(schema, '');
  expect(bare).toEqual([]);
});

it('the library reads the same files as valid', () => {
  expect(v.safeParse(ScenarioFileSchema, pickups()).success).toBe(true);
  const refused = changed((f) => {
    f.query.steps[0].delay = 'soon';
  });
  expect(v.safeParse(ScenarioFileSchema, refused).success).toBe(false);
});
