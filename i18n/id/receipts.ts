import type { receipts as en } from '../en/receipts';
import type { Widen } from '../widen';

export const receipts: Widen<typeof en> = {
  covered: (n) => `${n} bukti`,
  none: 'Belum ada bukti',
  documented: 'Menurut dokumentasi, belum diukur',
  says: {
    covered: (engine) => `Sudah dicocokkan dengan ${engine}`,
    none: (engine) => `Bentuk ini belum dicocokkan dengan ${engine}`,
    documented: (engine) => `Crash pada ${engine}`,
  },
  title: {
    covered: (engine, n) => `Sudah dicocokkan dengan ${engine}: ${n} bukti`,
    none: (engine) => `${engine} belum pernah ditanya soal bentuk ini`,
    documented: (engine) => `Crash pada ${engine}: menurut dokumentasi, belum diukur`,
  },
  about: {
    covered: (engine) =>
      `${engine} pernah menjalankan tiap kasus ini; yang dicetaknya disimpan, dan Arus wajib mencetak hal yang sama, batch demi batch. Bentuknya sama dengan yang ada di panggung: baris dan lama waktunya lain, operator dan pengaturannya sama.`,
    none: (engine) =>
      `Belum ada rekaman ${engine} yang bentuknya sama dengan yang ada di panggung, jadi belum terbukti bahwa di sini Arus melakukan apa yang dilakukan ${engine}. Inilah yang paling dekat.`,
    documented: (engine) =>
      `Akibat crash di sini mengikuti dokumentasi ${engine}; mesin aslinya tidak dibuat crash. Tanpa crash, inilah yang paling dekat.`,
  },
  order:
    'Disederhanakan: Spark menyerahkan grup sebuah agregasi ke operator di belakangnya menurut urutan hash map-nya, yang tidak diketahui Arus. Duplikat mana yang bertahan, atau angka terakhir dari jumlah double, di sana bisa lain.',
  shape: 'Bentuk di panggung',
  nearest: 'Yang dekat',
  differs: 'Yang berbeda padanya',
  facets: {
    steps: 'Operator',
    output: 'Output',
    trigger: 'Trigger',
    batches: 'Batch',
    watermarks: 'Watermark',
    sources: 'Sumber',
    partitions: 'Partisi',
    faults: 'Gangguan',
  },
  running: 'Kasus sedang dijalankan …',
  same: 'Sama, baris demi baris.',
  different: (what) => `Tidak sama: ${what}`,
  printed: (engine) => `Dicetak ${engine}`,
  prints: 'Dicetak Arus',
  nothing: '(kosong)',
  open: 'Buka di panggung',
  close: 'Tutup',
  place: 'Bukti',
};
