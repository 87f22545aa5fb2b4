import type { StepParams } from '../../engine/explain/explanation';
import type { ExplainWords, explain as english } from '../en/explain';
import type { Widen } from '../widen';

type Params<C extends keyof StepParams> = StepParams[C];
type F = ExplainWords;

export const explain: Widen<typeof english> = {
  heading: 'Kenapa?',
  close: 'Tutup',
  back: 'Kembali ke pertanyaan sebelumnya',
  goTo: (time) => `Ke ${time}`,
  goToMoment: 'Ke saat ini terjadi',
  ask: (title) => `Tanyakan ini: ${title}`,
  nothing: 'Pilih sebuah baris, window, air, batch, atau angka untuk menanyakan kenapa begitu.',
  dimmed: 'Baris yang tidak terlibat diredupkan',
  steps: (n) => `${n} sebab, dari yang paling awal`,

  question: {
    late: (group) => `Kenapa baris ini tidak ada di ${group}?`,
    counted: (group) => `Kenapa baris ini dihitung di ${group}?`,
    filtered: 'Kenapa baris ini dibuang filter?',
    withoutWindow: 'Kenapa baris ini tidak punya window?',
    waiting: 'Kenapa baris ini belum dihitung?',
    coming: 'Di mana baris ini?',
    passed: 'Bagaimana baris ini lolos?',
    groupOpen: (group) => `Kenapa ${group} belum punya jawaban final?`,
    groupFinal: (group, answer) => `Kenapa ${group} menjawab ${answer}?`,
    groupLost: (group) => `Kenapa ${group} tidak pernah dijawab?`,
    groupComing: (group) => `Kenapa ${group} masih kosong?`,
    stateHeld: (group) => `Kenapa state menyimpan ${group}?`,
    stateFreed: (group) => `Kenapa ${group} dilepas?`,
    output: 'Kenapa ini dikirim ke sink?',
    watermark: (time) => `Kenapa watermark ada di ${time}?`,
    noWatermark: 'Kenapa tidak ada watermark?',
    batch: (id) => `Kenapa batch ${id} jalan, dan apa yang dikerjakannya?`,
    run: (id) => `Apa yang dikerjakan run ${id}?`,
    noBatch: (time) => `Kenapa tidak ada batch pada ${time}?`,
    completeness: 'Kenapa kelengkapannya segini?',
    wait: 'Dari mana lama tunggu ini?',
    state: 'Kenapa yang disimpan sebanyak ini?',
  },

  title: {
    happened: 'Kejadiannya',
    happenedNever: 'Tidak punya event time',
    arrived: 'Tibanya',
    notArrived: 'Belum tiba',
    waits: 'Masih menunggu',
    neverRead: 'Tidak ada batch yang membacanya',
    batchRead: 'Dibaca sebuah batch',
    filtered: 'Dibuang filter',
    withoutWindow: 'Tidak masuk window mana pun',
    passed: 'Langsung lolos',
    duplicate: 'Sudah dikenal',
    waterWasPast: 'Air sudah melewatinya',
    waterWasBelow: 'Window-nya masih terbuka',
    nothingIsLate: 'Di sini tidak ada yang terlambat',
    windowWasOver: 'Window-nya sudah selesai',
    dropped: 'Maka baris ini dibuang',
    counted: 'Dihitung',
    rowsOf: 'Baris-barisnya',
    held: 'Disimpan di state',
    waitsForWater: 'Menunggu air',
    neverOver: 'Tidak ada yang mengakhirinya',
    waterReached: 'Air sampai di ujungnya',
    freed: 'Dilepas dari state',
    timerFired: 'Timer-nya menyala',
    answered: 'Dijawab',
    right: 'Jawabannya benar',
    wrong: 'Jawabannya salah',
    lost: 'Tidak ada jawaban',
    noRowYet: 'Belum ada baris yang dihitung',
    wrote: 'Ditulis',
    suspicious: 'Baris yang diingat membuatnya mencurigakan',
    watermarkStart: 'Belum bergerak',
    newestEvent: 'Kejadian terbaru',
    lessDelay: 'Dikurangi delay',
    neverFalls: 'Tidak pernah turun',
    noWatermark: 'Tidak ada watermark',
    tick: 'Waktunya tiba',
    rowsWaited: 'Ada baris yang menunggu',
    noRowsButWater: 'Tanpa baris, tapi air sudah naik',
    readAll: 'Semuanya dibaca',
    judgedBy: 'Dua watermark ditetapkan',
    batchDid: 'Yang dikerjakannya',
    waterRose: 'Lalu air naik',
    waterStayed: 'Air tetap',
    batchFailed: 'Batch ini gagal',
    nothingToRead: 'Tidak ada yang bisa dibaca',
    noReasonToRun: 'Dan tidak ada alasan lain untuk jalan',
    completeness: 'Yang terhitung, dari semua yang jatuh tempo',
    missingRow: 'Satu baris yang hilang',
    nothingMissing: 'Tidak ada yang hilang',
    nothingDue: 'Belum ada yang jatuh tempo',
    waitOf: 'Salah satu lama tunggu',
    waitNever: 'Tidak pernah benar',
    stateNow: 'Yang disimpan sekarang',
    stateOpen: 'Salah satunya',
  },

  text: {
    happened: (p: Params<'happened'>, f: F) =>
      p.groups.length === 0
        ? `Event time-nya ${f.time(p.eventTime)}.`
        : `Event time ${f.time(p.eventTime)}, jadi masuk ${f.groups(p.groups)}.`,
    happenedNever: () => 'Event time-nya null. Baris ini tidak menggerakkan watermark dan tidak masuk window.',
    arrived: (p: Params<'arrived'>, f: F) => {
      if (Number.isNaN(p.delay)) return `Bisa dibaca mulai ${f.time(p.arrivesAt)}.`;
      if (p.delay < 0) return `${f.duration(-p.delay)} sebelum event time-nya sendiri: jamnya kecepatan.`;
      return p.delay === 0 ? 'Pada saat yang sama.' : `${f.duration(p.delay)} kemudian.`;
    },
    notArrived: (p: Params<'notArrived'>, f: F) =>
      `Baru tiba pukul ${f.time(p.arrivesAt)}. Sebelum itu tidak ada engine yang bisa tahu.`,
    waits: () => 'Sudah ada di source, tapi sejak itu belum ada batch yang mulai.',
    neverRead: () => 'Run berakhir sebelum ada batch yang sempat membacanya.',
    batchRead: (p: Params<'batchRead'>, f: F) =>
      `Batch ${f.count(p.batch)} mulai pukul ${f.time(p.startedAt)} dan membacanya${p.others === 0 ? ', sendirian.' : ` bersama ${f.count(p.others)} baris lain.`}`,
    filtered: (p: Params<'filtered'>) =>
      `Tidak memenuhi ${p.conditions.map((c) => `“${c}”`).join(' dan ')}. Hanya yang true yang tinggal; false dan null dibuang.`,
    withoutWindow: () => 'Tanpa event time tidak ada window untuknya. Tetap terhitung sebagai input row.',
    duplicate: () =>
      'Baris dengan key yang sama sudah datang lebih dulu dan masih diingat, jadi yang ini berhenti di sini.',
    passed: () => 'Query ini tidak menyimpan state, jadi tidak ada yang bisa terlambat: tiap baris langsung ke sink.',
    waterWasPast: (p: Params<'waterWasPast'>, f: F) =>
      Number.isNaN(p.newest) || p.testedBatch === null || p.newestBatch === null
        ? `Baris diuji dengan ${f.time(p.tested)}, titik awal setiap watermark.`
        : `Spark menguji baris dengan watermark batch sebelumnya: batch ${f.count(p.testedBatch)}, ${f.time(p.tested)}. Itu event time terbaru sampai batch ${f.count(p.newestBatch)}, ${f.time(p.newest)}, dikurangi ${f.duration(p.delay)}.`,
    waterWasBelow: (p: Params<'waterWasBelow'>, f: F) =>
      p.end === null
        ? `Watermark pengujinya ${f.time(p.tested)}; grupnya tidak memuat event time.`
        : `Diuji dengan ${f.time(p.tested)}, masih di bawah ${f.time(p.end)}.`,
    nothingIsLate: () => 'Job ini tidak punya watermark. Yang sudah tiba saat ia mulai, itulah yang diambil.',
    windowWasOver: (p: Params<'windowWasOver'>, f: F) =>
      `${f.time(p.over)} sama dengan atau di bawah ${f.time(p.tested)}.${p.answeredIn === null ? '' : ` Batch ${f.count(p.answeredIn)} sudah memberi jawabannya${p.answer && p.answer.length > 0 ? `: ${f.values(p.answer)}` : ''}.`}`,
    dropped: (p: Params<'dropped'>, f: F) =>
      `Terlambat ${f.duration(p.lateBy)}. Tidak pernah sampai ke state; hanya sebuah counter yang mencatatnya.${p.truth === null ? '' : ` Yang sebenarnya ${f.values(p.truth)}.`}`,
    counted: (p: Params<'counted'>, f: F) => `Dengan baris ini ${f.group(p.group)} berisi ${f.values(p.values)}.`,
    rowsOf: (p: Params<'rowsOf'>, f: F) =>
      `${f.count(p.counted)} baris sudah dihitung${p.late > 0 ? `, ${f.count(p.late)} datang terlambat` : ''}${p.coming > 0 ? `, ${f.count(p.coming)} belum dibaca` : ''}.`,
    held: (p: Params<'held'>, f: F) =>
      `${f.values(p.values)}, ditaruh oleh batch ${f.count(p.since)}${p.changed === p.since ? '' : ` dan terakhir diubah batch ${f.count(p.changed)}`}.`,
    waitsForWater: (p: Params<'waitsForWater'>, f: F) =>
      p.over <= p.watermark
        ? `Air ada di ${f.time(p.watermark)}, melewati ${f.time(p.over)}: batch berikutnya yang mengakhirinya.`
        : `Selesai kalau air mencapai ${f.time(p.over)}. Sekarang di ${f.time(p.watermark)}, kurang ${f.duration(p.over - p.watermark)}.`,
    neverOver: (p: Params<'neverOver'>) =>
      ({
        complete: 'Mode complete mengeluarkan semua grup di setiap batch, jadi tidak ada yang bisa dilepas.',
        noWatermark: 'Tanpa watermark engine tidak tahu kapan sebuah grup selesai.',
        noEventTime: 'Key-nya tidak memuat event time, jadi watermark tidak bisa mengakhirinya.',
      })[p.reason],
    waterReached: (p: Params<'waterReached'>, f: F) =>
      `Batch ${f.count(p.batch)} jalan dengan air di ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} sama dengan atau di bawahnya`}.`,
    freed: (p: Params<'freed'>, f: F) => `Batch ${f.count(p.batch)} menghapus ${f.group(p.group)} dari state store.`,
    timerFired: (p: Params<'timerFired'>, f: F) =>
      `Batch ${f.count(p.batch)} jalan dengan air di ${f.time(p.watermark)}, melewati timer-nya.`,
    answered: (p: Params<'answered'>, f: F) =>
      `Batch ${f.count(p.batch)} menulis ${f.values(p.values)} pada ${f.time(p.at)}.${
        p.mode === 'append'
          ? ' Mode append mengatakannya sekali saja.'
          : p.times > 1
            ? ` Sejauh ini sudah ditulis ${f.count(p.times)} kali.`
            : ''
      }`,
    right: (p: Params<'right'>, f: F) => `Yang sebenarnya juga ${f.values(p.truth)}.`,
    wrong: (p: Params<'wrong'>, f: F) =>
      `Jawabannya ${f.values(p.values)}, padahal sebenarnya ${f.values(p.truth)}. ${
        p.lateRows > 0
          ? `${f.count(p.lateRows)} baris datang setelah window-nya selesai.`
          : p.comingRows > 0
            ? `${f.count(p.comingRows)} baris sudah terjadi tapi belum dibaca.`
            : ''
      }`.trim(),
    lost: (p: Params<'lost'>, f: F) =>
      `Semua baris ${f.group(p.group)} datang setelah air melewatinya, jadi tidak ada yang bisa dijawab.`,
    noRowYet: (p: Params<'noRowYet'>, f: F) => `Belum ada batch yang menghitung baris di ${f.group(p.group)}.`,
    wrote: (p: Params<'wrote'>, f: F) => `Batch ${f.count(p.batch)} mengirimnya ke sink pada ${f.time(p.at)}.`,
    suspicious: (p: Params<'suspicious'>, f: F) =>
      `Untuk key ini state mengingat ${f.values(p.values)}: tempat lain, dan belum lama.`,
    watermarkStart: () => 'Step watermark belum melihat satu baris pun, jadi masih di titik awal, tahun 1970.',
    newestEvent: (p: Params<'newestEvent'>, f: F) =>
      `${f.time(p.eventTime)}, dibaca batch ${f.count(p.batch)}: yang terbaru sejauh ini.`,
    lessDelay: (p: Params<'lessDelay'>, f: F) =>
      `${f.time(p.newest)} dikurangi ${f.duration(p.delay)} sama dengan ${f.time(p.watermark)}. Naiknya saat batch selesai.`,
    neverFalls: (p: Params<'neverFalls'>, f: F) =>
      `Batch-batch sesudahnya membaca baris, tapi tidak ada yang lebih baru. Air tetap di ${f.time(p.watermark)}.`,
    noWatermark: () =>
      'Query ini tidak punya step watermark (atau engine-nya tidak memerlukannya): tidak ada yang terlambat, tidak ada yang pernah selesai.',
    tick: (p: Params<'tick'>, f: F) =>
      p.interval === null
        ? `Mulai pukul ${f.time(p.at)}.`
        : p.interval === 0
          ? `Trigger 0 memulai batch begitu ada pekerjaan: ${f.time(p.at)}.`
          : p.onTick
            ? `${f.time(p.at)} adalah sebuah tick: tiap ${f.duration(p.interval)}, dihitung dari 1970.`
            : `Batch sebelumnya lebih lama dari ${f.duration(p.interval)}, jadi yang ini mulai begitu yang itu selesai.`,
    rowsWaited: (p: Params<'rowsWaited'>, f: F) => `${f.count(p.rows)} baris sudah tiba dan belum dibaca.`,
    noRowsButWater: (p: Params<'noRowsButWater'>, f: F) =>
      `Batch ${f.count(p.batchBefore)} menaikkan air ke ${f.time(p.watermark)}. Batch tanpa baris melepas yang selesai karenanya.`,
    readAll: (p: Params<'readAll'>, f: F) => `${f.count(p.rows)} baris: semua yang tiba sejak awal, sekali lagi.`,
    judgedBy: (p: Params<'judgedBy'>, f: F) =>
      p.late === p.evict
        ? `Baris terlambat, dan grup selesai, pada ${f.time(p.evict)}.`
        : `Baris terlambat pada ${f.time(p.late)} (milik batch sebelumnya); grup selesai pada ${f.time(p.evict)} (miliknya sendiri).`,
    batchDid: (p: Params<'batchDid'>, f: F) =>
      `Membaca ${f.count(p.read)}, membuang ${f.count(p.dropped)}, mengubah ${f.count(p.updated)} dan melepas ${f.count(p.removed)} baris state; ${f.count(p.total)} disimpan. Yang ditulis ${f.count(p.written)}.`,
    waterRose: (p: Params<'waterRose'>, f: F) => `Dari ${f.time(p.from)} ke ${f.time(p.to)}, untuk batch berikutnya.`,
    waterStayed: (p: Params<'waterStayed'>, f: F) => `Tidak ada yang lebih baru: tetap di ${f.time(p.at)}.`,
    batchFailed: (p: Params<'batchFailed'>) => `${p.error}: ${p.message} Query berhenti di sini.`,
    nothingToRead: (p: Params<'nothingToRead'>, f: F) =>
      `Tidak ada yang tiba sejak batch terakhir.${p.nextArrival === null ? '' : ` Baris berikutnya tiba pukul ${f.time(p.nextArrival)}.`}`,
    noReasonToRun: (p: Params<'noReasonToRun'>) =>
      ({
        waterStill: 'Air tidak bergerak sejak batch terakhir, jadi tidak ada yang bisa selesai.',
        noState: 'Query ini tidak menyimpan apa pun yang bisa diakhiri waktu.',
        complete: 'Dalam mode complete, naiknya watermark tidak mengakhiri apa pun.',
        switchedOff: 'Batch tanpa baris dimatikan.',
      })[p.reason],
    completeness: (p: Params<'completeness'>, f: F) =>
      `${f.count(p.counted)} dari ${f.count(p.due)} baris ada di window yang benar, di antara window yang sudah dijawab atau lewat.`,
    missingRow: (p: Params<'missingRow'>, f: F) => `Baris ${f.count(p.row + 1)}, ${f.time(p.eventTime)}.`,
    nothingMissing: () => 'Semua baris dari semua window yang dijawab sudah dihitung.',
    nothingDue: () => 'Belum ada window yang dijawab atau lewat, jadi belum ada yang bisa diukur.',
    waitOf: (p: Params<'waitOf'>, f: F) =>
      `${f.group(p.group)} berakhir ${f.time(p.end)} dan benar pada ${f.time(p.answeredAt)}: ${f.duration(p.wait)}.`,
    waitNever: (p: Params<'waitNever'>, f: F) =>
      `${f.count(p.windows)} window tidak pernah dapat jawaban yang benar; untuk itu tidak ada lama tunggu.`,
    stateNow: (p: Params<'stateNow'>, f: F) =>
      `${f.count(p.rows)} baris. Paling banyak ${f.count(p.peakDuring)} selama sebuah batch dan ${f.count(p.peakAfter)} sesudahnya.`,
    stateOpen: (p: Params<'stateOpen'>, f: F) =>
      p.over === null ? `${f.group(p.group)}.` : `${f.group(p.group)}, sampai air mencapai ${f.time(p.over)}.`,
  },
};
