import type { departs as english } from '../en/departs';
import type { Widen } from '../widen';

export const departs: Widen<typeof english> = {
  title: (n) => `Spark asli gagal di batch ${n}`,
  text: 'Spark 4.3.0 kehilangan state left semi join di belakang aggregate saat sisi kanannya tak punya baris (CANNOT_LOAD_STATE_STORE). Kalau ditulis sebelum aggregate, join ini jalan juga di sana.',
};
