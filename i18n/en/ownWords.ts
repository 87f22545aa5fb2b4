/** What a learner writes in their own words. */
export const ownWords = {
  title: 'In your own words first',
  kept: 'Kept in this browser only. You can save it as a file at the end of the lesson.',
  placeholder: 'Two or three sentences are enough.',
  age: 'Its answers may be at most this old',
  way: (way: string, rupiah: string) => `Cheapest by the model: ${way}, ${rupiah} a day.`,
  guide: 'Answer all six questions in the decision guide',
  differ: 'Your two use cases call for different ways.',
  same: (way: string) =>
    `Both come out as: ${way}. One of them is not an example of its kind; change a use case or an age.`,
  save: 'Save what you wrote',
  nothing: 'You have written nothing in this lesson yet.',
  file: 'arus-my-answers.md',
  heading: (title: string) => `Arus, lesson: ${title}`,
} as const;
