import { describe, expect, test } from 'vitest';
import { parseLessonText, parseSpans, TextError } from './parse';

describe('a line of a lesson', () => {
  test('is text, terms in their colour, figures, code and strong words', () => {
    expect(parseSpans('The [water]{water} of `W`, **at {batch:10.watermark@zero}**.')).toEqual([
      { kind: 'text', text: 'The ' },
      { kind: 'term', tone: 'water', spans: [{ kind: 'text', text: 'water' }] },
      { kind: 'text', text: ' of ' },
      { kind: 'code', text: 'W' },
      { kind: 'text', text: ', ' },
      {
        kind: 'strong',
        spans: [
          { kind: 'text', text: 'at ' },
          { kind: 'figure', ref: { subject: 'batch', name: '10', field: 'watermark', run: 'zero' } },
        ],
      },
      { kind: 'text', text: '.' },
    ]);
  });

  test.each([
    ['The window ends at 14:05.', 'bare digits'],
    ['{literal:16}', 'does not say why'],
    ['{row:tunnel.colour}', 'row has happened'],
    ['{pickup:tunnel.arrived}', 'none of own, row'],
    ['[water]{blue}', 'none of event'],
    ['**unclosed', 'is missing'],
    ['`window(t, "{literal:1|so Spark writes} day")`', 'nothing is quoted in code'],
  ])('%s is a fault: %s', (text, fault) => {
    expect(() => parseSpans(text, 7)).toThrow(TextError);
    expect(() => parseSpans(text, 7)).toThrow(/^line 7: /);
    expect(() => parseSpans(text, 7)).toThrow(fault);
  });

  test('may have a digit that no run gives, if it says why', () => {
    expect(parseSpans('The course says {literal:16|its own word} hours.')).toEqual([
      { kind: 'text', text: 'The course says 16 hours.' },
    ]);
  });
});

test('a fault in a file names its line', () => {
  expect(() => parseLessonText('# lesson\n\n## terms\n- no id here')).toThrow('line 1');
  expect(() => parseLessonText('# lesson\n\n## terms\n\n## terms')).toThrow('line 5: this section has "terms" twice');
});
