import type { worth as en } from '../en/worth';
import type { Widen } from '../widen';

export const worth: Widen<typeof en> = {
  title: 'Berapa nilainya, berapa biayanya',
  titleAlone: 'Nilainya kalau tahu',
  pictureAlone: (readout) => `Nilai jawaban menurut umurnya. ${readout}`,
  picture: (readout) => `Nilai jawaban dan tagihan sehari, menurut umur jawaban. ${readout}`,
  valueOf: (what, all) => `${what}: paling banyak ${all}`,
  bill: 'Tagihan sehari',
  alwaysOn: (rupiah) => `selalu menyala, ${rupiah}`,
  noJob: 'terlalu segar untuk job',
  jobs: 'job',
  jobsFrom: (age) => `murah mulai ${age}`,
  age: 'Jawaban boleh setua apa',
  readout: (age, kept) => `Jawaban berumur ${age} masih bernilai ${kept}.`,
  mark: (age, value) => `umur ${age}: ${value}`,
  never: 'terlambat untuk semuanya',

  place: (share) => `Cara termurah mana yang mempertahankan ${share}?`,
  ways: { daily: 'Satu job sehari', jobs: 'Job kecil', microBatch: 'Micro-batch', record: 'Record demi record' },
  notSoFresh: 'tidak sesegar itu',
  aDay: (rupiah) => `${rupiah} sehari`,
  yes: 'Modelnya sependapat.',
  no: 'Modelnya berkata lain.',
  verdict: {
    right: (share, age) =>
      `Modelnya sependapat: ${share} bertahan sampai umur ${age}, dan cara ini yang termurah untuk itu.`,
    stale: (cheapest, share, age) =>
      `${share} hanya bertahan sampai umur ${age}, dan cara ini tidak sesegar itu. Kata model: ${cheapest}.`,
    dear: (cheapest, share, age) =>
      `Cukup segar, tetapi lebih mahal dari yang perlu: ${share} bertahan sampai umur ${age}. Kata model: ${cheapest}.`,
  },

  assumed: 'Yang diandaikan',
  model:
    'Tidak ada engine yang diukur untuk ini: semuanya hitungan. Geser satu angka, lalu lihat apakah jawaban Anda masih berlaku.',
  keep: 'Harus bertahan',
  prices: {
    machine: 'Mesin untuk job, per jam',
    start: 'Waktu mulai sebuah job',
    work: 'Pekerjaan sehari',
    always: 'Ukuran mesin yang tidak pernah berhenti',
  },
  reset: 'Kembali ke angka semula',
};
