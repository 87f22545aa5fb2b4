/** A part of a page that fails says so in its place, and what stands around it goes on. */
import { texts } from '../i18n/index';
import { expect, expectAccessible, test } from './fixtures';

const { brokenPart: t } = texts.en;

for (const [address, part, stays] of [
  ['#/compare', 'compare-diff', '.compare-grid'],
  ['#/crash', 'sink-ends', '.crash-strip'],
  ['#/sweep', 'card sweep-table', '.sweep-promise'],
  ['#/decide', 'decide-scale', '.decide-asks'],
] as const)
  test(`a fault inside of ${address} takes its part and not the page, which can be tried again`, async ({
    page,
    complaints,
  }) => {
    // The part is broken where it is first drawn: what gives the class of its element throws while it is to.
    await page.addInitScript(() => Object.assign(globalThis, { broken: true }));
    await page.route('**/assets/*.js', async (route) => {
      const response = await route.fetch();
      const code = await response.text();
      const literal = new RegExp(`(className:)(\`${part}[^\`]*\`)`, 'g');
      await route.fulfill({
        response,
        body: code.replace(literal, '$1(()=>{if(globalThis.broken)throw Error("on purpose");return $2})()'),
      });
    });
    await page.goto(address);
    const said = page.getByRole('alert').filter({ hasText: t.title }).first();
    await expect(said).toBeVisible({ timeout: 30_000 });
    // What is still on its way would be another attempt.
    await expect(page.locator('main')).not.toHaveAttribute('aria-busy', 'true', { timeout: 30_000 });
    await expect(said).toContainText('on purpose');
    await expect(page.locator(stays).first()).toBeVisible();
    await expectAccessible(page);
    await page.evaluate(() => Object.assign(globalThis, { broken: false }));
    const broken = await page.getByRole('alert').filter({ hasText: t.title }).count();
    await said.getByRole('button', { name: t.again }).click();
    await expect(page.getByRole('alert').filter({ hasText: t.title })).toHaveCount(broken - 1);
    // React tells of what it caught.
    expect(complaints.splice(0).every((one) => one.includes('on purpose'))).toBe(true);
  });
