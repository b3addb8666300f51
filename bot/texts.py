"""Every Indonesian sentence that people read, in one place, so that the bot speaks with one voice:
short, calm, to "Anda", and without a number or an address: those come from the file of contacts.

Sentences are plain text; whoever shows them puts the markup around. Names in braces are filled in
with `str.format`.
"""

from __future__ import annotations

from bot.access import Role
from bot.drills.exercise import Field, Place, Scene
from bot.questions.courtesy import Courtesy
from bot.questions.tally import What
from bot.readiness import Component, State, Verdict
from bot.reports.draft import Step
from bot.reports.shorthand.outcome import Reason
from bot.watching.checklist import Item
from corpus.contacts import Purpose
from corpus.document import Form, Kind, Regime, Reliability, Stage
from index.types import DeclineReason, Remark, Weakness
from index.verdict import Part

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

# --- Roles ---------------------------------------------------------------------------------------

COMMAND_ME = "siapa Anda bagi bot ini"
COMMAND_ROLES = "siapa memegang peran apa: undang dan cabut"
COMMAND_OFFICERS = "petugas di wilayah Anda: undang dan cabut"

ROLES = {
    Role.CITIZEN: "warga",
    Role.OFFICER: "petugas",
    Role.COORDINATOR: "koordinator",
    Role.ADMIN: "admin",
}
ROLE_GIVES = {
    Role.OFFICER: "Pemegangnya tercatat sebagai petugas lapangan di wilayah itu.",
    Role.COORDINATOR: (
        "Pemegangnya mengundang dan mencabut petugas di wilayah itu dan semua wilayah di bawahnya."
    ),
    Role.ADMIN: "Pemegangnya mengelola sumber, catatan, dan semua peran.",
}
NO_NAME = "(nama belum diketahui)"
SINCE = ", sejak {date}"
FROM_SETTINGS = ", ditetapkan di pengaturan"

ME = "Nama: {name}"
ME_ID = "Nomor akun Telegram: "
ME_ID_USE = "Nomor itu yang diminta pengaturan SIAGA_ADMINS, kalau Anda pengelola mesin bot ini."
ME_CITIZEN = (
    "Bagi saya Anda warga, seperti semua orang: silakan bertanya. "
    "Tidak ada yang saya simpan atas nama Anda selain yang disebut di /privasi."
)
ME_ROLES = "Peran Anda"
ME_COMMANDS = "Perintah untuk peran Anda"
ME_KEPT = "Nama, nomor akun, dan peran ini saya simpan; selengkapnya di /privasi."
ME_IN_PRIVATE = "Itu hanya saya sampaikan di obrolan pribadi. Kirim /saya langsung ke saya."

HOLDERS = "Peran"
OFFICERS = "Petugas"
HOLDERS_NONE = "Belum ada yang memegang peran di sini."
OPEN_INVITES = "Undangan yang belum dipakai"
EXPIRES = ", sampai {moment}"
PAGES = "Halaman {page} dari {pages}"
INVITE_SHORT = "Undang langsung: /peran petugas balikpapan"
INVITE_SHORT_OFFICER = "Undang langsung: /petugas balikpapan"
BUTTON_WITHDRAW = "Cabut {number}"
BUTTON_REVOKE = "Batalkan {number}"
BUTTON_INVITE = "Undang"
BUTTON_BACK, BUTTON_FORTH = "‹", "›"
BUTTON_LIST = "Lihat daftar"

WITHDRAW = (
    "Cabut peran {role} dari {name}? Undangan yang ia buat dengan peran itu ikut tidak berlaku."
)
BUTTON_WITHDRAW_YES = "Ya, cabut"
BUTTON_WITHDRAW_NO = "Tidak"
WITHDRAWN = "Sudah dicabut: {role}."
WITHDRAWN_ALREADY = "Peran itu sudah tidak ada di daftar Anda."
WITHDRAWN_FROM_YOU = (
    "Peran Anda sebagai {role} sudah dicabut. Anda tetap bisa bertanya seperti biasa."
)
REVOKED = "Undangan dibatalkan. Tautannya tidak berlaku lagi."
REVOKED_ALREADY = "Undangan itu sudah tidak terbuka."

INVITE_ROLE = "Undang sebagai apa?"
INVITE_AREA = (
    "Undang {role}: balas pesan ini dengan nama wilayahnya, misalnya Balikpapan atau Kota Blitar."
)
INVITE_AREA_WHICH = "Wilayah yang mana?"
INVITE_AREA_GUESS = "Saya tidak mengenal wilayah itu. Maksud Anda:"
INVITE_AREA_UNKNOWN = "Saya tidak mengenal wilayah itu."
INVITE_AREA_OUTSIDE = "Wilayah itu di luar yang boleh Anda undang."
INVITED = "Undangan menjadi {role}"
INVITED_ONCE = (
    "Berlaku sekali, untuk siapa pun yang membukanya lebih dulu, sampai {moment}. "
    "Kirim hanya kepada orangnya."
)
BUTTON_REVOKE_THIS = "Batalkan undangan"

ACCEPTED = "Anda sekarang {role}."
ACCEPTED_ALREADY = "Hak sebagai {role} sudah Anda pegang."
ACCEPTED_ME = "Ketik /saya kapan saja untuk melihat peran Anda."
ACCEPTED_BY = "{name} memakai undangan Anda dan sekarang {role}."
LINK_VOID = "Tautan undangan ini tidak berlaku (lagi). Mintalah yang baru kepada pengundang Anda."

# --- Readiness: what everybody calls it ----------------------------------------------------------

STATES = {
    State.READY: "SIAP",
    State.ACTION: "PERLU TINDAKAN",
    State.NOT_YET: "BELUM",
    State.UNKNOWN: "TAK DIKETAHUI",
}
COMPONENTS = {
    Component.PLANS: "Perangkat lunak",
    Component.PERSONNEL: "Personel",
    Component.POSTS: "Posko",
    Component.LOGISTICS: "Logistik",
    Component.TRAINING: "Latihan",
    Component.BUDGET: "Anggaran",
    Component.SITUATION: "Situasi kamtibmas",
    Component.SOCIETY: "Kesiapan masyarakat",
    Component.COORDINATION: "Koordinasi dan jalur komando",
    Component.CONTINGENCY: "Kontinjensi",
}
COMPONENTS_SHORT = COMPONENTS | {
    Component.SITUATION: "Kamtibmas",
    Component.SOCIETY: "Masyarakat",
    Component.COORDINATION: "Koordinasi",
}
"""For a line of a phone."""

UNITS = {
    Component.PLANS: "dokumen",
    Component.PERSONNEL: "orang",
    Component.POSTS: "posko",
    Component.LOGISTICS: "unit",
    Component.TRAINING: "latihan",
    Component.BUDGET: "juta rupiah",
    Component.SITUATION: "titik rawan",
    Component.SOCIETY: "kegiatan",
    Component.COORDINATION: "kontak",
    Component.CONTINGENCY: "rencana",
}
"""What the numbers of a report count."""

# --- The board -----------------------------------------------------------------------------------

COMMAND_BOARD = "papan kesiapan wilayah Anda: laporan petugas, kesenjangan, yang belum melapor"
COMMAND_READINESS = "kesiapan satu wilayah menurut yang sudah terbit, misalnya /kesiapan balikpapan"

BOARD_MOMENT = "{day} {month} {year} {time} {zone}"
AGE_NOW = "baru saja"
AGE_MINUTES = "{number} menit lalu"
AGE_HOURS = "{number} jam lalu"
AGE_DAYS = "{number} hari lalu"
AGO = " lalu"

BOARD = "Papan {area}"
BOARD_LEVEL = "{level} · {moment}"
BOARD_GAPS = "Kesenjangan utama"
BOARD_GAPS_SHORT = "Kesenjangan utama: {gaps}"
BOARD_NO_GAPS = "Tidak ada kesenjangan yang dilaporkan."
BOARD_GROUP = "{state} ({count} dari {all})"
BOARD_NUMBERS = "{have}/{need} {unit}"
BOARD_HAVE = "{have} {unit}"
BOARD_NEED = "?/{need} {unit}"
BOARD_STALE = "usang"
BOARD_UNREPORTED = "Tanpa laporan: {components}"
BOARD_MARK = "✓"
BOARD_LEGEND = "✓ diverifikasi atasan; tanpa ✓ belum."
BOARD_NONE_VERIFIED = "Belum ada yang diverifikasi atasan."
BOARD_COUNTS = "Dari {all} wilayah: {counts}."
BOARD_COUNT = "{count} {state}"
BOARD_PARTS = "Wilayah, yang terburuk lebih dulu"
BOARD_PART = "{area}: {told}"
BOARD_PART_SILENT = "belum melapor"
BOARD_PART_STALE = "laporan usang"
BOARD_PART_COUNT = "{count}/{all} {state}"
BOARD_WHICH = "Papan wilayah yang mana?"
BOARD_NO_AREA = "Anda belum punya wilayah. Sebut wilayahnya, misalnya /papan balikpapan."
BOARD_AREA_UNKNOWN = "Saya tidak mengenal wilayah itu. Tulis misalnya /papan balikpapan."
SILENT = "Belum melapor: {count} dari {all} wilayah"
SILENT_NONE = "Semua wilayah di sini sudah melapor."
SILENT_OF = "{area} ({count} dari {all}): {names}"
SILENT_STALE = "{area} (laporan usang)"
BUTTON_PICTURE, BUTTON_TABLE = "Gambar", "CSV"
BUTTON_UP = "▲"
BUTTON_SILENT = "Belum melapor: {count}"
BUTTON_OWN_ROWS = "Laporan tingkat {area}"

