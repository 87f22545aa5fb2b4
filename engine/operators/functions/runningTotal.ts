import type { FunctionDefinition, ParametersOf } from './api';
import { plus } from './sum';

/**
 * `runningTotal`: each row comes out with the sum of its key's values so far, itself included. A row without a value
 * changes nothing and comes out with the sum as it is (null before the first value). With `ttl` a sum that got no value
 * for so long, in processing time, is forgotten.
 */
export const runningTotal: FunctionDefinition<ParametersOf<'runningTotal'>, 'value'> = {
  columns: [{ parameter: 'column', types: ['long', 'double'], wanted: 'number' }],
  timeMode: ({ ttl }) => (ttl === undefined ? 'none' : 'processingTime'),
  givesRows: true,
  output: ({ column }, typeOf) => [{ name: 'total', type: typeOf(column) }],
  state: ({ column, ttl }, input) => ({
    kind: 'value',
    fields: [{ name: 'total', type: input.typeOf(column) }],
    ttl: ttl ?? null,
  }),
  open({ column }, input, state, key) {
    const [amountOf, type] = [input.column(column), input.typeOf(column)];
    return {
      row(row) {
        const value = amountOf(row);
        const before = state.get()?.[0] ?? null;
        if (value === null) return key.emit([before]);
        const total = plus(type, before, value);
        state.update([total]);
        key.emit([total]);
      },
    };
  },
};
