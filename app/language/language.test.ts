import { expect, test, vi } from 'vitest';
import { currentLanguage, currentTexts, setLanguage, withTexts } from './language';

test('a page that is opened while another language is on its way has its sentences in that one, too', async () => {
  await withTexts('home', Promise.resolve());
  setLanguage('id');
  await withTexts('receipts', Promise.resolve());
  await vi.waitFor(() => expect(currentLanguage()).toBe('id'));
  expect(currentTexts().receipts).toBeDefined();
});