PICTURE_DRILL = "LATIHAN, bukan kejadian nyata: sedang berlangsung di {areas}"
PICTURE_DAYS = "Satu kolom satu hari, hari ini paling kanan."
PICTURE_COUNTS = (
    "Huruf dan angka: keadaan terburuk, dan berapa wilayah di dalamnya yang begitu. Di dalam "
    "kurung: jumlah wilayah."
)

TABLE_HEADS = (
    *("wilayah", "komponen", "keadaan", "ada", "perlu", "satuan", "dilihat", "diterima", "zona"),
    *("umur_jam", "usang", "diverifikasi", "jenis_bukti", "sumber", "catatan"),
)
TABLE_FILE = "papan-{area}-{moment}.csv"
TABLE_YES, TABLE_NO = "ya", "belum"
TABLE_REPORT, TABLE_QUOTE = "laporan", "kutipan"
TABLE_CAPTION = "Papan {area}, {moment}. Kolom dipisah titik koma."

BOARD_REPORTS = "Laporan petugas (bukan terbitan)"
BOARD_CELL = "{component}: {state}"
BOARD_CELL_NONE = "Belum ada laporan."
BOARD_CELL_SEEN = "Dilihat {moment}, {age}."
BOARD_CELL_STALE = "Sudah terlalu lama; keadaan yang dilaporkan saat itu: {state}."
BOARD_CELL_NOTE = "Catatan: {note}"
BOARD_CELL_BY = "Laporan {role} {officer}, {judged}."
BOARD_VERIFIED_BY = "diverifikasi {officer}"
BOARD_UNVERIFIED = "belum diverifikasi"
BOARD_TREND = "30 hari: {letters}"
BOARD_TREND_LEGEND = (
    "Satu huruf satu hari, hari ini paling kanan: S siap, P perlu tindakan, B belum, ? tak "
    "diketahui."
)
BOARD_COMPONENT = "{component}: {counts} dari {all}"
BOARD_COMPONENTS = "Menurut komponen, jumlah wilayah"
STATE_LETTERS = {
    State.READY: "S",
    State.ACTION: "P",
    State.NOT_YET: "B",
    State.UNKNOWN: "?",
}
BOARD_QUOTES = "Kutipan (terbitan, bukan laporan)"
BOARD_QUOTES_NONE = "Tidak ada terbitan yang saya pegang tentang kesiapan wilayah ini."

PUBLISHED = "Kesiapan {area} menurut terbitan"
PUBLISHED_ABOUT = (
    "Hanya yang sudah diterbitkan, dikutip apa adanya: keadaan pada tanggalnya, bukan sekarang."
)
PUBLISHED_STAGE = "Tahapan"
PUBLISHED_INDICES = "Kerawanan"
PUBLISHED_PATTERNS = "Pola pengamanan TPS"
PUBLISHED_NOT = "Tidak ada terbitan yang saya pegang tentang: {components}."
PUBLISHED_WHICH = "Kesiapan wilayah yang mana?"
PUBLISHED_HOW = "Untuk satu wilayah, sebut namanya: /kesiapan balikpapan"
PUBLISHED_AREA_UNKNOWN = "Saya tidak mengenal wilayah itu. Tulis misalnya /kesiapan balikpapan."

# --- The calendar of elections -------------------------------------------------------------------

COMMAND_STAGES = "tahapan pemilu, pilkada, dan PSU: sedang di mana dan apa berikutnya"
CALENDAR = "Tahapan pemilihan"
TODAY = "Hari ini {date}"
STAGE_HERE = "▶ {stage}, sekarang di sini"
HERE = "▶ sekarang di sini"
STAGES_LEFT = "{count} tahap lain ada di Selengkapnya."
STAGE_ON = "Sedang berjalan: {stage}."
NEXT_STAGE = "Berikutnya {stages}, {days} hari lagi."
NEXT_TOLD = "Berikutnya, {days} hari lagi: {stage}."
LAST_STAGE = "Terakhir: {stage}."
NO_STAGE_NOW = "Tidak ada tahapan yang sedang berjalan."
SEASON_OVER = "Semua tahap yang tercatat sudah lewat."
ALSO_ON = "Juga sedang berjalan: {elections}."
NOTHING_AHEAD = (
    "Kalender pemilihan berikutnya belum ada dalam kumpulan saya, jadi tanggalnya tidak saya "
    "tebak. Kalender itu diumumkan KPU; tempat bertanya: {voters}."
)
NO_SEASON = "Belum ada tahapan {election} dalam kumpulan saya."
VULNERABLE = "Disebut paling rawan: {stages}, oleh {who}"
VULNERABLE_HEADING = "Tahapan yang disebut paling rawan"
CALLED = "{by} ({election})"
CALLED_IN = "{by} ({election}, {place})"
DEADLINES = "Tenggat"
OUTLOOK = "Tentang pemilihan berikutnya"
BUTTON_WHOLE = "Selengkapnya"
STAGES_USAGE = (
    "Tulis /tahapan saja, atau dengan pilihannya: /tahapan pemilu, /tahapan pilkada, /tahapan psu."
)
REMINDER = "{days} hari lagi, {date}: {stage} {election} dimulai."
REMINDER_CALLED = "Tahap seperti ini disebut paling rawan oleh {who}: {publisher}, {date}."

# --- What is published of an area ----------------------------------------------------------------

INDEX = "{name}, {publisher}, {date}"
INDEX_SAID = "{area}: {said} {mark}"
INDEX_SCALE = "skala: {scale}"
INDEX_NO_SCALE = "skala tidak tercatat di sumber"
INDEX_CATEGORIES = "kategori: {categories}"
INDICES_DIFFER = (
    "Indeks dari lembaga yang berbeda mengukur hal yang berbeda, jadi tidak dapat dibandingkan."
)
PATTERN = "{election}, {place}: {told} {mark}"
PATTERN_RISK = "{place}, TPS {risk}"
PATTERN_POLICE = "{number} polisi"
PATTERN_LINMAS = "{number} Linmas"
PATTERN_TPS = "{guards} untuk {number} TPS"
PATTERN_EACH = "{linmas} di tiap TPS"
PATTERN_WRITTEN = "{told}, ditulis {written}"
PATTERN_UNEXPLAINED = "{written}; sumbernya tidak menjelaskan arti urutan angkanya"
TALLY = "{election}, {place}: TPS {parts} {mark}"
TALLY_TOTAL = "{parts}, tertulis total {total}"
TALLY_OFF = "Jumlahnya tidak cocok: rinciannya kalau dijumlahkan {sum}. Saya tunjukkan apa adanya."

# --- Reporting -----------------------------------------------------------------------------------

COMMAND_REPORT = "lapor kesiapan, misalnya /lapor balikpapan P 480/500 G 3/4 K ok"
COMMAND_VERIFY = "laporan di wilayah Anda yang belum diperiksa: benar, tolak, tarik"
REPORT_CODES = (
    "Kode laporan satu baris: {codes}.\n"
    "Sesudah kode: ada/perlu (480/500), atau ok, kurang, belum, ? (tidak tahu). "
    "Boleh ditambah waktu (jam 14.30) dan catatan dalam tanda kutip."
)
REPORT_CODE = "{code} {component}"

