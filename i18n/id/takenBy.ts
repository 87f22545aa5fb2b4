import type { takenBy as english } from '../en/takenBy';
import type { Widen } from '../widen';

export const takenBy: Widen<typeof english> = {
  title: 'Batch mana yang akan menerima baris ini',
  batch: 'Batch',
  water: 'Watermark uji',
  window: (start) => `Window ${start}`,
  row: 'Baris ini',
  batchNamed: (id) => `Batch ${id}`,
  ownNamed: (id) => `Batch ${id}, yang membacanya`,
  goTo: (at) => `Ke ${at}`,
  noWater: 'belum ada',
  was: { empty: 'belum ada baris', open: 'terbuka', final: 'final', over: 'lewat' },
  closes: (value) => (value === null ? 'tutup' : `tutup di ${value}`),
  notYet: 'belum terjadi',
  verdict: {
    counted: 'terhitung',
    late: 'dibuang',
    duplicate: 'duplikat',
    neither: 'tidak dihitung',
    notRead: 'tidak dibaca',
  },
  some: (n, of) => `${n} dari ${of}`,
  someHeard: (n, of) => `terhitung di ${n} dari ${of} window`,
  testedThere: (time) => `di sana terhadap ${time}`,
  coming: 'sedang dijalankan',
  all: (n, text) => (n === 1 ? 'terhitung di sini' : `terhitung di salah satu dari ${text} batch ini`),
  someOfAll: 'terhitung di sebagian window-nya',
  dropped: (time) =>
    time === null ? 'dibuang: semua window-nya berakhir di bawah air' : `dibuang: ${time} sudah di bawah air`,
  droppedPlainly: 'dibuang karena telat',
  found: (n, text) =>
    n === 1
      ? 'Didapat dengan menjalankannya lagi, dengan baris ini tiba sebelum batch itu.'
      : `Didapat dengan menjalankannya lagi untuk ${text} batch: tiap kali baris ini tiba tepat sebelum batch itu jalan.`,
  someBatches: (shown, ran) => `Sudah ada ${ran} batch; ini ${shown} di sekitar yang membacanya.`,
  unread: '— Tidak ada waktu tiba yang dicoba yang membuat batch ini membaca baris itu.',
  running: 'Menjalankannya lagi, dengan baris ini di tiap batch bergantian',
  cancel: 'Batal',
  cancelled: 'Dibatalkan.',
  run: 'Jalankan untuk tiap batch',
  long: 'Skenario ini punya banyak baris: menjalankannya lagi untuk tiap batch makan waktu.',
  broken: (message) => `Thread engine berhenti: ${message}.`,
  toPanels: 'Micro-batch dan hasil',
};
