import type { open as en } from '../en/open';
import { number } from '../format';
import type { Widen } from '../widen';

const baris = (n: number) => `${number(n, 'id')} baris`;

export const open: Widen<typeof en> = {
  flights: {
    title: 'Penerbangan nyata',
    place: 'Data nyata',
    back: 'Tutup pertanyaan dan kembali ke penerbangan',
    region: 'Tentang penerbangan ini',
    eyebrow: 'Data asli, keterlambatan asli',
    happens: {
      before: 'Tiap baris satu penerbangan di awal 2001. Ia ',
      happened: 'terjadi',
      between: ' pada waktu yang dijadwalkan, dan ',
      arrived: 'tiba',
      after: ' sekian menit kemudian, sama seperti pesawatnya.',
    },
    early: {
      before: (share) =>
        `${share} pesawat ini datang lebih awal, jadi barisnya sudah ada sebelum waktunya. Tiap baris seperti itu menaikkan `,
      watermark: 'watermark',
      after: ' sebelum waktunya, dan pesawat yang terlambat lebih cepat mendapati window-nya sudah tutup.',
    },
    delays: (tenth, worst) =>
      `Satu dari sepuluh pesawat telat ${tenth} atau lebih; yang terparah ${worst}. Delay yang menunggu sampai pesawat terakhir membuat setiap jawaban menunggu selama itu juga.`,
    choose: 'Penerbangan yang dipakai',
    choices: {
      day: (n) => (n === null ? 'Satu hari' : `Satu hari, ${number(n, 'id')} penerbangan`),
      daySays: '24 Februari: badai',
      some: '2.000 penerbangan',
      all: '20.000 penerbangan',
      monthsSays: '90 hari, Januari sampai Maret',
    },
    try: 'Coba sendiri',
    tries: {
      delay:
        'Ubah Delay dari 30 menit ke 2 jam: lebih sedikit yang dibuang, tetapi setiap jawaban menunggu lebih lama.',
      window: 'Ubah Window ke 6 jam: pesawat yang telat masih mendapati window-nya terbuka.',
      drag: 'Geser kedatangan pesawat yang terlalu awal ke kanan, dan lihat siapa yang selamat karenanya.',
    },
    sourceTitle: 'Asal datanya',
    source: (file) =>
      `${file} dari paket npm vega-datasets: sampel acak kedatangan yang dilaporkan maskapai Amerika Serikat ke Bureau of Transportation Statistics. Penerbangan yang batal tidak ada di dalamnya.`,
    simplified:
      'Yang disederhanakan: berkas ini hanya punya satu waktu dan satu keterlambatan untuk tiap penerbangan. Waktunya waktu berangkat, keterlambatannya saat tiba; di sini waktu itu mewakili jadwal barisnya. Zona waktunya tidak disebut, jadi dibaca sebagai UTC.',
    loading: 'Mengambil data penerbangan',
    failed: {
      title: 'Data penerbangan tidak bisa diambil',
      text: (file, said) =>
        `${file} bagian dari aplikasi ini dan diambil dari tempat yang sama. Jawabannya: ${said}. Mungkin koneksi sedang putus.`,
      again: 'Ambil lagi',
    },
    opened: (n) => `${baris(n)} penerbangan ada di panggung.`,
  },
};
