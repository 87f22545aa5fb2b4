import type { StepParams } from '../../engine/explain/explanation';
import type { ExplainWords, explain as english } from '../en/explain';
import { dayName } from '../format';
import type { Widen } from '../widen';
import { crashPoints } from './crashPoints';

type Params<C extends keyof StepParams> = StepParams[C];
type F = ExplainWords;

const baris = (n: number, f: F): string => `${f.count(n)} baris`;
const isRecord = (f: F): boolean => f.engine === 'flink' || f.engine === 'kafkaStreams';
const unmoved = (watermark: number): boolean => !(watermark > 0);
/** Kafka Streams has no watermark: its windows go by stream time. */
const waterIn = (f: { readonly engine: string }): string => (f.engine === 'kafkaStreams' ? 'stream time' : 'watermark');

/** Behind a join of Spark a group stays longer than its own end says. */
const heldBack = (p: { readonly behind?: number }, f: { duration(d: number): string }): string =>
  p.behind ? ` Itu ${f.duration(p.behind)} setelah akhirnya, karena join sebelumnya menahan baris selama itu.` : '';

export const explain: Widen<typeof english> = {
  close: 'Tutup (Escape)',
  back: 'Kembali ke pertanyaan sebelumnya',
  goTo: (time) => `Ke ${time}`,
  goToMoment: 'Ke sana',
  stands: (time) => `Panggung berada di ${time}.`,
  goToMomentOf: (title) => `Ke sana: ${title}`,
  ask: (title) => `${title}. Tanyakan kenapa`,
  returnTo: 'Kembali ke saat bertanya',
  keys: 'Panah atas dan bawah menyusuri sebab, Enter ke sana, W bertanya lebih jauh, Escape menutup.',
  chain: (n) => (n === 1 ? 'Satu sebab' : `${n} sebab, berurutan`),
  opened: (question, n) => `${question} ${n === 1 ? 'Satu sebab.' : `${n} sebab.`}`,
  lessDelay: (newest, delay) => `${newest} dikurangi ${delay}`,
  withheld: {
    title: 'Ini menunggu jawaban Anda',
    text: 'Pertanyaan di pelajaran justru tentang ini. Jawab dulu; setelah itu penjelasannya ada di sini.',
    back: 'Ke pertanyaan',
  },

  batchName: (id) => `batch ${id}`,
  batchStart: (id) => `Batch ${id}`,
  runName: (id) => `run ${id}`,
  runStart: (id) => `Run ${id}`,
  everyRow: 'semua baris',
  manyGroups: (n) => `${n} window`,
  named: (name, value) => `${name} ${value}`,
  keptForEver: '1 catatan, disimpan selamanya',
  keptUntil: (time) => `1 catatan, disimpan sampai ${time}`,

  who: {
    row: (n) => `Baris ${n}`,
    rowOf: (source, n) => `${source}, baris ${n}`,
    offset: (offset) => `offset ${offset}`,
    inPartition: (offset, partition) => `offset ${offset} di partisi ${partition}`,
    window: (length) => `Window ${length}`,
    slidingWindow: (length, slide) => `Window ${length}, yang baru tiap ${slide}`,
    session: (gap) => `Session window, diakhiri jeda ${gap}`,
    group: 'Grup',
    everything: 'Semua baris dalam satu grup',
    state: 'State store, satu baris',
    output: (by) => `Tabel hasil, ditulis ${by}`,
    watermark: (of) => `Watermark ${of.join('; ')}`,
    delayed: (column, delay) => `${column}, delay ${delay}`,
    noWatermark: 'Watermark',
    batch: (n) => `Micro-batch, ${n} baris`,
    tick: 'Sebuah timer jatuh tempo',
    oneRow: 'Satu baris, diproses begitu tiba',
    streamTime: 'Stream time, dikurangi grace',
    run: (n) => `Job batch, ${n} baris`,
    batchAgain: (n) => `Micro-batch, dijalankan ulang, ${n} baris`,
    crash: 'Crash query',
    checkpoint: (id) => `Checkpoint ${id}, dengan barrier yang diselaraskan`,
    barrier: (partition) => `Barrier di ${partition}`,
    commit: (id) => `Commit ${id}`,
    noBatch: 'Tick tanpa batch',
    completeness: 'Ukuran: kelengkapan',
    wait: 'Ukuran: lama tunggu',
    stateSize: 'Ukuran: state',
  },

  question: {
    batchAgain: (id) => `Kenapa batch ${id} jalan lagi?`,
    batchCut: (id) => `Apa jadinya batch ${id} saat query mati?`,
    crash: (time) => `Apa akibat crash pada ${time}?`,
    crashComing: 'Kapan query ini crash?',
    checkpoint: (id) => `Apa itu checkpoint ${id}?`,
    barrier: (id) => `Apa kerja barrier checkpoint ${id}?`,
    commit: (id) => `Apa yang disimpan commit ${id}?`,
    late: (group) => `Kenapa baris ini tidak ada di ${group}?`,
    counted: (group) => `Kenapa baris ini dihitung di ${group}?`,
    joined: 'Apa yang terjadi pada baris ini di join?',
    lateForJoin: 'Kenapa baris ini tidak ikut join?',
    filtered: 'Kenapa baris ini disaring?',
    withoutWindow: 'Kenapa baris ini tidak punya window?',
    duplicate: 'Kenapa baris ini tidak diteruskan?',
    waiting: 'Kenapa baris ini belum dihitung?',
    coming: 'Di mana baris ini?',
    passed: 'Bagaimana baris ini lolos?',
    groupOpen: (group) => `Kenapa ${group} belum punya jawaban final?`,
    groupFinal: (group, answer) => `Kenapa jawaban ${group} adalah ${answer}?`,
    groupLost: (group) => `Kenapa ${group} tidak pernah dijawab?`,
    groupGrown: (group) => `Apa yang terjadi dengan ${group}?`,
    groupComing: (group) => `Kenapa ${group} masih kosong?`,
    stateHeld: (group) => `Kenapa state menyimpan ${group}?`,
    stateFreed: (group) => `Kenapa ${group} dilepas?`,
    stateComing: (group) => `Kenapa belum ada yang disimpan untuk ${group}?`,
    output: (batch, answer, group) => `Kenapa ${batch} menulis ${answer} untuk ${group}?`,
    outputOfRow: 'Kenapa baris ini ditulis ke hasil?',
    watermark: (time, f) =>
      f.engine === 'kafkaStreams' ? `Kenapa window tertutup sampai ${time}?` : `Kenapa watermark ada di ${time}?`,
    watermarkStart: (f) => `Kenapa ${waterIn(f)} belum bergerak?`,
    noWatermark: (f) =>
      f.engine === 'kafkaStreams' ? 'Kenapa tidak ada yang pernah tertutup?' : 'Kenapa tidak ada watermark?',
    batch: (id) => `Kenapa batch ${id} jalan, dan apa hasilnya?`,
    batchNow: (id) => `Kenapa batch ${id} jalan?`,
    batchComing: (id) => `Kenapa batch ${id} masih kosong?`,
    run: (id) => `Apa yang dikerjakan run ${id}?`,
    step: (name) => `Apa yang dilakukan ${name}?`,
    stepComing: 'Apa yang masih akan datang di sini?',
    runComing: (id) => `Kenapa run ${id} belum jalan?`,
    noBatch: (time) => `Kenapa tidak ada batch pada ${time}?`,
    completeness: 'Kenapa kelengkapannya segini?',
    wait: 'Dari mana lama tunggu ini?',
    state: 'Kenapa yang disimpan sebanyak ini?',
  },

  title: {
    startsWithQuery: 'Query kembali',
    repeated: 'Ada offset, belum ada commit',
    cutOff: 'Lalu query mati',
    readInVain: (p: Params<'readInVain'>, f: F) => `Sia-sia dibaca ${f.batch(p.batch)}`,
    barrierSent: 'Barrier dikirim',
    barrierTravels: 'Masih di jalan',
    barrierWaits: 'Menunggu yang lain',
    aligned: 'Semuanya selaras',
    barriersSent: 'Barrier dikirim',
    barriersAligned: 'Semuanya selaras',
    snapshotTaken: 'State ditulis',
    checkpointDone: 'Checkpoint lengkap',
    checkpointFailed: 'Tidak pernah lengkap',
    transactionDone: 'Transaksinya di-commit',
    flushed: 'Semua di-flush',
    offsetsSaved: 'Offset di-commit',
    commitFailed: 'Tidak pernah terjadi',
    notCrashedYet: 'Belum terjadi',
    jobDied: (_: Params<'jobDied'>, f: F) => (f.engine === 'kafkaStreams' ? 'Aplikasi mati' : 'Job mati'),
    sinceCheckpoint: 'Yang dikerjakan sejak checkpoint tidak berlaku lagi',
    jobSink: 'Sink menepati janjinya',
    restoredFrom: 'Job kembali ke checkpoint-nya',
    watermarkNotKept: 'Watermark mulai dari awal',
    committedAtRestart: 'Commit yang tertunda dilakukan',
    died: 'Query mati',
    stateUndone: 'State-nya tidak berlaku',
    sinkHolds: 'Sink sudah ditulisi',
    checkpointLost: 'Checkpoint hilang',
    outage: 'Query tidak jalan',
    recovered: 'Query membaca log-nya',
    storesRebuilt: 'Store-nya kembali',
    readsAgain: 'Lanjut dari offset-nya',
    doubledBy: (p: Params<'doubledBy'>) => (p.again > 0 ? 'Di sink jadi ganda' : 'Di sink tetap satu'),
    happened: 'Terjadi',
    happenedNever: 'Tidak punya event time',
    arrived: 'Tiba',
    notArrived: 'Belum tiba',
    waits: 'Menunggu',
    processed: (p: Params<'processed'>) => (p.by === 'row' ? 'Langsung diproses' : 'Timer-nya jatuh tempo'),
    slowest: (p: Params<'slowest'>) =>
      p.partitions.length === 0 ? 'Tidak ada partisi yang ditunggu' : 'Partisi paling lambat yang menentukan',
    neverRead: (_: Params<'neverRead'>, f: F) =>
      isRecord(f)
        ? 'Tidak ada yang membacanya'
        : f.job
          ? 'Tidak ada run yang membacanya'
          : 'Tidak ada batch yang membacanya',
    passedOver: (p: Params<'passedOver'>, f: F) =>
      p.batch === null ? 'Tidak ada run yang membacanya' : `${f.Batch(p.batch)} melewatkannya`,
    batchRead: (p: Params<'batchRead'>, f: F) =>
      isRecord(f)
        ? p.again
          ? 'Diproses lagi'
          : p.waited > 0
            ? 'Menunggu, lalu diproses'
            : 'Langsung diproses'
        : `Dibaca ${f.batch(p.batch)}`,
    processedBefore: 'Sudah pernah diproses',
    filtered: 'Disaring filter',
    filteredByJoin: 'Tidak mungkin cocok',
    joinTakenOut: 'Spark menghapus join-nya',
    withoutKey: 'Tidak punya key',
    withoutWindow: 'Tidak masuk window mana pun',
    passed: 'Langsung lewat',
    duplicate: 'Sudah dikenal',
    waterWasPast: (_: Params<'waterWasPast'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Window-nya sudah tertutup' : 'Watermark sudah lewat',
    waterWasBelow: (p: Params<'waterWasBelow'>) =>
      p.end !== null && p.window ? 'Window-nya masih terbuka' : 'Tidak telat',
    nothingIsLate: 'Tidak telat',
    bookedByRun: (p: Params<'bookedByRun'>) =>
      p.own ? 'Terbaca di intervalnya sendiri' : 'Terhitung di interval lain',
    windowWasOver: 'Window-nya sudah selesai',
    dropped: 'Maka baris ini dibuang',
    counted: 'Dihitung',
    rowsOf: 'Baris-barisnya',
    held: 'Disimpan di state',
    waitsForWater: (_: Params<'waitsForWater'>, f: F) => `Menunggu ${waterIn(f)}`,
    wasInTime: 'Tidak telat',
    neverLate: 'Tidak telat',
    notTested: (p: Params<'notTested'>) => (p.late ? 'Telat, tetapi tetap dilihat' : 'Tidak telat'),
    changedNothing: 'Tidak mengubah apa pun',
    ranTo: 'Total sejauh ini',
    passedThreshold: 'Melewati ambang',
    usersCounted: 'Pengguna sejauh ini',
    visitOver: 'Kunjungannya selesai',
    waitsForClock: 'Menunggu jam',
    timeWasUp: (p: Params<'timeWasUp'>) => (p.expired ? 'Habis masanya' : 'Timer-nya menyala'),
    neverOver: 'Tidak ada yang mengakhirinya',
    waterReached: (_: Params<'waterReached'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Stream time, dikurangi grace, mencapai akhirnya' : 'Watermark mencapai akhirnya',
    freed: 'Dilepas dari state',
    grew: 'Menjadi bagian session yang lebih besar',
    timerFired: 'Timer-nya menyala',
    answered: (p: Params<'answered'>, f: F) =>
      isRecord(f) ? `Keluar saat ${f.batch(p.batch)}` : `Dijawab ${f.batch(p.batch)}`,
    right: 'Jawabannya benar',
    wrong: 'Jawabannya salah',
    lost: 'Tidak ada jawaban',
    noRowYet: 'Belum ada baris yang dihitung',
    keptForPartner: 'Disimpan menunggu pasangan',
    madeOf: (p: Params<'madeOf'>) => `Baris dari ${p.source}`,
    joinTestsNone: 'Tidak ada yang telat baginya',
    storeRefused: 'Store-nya tidak menyimpannya',
    meetsNothing: 'Tidak punya key',
    met: 'Ada pasangannya',
    waitsForStore: 'Menunggu baris yang lebih baru',
    sideMovedOn: 'Baris yang lebih baru di sisinya tiba',
    noPartner: 'Tidak ada pasangan',
    wrote: 'Ditulis',
    suspicious: 'Dicurigai karena baris yang diingat',
    watermarkStart: 'Belum ada baris yang menggerakkannya',
    newestEvent: 'Event terbaru',
    lessDelay: (_: Params<'lessDelay'>, f: F) => (f.engine === 'kafkaStreams' ? 'Dikurangi grace' : 'Dikurangi delay'),
    neverFalls: 'Tidak pernah turun',
    noWatermark: (_: Params<'noWatermark'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Tidak ada yang tertutup oleh waktu' : 'Tidak ada watermark',
    notYetRun: 'Waktunya belum tiba',
    tick: 'Waktunya tiba',
    rowsWaited: 'Ada baris yang menunggu',
    noRowsButWater: 'Tanpa baris, tetapi watermark sudah naik',
    noRowsButClock: 'Tanpa baris, tetapi ada tick',
    readAll: 'Semuanya dibaca',
    readDay: 'Satu hari dibaca',
    askedAgain: 'Satu hari dijalankan lagi',
    readStretch: 'Melihat ke belakang',
    judgedBy: 'Dua watermark ditetapkan',
    batchDid: 'Yang dikerjakannya',
    waterRose: (_: Params<'waterRose'>, f: F) => `Lalu ${waterIn(f)} naik`,
    waterStayed: (_: Params<'waterStayed'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Stream time tetap' : 'Watermark tetap',
    batchFailed: 'Batch ini gagal',
    nothingToRead: 'Tidak ada yang bisa dibaca',
    noReasonToRun: 'Dan tidak ada alasan lain untuk jalan',
    completeness: 'Yang terhitung, dari semua yang jatuh tempo',
    missingRow: (p: Params<'missingRow'>, f: F) => `Baris ${f.count(p.row + 1)} tidak ada`,
    countedElsewhere: (p: Params<'countedElsewhere'>, f: F) => `Baris ${f.count(p.row + 1)} dihitung di tempat lain`,
    belongsElsewhere: (p: Params<'belongsElsewhere'>, f: F) => `Baris ${f.count(p.row + 1)} mestinya bukan di sini`,
    countedTwice: (p: Params<'countedTwice'>, f: F) => `Baris ${f.count(p.row + 1)} dihitung lebih dari sekali`,
    nothingMissing: 'Tidak ada yang hilang',
    nothingDue: 'Belum ada yang jatuh tempo',
    notJudged: 'Tidak ada yang dinilai',
    waitOf: (p: Params<'waitOf'>, f: F) => `${f.group(p.group)} menunggu ${f.duration(p.wait)}`,
    waitNever: 'Tidak pernah benar',
    stateNow: 'Yang disimpan sekarang',
    stateOpen: (p: Params<'stateOpen'>, f: F) => f.group(p.group),
  },

  text: {
    startsWithQuery: (p: Params<'startsWithQuery'>, f: F) =>
      `Pada ${f.time(p.at)}, setelah crash. Query langsung mencari pekerjaan, tanpa menunggu tick.`,
    repeated: (p: Params<'repeated'>, f: F) =>
      `Saat query mati pada ${f.time(p.diedAt)}, offset log sudah memuat ${f.batch(p.batch)}, commit log belum. Jadi batch itu jalan lagi persis seperti semula: ${p.rows === 0 ? 'tanpa baris' : `${baris(p.rows, f)} yang sama`}, watermark yang sama.`,
    cutOff: (p: Params<'cutOff'>, f: F) =>
      `Pada ${f.time(p.at)}, setelah ${crashPoints[p.after]}. Commit-nya tidak pernah tercatat, jadi batch ini dijalankan ulang.`,
    processedBefore: (p: Params<'processedBefore'>, f: F) =>
      `Sebagai ${f.batch(p.batch)}, sebelum crash pada ${f.time(p.at)}. Belum ada commit yang mencakupnya, tetapi store dan topic menyimpan hasilnya: dengan at-least-once, ia dihitung dua kali.`,
    barrierSent: (p: Params<'barrierSent'>, f: F) =>
      `Koordinator memulai checkpoint ${f.count(p.checkpoint)}. Source mencatat sampai mana ${p.partition} dibaca, ${baris(p.rows, f)}, lalu mengirim barrier di belakangnya: barrier tidak menyalip dan tidak disalip.`,
    barrierTravels: (p: Params<'barrierTravels'>, f: F) =>
      `Ia sampai di operator pada ${f.time(p.arrivesAt)}. Lama perjalanan barrier di sini setelan model (barrierTravel).`,
    barrierWaits: (p: Params<'barrierWaits'>, f: F) =>
      `Ia tiba pada ${f.time(p.arrivesAt)}. Sampai ${f.time(p.until)}, saat barrier terakhir tiba, operator tidak membaca lagi dari partisi ini: kalau tidak, baris di belakang barrier ikut masuk snapshot, lalu dibaca lagi setelah crash.`,
    aligned: (p: Params<'aligned'>, f: F) =>
      `Ke-${f.count(p.barriers)} barrier sudah tiba, dan operator menulis state-nya.`,
    barriersSent: (p: Params<'barriersSent'>, f: F) =>
      `Koordinator memulai checkpoint ${f.count(p.checkpoint)}: ${p.barriers === 1 ? 'source mengirim sebuah barrier' : `tiap partisi dari ${f.count(p.barriers)} mendapat barrier`} di belakang baris yang sudah dibaca.`,
    barriersAligned: (p: Params<'barriersAligned'>, f: F) =>
      `Barrier ${p.last} tiba paling akhir, ${f.duration(p.length)} setelah yang pertama. ${p.waited === 0 ? 'Tidak ada baris yang tiba selama itu.' : `${baris(p.waited, f)} tiba selama itu dan harus menunggu.`}`,
    snapshotTaken: (p: Params<'snapshotTaken'>, f: F) =>
      `${baris(p.stateRows, f)} state beserta timer-nya, dan posisi baca setiap partisi: ${p.offsets.map((o) => `${o.name} ${f.count(o.rows)}`).join(', ')}. Watermark tidak ikut.`,
    checkpointDone: (p: Params<'checkpointDone'>, f: F) =>
      `Semua sudah melapor. Job yang mati mulai sekarang kembali ke checkpoint ${f.count(p.checkpoint)} dan membaca lagi yang ada di belakang barrier-nya.`,
    checkpointFailed: (p: Params<'checkpointFailed'>, f: F) =>
      `Job mati sebelum checkpoint ${f.count(p.checkpoint)} lengkap. Checkpoint ini tidak berguna: job kembali ke yang sebelumnya.`,
    transactionDone: (p: Params<'transactionDone'>, f: F) =>
      p.waited > 0
        ? `Barisnya di-pre-commit bersama checkpoint, dan di-commit saat job jalan lagi, ${f.duration(p.waited)} kemudian. Mulai sekarang pembaca melihatnya.`
        : 'Yang keluar sejak checkpoint sebelumnya di-commit sekaligus. Pembaca melihatnya mulai sekarang, tidak lebih awal.',
    flushed: (p: Params<'flushed'>, f: F) =>
      `Store di-flush dan kiriman sudah dikonfirmasi, termasuk ${f.count(p.records)} record ke changelog sejak commit sebelumnya${p.exactlyOnce ? ', semua dalam satu transaksi terbuka' : ''}.`,
    offsetsSaved: (p: Params<'offsetsSaved'>, f: F) =>
      p.exactlyOnce
        ? `Output, changelog, dan offset berlaku dalam satu transaksi, commit ${f.count(p.commit)}. ${baris(p.rows, f)} sejak yang sebelumnya tidak akan dibaca lagi.`
        : `Commit ${f.count(p.commit)} menyatakan ${baris(p.rows, f)} lagi sudah selesai. Setelah crash aplikasi lanjut membaca dari sini.`,
    commitFailed: (p: Params<'commitFailed'>, f: F) =>
      p.exactlyOnce
        ? `Aplikasi mati sebelum commit ${f.count(p.commit)} terjadi. Transaksinya dibatalkan, dan tidak ada pembaca yang melihatnya.`
        : `Aplikasi mati sebelum commit ${f.count(p.commit)} terjadi. Yang sudah di-flush tetap ada, dan barisnya dibaca lagi.`,
    readInVain: (p: Params<'readInVain'>, f: F) =>
      p.lost
        ? `Bersama checkpoint yang hilang pada ${f.time(p.at)}, hasil olahannya ikut hilang.`
        : isRecord(f)
          ? `Ia mati pada ${f.time(p.at)}, sebelum ada ${f.engine === 'flink' ? 'checkpoint' : 'commit'} yang memuat hasil olahan baris ini. Hasil itu tidak berlaku lagi.`
          : `Query mati pada ${f.time(p.at)}, sebelum batch itu di-commit. Yang sudah dilakukan atas baris ini tidak berlaku lagi.`,
    notCrashedYet: (p: Params<'notCrashedYet'>, f: F) => `Skenario menaruhnya pada ${f.time(p.at)}.`,
    jobDied: (p: Params<'jobDied'>) =>
      p.after === null
        ? 'Tidak ada baris yang sedang setengah dikerjakan.'
        : p.after === 'row'
          ? 'Satu baris baru selesai diproses, beserta semua yang keluar karenanya.'
          : `Ia sudah sampai ${crashPoints[p.after]}${p.checkpoint === null ? '' : ` (checkpoint ${p.checkpoint})`}.`,
    sinceCheckpoint: (p: Params<'sinceCheckpoint'>, f: F) =>
      p.checkpoint === null
        ? `Tidak ada checkpoint untuk kembali: ${baris(p.rows, f)} sejak awal diproses sia-sia.`
        : `${p.rows === 0 ? 'Tidak ada baris yang' : `${baris(p.rows, f)} sudah`} diproses sesudah checkpoint ${p.checkpoint}. State kembali seperti di sana.`,
    jobSink: (p: Params<'jobSink'>, f: F) =>
      p.sink === 'transactional'
        ? p.seen === 0
          ? `${baris(p.written, f)} sudah keluar tetapi belum di-commit: transaksinya dibatalkan, dan tidak ada pembaca yang sempat melihatnya.`
          : `Dari ${baris(p.written, f)} yang sudah keluar, ${f.count(p.seen)} sudah di-commit dan akan datang lagi: tanpa checkpoint, job tidak tahu itu.`
        : p.sink === 'idempotent'
          ? `${baris(p.written, f)} sudah keluar dan tetap ada. Replay menimpanya menurut key.`
          : `${baris(p.written, f)} sudah keluar dan tetap ada. Replay menuliskannya sekali lagi: at least once.`,
    restoredFrom: (p: Params<'restoredFrom'>, f: F) =>
      p.checkpoint === null
        ? 'Tidak ada: tanpa state, dan source dibaca dari baris yang paling awal.'
        : `Checkpoint ${p.checkpoint}: ${baris(p.stateRows, f)} state, timer-nya, dan posisi baca setiap partisi. ${p.rows === 0 ? 'Tidak ada yang dibaca ulang.' : `${baris(p.rows, f)} dibaca ulang.`}`,
    watermarkNotKept: () =>
      'Watermark tidak disimpan di checkpoint. Ia naik lagi dari baris yang dibaca sekarang, jadi baris yang tadinya telat bisa menjadi tepat waktu.',
    committedAtRestart: (p: Params<'committedAtRestart'>) =>
      `Checkpoint ${p.checkpoint} sudah tuntas, transaksinya baru pre-commit. Sekarang ia di-commit, dan tidak ada yang hilang.`,
    died: (p: Params<'died'>, f: F) =>
      p.batch === null || p.after === null
        ? 'Tidak ada batch yang sedang jalan, jadi tidak ada yang setengah selesai.'
        : `${f.Batch(p.batch)} sudah sampai ${crashPoints[p.after]}.`,
    stateUndone: (p: Params<'stateUndone'>, f: F) =>
      p.back === 0
        ? `${f.Batch(p.batch)} belum mengubah isinya: tetap seperti sesudah commit terakhir.`
        : `Perubahan dari ${f.batch(p.batch)} dibatalkan (${baris(p.back, f)}): isinya kembali seperti sesudah commit terakhir.`,
    sinkHolds: (p: Params<'sinkHolds'>, f: F) =>
      p.sink === 'transactional'
        ? p.seen > 0
          ? `Batch ini sudah di-commit, jadi pembacanya melihat ${baris(p.seen, f)}.`
          : `${baris(p.written, f)} sudah ditulis tetapi tidak pernah di-commit: tidak ada pembaca yang melihatnya.`
        : `Pembacanya melihat ${baris(p.seen, f)} dari batch ini. Yang sudah diterima sink tidak ditarik kembali oleh crash.`,
    checkpointLost: () => 'Offset, commit, dan state lenyap. Tidak ada lagi yang mencatat apa saja yang sudah dibaca.',
    outage: (p: Params<'outage'>, f: F) =>
      `Selama ${f.duration(p.length)}. ${p.arrived === 0 ? 'Tidak ada baris yang tiba selama itu.' : `${baris(p.arrived, f)} tiba selama itu dan menunggu di source.`}`,
    storesRebuilt: (p: Params<'storesRebuilt'>, f: F) =>
      p.exactlyOnce
        ? `Store lokal dihapus, sebab bisa berisi yang tidak pernah di-commit, lalu dipulihkan dari changelog: ${baris(p.records, f)}. Transaksi yang masih terbuka dibatalkan: pembaca dengan read_committed tidak pernah melihat isinya.`
        : p.all
          ? `Store lokal lenyap. Isinya dipulihkan dari changelog: ${baris(p.records, f)}, termasuk yang ditulis sejak commit terakhir.`
          : `Store lokal masih ada sampai commit terakhir; kelebihannya di changelog dibaca: ${baris(p.records, f)}.`,
    readsAgain: (p: Params<'readsAgain'>, f: F) => {
      const from = p.commit === null ? 'Belum ada yang di-commit' : `Commit terakhir adalah ${p.commit}`;
      if (p.rows === 0) return `${from}; sejak itu tidak ada baris yang diproses.`;
      const again = `${from}: ${baris(p.rows, f)} diproses sekali lagi`;
      return p.counted
        ? `${again}, di atas store yang sudah memuatnya: at-least-once menghitung ganda.`
        : `${again}, di atas store yang belum mengenalnya: masing-masing dihitung sekali.`;
    },
    recovered: (p: Params<'recovered'>, f: F) => {
      if (p.offsets === null) return 'Kosong: batch id mulai dari 0, dan baris dibaca dari yang paling awal.';
      const [newest, commit] = [f.batch(p.offsets), p.commit === null ? 'belum ada' : f.batch(p.commit)];
      const water =
        p.sources > 1 && !Number.isNaN(p.watermark)
          ? ' Watermark ada di log; event time terbaru tiap source tidak, dan dicari lagi.'
          : '';
      return newest === commit
        ? `Offset terbaru: ${newest}. Commit terbaru: ${commit} juga. Jadi tidak ada yang diulang.${water}`
        : `Offset terbaru: ${newest}. Commit terbaru: ${commit}. Jadi ${newest} dijalankan lagi sebelum yang lain.${water}`;
    },
    doubledBy: (p: Params<'doubledBy'>, f: F) =>
      p.sink === 'append'
        ? p.again > 0
          ? `Sink ini menambahkan apa pun yang diberikan: ${baris(p.again, f)} ada dua kali.`
          : 'Sink ini menambahkan apa pun yang diberikan, dan sebelumnya belum menerima satu pun.'
        : p.sink === 'idempotent'
          ? 'Sink ini mengenali batch id dan key: tulisan kedua bertemu yang pertama dan tidak mengubah apa-apa.'
          : 'Yang ditulis sebelum crash tidak pernah di-commit dan tidak pernah terlihat.',
    happened: (p: Params<'happened'>, f: F) =>
      p.groups.length === 0
        ? 'Event time-nya: saat kejadiannya.'
        : `Menurut event time-nya masuk ${f.groups(p.groups)}.`,
    happenedNever: () => 'Event time-nya null. Baris ini tidak menggerakkan watermark dan tidak masuk window.',
    arrived: (p: Params<'arrived'>, f: F) => {
      if (Number.isNaN(p.delay)) return `Bisa dibaca mulai ${f.time(p.arrivesAt)}.`;
      if (p.delay < 0) return `${f.strong(f.duration(-p.delay))} sebelum event time-nya sendiri: jamnya kecepatan.`;
      return p.delay === 0 ? 'Pada saat yang sama.' : `${f.strong(f.duration(p.delay))} kemudian.`;
    },
    notArrived: (p: Params<'notArrived'>, f: F) =>
      `Baru tiba pukul ${f.time(p.arrivesAt)}. Sebelum itu tidak ada engine yang bisa tahu.`,
    processed: (p: Params<'processed'>, f: F) =>
      p.by === 'row'
        ? 'Tidak ada batch yang ditunggu: engine selalu menyala, dan mengambil tiap baris begitu tiba.'
        : p.by === 'function'
          ? f.engine === 'flink'
            ? 'Timer processing time, yang dipasang fungsinya untuk sebuah key.'
            : 'Punctuator menurut jam memeriksa store sekali sedetik. Kali ini ada yang jatuh tempo.'
          : `Watermark dikirim tiap ${f.duration(p.interval)}. Hasil bisa keluar di sini tanpa ada baris yang tiba.`,
    slowest: (p: Params<'slowest'>, f: F) => {
      const clocks = p.partitions.map(({ name, at }) => `${name} ${at > 0 ? f.time(at) : 'belum ada'}`).join(', ');
      const idle = p.idle.length === 0 ? '' : ` Idle, jadi tidak ikut: ${p.idle.join(', ')}.`;
      return p.partitions.length === 0
        ? `Tiap partisi punya watermark sendiri, dan semuanya idle: ${p.idle.join(', ')}. Saat itu yang terbesar yang berlaku.`
        : `Tiap partisi punya watermark sendiri, dan yang terkecil yang berlaku: ${clocks}.${idle}`;
    },
    waits: (p: Params<'waits'>, f: F) =>
      isRecord(f)
        ? 'Sudah ada di source, belum diproses.'
        : p.batch !== null
          ? `${f.Batch(p.batch)} sudah mulai, dan sebentar lagi membacanya.`
          : f.job
            ? 'Sudah ada di source. Sejak itu job belum jalan.'
            : 'Sudah ada di source. Sejak itu belum ada batch yang mulai.',
    neverRead: (_: Params<'neverRead'>, f: F) =>
      f.job
        ? 'Setelah run terakhir tidak ada lagi yang disimulasikan.'
        : 'Query berakhir sebelum ada batch yang sempat membacanya.',
    batchRead: (p: Params<'batchRead'>, f: F) =>
      isRecord(f)
        ? p.again
          ? `Pada ${f.time(p.startedAt)}, karena belum ada ${f.engine === 'flink' ? 'checkpoint' : 'commit'} yang mencakupnya ketika ${f.engine === 'flink' ? 'job' : 'aplikasi'} mati.`
          : p.waited > 0
            ? `Pada ${f.time(p.startedAt)}, ${f.duration(p.waited)} setelah tiba: ${f.engine === 'flink' ? 'job sedang mati, atau sebuah barrier menahan partisinya' : 'aplikasi sedang mati'}.`
            : 'Sendirian, pada saat ia tiba.'
        : p.others === 0
          ? 'Hanya baris ini.'
          : `Bersama ${f.count(p.others)} baris lain.`,
    filtered: (p: Params<'filtered'>) =>
      `Tidak memenuhi ${p.conditions.map((c) => `“${c}”`).join(' dan ')}. Filter hanya menyisakan yang true; false dan null dibuang.`,
    filteredByJoin: () =>
      'Syarat join meminta sesuatu dari kolom baris ini sendiri yang tidak terpenuhi; key yang null sudah cukup. Maka ia dibuang sebelum join.',
    joinTakenOut: () =>
      'Setelah outer join tidak ada yang memakai kolom sisi ini, dan join itu tidak bisa mengubah jawaban. Maka optimizer Spark menghapus join-nya. Baris sisi ini tetap memulai batch, tetapi tidak dibaca dan watermark-nya tidak bergerak.',
    withoutKey: () => 'Key-nya null: record tanpa key tidak masuk grup mana pun, dan Kafka Streams membuangnya.',
    withoutWindow: () => 'Tanpa event time tidak ada window untuknya. Tetap terhitung sebagai input row.',
    duplicate: () =>
      'Baris dengan key yang sama sudah tiba lebih dulu dan masih diingat, jadi yang ini tidak diteruskan.',
    passed: () => 'Query ini tidak menyimpan state, jadi tidak ada yang bisa telat: tiap baris langsung ke sink.',
    waterWasPast: (p: Params<'waterWasPast'>, f: F) =>
      Number.isNaN(p.newest) || p.testedBatch === null || p.newestBatch === null
        ? `Diuji dengan ${f.time(p.tested)}.`
        : f.engine === 'flink'
          ? `Saat ia tiba watermark ada di ${f.time(p.tested)}: event time terbaru, ${f.time(p.newest)}, dikurangi ${f.duration(p.delay)} dan satu milidetik.`
          : f.engine === 'kafkaStreams'
            ? `Stream time ada di ${f.time(p.newest)}. Dikurangi grace ${f.duration(p.delay)}, window yang berakhir sampai ${f.time(p.tested)} sudah tertutup.`
            : `Spark menguji baris dengan watermark batch sebelumnya. ${f.Batch(p.testedBatch)} jalan pada ${f.time(p.tested)}: event time terbaru sampai ${f.batch(p.newestBatch)}, ${f.time(p.newest)}, dikurangi ${f.duration(p.delay)}.`,
    waterWasBelow: (p: Params<'waterWasBelow'>, f: F) =>
      p.end === null
        ? unmoved(p.tested)
          ? 'Grupnya tidak memuat event time yang bisa telat.'
          : `Diuji dengan ${f.time(p.tested)}, tetapi grupnya tidak memuat event time yang bisa telat.`
        : unmoved(p.tested)
          ? f.engine === 'kafkaStreams'
            ? 'Waktu diuji, belum ada yang tertutup.'
            : 'Waktu diuji, watermark belum bergerak.'
          : p.end <= p.tested
            ? `Diuji dengan ${f.time(p.tested)}, tepat pada saat itu, dan hanya yang lebih awal yang telat.`
            : `Diuji dengan ${f.time(p.tested)}, masih di bawah ${f.time(p.end)}.${heldBack(p, f)}`,
    passedOver: (p: Params<'passedOver'>) =>
      ({
        boundaryGap: 'Letaknya tepat di batas dua run, dan tidak satu pun mengambilnya.',
        driftGap: 'Tibanya ketika loop sedang bekerja, dan run berikutnya hanya melihat satu interval ke belakang.',
        lateLost: 'Rentang itu sudah dibaca ketika ia tiba, dan tidak ada run yang melihat ke sana lagi.',
        restartGap: 'Loop sempat mati, dan setelah itu tidak melihat sejauh itu ke belakang.',
      })[p.why],
    bookedByRun: (p: Params<'bookedByRun'>, f: F) =>
      p.own
        ? `Loop membukukan yang dibacanya ke interval run-nya, ${f.group(p.group)}. Kali ini memang saat itu kejadiannya.`
        : `Loop membukukan yang dibacanya ke interval run-nya, ${f.group(p.group)}. Padahal bukan saat itu kejadiannya.`,
    nothingIsLate: (p: Params<'nothingIsLate'>, f: F) =>
      f.job
        ? 'Job tidak punya watermark. Yang sudah tiba saat ia jalan, itulah yang diambil.'
        : p.mode === 'complete'
          ? 'Dalam mode complete semua grup disimpan, jadi tidak ada baris yang telat untuk grupnya.'
          : 'Tanpa watermark tidak ada baris yang bisa telat.',
    windowWasOver: (p: Params<'windowWasOver'>, f: F) =>
      `${f.engine === 'flink' ? `Disimpan sampai ${f.time(p.over)}, yang` : f.time(p.over)} tidak lebih dari ${f.time(p.tested)}.${heldBack(p, f)}${p.answeredIn === null ? '' : ` Jawaban ${isRecord(f) ? 'pertama, saat ' : ''}${f.batch(p.answeredIn)}${p.answer && p.answer.length > 0 ? `: ${f.values(p.answer)}` : ' sudah keluar'}.`}`,
    dropped: (p: Params<'dropped'>, f: F) =>
      `Telat ${f.strong(f.duration(p.lateBy))}${p.behind ? `: join sebelumnya menahan baris, jadi baris baru telat kalau watermark sudah ${f.duration(p.behind)} melewatinya` : ''}. Tidak pernah sampai ke state, ${f.engine === 'flink' ? 'ia pergi ke side output' : 'hanya tercatat di counter'}.${p.truth === null ? '' : ` Benarnya ${f.values(p.truth)}.`}`,
    counted: (p: Params<'counted'>, f: F) =>
      `Dengan baris ini ${f.group(p.group)} berisi ${f.values(p.values, p.group.operator)}.`,
    rowsOf: (p: Params<'rowsOf'>, f: F) => {
      const parts = [p.counted === 0 ? 'Belum ada baris yang dihitung' : `${f.count(p.counted)} baris sudah dihitung`];
      if (p.late > 0) parts.push(`${f.count(p.late)} telat`);
      if (p.coming > 0) parts.push(`${f.count(p.coming)} belum dibaca`);
      return `${parts.join(', ')}.`;
    },
    held: (p: Params<'held'>, f: F) =>
      `${f.values(p.values, p.group.operator)}, ditaruh ${f.batch(p.since)}${p.changed === p.since ? '' : `, terakhir diubah ${f.batch(p.changed)}`}.`,
    waitsForWater: (p: Params<'waitsForWater'>, f: F) =>
      (isRecord(f)
        ? `Dilepas kalau ${f.engine === 'flink' ? 'watermark' : 'stream time, dikurangi grace,'} mencapai ${f.time(p.over)}${f.engine === 'flink' ? ', milidetik terakhir ia disimpan' : ''}. ${unmoved(p.watermark) ? 'Itu belum bergerak.' : `Sekarang di ${f.time(p.watermark)}.`}`
        : unmoved(p.watermark)
          ? `Selesai kalau watermark mencapai ${f.time(p.over)}. Watermark belum bergerak.`
          : p.over <= p.watermark
            ? `Watermark ada di ${f.time(p.watermark)}, melewati ${f.time(p.over)}: batch berikutnya yang mengakhirinya.`
            : `Selesai kalau watermark mencapai ${f.time(p.over)}. Sekarang di ${f.time(p.watermark)}, kurang ${f.duration(p.over - p.watermark)}.`) +
      heldBack(p, f),
    wasInTime: (p: Params<'wasInTime'>, f: F) =>
      unmoved(p.tested)
        ? 'Waktu diuji, watermark belum bergerak.'
        : Number.isNaN(p.eventTime)
          ? 'Tanpa event time, tidak ada baris yang telat.'
          : p.behind
            ? `Diuji dengan ${f.time(p.tested)}, dan join sebelumnya menahan baris: baris ini baru telat pada ${f.time(p.eventTime + p.behind)}, ${f.duration(p.behind)} setelah waktunya sendiri.`
            : p.tested === p.eventTime
              ? `Diuji dengan ${f.time(p.tested)}, tepat waktunya sendiri: yang telat hanya yang sebelumnya.`
              : `Diuji dengan ${f.time(p.tested)}, masih di bawah waktunya sendiri, ${f.time(p.eventTime)}.`,
    neverLate: (p: Params<'neverLate'>) =>
      `${p.function ? `Fungsi ${p.function}` : 'Sisi join ini'} tidak memakai event time, jadi baginya tidak ada baris yang telat.`,
    notTested: (p: Params<'notTested'>, f: F) =>
      p.function === null
        ? `Tidak ada yang melepas key di langkah ini, jadi baginya tidak ada baris yang telat${p.late ? ', yang ini pun tidak' : ''}.`
        : f.engine === 'flink'
          ? 'Flink tidak membuang baris sebelum fungsi buatan sendiri. Fungsi yang tidak mau baris telat harus membandingkannya sendiri dengan watermark; yang ini tidak.'
          : 'Kafka Streams tidak membuang baris sebelum processor buatan sendiri. Processor yang tidak mau baris telat harus membandingkannya sendiri dengan stream time; yang ini tidak.',
    changedNothing: (p: Params<'changedNothing'>) =>
      ({
        velocityCheck: 'Tempat atau event time-nya tidak ada, atau ia lebih tua dari baris yang diingat.',
        sessionize: 'Event time-nya tidak ada, jadi ia tidak masuk kunjungan mana pun.',
        runningTotal: 'Tidak ada nilai yang bisa ditambahkan, jadi totalnya tetap.',
        thresholdAlert: 'Tidak ada nilai yang bisa ditambahkan.',
        distinctUsers: 'Ia tidak menyebut pengguna.',
      })[p.function],
    ranTo: (p: Params<'ranTo'>, f: F) =>
      p.total === null
        ? 'Belum ada nilai untuk key ini, jadi totalnya null.'
        : `Dengan baris ini totalnya ${f.values([p.total])}.`,
    passedThreshold: (p: Params<'passedThreshold'>, f: F) =>
      `Baris ini mengangkat jumlah rentangnya ke ${f.values([p.total])}, untuk pertama kali di atas ${f.values([p.above])}.`,
    usersCounted: (p: Params<'usersCounted'>, f: F) =>
      p.users !== null && isRecord(f)
        ? `Dengan baris ini key-nya punya ${f.strong(f.count(Number(p.users)))} pengguna.`
        : p.users === null
          ? 'Setelah baris-baris batch ini, pengguna key-nya dihitung.'
          : `Setelah baris-baris batch ini key-nya punya ${f.strong(f.count(Number(p.users)))} pengguna.`,
    visitOver: (p: Params<'visitOver'>, f: F) =>
      `${f.count(p.rows)} baris dari ${f.time(p.start)} sampai ${f.time(p.end)}, dan tidak ada lagi sejauh gap sesudahnya.`,
    waitsForClock: (p: Params<'waitsForClock'>, f: F) =>
      p.until <= p.now
        ? `Waktunya habis pada ${f.time(p.until)}: ${isRecord(f) ? 'dilepas pada pemeriksaan berikutnya' : 'batch berikutnya melepasnya'}.`
        : p.expires
          ? `Masanya habis pada ${f.time(p.until)}, kecuali ditulis lagi sebelum itu.`
          : `Timer-nya dipasang untuk ${f.time(p.until)}, menurut jam.`,
    timeWasUp: (p: Params<'timeWasUp'>, f: F) =>
      isRecord(f)
        ? f.engine === 'kafkaStreams'
          ? `Waktunya habis pada ${f.time(p.until)}. Sejak itu processor tidak menganggapnya lagi; punctuator menurut jam, sekali sedetik, menghapusnya.`
          : p.expired
            ? `Tidak ada yang menulisnya lagi, jadi sejak ${f.time(p.until)} ia tidak dibaca lagi. Kapan Flink menghapusnya bergantung pada state backend; di sini saat baris berikutnya.`
            : `Timer-nya dipasang untuk ${f.time(p.until)}, menurut jam.`
        : p.expired
          ? `Tidak ada yang menulisnya lagi, jadi masanya habis pada ${f.time(p.until)}. ${f.Batch(p.batch)} yang pertama memeriksanya.`
          : `Dipasang untuk ${f.time(p.until)}, menurut jam. ${f.Batch(p.batch)} yang pertama sejak saat itu.`,
    neverOver: (p: Params<'neverOver'>) =>
      ({
        complete: 'Mode complete menulis semua grup di setiap batch, jadi tidak ada yang bisa dilepas.',
        noWatermark: 'Tanpa watermark engine tidak tahu kapan sebuah grup selesai.',
        noEventTime: 'Key-nya tidak memuat event time, jadi watermark tidak bisa mengakhirinya.',
        noTimer: 'Tidak ada timer untuknya dan umurnya tidak dibatasi: ia tetap disimpan.',
      })[p.reason],
    waterReached: (p: Params<'waterReached'>, f: F) =>
      isRecord(f)
        ? `Saat ${f.batch(p.batch)} ${f.engine === 'flink' ? 'watermark' : 'batas tertutup'} ada di ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} tidak lebih dari itu`}.`
        : `${f.Batch(p.batch)} jalan dengan watermark di ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} tidak lebih dari itu`}.`,
    grew: (p: Params<'grew'>, f: F) =>
      `Ada baris lain yang jaraknya kurang dari gap, dan saat ${f.batch(p.batch)} tempatnya diambil ${f.group(p.into)}.`,
    freed: (p: Params<'freed'>, f: F) =>
      isRecord(f)
        ? `State ${f.group(p.group)} dilepas saat ${f.batch(p.batch)}.`
        : `${f.Batch(p.batch)} menghapus ${f.group(p.group)} dari state store.`,
    timerFired: (p: Params<'timerFired'>, f: F) =>
      f.engine === 'flink'
        ? `Watermark sampai di ${f.time(p.watermark)}, yaitu saat timer-nya.`
        : f.engine === 'kafkaStreams'
          ? `Stream time, dikurangi grace, sudah melewatinya, di ${f.time(p.watermark)}. Punctuator menurut stream time memeriksa paling sering sekali sedetik, setelah sebuah baris.`
          : `${f.Batch(p.batch)} jalan dengan watermark di ${f.time(p.watermark)}, melewati timer-nya.`,
    answered: (p: Params<'answered'>, f: F) =>
      `Yang ditulis ${f.values(p.values)}.${
        p.mode === 'append'
          ? ' Mode append menulisnya sekali saja.'
          : p.times > 1
            ? ` Sejauh ini sudah ditulis ${f.count(p.times)} kali.`
            : ''
      }`,
    right: (p: Params<'right'>, f: F) => `Yang sebenarnya juga ${f.values(p.truth)}.`,
    wrong: (p: Params<'wrong'>, f: F) =>
      `Jawabannya ${f.values(p.values)}, padahal sebenarnya ${f.values(p.truth)}. ${
        p.lateRows > 0
          ? `${f.count(p.lateRows)} baris tiba setelah itu selesai.`
          : p.comingRows > 0
            ? `${f.count(p.comingRows)} baris belum dibaca.`
            : ''
      }`.trim(),
    lost: (p: Params<'lost'>, f: F) =>
      `Semua baris ${f.group(p.group)} tiba setelah ${f.engine === 'kafkaStreams' ? 'ia tertutup' : 'watermark melewatinya'}, jadi tidak ada yang bisa dijawab.`,
    keptForPartner: (p: Params<'keptForPartner'>, f: F) =>
      `${f.Batch(p.batch)} menaruhnya di state, tempat baris dari sisi lain masih bisa bertemu dengannya.`,
    madeOf: (p: Params<'madeOf'>) => `Satu dari ${p.of > 2 ? p.of : 'dua'} baris yang cocok: waktu kejadiannya.`,
    joinTestsNone: () =>
      'Join di Kafka Streams tidak membandingkan baris dengan stream time: setiap baris mencari pasangan di store sisi lain.',
    storeRefused: () =>
      'Ia lebih tua daripada jangkauan store sisinya, jadi baris yang datang kemudian tidak bisa bertemu dengannya. Ia tetap mencari pasangan di store sisi lain.',
    meetsNothing: () => 'Key-nya null, dan null tidak cocok dengan apa pun. Tidak ada store yang menyimpannya.',
    met: (p: Params<'met'>) =>
      `${p.rows === 1 ? 'Satu baris' : `${p.rows} baris`} dari sisi lain cocok dengannya, di dalam batas syaratnya.`,
    waitsForStore: (p: Params<'waitsForStore'>, f: F) =>
      `Jangkauan store sisinya terbatas: begitu ada baris dari sisi yang sama pada ${f.time(p.over)} atau sesudahnya, tidak ada lagi yang bisa bertemu dengannya.`,
    sideMovedOn: (p: Params<'sideMovedOn'>, f: F) =>
      `Jangkauan store sisinya terbatas: ${f.batch(p.batch)} sudah di ${f.time(p.newest)}, dan yang ini disimpan hanya sampai ${f.time(p.over)}.`,
    noPartner: (p: Params<'noPartner'>, f: F) =>
      `Sampai saat itu tidak ada baris dari sisi lain yang cocok. Outer join tetap mengeluarkannya, dengan null untuk sisi lain: ${f.batch(p.batch)} yang menulisnya.`,
    noRowYet: (p: Params<'noRowYet'>, f: F) =>
      isRecord(f)
        ? `Belum ada baris untuk ${f.group(p.group)} yang tiba.`
        : f.job
          ? `Belum ada run yang menghitung baris di ${f.group(p.group)}.`
          : `Belum ada batch yang menghitung baris di ${f.group(p.group)}.`,
    wrote: (p: Params<'wrote'>, f: F) =>
      isRecord(f)
        ? `Keluar pukul ${f.time(p.at)}, saat ${f.batch(p.batch)}.`
        : `${f.Batch(p.batch)} mengirimnya ke sink pada ${f.time(p.at)}.`,
    suspicious: (p: Params<'suspicious'>, f: F) =>
      `Untuk key ini state mengingat ${f.values(p.values)}: tempat lain, dan belum lama.`,
    watermarkStart: (_: Params<'watermarkStart'>, f: F) =>
      isRecord(f)
        ? 'Belum ada baris ber-event time yang menggerakkannya.'
        : 'Belum ada batch yang membaca baris ber-event time, jadi masih di titik awal, tahun 1970.',
    newestEvent: (p: Params<'newestEvent'>, f: F) =>
      isRecord(f)
        ? `${f.time(p.eventTime)}: yang terbaru sejauh ini${f.engine === 'flink' ? ' di partisi yang menentukan' : ' di task-nya'}.`
        : `${f.time(p.eventTime)}, dibaca ${f.batch(p.batch)}: yang terbaru sejauh ini.`,
    lessDelay: (p: Params<'lessDelay'>, f: F) =>
      f.engine === 'flink'
        ? `${f.time(p.newest)} dikurangi ${f.duration(p.delay)} dan satu milidetik sama dengan ${f.time(p.watermark)}: yang sampai saat itu mestinya sudah tiba semua.`
        : f.engine === 'kafkaStreams'
          ? `Stream time ${f.time(p.newest)}${p.watermark > 0 ? `, dikurangi grace ${f.duration(p.delay)}: window yang berakhir sampai ${f.time(p.watermark)} tertutup` : ''}. Hanya baris yang menggerakkannya, bukan jam.`
          : `${f.time(p.newest)} dikurangi ${f.duration(p.delay)} sama dengan ${f.time(p.watermark)}. Watermark naik saat batch selesai.`,
    neverFalls: (p: Params<'neverFalls'>, f: F) =>
      isRecord(f)
        ? `Baris sesudahnya tidak ada yang lebih baru. Tetap di ${f.time(p.watermark)}.`
        : `Batch-batch sesudahnya membaca baris, tetapi tidak ada yang lebih baru. Watermark tetap di ${f.time(p.watermark)}.`,
    noWatermark: (_: Params<'noWatermark'>, f: F) =>
      f.job
        ? 'Job tidak memerlukannya: semua yang sudah tiba diambil, tidak ada yang telat.'
        : 'Query ini tidak punya langkah watermark: tidak ada yang telat, tidak ada yang pernah selesai.',
    notYetRun: (p: Params<'notYetRun'>, f: F) => `Mulainya pukul ${f.time(p.at)}.`,
    tick: (p: Params<'tick'>, f: F) =>
      f.job && p.interval !== null
        ? `Job ini jalan tiap ${f.duration(p.interval)}.`
        : p.interval === null
          ? `Mulai pukul ${f.time(p.at)}.`
          : p.interval === 0
            ? 'Trigger 0 memulai batch begitu ada pekerjaan.'
            : p.onTick
              ? `${f.time(p.at)} adalah tick: ada satu tiap ${f.duration(p.interval)}, dihitung sejak 1970.`
              : `Batch sebelumnya lebih lama dari ${f.duration(p.interval)}, jadi yang ini mulai begitu yang itu selesai.`,
    rowsWaited: (p: Params<'rowsWaited'>, f: F) => `${f.count(p.rows)} baris sudah tiba dan belum dibaca.`,
    noRowsButWater: (p: Params<'noRowsButWater'>, f: F) =>
      `${f.Batch(p.batchBefore)} menaikkan watermark ke ${f.time(p.watermark)}. Batch tanpa baris melepas apa yang selesai karenanya.`,
    readStretch: (p: Params<'readStretch'>, f: F) =>
      `${f.count(p.rows)} baris yang ${p.by === 'arrivalTime' ? 'tiba' : 'terjadi'} dari ${f.time(p.from)} sampai ${f.time(p.to)}, lainnya tidak.`,
    noRowsButClock: (p: Params<'noRowsButClock'>) =>
      `Fungsi ${p.function} mengikuti jam: batch jalan di setiap tick untuk memeriksa apakah ada yang jatuh tempo.`,
    readDay: (p: Params<'readDay'>, f: F) =>
      `${f.count(p.rows)} baris dari ${f.strong(dayName(p.day, 'id'))}: semua yang terjadi hari itu dan sudah tiba. Jawabannya menggantikan jawaban hari itu sebelumnya.`,
    askedAgain: (p: Params<'askedAgain'>, f: F) =>
      `Skenario menjalankan ${f.strong(dayName(p.day, 'id'))} lagi pada ${f.time(p.at)}: backfill, untuk baris yang tiba terlalu telat bagi run malam.`,
    readAll: (p: Params<'readAll'>, f: F) => `${f.count(p.rows)} baris: semua yang sudah tiba sejak awal.`,
    judgedBy: (p: Params<'judgedBy'>, f: F) =>
      unmoved(p.evict)
        ? 'Keduanya di titik awal, 1970: belum ada yang bisa telat atau selesai.'
        : unmoved(p.late)
          ? `Belum ada yang bisa telat; grup selesai sampai ${f.time(p.evict)}.`
          : p.late === p.evict
            ? `Baris telat, dan grup selesai, sampai ${f.time(p.evict)}.`
            : `Baris telat sampai ${f.time(p.late)} (watermark batch sebelumnya), grup selesai sampai ${f.time(p.evict)} (miliknya sendiri).`,
    batchDid: (p: Params<'batchDid'>, f: F) => {
      const parts = [
        p.read === 0 ? (isRecord(f) ? 'Memeriksa jam' : 'Tidak membaca apa-apa') : `Membaca ${f.count(p.read)} baris`,
      ];
      if (p.dropped > 0) parts.push(`membuang ${f.count(p.dropped)} yang telat`);
      if (p.updated > 0) parts.push(`mengubah ${f.count(p.updated)} baris state`);
      if (p.removed > 0) parts.push(`melepas ${f.count(p.removed)} baris state`);
      parts.push(p.written === 0 ? 'tidak menulis apa-apa' : `menulis ${f.count(p.written)} baris`);
      const last = parts.pop();
      const held = p.total === 0 ? '' : ` State menyimpan ${f.count(p.total)} baris.`;
      return `${parts.join(', ')}${parts.length > 1 ? ',' : ''} dan ${last}.${held}`;
    },
    waterRose: (p: Params<'waterRose'>, f: F) =>
      isRecord(f)
        ? `${f.engine === 'kafkaStreams' ? 'Stream time' : 'Watermark'} naik ke ${f.time(p.to)}, dan yang selesai karenanya keluar.`
        : unmoved(p.from)
          ? `Untuk pertama kali, ke ${f.time(p.to)}: itu untuk batch berikutnya.`
          : `Dari ${f.time(p.from)} ke ${f.time(p.to)}, untuk batch berikutnya.`,
    waterStayed: (p: Params<'waterStayed'>, f: F) =>
      unmoved(p.at)
        ? 'Tidak ada event time yang terbaca: watermark masih belum bergerak.'
        : `Tidak ada yang lebih baru: tetap di ${f.time(p.at)}.`,
    batchFailed: (p: Params<'batchFailed'>) => `${p.error}: ${p.message} Query berhenti di sini.`,
    nothingToRead: (p: Params<'nothingToRead'>, f: F) =>
      `Tidak ada yang tiba sejak batch terakhir.${p.nextArrival === null ? '' : ` Baris berikutnya tiba pukul ${f.time(p.nextArrival)}.`}`,
    noReasonToRun: (p: Params<'noReasonToRun'>) =>
      ({
        waterStill: 'Watermark tidak bergerak sejak batch terakhir, jadi tidak ada yang bisa selesai.',
        noState: 'Query ini tidak menyimpan apa pun yang bisa diakhiri waktu.',
        complete: 'Dalam mode complete, naiknya watermark tidak mengakhiri apa pun.',
        switchedOff: 'Batch tanpa baris dimatikan.',
        down: 'Query sedang mati setelah crash.',
        forgotten:
          'Watermark sudah naik, tetapi tidak ada log yang mencatat bahwa batch tanpa baris jatuh tempo: setelah restart ia menunggu baris.',
      })[p.reason],
    completeness: (p: Params<'completeness'>, f: F) =>
      `${f.strong(f.count(p.counted))} dari ${f.count(p.due)} baris, di semua window yang sudah dijawab atau lewat.`,
    missingRow: () => 'Terjadi pada saat ini, tetapi tidak ada jawaban yang menghitungnya.',
    countedElsewhere: (p: Params<'countedElsewhere'>, f: F) =>
      `Terjadi pukul ${f.time(p.eventTime)}, tetapi ${f.batch(p.batch)} yang membacanya, lalu membukukannya ke ${f.group(p.group)}: loop membukukan yang dibacanya ke interval run-nya.`,
    belongsElsewhere: (p: Params<'belongsElsewhere'>, f: F) =>
      `${Number.isNaN(p.eventTime) ? 'Tidak punya event time, jadi tidak ada di interval mana pun.' : `Terjadi pukul ${f.time(p.eventTime)}, di interval lain.`} ${f.Batch(p.batch)} membacanya dan membukukannya di sini.`,
    countedTwice: (p: Params<'countedTwice'>, f: F) =>
      `Dibaca ${p.batches.map((b) => f.batch(b)).join(', lalu lagi oleh ')}.`,
    nothingMissing: () => 'Semua baris dari semua window yang dijawab sudah dihitung.',
    nothingDue: () => 'Belum ada window yang dijawab atau lewat, jadi belum ada yang bisa diukur.',
    notJudged: () =>
      'Langkah ini tidak memberi jawaban per window atau grup yang bisa dibandingkan dengan yang sebenarnya.',
    waitOf: (p: Params<'waitOf'>, f: F) =>
      `Berakhir ${f.time(p.end)}, jawaban benarnya keluar ${f.time(p.answeredAt)}.`,
    waitNever: (p: Params<'waitNever'>, f: F) =>
      `${f.count(p.windows)} window tidak pernah dapat jawaban yang benar: itu dihitung sebagai tunggu tanpa akhir.`,
    stateNow: (p: Params<'stateNow'>, f: F) =>
      isRecord(f)
        ? `${f.strong(`${f.count(p.rows)} baris`)}. Paling banyak ${f.count(p.peakDuring)} sejauh ini.`
        : `${f.strong(`${f.count(p.rows)} baris`)}. Paling banyak ${f.count(p.peakDuring)} selama sebuah batch, dan ${f.count(p.peakAfter)} sesudahnya.`,
    stateOpen: (p: Params<'stateOpen'>, f: F) =>
      p.over === null
        ? 'Tidak ada yang mengakhirinya.'
        : p.clock
          ? `Disimpan sampai jam menunjukkan ${f.time(p.over)}.`
          : `Disimpan sampai ${f.engine === 'kafkaStreams' ? 'stream time, dikurangi grace,' : 'watermark'} mencapai ${f.time(p.over)}.`,
  },
};
