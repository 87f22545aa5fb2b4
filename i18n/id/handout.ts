import type { handout as en } from '../en/handout';
import type { Widen } from '../widen';

export const handout: Widen<typeof en> = {
  title: (lesson) => `${lesson}: lembar kerja`,
  says: 'Semua langkah, masing-masing dengan gambar pada saatnya dan pertanyaannya. Cetak, atau simpan sebagai PDF dari sana.',
  answers: 'Jawaban',
  blank: 'Dikosongkan',
  mine: 'Jawaban saya, kalau ada',
  print: 'Cetak',
  toLesson: 'Kembali ke pelajaran',
  preparing: (done, all) => `Menjalankan pelajaran: tempat ${done} dari ${all} …`,
  name: 'Nama',
  date: 'Tanggal',
  tick: 'Centang satu kotak di tiap pertanyaan, sebelum melihat hasil run.',
  fill: 'Tulis salah satunya di samping masing-masing:',
  because: 'Karena',
  moment: 'Pukul berapa, dan dari mana Anda tahu?',
  yourTurn: 'Yang akan saya ubah, dan alasannya',
  pictured: (engine, time) => `${engine}, pukul ${time}`,
};
