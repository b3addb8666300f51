"""Every Indonesian sentence that people read, in one place, so that the bot speaks with one voice:
short, calm, to "Anda", and without a number or an address: those come from the file of contacts.

Sentences are plain text; whoever shows them puts the markup around. Names in braces are filled in
with `str.format`.
"""

from __future__ import annotations

from bot.courtesy import Courtesy
from corpus.contacts import Purpose
from corpus.document import Kind, Regime
from index.types import DeclineReason, Remark, Weakness

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
SUMMARY_LOUD = "ringkasan redaksi, bukan kutipan"
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
MEANT = "Maksud Anda: {question}"
BUTTON_ALONE = "Anggap pertanyaan baru"

# --- Beside an answer ----------------------------------------------------------------------------

LAW = "Aturan {elections}"
AND = " dan "
DIFFER = "Sumber-sumber ini tidak sama:"
DIFFER_ABOUT = "Sumber-sumber ini tidak sama tentang {about}:"
DIFFER_LINE = "• {figure}: {publisher}, {date} [{number}]"
DIFFER_UNDECIDED = "Saya tidak memilih salah satunya."
NO_PUBLISHER = "penerbit tidak tercatat"
OFF_SUM = (
    "Jumlahnya tidak cocok di sumber [{number}]: tertulis {total}, sedangkan rinciannya ({parts}) "
    "kalau dijumlahkan {sum}. Saya tunjukkan apa adanya."
)
REMARKS = {
    Remark.NEWEST_FIRST: "Angka ini berubah dari hari ke hari; yang terbaru disebut lebih dulu.",
    Remark.LEGEND: "Arti urutan angka dalam pola {words} dijelaskan di sumber [{number}].",
    Remark.NO_LEGEND: "Sumber [{number}] tidak menjelaskan arti urutan angka dalam pola {words}.",
}

# --- No answer -----------------------------------------------------------------------------------

WEAK = {
    Weakness.NOTHING_FOUND: "Saya tidak menemukan sumber yang membahas pertanyaan ini.",
    Weakness.WEAK_EVIDENCE: (
        "Saya belum menemukan jawaban yang cukup kuat di sumber yang saya pegang, "
        "jadi saya tidak menebak."
    ),
    Weakness.ELSEWHERE: (
        "Yang saya temukan tentang tempat atau pemilihan lain, bukan yang Anda tanyakan, "
        "jadi saya tidak menjawab dengan itu."
    ),
    Weakness.OFF_SUBJECT: (
        "Sepertinya ini di luar yang saya pegang: sumber saya hanya tentang keamanan pemilu."
    ),
}
NEAREST = "Yang paling dekat, belum tentu menjawab"
WHERE_TO_ASK = (
    "Tempat bertanya: {violations} untuk dugaan pelanggaran, {voters} untuk tahapan dan data "
    "pemilih. Kalau ada bahaya sekarang, telepon {emergency}."
)

# --- Whom to turn to -----------------------------------------------------------------------------

DESKS = {
    Purpose.EMERGENCY: "polisi",
    Purpose.VIOLATIONS: "Bawaslu",
    Purpose.VOTERS: "KPU",
    Purpose.ETHICS: "DKPP",
    Purpose.NEUTRALITY: "Divisi Propam Polri atau Puspen TNI",
    Purpose.PROTECTION: "LPSK",
}
"""Who is there for what, where the file of contacts has nobody."""

DESK = "{owner} ({channel})"
DESK_WITHHELD = "{owner} (kontaknya terakhir dipastikan {date}, jadi tidak saya tampilkan)"
PURPOSES = {
    Purpose.EMERGENCY: "Dalam bahaya",
    Purpose.VIOLATIONS: "Dugaan pelanggaran pemilu",
    Purpose.VOTERS: "Data pemilih",
    Purpose.ETHICS: "Etik penyelenggara pemilu",
    Purpose.NEUTRALITY: "Polisi dan prajurit yang tidak netral",
    Purpose.PROTECTION: "Perlindungan saksi dan korban",
}
CONTACT = " ({name}), dipastikan {date}"
CONTACTS_WITHHELD = "Tidak saya tampilkan, karena sudah terlalu lama tidak dipastikan"
CONTACT_GONE = "{name}: terakhir {date}"
NO_EMERGENCY_SERVICE = (
    "Saya bukan layanan darurat: pesan Anda tidak dibaca petugas dan tidak saya teruskan."
)

