import type { FlinkWords, JavaWords, KafkaStreamsWords, SqlWords } from '../../engine/export/javaWords';
import { fullDuration } from '../fullDuration';
import { pyspark } from './exports';

const long = (length: number) => fullDuration(length, 'id');

/** Yang dikatakan oleh proyek Flink dan Kafka Streams. */
export const java: JavaWords = {
  flink: (scenario) => `Query dari skenario "${scenario}" milik Arus sebagai job DataStream Apache Flink 2.3.`,
  kafkaStreams: (scenario) => `Query dari skenario "${scenario}" milik Arus dalam DSL Apache Kafka Streams 4.3.`,
  runReplay: 'kedatangan skenario, satu per satu (Java 17 atau lebih baru)',
  runCluster: 'di cluster, dari Kafka ke Kafka; baris berupa objek JSON',
  lines: (command) => `Satu baris dicetak untuk setiap kedatangan, sama seperti \`${command}\`.`,
  rows: (source) => `Satu baris dari ${source}. Setiap nilai boleh null.`,
  key: 'Dasar pengelompokan baris.',
  windowRecord: 'Satu rentang event time.',
  totals: 'Yang disimpan untuk setiap grup.',
  selected: 'Kolom-kolom yang diteruskan.',
  pair: 'Sepasang baris.',
  result: 'Yang keluar untuk sebuah grup.',
  json: 'Baris sebagai JSON; yang tidak disebut sebuah baris adalah null.',
  instants: 'Waktu ditulis dalam UTC, sampai milidetik; yang lebih halus dipotong.',
  values: {
    what: 'Arti fungsi-fungsi SQL: null tidak dihitung.',
    sum: 'Jumlah dari yang bukan null.',
    extreme: 'Yang lebih kecil atau lebih besar dari dua nilai; null tidak ikut.',
    compare: 'Teks dibandingkan menurut byte UTF-8-nya, seperti di Spark.',
    divide: 'Pembagian dengan nol gagal, seperti di Spark.',
    union: 'Nilai-nilai dari kedua himpunan.',
  },
  provided: 'Sudah tersedia di cluster.',
  testOnly: 'Untuk pemutaran ulang: test harness milik Flink sendiri.',
  testOnlyKafka: 'Untuk pemutaran ulang: test driver milik library ini sendiri.',
  fatJar: 'Satu jar berisi semua yang tidak ada di cluster.',
  step: {
    ...pyspark.step,
    tumbling: (size) => `Window sepanjang ${long(size)}, berurutan.`,
    sliding: (size, slide) =>
      `Window sepanjang ${long(size)}, satu yang baru setiap ${long(slide)}: baris dihitung di setiap window yang memuatnya.`,
    session: (gap) => `Session: baris-baris satu key yang berjarak paling jauh ${long(gap)} dikumpulkan menjadi satu.`,
  },
  query: 'Query dari skenario.',
  union: 'Baris-baris dari keduanya, kolom dicocokkan menurut posisi.',
  nullKey: 'Syarat lain bagi sebuah pasangan; key null tidak bertemu apa pun.',
  until: 'Skenario berakhir di sini.',
};

