import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'watermark',
  number: 6,
  title: { en: 'How late is too late?', id: 'Seberapa telat yang masih ditunggu?' },
  idea: {
    en: 'A watermark decides when to stop waiting: it buys completeness with time and state, and sometimes buys nothing.',
    id: 'Watermark adalah keputusan kapan berhenti menunggu: kelengkapan dibayar dengan waktu dan state, dan kadang tidak dapat apa-apa.',
  },
  minutes: 12,
  section: 'Real Streaming Needs: Event-Time vs Processing-Time',
};
