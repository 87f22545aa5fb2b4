import type { FunctionDefinition, ParametersOf } from './api';

/**
 * `distinctUsers`: a map keeps the users of a key, with how many rows each had. A key that got a row with a user in a
 * batch comes out of it once, with how many users it has. With `ttl` a user without a row for so long, in processing
 * time, is forgotten. Rows without user are passed over.
 */
export const distinctUsers: FunctionDefinition<ParametersOf<'distinctUsers'>, 'map'> = {
  columns: [{ parameter: 'column', types: ['string', 'long', 'boolean', 'timestamp'], wanted: 'mapKey' }],
  timeMode: ({ ttl }) => (ttl === undefined ? 'none' : 'processingTime'),
  givesRows: false,
  output: () => [{ name: 'users', type: 'long' }],
  state: ({ column, ttl }, input) => ({
    kind: 'map',
    fields: [{ name: 'rows', type: 'long' }],
    mapKey: { spec: { name: column, type: input.typeOf(column) }, of: input.column(column) },
    ttl: ttl ?? null,
  }),
  open({ column }, input, users, key) {
    const userOf = input.column(column);
    let newest: number | null = null;
    return {
      row(row) {
        const user = userOf(row);
        if (user === null) return;
        users.update(user, [((users.get(user)?.[0] as number | undefined) ?? 0) + 1]);
        newest = row;
      },
      rowsDone() {
        if (newest !== null) key.emit([users.size()], newest);
        newest = null;
      },
    };
  },
};
