import type { app as en } from '../en/app';
import type { Widen } from '../widen';

export const app: Widen<typeof en> = {
  name: 'Arus',
  toHome: 'Ke beranda',
  skipToContent: 'Langsung ke isi',
  course: 'Hari 1 · Bukan sekadar batch cepat',
  language: 'Bahasa',
  theme: 'Warna',
  themes: { system: 'Ikut sistem', light: 'Terang', dark: 'Gelap' },
  share: 'Bagikan',
  menu: 'Bahasa, warna, tombol keyboard, dan catatan',
  keys: 'Tombol',
  loading: 'Memuat',
  notFound: {
    title: 'Tidak ada halaman di sini',
    text: (address) =>
      `Tidak ada halaman Arus di alamat “${address}”. Mungkin tautannya dari versi lain, atau ujungnya terpotong.`,
  },
  broken: {
    title: 'Halaman ini gagal ditampilkan',
    text: 'Ada yang salah di dalam Arus sendiri. Progres Anda aman; yang tadi ada di panggung tidak tersimpan.',
    said: 'Pesan error-nya',
    again: 'Coba lagi halaman ini',
  },
  notLoaded: {
    title: 'Ada bagian Arus yang gagal dimuat',
    text: 'Salah satu file aplikasi tidak bisa diambil. Mungkin koneksi terputus, atau Arus diperbarui saat halaman ini terbuka.',
    again: 'Muat ulang halaman',
    once: 'Coba lagi',
    close: 'Tutup',
    slow: 'Masih memuat. Koneksinya lambat, atau terputus.',
  },
  titles: {
    notFound: 'Alamat tidak dikenal',
    broken: 'Ada yang salah',
  },
};
