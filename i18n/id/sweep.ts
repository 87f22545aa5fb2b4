import type { sweep as en } from '../en/sweep';
import { number } from '../format';

const baris = (n: number) => `${number(n, 'id')} baris`;

/** Penjelajah untung-rugi: satu setelan diputar sepanjang rentangnya, beserta hasil dan harganya. */
export const sweep: typeof en = {
  title: 'Penjelajah untung-rugi',
  question: 'Menunggu dapat apa?',
  lead: (n, runs) => `${baris(n)}, ${number(runs, 'id')} run dengan kedatangan yang sama.`,
  setting: 'Yang diubah',
  settings: {
    delay: 'delay watermark',
    window: 'window',
    trigger: 'interval trigger',
    grace: 'grace',
    allowedLateness: 'allowed lateness',
    every: 'jarak antar-run',
    interval: 'jarak antar-run',
  },
  engine: 'Engine',
  promise: {
    title: 'Janji Anda',
    completeness: 'Kelengkapan paling sedikit',
    wait: 'Rata-rata dijawab dalam',
    state: 'State paling banyak',
    rows: (n) => baris(n),
    kept: (ranges, setting) => `Ditepati oleh ${setting} ${ranges}.`,
    range: (from, to) => `${from} sampai ${to}`,
    never: (setting) =>
      `Tidak ada ${setting} yang menepatinya dengan kedatangan ini. Kurangi janjinya, atau ubah setelan lain.`,
  },
  patterns: {
    title: 'Query yang sama, kedatangan lain',
    rows: 'Baris',
    name: { prompt: 'Tepat waktu', tunnel: 'Terowongan', offline: 'Mati berjam-jam' },
    within: (time) => `semua baris dalam ${time}`,
    late: (share, time) => `${share} baris, telat sampai ${time}`,
    running: 'Masih dijalankan',
    nothing: (value, sooner) =>
      `Menunggu ${value} tidak dapat apa-apa: tanpa menunggu sama lengkapnya, ${sooner} lebih cepat.`,
    nothingAtAll: 'Menunggu tidak dapat apa-apa: tanpa menunggu sama lengkapnya.',
    free: (sooner) => `Tanpa menunggu pun janji ditepati, ${sooner} lebih cepat.`,
    freeAtAll: 'Tanpa menunggu pun janji ditepati.',
    kept: (setting, from, to) =>
      `Dengan ${setting} ${from} sampai ${to} janji ditepati: di sini memilihnya ada gunanya.`,
    keptAt: (setting, value) => `Dengan ${setting} ${value} janji ditepati: di sini memilihnya ada gunanya.`,
    best: (setting, share) =>
      `Tidak ada ${setting} yang menepati janji: paling banyak ${share} dalam waktu itu. Jawab sekarang, perbaiki belakangan.`,
    never: (setting) => `Tidak ada ${setting} yang menjawab secepat itu.`,
  },
  frontier: 'Selengkap apa jawabannya, dan selama apa menunggunya',
  curves: (setting) => `Run yang sama, menurut ${setting}`,
  waitAxis: 'rata-rata tunggu dari akhir window sampai jawaban terakhirnya',
  dotSize: 'Titik lebih besar menyimpan state lebih banyak',
  here: 'seperti di panggung',
  complete: 'lengkap',
  wait: 'tunggu',
  state: 'state',
  right: 'benar',
  remarks: 'catatan',
  onFrontier: 'tidak kalah dari run mana pun',
  keepsPromise: 'menepati janji',
  ofAll: (right, all) => `${right}/${all}`,
  value: (setting) => `Nilai ${setting}`,
  spoken: (value, complete, wait, state) => `${value}: lengkap ${complete}, jawaban setelah ${wait}, ${state}`,
  spokenState: (n) => `state paling banyak ${baris(n)}`,
  noState: 'tidak menyimpan state',
  refused: 'ditolak',
  noWait: 'tidak ada window yang terjawab',
  use: (value) => `Pakai ${value} di panggung`,
  used: (setting, value) => `Panggung berjalan dengan ${setting} ${value}.`,
  copy: 'Salin sebagai tabel',
  copied: 'Tabel tersalin.',
  notCopied: 'Browser tidak mengizinkan penyalinan.',
  table: 'Semua run dari sweep ini',
  running: (done, of) => `Run ${done} dari ${of}`,
  stop: 'Hentikan',
  goOn: 'Lanjutkan',
  stopped: (done, of) => `Dihentikan setelah ${done} dari ${of} run.`,
  none: {
    title: 'Di sini tidak ada yang bisa di-sweep',
    says: 'Sweep membandingkan setiap jawaban dengan yang benar, window demi window, jadi query perlu window atau watermark, dan engine yang menjalankannya.',
    other: 'Buka data lain',
  },
  counts:
    'Baris disebut hilang kalau dibuang atau dihitung di tempat lain. Window yang masih menunggu saat baris habis tidak kehilangan apa-apa.',
  batchTime: 'Lama sebuah batch berasal dari model biaya, bukan pengukuran.',
};
