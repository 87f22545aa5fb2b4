/**
 * What a picture must not say yet, because a prediction about it is open. Views draw a withheld row as merely read
 * (a plain dot, no ring), a withheld group without its answer and its truth, a withheld panel with a line that says that
 * it waits for the learner's answer.
 */
export interface Withheld {
  readonly rows: ReadonlySet<number> | 'all';
  readonly groups: ReadonlySet<number> | 'all';
  readonly watermark: boolean;
  readonly state: boolean;
  readonly results: boolean;
}

export const NOTHING_WITHHELD: Withheld = {
  rows: new Set(),
  groups: new Set(),
  watermark: false,
  state: false,
  results: false,
};

export const withholdsRow = (w: Withheld, row: number): boolean => w.rows === 'all' || w.rows.has(row);
export const withholdsGroup = (w: Withheld, group: number): boolean => w.groups === 'all' || w.groups.has(group);
