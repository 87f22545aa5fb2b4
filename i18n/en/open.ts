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
      before: 'Each row is a flight from early 2001. It ',
      happened: 'happened',
      between: ' when it was due. It ',
      arrived: 'arrived',
      after: ' as many minutes later as the plane did.',
    },
    early: {
      before: (share: string) =>
        `${share} of these planes are early, so their rows arrive before their time. Each one lifts the `,
      watermark: 'watermark',
      after: ' early, and the planes that are delayed find their window closed sooner.',
    },
    delays: (tenth: string, worst: string) =>
      `One plane in ten is at least ${tenth} late; the worst took ${worst}. A delay long enough for the last of them makes every answer wait that long.`,
    choose: 'Which flights',
    choices: {
      day: (n: number | null) => (n === null ? 'One day' : `One day, ${number(n, 'en')} flights`),
      daySays: '24 February: storms',
      some: '2,000 flights',
      all: '20,000 flights',
      monthsSays: '90 days, January to March',
      folded: '200,000 flights',
      foldedSays: 'All days folded into one',
    },
    try: 'Try it',
    tries: {
      delay: 'Change Delay from 30 minutes to 2 hours: fewer planes are dropped, but every answer waits longer.',
      window: 'Change Window to 6 hours: late planes find their window still open.',
      drag: 'Drag an early plane’s arrival to the right and see whom it saves.',
    },
    sourceTitle: 'Where this comes from',
    source: (file: string) =>
      `${file} from the npm package vega-datasets: a random sample of the arrivals that United States airlines reported to the Bureau of Transportation Statistics. Cancelled flights are not in it.`,
    simplified:
      'What is simplified: the file has one time and one delay for each flight. The time is the departure and the delay is at arrival; here the time stands for when the row was due. It has no zone, so it is read as UTC.',
    folded:
      'What is simplified: this file says only at what time of day a flight was due, not on which day. So all its days are folded into one, here 1 January 2001, and an hour of it holds flights from many days. The time is the departure and the delay is at arrival; here the time stands for when the row was due.',
    loading: 'Fetching the flights',
    failed: {
      title: 'The flights could not be fetched',
      text: (file: string, said: string) =>
        `${file} is part of the app and is fetched from the same place. The answer was: ${said}. The connection may be down.`,
      again: 'Fetch again',
    },
    opened: (n: number) => `${rows(n)} of flights are on the stage.`,
  },

  own: {
    title: 'Your own data',
    place: 'Your own data',
    placeWithout: (n: number) => `Your own data · ${rows(n)} left out`,
    lead: {
      before: 'Bring rows that ',
      happened: 'happened',
      between: ' at one time and ',
      arrived: 'arrived',
      after: ' at another, and watch what an engine makes of them.',
    },
    takes: (most: string) =>
      `A scenario (.json, format arus/1) or a CSV with two time columns. Up to ${most}. It is read in this page and sent nowhere.`,
    drop: 'Drop a file here',
    dropAnywhere: 'Drop it: Arus opens it here',
    or: 'or',
    choose: 'Choose a file',
    another: 'Choose another file',
    paste: 'Or paste its text',
    examples: 'No file at hand? Start from an example:',
    exampleScenario: 'a scenario',
    exampleCsv: 'a CSV of food orders',
    pasted: 'Pasted text',
    reading: (name: string) => `Reading ${name}`,
    readAs: 'Read it as',
    kinds: { json: 'Scenario', csv: 'CSV' },
    open: 'Open on the stage',
    startOver: 'Start over',
    textOf: (name: string) => `Text of ${name}`,
    editText: 'Show and edit the text',
    tooLongToEdit: (size: string) =>
      `The text is ${size}, too large to edit here. Fix the file in an editor and open it again.`,
    notKept: 'This browser does not keep the text for you: reloading the page loses it.',
    unreadable: (name: string, said: string) =>
      `${name} could not be read. The browser says: ${said}. Choose the file again; a folder cannot be opened.`,
    faults: (n: number) => (n === 1 ? 'One thing to fix' : `${number(n, 'en')} things to fix`),
    faultsSay: 'Nothing was opened. Choose a path to go to its place in the text.',
    fileFault: 'This file was not opened',
    stays: (title: string) => `What was on the stage is still there: ${title}.`,
    backToStage: 'Back to the stage',
    here: 'the text itself',
    opened: (title: string, n: number) => `${title} is on the stage, ${rows(n)}.`,
    editSource: 'Change the data',
    openAnother: 'Open another',
  },
  csv: {
    loading: 'Reading the table',
    size: (n: number, columns: number) => `${rows(n)}, ${counted(columns, 'column', 'columns')}`,
    noRows:
      'There is no row in this text. Paste a header and at least one row, separated by commas, semicolons, tabs or bars.',
    oneColumn: 'There is only one column. Choose the character that separates the values.',
    delimiter: 'Separated by',
    delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' },
    header: 'The first row names the columns',
    preview: 'The first rows',
    row: 'row',
    types: { string: 'text', boolean: 'yes or no', long: 'whole number', double: 'number', timestamp: 'time' },
    typeOf: (column: string) => `What ${column} holds`,
    formatOf: (column: string) => `How ${column} writes its times`,
    formats: {
      iso: 'year first, with offset',
      isoLocal: 'year first, no offset',
      dayMonth: 'day/month/year',
      monthDay: 'month/day/year',
      epochSeconds: 'seconds since 1970',
      epochMillis: 'milliseconds since 1970',
    },
    notSaid: 'day or month first?',
    decimal: 'Decimal sign',
    decimals: { '.': 'point', ',': 'comma' },
    ask: (column: string, value: string) => `In ${column}, is ${value} …`,
    meaning: 'What the columns mean',
    happened: 'It happened',
    arrived: 'It arrived',
    chooseColumn: 'Choose a column',
    timeColumns: 'at the time in',
    delayColumns: 'after the delay in',
    unit: 'counted in',
    units: { milliseconds: 'milliseconds', seconds: 'seconds', minutes: 'minutes', hours: 'hours' },
    wall: 'Times without an offset are in',
    ownZone: (zone: string) => `${zone}, this browser’s`,
    offsets: 'A fixed offset',
    zones: 'All zones',
    wallSays: (columns: string, count: number, wall: string) =>
      `${columns} ${count === 1 ? 'has' : 'have'} times without an offset, and nothing in the file says where they were written. They are read as ${wall}:`,
    zone: 'Times are shown in',
    zoneSays: 'On the stage, in tables and in results. It changes no row.',
    keys: 'Answer for each',
    keysSay: (n: number) => counted(n, 'value', 'values'),
    noKeys: 'There is no column to group by.',
    sum: 'Add up',
    noSum: 'nothing, count only',
    query: 'What to run',
    because: {
      window: (span: string, windows: string, each: string) =>
        `The rows span ${span}: ${windows} windows, with ${each} rows in each on average.`,
      delay: (behind: string, furthest: string) =>
        `95 of 100 rows are at most ${behind} behind the newest row before them, the worst ${furthest}. A longer delay catches more of them, but makes every answer wait.`,
      noDelay: (furthest: string) =>
        `At least 95 of 100 rows arrive in the order in which they happened; the worst is ${furthest} behind.`,
      trigger: 'Several batches per window, so that you see answers grow before they are final.',
    },
    onTheWay: (half: string, long: string, longest: string) =>
      `Half of the rows are on the way for ${half} or less, 95 of 100 for ${long} or less, the slowest for ${longest}.`,
    ahead: (n: number) =>
      `${rows(n)} ${n === 1 ? 'arrives' : 'arrive'} before ${n === 1 ? 'it happens' : 'they happen'}: a clock that runs ahead. That is allowed, and drawn.`,
    cut: 'Times finer than a millisecond are truncated to the millisecond.',
    run: (n: number) => `Run ${rows(n)}`,
    unsaid: {
      event: 'Say which column tells when a row happened. It must hold times.',
      arrival: 'Say which column tells when a row arrived: a time, or a delay.',
      sameColumn: 'When it happened and when it arrived are the same column. Choose another for one of them.',
      dayOrMonth: 'Say whether the day or the month comes first.',
    },
    noRowLeft: 'No row is left to run.',
    mendFirst: 'Fix these cells, or leave their rows out.',
    faults: (n: number) => (n === 1 ? 'One cell cannot be read' : `${number(n, 'en')} cells cannot be read`),
    moreFaults: (n: number) => `${number(n, 'en')} more are not listed.`,
    leaveOut: (n: number) => (n === 1 ? 'Leave this row out' : `Leave these ${rows(n)} out`),
    wayOut: 'Fix the text, choose another type for the column, or leave the rows out.',
    at: (row: number, column: string | null) => (column === null ? `Row ${row}` : `Row ${row}, ${column}`),
    problems: {
      shape: (value: string, example: string) => `expected a time like ${example}, got “${value}”.`,
      noOffset: (value: string) =>
        `“${value}” has no offset. Add Z or one like +07:00, or choose “year first, no offset” and say where it was written.`,
      noSuchTime: (value: string) => `there is no such day or time: “${value}”.`,
      skipped: (value: string, zone: string) =>
        `the clocks of ${zone} were put forward over “${value}”. Choose the zone in which it was written.`,
      tooFar: (value: string) => `“${value}” is more than 285 years from 1970.`,
      missing: () => 'this is empty, and without it the row has no place in time.',
      number: (value: string, sign: string) => `expected a number with a decimal ${sign}, got “${value}”.`,
      whole: (value: string) => `expected a whole number, got “${value}”.`,
      tooLarge: (value: string) => `“${value}” is beyond what 63 bits hold.`,
      boolean: (value: string) => `expected true or false, got “${value}”.`,
      cells: (value: string, expected: number) =>
        `it has ${counted(Number(value), 'cell', 'cells')}, the table has ${expected}. Put a value that contains the separator in double quotes.`,
      quotes: (value: string) =>
        `a quotation mark is opened and not closed, or closed too early: “${value}”. Nothing after it can be read.`,
    },
  },
};
