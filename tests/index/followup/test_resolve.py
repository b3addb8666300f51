from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.followup.asked import LONGEST, LONGEST_BEFORE, Turn
from index.followup.resolve import Meant, resolved

DRILL = "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Balikpapan?"
WHEN = "Kapan simulasi Sispamkota Balikpapan digelar?"
GRESIK = "Berapa personel Sispamkota Gresik 2024?"
SERANG = "Berapa personel yang mengamankan PSU Kabupaten Serang?"
PAPUA = "Berapa personel yang mengamankan PSU Pilgub Papua?"
REPORT = "Bagaimana melapor pelanggaran pemilu ke Bawaslu?"
THREAT = "Apa ancaman pidana bagi orang yang menggagalkan pemungutan suara?"
TAKER = "Apakah penerima uang serangan fajar di pilkada bisa dipidana?"
HEAD = "Siapa kepala Operasi Mantap Brata 2023-2024?"
QUIET = "Kapan masa tenang Pemilu 2024?"
DEATHS = "Berapa petugas Pemilu 2024 yang meninggal?"
RISKY = "Berapa TPS sangat rawan di Jawa Tengah menjelang Pemilu 2024?"
RULING = "Kapan Putusan MK 135/PUU-XXII/2024 dibacakan?"
PAY = "Berapa gaji linmas Pemilu 2024?"
PHONE = "boleh ga sih bawa hp ke bilik suara?"
DEMAK = "Berapa TPS yang menggelar pemungutan suara susulan di Demak?"
LOWEST = "Provinsi mana dengan IKP 2024 terendah?"
CHIEF = "Siapa Kapolresta Balikpapan?"
RERUN = "Bagaimana prosedur pemungutan suara ulang di TPS?"
GUARD = "Siapa yang menjaga TPS di Kota Blitar?"


