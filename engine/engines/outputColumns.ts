/** The columns of rows that leave a query, or stand before an operator: a window is kept as a pair and shown as one. */
import { type Input, specsOf } from '../operators/input';
import { type Attribute, column } from '../query/logical';
import type { ColumnSpec, Value } from '../values';

/** @returns `specs` of the table, `shown` as a person reads them, and what each column of the table holds for a row */
export function outputColumns(output: readonly Attribute[], from: Input) {
  const specs: ColumnSpec[] = [];
  const shown: ColumnSpec[] = [];
  const values: ((ref: number) => Value)[] = [];
  for (const attribute of output) {
    if (attribute.type === 'window') {
      specs.push({ name: 'windowStart', type: 'timestamp' }, { name: 'windowEnd', type: 'timestamp' });
      shown.push({ name: attribute.name, type: 'timestamp' });
      values.push(from.readColumn(`${attribute.id}.start`), from.readColumn(`${attribute.id}.end`));
      continue;
    }
    const [spec] = specsOf([attribute]) as [ColumnSpec];
    specs.push(spec);
    shown.push(spec);
    values.push(from.read(column(attribute)));
  }
  return { specs, shown, values };
}
