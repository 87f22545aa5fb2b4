import { expect, test } from 'vitest';
import { readFile } from './readFile';

const file = (bytes: BlobPart): File => new File([bytes], 'rows.csv');
const utf16 = (text: string, little: boolean): Uint8Array<ArrayBuffer> => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
};

test('text in UTF-8 is read, and in UTF-16 where its mark says so, as Excel saves it', async () => {
  const text = 'kota;jam\nMedan – \u00fc;14:00\n';
  expect(await readFile(file(text))).toEqual({ text });
  expect(await readFile(file(`\uFEFF${text}`))).toEqual({ text });
  for (const little of [true, false]) expect(await readFile(file(utf16(`\uFEFF${text}`, little)))).toEqual({ text });
});

test('what is no text, and what is empty, is refused by its own verdict', async () => {
  expect(await readFile(file(new Uint8Array([0x50, 0x4b, 0x03, 0xe9, 0xff])))).toMatchObject({
    fault: { code: 'notText' },
  });
  for (const nothing of ['', ' \n\t\n', '\uFEFF'])
    expect(await readFile(file(nothing))).toMatchObject({ fault: { code: 'emptyFile' } });
});
