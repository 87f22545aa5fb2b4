import type { written as en } from '../en/written';
import type { Widen } from '../widen';

export const written: Widen<typeof en> = {
  title: 'Yang dilaporkan dan ditulis Spark',
  close: 'Tutup',
  parts: { progress: 'Progress batch ini', checkpoint: 'File checkpoint' },
  at: (batch, at) => `Batch ${batch}, keadaan pada ${at}`,
  batchBefore: 'Batch sebelumnya',
  batchAfter: 'Batch berikutnya',
  notYet: 'Spark melaporkan progress setelah batch selesai. Yang ini masih bekerja.',
  lastTold: (batch) => `Yang terakhir dilaporkan batch ${batch}:`,
  died: 'Percobaan ini mati sebelum selesai: tidak ada yang dilaporkan.',
  own: 'Ditulis oleh batch ini.',
  binary: 'Format biner milik Spark: tidak ditampilkan.',
  kinds: {
    metadata: 'Identitas query ini. Dibuat saat query pertama kali dijalankan, dan tetap.',
    sourceStart: 'Awal source ini: tiap partisi pada offset tertuanya.',
    offsets:
      'Rencana batch, ditulis sebelum apa pun dibaca: watermark-nya, timestamp-nya, setelan yang dipertahankan setelah restart, dan sampai offset mana tiap source dibaca. Batch yang mati diulang menurut file ini.',
    commit: 'Batch sudah selesai. Restart melanjutkan setelah yang terbaru, dengan watermark ini.',
    stateMetadata: 'Operator pemilik store ini.',
    stateSchema: 'Kolom key dan nilai yang disimpan store.',
    delta:
      'Perubahan yang dibuat batch di store. Setiap batch menulis versi berikutnya, berubah atau tidak; batch 0 membuat versi 1.',
  },
  simplified:
    'Seperti yang ditulis Spark 4.3.0 untuk query yang membaca topic Kafka, dengan satu shuffle partition. Yang bergantung pada mesin ditulis “…”: id, milidetik kerja, byte. Yang tidak ditampilkan: checksum, dan snapshot state yang dibuat Spark menurut jam dinding.',
};
