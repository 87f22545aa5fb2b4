import type { FunctionDefinition, ParametersOf } from './api';
import { plus } from './sum';

/**
 * `thresholdAlert`: the first value of a key opens a span of processing time. The row that lifts the span's sum above
 * the threshold comes out, once a span. A timer at the span's end forgets the sum and so arms the alert again. Rows of a
 * batch come before its timers: a row that meets a span whose end has come opens the next one. Rows without a value are
 * passed over.
 */
export const thresholdAlert: FunctionDefinition<ParametersOf<'thresholdAlert'>, 'value'> = {
  columns: [{ parameter: 'column', types: ['long', 'double'], wanted: 'number' }],
  timeMode: () => 'processingTime',
  givesRows: true,
  output: ({ column }, typeOf) => [{ name: 'total', type: typeOf(column) }],
  state: ({ column }, input) => ({
    kind: 'value',
    fields: [
      { name: 'total', type: input.typeOf(column) },
      { name: 'armed', type: 'boolean' },
      { name: 'until', type: 'timestamp' },
    ],
    ttl: null,
    until: ([, , until]) => until as number,
  }),
  open({ column, above, span }, input, state, key) {
    const [amountOf, type] = [input.column(column), input.typeOf(column)];
    return {
      row(row) {
        const value = amountOf(row);
        if (value === null) return;
        const before = state.get();
        const open = before !== null && (before[2] as number) > key.now ? before : null;
        const until = open === null ? key.now + span : (open[2] as number);
        if (open === null) {
          if (before !== null) key.deleteTimer(before[2] as number);
          key.registerTimer(until);
        }
        const total = plus(type, open?.[0] ?? null, value);
        const armed = open === null || open[1] === true;
        const alert = armed && Number(total) > above;
        state.update([total, armed && !alert, until]);
        if (alert) key.emit([total]);
      },
      timer() {
        state.clear();
      },
    };
  },
};
