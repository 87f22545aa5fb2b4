/** Real flights, and opening a file of one's own. */
import { counted, number } from '../format';

const rows = (n: number) => counted(n, 'row', 'rows');

export const open = {
  flights: {
    title: 'Real flights',
    place: 'Real data',
    back: 'Close the question and go back to the flights',
    region: 'About these flights',
    eyebrow: 'Real data, real delays',
    /** Words in their colour: happened, arrives, watermark. */
    happens: {
      before: 'Each row is a flight of early 2001. It ',
      happened: 'happened',
      between: ' when it was due. It ',
      arrived: 'arrived',
      after: ' as many minutes later as the plane did.',
    },
    early: {
      before: (share: string) =>
        `${share} of these planes are early, so their rows are there before their time. Each one lifts the `,
      watermark: 'watermark',
      after: ' before its time, and the planes that are delayed find their window gone sooner.',
    },
    delays: (tenth: string, worst: string) =>
      `One plane in ten is at least ${tenth} late; the worst took ${worst}. A delay that waits for the last of them makes every answer wait as long.`,
    choose: 'Which flights',
    choices: {
      day: (n: number | null) => (n === null ? 'One day' : `One day, ${number(n, 'en')} flights`),
      daySays: '24 February: storms',
      some: '2,000 flights',
      all: '20,000 flights',
      monthsSays: '90 days, January to March',
    },
    try: 'Try it',
    tries: {
      delay: 'Turn Delay from 30 minutes to 2 hours: fewer planes are dropped, and every answer waits longer.',
      window: 'Turn Window to 6 hours: late planes find their window still open.',
      drag: 'Drag an early plane’s arrival to the right and see whom it saves.',
    },
    sourceTitle: 'Where this comes from',
    source: (file: string) =>
      `${file} of the npm package vega-datasets: a random sample of the arrivals that United States airlines reported to the Bureau of Transportation Statistics. Cancelled flights are not in it.`,
    simplified:
      'What is simplified: the file has one time and one delay for each flight. The time is that of departure and the delay that of arrival; here the time stands for when the row was due. It has no zone, so it is read as UTC.',
    loading: 'Fetching the flights',
    failed: {
      title: 'The flights could not be fetched',
      text: (file: string, said: string) =>
        `${file} belongs to the app and comes from where the app came from. The answer was: ${said}. The connection may be down.`,
      again: 'Fetch again',
    },
    opened: (n: number) => `${rows(n)} of flights are on the stage.`,
  },
};
