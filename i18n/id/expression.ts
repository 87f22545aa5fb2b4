import type { Expected, Hint, Kind } from '../../engine/expression/fault';
import { type DataType, typeName } from '../../engine/expression/types';
import type { expression as en } from '../en/expression';
import { list } from '../list';
import type { Widen } from '../widen';

const atau = (items: readonly string[]) => list(items, 'id', 'or');
const dan = (items: readonly string[]) => list(items, 'id');
const maksud = (saran: string | null) => (saran === null ? '' : ` Maksud Anda ${saran}?`);

const TEMPAT: Readonly<Record<Exclude<Expected, object>, string>> = {
  operand: 'kolom, nilai, atau kurung buka',
  operator: 'operator (=, >, +, and …)',
  name: 'nama',
  type: 'tipe: string, boolean, int, long, double, decimal(…), atau timestamp',
  unit: 'satuan waktu seperti minutes',
  text: 'teks dalam tanda kutip tunggal',
  end: 'akhir ekspresi',
};
const tempat = (expected: Expected) => (typeof expected === 'string' ? TEMPAT[expected] : expected.word);

const PETUNJUK: Readonly<Record<Hint, string>> = {
  and: ' Untuk && tulis and.',
  equals: ' Sama dengan ditulis = atau ==.',
  quotes: " Pakai tanda kutip lurus: '…' untuk teks, `…` untuk kolom.",
  notEqual: ' Tidak sama dengan ditulis <> atau !=.',
  atMost: ' Paling banyak ditulis <=.',
  atLeast: ' Paling sedikit ditulis >=.',
};

const tipe = (type: DataType) => (type === 'void' ? 'null' : typeName(type));
const JENIS: Readonly<Record<Kind, string>> = {
  number: 'angka',
  int: 'bilangan bulat',
  long: 'long',
  decimal: 'decimal',
  boolean: 'kondisi (true atau false)',
  string: 'teks',
  timestamp: 'waktu',
  interval: 'interval',
  window: 'kolom window dari langkah groupBy',
};

function butuh(least: number, most: number | null): string {
  if (most === null) return `paling sedikit ${least} nilai`;
  return least === most ? `${least} nilai` : `${least} atau ${most} nilai`;
}

