"""Where an Indonesian sentence begins and ends. A full stop after a title, an abbreviation, an
initial or a list number ends nothing, and a quotation stays in one piece with who said it: a reader
is shown single sentences, so half a quotation would put words into nobody's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    """
    ad adm ag akbp akp al alm alt an ay bdg bhd bpk brigjen bripka cf cv dr dra drg drs ds ed
    gg gr hal hj hlm hon inf ir irjen jend jl jln jo kab kapt kav kec kel kep kh ko kol kombes komjen
    kompol kpl letjen letkol lt mar mayjen mr mrs ms nn no nomor ny pdt peltu pol ppn prof ps psl pt
    purn raden rd rp rr rs sdr serda sersan serka sertu st tbk tgk tgl th tn tsb ttd ud up ust
    vol vs yth
    """.split()
)
_LONG_QUOTE = 600
"""Beyond this many characters a quotation is split like other text, or a whole speech would count as
one sentence."""

_BLOCK_BREAK = re.compile(r"\n[^\S\n]*(?=\n)|\n(?=[^\S\n]*(?:[-*•#>|]|\(?\w{1,3}[.)][^\S\n]))")
_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"”’')\]]*)(?P<gap>\s+)(?=[\"“‘'(\[]*[A-Z0-9À-Þ])"
)
_LONGEST_WORD = 60
_DOTTED = re.compile(r"(?:[A-Za-z]{1,4}\.)+[A-Za-z]{1,4}")
_LIST_NUMBER = re.compile(r"\d{1,3}|[A-Za-z]")
_ENDS = re.compile(r"[.!?…][\"”’')\]*_]*(?:\[\d+\])*$")


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of `text` in order, in code points, white space trimmed.

    Every character that is not white space lies in exactly one span.
    """
    return tuple(span for block in _blocks(text) for span in _split_block(text, *block))


def is_complete(sentence: str) -> bool:
    """Whether a span is a finished sentence, not a heading, a by-line or a teaser cut short."""
    return bool(_ENDS.search(sentence)) and not sentence.endswith(("...", "…"))


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, list items and headings; a single line break inside running text is not a border
    unless the line before it ended a sentence or stands alone as a heading does."""
    start = 0
    for match in _BLOCK_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _split_block(text: str, start: int, end: int) -> Iterator[Span]:
    opened = start
    for match in _CANDIDATE.finditer(text, start, end):
        if _is_border(text, opened, match):
            yield from _trimmed(text, opened, match.start("gap"))
            opened = match.end()
    yield from _trimmed(text, opened, end)


def _is_border(text: str, opened: int, match: re.Match[str]) -> bool:
    if match["stop"] == "." and _is_abbreviation(text, opened, match.start()):
        return False
    inside = text[opened : match.start("gap")]
    return len(inside) > _LONG_QUOTE or not _in_quotation(inside)


def _is_abbreviation(text: str, opened: int, stop: int) -> bool:
    before, _, word = text[max(opened, stop - _LONGEST_WORD) : stop].rpartition(" ")
    word = word.lstrip("\"“”‘’'([\n")
    if not before.strip() and _LIST_NUMBER.fullmatch(word):
        return True
    initial = len(word) == 1 and word.isupper()
    return initial or word.lower() in _ABBREVIATIONS or bool(_DOTTED.fullmatch(word))


def _in_quotation(inside: str) -> bool:
    return inside.count('"') % 2 == 1 or inside.count("“") > inside.count("”")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(stripped)
