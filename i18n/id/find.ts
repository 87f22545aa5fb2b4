import type { find as en } from '../en/find';
import type { Widen } from '../widen';

export const find: Widen<typeof en> = {
  claim: 'Klaimnya',
  vote: 'Menurut Anda?',
  votes: { sure: 'Yakin', likely: 'Kira-kira begitu', doubt: 'Ragu', no: 'Tidak' },
  youSaid: (vote) => `Jawaban Anda: ${vote}.`,
  how: 'Putar run sampai ke sana, atau geser waktunya, lalu tekan tombol di bawah.',
  notHere: 'Bukan di sini.',
  otherRun: 'Run di panggung bukan milik langkah ini. Tampilkan lagi salah satunya.',
  found: 'Ini dia.',
  shown: 'Inilah saatnya.',
  giveUp: 'Tunjukkan saatnya',
  goThere: 'Ke sana lagi',
  now: 'Sekarang, bagaimana klaim itu menurut Anda?',
  changed: (before, after) => `Tadinya ${before}, sekarang ${after}.`,
  summary: 'Pilihan Anda',
  before: 'Sebelum',
  after: 'Sesudah',
  moment: 'Saatnya',
  momentFound: 'ketemu',
  momentShown: 'ditunjukkan',
  momentOpen: 'belum',
};
