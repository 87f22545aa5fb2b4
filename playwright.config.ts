import { defineConfig } from '@playwright/test';
import { browserArguments } from './scripts/findBrowser.mjs';

/** Run by `scripts/testInBrowser.mjs`, which builds first and says in ARUS_BROWSER which browser to use (unset: Playwright's own). */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  // Scenes are text and the same on every machine.
  snapshotPathTemplate: 'e2e/scenes/{arg}{ext}',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A machine that is five times slower must not fail a test; one that passes only when run again is named as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.ARUS_BROWSER || undefined, args: browserArguments },
  },
});
