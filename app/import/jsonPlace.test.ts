import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '../../engine/faults';
import { placeOf } from './jsonPlace';

it('finds the value of every path of any JSON, however it is laid out', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
      const text = JSON.stringify(json, null, indent);
      const walk = (value: unknown, path: string): void => {
        // A path names no field without a name of its own at the root of everything.
        const place = placeOf(text, path);
        expect(JSON.parse(text.slice(place.from, place.to))).toEqual(JSON.parse(JSON.stringify(value)));
        if (Array.isArray(value))
          value.forEach((item, i) => {
            walk(item, at(path, i));
          });
        else if (typeof value === 'object' && value !== null)
          for (const [name, item] of Object.entries(value)) walk(item, at(path, name));
      };
      walk(json, '');
    }),
  );
});

it('goes to what should hold a field that is missing', () => {
  const text = '{ "a": [ { "b": 1 } ] }';
  const place = placeOf(text, 'a[0].c');
  expect(text.slice(place.from, place.to)).toBe('{ "b": 1 }');
});
