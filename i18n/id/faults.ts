import type { Expected, FaultParams, Feature, JsonExpected, NotExported, WayOut } from '../../engine/faults';
import type { ColumnType } from '../../engine/values';
import type { faults as en } from '../en/faults';
import { number } from '../format';
import { list } from '../list';
import type { Widen } from '../widen';

const atau = (items: readonly string[]) => list(items, 'id', 'or');
const dan = (items: readonly string[]) => list(items, 'id');
const maksud = (saran: string | null) => (saran === null ? '' : ` Maksud Anda ${saran}?`);
const tersedia = (kata: readonly string[], kosong: string) => (kata.length === 0 ? kosong : `Yang ada: ${dan(kata)}.`);
const ukuran = (bytes: number) => `${number(bytes / 2 ** 20, 'id', 1)} MiB`;

const JENIS: Readonly<Record<Expected, string>> = {
  object: 'objek { … }',
  list: 'daftar [ … ]',
  text: 'teks dalam tanda kutip ganda',
  number: 'angka',
  wholeNumber: 'bilangan bulat',
  boolean: 'true atau false',
  true: 'true',
  single: 'teks, angka, true, false, atau null',
};
const TIPE: Readonly<Record<ColumnType, readonly [apa: string, contoh: string]>> = {
  string: ['teks', '"Kota"'],
  boolean: ['true atau false', 'true'],
  long: ['bilangan bulat', '42000'],
  double: ['angka', '42000.5'],
  timestamp: ['waktu', '"2026-03-02T14:00:40Z"'],
};
const BAGIAN_JSON: Readonly<Record<JsonExpected, string>> = {
  value: 'sebuah nilai: teks dalam tanda kutip ganda, angka, true, false, null, { atau [',
  name: 'nama field dalam tanda kutip ganda; setelah field terakhir tidak ada koma',
  nameOrEnd: 'nama field dalam tanda kutip ganda, atau }',
  colon: 'titik dua',
  commaOrEnd: 'koma, atau kurung penutup',
  end: 'tidak ada apa-apa lagi',
  string: 'tanda kutip penutup di baris yang sama (pindah baris ditulis \\n)',
  escape: 'salah satu dari \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
};
const FITUR: Readonly<Record<Feature, (nama: string) => string>> = {
  continuousTrigger: () => 'continuous trigger dari Spark. Yang bisa: processingTime, once, dan availableNow',
  realTimeTrigger: () => 'real-time mode dari Spark. Yang bisa: processingTime, once, dan availableNow',
  crash: () => 'crash. Hapus bagian ini untuk menjalankannya tanpa crash',
  dropDuplicates: (nama) => `langkah ${nama}. Dengan groupBy pada kolom yang sama, setiap nilai juga muncul sekali`,
  join: () => 'join. Yang sudah bisa: query atas satu source',
  union: () => 'union. Yang sudah bisa: query atas satu source',
  windowOverText: (nama) =>
    `window atas kolom teks (Spark akan meng-cast setiap nilainya). Jadikan kolom ${nama} timestamp di \`columns\``,
  secondWatermark: () => 'dua watermark dalam satu query. Sisakan satu',
  secondStateful: () => 'dua langkah ber-state dalam satu query. Sisakan satu groupBy atau process',
  decimalAggregate: (nama) => `agregat atas desimal (${nama}). Bungkus nilainya dengan cast(… as double)`,
  distinctAggregate: (nama) => `${nama}: nilai yang berbeda hanya bisa dihitung. Tulis count(distinct …)`,
  flinkJoinType: (nama) =>
    `join ${nama} di flink, karena interval join-nya hanya inner. Jadikan inner, atau jalankan di spark`,
  flinkJoinBounds: () =>
    'join di flink yang syaratnya tidak membatasi event time kedua sisi satu terhadap yang lain. Tulis … between … and … atas kolom watermark, atau jalankan di spark',
  flinkWatermarkPlace: () =>
    'watermark di flink yang tidak tepat setelah source-nya. Pindahkan ke sebelum union, join, atau groupBy, satu untuk tiap source',
  flinkWindowColumn: (nama) =>
    `window atas ${nama} di flink: window-nya mengikuti waktu dari langkah watermark. Pakai satu kolom untuk window dan watermark`,
  flinkChain: (nama) => `${nama} setelah langkah lain yang ber-state di flink. Di spark bisa`,
  kafkaSemiJoin: (nama) => `join ${nama} di kafkaStreams, yang hanya punya inner, left, dan outer join. Di spark bisa`,
  kafkaRightOuter: () =>
    'join rightOuter di kafkaStreams, karena memang tidak ada. Tukar kedua sisinya lalu jadikan leftOuter, atau jalankan di spark',
  kafkaJoinCondition: () =>
    'join ini di kafkaStreams: syaratnya harus key yang sama, dan waktu satu sisi di antara dua batas dari sisi lain. Tulis a = b and … between … and … atas kolom watermark, atau jalankan di spark',
  kafkaCopartition: () =>
    'join di kafkaStreams atas topic yang jumlah partisinya berbeda, karena tidak akan dimulai. Samakan `partitions` kedua source',
  kafkaRepartition: (nama) =>
    `${nama} setelah langkah lain yang ber-state di kafkaStreams, karena perlu repartition topic. Di spark bisa`,
  kafkaSourceTwice: (nama) => `query di kafkaStreams yang membaca ${nama} dua kali. Di spark bisa`,
  kafkaWatermarkPlace: () =>
    'watermark di kafkaStreams yang tidak tepat setelah source-nya, tempat timestamp dibaca. Pindahkan ke sebelum union, join, atau groupBy, satu untuk tiap source',
  kafkaWindowColumn: (nama) =>
    `window atas ${nama} di kafkaStreams: window-nya mengikuti timestamp, yaitu kolom watermark. Pakai satu kolom untuk window dan watermark`,
  kafkaWindowStart: () =>
    'window dengan `start` di kafkaStreams: window-nya mulai pada kelipatan bulat slide sejak 1970, dalam UTC. Hapus `start`, atau jalankan di spark atau flink',
  kafkaFinalWithoutWindow: (nama) =>
    `${nama} di kafkaStreams untuk query tanpa window, karena tidak ada hasil yang pernah final. Hapus \`emit\``,
  kafkaStepsBehindTombstones: () =>
    'langkah setelah session di kafkaStreams selama ia mengirim pembaruan, karena pembaruan itu menarik hasil lama. Pindahkan ke sebelum groupBy, atau jadikan `emit` suppress atau onWindowClose',
};
const YANG_DICARI = { number: 'bertipe long atau double', text: 'teks', mapKey: 'selain double' } as const;
const GUNA = { watermark: 'watermark', window: 'window', eventTime: 'event time' } as const;
const KOSONG = {
  columns: 'sebutkan paling tidak satu kolom',
  aggregates: 'sebutkan paling tidak satu agregat, misalnya { "n": "count(*)" }',
  keys: 'sebutkan paling tidak satu kolom',
  values: 'beri paling tidak satu nilai',
} as const;