export const flink: FlinkWords = {
  interval: (length) =>
    `Watermark hanya bergerak setiap ${long(length)}: baris telat menurut watermark terakhir yang dikirim.`,
  everyRow: 'Watermark dikirim setelah setiap baris, bukan oleh timer.',
  everyRowClass: 'Mengirim watermark setelah setiap baris.',
  watermark: (column, delay) =>
    `Watermark berada ${long(delay)} dan satu milidetik di belakang ${column} terbaru; di Kafka setiap partisi punya watermark sendiri, dan yang terkecil yang berlaku.`,
  idle: (length) => `Partisi tanpa baris selama lebih dari ${long(length)} tidak lagi menahan watermark.`,
  noIdle: 'Tanpa timer tidak ada yang menjadi idle.',
  lateness: (length) =>
    `Window disimpan selama ${long(length)} setelah keluar; setiap baris yang masih datang membuatnya keluar lagi.`,
  late: 'Baris-baris yang datang telat.',
  lateRow: 'Tanpa ini, baris yang telat dibuang dan hanya dihitung jumlahnya.',
  streams: 'Yang keluar, dan baris-baris yang telat, sebagai JSON (null jika tidak ada yang bisa telat).',
  aggregate: 'Menambahkan baris ke total sebuah window, satu per satu: barisnya sendiri tidak disimpan.',
  give: 'Membuat hasil dari total ketika window keluar.',
  running: 'Memberi nilai baru sebuah grup untuk setiap baris.',
  functions: {
    velocityCheck:
      'Memberikan baris yang terlalu cepat ada di tempat lain dari baris terbaru key-nya. Baris telat juga dilihatnya.',
    sessionize:
      'Memberikan satu baris untuk tiap kunjungan sebuah key yang sudah selesai. Baris telat menjadi kunjungan tersendiri.',
    runningTotal: 'Memberikan tiap baris dengan jumlah key-nya sejauh ini.',
    thresholdAlert:
      'Memberikan baris yang mengangkat jumlah key-nya di atas ambang, sekali dalam satu rentang menurut jam.',
    distinctUsers: 'Memberikan, untuk tiap baris yang punya pengguna, berapa pengguna yang sudah dilihat key-nya.',
  },
  dedup: 'Meloloskan baris pertama sebuah key.',
  dedupLate: 'Timer sudah melepas key dari baris pada atau di belakang watermark: ia akan lolos sebagai yang pertama.',
  join: (lower, upper) =>
    `Waktu sisi kanan terletak antara ${long(lower)} dan ${long(upper)} setelah waktu sisi kiri, kedua ujung termasuk.`,
  joiner: 'Membuat pasangan ketika baris keduanya datang.',
  main: 'Menjalankan job dari Kafka ke Kafka.',
  topic: 'Baris-baris sebuah topic, mulai dari record tertua; nilai yang bukan objek JSON menggagalkan job.',
  sink: 'Menulis setiap hasil sebagai JSON.',
  checkpoint: (length) =>
    `Satu checkpoint setiap ${long(length)}: setelah kegagalan, job melanjutkan dari yang terakhir.`,
  delivery: {
    append: 'Setelah kegagalan, hasil bisa keluar dua kali.',
    idempotent: 'Setelah kegagalan, hasil bisa keluar dua kali.',
    transactional: 'Setiap hasil satu kali, bagi pembaca dengan read_committed, ketika checkpoint-nya selesai.',
  },
  jsonRows: 'Membaca baris dari objek JSON.',
  replay:
    'Kedatangan skenario melalui operator-operator job, di test harness milik Flink sendiri. Timer watermark pada job sungguhan mengikuti jam dinding, dan input-nya berjalan berdampingan; di sini jam mengikuti kedatangan, sehingga setiap kali dijalankan hasilnya sama.',
  replayMain: 'Memutar ulang kedatangan.',
  ticks: 'Dari satu tick timer watermark ke tick berikutnya, milidetik; tick jatuh pada kelipatan bulatnya.',
  feed: 'Menempatkan masukan di belakang semua yang dibacanya, dengan valve yang menggabungkan watermark menjadi yang terkecil.',
  build: 'Menyiapkan satu langkah job, dan semua yang dibacanya.',
  operators: 'Yang dilakukan satu langkah job dengan baris, watermark, dan source yang menjadi idle atau aktif lagi.',
  drain: 'Meneruskan yang diberikan sebuah langkah, menurut urutannya.',
  noSource: 'Topic tidak pernah dibaca: baris berasal dari arrivals.jsonl.',
  partitions: 'Jumlah partisi setiap source: masing-masing punya watermark sendiri.',
};

