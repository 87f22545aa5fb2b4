import { defineConfig } from 'vitest/config';
import { lessonPlugin } from './scripts/lessonPlugin.ts';
import { peggyPlugin } from './scripts/peggyPlugin.ts';

export default defineConfig({
  plugins: [peggyPlugin(), lessonPlugin()],
  test: {
    environment: 'node',
    include: ['{engine,i18n,lessons,cli,app,scripts}/**/*.test.{ts,tsx}'],
    // Rules over random scenarios take their time on a small machine; a wait is no failure.
    testTimeout: 60_000,
  },
});
