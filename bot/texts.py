"""Every Indonesian sentence that people read, in one place, so that the bot speaks with one voice:
short, calm, to "Anda", and without a number or an address that no document holds.

Sentences are plain text; whoever shows them puts the markup around. Names in braces are filled in
with `str.format`.
"""

from __future__ import annotations

from corpus.document import Kind, Regime

# --- Dates and numbers ---------------------------------------------------------------------------

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
NO_DATE = "tanggal tidak tercatat"
WIB = "{date} pukul {time} WIB"

# --- What a source is ----------------------------------------------------------------------------

KINDS = {
    Kind.NEWS: "Berita",
    Kind.STATEMENT: "Pernyataan",
    Kind.REGULATION: "Regulasi",
    Kind.GUIDE: "Panduan",
    Kind.CLARIFICATION: "Klarifikasi",
}
REGIMES = {Regime.PEMILU: "Pemilu", Regime.PILKADA: "Pilkada", Regime.PSU: "PSU"}
DRILL = "⚠️ SIMULASI: latihan, bukan kejadian nyata"
DRILL_SHORT = "SIMULASI"
SUMMARY = "ringkasan redaksi"
COPY = "salinan dari terbitan lain"
VALID_FROM = "berlaku sejak {date}"
VALID_UNTIL = "berlaku sampai {date}"

# --- An answer -----------------------------------------------------------------------------------

PASSAGE_ORIGINAL = "Kutipan sumber [{number}]"
PASSAGE_SUMMARY = "Ringkasan redaksi atas sumber [{number}]"
SOURCES = "Sumber"
SHORTENED = (
    "Pesan Anda panjang, jadi yang saya cari hanya {limit} karakter pertama. "
    "Tulis pertanyaannya saja kalau jawaban ini kurang tepat."
)
BUTTON_SOURCE = "Sumber {number}"
BUTTON_MORE = "Sumber lain"

# --- No answer -----------------------------------------------------------------------------------

NOTHING_FOUND = "Saya tidak menemukan sumber yang membahas pertanyaan ini."
WEAK_EVIDENCE = (
    "Saya belum menemukan jawaban yang cukup kuat. Ada sumber yang menyinggungnya, "
    "tetapi tidak cukup jelas untuk dijadikan jawaban."
)
NEAREST = "Yang paling dekat, belum tentu menjawab"
WHERE_TO_ASK = (
    "Tempat bertanya: Bawaslu untuk dugaan pelanggaran, KPU untuk tahapan dan data pemilih. "
    "Kalau ada bahaya sekarang, telepon 110."
)

# --- What the bot does not do --------------------------------------------------------------------

DECLINED_OPINION = (
    "Maaf, saya tidak memberi pendapat atau ramalan tentang calon, partai, dan hasil pemilihan. "
    "Saya hanya menunjukkan apa yang tertulis di sumber."
)
DECLINED_OFFENCE = (
    "Maaf, saya tidak membantu hal yang bisa melanggar hukum atau membahayakan orang."
)
DECLINED_WRITING = (
    "Maaf, saya tidak menulis teks baru. Saya hanya mengutip sumber yang sudah terbit."
)
REFERRALS = {
    "bawaslu": "Untuk dugaan pelanggaran, hubungi Bawaslu.",
    "kpu": "Untuk tahapan, pencalonan, dan hasil resmi, hubungi KPU.",
    "police": "Kalau ada bahaya sekarang, telepon 110.",
}

# --- Words of the chat ---------------------------------------------------------------------------

WELCOME = (
    "Halo! Saya Siaga Pemilu. Tanyakan apa saja tentang keamanan pemilu, lalu saya carikan "
    "kalimatnya di berita, pernyataan resmi, dan aturan, lengkap dengan sumbernya.\n\n"
    "Contoh: Berapa personel yang dilibatkan dalam simulasi Sispamkota Balikpapan?\n\n"
    "Saya hanya mengutip. Kalau tidak ada sumbernya, saya bilang tidak ada. "
    "Saya bisa keliru memilih kutipan, jadi buka tautannya untuk memastikan.\n\n"
    "Ini bukan layanan darurat. Kalau ada bahaya sekarang, telepon 110."
)
HELP = (
    "Tulis pertanyaan dengan kalimat biasa, satu pertanyaan satu pesan. "
    "Sebut tempat dan tahunnya supaya lebih tepat.\n\n"
    "Di bawah jawaban ada tombol: satu untuk membaca bagian lengkap tiap sumber, "
    "satu lagi untuk sumber lain.\n\n"
    "Di grup, sebut nama saya, balas pesan saya, atau pakai /tanya."
)
COMMANDS_HEADING = "Perintah:"
COMMAND_ASK = "ajukan pertanyaan, misalnya /tanya siapa yang menjaga TPS?"
COMMAND_SOURCES = "sumber apa saja yang saya pegang"
COMMAND_HELP = "cara bertanya dan daftar perintah"
COMMAND_START = "perkenalan singkat"