def certain(previous: str, question: str, meant: str) -> None:
    assert resolved(question, Turn(previous)) == Meant(meant)


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (
            DRILL,
            "kalau di Blitar?",
            "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Blitar?",
        ),
        (
            DRILL,
            "klo di blitar gmn",
            "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Blitar?",
        ),
        (
            DRILL,
            "yg di gresik?",
            "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Gresik?",
        ),
        (
            DRILL,
            "klo di gersik",
            "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Gresik?",
        ),
        (GRESIK, "yg di balikpapan?", "Berapa personel Sispamkota Balikpapan 2024?"),
        (SERANG, "Kalau di Tasikmalaya?", "Berapa personel yang mengamankan PSU Tasikmalaya?"),
        (SERANG, "gimana kalau di Garut", "Berapa personel yang mengamankan PSU Garut?"),
        (RISKY, "kalau di jatim?", "Berapa TPS sangat rawan di Jatim menjelang Pemilu 2024?"),
        (RISKY, "jabar?", "Berapa TPS sangat rawan di Jabar menjelang Pemilu 2024?"),
        (RISKY, "Jatimnya berapa?", "Berapa TPS sangat rawan di Jatim menjelang Pemilu 2024?"),
        (GUARD, "kalau di malang?", "Siapa yang menjaga TPS di Malang?"),
        (GUARD, "terus kota kediri siapa", "Siapa yang menjaga TPS di Kota Kediri?"),
        (CHIEF, "kalau gresik", "Siapa Kapolresta Gresik?"),
        (PHONE, "kalo di papua", "Boleh ga sih bawa hp ke bilik suara di Papua?"),
    ],
)
def test_another_place_takes_the_stead_of_the_one_asked_about(
    previous: str, question: str, meant: str
) -> None:
    certain(previous, question, meant)


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (GRESIK, "kalau tahun 2023?", "Berapa personel Sispamkota Gresik 2023?"),
        (WHEN, "kalau 2024?", "Kapan simulasi Sispamkota Balikpapan digelar tahun 2024?"),
        (DEATHS, "klo 2019?", "Berapa petugas Pemilu 2019 yang meninggal?"),
        (DEATHS, "2019 brp?", "Berapa petugas Pemilu 2019 yang meninggal?"),
        (QUIET, "kalau pilkada?", "Kapan masa tenang Pilkada 2024?"),
        (
            TAKER,
            "kalau di pemilu?",
            "Apakah penerima uang serangan fajar di Pemilu bisa dipidana?",
        ),
        (
            "Berapa peserta Sispamkota di Blitar tahun 2023?",
            "Kalau yang untuk Pilkada 2024-nya berapa?",
            "Berapa peserta Sispamkota di Blitar pada Pilkada 2024?",
        ),
    ],
)
def test_another_year_or_election_takes_the_stead_of_the_one_asked_about(
    previous: str, question: str, meant: str
) -> None:
    certain(previous, question, meant)


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (PAY, "kalau kpps?", "Berapa gaji kpps Pemilu 2024?"),
        ("gajih linmas tps brpa?", "klo ketua kpps", "Gajih ketua kpps tps brpa?"),
        (QUIET, "kalau kampanye?", "Kapan kampanye Pemilu 2024?"),
        (
            TAKER,
            "Kalau pemberinya?",
            "Apakah pemberi uang serangan fajar di pilkada bisa dipidana?",
        ),
        ("Apa itu PSU?", "kalau PSS?", "Apa itu PSS?"),
        (LOWEST, "yang tertinggi?", "Provinsi mana dengan IKP 2024 tertinggi?"),
        (DEATHS, "yang sakit berapa?", "Berapa petugas Pemilu 2024 yang sakit?"),
    ],
)
def test_another_who_does_the_like_takes_the_stead_of_the_one_asked_about(
    previous: str, question: str, meant: str
) -> None:
    certain(previous, question, meant)


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (WHEN, "Berapa personelnya?", "Berapa personel simulasi Sispamkota Balikpapan?"),
        (WHEN, "trs brp personelnya", "Berapa personel simulasi Sispamkota Balikpapan?"),
        (WHEN, "personelnya brp ya min?", "Personel simulasi Sispamkota Balikpapan berapa?"),
        (WHEN, "berapa orang yang ikut?", "Berapa orang yang ikut simulasi Sispamkota Balikpapan?"),
        (WHEN, "siapa aja yg terlibat", "Siapa saja yang terlibat simulasi Sispamkota Balikpapan?"),
        (DRILL, "Kapan itu?", "Kapan simulasi Sispamkota Polresta Balikpapan?"),
        (DRILL, "kpn itu?", "Kapan simulasi Sispamkota Polresta Balikpapan?"),
        (DRILL, "itu kapan ya", "Simulasi Sispamkota Polresta Balikpapan kapan?"),
        (DRILL, "kapan simulasi itu?", "Kapan simulasi Sispamkota Polresta Balikpapan?"),
        (DRILL, "kapan?", "Kapan simulasi Sispamkota Polresta Balikpapan?"),
        (DRILL, "di mana?", "Di mana simulasi Sispamkota Polresta Balikpapan?"),
        (DRILL, "apa aja adegannya", "Apa saja adegan simulasi Sispamkota Polresta Balikpapan?"),
        (
            DRILL,
            "siapa yang memimpin?",
            "Siapa yang memimpin simulasi Sispamkota Polresta Balikpapan?",
        ),
        (PAPUA, "berapa TPS-nya?", "Berapa TPS pengamanan PSU Pilgub Papua?"),
        (REPORT, "syaratnya apa?", "Syarat melapor pelanggaran pemilu ke Bawaslu apa?"),
        (REPORT, "buktinya apa aja", "Bukti melapor pelanggaran pemilu ke Bawaslu apa saja?"),
        (
            REPORT,
            "berapa lama batas waktunya?",
            "Berapa lama batas waktu melapor pelanggaran pemilu ke Bawaslu?",
        ),
        (THREAT, "dendanya berapa?", "Denda orang yang menggagalkan pemungutan suara berapa?"),
        (
            THREAT,
            "berapa tahun?",
            "Berapa tahun ancaman pidana bagi orang yang menggagalkan pemungutan suara?",
        ),
        (TAKER, "hukumannya apa?", "Hukuman penerima uang serangan fajar di pilkada apa?"),
        (HEAD, "brp personelnya?", "Berapa personel Operasi Mantap Brata 2023-2024?"),
        (HEAD, "apa saja satgasnya?", "Apa saja satgas Operasi Mantap Brata 2023-2024?"),
        (HEAD, "sampai kapan?", "Sampai kapan kepala Operasi Mantap Brata 2023-2024?"),
        (QUIET, "apa saja larangannya?", "Apa saja larangan masa tenang Pemilu 2024?"),
        (QUIET, "berapa hari?", "Berapa hari masa tenang Pemilu 2024?"),
        (QUIET, "maksudnya?", "Apa maksud masa tenang Pemilu 2024?"),
        (DEATHS, "penyebabnya apa?", "Penyebab petugas Pemilu 2024 yang meninggal apa?"),
        (RULING, "apa isinya?", "Apa isi Putusan MK 135/PUU-XXII/2024?"),
        (RULING, "isi putusannya apa?", "Isi Putusan MK 135/PUU-XXII/2024 apa?"),
        (RULING, "dampaknya?", "Apa dampak Putusan MK 135/PUU-XXII/2024?"),
        (PAY, "tugasnya apa?", "Tugas linmas Pemilu 2024 apa?"),
        (PHONE, "knp?", "Mengapa bawa hp ke bilik suara?"),
        (PHONE, "apa sanksinya?", "Apa sanksi bawa hp ke bilik suara?"),
        (PHONE, "aturannya pasal brp", "Aturan bawa hp ke bilik suara pasal berapa?"),
        (DEMAK, "kapan dilaksanakan?", "Kapan dilaksanakan pemungutan suara susulan di Demak?"),
        (DEMAK, "penyebabnya?", "Apa penyebab pemungutan suara susulan di Demak?"),
        (
            RERUN,
            "paling lambat kapan?",
            "Paling lambat kapan prosedur pemungutan suara ulang di TPS?",
        ),
        (GUARD, "berapa orang?", "Berapa orang menjaga TPS di Kota Blitar?"),
        ("apa itu gakkumdu", "anggotanya siapa aja", "Anggota gakkumdu siapa saja?"),
        ("Apa itu PSU?", "kapan dilakukan?", "Kapan dilakukan PSU?"),
        (
            "Kapan pendaftaran pasangan calon Pilkada 2024 dibuka?",
            "syaratnya",
            "Apa syarat pendaftaran pasangan calon Pilkada 2024?",
        ),
    ],
)
def test_what_wants_to_be_told_of_what_is_asked_of_the_same_subject(
    previous: str, question: str, meant: str
) -> None:
    certain(previous, question, meant)