REPORT_HEAD = "{title} · draf {number}"
REPORT_TITLES = {
    Step.AREA: "Laporan: wilayah",
    Step.COMPONENT: "Laporan: komponen",
    Step.STATE: "Laporan: keadaan",
    Step.NUMBERS: "Laporan: angka",
    Step.NOTE: "Laporan: catatan",
    Step.PHOTO: "Laporan: foto",
    Step.CHECK: "Periksa dulu, belum terkirim",
}
REPORT_SENT = "Terkirim"
REPORT_CORRECTION = "Koreksi: periksa dulu, belum terkirim"
REPORT_CHANGE = "Apa yang diubah?"
REPORT_AGAIN = "Balas lagi"
REPORT_ASKED = {
    Step.AREA: "Laporan wilayah mana? Pilih, atau balas pesan ini dengan namanya.",
    Step.COMPONENT: "Komponen yang mana?",
    Step.STATE: "{component}: bagaimana keadaannya?",
    Step.NUMBERS: "{component}: berapa yang ada dan berapa yang perlu?",
    Step.NOTE: "{component}: ada catatan? Tanpa nama, nomor telepon, dan rute.",
    Step.PHOTO: "Ada foto?",
}
REPORT_PROMPTS = {
    Step.NUMBERS: "Angka",
    Step.NOTE: "Catatan",
    Step.PHOTO: "Foto",
}
REPORT_PROMPT = "{what}: {component}"
REPORT_WRITE = {
    Step.NUMBERS: "Balas pesan ini dengan ada/perlu, misalnya 480/500.",
    Step.NOTE: "Balas pesan ini dengan catatannya.",
    Step.PHOTO: "Kirim fotonya sebagai balasan pesan ini.",
}
REPORT_WHERE = "{area}, dilihat {moment}"
REPORT_OF = "{have} dari {need} {unit}"
REPORT_HAVE = "{have} {unit}"
REPORT_LACK = "kurang {lack}"
REPORT_NOTE = "Catatan: {note}"
REPORT_PHOTO = "Foto: ada"
REPORT_GUESS = "“{written}” saya baca {meant}."
REPORT_MORE_THAN_NEEDED = "⚠️ {component}: yang ada lebih banyak daripada yang perlu."
REPORT_READY_BUT_LACKING = "⚠️ {component}: SIAP, padahal angkanya belum penuh."
REPORT_FULL_BUT_NOT_READY = "⚠️ {component}: PERLU TINDAKAN, padahal angkanya penuh."
REPORT_MISSING = "Tidak disebut: {components}."
REPORT_HOW_TO_CORRECT = "Ada yang keliru? Balas pesan ini, misalnya: {example}"
REPORT_COPY = "Atau salin, perbaiki, dan kirim lagi:"
REPORT_KEPT_DRILL = "Dicatat sebagai laporan latihan, jadi tidak dihitung di papan."
REPORT_REAL = "Dicatat sebagai kejadian nyata, walaupun latihan sedang berlangsung."
REPORT_CANCELLED = "Laporan dibatalkan. Tidak ada yang dikirim."
REPORT_GONE = (
    "Laporan itu sudah tidak bisa diubah dari sini: draf disimpan sehari, yang terkirim tujuh "
    "hari. Kirim laporan baru dengan /lapor."
)
REPORT_DRILL_CHANGED = "Latihan di sini baru saja dimulai atau berakhir. Periksa, lalu kirim."
BUTTON_REPORT_SEND = "Kirim"
BUTTON_REPORT_CHANGE = "Ubah"
BUTTON_REPORT_CANCEL = "Batal"
BUTTON_REPORT_SKIP = "Lewati"
BUTTON_REPORT_WRITE = "Tulis"
BUTTON_REPORT_ADD = "Tambah komponen"
BUTTON_REPORT_AREA = "Wilayah"
BUTTON_REPORT_PHOTO = "Foto"
BUTTON_REPORT_DROP = "Hapus {component}"
BUTTON_REPORT_REAL = "Ini nyata, bukan latihan"
BUTTON_REPORT_DRILL = "Ini bagian latihan"
BUTTON_REPORT_INSIDE = "{area} ›"
BUTTON_REPORT_WHOLE = "{area} (seluruhnya)"

UNCLEAR = "Belum saya catat. {why}"
UNCLEAR_COPY = "Sunting pesan Anda, atau salin, perbaiki, dan kirim lagi:"
UNCLEAR_WHY = {
    Reason.WORD: (
        "“{about}” belum saya pahami. Catatan ditulis dalam tanda kutip, misalnya "
        'P 480/500 "20 sakit".'
    ),
    Reason.OUTSIDE: "“{about}” di luar wilayah tugas Anda.",
    Reason.AREAS: "Ada lebih dari satu wilayah: “{about}”. Kirim satu laporan per wilayah.",
    Reason.NO_COMPONENT: (
        "“{about}” tanpa komponen. Tulis kodenya dulu, lalu nilainya, misalnya P 480/500."
    ),
    Reason.NO_VALUE: (
        "“{about}” belum ada nilainya. Tulis misalnya {about} 480/500 atau {about} ok."
    ),
    Reason.TWICE: "Komponen “{about}” disebut dua kali. Tulis satu saja.",
    Reason.VALUES: (
        "Ada dua nilai: {about}. Yang mana? Kalau yang satu catatan, tulis dalam tanda kutip, "
        'misalnya P 480/500 "20 sakit".'
    ),
    Reason.UNIT: (
        "“{about}”: satuannya lain. Orang dihitung pada P, posko pada O, juta rupiah pada A."
    ),
    Reason.STATES: "Keadaan dan nilainya tidak cocok: {about}. Tulis salah satu saja.",
    Reason.NUMBER: (
        "“{about}” belum jelas sebagai jumlah. Tulis misalnya 480/500 atau 1.266/1.300; waktu "
        "ditulis jam 14.30."
    ),
    Reason.LETTER_O: "“{about}”: huruf O atau angka nol? Huruf O saya baca sebagai kode posko.",
    Reason.RANGE: "“{about}”: rentang, atau ada dan perlu? Ada dan perlu ditulis 480/500.",
    Reason.NEGATIVE: "“{about}” kurang dari nol. Tulis yang ada dan yang perlu, misalnya 480/500.",
    Reason.PERCENT: "“{about}”: persen dari berapa? Tulis jumlahnya, misalnya 480/500.",
    Reason.HUGE: (
        "“{about}” terlalu besar. Anggaran ditulis dalam juta rupiah, misalnya A 2500/3000."
    ),
    Reason.LACKING: (
        "“{about}”: yang kurang, atau yang ada? Tulis yang ada dan yang perlu, misalnya 480/500."
    ),
    Reason.NEED: "“{about}”: dari berapa? Tulis yang ada dan yang perlu, misalnya 480/500.",
    Reason.NO_NEED: "“{about}”: yang perlu tidak mungkin nol. Tulis misalnya 480/500 atau ok.",
    Reason.WHICH: "“{about}”: ok, kurang, atau belum? Tulis salah satunya.",
    Reason.BELOW: (
        "“{about}”: laporan dicatat per kabupaten atau kota. Tulis bagiannya sebagai catatan, "
        'misalnya P 80/100 "kecamatan kota".'
    ),
    Reason.NOTE_ENDS: (
        "“{about}”: bagian dari catatan, atau laporan sendiri? Tulis catatan dalam tanda kutip."
    ),
    Reason.TIME: "“{about}”: kapan? Tulis misalnya jam 14.30, atau kemarin jam 21.00.",
    Reason.FUTURE: "“{about}” belum tiba. Kalau kemarin, tulis kemarin {about}.",
    Reason.ZONE: "“{about}”: WIB, WITA, atau WIT? Tulis misalnya 14.30 WITA.",
    Reason.LONG: "Terlalu panjang. Kirim beberapa laporan yang lebih pendek.",
    Reason.NOTE_LONG: "Catatannya terlalu panjang; paling panjang 300 karakter.",
}
COUNTS_REFUSED = (
    "Ini memuat hasil penghitungan suara, jadi tidak saya terima dan tidak saya simpan. Petugas "
    "pengamanan harus netral: tidak mencatat dan tidak meneruskan hasil suara."
)

VERIFY_NONE = "Tidak ada laporan yang menunggu diperiksa di wilayah Anda."
VERIFY_LEFT = "Menunggu diperiksa: {count}"
VERIFY_HEAD = "Laporan {number} · {area}"
VERIFY_SEEN = "Dilihat {moment}"
VERIFY_BY = "Dari {role} {name}, diterima {moment}"
VERIFY_CORRECTS = "Menggantikan laporan {number}."
VERIFY_AREA_UNKNOWN = (
    "Saya tidak mengenal wilayah itu dalam tugas Anda. Tulis misalnya /verifikasi balikpapan, atau "
    "nomor laporannya."
)
VERDICTS = {
    Verdict.VERIFIED: "dinyatakan benar",
    Verdict.REJECTED: "ditolak",
    Verdict.WITHDRAWN: "ditarik",
}
VERDICT_NOW = "Sudah {verdict}."
VERDICT_GIVEN = "Laporan {number} {verdict}."
VERDICT_OTHER = "Laporan ini baru saja {verdict} oleh atasan lain. Tekan lagi kalau tetap diubah."
VERDICT_REASON = "Menolak laporan {number}: apa alasannya? Balas pesan ini; boleh dilewati."
VERDICT_REASON_KEPT = "Alasannya diteruskan kepada pelapor."
VERDICT_REASON_LONG = "Alasannya terlalu panjang; paling panjang {limit} karakter."
VERDICT_REASON_LATE = "Laporan itu tidak (lagi) Anda tolak, jadi alasannya tidak dicatat."
VERDICT_TOLD = {
    Verdict.VERIFIED: "Laporan Anda {number} ({component}, {area}) dinyatakan benar oleh atasan.",
    Verdict.REJECTED: (
        "Laporan Anda {number} ({component}, {area}) ditolak atasan, jadi tidak dihitung. "
        "Kalau perlu, kirim laporan baru dengan /lapor."
    ),
    Verdict.WITHDRAWN: (
        "Laporan Anda {number} ({component}, {area}) ditarik atasan, jadi tidak dihitung."
    ),
}
VERDICT_REASON_TOLD = "Alasan laporan Anda {number} ditolak: {reason}"
BUTTON_VERDICTS = {
    Verdict.VERIFIED: "Benar",
    Verdict.REJECTED: "Tolak",
    Verdict.WITHDRAWN: "Tarik",
}
BUTTON_VERIFY_NEXT = "Berikutnya ›"
BUTTON_VERIFY_PHOTO = "Lihat foto"

