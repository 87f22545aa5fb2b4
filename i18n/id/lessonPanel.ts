import type { lessonPanel as en } from '../en/lessonPanel';
import type { Widen } from '../widen';

export const lessonPanel: Widen<typeof en> = {
  region: 'Pelajaran',
  crumb: (number, title) => `${number} ${title}`,
  stepOf: (step, steps) => `Langkah ${step} dari ${steps}`,
  recall: 'Ingat lagi',
  recallFrom: (number) => `Ingat lagi, dari pelajaran ${number}`,
  check: 'Uji',
  checkEyebrow: 'Uji: giliran Anda',
  back: 'Kembali',
  next: 'Lanjut',
  toCheck: 'Ke uji',
  finish: 'Ke daftar pelajaran',
  nextLesson: (number) => `Pelajaran ${number}`,
  places: 'Langkah pelajaran ini',
  place: (name, title, state) =>
    `${name}: ${title}${{ open: '', right: ', dijawab tepat', wrong: ', jawaban meleset', passed: ', lulus' }[state]}`,

  checkAnswer: 'Periksa jawaban',
  answerIn: 'Jawaban Anda',
  choose: 'Pilih',
  agrees: 'Hasil run sesuai dengan jawaban Anda.',
  disagrees: 'Hasil run ternyata lain.',
  yourAnswer: 'jawaban Anda',
  runSays: 'menurut run',
  whyRight: 'Lihat mengapa begitu',
  whyWrong: 'Lihat apa yang membantahnya',
  why: 'Mengapa?',
  again: 'Jawab ulang',
  rule: 'Aturannya',
  screens: 'Dilihat di mana',
  screen: { stage: 'Di panggung', loop: 'Baris demi baris', compare: 'Semua engine' },
  offers: 'Di panggung',

  task: 'Coba sendiri',
  taskOpen: 'belum selesai',
  taskDone: 'selesai',
  showMe: 'Tunjukkan caranya',

  handIn: 'Serahkan',
  shows: 'Run ini',
  passed: 'Lulus',
  failed: 'Belum',
  passedBefore: 'Uji ini sudah pernah Anda lewati. Silakan serahkan jawaban lain kalau mau.',
  tryAgain: 'Kembali ke awal',
  changed: 'Setelan sudah berubah. Serahkan lagi supaya run ini dinilai.',
  running: 'Run masih berjalan.',

  turns: 'Salah kaprah yang dibalik pelajaran ini',
  courseAndFact: 'Materi kursus dan faktanya',
  terms: 'Istilah',
  startOver: 'Ulangi pelajaran ini dari awal',

  notes: 'Catatan',
  notesOn: 'Tampilkan catatan presenter',
  presenter: 'Untuk presenter',
  minutes: (n) => `${n} mnt`,
  do: 'Lakukan',
  ask: 'Tanyakan',
  hear: 'Jawaban yang biasa muncul',
  askTheRoom: 'Tanyakan ke kelas',

  sheet: {
    title: 'Pelajaran hanya menampilkan judul. Buka lebih lebar.',
    half: 'Pelajaran terbuka separuh. Buka penuh.',
    full: 'Pelajaran terbuka penuh. Tutup sampai judulnya.',
  },

  loading: 'Pelajaran sedang dimuat.',
  notKept: 'Browser ini tidak menyimpan apa pun untuk Arus, jadi progres Anda hilang begitu halaman ditutup.',
  unknown: {
    title: 'Pelajaran itu tidak ada di sini',
    text: (slug) => `Arus tidak punya pelajaran “${slug}”.`,
  },
};
