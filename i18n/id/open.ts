import type { open as en } from '../en/open';
import { number } from '../format';
import type { Widen } from '../widen';

const baris = (n: number) => `${number(n, 'id')} baris`;

export const open: Widen<typeof en> = {
  flights: {
    title: 'Penerbangan nyata',
    place: 'Data nyata',
    back: 'Tutup pertanyaan dan kembali ke penerbangan',
    region: 'Tentang penerbangan ini',
    eyebrow: 'Data asli, keterlambatan asli',
    happens: {
      before: 'Tiap baris satu penerbangan di awal 2001. Ia ',
      happened: 'terjadi',
      between: ' pada waktu yang dijadwalkan, dan ',
      arrived: 'tiba',
      after: ' sekian menit kemudian, sama seperti pesawatnya.',
    },
    early: {
      before: (share) =>
        `${share} pesawat ini datang lebih awal, jadi barisnya sudah ada sebelum waktunya. Tiap baris seperti itu menaikkan `,
      watermark: 'watermark',
      after: ' sebelum waktunya, dan pesawat yang telat lebih cepat mendapati window-nya sudah ditutup.',
    },
    delays: (tenth, worst) =>
      `Satu dari sepuluh pesawat telat ${tenth} atau lebih; yang terparah ${worst}. Delay yang cukup untuk pesawat terakhir membuat setiap jawaban menunggu selama itu juga.`,
    choose: 'Penerbangan yang dipakai',
    choices: {
      day: (n) => (n === null ? 'Satu hari' : `Satu hari, ${number(n, 'id')} penerbangan`),
      daySays: '24 Februari: badai',
      some: '2.000 penerbangan',
      all: '20.000 penerbangan',
      monthsSays: '90 hari, Januari sampai Maret',
      folded: '200.000 penerbangan',
      foldedSays: 'Semua hari dilipat jadi satu',
    },
    try: 'Coba sendiri',
    tries: {
      delay:
        'Ubah Delay dari 30 menit ke 2 jam: lebih sedikit yang dibuang, tetapi setiap jawaban menunggu lebih lama.',
      window: 'Ubah Window ke 6 jam: pesawat yang telat masih mendapati window-nya terbuka.',
      drag: 'Geser kedatangan pesawat yang terlalu awal ke kanan, dan lihat siapa yang selamat karenanya.',
    },
    sourceTitle: 'Asal datanya',
    source: (file) =>
      `${file} dari paket npm vega-datasets: sampel acak kedatangan yang dilaporkan maskapai Amerika Serikat ke Bureau of Transportation Statistics. Penerbangan yang batal tidak ada di dalamnya.`,
    simplified:
      'Yang disederhanakan: file ini hanya punya satu waktu dan satu keterlambatan untuk tiap penerbangan. Waktunya waktu berangkat, keterlambatannya saat tiba; di sini waktu itu mewakili jadwal barisnya. Zona waktunya tidak disebut, jadi dibaca sebagai UTC.',
    folded:
      'Yang disederhanakan: file ini hanya menyebut jam jadwalnya, bukan harinya. Jadi semua hari dilipat ke satu hari, di sini 1 Januari 2001, dan satu jam di dalamnya memuat penerbangan dari banyak hari. Waktunya waktu berangkat, keterlambatannya saat tiba; di sini waktu itu mewakili jadwal barisnya.',
    loading: 'Mengambil data penerbangan',
    failed: {
      title: 'Data penerbangan tidak bisa diambil',
      text: (file, said) =>
        `${file} bagian dari aplikasi ini dan diambil dari tempat yang sama. Jawabannya: ${said}. Mungkin koneksi sedang putus.`,
      again: 'Ambil lagi',
    },
    opened: (n) => `${baris(n)} penerbangan ada di panggung.`,
  },

  own: {
    title: 'Data Anda sendiri',
    place: 'Data Anda sendiri',
    placeWithout: (n) => `Data Anda sendiri · ${baris(n)} tidak diikutkan`,
    lead: {
      before: 'Bawa baris yang ',
      happened: 'terjadi',
      between: ' pada satu waktu dan ',
      arrived: 'tiba',
      after: ' pada waktu lain, lalu lihat apa yang dilakukan engine dengannya.',
    },
    takes: (most) =>
      `Skenario (.json, format arus/1) atau CSV dengan dua kolom waktu. Paling besar ${most}. Dibaca di halaman ini saja, tidak dikirim ke mana pun.`,
    drop: 'Jatuhkan file di sini',
    dropAnywhere: 'Jatuhkan saja: Arus membukanya di sini',
    or: 'atau',
    choose: 'Pilih file',
    another: 'Pilih file lain',
    paste: 'Atau tempel isinya',
    examples: 'Belum punya file? Mulai dari contoh:',
    exampleScenario: 'skenario',
    exampleCsv: 'CSV pesanan makanan',
    pasted: 'Teks tempelan',
    reading: (name) => `Membaca ${name}`,
    readAs: 'Baca sebagai',
    kinds: { json: 'Skenario', csv: 'CSV' },
    open: 'Buka di panggung',
    startOver: 'Mulai dari awal',
    textOf: (name) => `Isi ${name}`,
    editText: 'Tampilkan dan ubah teksnya',
    tooLongToEdit: (size) =>
      `Teks ini ${size}, terlalu panjang untuk diubah di sini. Perbaiki filenya di editor, lalu buka lagi.`,
    notKept: 'Browser ini tidak menyimpan teksnya: kalau halaman dimuat ulang, teks ini hilang.',
    unreadable: (name, said) =>
      `${name} tidak bisa dibaca. Kata browser: ${said}. Pilih filenya sekali lagi; folder tidak bisa dibuka.`,
    faults: (n) => (n === 1 ? 'Satu hal perlu diperbaiki' : `${number(n, 'id')} hal perlu diperbaiki`),
    faultsSay: 'Belum ada yang dibuka. Pilih sebuah path untuk ke tempatnya di teks.',
    fileFault: 'File ini tidak dibuka',
    stays: (title) => `Yang di panggung masih ada: ${title}.`,
    backToStage: 'Kembali ke panggung',
    here: 'teks itu sendiri',
    opened: (title, n) => `${title} ada di panggung, ${baris(n)}.`,
    editSource: 'Ubah datanya',
    openAnother: 'Buka yang lain',
  },
  csv: {
    loading: 'Membaca tabel',
    size: (n, columns) => `${baris(n)}, ${number(columns, 'id')} kolom`,
    noRows:
      'Tidak ada baris di teks ini. Tempel header dan setidaknya satu baris, dipisah koma, titik koma, tab, atau garis tegak.',
    oneColumn: 'Hanya ada satu kolom. Pilih tanda yang memisahkan nilainya.',
    delimiter: 'Dipisah',
    delimiters: { ',': 'koma', ';': 'titik koma', '\t': 'tab', '|': 'garis tegak' },
    header: 'Baris pertama berisi nama kolom',
    preview: 'Baris-baris pertama',
    row: 'baris',
    types: { string: 'teks', boolean: 'ya atau tidak', long: 'bilangan bulat', double: 'angka', timestamp: 'waktu' },
    typeOf: (column) => `Isi kolom ${column}`,
    formatOf: (column) => `Cara ${column} menulis waktu`,
    formats: {
      iso: 'tahun dulu, dengan offset',
      isoLocal: 'tahun dulu, tanpa offset',
      dayMonth: 'tanggal/bulan/tahun',
      monthDay: 'bulan/tanggal/tahun',
      epochSeconds: 'detik sejak 1970',
      epochMillis: 'milidetik sejak 1970',
    },
    notSaid: 'tanggal atau bulan dulu?',
    decimal: 'Tanda desimal',
    decimals: { '.': 'titik', ',': 'koma' },
    ask: (column, value) => `Di ${column}, ${value} itu …`,
    meaning: 'Arti kolom-kolomnya',
    happened: 'Terjadi',
    arrived: 'Tiba',
    chooseColumn: 'Pilih kolom',
    timeColumns: 'pada waktu di',
    delayColumns: 'setelah jeda di',
    unit: 'dalam satuan',
    units: { milliseconds: 'milidetik', seconds: 'detik', minutes: 'menit', hours: 'jam' },
    wall: 'Waktu tanpa offset ditulis di',
    ownZone: (zone) => `${zone}, zona browser ini`,
    offsets: 'Offset tetap',
    zones: 'Semua zona',
    wallSays: (columns, _count, wall) =>
      `Waktu di ${columns} tidak punya offset, dan file ini tidak menyebut ditulis di zona mana. Waktu itu dibaca sebagai ${wall}:`,
    zone: 'Waktu ditampilkan dalam',
    zoneSays: 'Di panggung, di tabel, dan di hasil. Tidak ada baris yang berubah karenanya.',
    keys: 'Jawaban untuk tiap',
    keysSay: (n) => `${number(n, 'id')} nilai`,
    noKeys: 'Tidak ada kolom untuk pengelompokan.',
    sum: 'Jumlahkan',
    noSum: 'tidak ada, hitung barisnya saja',
    query: 'Yang dijalankan',
    because: {
      window: (span, windows, each) =>
        `Barisnya membentang ${span}: ${windows} window, rata-rata ${each} baris per window.`,
      delay: (behind, furthest) =>
        `95 dari 100 baris tertinggal paling jauh ${behind} dari baris terbaru sebelumnya; yang terparah ${furthest}. Delay lebih panjang menunggu lebih banyak baris, dan semua jawaban ikut menunggu.`,
      noDelay: (furthest) =>
        `Setidaknya 95 dari 100 baris tiba sesuai urutan terjadinya; yang terparah tertinggal ${furthest}.`,
      trigger: 'Beberapa batch per window, supaya jawaban terlihat tumbuh sebelum final.',
    },
    onTheWay: (half, long, longest) =>
      `Separuh barisnya sampai dalam ${half} atau kurang, 95 dari 100 dalam ${long} atau kurang; yang paling lama ${longest}.`,
    ahead: (n) => `${baris(n)} tiba sebelum terjadi: jam yang berjalan mendahului. Itu boleh, dan digambar.`,
    cut: 'Waktu yang lebih halus dari milidetik dipotong sampai milidetik.',
    run: (n) => `Jalankan ${baris(n)}`,
    unsaid: {
      event: 'Pilih kolom yang menyebut kapan sebuah baris terjadi. Isinya harus waktu.',
      arrival: 'Pilih kolom yang menyebut kapan sebuah baris tiba: waktu atau jeda.',
      sameColumn: 'Waktu terjadi dan waktu tiba memakai kolom yang sama. Pilih kolom lain untuk salah satunya.',
      dayOrMonth: 'Sebutkan dulu mana yang di depan: tanggal atau bulan.',
    },
    noRowLeft: 'Tidak ada baris yang tersisa untuk dijalankan.',
    mendFirst: 'Perbaiki sel-sel ini, atau jangan ikutkan barisnya.',
    faults: (n) => (n === 1 ? 'Satu sel tidak bisa dibaca' : `${number(n, 'id')} sel tidak bisa dibaca`),
    moreFaults: (n) => `${number(n, 'id')} lagi tidak ditampilkan.`,
    leaveOut: (n) => (n === 1 ? 'Jangan ikutkan baris ini' : `Jangan ikutkan ${baris(n)} ini`),
    wayOut: 'Perbaiki teksnya, pilih tipe lain untuk kolomnya, atau jangan ikutkan barisnya.',
    at: (row, column) => (column === null ? `Baris ${row}` : `Baris ${row}, ${column}`),
    problems: {
      shape: (value, example) => `seharusnya waktu seperti ${example}, tetapi isinya “${value}”.`,
      noOffset: (value) =>
        `“${value}” tidak punya offset. Tambahkan Z atau misalnya +07:00, atau pilih “tahun dulu, tanpa offset” dan sebutkan ditulis di mana.`,
      noSuchTime: (value) => `tidak ada tanggal atau jam seperti ini: “${value}”.`,
      skipped: (value, zone) => `jam di ${zone} dimajukan melewati “${value}”. Pilih zona tempat waktu ini ditulis.`,
      tooFar: (value) => `“${value}” lebih dari 285 tahun dari 1970.`,
      missing: () => 'sel ini kosong, padahal tanpanya baris ini tidak punya tempat di waktu.',
      number: (value, sign) => `seharusnya angka dengan desimal ${sign}, tetapi isinya “${value}”.`,
      whole: (value) => `seharusnya bilangan bulat, tetapi isinya “${value}”.`,
      tooLarge: (value) => `“${value}” melebihi yang muat di 63 bit.`,
      boolean: (value) => `seharusnya true atau false, tetapi isinya “${value}”.`,
      cells: (value, expected) =>
        `isinya ${value} sel, padahal tabelnya ${expected}. Apit nilai yang memuat tanda pemisah dengan kutip ganda.`,
      quotes: (value) =>
        `tanda kutip dibuka tetapi tidak ditutup, atau ditutup terlalu cepat: “${value}”. Semua sesudahnya tidak bisa dibaca.`,
    },
  },
};
