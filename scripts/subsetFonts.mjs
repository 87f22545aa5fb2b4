// `npm run fonts`: makes app/fonts from the full fonts: what English, Indonesian and the app's signs need in the first
// file of each font, accented letters (of a person's own data) in a second that is fetched only where one is shown, and
// the signs that Atkinson Hyperlegible lacks from Noto Sans Math. Run it when a sign is added; its result is committed.
import './requireNode.mjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

const require = createRequire(import.meta.url);
const subsetFont = require('subset-font');

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));

const basic = [...range(0x20, 0x7e), ...'\u00a0°±²³·×÷½–—‘’“”•…‹›−\u2009\u202f'];
const accents = [...range(0xa1, 0xff), ...range(0x100, 0x17f)].filter((character) => !basic.includes(character));
const signs = [...'←↑→↓↔↕↗↘↺⇄⇧⇥∑√∞µμ∩∪≈≠≡≤≥⊕⊗⋮⋯─└┘▲△▴▸▶▼▾◀◂◆◇○●◐✓'];

const weights = { wght: { min: 400, max: 800 } };
const atkinson = (style, subset) =>
  `@fontsource-variable/atkinson-hyperlegible-${style}/files/atkinson-hyperlegible-${style}-${subset}-wght-normal.woff2`;

const files = [
  { name: 'words', from: atkinson('next', 'latin'), characters: basic, variationAxes: weights },
  { name: 'words-latin-1', from: atkinson('next', 'latin'), characters: accents, variationAxes: weights },
  { name: 'words-latin-a', from: atkinson('next', 'latin-ext'), characters: accents, variationAxes: weights },
  { name: 'figures', from: atkinson('mono', 'latin'), characters: basic, variationAxes: weights },
  { name: 'figures-latin-1', from: atkinson('mono', 'latin'), characters: accents, variationAxes: weights },
  { name: 'figures-latin-a', from: atkinson('mono', 'latin-ext'), characters: accents, variationAxes: weights },
  { name: 'signs', from: '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2', characters: signs },
];

const families = [
  { family: 'Atkinson Hyperlegible Next', files: ['words', 'words-latin-1', 'words-latin-a', 'signs'] },
  { family: 'Atkinson Hyperlegible Mono', files: ['figures', 'figures-latin-1', 'figures-latin-a', 'signs'] },
];

/** The characters of a font file, in order. */
async function charactersOf(font) {
  const { Blob, Face } = await import('harfbuzzjs');
  const sfnt = await require('fontverter').convert(font, 'sfnt');
  return [...new Face(new Blob(sfnt), 0).collectUnicodes()].sort((a, b) => a - b);
}

/** As CSS writes it: U+20-7E, U+A0. */
function unicodeRange(points) {
  const ranges = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point) => point.toString(16).toUpperCase();
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(', ');
}

const folder = join(projectRoot, 'app', 'fonts');
mkdirSync(folder, { recursive: true });
const ranges = {};
for (const { name, from, characters, variationAxes } of files) {
  const full = readFileSync(require.resolve(from));
  const held = new Set(await charactersOf(full));
  const kept = characters.filter((character) => held.has(character.codePointAt(0)));
  const font = await subsetFont(full, kept.join(''), { targetFormat: 'woff2', variationAxes, noHinting: true });
  writeFileSync(join(folder, `${name}.woff2`), font);
  ranges[name] = unicodeRange(kept.map((character) => character.codePointAt(0)).sort((a, b) => a - b));
  const missing = characters.filter((character) => !held.has(character.codePointAt(0)));
  console.log(`${name}.woff2: ${kept.length} characters, ${font.length} bytes`);
  if (missing.length > 0 && characters !== accents) console.log(`  not in this font: ${missing.join(' ')}`);
}

// All faces of a family name the same weights, also the one of a single weight: a browser joins only such by their
// characters, and takes one and leaves the other otherwise.
const faces = families.flatMap(({ family, files: names }) =>
  names.map(
    (name) => `@font-face {
  font-family: "${family}";
  font-style: normal;
  font-weight: 400 800;
  font-display: swap;
  src: url("./${name}.woff2") format("woff2");
  unicode-range: ${ranges[name]};
}
`,
  ),
);
writeFileSync(
  join(folder, 'fonts.css'),
  `/* Made by \`npm run fonts\`; change scripts/subsetFonts.mjs instead. */\n${faces.join('\n')}`,
);

const licence = (name) => readFileSync(require.resolve(`${name}/LICENSE`), 'utf8').trim();
writeFileSync(
  // Into public/, so that the licence goes wherever the built fonts go.
  join(projectRoot, 'public', 'fonts-licence.txt'),
  `The fonts of this app: words*.woff2 and figures*.woff2 are subsets of Atkinson Hyperlegible Next and Atkinson Hyperlegible Mono:

${licence('@fontsource-variable/atkinson-hyperlegible-next')}

signs.woff2 is a subset of Noto Sans Math:

${licence('@fontsource/noto-sans-math')}
`,
);
