/** A part of a page that could not be shown, while the rest of it stands. */
export const brokenPart = {
  title: 'This part could not be shown',
  text: 'Something went wrong in Arus itself. What stands around it still works.',
  again: 'Try this part again',
} as const;
