import type { backlog as en } from '../en/backlog';
import type { Widen } from '../widen';

export const backlog: Widen<typeof en> = {
  title: 'Antrean: baris yang sudah tiba dan menunggu dibaca',
  axis: 'Baris menunggu',
  waiting: () => 'baris menunggu',
  most: (rows, at) => `Terbanyak sejauh ini: ${rows}, pada ${at}.`,
  table: 'Baris menunggu, perubahan demi perubahan',
  columns: { at: 'mulai pukul', peak: 'sebelum dibaca', waiting: 'menunggu' },
  aboutBatches:
    'Batch membaca semua yang sudah tiba saat ia mulai, kecuali ada batasnya: di situ kurva turun. Kurva naik tanpa henti kalau baris datang lebih cepat daripada yang terbaca.',
  aboutRecords:
    'Engine yang bekerja per baris membaca tiap baris begitu tiba: baris hanya menunggu selama engine mati, atau di belakang barrier.',
};