# --- Danger ---------------------------------------------------------------------------------------

DANGER = "Kalau ada bahaya sekarang, telepon:"
DANGER_WITHOUT_NUMBERS = "Kalau ada bahaya sekarang, hubungi atau datangi kantor polisi terdekat."
DANGER_WITHHELD = (
    "Nomor daruratnya tidak saya tampilkan, karena sudah terlalu lama tidak dipastikan ({old})."
)
DANGER_SAFE = f"Menjauhlah dulu ke tempat aman. {NO_EMERGENCY_SERVICE}"
DANGER_AFTERWARDS = (
    "Kalau sudah aman, laporkan pelanggaran ke {violations}, "
    "dan ancaman terhadap saksi atau korban ke {protection}."
)
DANGER_SEARCH = "Kalau ini pertanyaan, bukan kejadian, tekan tombol di bawah."
BUTTON_SEARCH_ANYWAY = "Tetap cari jawabannya"
DANGER_SEARCH_TERMINAL = "Kalau ini pertanyaan, bukan kejadian, tulis ulang dengan kata tanya."

# --- What the bot does not do --------------------------------------------------------------------

DECLINED = {
    DeclineReason.OPINION: (
        "Maaf, saya tidak memberi pendapat atau ramalan tentang calon, partai, dan hasil "
        "pemilihan. Saya hanya menunjukkan apa yang tertulis di sumber."
    ),
    DeclineReason.OFFENCE: (
        "Maaf, saya tidak membantu hal yang bisa melanggar hukum atau membahayakan orang."
    ),
    DeclineReason.WRITING: (
        "Maaf, saya tidak menulis teks baru. Saya hanya mengutip sumber yang sudah terbit."
    ),
    DeclineReason.PRIVACY: (
        "Maaf, saya tidak memberi nomor, alamat, atau data pribadi orang, siapa pun orangnya."
    ),
}
REFERRALS = {
    "bawaslu": "Kalau Anda mengetahui pelanggaran, laporkan ke {violations}.",
    "police": "Kalau ada bahaya sekarang, telepon {emergency}.",
    "offices": "Yang bisa dihubungi adalah lembaganya: {violations}, {voters}.",
    "kpu": "Keterangan resmi tentang calon, tahapan, dan hasil ada di KPU.",
}
"""By the keys that `index/declined.yaml` and `index/danger.py` refer to."""

# --- Words of the chat ---------------------------------------------------------------------------

WELCOME = (
    "Halo! Saya Siaga Pemilu. Tanyakan apa saja tentang keamanan pemilu, lalu saya carikan "
    "kalimatnya di berita, pernyataan resmi, dan aturan, lengkap dengan sumbernya.\n\n"
    "Contoh: Berapa personel yang dilibatkan dalam simulasi Sispamkota Balikpapan?\n\n"
    "Saya hanya mengutip. Kalau tidak ada sumbernya, saya bilang tidak ada. "
    "Saya bisa keliru memilih kutipan, jadi buka tautannya untuk memastikan.\n\n"
    "Ini bukan layanan darurat. Kalau ada bahaya sekarang, telepon {emergency}."
)
HELP = (
    "Tulis pertanyaan dengan kalimat biasa, satu pertanyaan satu pesan. "
    "Sebut tempat dan tahunnya supaya lebih tepat.\n\n"
    "Di bawah jawaban ada tombol: satu untuk membaca bagian lengkap tiap sumber, "
    "satu lagi untuk sumber lain.\n\n"
    'Pertanyaan lanjutan boleh singkat, misalnya "kalau di Blitar?": pertanyaan terakhir Anda '
    "saya ingat selama 15 menit.\n\n"
    "Di grup, sebut nama saya, balas pesan saya, atau pakai /tanya."
)
COMMANDS_HEADING = "Perintah:"
COMMAND_ASK = "ajukan pertanyaan, misalnya /tanya siapa yang menjaga TPS?"
COMMAND_SOURCES = "sumber apa saja yang saya pegang"
COMMAND_CONTACTS = "siapa yang bisa dihubungi"
COMMAND_HELP = "cara bertanya dan daftar perintah"
COMMAND_START = "perkenalan singkat"

