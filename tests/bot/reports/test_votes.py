"""Counting reports are refused whoever they favour; what officers count otherwise is not."""

from __future__ import annotations

import time

import pytest

from bot.reports.votes import carries_counts

COUNTS = [
    "paslon 1 dapat 120 suara",
    "paslon 01 150, paslon 02 130",
    "Paslon 1: 150",
    "paslon nomor urut 2 unggul 55%",
    "paslon 1 sementara 200",
    "C1 01: 150 02: 130",
    "C1: 150-130-20",
    "C.Hasil 150/130",
    "c hasil TPS 4 01 150 02 99",
    "hasil TPS 5: 200-150-30",
    "hasil tps 12 200 150 30",
    "hasil hitung sementara 120 : 98",
    "hasil penghitungan di TPS 3: 120, 98",
    "suara sah 350",
    "suara sah: 350, tidak sah: 12",
    "Suara tidak sah 12",
    "surat suara sah 350",
    "sah 350 tidak sah 12",
    "01 150 02 130 03 20",
    "01=150 02=130",
    "01: 150, 02: 130",
    "01-150 02-130",
    "no urut 1 = 88",
    "nomor urut 3 menang 210",
    "capres 2 dapat 99",
    "caleg A 55 suara",
    "calon 1 kalah 40-60",
    "kotak kosong 80",
    "kotak kosong menang 120",
    "unggul 20 suara",
    "selisih 15 suara",
    "seratus dua puluh suara untuk nomor 1",
    "paslon satu dapat seratus dua puluh",
    "suara sah tiga ratus lima puluh",
    "nomor urut dua unggul lima puluh lima persen",
    "perolehan suara paslon 1 150",
    "perolehan 01 150 02 130",
    "quick count 52 persen",
    "hitung cepat nomor 1 52,3%",
    "real count 60% masuk",
    "suara masuk 80 persen",
    "suara 01 150",
    "rekap suara 200/150/30",
    "plano 120 98",
    "S aman, TPS 7: 01 dapat 120 suara",
    "P 480/500 cat: paslon 2 120",
    "120suara",
    "partai 4 mendapat 33",
    "total suara = 412",
    "jumlah suara 412",
    "nomor urut 1 unggul di TPS 3 dengan 55 %",
    "pasangan calon 1 150",
    "K ok 01 150 02 130",
]
NO_COUNTS = [
    "balikpapan P 480/500 G 3/4 K ok",
    "P 1.266/1.300 T 3/4 L ok",
    "DPT 350 pemilih",
    "DPT TPS 5 280, DPTb 3",
    "TPS 1-20 sudah dijaga",
    "TPS 01 02 03 aman",
    "TPS 01: 7 KPPS, TPS 02: 7 KPPS",
    "TPS 01: 2 personel TPS 02: 2 personel",
    "2 TPS belum ada petugas",
    "pengamanan pemungutan suara 480/500",
    "surat suara 350 lembar tiba",
    "surat suara kurang 20",
    "surat suara rusak 12 lembar",
    "kotak suara 40 dari 42",
    "bilik suara 120/120",
    "penghitungan suara di TPS 3 selesai jam 20.00",
    "penghitungan suara TPS 3 sampai 5 belum selesai",
    "pengeras suara 2 unit",
    "terdengar suara tembakan 2 kali",
    "suara ledakan 1 kali di sektor 2",
    "paslon 1 kampanye jam 10.00",
    "paslon 2 dihadiri 500 orang",
    "kampanye paslon 01 200 massa",
    "paslon 1 dan 2 hadir",
    "paslon 1, 2, 3 hadir deklarasi damai",
    "paslon 01 02 03 hadir",
    "pendukung 01 200 orang, pendukung 02 150 orang",
    "sektor 01: 12, sektor 02: 14",
    "ring 1 40 ring 2 60",
    "formulir C hasil 40/42",
    "C1 40 lembar sudah dikirim",
    "C hasil 40/42 diterima",
    "hasil rapat: 3 keputusan",
    "hasil pemeriksaan gudang: 3 rusak",
    "hasil latihan 80",
    "hasil apel 480/500",
    "rekap personel 480/500",
    "pola 2-4-12",
    'P 480/500 "20 sakit, 3 izin"',
    "jam 14.30 P 480/500",
    "calon satu dikawal dua personel",
    "paslon nomor satu datang dengan lima ratus orang",
    "kotak suara tiga puluh buah",
    "14/02/2027 jam 09.00 P 480/500",
    "unjuk rasa di KPU 150 orang, nomor urut 1 diprotes",
    "suara sah dihitung besok",
    "hak suara 350 pemilih",
    "T 3/4 cat: pencoblosan simulasi",
    "A 2.500/3.000",
    "kawal kotak suara 12 dari 12 jam 15.00 WITA",
    "truk 01 40 truk 02 35",
    "satgas 1 menang lomba",
    "massa calon 1 150 orang, calon 2 90 orang",
    "cat: 7 saksi paslon 1 hadir",
    "rekapitulasi suara kecamatan 3 dari 6 selesai",
    "P 01/02",
    "S aman, suara sirene 2 kali",
]


@pytest.mark.parametrize("text", COUNTS)
def test_whoever_passes_on_counts_is_refused(text: str) -> None:
    assert carries_counts(text) and carries_counts(text.upper())


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_counted_otherwise_is_not(text: str) -> None:
    assert not carries_counts(text) and not carries_counts(text.upper())


@pytest.mark.parametrize("text", ["paslon {} dapat 300", "0{} 300 0{} 400", "nomor urut {} unggul"])
def test_every_side_is_treated_alike(text: str) -> None:
    said = {carries_counts(text.format(*numbers)) for numbers in ((1, 2), (2, 1), (3, 1), (4, 5))}
    assert len(said) == 1


def test_a_long_text_takes_no_longer_than_a_blink() -> None:
    for piece in ("suara a ", "01 1 ", "paslon 1 ", "hasil tps ", "sah 1 ", "1.", "tps 1, "):
        begun = time.perf_counter()
        carries_counts(piece * (1000 // len(piece)))
        assert time.perf_counter() - begun < 0.5