EMPTY_QUESTION = (
    "Silakan tulis pertanyaannya dengan kata-kata, misalnya: siapa yang menjaga TPS?"
)
EMPTY_QUESTION_GROUP = (
    "Tulis pertanyaannya di pesan yang sama, misalnya: /tanya siapa yang menjaga TPS?"
)
UNKNOWN_COMMAND = "Saya belum mengenal perintah itu. Ketik /bantuan untuk melihat daftarnya."
NOT_TEXT = (
    "Maaf, saya hanya bisa membaca tulisan, belum bisa membaca gambar, suara, berkas, "
    "stiker, atau lokasi. Silakan tulis pertanyaannya."
)
NO_FURTHER_SOURCES = "Tidak ada sumber lain yang cocok dengan pertanyaan ini."
FURTHER_SOURCES = "Sumber lain untuk pertanyaan ini, belum tentu menjawab"
BUTTON_READ = "Baca {number}"
QUESTION_GONE = "Pesan pertanyaannya sudah tidak ada. Silakan kirim pertanyaannya lagi."
SOURCE_GONE = "Sumber ini sudah tidak ada dalam kumpulan. Silakan kirim pertanyaannya lagi."
STALE_BUTTON = "Tombol ini dari versi lama. Silakan kirim pertanyaannya lagi."
OPEN_SOURCE = "Buka di situs aslinya"
CONTEXT_BEFORE = "Sebelumnya"
CONTEXT_AFTER = "Selanjutnya"

# --- What the corpus holds -----------------------------------------------------------------------

HOLDINGS = "Saya memegang {documents} sumber."
HOLDINGS_KINDS = "Menurut jenis"
HOLDINGS_PUBLISHERS = "Penerbit terbanyak"
HOLDINGS_OTHERS = "dan {count} penerbit lainnya"
HOLDINGS_NEWEST = "Sumber terbaru: {date}."
HOLDINGS_BUILT = "Indeks dibuat {moment}, versi {generation}."

# --- Waiting, crowds, failures -------------------------------------------------------------------

FLOODED = "Pertanyaan Anda datang sangat cepat. Tunggu {seconds} detik, lalu kirim lagi."
WAITING = "Pertanyaan Anda sebelumnya masih saya kerjakan. Tunggu sebentar, lalu kirim lagi."
CROWDED = "Sedang banyak yang bertanya. Coba lagi sebentar lagi."
FAILED = "Maaf, ada gangguan di sisi saya. Silakan coba lagi. Kode gangguan: {incident}"
SLOW_NETWORK = (
    "Jaringan sedang lambat. Kalau jawabannya belum muncul, kirim ulang pertanyaan Anda."
)
LIBRARY_CLOSED = "Bot sedang dimatikan. Coba lagi beberapa menit lagi."

# --- Running the bot -----------------------------------------------------------------------------

TOKEN_MISSING = "{name} belum diisi. Buat bot lewat @BotFather, lalu simpan tokennya di .env."
TOKEN_REFUSED = "Telegram menolak token di {name}. Salin lagi token dari @BotFather."
READY = "siap: {documents} dokumen, {passages} bagian, generasi {generation}"
UNUSED_SETTING = "{name} diisi, tetapi belum dipakai oleh versi ini"

# --- Settings ------------------------------------------------------------------------------------

SETTING_UNKNOWN = "{name} bukan pengaturan yang dikenal."
SETTING_SUGGESTION = "{name} bukan pengaturan yang dikenal. Mungkin maksudnya {nearest}?"
SETTING_WRONG = "{name} salah isi; yang diharapkan: {unit}."
SETTINGS_FILE_UNREADABLE = "Berkas .env tidak bisa dibaca; simpan sebagai teks UTF-8."
