"""Made-up statutes: the law of the invented town of Teduh, as printed and in pieces."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 5 TAHUN 2021 TENTANG KETERTIBAN KOTA TEDUH"
PREAMBLE = (
    "DENGAN RAHMAT TUHAN YANG MAHA ESA PRESIDEN REPUBLIK INDONESIA,\n"
    "Menimbang: a. bahwa kota Teduh patut tertib sebagaimana dimaksud dalam Pasal 28 "
    "Undang-Undang Dasar;\nMengingat: Pasal 5 ayat (1) Undang-Undang Dasar;"
)
CLOSING = (
    "Agar setiap orang mengetahuinya, memerintahkan pengundangan Undang-Undang ini. Disahkan di "
    "Teduh pada tanggal 3 Mei 2021\nDiundangkan di Teduh pada tanggal 4 Mei 2021"
)


def law(body: str, title: str = TITLE, explanation: str = "") -> str:
    """A whole law with `body` between the preamble and the closing."""
    explained = f"\nPENJELASAN ATAS {title} {explanation}" if explanation else ""
    return f"{title}\n{PREAMBLE}\nMEMUTUSKAN:\nMenetapkan: {title}.\n{body}\n{CLOSING}{explained}\n"


def printed(articles: Mapping[str, str]) -> str:
    """Articles by their numbers as a law prints them, each heading on a line of its own."""
    return "\n".join(f"Pasal {number}\n{text}" for number, text in articles.items())
