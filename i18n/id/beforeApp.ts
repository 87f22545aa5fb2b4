import type { beforeApp as en } from '../en/beforeApp';
import type { Widen } from '../widen';

export const beforeApp: Widen<typeof en> = {
  slow: 'Arus masih dimuat. Jika tidak muncul juga, koneksinya sangat lambat atau terputus: muat ulang halaman ini.',
  scripts:
    'Arus menjalankan engine-nya di browser ini dan untuk itu perlu JavaScript. Izinkan, lalu muat ulang halaman ini.',
};