def test_who_holds_an_office_holds_it_in_the_place_asked_about() -> None:
    meant = "Siapa kapolres Gresik pada Sispamkota Gresik 2024?"
    certain(GRESIK, "Siapa kapolresnya waktu itu?", meant)


def test_he_is_whoever_the_answer_named() -> None:
    after = Turn("Siapa Kapolresta Balikpapan?", "Kombes Surya Wijaya", "Kota Balikpapan")
    meant = "Sejak kapan Kombes Surya Wijaya menjabat Kapolresta Balikpapan?"
    assert resolved("sejak kapan dia menjabat?", after) == Meant(meant)


def test_there_is_the_place_asked_about_or_else_the_one_of_the_answer() -> None:
    certain(RISKY, "berapa TPS di sana?", "Berapa TPS di Jawa Tengah?")
    after = Turn("Provinsi mana yang paling rawan?", "Maluku Utara", "Maluku Utara")
    assert resolved("brp TPS disana?", after) == Meant("Berapa TPS Maluku Utara?")
    assert resolved("berapa TPS di situ?", Turn(QUIET)) is None


def test_when_and_for_what_is_added_to_the_question_before() -> None:
    certain(
        PAPUA,
        "Kalau menjelang putusan MK-nya berapa yang disiagakan?",
        "Berapa personel yang mengamankan PSU Pilgub Papua menjelang putusan MK?",
    )


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (PHONE, "kalau kamera?", "Boleh ga sih bawa hp ke bilik suara, kalau kamera?"),
        (DEMAK, "kenapa ditunda?", "Mengapa ditunda pemungutan suara susulan di Demak?"),
        (
            RERUN,
            "siapa yg memutuskan",
            "Siapa yang memutuskan prosedur pemungutan suara ulang di TPS?",
        ),
        (
            RISKY,
            "knp rawan?",
            "Mengapa rawan TPS sangat rawan di Jawa Tengah menjelang Pemilu 2024?",
        ),
        (GUARD, "gudang logistiknya?", "Gudang logistik penjagaan TPS di Kota Blitar?"),
        (
            REPORT,
            "Lalu siapa yang menangani pelanggaran etiknya?",
            "Siapa yang menangani pelanggaran etik, soal melapor pelanggaran pemilu ke Bawaslu?",
        ),
        (PAY, "kpps?", "Berapa gaji kpps Pemilu 2024?"),
        (GRESIK, "Berapa personel di Blitar?", "Berapa personel Sispamkota Blitar 2024?"),
    ],
)
def test_a_reading_that_may_be_wrong_is_not_certain(
    previous: str, question: str, meant: str
) -> None:
    assert resolved(question, Turn(previous)) == Meant(meant, certain=False)


def test_a_follow_up_can_be_followed_up() -> None:
    second = resolved("kalau di Blitar?", Turn(GRESIK))
    assert second is not None
    certain(second.question, "kapan itu?", "Kapan Sispamkota Blitar 2024?")
    third = resolved("kalau kamera?", Turn(PHONE))
    assert third is not None
    certain(third.question, "apa sanksinya?", "Apa sanksi bawa hp ke bilik suara?")


