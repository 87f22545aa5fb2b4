import { GrowableUint32, TableBuilder } from '../../trace/growable';
import type { OutputTable } from '../../trace/trace';
import type { ColumnSpec, Value } from '../../values';
import type { outputColumns } from '../outputColumns';

/** Collects the rows that were late, as they were at the operator. */
export class LateRows {
  private readonly step = new GrowableUint32();
  private readonly row = new GrowableUint32();
  private readonly inputOf = new GrowableUint32();
  private readonly place = new GrowableUint32();
  private readonly inputs: {
    readonly table: TableBuilder;
    readonly shown: readonly ColumnSpec[];
    readonly values: readonly ((ref: number) => Value)[];
  }[] = [];

  /** @returns the number of the input */
  input({ specs, shown, values }: ReturnType<typeof outputColumns>): number {
    return this.inputs.push({ table: new TableBuilder(specs), shown, values }) - 1;
  }

  push(input: number, ref: number, step: number, row: number): void {
    const { table, values } = this.inputs[input] as (typeof this.inputs)[number];
    this.step.push(step);
    this.row.push(row);
    this.inputOf.push(input);
    this.place.push(table.pushRow(values.map((value) => value(ref))));
  }

  finish() {
    return {
      step: this.step.finish(),
      row: this.row.finish(),
      input: Uint8Array.from(this.inputOf.finish()),
      place: this.place.finish(),
      inputs: this.inputs.map(
        ({ table, shown }): Pick<OutputTable, 'table' | 'specs'> => ({ table: table.finish(), specs: shown }),
      ),
    };
  }
}
