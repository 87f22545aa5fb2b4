import type { brokenPart as en } from '../en/brokenPart';
import type { Widen } from '../widen';

/** Bagian halaman yang tidak bisa ditampilkan, sementara sisanya tetap ada. */
export const brokenPart: Widen<typeof en> = {
  title: 'Bagian ini tidak bisa ditampilkan',
  text: 'Ada yang salah di Arus sendiri. Yang lain di halaman ini tetap bisa dipakai.',
  again: 'Coba lagi bagian ini',
};
