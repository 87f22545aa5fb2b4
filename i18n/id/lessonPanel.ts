import type { lessonPanel as en } from '../en/lessonPanel';
import type { Widen } from '../widen';
import { lessonPanelFirst } from './lessonPanelFirst';

export const lessonPanel: Widen<typeof en> = {
  ...lessonPanelFirst,

  choose: 'Pilih',
  why: 'Kenapa?',
  again: 'Jawab ulang',
  rule: 'Aturannya',
  map: {
    title: 'Menengok prediksi Anda',
    lesson: 'Pelajaran',
    atOnce: 'langsung benar',
    later: 'benar kemudian',
    open: 'masih salah',
    says: 'Yang masih dibantah run ditanyakan sekali lagi, kalau bisa dengan baris lain:',
    none: 'Tidak ada lagi prediksi Anda yang dibantah run.',
  },
  screens: 'Dilihat di mana',
  screen: { stage: 'Di panggung', loop: 'Baris demi baris', compare: 'Semua engine', decide: 'Panduan' },
  offers: 'Di panggung',

  task: 'Coba sendiri',
  taskOpen: 'belum selesai',
  taskDone: 'selesai',
  showMe: 'Tunjukkan caranya',
  shows: 'Run ini',
  passed: 'Lulus',
  failed: 'Belum',
  passedBefore: 'Anda sudah pernah lulus uji ini. Silakan serahkan jawaban lain kalau mau.',
  tryAgain: 'Kembali ke awal',
  changed: 'Setelan sudah berubah. Serahkan lagi supaya run ini dinilai.',
  trying: 'Engine sedang dimatikan di setiap titik yang mungkin…',
  restartAfter: 'Dijalankan lagi setelah',
  practise: 'Latihan untuk pelajaran ini',
  exercise: (number, title) => `Latihan ${number}: ${title}`,

  turns: 'Salah kaprah yang diluruskan pelajaran ini',
  courseAndFact: 'Materi kursus dan faktanya',
  terms: 'Istilah',
  allTerms: 'Semua istilah kursus ini',
  askAgain: 'Ditanyakan lagi: hasil run ternyata lain',
  startOver: 'Ulangi pelajaran ini dari awal',
  presenter: 'Untuk presenter',
  minutes: (n) => `${n} mnt`,
  do: 'Lakukan',
  ask: 'Tanyakan',
  hear: 'Jawaban yang biasa muncul',
  askTheRoom: 'Tanyakan ke kelas',
};