const TAK_DIEKSPOR: Readonly<Record<NotExported, (name: string) => string>> = {
  crashLosesCheckpoint: () =>
    'tanpa checkpoint, query baru membaca file semua batch sekaligus, masing-masing sebagai partisi sendiri. Hapus "checkpoint": "lost", atau entri ini',
  crashOfOneRun: () =>
    'query yang hanya membaca yang sudah ada lalu selesai akan menemukan baris untuk start berikutnya sudah di sana. Beri trigger processing time, atau hapus entri ini',
  crashBeforeNoDataBatch: () =>
    'Spark sudah menjalankan batch tanpa baris yang jatuh tempo sebelum skrip sempat menghentikannya. Buat crash-nya di dalam batch (after "sink-written"), atau hapus entri ini',
  crashOfJob: () =>
    'pemutaran ulang yang diekspor tidak mati. Hapus entri ini; program yang diekspor sendiri bisa dimatikan di cluster, lalu dijalankan lagi',
  javaExpression: (name) =>
    `${name} tidak ditulis dalam Java di sini. Hitung tanpa ${name}, atau ekspor ke pyspark, yang menerima setiap ekspresi`,
  watermarkBehindStep: (name) =>
    `setelah langkah lain, Flink membuat satu watermark untuk semua partisi ${name}, bukan satu untuk masing-masing. Tulis langkah watermark lebih dulu, tepat setelah source`,
  sqlProcess: (name) =>
    `SQL tidak punya padanan untuk ${name}, fungsi buatan sendiri yang punya state dan timer; di Flink ia ditulis dalam Java. Hapus langkah ini untuk mengekspor sisanya`,
  sqlDedupForgets: (name) =>
    `${name} menurut event time melupakan key dan membuang baris telat; deduplikasi SQL (ROW_NUMBER) tidak melakukan keduanya. Pakai dropDuplicates atas kolom tanpa event time`,
  sqlFilterFirst: (name) =>
    `di SQL watermark ${name} milik tabelnya, sebelum filter apa pun; di sini ada filter yang mendahuluinya dan menahan baris darinya. Tulis langkah watermark lebih dulu`,
  sqlChain: (name) => `${name} setelah langkah lain yang ber-state tidak ditulis dalam SQL di sini. Ekspor ke flink`,
  sqlHop: (name) =>
    `HOP di SQL meminta size berupa kelipatan bulat dari ${name}. Pilih yang membagi habis size, atau ekspor ke flink`,
  sqlLateness: (name) =>
    `SQL mengeluarkan setiap window sekali dan membuang yang tiba sesudahnya: ia tidak punya ${name}. Hapus, atau ekspor ke flink`,
  sqlLateRace: (name) =>
    `skrip ini membaca source-source-nya bersamaan, dan di sini ada baris yang telat menurut ${name}: terhitung atau tidaknya jadi kebetulan. Pakai --source kafka, atau ekspor ke flink, yang pemutaran ulangnya menjaga urutan`,
  sqlReplay: (name) =>
    `skrip ini membaca barisnya dari file secepat mungkin, padahal di sini ${name} menentukan hasilnya. Pakai --source kafka, atau ekspor ke flink, yang pemutaran ulangnya punya jam`,
  sqlExpression: (name) =>
    `${name} berarti lain di Flink SQL, atau tidak ada namanya di sana. Tulis query tanpa itu, atau ekspor ke flink`,
  rowSource: (name) =>
    `proyek Java membaca kedatangan atau Kafka, bukan ${name}; keduanya sudah ada. Tulis --source arrivals, atau hapus opsi itu`,
  rateEnds: (name) =>
    `baris dibuat seiring waktu, sedangkan ${name} hanya membaca yang sudah ada saat mulai: kosong. Beri trigger processing time, atau tulis dengan --source kafka atau files`,
  processingTime: (name) =>
    `di sini ${name} mengikuti processing time, sedangkan baris ini diputar ulang dalam hitungan detik. Ekspor lewat Kafka saja (--source kafka; files dan rate juga bisa): di sana ia berjalan dengan waktunya sendiri`,
};