# --- What people need ----------------------------------------------------------------------------

MASKED_NUMBER = "[nomor]"
MASKED_ADDRESS = "[surel]"
BUTTON_HELPFUL = "👍 Membantu"
BUTTON_UNHELPFUL = "👎 Kurang tepat"
FEEDBACK_THANKS = "Terima kasih. Penilaian Anda dicatat tanpa nama."
FEEDBACK_NOT_YOURS = "Jawaban ini hanya bisa dinilai oleh yang bertanya, paling lama 30 hari."

BUTTON_WISH = "Kabari saya"
WISHED = "Baik. Begitu ada sumber yang menjawab, saya kabari di sini, satu kali:"
WISHED_KEPT = (
    "Sampai saat itu, paling lama {days} hari, pertanyaan ini saya simpan bersama nomor akun Anda."
)
BUTTON_UNWISH = "Batal"
UNWISHED = "Dibatalkan. Pertanyaan itu sudah saya hapus."
UNWISHED_ALREADY = "Pertanyaan itu sudah tidak saya simpan."
WISHES_FULL = (
    "Anda sudah menunggu {limit} jawaban. Tekan Batal di bawah salah satunya dulu, lalu coba lagi."
)
WISHES_FULL_ALL = "Daftar tunggu sedang penuh. Coba lagi beberapa hari lagi."
WISH_GRANTED = "Dulu Anda bertanya, dan sekarang ada sumber yang menjawab:"

# --- Statistics ----------------------------------------------------------------------------------

COMMAND_STATISTICS = "apa yang ditanyakan orang, dan apa yang belum terjawab"
COUNTED = {
    What.ANSWERED: "dijawab",
    What.READINESS: "soal kesiapan",
    What.NO_EVIDENCE: "tanpa jawaban",
    What.DECLINED: "ditolak",
    What.HELPFUL: "membantu",
    What.UNHELPFUL: "kurang tepat",
    What.DANGER: "pesan bahaya",
    What.COURTESY: "sapaan",
}
STATISTICS_NONE = "Belum ada yang bertanya dalam 30 hari terakhir."
STATISTICS_SPAN = "{first} sampai {last}"
STATISTICS_QUESTIONS = "Pertanyaan"
STATISTICS_FEEDBACK = "Penilaian atas jawaban"
STATISTICS_BESIDE = "Selain itu"
STATISTICS_PART = "{number} {what}"
STATISTICS_DAY = "{day} {month}"
STATISTICS_UNANSWERED = "Belum terjawab, dikelompokkan menurut maksudnya"
STATISTICS_GROUP = "{people} orang: "
STATISTICS_HIDDEN = "Kata yang hanya dipakai satu orang diganti “…”."
STATISTICS_OTHERS = "Masih ada {number} kelompok lain."
STATISTICS_ALONE = (
    "{number} pertanyaan lain baru ditanyakan satu orang. Itu tidak ditampilkan, supaya tidak ada "
    "yang dikenali dari kata-katanya."
)
STATISTICS_STALE = "Sering ditampilkan, tetapi sudah lama atau sudah tidak berlaku"
STATISTICS_TIMES = "{times} kali"
STATISTICS_CONTACTS = "Kontak yang perlu dipastikan lagi"
STATISTICS_CONTACT = "{name}, terakhir dipastikan {date}"

# --- Broadcasts ----------------------------------------------------------------------------------

COMMAND_BROADCAST = "kirim pesan ke petugas dan admin"
BROADCAST_USAGE = (
    "Tulis pesannya sesudah perintah, misalnya /siaran Apel besok pukul 07.00. Untuk satu wilayah "
    "dan sekitarnya: /siaran balikpapan: Apel besok pukul 07.00."
)
BROADCAST_LONG = "Siaran paling panjang {limit} karakter, ini {length}. Pendekkan, lalu kirim lagi."
BROADCAST_WHICH = (
    "Nama itu dipakai beberapa wilayah: {areas}. Tulis nama lengkapnya sebelum titik dua."
)
BROADCAST_NOBODY = "Tidak ada petugas atau admin lain yang akan menerimanya ({where})."
BROADCAST_EVERYWHERE = "semua wilayah"
BROADCAST_PREVIEW = "Akan dikirim ke {number} orang ({where}), persis seperti ini:"
BUTTON_BROADCAST = "Kirim ke {number} orang"
BUTTON_BROADCAST_NOT = "Batal"
BROADCAST_HEADING = "📢 Siaran admin Siaga Pemilu"
BROADCAST_BEGUN = "Siaran dikirim ke {number} orang. Hasilnya saya sampaikan di sini."
BROADCAST_CANCELLED = "Siaran dibatalkan dan dihapus."
BROADCAST_GONE = (
    "Siaran ini sudah dikirim, dibatalkan, atau lewat sehari. Tulis lagi kalau masih perlu."
)
BROADCAST_DONE = "Siaran selesai: {sent} terkirim."
BROADCAST_DONE_GONE = "{number} orang tidak menerima pesan bot ini (memblokir, atau belum memulai)."
BROADCAST_DONE_UNSURE = (
    "{number} orang tidak pasti menerimanya; tidak saya ulang supaya tidak datang dua kali."
)

# --- The audit trail -----------------------------------------------------------------------------

COMMAND_AUDIT = "catatan siapa melakukan apa, dan apakah utuh"
AUDIT_WHOLE = "Catatan utuh: tidak ada baris yang diubah atau hilang."
AUDIT_BROKEN = (
    "⚠️ Catatan tidak utuh mulai baris {number}: baris itu diubah, hilang, atau disisipkan. "
    "Bandingkan dengan cadangan atau ekspor terakhir."
)
AUDIT_EMPTY = "Belum ada catatan."
BUTTON_EARLIER = "Lebih lama"
AUDIT_ACTIONS = {
    "bring": "membawa naskah",
    "correct": "memperbaiki naskah",
    "approve": "menyetujui naskah",
    "discard": "membuang naskah",
    "remove": "mengeluarkan dokumen",
    "invite": "mengundang",
    "accept": "menerima undangan",
    "revoke": "membatalkan undangan",
    "withdraw": "mencabut peran",
    "erase": "menghapus data pribadi",
    "verify": "membenarkan laporan",
    "reject": "menolak laporan",
    "retract": "menarik laporan",
    "drill_record": "mencatat latihan",
    "drill_change": "mengubah catatan latihan",
    "drill_begin": "memulai latihan",
    "drill_end": "mengakhiri latihan",
    "backup": "membuat cadangan",
    "recover": "memulihkan cadangan",
    "broadcast": "mengirim siaran",
    "broadcast_done": "selesai mengirim siaran",
    "reload": "menerbitkan versi",
    "reload_refused": "versi baru tidak lulus uji",
    "restore": "memulihkan versi",
}

# --- Privacy -------------------------------------------------------------------------------------

COMMAND_PRIVACY = "apa yang disimpan tentang Anda, dan berapa lama"
COMMAND_ERASE = "hapus semua data tentang Anda sekarang juga"
PRIVACY = (
    "Apa yang disimpan\n"
    "• Pertanyaan dan hasilnya: 30 hari, tanpa nama dan tanpa nomor akun, lalu tinggal jumlahnya. "
    "Penandanya kode yang hanya bisa dicocokkan dengan kunci di mesin bot ini.\n"
    "• Pertanyaan terakhir untuk pertanyaan susulan: 15 menit, hanya di memori.\n"
    "• Kalau Anda mengetuk “Kabari saya”: nomor akun Anda dan pertanyaan itu, sampai jawabannya "
    "terkirim, Anda membatalkannya, atau 180 hari lewat.\n"
    "• Kalau Anda petugas, koordinator, atau admin: nomor akun, nama di Telegram, dan peran Anda, "
    "selama dipakai. Catatan kerja dan laporan memakai nama samaran.\n"
    "• Untuk petugas juga: wilayah yang Anda pantau, sampai Anda berhenti atau peran Anda dicabut; "
    "kabar untuk Anda, 10 hari; laporan yang sedang dibuat atau baru terkirim, 7 hari; centang di "
    "/ceklis, 180 hari.",
    "Apa yang tidak disimpan\n"
    "Nomor telepon, foto profil, lokasi, dan isi pesan lain. Log tidak memuat pertanyaan dan tidak "
    "memuat nomor akun.",
    "Hak Anda\n"
    "Data pribadi dilindungi UU 27/2022. Ketik /saya untuk melihat data Anda dan /hapusdata untuk "
    "menghapusnya sekarang juga. Cadangan yang dibuat pengelola bot sebelum itu bisa masih "
    "memuatnya sampai diganti. Telegram sendiri menyimpan percakapan ini menurut aturannya.",
)
ERASED = (
    "Sudah dihapus: semua data tentang Anda di bot ini, termasuk peran kalau ada. "
    "Percakapan di Telegram bisa Anda hapus sendiri."
)
ERASE_ROLES = (
    "Anda memegang peran: {roles}. Menghapus data berarti melepas peran itu, dan undangan yang "
    "Anda buat tidak berlaku lagi. Lanjutkan?"
)
BUTTON_ERASE = "Hapus data saya"
BUTTON_KEEP_DATA = "Jangan hapus"
ERASE_LEFT = "Baik, tidak ada yang dihapus."

