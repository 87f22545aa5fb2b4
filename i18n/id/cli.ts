import type { cli as en } from '../en/cli';
import { dayName, number } from '../format';
import type { Widen } from '../widen';
import { crashPoints } from './crashPoints';

const angka = (n: number) => number(n, 'id');

export const cli: Widen<typeof en> = {
  help: `Arus: apa yang dilakukan engine streaming sungguhan dengan satu rangkaian kedatangan.

Pemakaian
  arus run FILE [--engine NAMA] [--json | --trace]   jalankan skenario; "-" membaca standard input
  arus compare FILE [--json]                         semua engine yang bisa menjalankannya, dibandingkan dengan yang benar dan satu sama lain
  arus check FILE [--json]                           periksa skenario; semua kesalahan, letaknya, dan jalan keluarnya
  arus export FILE --to NAMA [--source NAMA] [--out FOLDER]
                                                       tulis sebagai kode untuk engine sungguhan
  arus schema                                          cetak JSON Schema file skenario
  arus lessons [--json]                                isi kursus: tiap pelajaran, langkah, skenario, dan bahasanya

Opsi
  --engine NAMA   spark (bawaan), flink, kafkaStreams, batchLoop, atau dailyBatch
  --json          run: satu baris JSON per batch, seperti StreamingQueryProgress milik Spark,
                  atau per kedatangan (flink, kafkaStreams); compare, check: hasilnya sebagai JSON
  --to NAMA       export: pyspark, skrip yang menjalankan micro-batch yang sama di Apache Spark 4.3; flink (2.3) atau
                  kafka-streams (4.3), proyek Maven yang memutar ulang kedatangan dan siap dijalankan di cluster; atau
                  flink-sql, skrip untuk klien SQL Flink, selama artinya sama dalam SQL
  --source NAMA   export: dari mana barisnya: arrivals (bawaan: milik skenario), kafka, files, atau rate
  --out FOLDER    export: tulis file ke dalam folder; tanpa ini skrip keluar di standard output; proyek memerlukannya
  --trace         semua entri trace, satu baris JSON per entri
  --lang en|id    bahasa pesan
  --help, --version

Kode keluar
  0 selesai dijalankan   1 query gagal di tengah jalan   2 file atau setelannya ditolak
`,
  unknownCommand: (command, suggestion, commands) =>
    `Tidak ada perintah ${command}.${suggestion === null ? ` Yang ada: ${commands}.` : ` Maksud Anda ${suggestion}?`}`,
  unknownOption: (option, suggestion) =>
    `Tidak ada opsi ${option} di sini.${suggestion === null ? ' Lihat arus --help.' : ` Maksud Anda ${suggestion}?`}`,
  valueMissing: (option) => `${option} butuh nilai. Lihat arus --help.`,
  noValue: (option) => `${option} tidak memakai nilai.`,
  fileMissing: (command) => `File yang mana? Tulis: arus ${command} FILE (atau - untuk standard input).`,
  tooManyFiles: (files) => `Satu file saja; yang tertulis: ${files}.`,
  jsonOrTrace: 'Pilih salah satu: --json atau --trace.',
  unknownLanguage: (language) => `Tidak ada bahasa ${language}. Yang ada: en dan id.`,
  unknownEngine: (engine, suggestion) =>
    `Tidak ada engine ${engine}.${suggestion === null ? ' Arus menjalankan spark, flink, kafkaStreams, batchLoop, dan dailyBatch.' : ` Maksud Anda ${suggestion}?`}`,
  targetMissing: (targets) => `Ekspor ke mana? Tulis --to ${targets}.`,
  unknownTarget: (target, suggestion, targets) =>
    `Arus tidak bisa mengekspor ke ${target}.${suggestion === null ? ` Yang ada: ${targets}.` : ` Maksud Anda ${suggestion}?`}`,
  unknownRowSource: (source, suggestion, sources) =>
    `Untuk --source ada ${sources}, bukan ${source}.${suggestion === null ? '' : ` Maksud Anda ${suggestion}?`}`,
  projectNeedsFolder: (target) =>
    `Hasil ekspor ke ${target} adalah proyek dengan beberapa file, dan perlu folder. Sebutkan dengan --out.`,
  unwritable: (path, why) => `${path} tidak bisa ditulis: ${why}. Sebutkan folder lain dengan --out.`,
  wrote: (path) => `${path} ditulis`,
  noFile: (path) => `Tidak ada file ${path}.`,
  isFolder: (path) => `${path} adalah folder. Sebutkan file di dalamnya.`,
  unreadable: (path, why) => `${path} tidak bisa dibaca: ${why}.`,
  standardInput: 'standard input',
  able: (_, engines) => `${engines} menjalankan query ini apa adanya.`,
  refused: (file, faults) => `${file} ditolak: ada ${angka(faults)} kesalahan.`,
  valid: (file, count, sources, engines) =>
    `${file} sah: ${angka(count)} baris dari ${sources} source. Bisa dijalankan di ${engines}.`,

  settings: {
    trigger: (interval) => `trigger ${interval}`,
    asSoon: 'trigger 0 seconds (begitu batch sebelumnya selesai)',
    once: 'trigger once',
    availableNow: 'trigger availableNow',
    outputMode: (mode) => `output mode ${mode}`,
    sink: (sink) => `sink ${sink}`,
    daily: (at, zone, every) => `jalan pukul ${at} ${zone}, setiap ${every}`,
    watermarkInterval: (interval) => `watermark setiap ${interval}`,
    afterEachRow: 'watermark setelah setiap baris',
    allowedLateness: (length) => `allowed lateness ${length}`,
    idleTimeout: (length) => `idle setelah ${length}`,
    loop: (interval, readBy, boundary) => `tiap ${interval}, menurut ${readBy}, ${boundary}`,
    drifts: (work) => `tidur setelah bekerja ${work}`,
    byTheClock: 'mengikuti jam',
    remembers: (what) => `mengingat ${what}`,
    emit: {
      onUpdate: 'setiap pembaruan',
      onWindowClose: 'hasil saat window tutup',
      suppress: 'hasil ditahan sampai window tutup',
    },
    grace: (length) => `grace ${length}`,
    graceIsTheDelay: 'grace sebesar delay watermark',
    times: (zone) => `waktu menurut ${zone}`,
  },
  batch: (id) => `batch ${id}`,
  day: (day) => `${dayName(day, 'id')} lagi`,
  stretch: (from, to) => `membaca ${from} sampai ${to}`,
  batchAgain: (id) => `batch ${id}, ulang`,
  crashed: (at, after, batch, checkpoint, back) =>
    `CRASH pada ${at}${after === null ? ', di antara dua batch' : `, batch ${batch} setelah ${crashPoints[after]}`}${checkpoint === 'lost' ? '; checkpoint hilang' : ''}; ${back === null ? 'run selesai sebelum ia kembali' : `kembali pada ${back}`}`,
  crashedJob: (at, after, checkpoint, back) =>
    `CRASH pada ${at}${after === null ? '' : ` setelah ${crashPoints[after]}`}${checkpoint === 'lost' ? '; yang disimpan hilang' : ''}; ${back === null ? 'run selesai sebelum ia kembali' : `kembali pada ${back}, melanjutkan dari yang terakhir disimpan`}`,
  read: (n) => `masuk ${angka(n)}`,
  watermark: (time) => `watermark ${time}`,
  noWatermark: 'belum ada watermark',
  state: (total, updated, removed, dropped) =>
    `state: ${angka(total)} tersimpan, ${angka(updated)} diperbarui, ${angka(removed)} dilepas, ${angka(dropped)} dibuang karena telat`,
  streamTime: (time) => `stream time ${time}`,
  noStreamTime: 'belum ada stream time',
  takenBack: 'ditarik kembali',
  noBatch: 'Tidak ada batch yang jalan.',
  noArrival: 'Tidak ada baris yang tiba.',
  tick: 'tick',
  lateRow: (row) => `telat: ${row}`,
  failedRun: (error, message) => `Query gagal: ${message} [${error}]`,
  failed: (batch, error, message) => `Batch ${batch} gagal, dan query-nya ikut berhenti: ${message} [${error}]`,
  failedAtRow: (source, arrival) => `Yang sedang dibaca: ${source}.arrivals[${arrival}].`,
  measures: {
    completeness: (percent, counted, due) =>
      `Kelengkapan: ${percent} (${angka(counted)} dari ${angka(due)} baris masuk window yang benar)`,
    noCompleteness: 'Kelengkapan: belum ada window yang terjawab atau lewat',
    wait: (median, worst) =>
      `Tunggu dari akhir window sampai jawaban final yang benar: median ${median}, terlama ${worst}`,
    noWait: 'Tunggu dari akhir window sampai jawaban final yang benar: tidak pernah ada',
    neverRight: (n) => `${angka(n)} window jawaban finalnya salah, atau tidak pernah terjawab`,
    state: (during, after) => `State: paling banyak ${angka(during)} baris selama batch, ${angka(after)} sesudahnya`,
    heldAtMost: (n) => `State: paling banyak ${angka(n)} baris tersimpan`,
    rowsWritten: (n) => `${angka(n)} baris ditulis`,
    inSink: (n, doubled, skipped) =>
      `Di sink: ${angka(n)} baris, ${doubled === 0 ? 'tidak ada yang ganda' : `${angka(doubled)} di antaranya ganda`}; ${skipped === 0 ? 'tidak ada baris terlewat' : `${angka(skipped)} baris terlewat`}`,
  },
};