const JALAN_KELUAR: Readonly<Record<WayOut, string>> = {
  addWatermark: 'Tulis langkah watermark sebelum groupBy, atau pilih update atau complete.',
  groupByEventTime: 'Kelompokkan menurut window atas kolom watermark, atau pilih update atau complete.',
  appendOrUpdate: 'Pilih append atau update.',
  appendOrComplete: 'Pilih append atau complete.',
  append: 'Pilih append: operator setelah operator lain memerlukan jawaban final.',
  appendHere: 'Pilih append.',
  addKey: 'Sebutkan paling tidak satu key di groupBy.',
  boundJoin: 'Beri kedua sisi watermark, lalu tulis rentang antara kedua event time, atau kesamaannya, di `on`.',
  joinKey: 'Tulis kesamaan antara satu kolom dari tiap sisi di `on`, misalnya a = b.',
  addWatermarkHere: 'Tulis langkah watermark sebelum langkah ini.',
  makeGapPositive: 'Jadikan gap lebih panjang dari nol.',
  widenJoinBounds: 'Jadikan batas atas sama dengan atau setelah batas bawah.',
};

const LANGKAH_LOOP: Readonly<Record<FaultParams['loopStep']['step'], string>> = {
  join: 'join, yang pasangannya bisa saja sudah lewat di run sebelumnya',
  union: 'union',
  dropDuplicates: 'dropDuplicates, yang harus tahu apa saja yang sudah pernah tiba',
  process: 'process, yang state-nya harus tetap hidup',
  secondGroupBy: 'groupBy setelah groupBy lain',
};