# --- Drills --------------------------------------------------------------------------------------

COMMAND_DRILLS = "latihan di wilayah Anda: catat, mulai, akhiri, tindak lanjut"
DRILL_ON = "⚠️ LATIHAN — bukan kejadian nyata"
DRILL_ON_WHERE = "Sedang berlangsung di {areas}."
DRILL_ON_OTHERS = "{areas}, dan {count} wilayah lain"

DRILL_FIELDS = {
    Field.HELD_ON: "Tanggal",
    Field.PLACE: "Tempat",
    Field.ORGANISER: "Penyelenggara",
    Field.UNITS: "Unit",
    Field.TOTAL: "Jumlah yang disebut",
    Field.PRESENT: "Hadir",
    Field.SCENES: "Skenario",
    Field.FINDINGS: "Temuan",
    Field.TASKS: "Tindak lanjut",
    Field.NEXT_ON: "Berikutnya",
}
DRILL_PLACES = {
    Place.COMMISSION: "kantor KPU",
    Place.SUPERVISOR: "kantor Bawaslu",
    Place.WAREHOUSE: "gudang logistik",
    Place.POLLING_STATION: "TPS",
    Place.DISTRICT: "kantor kecamatan",
    Place.JUNCTION: "simpang jalan",
    Place.TERMINAL: "terminal",
    Place.PORT: "pelabuhan",
    Place.FIELD: "lapangan",
    Place.HALL: "gedung pertemuan",
    Place.STATION: "markas polisi",
    Place.OTHER: "tempat lain",
}
DRILL_SCENES = {
    Scene.REGISTRATION: "pendaftaran",
    Scene.CAMPAIGN: "kampanye",
    Scene.QUIET_PERIOD: "masa tenang",
    Scene.LOGISTICS: "logistik",
    Scene.VOTING: "pemungutan suara",
    Scene.COUNTING: "penghitungan suara",
    Scene.RECAPITULATION: "rekapitulasi",
    Scene.PROTEST: "unjuk rasa",
}
DRILLS_IN = "Latihan di {area}"
DRILLS_NONE = "Belum ada latihan yang tercatat di sini."
DRILLS_WHERE = "Latihan di wilayah mana?"
DRILLS_WHERE_HOW = "Tulis wilayahnya sesudah perintah, misalnya /latihan balikpapan."
DRILLS_ELSEWHERE = "Itu bukan wilayah yang saya kenal dalam tugas Anda."
DRILLS_WHICH = "Wilayah yang mana? Kirim lagi pesan Anda dengan nama lengkapnya."
DRILLS_NOT_YOURS = "Latihan di wilayah ini dicatat oleh koordinatornya."
DRILL_GONE = "Catatan latihan itu tidak ada lagi, atau bukan wewenang Anda."
DRILL_NAMED = "Latihan {number} · {area}"
DRILL_PROMPTED = "Latihan {number}: {field}"
DRILL_PRESENT = "Sekarang: {value}"
DRILL_WRITE = {
    Field.HELD_ON: "Kapan latihannya? Misalnya 2/10 atau 2 Oktober 2027.",
    Field.ORGANISER: "Siapa penyelenggaranya? Nama satuan saja, misalnya Polresta Balikpapan.",
    Field.UNITS: "Unit dan jumlah orangnya, misalnya: Dalmas awal 30, Brimob 60, Linmas 40",
    Field.TOTAL: "Jumlah seluruhnya seperti yang disebut, misalnya 500.",
    Field.PRESENT: "Pihak yang hadir, misalnya: KPU, Bawaslu, Kodim. Nama lembaga saja.",
    Field.FINDINGS: "Temuan, satu baris satu. Tanpa nama dan nomor telepon orang.",
    Field.TASKS: "Tindak lanjut, satu baris satu, misalnya: rompi kurang 20; tenggat 14/2",
    Field.NEXT_ON: "Kapan latihan berikutnya? Misalnya 14/2.",
}
DRILL_WRITE_HOW = "Balas pesan ini. Isinya menggantikan yang sebelumnya; tanda - mengosongkan."
DRILL_CHOOSE = {
    Field.PLACE: "Di tempat macam apa?",
    Field.SCENES: "Adegan mana yang dimainkan?",
}
DRILL_LINES = (
    "Boleh juga sekaligus: balas pesan ini dengan baris seperti “unit: Brimob 60” dan "
    "“temuan: rompi kurang”."
)
DRILL_NOTED = "Dicatat: {fields}."
DRILL_NOT_NOTED = "{field} belum dicatat. {reason}"
DRILL_LACKING = "Belum bisa disimpan; isi dulu: {fields}."
DRILL_COUNTED = "{units} = {sum}"
DRILL_OFF = "⚠️ Jumlah tidak cocok: disebut {total}, unit-unitnya {sum}."
DRILL_BACK_TO_FRONT = "⚠️ Latihan berikutnya tidak sesudah latihan ini."
DRILL_TASK = "{text}; tenggat {day}"
DRILL_TASK_DONE = "✓ {task} (selesai)"
DRILL_TASK_LATE = "LEWAT TENGGAT"
DRILL_TASKS_LEFT = "Tindak lanjut: {count} terbuka"
DRILL_TASKS_LATE = "Tindak lanjut: {count} terbuka, {late} lewat tenggat"
DRILL_TASKS_DONE = "Tindak lanjut: semua selesai"
DRILL_IS_DRAFT = "Draf, belum disimpan."
DRILL_SAVED = "Catatan tersimpan."
DRILL_UNSAVED = "Catatannya belum disimpan."
DRILL_IS_ON = "Berlangsung sejak {since}; berakhir sendiri {until}."
DRILL_ENDED = "Selesai {moment}."
DRILL_ENDED_BY_ITSELF = "Berakhir sendiri {moment}, sesudah 24 jam."
DRILL_MOMENT = "{date} pukul {time} {zone}"
DRILL_PUBLISHED = "Yang diterbitkan (kutipan, bukan catatan petugas)"
DRILL_BEGIN = (
    "Mulai latihan di {area} sekarang? Sampai diakhiri, atau 24 jam lewat, semua pesan kepada "
    "petugas tentang wilayah ini ditandai LATIHAN, dan laporannya tidak dihitung."
)
DRILL_END = "Akhiri latihan di {area}? Laporan sesudah ini dihitung sebagai kejadian nyata."
DRILL_DISCARD = "Buang draf latihan ini? Isinya dihapus."
DRILL_DISCARDED = "Draf dibuang."
DRILL_BEGUN = (
    "Latihan dimulai di {area}. Laporan tentang wilayah ini dicatat sebagai latihan dan tidak "
    "dihitung sampai latihan diakhiri, paling lama 24 jam."
)
DRILL_CLOSED = "Latihan di {area} sudah diakhiri. Laporan sesudah ini dihitung lagi."
DRILL_OVER = (
    "Latihan di {area} berakhir sendiri karena sudah 24 jam. Laporan sesudah ini dihitung lagi."
)
BUTTON_DRILLS = "Daftar latihan"
BUTTON_DRILL_RECORD = "Catat latihan"
BUTTON_DRILL_BEGIN = "Mulai sekarang"
BUTTON_DRILL_BEGIN_YES = "Ya, mulai"
BUTTON_DRILL_END = "Akhiri"
BUTTON_DRILL_END_THIS = "Akhiri latihan {number}"
BUTTON_DRILL_END_YES = "Ya, akhiri"
BUTTON_DRILL_SAVE = "Simpan"
BUTTON_DRILL_EDIT = "Ubah"
BUTTON_DRILL_GO_ON = "Isi catatan"
BUTTON_TASK_DONE = "Selesai {number}"
BUTTON_TASK_OPEN = "Buka lagi {number}"

