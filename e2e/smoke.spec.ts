import { texts } from '../i18n/index';
import { expect, test } from './fixtures';

for (const language of ['en', 'id'] as const) {
  test.describe(`a browser that asks for ${language}`, () => {
    test.use({ locale: language });

    test(`opens the app in ${language}, from any folder`, async ({ page }) => {
      await page.goto('.');
      await expect(page).toHaveTitle(/Arus/);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
  });
}

test('the page may load nothing but its own files', async ({ page, complaints }) => {
  await page.goto('.');
  const refused = await page.evaluate(async () => {
    // The debugger that runs this is exempt from the policy until it lets go.
    await new Promise((resolve) => setTimeout(resolve));
    const outcome = async (load: () => Promise<unknown>) => {
      try {
        await load();
        return 'allowed';
      } catch {
        return 'refused';
      }
    };
    return {
      code: await outcome(async () => new Function('return 1')()),
      host: await outcome(() => fetch('http://192.0.2.1/')),
    };
  });
  expect(refused).toEqual({ code: 'refused', host: 'refused' });
  const told = complaints.splice(0).filter((complaint) => complaint.includes('policy: '));
  expect(told.map((complaint) => /policy: (\S+)/.exec(complaint)?.[1]).sort()).toEqual(['connect-src', 'script-src']);
});

test('an address that is typed finds its page: begun with a capital, ended with a slash', async ({ page }) => {
  for (const [address, title] of [
    ['Decide', texts.en.decide.title],
    ['terms/', texts.en.home.terms.title],
  ] as const) {
    await page.goto(`./#/${address}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
});