ALONE = [
    "Apa itu PSU?",
    "Berapa jumlah DPT Pemilu 2024?",
    "Siapa ketua KPU?",
    "siapa kapolri",
    "Siapa kapolda jatim",
    "Siapa Kapolres Gresik?",
    "boleh ga sih bawa hp ke bilik suara?",
    "ikp itu singkatan apa sih",
    "dkpp itu lembaga apa?",
    "Operasi Mantap Praja itu apa",
    "itu surat suara 7 kontainer beneran apa hoax",
    "demak banjir trus nyoblosnya kapan?",
    "gajih linmas tps pemilu 2024 brpa?",
    "Pemilu 2024 kapan?",
    "pilkada serentak kapan?",
    "kapan pilkada 2024",
    "kalau money politics hukumannya apa?",
    "Kalau golput hukumannya apa?",
    "apa hukumannya kalau nyoblos dua kali",
    "apa sanksinya kalau ASN ikut kampanye?",
    "kalau ada politik uang lapor ke mana?",
    "kalau polisi memihak, lapor ke mana",
    "kalau saya pindah domisili gimana nyoblosnya?",
    "kalau ada ancaman waktu nyoblos gimana?",
    "Bagaimana jika surat suara saya rusak atau salah coblos?",
    "Cara melapor ke Bawaslu",
    "lapor politik uang ke mana",
    "cara cek DPT online",
    "Apa tugas Linmas?",
    "apa tugasnya KPPS",
    "berapa gajinya ketua KPPS Pemilu 2024",
    "siapa presidennya indonesia",
    "jumlah TPS di Blitar",
    "sispamkota gresik",
    "TPS rawan",
    "kpps meninggal 2019",
    "Tahapan pemilu apa saja?",
    "Jadwal kampanye Pilkada 2024",
    "dasar hukum pemilu serentak",
    "apa penyebab kerusuhan di Puncak Jaya",
    "Kenapa pemungutan suara di Demak ditunda?",
    "Apa sanksi bagi ASN yang tidak netral?",
    "apakah TNI boleh memilih",
    "polisi boleh nyoblos ga",
    "sirekap error kenapa",
    "berapa nomor telepon KPU?",
    "mau tanya soal DPTb",
    "nanti pas nyoblos bawa apa aja?",
    "Berapa personel Sispamkota Kediri 2019?",
    "Resep rendang yang empuk gimana?",
    "cuaca hari ini gimana?",
    "kapan pemilu tahun ini",
    "Sekarang jam berapa?",
    "kamu siapa?",
    "bisa bantu apa saja?",
    "Terima kasih infonya",
    "oh gitu",
    "itu saja",
    "terus",
    "masa sih?",
]


@pytest.mark.parametrize("question", ALONE)
@pytest.mark.parametrize("previous", [DRILL, RISKY, HEAD, REPORT])
def test_a_question_with_a_subject_of_its_own_stands_alone(previous: str, question: str) -> None:
    assert resolved(question, Turn(previous)) is None


def test_the_same_question_again_is_no_follow_up() -> None:
    assert resolved("Berapa personel Sispamkota Gresik 2024", Turn(GRESIK)) is None
    assert resolved("berapa personel sispamkota gresik 2024 ya min?", Turn(GRESIK)) is None


def test_whoever_writes_much_says_what_they_mean() -> None:
    question = "kalau di Blitar" + " ya" * LONGEST
    assert resolved(question, Turn(GRESIK)) is None


def test_nothing_leans_on_an_article_or_on_a_question_that_says_nothing() -> None:
    article = f"Kapan simulasi Sispamkota? {'Polisi berjaga di mana-mana. ' * LONGEST_BEFORE}"
    assert resolved("kalau di Blitar?", Turn(article)) is None
    assert resolved("kalau di Blitar?", Turn("di mana?")) is None


PIECES = st.sampled_from(
    [
        *("kalau", "terus", "di", "yang", "itu", "nya", "-nya", "dia", "sana", "Blitar", "malang"),
        *(
            "2024",
            "Pilkada",
            "berapa",
            "kapan",
            "siapa",
            "personelnya",
            "kapolresnya",
            "ini",
            "apa",
        ),
        *("?", ",", "'", "\u0301", "KPU", "polres", "waktu", "menjelang", "boleh", "tidak", "soal"),
    ]
)
SAID = st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=40)


@given(SAID, SAID)
def test_any_two_texts_may_follow_each_other(previous: str, question: str) -> None:
    meant = resolved(question, Turn(previous))
    assert meant is None or (meant.question.endswith("?") and "\n" not in meant.question)
