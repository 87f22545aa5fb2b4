import type { findRows as english, pins as englishPins } from '../en/findRows';
import type { Widen } from '../widen';

export const findRows: Widen<typeof english> = {
  label: 'Cari baris',
  field: 'Key, waktu, atau zone=Kota',
  hint: 'Semua kata dan waktu harus cocok: Kota, 14:03, 14:03-14:10, zone=Kota, #13.',
  found: (n, of) => `${n} baris dari ${of}`,
  none: 'Tidak ada baris yang cocok.',
  place: (n, of) => `${n} dari ${of}`,
  next: 'Baris berikutnya yang ditemukan',
  previous: 'Baris sebelumnya yang ditemukan',
  close: 'Tutup pencarian',
  heard: (place, row, happened, arrived) =>
    `${place}: ${row}, ${happened === null ? '' : `terjadi ${happened}, `}tiba ${arrived}.`,
  dimmed: 'Baris yang samar tidak cocok',
};

export const pins: Widen<typeof englishPins> = {
  pin: 'Sematkan saat ini',
  unpin: 'Lepas sematan di saat ini',
  pinned: (n, time) => `${time} disematkan sebagai ${n}. Tekan ${n} untuk kembali ke sini.`,
  unpinned: (time) => `Sematan di ${time} dilepas.`,
  full: 'Sudah sembilan saat yang disematkan. Lepas satu dulu.',
  none: (n) => `Belum ada saat yang disematkan sebagai ${n}. P menyematkan saat ini.`,
  goTo: (n, time) => `Sematan ${n}: ${time}`,
  at: (n, time) => `Sematan ${n}, ${time}.`,
};