COURTESIES = {
    Courtesy.GREETING: (
        "Halo! Silakan tanya tentang keamanan pemilu, misalnya: siapa yang menjaga TPS?"
    ),
    Courtesy.THANKS: "Sama-sama. Silakan tanya lagi kapan saja.",
}
EMPTY_QUESTION = "Silakan tulis pertanyaannya dengan kata-kata, misalnya: siapa yang menjaga TPS?"
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
SLOW_NETWORK = "Jaringan sedang lambat. Kalau jawabannya belum muncul, kirim ulang pertanyaan Anda."
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

# --- The database --------------------------------------------------------------------------------

DATABASE_REFUSED = (
    "SIAGA_DATABASE_URL ({where}) tidak bisa dipakai; tulis sqlite+aiosqlite:///berkas.db atau "
    "postgresql+asyncpg://pengguna:sandi@server/nama (untuk PostgreSQL: pip install asyncpg)."
)
DATABASE_SILENT = (
    "Basis data {where} tidak bisa dibuka ({reason}); periksa berkas atau servernya, haknya, dan "
    "SIAGA_DATABASE_URL. Tidak ada yang diubah."
)
DATABASE_NEWER = (
    "Basis data ini sudah dipakai versi siaga yang lebih baru; pasang versi itu. Tidak ada yang "
    "diubah."
)

# --- The terminal: answers -----------------------------------------------------------------------

PASSAGE_SHOWN = "Bagian lengkap [{number}]"
NO_ADDRESS = "alamat tidak tercatat"
CHAT_WELCOME = (
    "Tulis pertanyaan, lalu Enter. Angka (misalnya 1) menampilkan bagian lengkap sumber itu. "
    "Keluar: /keluar atau Ctrl-D."
)
CHAT_PROMPT = "Anda> "
CHAT_EXIT = "/keluar"
CHAT_ALONE = "/baru"
CHAT_MEANT = "Maksud Anda: {question} (kalau bukan, tulis /baru)"
CHAT_NO_SOURCE = "Jawaban terakhir tidak punya sumber nomor {number}."

# --- The terminal: what the commands are for -----------------------------------------------------

CLI = (
    "Siaga Pemilu: jawaban bersumber tentang keamanan pemilu di Indonesia.\n\n"
    'Mulai dari `siaga build` (membangun indeks dari korpus), lalu `siaga ask "…"` untuk satu '
    "pertanyaan, `siaga chat` untuk bercakap di terminal, atau `siaga run` untuk bot Telegram. "
    "Kalau ada yang tidak beres, `siaga doctor` memberi tahu apa yang harus dilakukan."
)
CLI_ASK = "Jawab satu pertanyaan dari korpus, lengkap dengan sumbernya."
CLI_CHAT = "Bercakap di terminal: pertanyaan demi pertanyaan."
CLI_RUN = "Jalankan bot Telegram sampai dihentikan (Ctrl-C)."
CLI_BUILD = "Bangun indeks dari korpus. Yang tidak berubah tidak dihitung lagi."
CLI_STATUS = "Tampilkan indeks yang dipakai sekarang dan apa isinya."
CLI_ADD = (
    "Masukkan dokumen ke korpus, lalu perbarui indeks. Format: .md (dengan bagian depan), "
    ".jsonl, dan .txt. Untuk .txt, keterangan yang tidak ada di teks diberikan lewat opsi."
)
CLI_CHECK = "Periksa dokumen: yang salah disebut berkas, baris, dan alasannya."
CLI_EVALUATE = "Ukur mutu jawaban pada dokumen dan pertanyaan yang sudah diketahui jawabannya."
CLI_TRAIN = "Latih ulang model vektor kecil dari pasangan teks (perlu PyTorch)."
CLI_DOCTOR = "Periksa pengaturan, korpus, indeks, model, dan token; beri tahu perbaikannya."