DRILL_NO_DAY = "“{words}” belum saya pahami sebagai tanggal. Tulis misalnya 2 Oktober 2027."
DRILL_NO_PLACE = "Sebut salah satu: {places}."
DRILL_NO_SCENE = "“{words}” belum saya kenal. Sebut dari: {scenes}; atau tulis semua."
DRILL_NO_TOTAL = "Tulis satu angka saja, misalnya 500, paling banyak {most}."
DRILL_NO_UNIT = "“{words}” belum saya pahami. Tulis nama lalu jumlah orangnya, misalnya Brimob 60."
DRILL_NOT_PEOPLE = (
    "“{words}” belum menyebut orang. Tulis jumlah orangnya, misalnya Brimob 100, bukan 1 SSK."
)
DRILL_NO_DUE = "“{words}” belum punya tenggat. Tulis misalnya: rompi kurang 20; tenggat 14/2"
DRILL_MANY = "Paling banyak {most} baris. Gabungkan sebagian, lalu kirim lagi."
DRILL_LINE_LONG = "“{words}” terlalu panjang; paling panjang {longest} karakter."
DRILL_VOTES = (
    "Perolehan suara tidak saya simpan, juga yang hanya dimainkan: petugas tidak boleh mencatat "
    "dan meneruskannya. Tulis tanpa angka suara."
)
DRILL_NEEDED = "Ini tidak boleh kosong: tanpa ini catatannya tidak bisa dikenali lagi."
DRILL_LONG = "Catatan ini menjadi terlalu panjang. Pendekkan, lalu kirim lagi."

# --- Watching ------------------------------------------------------------------------------------

COMMAND_WATCH = "pantau wilayah: kabar kalau keadaan memburuk, ringkasan tiap pagi"
WATCHED = "Anda memantau"
WATCHED_NONE = (
    "Anda belum memantau wilayah mana pun. Tulis nama wilayahnya, misalnya: /pantau balikpapan"
)
WATCH_BEGUN = "{area} mulai dipantau."
WATCH_ENDED = "{area} tidak dipantau lagi."
WATCH_ENDED_ALL = "Tidak ada lagi yang Anda pantau."
WATCH_AGAIN = "Ketik /pantau kalau ingin memantau lagi."
WATCH_TELLS = (
    "Anda dikabari kalau keadaan memburuk, kalau laporan sudah terlalu lama, dan kalau tindak "
    "lanjut latihan jatuh tempo. Ringkasan datang pukul 07.00 waktu setempat."
)
WATCH_QUIET = (
    "Jam tenang {begins}.00–{ends}.00 waktu setempat: kabar yang jatuh di dalamnya dikirim "
    "sesudahnya, dalam satu pesan."
)
WATCH_ALWAYS = "Tanpa jam tenang: kabar dikirim kapan saja."
WATCH_WHICH = "Wilayah yang mana?"
WATCH_GUESS = "Saya tidak mengenal wilayah itu. Maksud Anda:"
WATCH_UNKNOWN = "Saya tidak mengenal wilayah itu. Tulis namanya, misalnya: /pantau balikpapan"
WATCH_OUTSIDE = "Wilayah itu di luar wilayah tugas Anda."
WATCH_FULL = "Paling banyak {most} wilayah. Pantau provinsinya, atau hentikan salah satu dulu."
BUTTON_WATCH = "Pantau {area}"
BUTTON_UNWATCH = "Berhenti memantau"
BUTTON_UNWATCH_AREA = "Berhenti: {area}"
BUTTON_BOARD = "Papan {area}"
BUTTON_UNWATCH_ALL = "Berhenti memantau semua"
BUTTON_QUIET = "Tenang {begins:02}–{ends:02}"
BUTTON_ALWAYS = "Tanpa jam tenang"
BUTTON_CHOSEN = "● {label}"

ALERT_WORSE = "• {component}: {before} → {state}, dilihat {moment}"
ALERT_STALE = "• {component}: tak diketahui lagi, laporan terakhir ({state}) dari {moment}"
ALERTS_MORE = "dan {count} lainnya; selengkapnya di /papan"
FOLLOW_UPS_DUE = "Tindak lanjut latihan jatuh tempo hari ini"
FOLLOW_UPS_LATE = "Tindak lanjut latihan lewat tenggat"
FOLLOW_UP_TOLD = "• {area}: {task} (tenggat {date})"
STAGES_COMING = "Tahapan rawan segera mulai"
DIGEST = "{area}, pagi ini"
DIGEST_LEVEL = "Keadaan: {state}."
DIGEST_UNKNOWN = "Tak diketahui ({count} dari {all}): {components}."
DIGEST_SILENT = "Belum ada laporan ({count} dari {all} wilayah): {areas}."
DIGEST_SILENT_MORE = "dan {count} lainnya"

# --- An officer's own checklist ------------------------------------------------------------------

COMMAND_CHECKLIST = "12 hal sebelum hari H, untuk Anda sendiri"
CHECKLIST = "12 hal sebelum hari H"
CHECKLIST_DAY = "Pemungutan suara {date}."
CHECKLIST_GENERAL = "Daftar umum: hari pemungutan suara berikutnya belum tercatat."
CHECKLIST_DONE = "Sudah {done} dari {all}."
CHECKLIST_WHEN = {
    -30: "Paling lambat H-30",
    -7: "Paling lambat H-7",
    -1: "H-1",
    0: "Hari H",
    1: "Sampai H+1",
}
CHECKLIST_ITEMS = {
    Item.ORDERS: "Surat perintah dan buku saku ada pada saya, sudah saya baca.",
    Item.CONTINGENCIES: (
        "Saya tahu apa yang dilakukan kalau keadaan memburuk: lapor Kapolres lewat komando, "
        "lalu KPU dan Bawaslu."
    ),
    Item.PHONES: "Nomor telepon RT/RW, PPK, dan TPS ada di ponsel dan di kertas.",
    Item.PEOPLE: "Saya mengenal KPPS, Linmas, pengawas TPS, dan saksi.",
    Item.VOTERS: "Saya tahu jumlah pemilih di setiap TPS saya.",
    Item.SURVEY: "TPS sudah saya datangi: letak, jalan masuk dan keluar, penerangan, sinyal.",
    Item.EQUIPMENT: (
        "Senter, borgol, dan alat komunikasi siap. Senjata api tidak saya bawa ke dalam TPS."
    ),
    Item.OUTSIDE: "Saya berjaga di luar TPS, dan masuk hanya kalau diminta KPPS.",
    Item.COUNT: "Hasil penghitungan suara tidak saya catat, foto, atau teruskan.",
    Item.REPORTING: "Saya melapor berjenjang kepada Padal.",
    Item.BOXES: "Kotak suara saya kawal dari TPS sampai diserahterimakan.",
    Item.RELIEF: "Saya tetap di tempat sampai digantikan.",
}
CHECKLIST_OWN = (
    "Ketuk nomornya untuk mencentang. Daftar ini milik Anda sendiri: tidak dilihat atasan, tidak "
    "ikut dihitung, dan bisa dibaca tanpa sinyal. Centang dihapus sesudah 180 hari."
)
CHECKLIST_STALE = "Daftar ini sudah berganti. Ketik /ceklis untuk yang sekarang."

# --- Taking documents in -------------------------------------------------------------------------

COMMAND_ADD = "masukkan dokumen: alamat, berkas, atau teks"
COMMAND_DOCUMENTS = "dokumen dalam kumpulan dan naskah yang menunggu"
COMMAND_REMOVE = "keluarkan dokumen dari kumpulan"

ADD_PROMPT = (
    "Balas pesan ini dengan alamat (https://…), berkas, atau teksnya. Yang saya baca: halaman web, "
    "PDF, DOCX, teks, Markdown, JSONL, umpan RSS atau Atom, dan peta situs."
)
READING = "Sedang membaca {name}…"
PASTED = "teks Anda"
UNNAMED_FILE = "berkas"
QUEUED = "Menunggu giliran: {name}."
CROWDED_INTAKE = "Sudah {limit} kiriman Anda menunggu dibaca. Tunggu sampai ada yang selesai."
FILE_TOO_LARGE = (
    "Berkas ini lebih dari 20 MB, dan Telegram tidak memberikannya kepada bot. Kirim bagian yang "
    "diperlukan saja, atau masukkan di server dengan 'siaga add'."
)
FILE_GONE = "Berkasnya tidak bisa diambil lagi dari Telegram. Kirim ulang berkasnya."
TEXT_CUT = (
    "Teks sepanjang ini dipotong Telegram menjadi beberapa pesan. Kirim sebagai berkas .txt supaya "
    "utuh."
)
ADDRESSES_LIMIT = "Paling banyak {limit} alamat sekaligus; kirim sisanya sesudah ini."

KNOWN = "Sudah ada dalam kumpulan, kata demi kata:"
KNOWN_REMOVED = "Kalau baru saja dihapus, jalankan /muatulang dulu, lalu kirim lagi."
LAW_FOUND = "Dipecah menjadi {parts} dokumen: pembukaan, tiap pasal, dan penjelasannya."
LAW_MISSING = "{count} pasal tidak ditemukan: {shown}."

# --- A document that waits -----------------------------------------------------------------------

