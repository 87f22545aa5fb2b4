import type { home as en } from '../en/home';
import type { Widen } from '../widen';

export const home: Widen<typeof en> = {
  title: 'Bukan sekadar batch cepat',
  lessonsAndTime: (lessons, minutes) => `Hari 1 · ${lessons} pelajaran · ${minutes} menit`,
};
