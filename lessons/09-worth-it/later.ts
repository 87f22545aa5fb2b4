/** What the steps behind the first one run on. */
import type { LessonScenario } from '../schema';
import dashboard from './case-dashboard.json?scenario';
import monitoring from './case-monitoring.json?scenario';
import temperature from './case-temperature.json?scenario';

const at = (time: string) => ({ at: `2026-03-02T${time}+07:00` });

export const scenarios = {
  monitoring: {
    scenario: monitoring,
    rows: { begins: at('14:02:10'), third: at('14:02:19'), last: at('14:03:41') },
    groups: {},
  },
  temperature: { scenario: temperature, rows: { limit: at('10:00:40'), damage: at('10:01:00') }, groups: {} },
  dashboard: {
    scenario: dashboard,
    rows: { morning: { soldAt: '2026-03-02T09:03:00+07:00' }, sale: { soldAt: '2026-03-02T14:50:00+07:00' } },
    groups: {},
  },
} satisfies Record<string, LessonScenario>;