OPTION_JSON = "Cetak satu nilai JSON saja."
OPTION_QUESTION = "Pertanyaan, dalam bahasa sehari-hari."
OPTION_FILES = "Berkas yang dimasukkan."
OPTION_PATHS = "Berkas atau folder; bawaannya folder korpus."
OPTION_TITLE = "Judul (bawaan: baris pertama)."
OPTION_ID = "Nama unik dokumen (bawaan: dari nama berkas)."
OPTION_PUBLISHER = "Penerbit."
OPTION_URL = "Alamat asal, http atau https."
OPTION_DATE = "Tanggal terbit: 2023-10-02, 2023-10, atau 2023."
OPTION_KIND = "Jenis: news, statement, regulation, guide, atau clarification."
OPTION_RELIABILITY = "primary (dari lembaganya), secondary (diberitakan), atau copy (salinan)."
OPTION_AREA = "Wilayah, misalnya kota-balikpapan."
OPTION_REGIME = "pemilu, pilkada, atau psu; boleh diulang."
OPTION_STAGE = "Tahapan, misalnya kampanye; boleh diulang."
OPTION_DRILL = "Latihan atau simulasi, bukan kejadian nyata."
OPTION_NO_BUILD = "Jangan perbarui indeks sesudahnya."
OPTION_DOCUMENTS = "Folder korpus, atau JSONL berisi id dan text."
OPTION_QUESTIONS = "JSONL berisi id, question, documents, dan answers."
OPTION_EXPLAIN = "Tampilkan juga kalimat dan bagian yang ditimbang, dengan ciri dan skornya."
OPTION_ROBUSTNESS = (
    "Tanyakan lagi dengan salah ketik, bahasa sehari-hari, dan huruf kecil, lalu hitung recall "
    "yang hilang; lima kali pencarian lebih banyak."
)
OPTION_REPORT = "Tulis juga laporan HTML dengan grafik ke berkas ini (perlu matplotlib)."
OPTION_PAIRS = "JSONL atau JSONL.gz berisi pasangan a dan b."
OPTION_OUT = "Folder tempat model ditulis."
OPTION_CORPUS = "Folder atau JSONL dokumen yang ikut dipelajari bahasanya."

# --- The terminal: what the commands say ---------------------------------------------------------

REJECTED = "ditolak: {what}"
CHECKED = "{good} dokumen baik, {bad} ditolak"
BUILT = (
    "indeks {generation}: {documents} dokumen, {passages} bagian, {embedded} vektor baru, "
    "{seconds:.1f} detik"
)
UNCHANGED = "tidak ada yang berubah sejak {generation}"
ADDED = "ditambahkan: {id} → {file}"
ADDED_DRILL = (
    "  ditandai sebagai latihan (SIMULASI); bila keliru, hapus baris 'drill' di berkas itu"
)
ADDED_UNRECORDED = "  belum tercatat: {fields}; lengkapi di berkas itu lalu jalankan 'siaga build'"
NOTHING_ADDED = "tidak ada dokumen yang ditambahkan"
CORPUS_CHANGED = "korpus sudah berubah sejak indeks ini; jalankan 'siaga build'"
STATUS_ROWS = {
    "generation": "generasi",
    "built_at": "dibangun",
    "documents": "dokumen",
    "passages": "bagian",
    "newest": "sumber terbaru",
    "model": "model",
    "generations": "generasi di disk",
    "folder": "folder",
}
TRAINED = "model ditulis ke {folder}"
INTERRUPTED = "dihentikan"
UNEXPECTED = "gangguan tak terduga ({name}): {detail}"

# --- The terminal: why an answer is what it is ---------------------------------------------------

EXPLAIN_NOTHING = "Tidak ada yang ditimbang untuk pertanyaan ini."
EXPLAIN_CONFIDENCE = "Keyakinan {confidence:.2f}"
EXPLAIN_SENTENCES = "Kalimat yang ditimbang: {shown} dari {all} (✓ ditampilkan bila cukup kuat)"
EXPLAIN_PASSAGES = "Bagian yang ditimbang: {shown} dari {all}"
EXPLAIN_NUMBER, EXPLAIN_SCORE = "No", "Skor"
EXPLAIN_DOCUMENT, EXPLAIN_TEXT = "Dokumen", "Teks"
EXPLAIN_FEATURE = "Ciri"

# --- The terminal and the report: figures of an evaluation ---------------------------------------

