// `npm run lesson:new -- 15 my-lesson`: a folder with a lesson that runs, and whose test says what is still to be written.
import './requireNode.mjs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

const [number, slug] = process.argv.slice(2);
if (!/^\d{1,2}$/.test(number ?? '') || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug ?? '')) {
  console.error('A lesson has a number and a name in small letters: npm run lesson:new -- 15 late-parcels');
  process.exit(2);
}
const name = `${number.padStart(2, '0')}-${slug}`;
const folder = join(projectRoot, 'lessons', name);
const index = join(projectRoot, 'lessons', 'index.ts');
const ways = join(projectRoot, 'lessons', 'course.ts');
const course = readFileSync(index, 'utf8');
if (existsSync(folder) || course.includes(`/${name}/`)) {
  console.error(`There is a lesson ${name} already. Choose another name, or edit lessons/${name}.`);
  process.exit(2);
}
const card = slug.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

const scenario = {
  format: 'arus/1',
  name: slug,
  title: { en: 'WRITE: what these rows are', id: 'WRITE: baris apa ini' },
  timeZone: 'Asia/Jakarta',
  sources: {
    rows: {
      columns: { happenedAt: 'timestamp' },
      arrivals: ['09:00:10', '09:01:20', '09:02:30', '09:07:00', '09:13:00'].map((time) => ({
        arrivesAt: `2026-03-02T${time}+07:00`,
        row: { happenedAt: `2026-03-02T${time}+07:00` },
      })),
    },
  },
  query: {
    from: 'rows',
    steps: [
      { watermark: 'happenedAt', delay: '1 minute' },
      {
        groupBy: { window: { on: 'happenedAt', size: '5 minutes' }, keys: [] },
        aggregate: { count: 'count(*)' },
      },
    ],
  },
  engines: { spark: { trigger: { processingTime: '1 minute' }, outputMode: 'append' } },
};

const step = (id) => `    {
      id: '${id}',
      main: run,
      cursor: { at: 'start' },
      lookAt: null,
      withhold: { groups: 'all', results: true },
      prediction: {
        kind: 'choice',
        options: {
          right: { claim: ({ main }) => main.answers('first')[0]?.value === main.truth('first') },
          wrong: { claim: ({ main }) => main.answers('first')[0]?.value !== main.truth('first') },
        },
      },
      after: { cursor: { at: 'end' }, lookAt: { kind: 'group', group: 'first' } },
      minutes: 1,
    },`;

const files = {
  [`${slug}.json`]: `${JSON.stringify(scenario, null, 2)}\n`,
  'card.ts': `import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: '${slug}',
  number: ${Number(number)},
  title: { en: 'WRITE: a title', id: 'WRITE: judul' },
  idea: { en: 'WRITE: what one knows afterwards.', id: 'WRITE: yang diketahui sesudahnya.' },
  minutes: 3,
  section: 'WRITE: the section of the course',
};
`,
  'lesson.ts': `import type { Lesson, RunSpec } from '../schema';
import { card } from './card';
import rows from './${slug}.json?scenario';

const scenarios = {
  rows: {
    scenario: rows,
    rows: { first: { happenedAt: '2026-03-02T09:00:10+07:00' } },
    groups: { first: { windowStart: '2026-03-02T09:00:00+07:00' } },
  },
};
const run: RunSpec = { scenario: 'rows', engine: 'spark' };

export const lesson: Lesson = {
  card,
  scenarios,
  own: {},
  recall: ${
    Number(number) > 1
      ? `{
    from: 'fraud',
    main: run,
    cursor: { at: 'start' },
    withhold: { results: true },
    prediction: {
      kind: 'choice',
      options: {
        right: { claim: ({ main }) => main.counted('first') },
        wrong: { claim: ({ main }) => !main.counted('first') },
      },
    },
    after: { cursor: { at: 'end' }, lookAt: { kind: 'row', row: 'first' } },
  }`
      : 'null'
  },
  steps: [
${['one', 'two', 'three'].map(step).join('\n')}
  ],
  checks: [
    {
      id: 'check',
      start: { ...run, changes: [{ set: 'delay', to: '30 minutes' }] },
      cursor: { at: 'end' },
      knobs: ['delay'],
      shows: [],
      demands: { said: (facts) => facts.answers('first').length > 0 },
      solutions: [{ changes: [{ set: 'delay', to: '1 minute' }] }],
      wrong: [
        { changes: [], fails: 'said' },
        { changes: [{ set: 'trigger', to: '2 minutes' }], fails: 'alone' },
      ],
    },
  ],
  terms: ['term'],
};
`,
};

const question = (write) => `
## question
${write}
- right: ${write} (right)
- wrong: ${write} (wrong)

## because wrong
${write}

## rule
${write}
`;
const notes = (write) => `
## presenter
- do: ${write}
- ask: ${write}
- hear: ${write}
`;
for (const [language, write] of [
  ['en', 'WRITE'],
  ['id', 'WRITE'],
]) {
  const recall = Number(number) > 1 ? `\n# recall | ${write}\n\n${write}\n${question(write)}` : '';
  const steps = ['one', 'two', 'three']
    .map((id) => `\n# ${id} | ${write}\n\n${write}\n${question(write)}${notes(write)}`)
    .join('');
  files[`text.${language}.md`] = `# lesson

## ask-the-room
${write}

## misconceptions
- ${write}

## course-and-fact
${write}

## terms
- term: **Term**: ${write}
${recall}${steps}
# check | ${write}

${write}

## unless said
${write}

## unless alone
${write}

## passed
${write}
${notes(write)}`;
}

mkdirSync(folder);
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
writeFileSync(
  index,
  course
    .replace('import { COURSE,', `import { card as ${card} } from './${name}/card.ts?card';\nimport { COURSE,`)
    .replace('];\n\n/** In the order', `  ${card},\n];\n\n/** In the order`),
);
const entry = `  {
    slug: '${slug}',
    load: async () => (await import('./${name}/lesson')).lesson,
    text: texts({
      en: () => import('./${name}/text.en.md?lesson'),
      id: () => import('./${name}/text.id.md?lesson'),
    }),
  },
];

/** The number`;
writeFileSync(ways, readFileSync(ways, 'utf8').replace('];\n\n/** The number', entry));
console.log(`lessons/${name} is there, and in the course. Its test says what is still to be written:`);
console.log(`  npm run unit -- lessons -t ${slug}`);
