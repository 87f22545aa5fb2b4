import type { compare as en } from '../en/compare';
import { number } from '../format';
import type { Widen } from '../widen';

const n = (value: number) => number(value, 'id');

export const compare: Widen<typeof en> = {
  engine: {
    spark: 'Structured Streaming',
    flink: 'Flink',
    kafkaStreams: 'Kafka Streams',
    batchLoop: 'Batch dalam loop',
    dailyBatch: 'Batch harian',
  },
  row: (happened, arrived) =>
    happened === null
      ? `baris yang tiba pukul ${arrived}`
      : happened === arrived
        ? `baris pukul ${happened}`
        : `baris pukul ${happened} yang baru tiba pukul ${arrived}`,
  window: (start, end) => `window ${start} sampai ${end}`,
  all: 'semua baris',

  cause: {
    boundaryDouble: 'terbaca dua kali: letaknya tepat di batas, dan kedua putaran mengambilnya',
    boundaryGap: 'tidak pernah terbaca: letaknya tepat di batas, dan tidak ada putaran yang mengambilnya',
    driftGap: 'tidak pernah terbaca: datangnya ketika loop sedang bekerja',
    lateLost: 'tidak pernah terbaca: rentangnya sudah dibaca ketika ia datang',
    misplaced: 'terhitung di window saat ia tiba',
    restartDuplicate: 'terbaca lagi setelah restart',
    restartGap: 'tidak pernah terbaca: setelah restart, loop tidak melihat sejauh itu ke belakang',
    partialWrite: 'sudah terbaca, tetapi putarannya mati sebelum ia ditulis',
    distinctSummed: 'hitungan unik tidak bisa dijumlahkan: ada yang muncul di lebih dari satu hitungan',
    droppedLate: 'dibuang karena terlambat',
    notRead: 'belum ada ketika jawabannya diberikan',
    unanswered: 'masih disimpan: belum ada jawaban',
    writtenTwice: 'tertulis lebih dari sekali',
    arithmetic: 'barisnya sama, cara menghitungnya berbeda',
  },

  did: {
    counted: 'menghitungnya',
    countedTimes: (times, why) => `menghitungnya ${n(times)} kali (${why})`,
    elsewhere: (window) => `menghitungnya di ${window}, karena baru saat itu membacanya`,
    stranger: (why) => `ikut menghitungnya di sini padahal bukan tempatnya (${why})`,
    apart: 'hanya menghitungnya di tempatnya sendiri',
    absent: 'tidak menghitungnya',
    missing: {
      boundaryDouble: 'tidak menghitungnya',
      boundaryGap: 'tidak pernah membacanya, karena letaknya di batas yang tidak diambil putaran mana pun',
      driftGap: 'tidak pernah membacanya, karena datangnya ketika loop sedang bekerja',
      lateLost: 'tidak pernah membacanya, karena rentang itu sudah dibaca ketika ia datang',
      misplaced: 'menghitungnya di tempat lain',
      restartDuplicate: 'tidak menghitungnya',
      restartGap: 'tidak pernah membacanya, karena restart tidak melihat sejauh itu ke belakang',
      partialWrite: 'sudah membacanya, lalu mati sebelum menulisnya',
      distinctSummed: 'tidak menghitungnya',
      droppedLate: 'membuangnya karena terlambat',
      notRead: 'sudah menjawab sebelum ia datang',
      unanswered: 'masih menyimpannya',
      writtenTwice: 'tidak menghitungnya',
      arithmetic: 'tidak menghitungnya',
    },
    said: (value) => `menjawab ${value}`,
    silent: 'tidak menjawab',
  },
  parted: (row, first, firstDid, other, otherDid) =>
    `${row.charAt(0).toUpperCase()}${row.slice(1)}: ${first} ${firstDid}, sedangkan ${other} ${otherDid}.`,
  partedBare: (first, firstDid, other, otherDid) => `${first} ${firstDid}, sedangkan ${other} ${otherDid}.`,

  rule: {
    closing: 'Apa yang menutup window',
    lateness: 'Siapa yang terlambat',
    boundary: 'Batasnya milik siapa',
    drift: 'Dari mana putaran berikutnya mulai',
    restart: 'Apa yang diingat setelah restart',
    answering: 'Siapa yang akhirnya menjawab',
    asking: 'Apa yang sudah ada ketika ia menjawab',
    arithmetic: 'Cara menjumlahkannya',
  },
  ruleWhy: {
    closing: 'Loop bertanya kepada jam. Engine streaming bertanya kepada watermark.',
    lateness: 'Setiap engine menarik garisnya sendiri, dan membuang yang datang sesudahnya.',
    boundary:
      'Loop melihat ke belakang sepanjang rentang yang punya dua ujung, dan setiap ujung harus milik tepat satu putaran. Stream melanjutkan dari offset terakhirnya.',
    drift:
      'Loop yang tidur setelah bekerja makin lama makin bergeser, dan yang datang ketika ia bekerja tidak masuk rentang mana pun. Stream melanjutkan dari offset terakhirnya.',
    restart: 'Loop mulai lagi menurut jam. Stream membaca baris yang sama lagi, dan tahu bahwa itu pengulangan.',
    answering: 'Salah satunya melepas window itu tanpa pernah punya jawaban.',
    asking: 'Jawaban yang lebih dulu diberikan tanpa baris itu.',
    arithmetic: 'Baris yang dihitung sama, caranya berbeda.',
  },

  truth: 'kebenaran',
  complete: 'lengkap',
  rightOf: 'benar',
  medianWait: 'median tunggu',
  worstWait: 'tunggu terlama',
  doubled: 'dobel',
  lost: 'hilang',
  misplaced: 'salah tempat',
  corrections: 'dikoreksi',
  state: 'baris state',
  runs: 'putaran',
  alwaysOn: 'selalu menyala',
  of: (part, whole) => `${n(part)} dari ${n(whole)}`,
  never: 'tidak pernah',
  open: 'terbuka',
  none: 'tidak ada',
  total: 'dijumlahkan',
  noDifference: 'Tidak ada perbedaan: semua jawaban finalnya sama.',
  firstDifference: 'Perbedaan pertama',
  differences: (count) => `${n(count)} perbedaan`,
  cannotRun: (engine) => `${engine} tidak bisa menjalankannya:`,
  failed: (engine, error) => `${engine} gagal di tengah jalan: ${error}`,
};