export const faults: Widen<typeof en> = {
  notJson: (p) =>
    `baris ${p.line}, kolom ${p.column}: ini bukan JSON. Di situ ada ${p.found === '' ? 'akhir teks' : p.found}, seharusnya ${BAGIAN_JSON[p.expected]}.`,
  tooLarge: (p) =>
    `file ini ${p.bytes === null ? `lebih dari ${ukuran(p.limit)}` : ukuran(p.bytes)}; Arus membaca paling besar ${ukuran(p.limit)}. Kurangi barisnya, atau biarkan \`generate\` yang membuatnya.`,
  notText: () => 'ini bukan teks UTF-8. Simpan ulang sebagai UTF-8.',
  emptyFile: () => 'file ini kosong. Pilih file yang berisi skenario atau tabel.',
  notArus: (p) => `seharusnya "arus/1", tetapi tertulis ${p.value}. Hanya format itu yang dibaca versi ini.`,
  unknownField: (p) =>
    p.suggestion === null
      ? `tidak ada field ${p.field} di sini${p.elsewhere ? `: itu setelan ${dan(p.elsewhere)}` : ''}. ${tersedia(p.known, 'Di sini memang tidak ada field.')}`
      : `tidak ada field ${p.field} di sini.${maksud(p.suggestion)}`,
  missingField: (p) => `${p.field} belum ada. Tulis di sini.`,
  noneOfShapes: (p) => `seharusnya objek berisi ${atau(p.known)}, tetapi tertulis ${p.value}.`,
  wrongType: (p) => `seharusnya ${JENIS[p.expected]}, tetapi tertulis ${p.value}.`,
  wrongValue: (p) =>
    `seharusnya ${TIPE[p.type][0]}, tetapi tertulis ${p.value}. Tulis seperti ${TIPE[p.type][1]}, atau null kalau tidak ada nilainya.`,
  inexactLong: (p) =>
    `${p.value} terlalu besar untuk disimpan persis sebagai angka JSON. Tulis digitnya dalam tanda kutip ganda.`,
  notOneOf: (p) => `seharusnya ${atau(p.allowed)}, tetapi tertulis ${p.value}.${maksud(p.suggestion)}`,
  outOfRange: (p) =>
    p.most === null
      ? `paling kecil ${number(p.least, 'id', 6)}, tetapi tertulis ${p.value}.`
      : `seharusnya ${number(p.least, 'id', 6)} sampai ${number(p.most, 'id', 6)}, tetapi tertulis ${p.value}.`,
  emptyList: (p) => `ini kosong: ${KOSONG[p.expected]}.`,
  notKeyColumn: (p) =>
    `${p.column} kolom ${p.type}, sedangkan keys hanya untuk string dan long. Tulis isinya di \`values\`.`,
  notRange: (p) =>
    p.type === 'double' || p.type === 'long'
      ? `seharusnya nilai terkecil dan terbesar untuk ${p.type}, tetapi tertulis ${p.value}. Tulis seperti [0, 100].`
      : `\`between\` hanya untuk long dan double, sedangkan kolom ini ${p.type}. Pakai \`oneOf\`.`,
  unknownSource: (p) =>
    `tidak ada source bernama ${p.source}.${maksud(p.suggestion) || ` ${tersedia(p.known, 'Tulis dulu satu di `sources`.')}`}`,
  unknownColumn: (p) =>
    `tidak ada kolom ${p.column} di sini.${maksud(p.suggestion) || ` ${tersedia(p.known, 'Di sini memang tidak ada kolom.')}`}`,
  notTimeColumn: (p) =>
    `${GUNA[p.use]} butuh kolom timestamp, sedangkan ${p.column} bertipe ${p.type}${p.use === 'watermark' ? ' (di Spark: EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE)' : ''}. ${p.candidates.length > 0 ? `Pakai ${atau(p.candidates)}.` : 'Beri source ini kolom timestamp.'}`,
  notTime: (p) =>
    `seharusnya waktu, tetapi tertulis ${p.value}. Tulis lengkap dengan offset-nya, seperti "2026-03-02T14:00:40Z".`,
  timeWithoutOffset: (p) =>
    `${p.value} tidak punya offset, jadi belum jelas kapan persisnya. Tambahkan Z (UTC) atau offset seperti +07:00 di ujungnya.`,
  noSuchTime: (p) => `tidak ada hari atau jam seperti itu: ${p.value}.`,
  timeTooFine: (p) => `${p.value} lebih halus dari milidetik. Sisakan tiga digit setelah detik.`,
  timeTooFar: (p) => `${p.value} lebih dari 285 tahun dari 1970. Pakai waktu yang lebih dekat.`,
  notDate: (p) => `seharusnya tanggal di kalender, tetapi tertulis ${p.value}. Tulis seperti "2026-03-02".`,
  backfillWithoutDay: (p) =>
    ({
      noEventTime: `${p.day} tidak bisa dijalankan lagi: tidak ada yang menyatakan hari terjadinya baris. Kelompokkan per window, atau tambahkan langkah watermark.`,
      noWindow: `${p.day} tidak bisa dijalankan lagi: angkanya total dari semua hari, dan baris satu hari akan menggantikannya. Kelompokkan per window.`,
      session: `${p.day} tidak bisa dijalankan lagi: session yang melewati tengah malam akan terpotong dua. Pakai window tumbling atau sliding.`,
    })[p.why],
  backfillEmptyDay: (p) =>
    p.first === null
      ? `${p.day} tidak bisa dijalankan lagi: tidak ada baris yang punya hari. Beri source beberapa baris, atau hapus backfill ini.`
      : `${p.day} tidak bisa dijalankan lagi: tidak ada baris yang terjadi hari itu. Baris terjadi ${p.first === p.last ? `pada ${p.first}` : `dari ${p.first} sampai ${p.last}`}: sebut salah satu hari itu.`,
  backfillTooEarly: (p) =>
    `${p.day} tidak bisa dijalankan lagi pada ${p.at}: hari itu baru selesai pada ${p.ends}, dan run sebelumnya hanya menjawab sebagian. Jalankan saat itu atau sesudahnya.`,
  backfillTooLate: (p) =>
    `${p.day} tidak bisa dijalankan lagi pada ${p.at}: run berakhir pada ${p.until}. Undurkan \`until\`, atau jalankan lebih awal.`,
  notTimeOfDay: (p) => `seharusnya jam, tetapi tertulis ${p.value}. Tulis seperti "23:59:00".`,
  notTimeZone: (p) =>
    `tidak ada zona waktu ${p.value}. Tulis namanya menurut database IANA, seperti "Asia/Jakarta" atau "UTC".`,
  notDuration: (p) =>
    `seharusnya lama waktu, tetapi tertulis ${p.value}. Tulis seperti "5 minutes" atau "1 hour 30 minutes".`,
  negativeDuration: (p) => `${p.value} bernilai negatif. Tulis lama waktu yang tidak negatif.`,
  notAboveZero: (p) => `${p.value} bernilai negatif. Tulis lama waktu di atas nol.`,
  zeroDuration: (p) => `${p.value} sama dengan nol. Tulis lama waktu di atas nol.`,
  monthDuration: (p) => `${p.value}: panjang bulan tidak tetap, jadi Spark menolaknya di sini. Tulis dalam hari.`,
  monthGap: (p) =>
    `${p.value}: panjang sebulan tidak tetap, sedangkan Arus hanya menjalankan session dengan gap tetap. Tulis dalam hari.`,
  slideTooLarge: (p) =>
    `slide (${p.slide}) lebih besar dari size (${p.size}): ada baris yang jatuh di antara window, dan Spark menolaknya. Jadikan paling besar ${p.size}.`,
  startTooLarge: (p) =>
    `start (${p.start}) harus lebih kecil dari slide (${p.slide}). Window toh berulang setiap ${p.slide}.`,
  noSuchCrashPoint: (p) =>
    `${p.engine} tidak bisa crash setelah ${p.value}. Titik crash-nya: ${list(p.allowed, 'id')}.`,
  noSuchBatch: (p) =>
    p.last === null
      ? `tidak ada ${p.step} ${p.batchId} untuk crash: tidak satu ${p.step} pun terjadi. Beri source beberapa baris, atau hapus crash ini.`
      : `tidak ada ${p.step} ${p.batchId} untuk crash: ${p.last === 0 ? `hanya ada satu, yaitu 0` : `yang ada ${p.step} 0 sampai ${p.last}`}. Sebut salah satunya, atau processing time dengan \`at\`.`,
  noSuchCheckpoint: (p) =>
    p.last === 0
      ? `tidak ada checkpoint ${p.checkpoint} untuk crash: run ini tidak mengambil satu pun. Beri source baris yang tiba lebih akhir, atau hapus crash ini.`
      : p.checkpoint > p.last
        ? `tidak ada checkpoint ${p.checkpoint} untuk crash: run ini punya ${p.last === 1 ? 'satu, yaitu 1' : `1 sampai ${p.last}`}. Sebut salah satunya, atau processing time dengan \`at\`.`
        : `checkpoint ${p.checkpoint} tidak pernah sampai ${p.after}: crash lain datang lebih dulu. Sebut yang lain dari 1 sampai ${p.last}.`,
  noCheckpointBehind: (p) =>
    `tidak ada checkpoint berisi kedatangan ${p.arrival} yang sampai ${p.after}. Sebut kedatangan yang lebih awal, atau undurkan \`until\`.`,
  pointWithout: (p) =>
    p.without === 'checkpoints'
      ? `job ini tidak pernah sampai ${p.after}: ia tidak mengambil checkpoint. Isi checkpointInterval di flink, atau pilih crash setelah row.`
      : `job ini tidak pernah sampai ${p.after}: sink-nya tidak memakai transaksi. Jadikan sink di flink transactional, atau pilih crash setelah checkpoint-completed.`,
  tooManyCheckpoints: (p) =>
    `${number(p.checkpoints, 'id')} checkpoint melebihi ${number(p.limit, 'id')}, batas yang dijalankan Arus. Perpanjang checkpointInterval.`,
  noSuchCommit: (p) =>
    p.last === 0
      ? `tidak ada commit ${p.commit} untuk crash: tidak ada yang di-commit dalam run ini. Beri source beberapa baris, atau hapus crash ini.`
      : p.commit > p.last || p.commit === 0
        ? `tidak ada commit ${p.commit} untuk crash: run ini punya ${p.last === 1 ? 'satu, yaitu 1' : `1 sampai ${p.last}`}. Sebut salah satunya, atau processing time dengan \`at\`.`
        : `commit ${p.commit} tidak pernah sampai ${p.after}: crash lain datang lebih dulu. Sebut yang lain dari 1 sampai ${p.last}.`,
  noCommitBehind: (p) =>
    `tidak ada commit yang memuat kedatangan ${p.arrival} dan sampai ${p.after}. Sebut kedatangan yang lebih awal, atau undurkan \`until\`.`,
  arrivalNotRead: (p) =>
    p.last === null
      ? `kedatangan ${p.arrival} tidak pernah dibaca: tidak ada yang dibaca. Hapus crash ini.`
      : `kedatangan ${p.arrival} ${p.step === 'record' ? 'tidak pernah dibaca' : `tidak dibaca ${p.step} mana pun`}: kedatangan dihitung dari 0, dan ${p.last} yang terakhir dibaca. Sebut paling besar ${p.last}.`,
  notRunningThen: (p) =>
    ({
      notYet: `${p.engine} tidak bisa crash pada ${p.at}: ia baru mulai pada ${p.since}. Pilih waktu sesudahnya.`,
      ended: `${p.engine} tidak bisa crash pada ${p.at}: ia sudah selesai pada ${p.since}. Pilih waktu sebelumnya.`,
      down: `${p.engine} tidak bisa crash pada ${p.at}: ia sedang mati sejak ${p.since} karena crash lain. Pilih waktu saat ia sudah kembali.`,
    })[p.why],
  partitionOutOfRange: (p) =>
    p.partitions === 1
      ? `tidak ada partisi ${p.partition}: source ini hanya punya satu, yaitu 0. Tulis jumlahnya di \`partitions\`.`
      : `tidak ada partisi ${p.partition}: source ini punya ${p.partitions}, dari 0 sampai ${p.partitions - 1}.`,
  notModelled: (p) => `Arus belum bisa menjalankan ${FITUR[p.feature](p.name)}.`,
  refused: (p) =>
    `${p.engine} menolak ini: ${p.message} [${p.condition}]${p.wayOut ? ` ${JALAN_KELUAR[p.wayOut]}` : ''}`,
  notCondition: (p) =>
    `filter harus bernilai true atau false, sedangkan ${p.text} bertipe ${p.type}. Bandingkan dengan sesuatu.`,
  notNumber: (p) => `${p.function} butuh angka, sedangkan ${p.text} bertipe ${p.type}.`,
  ambiguousColumn: (p) =>
    `kedua sisi punya kolom ${p.column}. Beri salah satunya nama lain dengan select sebelum join.`,
  unionWidths: (p) =>
    `satu sisi punya ${p.left} kolom, sisi lain ${p.right}. Union mengikuti urutan: pilih jumlah kolom yang sama dengan select.`,
  unionTypes: (p) =>
    `${p.left} bertipe ${p.leftType}, sedangkan ${p.right} di tempat yang sama bertipe ${p.rightType}. Union mengikuti urutan: samakan tipenya dengan cast.`,
  functionColumn: (p) => {
    const pakai = p.candidates.length > 0 ? `Pakai ${atau(p.candidates)}.` : 'Buat kolomnya dengan select dan cast.';
    return `${p.function} butuh kolom ${YANG_DICARI[p.wanted]}, sedangkan ${p.column} bertipe ${p.type}. ${pakai}`;
  },
  columnTaken: (p) =>
    `${p.function} menambahkan kolom ${p.column}, padahal kolom itu sudah ada. Beri yang lama nama lain dengan select.`,
  endlessBatches: (p) =>
    `${p.function} mengikuti jam, jadi Spark menjalankan batch di setiap tick${p.trigger === 'zero' ? ', dan dengan interval 0 tanpa henti' : ', dan availableNow tidak akan pernah selesai'}. Tulis intervalnya, seperti { "processingTime": "1 minute" }.`,
  tooManyTicks: (p) =>
    `${p.function} mengikuti jam, jadi Spark menjalankan batch di setiap tick: di sini ${number(p.ticks, 'id')}, sedangkan batas Arus ${number(p.limit, 'id')}. Perpanjang intervalnya.`,
  processWithoutWatermark: (p) => `${p.name} butuh event time untuk timer-nya. Tulis langkah watermark sebelumnya.`,
  loopWindow: (p) =>
    `loop hanya menjawab untuk ${p.interval} yang baru dibacanya, sedangkan window di sini (${p.size}) bukan rentang itu. Pakai tumbling window ${p.interval}, atau samakan engines.batchLoop.interval dengannya.`,
  loopStep: (p) =>
    `loop tidak mengingat apa pun antar-run, jadi tidak bisa menjalankan ${LANGKAH_LOOP[p.step]}. Jalankan di engine streaming, atau di dailyBatch.`,
  loopWithoutEventTime: () =>
    'tidak ada bagian query yang menyebut kolom event time-nya. Kelompokkan menurut window, tulis langkah watermark, atau baca menurut arrivalTime.',
  notExported: (p) => `ini tidak bisa diekspor ke ${p.target}: ${TAK_DIEKSPOR[p.what](p.name)}.`,
  moreFaults: (p) => `${number(p.more, 'id')} kesalahan lagi tidak ditampilkan. Perbaiki dulu yang ini.`,
};
