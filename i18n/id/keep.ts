import type { keep as en } from '../en/keep';

/** Menyimpan skenario dan meneruskannya: tautan, file, gambar, tabel, yang disimpan browser ini. */
export const keep: typeof en = {
  menu: {
    linkMoment: 'Salin tautan ke saat ini',
    linkStart: 'Salin tautan ke awalnya',
    save: 'Simpan di browser ini',
    file: 'Simpan skenario sebagai file',
    svg: 'Simpan gambar sebagai SVG',
    png: 'Simpan gambar sebagai PNG',
    rows: 'Simpan baris sebagai CSV',
    handout: 'Lembar kerja seluruh pelajaran',
    results: 'Simpan jawaban sebagai CSV',
  },
  save: 'Simpan',
  linkCopied: 'Tautan tersalin. Siapa pun yang membukanya melihat skenario ini seperti sekarang.',
  linkHere: 'Browser tidak mengizinkan penyalinan. Ini tautannya:',
  linkTooLong: (length, most) =>
    `Tautan skenario ini ${length} karakter; chat dan email hanya menerima ${most}. Simpan sebagai file, lalu kirim filenya.`,
  noPicture: 'Yang tampil tabel, bukan gambar. Pilih rel atau peta dulu.',
  noPictureHere: 'Yang tampil tabel, bukan gambar. Pilih “Gambar” dulu.',
  notDrawn: 'Browser tidak bisa menggambarnya. Simpan sebagai SVG.',
  saved: (name) => `“${name}” disimpan di browser ini. Daftarnya ada di “Data Anda sendiri”.`,
  unkept: {
    title: 'Perubahan Anda tidak disimpan',
    text: 'Penyimpanan browser ini penuh atau dilarang. Begitu halaman ditutup, perubahan Anda hilang, kecuali Anda menyimpannya sebagai file.',
    close: 'Tutup',
  },
  notSaved:
    'Browser ini sedang tidak menyimpan apa pun: penyimpanannya penuh atau dilarang. Simpan skenario sebagai file saja.',
  fileSaved: (file) => `${file} tersimpan.`,
  table: { rows: 'baris', results: 'jawaban' },
  shared: {
    place: 'Skenario dari tautan',
    opening: 'Skenario sedang dibuka.',
    broken: {
      title: 'Tautan ini tidak memuat skenario yang utuh',
      says: 'Ujungnya mungkin hilang di jalan: sebagian program memotong alamat panjang. Minta tautannya lagi, atau minta skenarionya sebagai file.',
    },
    newer: {
      title: 'Tautan ini dari Arus yang lebih baru',
      says: 'Muat ulang halaman untuk mendapat versi terbaru; kalau tetap tidak bisa, minta skenarionya sebagai file.',
    },
    invalid: {
      title: 'Skenario dalam tautan ini tidak bisa dijalankan',
      says: 'Teksnya utuh. Lihat apa yang salah, lalu perbaiki.',
      mend: 'Tunjukkan yang salah',
    },
  },
  list: {
    title: 'Disimpan di browser ini',
    last: 'Yang terakhir Anda ubah',
    broken: 'Isinya sudah tidak utuh, jadi tidak bisa dibuka. Hapus saja.',
    openShort: 'Buka',
    forgetShort: 'Hapus',
    open: (name) => `Buka “${name}”`,
    forget: (name) => `Hapus “${name}”`,
    forgotten: (name) => `“${name}” sudah dihapus.`,
    at: (when) => `disimpan ${when}`,
  },
};
