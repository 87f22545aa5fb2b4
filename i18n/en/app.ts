/** What frames every page: names of the controls, the unknown address, the page that could not be shown. */
export const app = {
  name: 'Arus',
  toHome: 'To the home page',
  skipToContent: 'Skip to the content',
  course: 'Day 1 · Beyond fast batch',
  language: 'Language',
  theme: 'Colours',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  share: 'Share',
  menu: 'Language, colours, keys and notes',
  keys: 'Keys',
  loading: 'Loading',
  notFound: {
    title: 'There is no page here',
    text: (address: string) =>
      `No page of Arus has the address “${address}”. It may come from another version, or have lost its end.`,
  },
  broken: {
    title: 'This page could not be shown',
    text: 'Something went wrong in Arus itself. Your progress is kept; what was on the stage is not.',
    said: 'What went wrong',
    again: 'Try this page again',
  },
  notLoaded: {
    title: 'A part of Arus did not load',
    text: 'A file of the app could not be fetched. The connection may be down, or the app was updated while this page was open.',
    again: 'Reload the page',
    once: 'Try again',
    close: 'Close',
    slow: 'Still loading. The connection is slow, or it is down.',
  },
  titles: {
    notFound: 'Unknown address',
    broken: 'Something went wrong',
  },
} as const;
