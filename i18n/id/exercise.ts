import type { exercise as en } from '../en/exercise';
import type { Widen } from '../widen';

export const exercise: Widen<typeof en> = {
  region: 'Latihan',
  toPanel: 'Kembali ke latihan',
  place: 'Latihan',
  crumb: (number, title) => `${number} ${title}`,
  eyebrow: (number, all) => `Latihan ${number} dari ${all}`,
  passedTag: 'lulus',

  asked: 'Yang diminta',
  settings: 'Yang boleh Anda ubah',
  arrives: 'tiba',

  predict: 'Berapa dari lima stream tersembunyi yang akan lulus?',
  predictFirst: 'Tebak dulu berapa yang lulus, lalu jalankan.',
  said: (said, passed) =>
    said === passed
      ? `Tebakan Anda ${said}, dan ${passed} lulus.`
      : `Sebelum dijalankan Anda menebak ${said}; yang lulus ${passed}.`,
  easiest: 'Stream Anda sendiri yang paling mudah dari keenamnya.',
  allPassed: 'Kelimanya lulus',
  somePassed: (passed) => `${passed} dari 5 lulus`,
  announce: (passed, failed) =>
    passed === 5
      ? 'Kelima stream tersembunyi lulus.'
      : `${passed} dari 5 stream tersembunyi lulus. Yang gagal: ${failed}.`,
  failedFor: (stream, measures) => `${stream} (${measures})`,

  run: 'Jalankan kelimanya',
  runAgain: 'Ubah sesuatu, lalu jalankan lagi.',
  running: (stream, of) => `Menjalankan stream ${stream} dari ${of}`,
  cancel: 'Batalkan',
  startOver: 'Ulang dari awal',
  broken: (message) => `Stream tidak bisa dijalankan: ${message}. Coba lagi.`,
  refused: 'Engine menolak setelan ini, jadi tidak ada yang bisa dinilai. Alasannya ada di panggung.',

  results: 'Ukuran tiap stream',
  yours: 'Milik Anda',
  stream: (n) => `Stream ${n}`,
  hidden: 'tersembunyi',
  failed: 'gagal',
  passed: 'lulus',
  notRun: 'belum dijalankan',
  rowsMarked: (n) => `${n} ditandai`,
  limit: (limit) => `batas ${limit}`,
  exactly: (limit) => `diminta: ${limit}`,
  of: (value, all) => `${value} dari ${all}`,
  met: 'terpenuhi',
  unmet: 'tidak terpenuhi',
  open: 'Buka',
  watch: 'Lihat',
  watching: 'Sedang dilihat',
  stays: 'tetap tertutup',
  runOf: 'Run yang mana',
  whyTitle: (stream) => `Kenapa ${stream} gagal`,
  ask: 'Tanya kenapa di panggung',
  back: 'Kembali ke stream Anda',

  ofLesson: (number, title) => `Melatih pelajaran ${number}: ${title}`,
  share: 'Bagikan percobaan ini',
  shared: 'Tautan tersalin: isinya latihan ini dengan setelan ini.',
  sharedHere: 'Browser tidak mengizinkan tautan disalin. Ini tautannya:',
  badLink:
    'Percobaan di tautan itu tidak terbaca, jadi latihan terbuka seperti terakhir Anda tinggalkan. Minta lagi tautannya.',

  tries: 'Percobaan Anda',
  tryPassed: (passed) => `${passed} dari 5`,
  takeBack: 'Pakai lagi',

  hints: 'Petunjuk',
  hint: (n) => `Petunjuk ${n} dari 3`,
  showHint: (n) => `Buka petunjuk ${n}`,
  lastHint: 'Petunjuk 3 terbuka setelah satu percobaan lagi.',

  best: 'Jawaban terbaik',
  tryBest: 'Taruh di panggung',
  wrongOnes: 'Jawaban yang tampak benar',
  wrongPasses: (passed) => `${passed} dari lima stream lulus.`,
  next: (number, title) => `${number} ${title}`,
  toCourse: 'Ke halaman kursus',
  notKept: 'Browser ini tidak menyimpan apa pun untuk Arus, jadi kelulusan Anda hilang begitu halaman ditutup.',

  streamsToMark: 'Stream untuk ditandai',
  markedRows: 'ditandai',
  openToMark: 'Buka salah satu dari kelima stream untuk menandai barisnya.',
  otherRows: 'Lagi, dengan baris lain',
};
