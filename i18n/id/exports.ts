import type { PysparkWords } from '../../engine/export/words';
import { fullDuration } from '../fullDuration';

const long = (length: number) => fullDuration(length, 'id');

export const pyspark: PysparkWords = {
  replay: (scenario) =>
    `Skenario "${scenario}" dari Arus di Apache Spark 4.3: baris yang sama, dalam micro-batch yang sama.`,
  java: 'juga Java 17 atau lebih baru',
  lines: (command) =>
    `Setiap batch dicetak sebagai satu baris, seperti cetakan \`${command}\`: berapa baris yang dibaca, watermark yang berlaku, apa yang terjadi pada state, dan baris yang keluar.`,
  columns: 'Kolom setiap source. Nilai apa pun boleh null.',
  arrivals: 'Baris setiap source menurut batch yang membacanya, urut kedatangan.',
  partitions: 'Isi satu batch: satu list untuk setiap partisi source.',
  batch: (id, time) => `Batch ${id}; di skenario ia jalan pada ${time}.`,
  settings: {
    timeZone: 'Waktu ditampilkan dalam UTC; teks tanpa offset juga dibaca sebagai UTC.',
    shuffle: 'Satu state store saja, supaya angkanya mewakili seluruh query.',
    oneFile: 'Satu file satu partisi; biasanya Spark menggabungkan file kecil.',
    countAll: 'Filter bekerja setelah baris dibaca, supaya numInputRows menghitung semuanya.',
    progress: 'Simpan progress semua batch; bawaan Spark hanya 100 yang terakhir.',
    noDataBatches: 'Tidak ada batch tanpa baris: yang sudah selesai menunggu baris berikutnya.',
    multipleWatermarkPolicy:
      'Dari beberapa watermark yang dipakai yang paling maju, bukan yang paling belakang: baris source yang lambat jadi telat.',
    columnFamilies: 'State store yang dibutuhkan transformWithState.',
  },
  query: 'Query skenario ini.',
  line: 'Yang dikerjakan satu batch, dengan istilah StreamingQueryProgress.',
  main: 'Menjalankan query atas kedatangan, batch demi batch, lalu mencetak hasil setiap batch.',
  publish: 'Membuat baris satu batch bisa dibaca, satu file untuk setiap source yang punya.',
  longestFirst: 'Spark membaca file terbesar lebih dulu; spasi di akhir menjaga urutan partisi.',
  inOrder: 'Spark mengambil file menurut waktunya.',
  rows: 'Stream baris sebuah source: setiap file baru di foldernya.',
  oneBatchOfFiles: 'File untuk satu batch setiap kali.',
  write: 'Menerima output satu batch, lalu memasukkan baris berikutnya.',
  action: 'Satu-satunya action atas batch ini: yang kedua akan menghitungnya ulang.',
  next: 'Selama ini berjalan tidak ada batch yang sedang direncanakan, jadi batch berikutnya melihat semua barisnya.',
  until: 'Skenario berakhir di sini; Spark masih akan terus.',
  outputMode: {
    append: 'append: hasil keluar satu kali, saat watermark memastikannya tidak berubah lagi.',
    update: 'update: setiap batch mengeluarkan hasil yang mendapat baris di dalamnya.',
    complete: 'complete: setiap batch mengeluarkan semua hasil.',
  },
  once: 'Satu batch untuk semua yang ada, lalu selesai.',
  availableNow: 'Sebanyak batch yang perlu untuk membaca semua yang ada, lalu selesai.',
  oneThread: 'Satu thread, supaya partisi dibaca satu per satu.',
  crashes: {
    table: 'Tempat query mati: di batch mana atau sesudahnya, dan kapan.',
    before: (batch) => `Batch ${batch} mati saat offset-nya sudah dicatat tetapi belum ada yang dihitung.`,
    after: (batch) => `Batch ${batch} mati saat state-nya sudah ditulis tetapi belum di-commit.`,
    between: (batch) => `Query berhenti setelah batch ${batch} di-commit.`,
    crash: 'Mewakili matinya proses: yang tidak ada di checkpoint ikut hilang.',
    die: 'Mematikan query di sini kalau skenarionya begitu.',
    start: 'Setiap kali mulai, query melanjutkan dari checkpoint: batch yang belum di-commit dijalankan lagi.',
  },
  live: {
    what: {
      kafka: (scenario) => `Query skenario "${scenario}" dari Arus di Apache Spark 4.3, dari Kafka ke Kafka.`,
      files: (scenario) => `Query skenario "${scenario}" dari Arus di Apache Spark 4.3, dari file ke file.`,
      rate: (scenario) => `Query skenario "${scenario}" dari Arus di Apache Spark 4.3, atas baris buatan.`,
    },
    how: 'Jalan sampai dihentikan (Ctrl+C). Kalau dijalankan lagi dengan checkpoint yang sama, query melanjutkan dari posisi terakhir.',
    howOnce:
      'Membaca semua yang ada lalu selesai. Kalau dijalankan lagi dengan checkpoint yang sama, query membaca yang tiba sesudahnya.',
    options: {
      servers: 'broker cluster Kafka',
      topic: (source) => `topic berisi baris ${source}, masing-masing satu objek JSON`,
      folder: (source) => `folder tempat file berisi baris ${source} datang, satu objek JSON per baris`,
      outputTopic: 'topic untuk hasilnya',
      outputFolder: 'folder untuk hasilnya, satu subfolder per batch',
      checkpoint: 'folder untuk offset dan state, di penyimpanan yang terjangkau semua mesin; khusus query ini',
      rowsPerSecond: 'banyaknya baris yang dibuat per detik',
    },
    made: 'Cara membuat setiap kolom: nilai dari baris skenario, dan event time yang mundur paling jauh sebesar delay watermark.',
    topicRows: 'Baris sebuah topic. Nilai yang bukan objek JSON menjadi null.',
    earliest: 'Tanpa checkpoint ia mulai dari record tertua.',
    limit: 'Sisanya menunggu batch berikutnya.',
    fileLimit: (rows) =>
      `Skenario membaca paling banyak ${rows} baris per batch. File dibaca utuh: di sini sebanyak itu file, dari yang tertua.`,
    folderRows: 'Baris semua file yang datang ke sebuah folder.',
    rateRows: 'Baris buatan, sekian per detik.',
    main: 'Menjalankan query.',
    trigger: (interval) =>
      interval === 0
        ? 'Satu batch begitu yang sebelumnya selesai dan ada baris.'
        : `Satu batch setiap ${long(interval)}, pada kelipatan bulatnya.`,
    checkpoint: 'Yang sudah dibaca dan state disimpan di sini; setelah restart, batch yang belum selesai diulang.',
    overwrite: 'Batch yang diulang menimpa tulisannya sendiri, jadi tidak ada yang ganda.',
    keyed:
      'Key menamai hasilnya: topic yang di-compact menyimpan nilai terakhir masing-masing, juga kalau batch diulang.',
    records: 'Batch yang diulang setelah gagal menulis record-nya sekali lagi.',
  },
  step: {
    filter: 'Meneruskan baris yang membuat syarat ini true; null bukan true.',
    select: 'Kolom yang diteruskan.',
    watermark: (column, delay) =>
      `Watermark berada ${long(delay)} di belakang ${column} terbaru yang sudah dilihat Spark. Ia bergerak di antara batch; yang di belakangnya telat.`,
    tumbling: (size) => `Window sepanjang ${long(size)}, bersambung tanpa celah.`,
    sliding: (size, slide) =>
      `Window sepanjang ${long(size)}, yang baru dimulai setiap ${long(slide)}: satu baris dihitung di semua window yang mencakupnya.`,
    session: (gap) => `Session: baris satu key yang jaraknya paling jauh ${long(gap)} jadi satu.`,
    keysOnly: 'Satu hasil untuk setiap key.',
    global: 'Satu hasil untuk semua baris.',
    aggregates: 'Yang disimpan untuk masing-masing, dan keluar.',
    dropDuplicates: 'Baris pertama dengan nilai ini diteruskan; ulangannya tidak.',
    dropDuplicatesWithinWatermark: (delay) =>
      `Baris pertama dengan nilai ini diteruskan; ulangannya dalam ${long(delay)} tidak.`,
    join: {
      inner: 'Setiap pasangan baris yang memenuhi syarat, begitu yang kedua dibaca.',
      leftOuter: 'Pasangan; baris kiri yang tidak berpasangan keluar setelah pasangannya tidak mungkin datang lagi.',
      rightOuter: 'Pasangan; baris kanan yang tidak berpasangan keluar setelah pasangannya tidak mungkin datang lagi.',
      fullOuter:
        'Pasangan; baris dari sisi mana pun yang tidak berpasangan keluar setelah pasangannya tidak mungkin datang lagi.',
      leftSemi: 'Baris kiri yang punya pasangan, masing-masing satu kali.',
    },
    union: 'Baris keduanya; kolom dicocokkan menurut urutannya.',
  },
  process: {
    keysFirst: 'Key lebih dulu, lalu kolom lain dari baris.',
    step: 'Setiap key punya state sendiri.',
    time: {
      eventTime: 'Timer mengikuti watermark; baris di belakangnya dibuang lebih dulu.',
      processingTime: 'Timer dan kedaluwarsa mengikuti jam; tidak ada baris yang telat.',
      none: 'Tanpa timer; tidak ada baris yang telat.',
    },
    milliseconds: 'milidetik',
    micros: 'Mikrodetik sejak epoch: waktu yang disimpan state kehilangan zonanya.',
    instant: 'Waktu dari sebuah angka mikrodetik sejak epoch.',
    velocityCheck: 'Mengeluarkan baris yang terlalu cepat ada di tempat lain setelah baris terbaru key-nya.',
    sessionize: 'Mengeluarkan satu baris per kunjungan sebuah key setelah kunjungan itu selesai.',
    runningTotal: 'Mengeluarkan setiap baris beserta jumlah key-nya sejauh ini.',
    thresholdAlert: 'Mengeluarkan baris yang mengangkat jumlah key-nya melewati ambang, sekali per rentang.',
    distinctUsers: 'Mengeluarkan setiap key yang mendapat baris, beserta jumlah pengguna yang sudah terlihat.',
  },
};