export const expression: Widen<typeof en> = {
  empty: () => 'ekspresinya kosong. Tulis sesuatu, misalnya fare > 0.',
  syntax: (p) => {
    const found = p.found === null ? 'ekspresinya terpotong' : `${p.found} tidak bisa berada di sini`;
    const could = p.expected.length === 0 ? '' : `; seharusnya ${atau(p.expected.map(tempat))}`;
    return `${found}${could}.${p.hint === null ? '' : PETUNJUK[p.hint]}`;
  },
  unclosed: (p) => `${p.quote} dibuka di sini, tetapi tidak pernah ditutup. Tulis ${p.quote} penutupnya.`,
  numberOutOfRange: (p) => `${p.text} tidak muat dalam ${tipe(p.type)}. Pakai angka yang lebih kecil.`,
  badTimestamp: (p) =>
    `“${p.text}” bukan waktu yang bisa disimpan Arus. Tulis seperti timestamp '2026-03-02 14:00:00', dalam UTC atau dengan offset seperti +07:00.`,
  badInterval: (p) => `“${p.text}” bukan interval. Tulis angka dan satuannya, misalnya interval '1 hour 30 minutes'.`,
  mixedInterval: (p) =>
    `“${p.text}” mencampur bulan dengan satuan yang lebih pendek, padahal panjang bulan tidak tetap. Tulis semuanya dalam hari.`,
  unknownType: (p) => `tidak ada tipe ${p.name}. Pakai string, boolean, int, long, double, decimal(…), atau timestamp.`,
  typeNotModelled: (p) =>
    `tipe ${p.name} ada di Spark, tetapi tidak di Arus. Pakai string, boolean, int, long, double, decimal(…), atau timestamp.`,
  unknownColumn: (p) =>
    `tidak ada kolom ${p.name} di sini.${maksud(p.suggestion)}${p.known.length === 0 ? '' : ` Yang ada: ${dan(p.known)}.`}`,
  ambiguousColumn: (p) =>
    `${p.name} bisa berarti ${atau(p.candidates)}. Beri salah satunya nama lain dengan langkah select.`,
  noField: (p) =>
    p.type === 'window'
      ? `${p.name} tidak punya field ${p.field}. Yang ada: start dan end.`
      : `${p.name} bertipe ${tipe(p.type)}, jadi tidak punya field ${p.field}. Tulis ${p.name} saja.`,
  unknownFunction: (p) => `tidak ada fungsi ${p.name}.${maksud(p.suggestion) || ` Yang ada: ${dan(p.known)}.`}`,
  argumentCount: (p) => `${p.name} butuh ${butuh(p.least, p.most)}, bukan ${p.found}.`,
  notForFunction: (p) => `${p.name} tidak menerima ${p.what}. Sebutkan kolomnya.`,
  aggregateNotHere: (p) =>
    `${p.name} butuh satu grup baris, padahal di sini baris diperiksa satu per satu. Hitung dulu di langkah groupBy, lalu pakai kolom hasilnya.`,
  notAggregate: (p) => `${p.text} bukan agregat. Pakai salah satu dari ${dan(p.known)}, misalnya sum(fare).`,
  notOneAggregate: (p) =>
    `di sini agregat harus berdiri sendiri. Tulis ${p.name}(…) saja, lalu olah kolom hasilnya dengan langkah select sesudahnya.`,
  typesDiffer: (p) =>
    `${p.operator} tidak bisa menggabungkan ${tipe(p.left)} dengan ${tipe(p.right)}. Samakan tipenya dengan cast(… as …).`,
  typesNotOne: (p) =>
    `${p.name} butuh nilai-nilai yang setipe, bukan ${dan(p.types.map(tipe))}. Samakan tipenya dengan cast(… as …).`,
  wrongType: (p) =>
    `${p.name} di sini butuh ${atau(p.expected.map((k) => JENIS[k]))}, sedangkan nilai ini bertipe ${tipe(p.found)}.`,
  cannotCast: (p) => `${tipe(p.from)} tidak bisa di-cast ke ${tipe(p.to)}.`,
  notBoolean: (p) =>
    `syarat harus bernilai true atau false, sedangkan ini bertipe ${tipe(p.found)}. Bandingkan dengan sesuatu, misalnya … > 0.`,
  notConstant: (p) => `nilai ke-${p.position} dari ${p.name} harus angka biasa yang sama untuk semua baris.`,
  functions: {
    abs: 'Angka tanpa tandanya.',
    coalesce: 'Nilai pertama yang bukan null.',
    concat: 'Teks-teks yang disambung; null kalau salah satunya null. Singkatnya: a || b.',
    concat_ws: 'Teks-teks yang disambung dengan pemisah di antaranya; null dilewati.',
    date_trunc: 'Awal detik, menit, jam, hari, minggu, bulan, kuartal, atau tahun (dalam UTC) yang memuat waktu itu.',
    greatest: 'Nilai yang terbesar; null dilewati.',
    if: 'Nilai kedua kalau kondisinya true, selain itu nilai ketiga.',
    ifnull: 'Nilainya, atau nilai penggantinya kalau null.',
    least: 'Nilai yang terkecil; null dilewati.',
    length: 'Jumlah karakter dalam teks.',
    lower: 'Teks dalam huruf kecil.',
    nullif: 'Nilainya, atau null kalau sama dengan nilai pembandingnya.',
    nvl: 'Nilainya, atau nilai penggantinya kalau null.',
    round:
      'Angka yang dibulatkan sampai sekian digit di belakang koma (tanpa digit bila tidak disebut); setengah menjauhi nol.',
    substring: 'Bagian teks mulai dari posisi tertentu, dihitung dari 1 (dari belakang kalau negatif).',
    trim: 'Teks tanpa spasi di kedua ujungnya.',
    upper: 'Teks dalam huruf kapital.',
    window_time: 'Saat terakhir yang masih termasuk window, untuk window di atas window.',
    approx_count_distinct:
      'Kira-kira berapa nilai berbeda dalam grup (HyperLogLog++, meleset sekitar 5 %); null tidak dihitung.',
    avg: 'Rata-rata angka dalam grup; null dilewati.',
    count: 'Jumlah baris dalam grup; untuk kolom, jumlah nilai yang bukan null.',
    max: 'Nilai terbesar dalam grup; null dilewati.',
    min: 'Nilai terkecil dalam grup; null dilewati.',
    sum: 'Jumlah angka dalam grup; null dilewati, dan hasilnya null kalau tidak ada angka sama sekali.',
  },
};
