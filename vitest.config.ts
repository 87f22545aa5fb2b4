import { defineConfig } from 'vitest/config';
import { flightsPlugin } from './scripts/flightsPlugin.ts';
import { lessonPlugin } from './scripts/lessonPlugin.ts';
import { peggyPlugin } from './scripts/peggyPlugin.ts';
import { receiptsPlugin } from './scripts/receiptsPlugin.ts';

export default defineConfig({
  plugins: [peggyPlugin(), lessonPlugin(), receiptsPlugin(), flightsPlugin()],
  test: {
    environment: 'node',
    include: ['{engine,i18n,lessons,cli,app,scripts}/**/*.test.{ts,tsx}'],
    // Rules over random scenarios take their time on a small machine; a wait is no failure.
    testTimeout: 60_000,
  },
});
