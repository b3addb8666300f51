from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot.questions.grouping import Group, Groups, grouped
from corpus.areas import bundled
from index.embed import open_embedder

SAME = (
    ("kapan logistik pemilu sampai di pulau buru?", "logistik ke pulau buru kapan dikirim"),
    ("Siapa yang menjaga TPS di Kota Blitar?", "tps di blitar dijaga siapa aja"),
    (
        "berapa personel polisi yang diturunkan di Surabaya",
        "jumlah polisi pengamanan pemilu surabaya berapa",
    ),
    (
        "apakah boleh bawa hp ke bilik suara",
        "bolehkah pemilih membawa telepon genggam ke dalam bilik suara?",
    ),
    ("Bagaimana cara melaporkan politik uang?", "lapor serangan fajar kemana ya"),
    ("nomor pengaduan bawaslu kota bandung", "kontak bawaslu bandung buat ngadu"),
    (
        "kapan pencoblosan ulang di Kabupaten Mahakam Ulu",
        "jadwal PSU mahakam ulu tanggal berapa",
    ),
    ("apa sanksi merusak alat peraga kampanye", "hukuman perusakan baliho kampanye"),
    ("berapa TPS rawan di Makassar?", "tps rawan makassar ada berapa"),
    ("Apakah linmas dibayar?", "honor linmas pemilu berapa"),
    ("Berapa honor Linmas di TPS?", "honor linmas pemilu berapa"),
    ("siapa kapolres balikpapan sekarang", "nama kapolresta balikpapan"),
    ("kenapa rekapitulasi di Papua ditunda", "alasan penundaan rekapitulasi suara papua"),
    ("apakah ASN boleh ikut kampanye", "pns ikut kampanye boleh ga"),
    ("gimana cara pindah tempat nyoblos", "syarat pindah memilih ke TPS lain"),
    ("kotak suara hilang di mana lapornya", "lapor ke mana kalau kotak suara hilang"),
)
NEAR_MISSES = (
    ("Berapa honor Linmas di TPS?", "Berapa honor KPPS di TPS?"),
    ("apakah ASN boleh ikut kampanye", "apakah TNI boleh memilih"),
    ("apa sanksi merusak alat peraga kampanye", "apa sanksi politik uang"),
    ("nomor pengaduan bawaslu kota bandung", "nomor kantor KPU kota bandung"),
    ("apakah boleh bawa hp ke bilik suara", "apakah boleh bawa anak ke bilik suara"),
    ("berapa personel polisi yang diturunkan di Surabaya", "berapa pemilih di Surabaya"),
    ("Bagaimana cara melaporkan politik uang?", "Bagaimana cara pindah memilih?"),
    ("kapan masa tenang dimulai", "kapan masa kampanye dimulai"),
    ("siapa kapolres balikpapan sekarang", "siapa ketua kpu balikpapan"),
    ("berapa surat suara rusak", "berapa surat suara yang dicetak"),
    ("kotak suara hilang di mana lapornya", "kotak suara disimpan di mana"),
    ("apa itu TPS rawan", "apa itu TPS khusus"),
    ("berapa TPS rawan di Makassar?", "siapa yang menjaga TPS di Makassar?"),
)

ENCODE = open_embedder().encode


def of(*asked: tuple[str, str]) -> Groups:
    return grouped(asked, ENCODE, bundled())


def joined(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(of((one, "a"), (other, "b")).alone == 0 for one, other in pairs)


def test_most_that_mean_the_same_are_joined_and_most_near_misses_are_not() -> None:
    assert joined(SAME) >= 12
    assert joined(NEAR_MISSES) <= 6


def test_questions_about_something_else_are_not_joined() -> None:
    others = [one for one, _ in SAME[:8]]
    told = of(*((text, str(number)) for number, text in enumerate(others)))
    assert told == Groups((), len(others))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berapa TPS rawan di Makassar?", "Berapa TPS rawan di Medan?"),
        ("Berapa TPS rawan di Makassar?", "Berapa TPS rawan?"),
    ],
)
def test_questions_about_different_places_are_never_joined(one: str, other: str) -> None:
    assert of((one, "a"), (other, "b")) == Groups((), 2)


def test_what_only_one_person_asked_is_counted_and_not_shown() -> None:
    told = of(
        ("Berapa TPS rawan di Makassar?", "a"),
        ("tps rawan makassar ada berapa", "a"),
        ("Kapan logistik sampai di Pulau Buru?", "b"),
    )
    assert told == Groups((), 2)


def test_the_most_asked_come_first_counted_by_people() -> None:
    told = of(
        *(("Kapan logistik sampai di Pulau Buru?", person) for person in "aaab"),
        *(("Berapa TPS rawan di Makassar?", person) for person in "abc"),
    )
    assert told == Groups(
        (
            Group("Berapa TPS rawan di Makassar?", 3),
            Group("Kapan logistik sampai di Pulau Buru?", 2),
        ),
        0,
    )


def test_the_same_words_written_otherwise_are_the_same_question() -> None:
    told = of(("BERAPA TPS rawan di makassar??", "a"), ("berapa tps rawan di Makassar", "b"))
    assert [group.people for group in told.shown] == [2]


def test_a_word_that_only_one_person_used_is_hidden() -> None:
    told = of(
        ("Berapa honor petugas KPPS di TPS Melati?", "a"),
        ("Berapa honor petugas KPPS di TPS Anggrek?", "b"),
    )
    assert told.shown == (Group("Berapa honor petugas KPPS di TPS …?", 2),)


def test_without_questions_there_are_no_groups() -> None:
    assert of() == Groups((), 0)
