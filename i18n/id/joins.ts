import type { joins as en } from '../en/joins';
import type { Widen } from '../widen';

export const joins: Widen<typeof en> = {
  smaller: (water) => `terkecil: ${water}`,
  larger: (water) => `terbesar: ${water}`,
  both: (water) => `keduanya: ${water}`,
  idle: (input) => `${input}: idle`,
  idleShort: 'idle',
  none: (input) => `${input}: belum ada watermark`,
  noneShort: 'belum ada',
  inputSpoken: (input, time) => `${input} sendiri: ${time}`,
  waterSpoken: (water, input, larger) => `${water}, ditentukan oleh ${input}, yang ter${larger ? 'besar' : 'kecil'}`,
  note: 'Garis: dua baris bertemu. Cincin: disimpan di state; putus-putus: belum ada pasangan.',
  tieSpoken: (left, right, out) => `${left} cocok dengan ${right}${out ? '' : ', diteruskan'}`,
  aloneSpoken: (row) => `${row} keluar dengan null: tanpa pasangan`,
  and: (rows) => rows.join(' dan '),
  several: (n) => `${n} baris`,
  waits: 'belum ada pasangan: disimpan di state',
  matched: (who) => `cocok dengan ${who}`,
  matchedHeld: (who) => `cocok dengan ${who}, disimpan untuk yang lain`,
  matchedOther: 'sudah cocok',
  alone: 'tanpa pasangan: keluar dengan null',
  freed: 'dilepas tanpa pasangan',
  notKept: 'tanpa pasangan, dan tidak disimpan',
  byItself: (input) => `${input} sendiri`,
  table: (range) => `Pasangan (${range})`,
  range: (left, right, from, to) =>
    from === null && to === null
      ? 'tanpa batas waktu'
      : `waktu ${right} dikurangi waktu ${left}: ${from === null ? `paling lama ${to}` : to === null ? `paling sedikit ${from}` : `${from} sampai ${to}`}`,
  columns: { join: 'dalam join', at: 'pukul', status: 'status' },
  nulls: 'tanpa pasangan: null',
  ofOperator: 'dari langkah lain',
  out: 'keluar',
  passedOn: 'diteruskan',
  wouldMatch: (from, to) =>
    from === ''
      ? `pasangan ada sampai ${to}`
      : to === ''
        ? `pasangan ada mulai ${from}`
        : `pasangan ada di ${from} – ${to}`,
};
