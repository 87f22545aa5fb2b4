import type { lessonPanelFirst as en } from '../en/lessonPanelFirst';
import type { Widen } from '../widen';

export const lessonPanelFirst: Widen<typeof en> = {
  region: 'Pelajaran',
  crumb: (number, title) => `${number} ${title}`,
  stepOf: (step, steps) => `Langkah ${step} dari ${steps}`,
  recall: 'Ingat lagi',
  recallFrom: (number) => `Ingat lagi, dari pelajaran ${number}`,
  checkOf: (number, of) => (of === 1 ? 'Uji' : `Uji ${number} dari ${of}`),
  checkEyebrow: (number, of) => (of === 1 ? 'Uji: giliran Anda' : `Uji ${number} dari ${of}: giliran Anda`),
  back: 'Kembali',
  next: 'Lanjut',
  toCheck: 'Ke uji',
  nextCheck: 'Uji berikutnya',
  finish: 'Ke daftar pelajaran',
  nextLesson: (number) => `Pelajaran ${number}`,
  places: 'Langkah pelajaran ini',
  place: (name, title, state) =>
    `${name}: ${title}${{ open: '', right: ', dijawab tepat', wrong: ', jawaban meleset', passed: ', lulus' }[state]}`,

  checkAnswer: 'Periksa jawaban',
  vote: 'Pilih',
  here: 'Di sini saatnya',
  agrees: 'Hasil run sesuai dengan jawaban Anda.',
  disagrees: 'Hasil run ternyata lain.',
  yourAnswer: 'jawaban Anda',
  askedAgain: 'ditanyakan lagi',
  runSays: 'menurut run',
  whyRight: 'Lihat kenapa begitu',
  whyWrong: 'Lihat apa yang membantahnya',

  handIn: 'Serahkan',

  notes: 'Catatan',
  notesOn: 'Tampilkan catatan presenter',

  sheet: {
    title: 'Pelajaran hanya menampilkan judul. Buka lebih lebar.',
    half: 'Pelajaran terbuka separuh. Buka penuh.',
    full: 'Pelajaran terbuka penuh. Tutup sampai judulnya.',
  },
  notKept: 'Browser ini tidak menyimpan apa pun untuk Arus, jadi progres Anda hilang begitu halaman ditutup.',
};
