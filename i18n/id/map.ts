import type { map as en } from '../en/map';
import type { Widen } from '../widen';

export const map: Widen<typeof en> = {
  title: 'Peta: event time mendatar, processing time ke atas',
  keys: 'Kiri dan kanan menggeser kapan baris terjadi, atas dan bawah kapan ia tiba, dengan Shift sedikit-sedikit. Kurung siku pindah ke baris yang tiba sebelum atau sesudahnya. Enter bertanya kenapa. Escape membatalkan geseran.',
  onMap: 'Menggeser kapan ia terjadi dan kapan ia tiba.',
  ideal: 'tiba saat terjadi',
  nothingBefore: 'tidak ada yang tiba sebelum terjadi',
  soFar: 'sejauh ini',
  ofTruth: (benar: string) => `dari ${benar}`,
  drag: 'Geser satu baris: mendatar mengubah kapan ia terjadi, naik turun kapan ia tiba.',
  notOnMap: (baris: string) => `${baris} tanpa event time: tidak ada di peta.`,
  movedTo: (baris: string, terjadi: string, tiba: string) => `${baris}: terjadi ${terjadi}, tiba ${tiba}`,
};
