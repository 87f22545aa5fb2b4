import type { railsTable as en } from '../en/railsTable';
import type { Widen } from '../widen';

export const railsTable: Widen<typeof en> = {
  rowsTable: 'Baris',
  windowsTable: 'Window',
  groupsTable: 'Grup',
  held: 'disimpan sejak',
  said: 'jawaban yang keluar',
  saidAt: (answer, at, by) => `${answer} pukul ${at}${by === null ? '' : ` (${by})`}`,
  sortedBy: (column) => `Urutkan menurut ${column}`,
  page: (from, to, of) => `${from} – ${to} dari ${of}`,
  earlierPage: 'Sebelumnya',
  laterPage: 'Berikutnya',
};
