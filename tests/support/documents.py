"""Hypothesis strategies: any text that a document may hold, prose that looks like Indonesian news,
and any valid document."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document, Form, Kind, Regime, Reliability, Stage

_CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(code) for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"],
)
# What decides where sentences end, next to what does not.
_PIECES = (
    *("Polri", "TPS", "Kapolres", "personel", "hal", "kata dia", "dll", "WIB", "Okt", "RT", "•"),
    *(
        "Kombes Pol. ",
        "AKBP R.T.S. Simanjuntak",
        "M.H. Thamrin",
        "S.H., M.Si.",
        "No. 7",
        "Ps. 187A",
    ),
    *("Rp1.500.000", "12.00", "2.1.2", "500", "kpu.go.id", "# ", "1. ", "(2) ", "a. ", "- ", "> "),
    *(".", "!", "?", "…", "...", ",", ";", '"', "“", "”", "'", "(", ")", "[1]", "(*)", "**"),
    *(" ", " ", " ", " ", "\n", "\n\n", "\t", " ", "\u2028", "é", "Ṣ", "한글", "🗳️"),
)


def texts() -> st.SearchStrategy[str]:
    """Any text without control characters, some of it close to what newspapers write."""
    prose = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
    return st.one_of(st.text(_CHARACTERS, max_size=200), prose)


def _lines(max_size: int) -> st.SearchStrategy[str]:
    return st.text(_CHARACTERS, min_size=1, max_size=max_size).filter(lambda line: line.strip())


def _partial_dates() -> st.SearchStrategy[str]:
    return st.builds(
        lambda day, length: day.isoformat()[:length],
        st.dates(min_value=date(1, 1, 1)),
        st.sampled_from([4, 7, 10]),
    )


def _addresses() -> st.SearchStrategy[str]:
    path = st.text(_CHARACTERS, max_size=30).map(lambda text: "".join(text.split()))
    return path.map(lambda rest: f"https://contoh.example/{rest}")


def documents() -> st.SearchStrategy[Document]:
    """Any valid document; its text may begin and end with white space."""
    return st.builds(
        Document,
        id=_lines(200).filter(lambda line: line.splitlines() == [line]),
        kind=st.sampled_from(Kind),
        form=st.sampled_from(Form),
        reliability=st.sampled_from(Reliability),
        title=_lines(500),
        publisher=st.none() | _lines(200),
        url=st.none() | _addresses(),
        published_on=st.none() | _partial_dates(),
        valid_from=st.none() | _partial_dates(),
        valid_until=st.none() | _partial_dates(),
        regime=st.lists(st.sampled_from(Regime), max_size=3).map(tuple),
        area=st.none() | st.sampled_from([area.id for area in bundled().areas]),
        stages=st.lists(st.sampled_from(Stage), max_size=4).map(tuple),
        drill=st.booleans(),
        text=texts().filter(lambda text: text.strip()),
    )
