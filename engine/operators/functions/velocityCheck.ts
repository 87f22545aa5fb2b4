import type { Value } from '../../values';
import { type FunctionDefinition, type ParametersOf, wholeMillis } from './api';

/**
 * `velocityCheck`: keeps the place and time of a key's newest row. A row elsewhere, sooner than `within` from it, comes
 * out with the place and time that make it suspicious. A timer frees the key when event time has moved `within` past
 * the remembered row. Rows without place or time are passed over; a row older than the remembered one is compared with
 * it and not remembered.
 */
export const velocityCheck: FunctionDefinition<ParametersOf<'velocityCheck'>, 'value'> = {
  columns: [{ parameter: 'column', types: ['string'], wanted: 'text' }],
  timeMode: () => 'eventTime',
  givesRows: true,
  output: () => [
    { name: 'previousCity', type: 'string' },
    { name: 'previousTime', type: 'timestamp' },
  ],
  state: ({ within }) => ({
    kind: 'value',
    fields: [
      { name: 'lastCity', type: 'string' },
      { name: 'lastTime', type: 'timestamp' },
    ],
    ttl: null,
    until: ([, lastTime]) => wholeMillis(lastTime as number) + within,
  }),
  open({ within, column }, input, state, key) {
    const placeOf = input.column(column);
    return {
      row(row) {
        const [place, time] = [placeOf(row), input.eventTime(row)];
        if (place === null || Number.isNaN(time)) return;
        const before = state.get() as readonly [Value, number] | null;
        if (before !== null) {
          const [lastPlace, lastTime] = before;
          if (place !== lastPlace && wholeMillis(Math.abs(time - lastTime)) < within) key.emit(before);
          if (time < lastTime) return;
          key.deleteTimer(wholeMillis(lastTime) + within);
        }
        state.update([place, time]);
        key.registerTimer(wholeMillis(time) + within);
      },
      timer() {
        state.clear();
      },
    };
  },
};
