import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../../i18n';
import { FIXTURES } from '../../gallery/fixtures';
import { withTexts } from '../../language/language';
import { layout } from './layout';
import RailsTable from './RailsTable';
import { fitView } from './view';
import { wordsOf } from './words';

/** What lies on a table's later pages is not in this one's text. */
const PAGE = 100;
const WORDS = new Set(['spoken', 'text']);

/** Every sentence that the picture draws or speaks. */
function said(scene: object): string[] {
  return Object.entries(scene).flatMap(([name, value]) =>
    typeof value === 'string'
      ? WORDS.has(name)
        ? [value]
        : []
      : value && typeof value === 'object'
        ? said(value as object)
        : [],
  );
}

beforeAll(() => withTexts('all', Promise.resolve()));

describe('the table has every figure and time of the picture', () => {
  const names = (Object.keys(FIXTURES) as (keyof typeof FIXTURES)[]).filter((name) => {
    // Its ticks without a batch are thousands: a trigger each second, all day.
    if (name === 'fraud') return false;
    const { reader } = FIXTURES[name]();
    return reader.trace.batches.count <= PAGE && reader.trace.arrivalOrder.length <= PAGE;
  });
  it.each(names)('%s', (name) => {
    const { reader, moment, withheld } = FIXTURES[name]();
    const words = wordsOf(reader, 'en', texts.en.rails);
    const {
      ticks: _,
      frame: __,
      stacks: ___,
      ...scene
    } = layout({
      ...{ reader, moment, withheld, words, keys: null, held: null, looked: null },
      size: { width: 1026, height: 400 },
      orientation: 'horizontal',
      compact: false,
      interactive: true,
      view: fitView(reader),
    });
    const table = renderToStaticMarkup(<RailsTable reader={reader} moment={moment} withheld={withheld} />);
    const told = table.replace(/<[^>]*>/g, ' ');
    // A tick of an engine that works row by row, at which nothing came out, is a mark without a fact.
    const sentences = said(scene).filter((sentence) => !sentence.endsWith('nothing out'));
    const missing = sentences.filter((sentence) =>
      (sentence.match(/\d[\d:.,]*\d|\d/g) ?? []).some((figure) => !told.includes(figure)),
    );
    expect(missing).toEqual([]);
    if (scene.callout?.tone === 'late') expect(told).toContain(scene.callout.lines.at(-1)?.text);
  });
});
