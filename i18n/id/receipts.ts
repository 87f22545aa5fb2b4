import type { receipts as en } from '../en/receipts';
import type { Widen } from '../widen';

export const receipts: Widen<typeof en> = {
  covered: (n) => `${n} bukti`,
  none: 'Belum ada bukti',
  says: {
    covered: (engine) => `Sudah dicocokkan dengan ${engine}`,
    none: (engine) => `Bentuk ini belum dicocokkan dengan ${engine}`,
  },
  title: {
    covered: (engine, n) => `Sudah dicocokkan dengan ${engine}: ${n} bukti`,
    none: (engine) => `${engine} belum pernah ditanya soal bentuk ini`,
  },
  about: {
    covered: (engine) =>
      `${engine} pernah menjalankan tiap kasus ini; yang dicetaknya disimpan, dan Arus wajib mencetak hal yang sama, batch demi batch. Bentuknya sama dengan yang ada di panggung: baris dan lama waktunya lain, operator dan setelannya sama.`,
    none: (engine) =>
      `Belum ada rekaman ${engine} yang bentuknya sama dengan yang ada di panggung, jadi belum terbukti bahwa di sini Arus melakukan apa yang dilakukan ${engine}. Inilah yang paling dekat.`,
  },
  simplified: {
    order:
      'Disederhanakan: Spark menyerahkan grup sebuah agregasi ke operator berikutnya menurut urutan hash map-nya, yang tidak diketahui Arus. Duplikat mana yang bertahan, atau angka terakhir dari jumlah double, di sana bisa lain.',
    jump: 'Disederhanakan: jika record cache-nya mati, Kafka Streams kehilangan window tertutup kalau baris yang menutupnya juga membuatnya kedaluwarsa dari store, misalnya setelah stream time melompat. Arus mengikuti bawaannya, dengan cache menyala: window itu keluar.',
    segments:
      'Disederhanakan: setelah crash, store window atau join yang masih ada membaca seluruh changelog-nya kalau semua isinya saat commit terakhir sudah dibuang. Arus menghitung yang datang sejak commit itu; hasilnya sama.',
  },
  shape: 'Bentuk di panggung',
  nearest: 'Yang terdekat',
  differs: 'Yang berbeda',
  facets: {
    steps: 'Operator',
    output: 'Output',
    trigger: 'Trigger',
    batches: 'Batch',
    watermarks: 'Watermark',
    sources: 'Source',
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
