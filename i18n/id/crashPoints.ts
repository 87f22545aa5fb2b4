import type { crashPoints as english } from '../en/crashPoints';
import type { Widen } from '../widen';

/** Yang baru saja selesai dikerjakan sebuah engine saat mati, di belakang "setelah". */
export const crashPoints: Widen<typeof english> = {
  'offsets-logged': 'mencatat offset-nya',
  'rows-read': 'membaca sebagian barisnya',
  'state-written': 'menulis state-nya',
  'sink-half-written': 'menulis separuh output-nya',
  'sink-written': 'menulis output-nya',
  'commit-logged': 'mencatat commit-nya',
  read: 'membaca',
  'half-written': 'menulis separuh jawabannya',
  written: 'menulis jawabannya',
  remembered: 'menyimpan posisinya',
  sleeping: 'mulai tidur',
  row: 'memproses satu baris',
  'barrier-injected': 'mengirim barrier',
  'state-snapshotted': 'menulis snapshot state-nya',
  'checkpoint-completed': 'menyelesaikan checkpoint',
  'transaction-committed': 'meng-commit transaksinya',
  'outputs-flushed': 'mem-flush store dan kirimannya',
  'offsets-committed': 'meng-commit offset-nya',
};
