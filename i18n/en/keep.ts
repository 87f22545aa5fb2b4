/** Keeping a scenario and passing it on: links, files, pictures, tables, what this browser keeps. */
export const keep = {
  menu: {
    linkMoment: 'Copy a link to this moment',
    linkStart: 'Copy a link to its start',
    save: 'Keep it in this browser',
    file: 'Save the scenario as a file',
    svg: 'Save the picture as SVG',
    png: 'Save the picture as PNG',
    rows: 'Save the rows as CSV',
    handout: 'Handout of the whole lesson',
    results: 'Save the answers as CSV',
  },
  /** The button of a page that shows several runs. */
  save: 'Save',
  linkCopied: 'The link is copied. Whoever opens it sees this scenario as it is now.',
  linkHere: 'The browser does not allow copying. Here it is:',
  linkTooLong: (length: string, most: string) =>
    `This scenario’s link would have ${length} characters; chats and email take ${most}. Save it as a file and send that.`,
  noPicture: 'The table is shown, not a picture. Choose the rails or the map first.',
  noPictureHere: 'The table is shown, not a picture. Choose “Picture” first.',
  notDrawn: 'The browser could not draw the picture. Save it as SVG.',
  saved: (name: string) => `“${name}” is kept in this browser. “Your own data” lists it.`,
  /** What was changed last is not kept by itself. */
  unkept: {
    title: 'Your changes are not being kept',
    text: 'This browser’s storage is full or forbidden. Closing the page loses what you have changed, unless you save it as a file.',
    close: 'Close',
  },
  notSaved: 'This browser keeps nothing now: its storage is full or forbidden. Save the scenario as a file instead.',
  fileSaved: (file: string) => `${file} is saved.`,
  table: { rows: 'rows', results: 'answers' },
  shared: {
    place: 'A scenario from a link',
    opening: 'Unpacking the scenario.',
    broken: {
      title: 'This link does not hold a whole scenario',
      says: 'Its end may have been lost on the way: some programs cut long addresses. Ask for it again, or for the scenario as a file.',
    },
    newer: {
      title: 'This link comes from a newer Arus',
      says: 'Load the page again to get the newest version; if that does not help, ask for the scenario as a file.',
    },
    invalid: {
      title: 'The scenario in this link cannot run',
      says: 'Its text is complete. See what is wrong with it and fix it.',
      mend: 'Show what is wrong',
    },
  },
  list: {
    title: 'Kept in this browser',
    last: 'What you changed last',
    broken: 'What the browser gives back of it is not whole, so it cannot be opened. Forget it.',
    openShort: 'Open',
    forgetShort: 'Forget',
    open: (name: string) => `Open “${name}”`,
    forget: (name: string) => `Forget “${name}”`,
    forgotten: (name: string) => `“${name}” is forgotten.`,
    at: (when: string) => `kept ${when}`,
  },
};