FIGURES_CALIBRATION = "Kalibrasi: {questions} pertanyaan, ECE {error}"
FIGURES_KINDS = "Menurut jenis pertanyaan"
FIGURES_ROBUSTNESS = "Ketahanan terhadap salah tulis: {questions} pertanyaan"
FIGURES_BIN, FIGURES_KIND, FIGURES_NOISE = "keyakinan", "jenis", "salah tulis"
FIGURE_NONE = "–"

REPORT_TITLE = "Mutu jawaban"
REPORT_FIGURES = "Angka"
REPORT_RELIABILITY = "Keyakinan dan kebenaran"
REPORT_RECALL = "Dokumen yang benar di antara k teratas"
REPORT_CONFIDENCES = "Sebaran keyakinan"
REPORT_LATENCIES = "Waktu menjawab"
REPORT_CONFIDENCE_AXIS = "keyakinan"
REPORT_RIGHT_AXIS = "bagian yang benar"
REPORT_RECALL_AXIS = "recall@k"
REPORT_QUESTIONS_AXIS = "pertanyaan"
REPORT_LATENCY_AXIS = "milidetik"
REPORT_IDEAL = "ideal"
REPORT_ANSWERED_RIGHT = "dijawab, benar"
REPORT_ANSWERED_WRONG = "dijawab, salah"
REPORT_UNANSWERED = "tidak dijawab"
REPORT_FAILURES = "Pertanyaan yang gagal: {count} dari {all}"
REPORT_FAILURES_HEADS = (
    "Pertanyaan",
    "Yang terjadi",
    "Yang ditampilkan",
    "Yang benar",
    "Keyakinan",
    "Peringkat",
)
REPORT_PREVIOUS = "sesudah: {question}"
REPORT_KEPT_BACK = "ditahan: {sentence}"
REPORT_NO_ANSWER = "tidak ada jawabannya"
REPORT_WRONG = "dijawab, tetapi tidak memuat jawaban yang benar"
REPORT_SILENT = "tidak dijawab, padahal ada jawabannya"
REPORT_DECLINED = "ditolak, padahal ada jawabannya"
REPORT_FALSE = "dijawab, padahal tidak ada jawabannya"
REPORT_WRITTEN = "laporan ditulis ke {file}"
REPORT_NO_FOLDER = "folder {folder} tidak ada; buat dulu, lalu ulangi"
REPORT_NO_PLOTS = (
    "Laporan perlu matplotlib untuk grafiknya; pasang dengan 'pip install matplotlib'."
)

# --- The terminal: doctor ------------------------------------------------------------------------

DOCTOR_GOOD, DOCTOR_NOTE, DOCTOR_BAD = "baik", "catatan", "masalah"
DOCTOR_HEALTHY = "sehat"
DOCTOR_ILL = "ada {count} masalah"
DOCTOR_SETTINGS = "pengaturan terbaca"
DOCTOR_CORPUS = "{documents} dokumen di {folder}"
DOCTOR_CORPUS_EMPTY = "tidak ada dokumen di {folder}; isi folder itu atau ubah SIAGA_CORPUS_DIR"
DOCTOR_REJECTED = "{count} dokumen ditolak; jalankan 'siaga check'"
DOCTOR_CONTACTS = "{count} kontak terbaca"
DOCTOR_CONTACTS_BROKEN = "{reason}; selama itu kontak bawaan proyek yang dipakai"
DOCTOR_CONTACT_OLD = (
    "kontak {key} terakhir dipastikan {date}, sudah lewat batasnya; pastikan ke {owner}, "
    "lalu ubah verified_on di contacts.yaml"
)
DOCTOR_MODEL = "model {name}, {dimension} dimensi"
DOCTOR_INDEX = "generasi {generation}, {documents} dokumen, {passages} bagian"
DOCTOR_FOLDER = "folder data {folder} dapat ditulisi"
DOCTOR_FOLDER_CLOSED = "folder data {folder} tidak dapat ditulisi; ubah haknya atau SIAGA_DATA_DIR"
DOCTOR_NO_TOKEN = "SIAGA_TELEGRAM_TOKEN belum diisi; hanya diperlukan oleh 'siaga run'"
DOCTOR_TELEGRAM = "Telegram mengenal bot ini: @{username}"
DOCTOR_TELEGRAM_SILENT = (
    "{url} tidak menjawab ({reason}); periksa jaringan atau SIAGA_TELEGRAM_API_URL"
)
