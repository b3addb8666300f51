from __future__ import annotations

from bot.render.keeping.holdings import render_holdings
from corpus.document import Kind
from index.types import Holdings
from tests.bot.documents import MANIFEST


def test_holdings_count_kinds_and_the_largest_publishers() -> None:
    publishers = {f"Penerbit {number}": 20 - number for number in range(12)}
    holdings = Holdings(268, {Kind.NEWS: 200, Kind.REGULATION: 68}, publishers, "2025-04")
    (part,) = render_holdings(holdings, MANIFEST).parts
    assert part.startswith("Saya memegang 268 sumber.\n\n<b>Menurut jenis</b>\nBerita: 200\n")
    assert "Penerbit 9: 11\ndan 2 penerbit lainnya" in part
    assert part.endswith(
        "Sumber terbaru: April 2025.\n"
        "Indeks dibuat 24 November 2026 pukul 10.10 WIB, versi 20261124T0300Z-abc."
    )


def test_few_publishers_are_all_named() -> None:
    (part,) = render_holdings(Holdings(1, {Kind.NEWS: 1}, {"KPU": 1}, None), MANIFEST).parts
    assert "KPU: 1\n\n" in part and "lainnya" not in part
    assert "Sumber terbaru: tanggal tidak tercatat." in part