export const kafkaStreams: KafkaStreamsWords = {
  topology: 'Query dari skenario.',
  keyed: 'Key sebuah record: dasar pengelompokan atau join barisnya, sebagai objek JSON.',
  rekey: 'Jika topic punya key lain, baris diberi key baru, melalui topic tersendiri.',
  noTime: 'Tidak ada kolom waktu: waktu record itu sendiri yang dipakai.',
  time: (column) => `Waktu sebuah record adalah ${column}; record tanpa nilai itu dibuang.`,
  grace: (length) =>
    length === 0
      ? 'Window ditutup begitu stream time mencapai akhirnya.'
      : `Window menerima baris sampai stream time ${long(length)} melewati akhirnya.`,
  emit: {
    onUpdate: 'Setiap baris memberi nilai baru bagi window-window-nya.',
    onWindowClose: 'Window keluar satu kali, ketika ditutup. Pencariannya paling sering sekali sedetik.',
    suppress: 'Window ditahan sampai ditutup: keluar satu kali.',
  },
  session: (gap) => `Session: baris-baris satu key yang berjarak paling jauh ${long(gap)} dikumpulkan menjadi satu.`,
  join: (type, before, after) =>
    `Waktu sisi kanan terletak dari ${long(before)} sebelum sampai ${long(after)} setelah waktu sisi kiri, kedua ujung termasuk.${
      type === 'inner' ? '' : ' Baris tanpa pasangan keluar setelah pasangan tidak mungkin datang lagi.'
    }`,
  noCache: 'Tanpa record cache: setiap pembaruan keluar, bukan satu untuk setiap commit.',
  guarantee: {
    at_least_once: 'Setelah kegagalan, baris dibaca lagi dan hasil bisa keluar dua kali.',
    exactly_once_v2: 'Setiap hasil satu kali, bagi pembaca dengan read_committed, ketika transaksinya di-commit.',
  },
  commit: 'Seberapa sering offset di-commit, milidetik.',
  resultKey: 'Key sebuah hasil. Nilai null menarik kembali hasil dengan key ini.',
  running: 'Setiap baris memberi nilai baru bagi grupnya.',
  functions: {
    velocityCheck: flink.functions.velocityCheck,
    sessionize:
      'Memberikan satu baris untuk tiap kunjungan sebuah key yang sudah selesai. Baris telat tidak dibuang: ia pun membuka kunjungan.',
    runningTotal: flink.functions.runningTotal,
    thresholdAlert: flink.functions.thresholdAlert,
    distinctUsers: flink.functions.distinctUsers,
  },
  dedup: flink.dedup,
  dedupLate: 'Key dari baris setua itu mungkin sudah dilupakan: barisnya akan lolos sebagai yang pertama.',
  byStreamTime:
    'Library ini tidak punya timer per key: setelah sebuah baris, paling sering sekali sedetik menurut stream time, semua key diperiksa untuk mencari yang sudah selesai. Baris yang tidak urut ditunggu selama grace.',
  byClock:
    'Nilai yang sudah habis waktunya tidak dihitung lagi, entah masih ada di store atau tidak; sekali sedetik menurut jam, nilai seperti itu dihapus.',
  noKey: 'Record tanpa key dibuang, seperti yang dilakukan operator library ini sendiri.',
  store: 'Yang disimpan processor untuk tiap key, di disk dan di sebuah topic changelog.',
  main: 'Menjalankan query dari Kafka ke Kafka.',
  serde: 'Key dan nilai sebagai JSON.',
  replay:
    'Kedatangan skenario melalui topology, di TopologyTestDriver milik library ini: satu untuk setiap partisi, yang merupakan task tersendiri. Jam dindingnya mengikuti kedatangan.',
  replayMain: 'Memutar ulang kedatangan.',
  task: 'Sebuah task: satu partisi dengan stream time dan store sendiri.',
  emitInterval:
    'Driver mencari yang sudah ditutup setelah setiap baris; aplikasi sungguhan paling sering sekali sedetik.',
  clock: 'Mengetahui stream time dari task.',
  dropped: 'Jumlah record yang dibuang sejauh ini: telat, atau tanpa key atau waktu.',
  windows: 'Berada di berapa window sebuah baris: baris telat hanya jika semuanya sudah ditutup.',
  lateWithoutKey: 'Record tanpa key dibuang sebelum sampai ke window-nya.',
};

export const sql: SqlWords = {
  what: (scenario) => `Query dari skenario "${scenario}" milik Arus dalam SQL Apache Flink 2.3.`,
  run: (file) =>
    `Nyalakan cluster di folder ini (bin/start-cluster.sh), atau tulis path lengkap di bawah; lalu bin/sql-client.sh -f ${file}`,
  end: 'Barisnya dibaca dari file. File ada akhirnya, jadi window yang masih terbuka saat itu ikut keluar; di stream window itu menunggu.',
  insert: 'Tulis INSERT INTO dan nama tabel sebelum SELECT terakhir untuk mengirim hasilnya ke sana.',
  zone: (timeZone) =>
    `Window disejajarkan menurut UTC, seperti di Arus${timeZone === 'UTC' ? '' : `, yang menampilkan waktu dalam ${timeZone}`}.`,
  onePhase: 'Jumlah dihitung baris demi baris, menurut urutan baris.',
  oneByOne: 'Satu baris demi satu baris.',
  everyRow: 'Watermark bergerak setelah tiap baris: berapa lama baris di perjalanan tidak dihitung di sini.',
  idle: 'Partisi yang selama ini tanpa baris tidak lagi menahan watermark.',
  table: (source) => `Baris dari ${source}.`,
  watermark: (column, delay) =>
    `Watermark tertinggal ${long(delay)} dan satu milidetik dari ${column} terbaru. SQL menghitung baris yang telat lalu membuangnya.`,
  keepsForEver: 'SQL mengingat setiap key, kecuali table.exec.state.ttl membatasinya.',
  join: (lower, upper) =>
    `Waktu kanan ada di antara ${long(lower)} dan ${long(upper)} setelah waktu kiri, kedua batas termasuk. Berbeda dari job DataStream, SQL tetap menggabungkan baris telat selama pasangannya masih ada.`,
  step: java.step,
};
