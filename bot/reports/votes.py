"""Whether a text passes on how votes were counted. Officers neither record nor pass that on: orders
on neutrality forbid it, so what they write about it is not kept.

No rule knows a name: a candidate is whoever has a number, and a count is refused for everybody.
"""

from __future__ import annotations

import re

from bot.reports.shorthand.numbers import SPELT, count

_COUNT = r"\d[\d.]{0,11}(?:\s*(?:%|persen))?"
_UNIT = (
    r"(?!\d|\.\d|\s*(?:orang|org|massa|pendukung|simpatisan|relawan|personel|personil|pers|petugas"
    r"|anggota|polisi|kpps|linmas|saksi|pengawal|pemilih|warga|mobil|motor|truk|bus|unit|kendaraan"
    r"|titik|lokasi|kali|hari|menit|lembar|set|buah|pohon|spanduk|baliho)\b)"
)
"""What is counted behind a number, which then counts no votes."""

_CANDIDATE = (
    r"\b(?:paslon|pasangan(?: calon)?|capres|cawapres|cagub|cabup|cawali|cawalkot|calon|caleg"
    r"|cakades|kandidat|partai|no(?:mor)?\.? urut|urut)\b"
    r"(?: (?:no(?:mor)?\.? ?)?(?:urut )?\d{1,2}\b| [a-d]\b)"
    r"|\bkotak kosong\b"
)
_GETS = (
    r"(?:dapat|mendapat|dpt|meraih|raih|peroleh|memperoleh|unggul|menang|kalah|memimpin|mengantongi"
    r"|tembus|sementara|total|jumlah)"
)
_OF_THE_COUNT = (
    r"\b(?:c1(?: plano)?|c\.? ?hasil(?: kwk| ppwp)?|plano|quick ?count|real ?count|exit ?poll"
    r"|situng|sirekap|hitung cepat"
    r"|hasil (?:sementara |akhir )?(?:hitung|hitungan|penghitungan|perhitungan"
    r"|pemungutan|coblosan|suara|tps|pilkada|pilpres|pileg|pilgub|pilbup|pilwali|pilwalkot|pemilu)"
    r"|rekap(?:itulasi)? (?:suara|tps|hasil)|perolehan(?: suara| sementara)?)\b"
)
_RULES = tuple(
    re.compile(rule)
    for rule in (
        # "120 suara", "seratus dua puluh suara"
        rf"{_COUNT}\s*suara\b",
        r"\b(?:ratus|seratus|puluh|sepuluh|belas|sebelas|ribu|seribu)(?: \w+)? suara\b",
        # "suara sah 350", "suara paslon 1: 150"
        rf"\bsuara(?: \w+){{0,4}}?\s*[:=]?\s*{_COUNT}{_UNIT}",
        r"\bsah\s*[:=]?\s*\d.*\b(?:tidak|tdk|tak) sah\s*[:=]?\s*\d",
        # "paslon 1 dapat 120", "paslon 1: 150", "paslon 2 unggul 55%"
        rf"(?:{_CANDIDATE})(?: \w+)? {_GETS}(?: \w+)?\s*[:=]?\s*{_COUNT}{_UNIT}",
        rf"(?:{_CANDIDATE})\s*[:=]\s*{_COUNT}{_UNIT}",
        rf"(?:{_CANDIDATE})\s+[1-9]\d[\d.]{{0,10}}(?:\s*(?:%|persen))?{_UNIT}",
        r"\b(?:unggul|memimpin|menang|kalah)(?: \w+){0,4} \d[\d.,]*\s*(?:%|persen)",
        # "01 150 02 130"
        rf"(?<![\d./])0\d\s*[:=-]?\s*{_COUNT}{_UNIT}\D{{1,6}}(?<![\d./])0\d\s*[:=-]?\s*{_COUNT}{_UNIT}",
        # "hasil tps: 200-150-30", "quick count 52%"
        rf"{_OF_THE_COUNT}(?: \w+){{0,3}}?\s*[:=]?\s*\d+\s*(?:[-/,:]|\s)\s*\d+{_UNIT}",
        rf"{_OF_THE_COUNT}(?: \w+){{0,4}}?\s*[:=]?\s*[\d.,]+\s*(?:%|persen)",
    )
)
_OTHER_SUARA = re.compile(
    r"\b(?:surat|kotak|bilik|pengeras|hak|pemungutan|penghitungan|perhitungan|rekapitulasi"
    r"|logistik) suara\b(?! (?:(?:tidak|tdk|tak) )?sah\b)"
    r"|\bsuara (?:tembakan|ledakan|letusan|petasan|mercon|bising|gaduh|musik|mesin|keras|sirene"
    r"|sirine|teriakan|orasi|pengeras|rakyat|alarm|genset|dentuman|knalpot|hp|radio)\b"
)
"""Ballots, boxes and booths are counted by whoever brings them; a bang is no vote."""

_FORMS = re.compile(
    r"\b(?:formulir|form|model|berkas|salinan|dokumen|kertas)(?: model)? (?:c1|c\.? ?hasil|plano)\b"
    r"|\b(?:c1|c\.? ?hasil|plano)"
    r"(?= \d+(?:\s*/\s*\d+)? (?:lembar|set|rangkap|diterima|dikirim|tiba))"
)
_NUMBERED = re.compile(
    r"\b(?:tps|sektor|pos|posko|zona|ring|regu|tim|rayon|jalur|kompi|pleton|peleton|rt|rw|dapil|gudang"
    r"|kelompok|gelombang|truk|mobil)\.?\s*\d{1,4}"
    r"(?:(?:\s*(?:,|-|dan|&|s/?d|sampai)\s*|\s+(?=0))\d{1,4}\b(?!\s*[-:=]))*"
)
"""What has a number for its name."""

_TIMES = re.compile(
    r"\b(?:jam|pukul|pkl)\.?\s*\d{1,2}(?:[.:]\d{2})?\b|\b\d{1,2}[.:]\d{2}\s*(?:wib|wita|wit)\b"
    r"|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b"
)


def carries_counts(text: str) -> bool:
    """Whether `text` tells how many votes somebody has, or how many there are."""
    said = " ".join(text.casefold().replace("–", "-").replace("*", "").split())
    said = re.sub(SPELT, lambda found: str(count(found[0])), said)
    for neutral in (_TIMES, _OTHER_SUARA, _FORMS, _NUMBERED):
        said = neutral.sub(lambda found: re.sub(r"suara|\d+[.:/-]?|c1|hasil", "", found[0]), said)
    said = " ".join(said.split())
    return any(rule.search(said) for rule in _RULES)
