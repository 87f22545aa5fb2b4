import type { ownWords as en } from '../en/ownWords';
import type { Widen } from '../widen';

export const ownWords: Widen<typeof en> = {
  title: 'Tulis dulu dengan kata-kata Anda',
  kept: 'Hanya disimpan di browser ini. Di akhir pelajaran bisa Anda simpan sebagai file.',
  placeholder: 'Dua atau tiga kalimat cukup.',
  age: 'Jawabannya boleh setua ini',
  way: (way, rupiah) => `Termurah menurut model: ${way}, ${rupiah} sehari.`,
  guide: 'Jawab keenam pertanyaan di panduan keputusan',
  differ: 'Kedua kasus Anda jatuh pada cara yang berbeda.',
  same: (way) => `Keduanya jatuh pada: ${way}. Salah satunya bukan contoh jenisnya; ubah kasus atau umurnya.`,
  save: 'Simpan tulisan Anda',
  nothing: 'Anda belum menulis apa-apa di pelajaran ini.',
  file: 'arus-jawaban-saya.md',
  heading: (title) => `Arus, pelajaran: ${title}`,
};