MANUSCRIPT = "Naskah {number}"
MANUSCRIPT_WAITS = "menunggu keputusan"
MANUSCRIPT_APPROVED = "disetujui {name}, {moment}"
MANUSCRIPT_DISCARDED = "dibuang {name}, {moment}"
MANUSCRIPT_REMOVED = "dikeluarkan lagi dari kumpulan"
MANUSCRIPT_GONE = "Naskah itu tidak ada."
UNKNOWN = "belum diketahui"
FIELDS = {
    "title": "Judul",
    "publisher": "Penerbit",
    "published_on": "Tanggal",
    "url": "Alamat",
    "area": "Wilayah",
    "regime": "Pemilihan",
    "kind": "Jenis",
    "form": "Bentuk",
    "reliability": "Keandalan",
    "drill": "Latihan",
    "stages": "Tahapan",
    "text": "Panjang",
    "law": "Undang-undang",
    "source": "Asal",
}
FORMS = {Form.ORIGINAL: "teks asli", Form.SUMMARY: "ringkasan"}
RELIABILITIES = {
    Reliability.PRIMARY: "dari lembaganya",
    Reliability.SECONDARY: "diberitakan",
    Reliability.COPY: "salinan",
}
DRILLS = {"true": "latihan (simulasi)", "false": "bukan latihan"}
STAGES = {
    Stage.PREPARATION: "persiapan",
    Stage.VOTER_LIST: "pemutakhiran pemilih",
    Stage.NOMINATION: "pencalonan",
    Stage.CAMPAIGN: "kampanye",
    Stage.QUIET_PERIOD: "masa tenang",
    Stage.VOTING: "pemungutan suara",
    Stage.COUNTING: "penghitungan suara",
    Stage.RECAPITULATION: "rekapitulasi",
    Stage.DISPUTE: "sengketa hasil",
    Stage.AFTERMATH: "pascapemilu",
}
CHOSEN = "✓ {label}"
WORDS = "{count} kata"
ALIKE = "Mirip dengan"
ALIKE_SHARE = "mirip {percent}%"
COPY_OF = "Dicatat sebagai salinan dari {id}."
AT_ADDRESS = "Alamat ini sudah ada dalam kumpulan sebagai {id}, dengan isi lain."
ASKED = {
    "title": "Apa judulnya?",
    "kind": "Apa jenisnya?",
    "form": "Teks aslinya, atau ringkasan?",
    "reliability": "Dari lembaganya sendiri, diberitakan, atau salinan?",
    "drill": "Latihan, atau kejadian nyata?",
    "regime": "Untuk pemilihan apa? Boleh lebih dari satu.",
    "stages": "Tahapan apa? Boleh lebih dari satu.",
    "area": "Wilayah mana?",
    "edit": "Apa yang diperbaiki?",
    "discard": "Buang naskah ini? Teksnya dihapus.",
}
FILED = "Disimpan sebagai {id}. Dipakai menjawab sesudah kumpulan dimuat ulang."
NOT_FILED = (
    "Belum bisa ditulis ke folder korpus. Dicoba lagi sebelum kumpulan dimuat ulang dan saat bot "
    "mulai."
)
LACKING = "Belum bisa disetujui; tentukan dulu: {names}."
ID_TAKEN = "Id {id} sudah dipakai dokumen lain. Keluarkan dulu yang lama: /hapus {id}"
CORPUS_CLOSED = (
    "Folder korpus di server tidak bisa ditulisi, jadi naskah tetap menunggu. Minta pengelola "
    "memeriksa hak folder itu dan sisa ruang disk."
)
AREA_SHARED = "Beberapa wilayah bernama {name}; pilih salah satu."
AREA_UNKNOWN = "Wilayah {name} tidak dikenal."
WRITE_FIELD = {
    "title": "Tulis judulnya, sebagai balasan pesan ini.",
    "publisher": "Tulis penerbitnya, sebagai balasan pesan ini.",
    "published_on": "Tulis tanggal terbitnya, misalnya 2 Oktober 2023, sebagai balasan pesan ini.",
    "url": "Tulis alamat asalnya (https://…), sebagai balasan pesan ini.",
    "area": "Tulis nama wilayahnya, misalnya Kota Blitar, sebagai balasan pesan ini.",
}
WRITE_UNKNOWN = "Balas dengan tanda - kalau tidak diketahui."
NOTED = "{field} naskah {number} dicatat."
PROMPTED = "Naskah {number}/{card} · {field}"

BUTTON_APPROVE = "Setujui"
BUTTON_DISCARD = "Buang"
BUTTON_DISCARD_YES = "Ya, buang"
BUTTON_CORRECT = "Perbaiki"
BUTTON_RETURN = "Kembali"
BUTTON_WRITE = "Tulis {field}"
BUTTON_AREA = "Wilayah: {area}?"
BUTTON_COPY = "Salinan dari {number}"
BUTTON_NO_COPY = "Bukan salinan"
BUTTON_OPEN_MANUSCRIPT = "Buka naskah {number}"

# --- Several documents at once -------------------------------------------------------------------

BATCH = "{count} naskah dari {source}"
BATCH_STATE = "{waiting} menunggu ({complete} lengkap), {approved} disetujui, {discarded} dibuang."
BATCH_KNOWN = "{count} lagi sudah ada dalam kumpulan, kata demi kata."
BATCH_RULE = (
    "Yang disetujui sekaligus hanya yang lengkap dan tidak mirip dengan dokumen atau naskah lain."
)
BUTTON_APPROVE_ALL = "Setujui semua yang lengkap"
BUTTON_DISCARD_ALL = "Buang semua yang menunggu"
BATCH_WORKING = "Sedang diperiksa satu per satu."
BATCH_DISCARD = "Buang {count} naskah yang menunggu? Teksnya dihapus."

FEED = "{count} halaman dalam daftar ini"
FEED_MORE = "{count} lagi tidak ditampilkan."
FEED_RULE = "Ketuk nomornya untuk mengambil halamannya. ✓ berarti sudah ada."
ENTRY_GONE = "Daftarnya sudah berubah. Kirim lagi alamat atau berkasnya."

# --- Documents of the corpus ---------------------------------------------------------------------

DOCUMENTS = "{documents} dokumen, {waiting} naskah menunggu"
DOCUMENTS_WITH = "{documents} dokumen dan {waiting} naskah dengan kata “{words}”"
DOCUMENTS_NONE = "Tidak ada. Cari dengan kata lain, misalnya /dokumen gudang blitar."
WAITS_SHORT = "naskah, menunggu"
APPROVED_SHORT = "disetujui"
DISCARDED_SHORT = "dibuang"
REMOVED_SHORT = "dikeluarkan"
BUTTON_OPEN = "Buka {number}"
REMOVE_USAGE = "Tulis id dokumennya, misalnya /hapus kabar-gudang. Id ada di /dokumen."
REMOVE_NONE = "Tidak ada dokumen dengan id {id} di folder korpus."
REMOVE_ASK = "Keluarkan dokumen ini dari kumpulan? Berkasnya dihapus."
REMOVE_ASK_LAW = "Keluarkan {count} dokumen ini dari kumpulan? Berkasnya dihapus."
REMOVE_OTHERS = "dan {count} lagi"
REMOVED = "Sudah dikeluarkan: {id}. Jawaban masih menampilkannya sampai kumpulan dimuat ulang."
REMOVAL_DEFERRED = (
    "Keputusan dicatat, tetapi folder korpus belum bisa ditulisi. Berkasnya dihapus saat bot mulai "
    "lagi atau sebelum kumpulan dimuat ulang."
)
BUTTON_REMOVE = "Keluarkan"
BUTTON_REMOVE_YES = "Ya, keluarkan"
ID_LINE = "Id: "

# --- Reloads and versions ------------------------------------------------------------------------

COMMAND_RELOAD = "baca ulang korpus, uji, lalu terbitkan"
COMMAND_VERSIONS = "versi yang tersimpan dan apa yang berubah"
COMMAND_RESTORE = "kembali ke versi sebelumnya"
BUTTON_RELOAD = "Muat ulang"

RELOAD_BEGUN = "Memuat ulang. Pertanyaan tetap dijawab dari versi sekarang."
RELOAD_JOINED = "Muat ulang sudah berjalan; ini kemajuannya."
RELOAD_STEP = "{label}: {done} dari {total}"
RELOAD_WAITING = "Indeks sedang dibangun oleh proses lain. Sesudah itu giliran permintaan ini."
RELOADED = "Selesai. Yang dilayani sekarang: {documents} dokumen, {passages} bagian."
RELOADED_WORK = "{embedded} bagian baru dihitung, {seconds} detik."
RELOADED_INSISTED = "Diterbitkan juga, meskipun {count} hasil ujinya lebih buruk."
RELOAD_UNCHANGED = "Tidak ada yang berubah: yang dilayani sudah sesuai dengan korpus."
RELOAD_REFUSED = (
    "Tidak diterbitkan: hasil uji versi baru lebih buruk. Yang dilayani tetap versi sekarang."
)
RELOAD_FAILURE = "{about} ({id})\nseharusnya: {expected}\nyang keluar: {came}"
RELOAD_REFUSED_FINAL = "Kutipan harus persis seperti sumbernya, jadi ini tidak bisa diterbitkan."
BUTTON_INSIST = "Terbitkan juga"
RELOAD_FAILED = "Muat ulang tidak jadi: {reason}. Yang dilayani tetap versi sekarang."
RELOAD_CORPUS_CLOSED = "folder korpus tidak bisa ditulisi, jadi ada keputusan yang belum tersimpan"
RELOAD_CRASHED = (
    "Muat ulang gagal karena gangguan di sisi saya. Yang dilayani tetap versi sekarang. "
    "Kode gangguan: {incident}"
)
RELOAD_INTERRUPTED = (
    "Muat ulang terputus karena bot dihentikan. Yang dilayani tetap versi sebelumnya. "
    "Ketik /muatulang untuk mengulang."
)
RELOAD_RESUMED = "Bot sempat terhenti, tetapi muat ulang Anda selesai: versi baru sudah dilayani."
REJECTED_DOCUMENTS = "Ditolak ({count})"

