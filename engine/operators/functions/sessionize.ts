import { type FunctionDefinition, type ParametersOf, wholeMillis } from './api';

/**
 * `sessionize`: a key's rows that are no more than `gap` apart in event time are one visit. A list keeps the times of
 * the rows whose visit is not over; each row sets a timer `gap` after itself, and where none follows by then the visit
 * comes out with its first and last time and its number of rows. Rows without event time are passed over.
 */
export const sessionize: FunctionDefinition<ParametersOf<'sessionize'>, 'list'> = {
  columns: [],
  timeMode: () => 'eventTime',
  givesRows: false,
  output: () => [
    { name: 'visitStart', type: 'timestamp' },
    { name: 'visitEnd', type: 'timestamp' },
    { name: 'rows', type: 'long' },
  ],
  state: ({ gap }) => ({
    kind: 'list',
    fields: [
      { name: 'rows', type: 'long' },
      { name: 'first', type: 'timestamp' },
      { name: 'last', type: 'timestamp' },
    ],
    added: (fields, time) => {
      if (fields === null) return [1, time, time];
      const [rows, first, last] = fields as readonly [number, number, number];
      return [rows + 1, Math.min(first, time), Math.max(last, time)];
    },
    ttl: null,
    until: ([, , last]) => wholeMillis(last as number) + gap,
  }),
  open({ gap }, input, times, key) {
    return {
      row(row) {
        const time = input.eventTime(row);
        if (Number.isNaN(time)) return;
        times.append(time);
        key.registerTimer(wholeMillis(time) + gap);
      },
      timer(at) {
        const held = times.get();
        const isOver = (time: number): boolean => wholeMillis(time) <= at - gap;
        // From the end: where the visit goes on, one of the newest rows says so.
        if (held.findLast((time) => !isOver(time) && wholeMillis(time) <= at) !== undefined) return;
        const visit = held.filter(isOver);
        const after = held.filter((time) => !isOver(time)).sort((a, b) => a - b);
        times.clear();
        for (const time of after) times.append(time);
        const [first, last] = [visit.reduce((a, b) => Math.min(a, b)), visit.reduce((a, b) => Math.max(a, b))];
        key.emit([first, last, visit.length]);
      },
    };
  },
};
