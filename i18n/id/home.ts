import type { home as en } from '../en/home';
import type { Widen } from '../widen';

export const home: Widen<typeof en> = {
  title: 'Bukan sekadar batch cepat',
  lessonsAndTime: (lessons, time) => `Hari 1 · ${lessons} pelajaran · ${time} menit`,
  intro: {
    before: 'Streaming bukan batch yang dijalankan lebih sering. Di atas, penjemputan ',
    happen: 'terjadi',
    between: ', ',
    arrive: 'tiba',
    after: ' terlambat, lalu dihitung. Geser satu, dan lihat setiap jawaban berubah.',
  },
  start: (number) => `Mulai pelajaran ${number}`,
  goOn: (number) => `Lanjutkan pelajaran ${number}`,
  startSays: 'Tanpa akun, tanpa instalasi.',
  lessonAndTime: (title, time) => `${title}${/[?!.]$/.test(title) ? '' : ','} ${time} menit.`,
  doneAndToGo: (done, all, time) => `${done} dari ${all} selesai, ${time} menit lagi.`,
  again: (number) => `Ulangi pelajaran ${number}`,
  allDone: 'Semua pelajaran selesai.',

  hero: {
    label: 'Sembilan belas penjemputan taksi pada dua jam yang berbeda, sedang berjalan',
    play: 'Jalankan rel',
    pause: 'Jeda rel',
    reset: 'Kembalikan baris',
    failed: 'Rel tidak bisa dijalankan di browser ini. Alasannya ada saat Anda membuka pelajaran.',
  },
  eventTime: 'Event time',
  happened: 'terjadi',
  processing: 'Processing',
  arrived: 'tiba',
  courseRail: 'kursus',
  you: 'Anda',
  youSoFar: 'Anda, sejauh ini',

  lessons: 'Pelajaran',
  minutes: (n) => `${n} mnt`,
  done: 'selesai',
  begun: 'sudah dimulai',
  teasers: {
    fraud: 'Rp 15 juta di Singapura, sejam sebelumnya kopi di Jakarta. Kapan Anda tahu?',
    watermark: 'Penjemputan di terowongan, enam belas menit baru sampai. Masih ditunggu engine?',
  },
  figures: {
    canBlock: 'masih bisa diblokir',
    nightly: 'batch malam menemukannya',
    moneyGone: '23:59, uang sudah hilang',
    tooLate: 'terlalu telat',
    waited: 'masih ditunggu',
  },

  exercises: 'Latihan',
  exercisesSay: 'Dinilai pada lima stream yang belum Anda lihat.',
  exercisePassed: 'lulus. ',
  exerciseTried: 'sudah dicoba. ',

  tools: 'Atau langsung ke alat',
  openData: 'Buka data Anda sendiri',
  openDataSays: 'skenario atau CSV',
  build: 'Susun query',
  buildSays: 'dari nol, langkah demi langkah',
  decide: 'Streaming atau batch?',
  decideSays: 'enam jawaban, satu putusan',
  sweep: 'Penjelajah untung-rugi',
  sweepSays: 'menunggu dapat apa?',
  compare: 'Bandingkan engine',
  compareSays: 'baris yang sama, siapa yang benar?',
  loop: 'Batch dalam loop',
  loopSays: 'baris kode demi baris, salah demi salah',
  crash: 'Lab crash',
  crashSays: 'matikan, hitung yang hilang',
  flights: 'Penerbangan nyata',
  flightsSays: '20.000 keterlambatan asli',

  teach: 'Ajarkan ini',
  teachSays: 'Tiap langkah punya catatan: apa yang dilakukan, ditanyakan, dan akan terdengar.',
  teachOpen: 'Buka dengan catatan',

  progress: {
    title: 'Progres Anda',
    says: (done, all) => `${done} dari ${all} pelajaran selesai. Hanya disimpan di browser ini.`,
    notKept:
      'Browser ini tidak menyimpan apa pun (jendela privat, atau penyimpanannya penuh): simpan progres sebagai file sebelum menutup halaman.',
    save: 'Simpan sebagai file',
    open: 'Buka file',
    reset: 'Mulai kursus dari awal',
    putAway: 'Kursus kembali seperti belum dimulai. Progres lama disisihkan, tidak dihapus.',
    bringBack: 'Kembalikan',
    fileName: 'progres-arus.json',
    saved: 'Progres disimpan sebagai file.',
    taken: (file) => `Progres dari ${file} ditambahkan ke progres Anda.`,
    fault: {
      broken: (file) =>
        `${file} bukan file progres Arus, atau isinya rusak: tidak ada yang diubah. Pilih file dari “Simpan sebagai file”.`,
      newer: (file) => `${file} disimpan oleh Arus versi lebih baru: tidak ada yang diubah. Buka dengan versi itu.`,
    },
  },
  unread: {
    broken: 'Progres lama di browser ini tidak bisa dibaca. Teksnya tetap disimpan dengan nama “arus.progress.unread”.',
    newer: 'Progres lama disimpan oleh Arus versi lebih baru. Teksnya tetap ada dengan nama “arus.progress.unread”.',
  },
};
