import type { crashLab as en } from '../en/crashLab';
import type { Widen } from '../widen';
import { crashPoints } from './crashPoints';

export const crashLab: Widen<typeof en> = {
  title: 'Lab crash',
  place: 'Alat',
  heading: 'Matikan kapan saja',
  lead: 'Geser crash sepanjang processing time, atau pilih apa yang baru saja selesai dikerjakan engine. Yang sudah tertulis tetap tertulis; yang belum tercatat dikerjakan lagi.',
  strip: 'Kapan crash-nya',
  drag: 'Geser crash-nya, atau pakai tombol panah',
  keys: 'Panah kiri dan kanan menggeser crash, dengan Shift sedikit-sedikit; tombol Page pindah ke langkah engine berikutnya.',
  at: (time) => `Crash pukul ${time}`,
  atBatch: (time, batch, point) => `Crash pukul ${time}, di ${batch}, setelah ${point}`,
  atRow: (time, row) => `Crash pukul ${time}, tepat setelah ${row}`,
  checkpointName: (id) => `checkpoint ${id}`,
  commitName: (id) => `commit ${id}`,
  where: 'Yang baru saja selesai',
  anywhere: {
    batch: 'tidak ada: di antara batch',
    run: 'tidak ada: di antara run',
    record: 'tidak ada: kapan saja',
  },
  points: crashPoints,
  sinkOf: 'Sink',
  outage: 'Mati selama',
  outageHint: 'Dari crash sampai jalan lagi. Baris yang tiba selama itu menunggu di source.',
  kept: {
    spark: {
      name: 'Checkpoint',
      hint: 'Offset, commit, dan state. Tanpanya engine mulai dari nol dan membaca semuanya lagi.',
    },
    flink: {
      name: 'Checkpoint',
      hint: 'Posisi baca dan state. Tanpanya job mulai dari nol dan membaca semuanya lagi.',
    },
    kafkaStreams: {
      name: 'Store lokal',
      hint: 'Tanpanya store dibangun lagi dari changelog-nya. Offset yang sudah di-commit ada di Kafka, dan tetap ada.',
    },
    batchLoop: {
      name: 'Posisi tersimpan',
      hint: 'Sampai mana ia sudah membaca. Tanpanya loop melihat ke belakang seperti semula.',
    },
    dailyBatch: { name: 'Catatannya', hint: 'Bahwa run suatu hari sudah selesai. Tanpanya run terakhir diulang.' },
  },
  checkpoints: { kept: 'utuh', lost: 'hilang' },
  saving: {
    checkpointInterval: {
      name: 'Checkpoint tiap',
      hint: 'Yang dibaca dan disimpan sampai saat itu adalah tempat job kembali. Semua sesudahnya dikerjakan lagi.',
    },
    barrierTravel: {
      name: 'Jarak barrier',
      hint: 'Seberapa lambat barrier tiap partisi berikutnya tiba: sebuah model, supaya penyelarasannya terlihat.',
    },
    commitInterval: {
      name: 'Commit tiap',
      hint: 'Sampai situ proses sudah selesai membaca. Baris sejak commit terakhir dibaca lagi.',
    },
    never: 'tidak pernah',
    together: 'bersamaan',
    eachRow: 'tiap baris',
  },
  noCheckpoints: 'Job ini tidak membuat checkpoint: setelah crash ia mulai dari nol dan membaca semuanya lagi.',
  takeCheckpoints: (every) => `Buat satu tiap ${every}`,
  none: 'Hapus crash-nya',
  put: 'Matikan',
  noCrash: 'Belum ada yang crash. Taruh crash-nya di garis ini.',
  onStage: 'Tanya kenapa di panggung',
  sinks: {
    append: { name: 'Append', says: 'menulis semua yang diberikan' },
    idempotent: { name: 'Idempotent', says: 'tulisan kedua bertemu yang pertama' },
    transactional: { name: 'Transactional', says: 'baru terlihat setelah commit' },
  },
  guarantees: {
    append: { name: 'At least once', says: 'semua yang terkirim' },
    idempotent: { name: 'At least once, upsert', says: 'hasil kedua bertemu yang pertama' },
    transactional: { name: 'Exactly once', says: 'baru terlihat setelah commit' },
  },
  noSuchPoint: 'Tidak ada yang crash di sini: dengan sink ini engine tak pernah sampai ke titik itu.',
  chosenSink: 'sesuai skenario',
  seen: (n) => `kini terlihat ${n} baris`,
  seenNone: 'Pembaca belum melihat apa-apa.',
  earlier: (n) => `${n} baris sebelum ini`,
  again: 'lagi',
  writtenBy: 'ditulis oleh',
  ends: {
    right: (n) => `Akhirnya ${n} baris, sama seperti tanpa crash`,
    wrong: (n, says) => `Akhirnya ${n} baris: ${says}`,
    lost: (n) => `${n} hilang`,
    doubled: (n) => `${n} kelebihan`,
    changed: (n) => `${n} dengan angka lain`,
    other: (n) => `${n} yang mestinya tidak ada`,
  },
  comparing: 'Membandingkan dengan run tanpa crash …',
  everywhere: {
    title: 'Semua titik crash',
    says: (n, sink, of) =>
      of === null
        ? `${n} run, satu untuk tiap tempat ia bisa crash, ke sink “${sink}”.`
        : `${n} run, tersebar rata di antara ${of} tempat ia bisa crash, ke sink “${sink}”.`,
    kinds: {
      batch: 'Di tengah batch',
      arrival: 'Tepat setelah sebuah baris',
      checkpoint: 'Di tengah checkpoint',
      commit: 'Di tengah commit',
    },
    go: 'Coba semuanya',
    again: 'Coba semuanya lagi',
    stop: 'Batalkan',
    progress: (percent) => `${percent} dicoba`,
    old: 'Skenarionya sudah berubah sejak itu.',
    none: 'Tidak ada yang jalan di skenario ini, jadi tak ada titik crash untuk dicoba.',
    summary: (n, bad) =>
      bad === 0
        ? `Tak satu pun dari ${n} titik crash mengubah isi akhir sink.`
        : `${bad} dari ${n} titik crash mengubah isi akhir sink.`,
    cell: (batch, point, says) => `${batch}, setelah ${point}: ${says}. Ke sana`,
    fine: 'tidak ada beda',
    after: 'crash setelah',
    legend:
      '✓ sama seperti tanpa crash · + baris kelebihan · − baris hilang · ≠ angka lain · * baris yang mestinya tidak ada',
    outage: 'Lama matinya seperti disetel di atas.',
  },
  documented: 'Menurut dokumentasi, belum diukur.',
  documentedSays: (engine) =>
    `Crash ${engine} mengikuti dokumentasi dan kode sumbernya. Tidak ada cluster sungguhan yang dimatikan untuk memeriksanya, seperti pada Spark.`,
  refused: (engine) => `${engine} menolak skenario ini`,
  sample: 'Buka penjemputan taksi saja',
};