CHANGES_ADDED, CHANGES_CHANGED, CHANGES_REMOVED = "Ditambah", "Diubah", "Dihapus"
CHANGES_SEVERAL = "{sort} ({count})"
CHANGES_OTHERS = "dan {count} lainnya"
CHANGES_PASSAGES = "Bagian: {added} baru, {removed} hilang."
CHANGES_SHORT = "ditambah {added}, diubah {changed}, dihapus {removed}"

EXAM = "Ujian: {figures}"
EXAM_FIGURE = "{part} {passed}/{all}"
EXAM_NONE = "tidak diuji"
EXAM_PARTS = {
    Part.INTEGRITY: "kutipan utuh",
    Part.GOLDEN: "jawaban benar",
    Part.ABSTENTION: "tidak menebak",
    Part.REFUSAL: "menolak yang tidak boleh",
    Part.NEUTRALITY: "netral",
    Part.DRILL: "latihan ditandai",
}

VERSIONS = "Versi yang tersimpan, terbaru lebih dulu"
VERSION = "{number}. {moment}"
VERSION_SERVED = "{number}. {moment}, dilayani sekarang"
VERSION_HOLDS = "{documents} dokumen, {passages} bagian"
BUTTON_RESTORE = "Pulihkan {number}"
RESTORE_ASK = (
    "Kembali ke versi {moment} ({documents} dokumen, {passages} bagian)?\n\n"
    "Korpusnya sendiri tidak berubah: muat ulang berikutnya membangun lagi dari korpus itu. "
    "Kalau ada dokumen yang keliru, hapus dulu dengan /hapus."
)
BUTTON_RESTORE_YES, BUTTON_RESTORE_NO = "Ya, pulihkan", "Batal"
RESTORED = "Versi {moment} dilayani lagi, dalam {milliseconds} milidetik."
RESTORE_LEFT = "Baik, tidak ada yang diubah."
RESTORE_SERVED = "Versi itu yang sedang dilayani."
RESTORE_UNKNOWN = "Versi itu tidak ada (lagi). Ketik /versi untuk melihat yang tersimpan."
RESTORE_BUSY = "Muat ulang sedang berjalan. Tunggu sampai selesai, lalu coba lagi."
RESTORE_DAMAGED = "Versi itu tidak bisa dipakai: {reason}. Yang dilayani tetap versi sekarang."

# --- What the corpus holds -----------------------------------------------------------------------

HOLDINGS = "Saya memegang {documents} sumber."
HOLDINGS_KINDS = "Menurut jenis"
HOLDINGS_PUBLISHERS = "Penerbit terbanyak"
HOLDINGS_OTHERS = "dan {count} penerbit lainnya"
HOLDINGS_NEWEST = "Sumber terbaru: {date}."
HOLDINGS_BUILT = "Indeks dibuat {moment}, versi {generation}."

# --- Waiting, crowds, failures -------------------------------------------------------------------

FLOODED = "Pesan Anda datang sangat cepat. Tunggu {seconds} detik, lalu kirim lagi."
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

# --- Backups and exports -------------------------------------------------------------------------

CLI_BACKUP = "simpan korpus dan basis data dalam satu berkas"
CLI_RECOVER = "pasang kembali cadangan ke folder korpus dan basis data yang masih kosong"
CLI_EXPORT = "tulis dokumen, catatan, dan jumlah pertanyaan sebagai JSONL dan CSV"
OPTION_BACKUP = "berkas cadangan, misalnya siaga-2024-02-13.tar.gz"
OPTION_EXPORT = "folder baru untuk hasil ekspor"
BACKUP_REFUSED = "{file}: {reason}. Tidak ada yang diubah."
BACKED_UP = (
    "{file}: {files} berkas korpus, {rows} baris basis data. Berkas ini memuat data pribadi; "
    "simpan di tempat yang aman."
)
RECOVERED = "{files} berkas korpus dan {rows} baris basis data dipulihkan; jalankan 'siaga build'"
EXPORTED = "{folder}: {documents} dokumen, {entries} catatan, {days} hari hitungan"
EXPORT_EXISTS = "{folder} sudah ada; sebut folder yang belum ada. Tidak ada yang diubah."

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
CLI_RESTORE = (
    "Layani lagi generasi sebelumnya; bot yang sedang berjalan mengikutinya dalam beberapa detik."
)
CLI_STATUS = "Tampilkan indeks yang dipakai sekarang dan apa isinya."
CLI_ADD = (
    "Masukkan dokumen ke korpus, lalu perbarui indeks: berkas .md (dengan bagian depan), .jsonl, "
    ".txt, HTML, PDF, DOCX, umpan RSS atau Atom, peta situs, dan alamat web. Undang-undang dipecah "
    "menurut pasal. Keterangan yang tidak ada di sumbernya diberikan lewat opsi, kecuali untuk .md "
    "dan .jsonl, yang memuatnya sendiri."
)
CLI_CHECK = "Periksa dokumen: yang salah disebut berkas, baris, dan alasannya."
CLI_EVALUATE = "Ukur mutu jawaban pada dokumen dan pertanyaan yang sudah diketahui jawabannya."
CLI_TRAIN = "Latih ulang model vektor kecil dari pasangan teks (perlu PyTorch)."
CLI_DOCTOR = "Periksa pengaturan, korpus, indeks, model, dan token; beri tahu perbaikannya."

OPTION_JSON = "Cetak satu nilai JSON saja."
OPTION_QUESTION = "Pertanyaan, dalam bahasa sehari-hari."
OPTION_INSIST = "Nama soal ujian yang boleh lebih buruk daripada generasi sekarang; boleh diulang."
OPTION_GENERATION = "Nama generasi; nama yang tidak ada dijawab dengan daftarnya."
OPTION_FILES = "Berkas atau alamat (http, https) yang dimasukkan."
OPTION_ALL = "Ambil juga semua halaman yang disebut umpan atau peta situs."
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
OPTION_REPORT = "Tulis juga laporan HTML dengan grafik ke berkas ini."
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
CLI_RESTORED = "dilayani lagi: {generation}, {documents} dokumen, {passages} bagian"
UNCHANGED = "tidak ada yang berubah sejak {generation}"
ADDED = "ditambahkan: {id} → {file}"
ADDED_DRILL = (
    "  ditandai sebagai latihan (SIMULASI); bila keliru, hapus baris 'drill' di berkas itu"
)
ADDED_UNRECORDED = "  belum tercatat: {fields}; lengkapi di berkas itu lalu jalankan 'siaga build'"
ADDED_ALIKE = "  mirip {percent}% dengan {id}: {title}"
ADDED_LAW = "ditambahkan: {law}, {count} dokumen → {folder}"
FEED_LISTED = "{source} menyebut {count} halaman; belum ada yang ditambahkan:"
FEED_ADD = "tambahkan dengan 'siaga add ALAMAT', atau semuanya dengan 'siaga add --all …'"
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
DOCTOR_ALMANAC = "{count} tahapan, indeks, pola, dan umur laporan terbaca"
DOCTOR_FILE_BROKEN = "{reason}; selama itu yang bawaan proyek yang dipakai"
DOCTOR_CONTACT_OLD = (
    "kontak {key} terakhir dipastikan {date}, sudah lewat batasnya; pastikan ke {owner}, "
    "lalu ubah verified_on di contacts.yaml"
)
DOCTOR_MODEL = "model {name}, {dimension} dimensi"
DOCTOR_INDEX = "generasi {generation}, {documents} dokumen, {passages} bagian"
DOCTOR_FOLDER = "folder data {folder} dapat ditulisi"
DOCTOR_FOLDER_CLOSED = "folder data {folder} tidak dapat ditulisi; ubah haknya atau SIAGA_DATA_DIR"
DOCTOR_NO_ADMINS = (
    "SIAGA_ADMINS belum diisi: belum ada yang bisa memuat ulang atau mengundang lewat bot; id Anda "
    "disebut bot pada /saya"
)
DOCTOR_NO_DATABASE = "basis data belum ada; dibuat saat 'siaga run' pertama kali"
DOCTOR_DATABASE = "basis data terbaca, tabelnya sesuai versi ini"
DOCTOR_NO_TOKEN = "SIAGA_TELEGRAM_TOKEN belum diisi; hanya diperlukan oleh 'siaga run'"
DOCTOR_TELEGRAM = "Telegram mengenal bot ini: @{username}"
DOCTOR_TELEGRAM_SILENT = (
    "{url} tidak menjawab ({reason}); periksa jaringan atau SIAGA_TELEGRAM_API_URL"
)
