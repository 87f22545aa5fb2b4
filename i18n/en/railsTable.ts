/** The rails as tables: heads, pages, orders. */
export const railsTable = {
  rowsTable: 'Rows',
  windowsTable: 'Windows',
  groupsTable: 'Groups',
  /** Of a window: since when it is held, and every answer that came out. */
  held: 'held since',
  said: 'answers',
  saidAt: (answer: string, at: string, by: string | null) => `${answer} at ${at}${by === null ? '' : ` (${by})`}`,
  sortedBy: (column: string) => `Sort by ${column}`,
  page: (from: string, to: string, of: string) => `${from} – ${to} of ${of}`,
  earlierPage: 'Previous',
  laterPage: 'Next',
};
