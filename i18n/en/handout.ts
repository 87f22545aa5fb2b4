/** A lesson on paper. */
export const handout = {
  title: (lesson: string) => `${lesson}: handout`,
  says: 'All steps, each with the picture at its moment and its question. Print it, or save it as a PDF from there.',
  answers: 'Answers',
  blank: 'Left open',
  mine: 'Mine, where I answered',
  print: 'Print',
  toLesson: 'Back to the lesson',
  preparing: (done: number, all: number) => `Running the lesson: place ${done} of ${all} …`,
  name: 'Name',
  date: 'Date',
  tick: 'Tick one box for each question, before you see the run.',
  fill: 'Write one of these beside each:',
  because: 'Because',
  moment: 'At which time, and how do you know?',
  yourTurn: 'What I would change, and why',
  pictured: (engine: string, time: string) => `${engine}, at ${time}`,
} as const;
