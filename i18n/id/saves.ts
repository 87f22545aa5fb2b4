import type { saves as en } from '../en/saves';
import type { Widen } from '../widen';
import { crashPoints } from './crashPoints';

/** The tables, the map and the parts of the picture that are loaded say this, too: they ask for all of it at once. */
export { joins } from './joins';
export { map } from './map';
export { railsTable } from './railsTable';

export const saves: Widen<typeof en> = {
  settings: {
    checkpointInterval: {
      name: 'Checkpoint tiap',
      hint: 'Ke sinilah job kembali: apa yang dibaca dan disimpan sampai saat itu. Semua sesudahnya dikerjakan lagi.',
    },
    barrierTravel: {
      name: 'Jarak barrier',
      hint: 'Seberapa lambat barrier tiap partisi berikutnya tiba: sebuah model, supaya penyelarasannya terlihat.',
    },
    commitInterval: {
      name: 'Commit tiap',
      hint: 'Sampai situ baris dianggap sudah dibaca. Setelah crash, baris sejak commit terakhir dibaca lagi.',
    },
    never: 'tidak pernah',
    together: 'bersamaan',
    eachRow: 'tiap baris',
  },
  alert: 'alert',
  blocks: {
    caption: { batches: 'Batch', runs: 'Run job' },
    id: { batches: 'batch', runs: 'run' },
    columns: {
      at: 'pukul',
      rows: 'baris dibaca',
      water: 'watermark sesudahnya',
      state: 'baris state sesudahnya',
      status: 'status',
    },
    noId: 'tidak ada',
    states: {
      past: 'selesai',
      current: 'terbaru',
      coming: 'belum jalan',
      cut: 'terputus crash',
      again: 'dijalankan lagi',
      none: 'tanpa batch: tidak ada pekerjaan',
    },
  },
  water: {
    caption: 'Watermark',
    what: 'apa',
    at: 'berada di',
    notYet: 'belum ada',
    steps: 'Naiknya watermark',
    from: 'mulai pukul',
  },
  /** On the rails, while the query is down; and what is said of its crash. */
  down: (length) => `mati ${length}`,
  crashSpoken: (at, batch, after, back, checkpoint, step) =>
    `Crash pukul ${at}${after === null ? { batch: ' di antara dua batch', run: ' di antara dua run', record: '' }[step] : batch === null ? `, setelah ${crashPoints[after]}` : ` di ${step} ${batch}, setelah ${crashPoints[after]}`}${checkpoint === 'lost' ? ', checkpoint hilang' : ''}; ${back === null ? 'masih mati' : `kembali pukul ${back}`}`,
  crashesTable: 'Crash',
  crashColumns: {
    at: 'mati',
    batch: 'batch',
    run: 'run',
    after: 'setelah',
    back: 'kembali',
    restored: 'kembali ke',
    checkpoint: 'checkpoint',
  },
  crashAfter: crashPoints,
  stillDown: 'masih mati',
  checkpoints: { kept: 'utuh', lost: 'hilang' },
  betweenSteps: { batch: 'di antara dua batch', run: 'di antara dua run', record: 'di antara dua baris' },
  cameBack: {
    checkpoint: (id) => `checkpoint ${id}`,
    commit: (id, records) => `commit ${id}, ${records} record changelog dibaca`,
    nothing: 'awal',
  },
  savedTable: { checkpoint: 'Checkpoint', commit: 'Commit' },
  savedColumns: {
    id: 'nomor',
    at: { checkpoint: 'barrier dikirim', commit: 'di-flush' },
    aligned: 'semua sudah tiba',
    rows: 'baris yang sudah dibaca',
    state: 'baris state',
    changelog: 'record changelog',
    status: 'status',
  },
  savedStatus: { done: 'lengkap', underWay: 'di jalan', failed: 'gagal: keburu crash' },
  savedSeveral: {
    checkpoint: (n, last) => `${n} checkpoint, yang terakhir pukul ${last}`,
    commit: (n, last) => `${n} commit, yang terakhir pukul ${last}`,
  },
  several: (n) => `×${n}`,
  savedSpoken: {
    checkpoint: (id, at, state, aligned) =>
      state === 'done'
        ? `Checkpoint ${id}, lengkap pukul ${at}${aligned === null ? '' : `, ${aligned} setelah barrier-nya dikirim`}`
        : state === 'underWay'
          ? `Checkpoint ${id}: barrier-nya di jalan`
          : `Checkpoint ${id}, terputus oleh crash pukul ${at}`,
    commit: (id, at, state, _) =>
      state === 'failed' ? `Commit ${id}, terputus oleh crash pukul ${at}` : `Commit ${id} pukul ${at}`,
  },
  barrierSpoken: (checkpoint, partition, at) =>
    at === null
      ? `Barrier checkpoint ${checkpoint} di ${partition}, masih di jalan`
      : `Barrier checkpoint ${checkpoint} di ${partition}, tiba pukul ${at}`,
};
