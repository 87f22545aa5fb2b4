/** The map: event time across, processing time up. What it says of rows and windows is what the rails say. */
export const map = {
  title: 'Map: event time across, processing time up',
  keys: 'Left and right move when the row happened, up and down when it arrived, with Shift in small steps. Square brackets go to the row that arrived before or after. Enter asks why. Escape cancels a move in progress.',
  onMap: 'Moves both when it happened and when it arrived.',
  ideal: 'arrives as it happens',
  nothingBefore: 'nothing arrives before it happens',
  soFar: 'so far',
  ofTruth: (truth: string) => `of ${truth}`,
  drag: 'Drag a row: across changes when it happened, up and down when it arrived.',
  notOnMap: (rows: string) => `${rows} without event time: not on the map.`,
  movedTo: (row: string, happened: string, arrived: string) => `${row}: happened ${happened}, arrives ${arrived}`,
};
