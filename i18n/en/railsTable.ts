/** The rails as tables: heads, pages, orders. */
export const railsTable = {
  rowsTable: 'Rows',
  windowsTable: 'Windows',
  groupsTable: 'Groups',
  sortedBy: (column: string) => `Sort by ${column}`,
  page: (from: string, to: string, of: string) => `${from} – ${to} of ${of}`,
  earlierPage: 'Previous',
  laterPage: 'Next',
};
