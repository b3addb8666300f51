"""Where an Indonesian sentence begins and ends. A full stop after a title, an abbreviation, an
initial or a list number ends nothing, and a quotation stays in one piece with who said it: a reader
is shown single sentences, so half a quotation would put words into nobody's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    """
    ad adm ag aipda aiptu akbp akp al alm alt an ay bdg bhd bpk brigjen bripda bripka briptu cf
    cv dr dra drg drs ds ed gg gr hj hlm hon inf ipda iptu ir irjen jend jl jln jo kab kapt kav
    kec kel kep kh ko kol kombes komjen kompol kpl letjen letkol lt mar mayjen mr mrs ms nn no
    nomor ny pdt peltu pol ppn prof ps psl pt purn raden rd rp rr rs sdr serda serka sersan
    sertu st tbk tgk tgl th tn tsb ttd ud up ust vol vs yth
    """.split()  # noqa: SIM905
)
_BEFORE_NUMBER = re.compile("hal|r[tw]|jan|feb|apr|agt|agu|sept?|okt|nov|des", re.IGNORECASE)
"""Abbreviations only before a number: "dalam segala hal." and "di tiap RT." end sentences."""
_LONG_QUOTE = 600
"""Beyond this many characters a quotation is split like other text, or a whole speech would count
as one sentence."""

_BLOCK_BREAK = re.compile(
    r"\n[^\S\n]*(?=\n)"
    r"|\n(?=[^\S\n]*(?:[-*•#>|]|\(?(?:[a-z]\d{0,3}|\d{1,3}[a-z]?|[ivx]{1,5})[.)](?!\S)))",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[^\S\n]*#+[^\S\n].*")
# Possessive, or a line of dots as in a table of contents would take quadratic time.
_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…](?<![.!?…]{2})[.!?…]*+)(?P<close>[\"”’')\]*_]*+(?:\[\d+\])*+)(?P<gap>\s++)"
    r"(?=[\"“‘'(\[*_]*[A-Z0-9À-Þ])"
)
_LONGEST_WORD = 60
# Not `kpu.go.id`: in lower case only single letters are an abbreviation (a.n., s.d.).
_DOTTED = re.compile(r"(?:(?:[A-Z][A-Za-z]{0,3}|[a-z])\.)+[A-Za-z]{1,4}")
_LIST_NUMBER = re.compile(r"\d{1,3}|[A-Za-z]")
_ENDS = re.compile(r"[.!?…][\"”’')\]*_]*(?:\[\d+\])*(?:\s\([\w*/ ]{1,20}\))?$")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)[)\]]*$")


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of `text` in order, in code points, white space trimmed.

    Every character that is not white space lies in exactly one span.
    """
    return tuple(span for block in _blocks(text) for span in _split_block(text, *block))


def is_complete(sentence: str) -> bool:
    """Whether a span is a finished sentence, not a heading, a by-line or a teaser cut short.

    A newspaper's sign-off after the full stop, "(*)" or "(red)", leaves it finished.
    """
    unfinished = sentence.startswith("#") or _CUT_SHORT.search(sentence)
    return bool(_ENDS.search(sentence)) and not unfinished


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, list items and headings; a single line break inside running text is not a border
    unless the line before it ended a sentence or is a Markdown heading."""
    start = 0
    for match in _BLOCK_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _split_block(text: str, start: int, end: int) -> Iterator[Span]:
    heading = _HEADING.match(text, start, end)
    opened = heading.end() if heading else start
    yield from _trimmed(text, start, opened)
    for match in _CANDIDATE.finditer(text, opened, end):
        if _is_border(text, opened, match):
            yield from _trimmed(text, opened, match.start("gap"))
            opened = match.end()
    yield from _trimmed(text, opened, end)


def _is_border(text: str, opened: int, match: re.Match[str]) -> bool:
    if match["stop"] == "." and _is_abbreviation(text, opened, match):
        return False
    inside = text[opened : match.start("gap")].lstrip()
    return len(inside) > _LONG_QUOTE or not _in_quotation(inside)


def _is_abbreviation(text: str, opened: int, match: re.Match[str]) -> bool:
    stop = match.start()
    tail = text[max(opened, stop - _LONGEST_WORD) : stop]
    last = tail.replace(",", " ").split()[-1:] or [""]
    before = tail[: len(tail) - len(last[0])].replace(",", " ").strip()
    word = last[0].lstrip("\"“”‘’'([")
    if not before and _LIST_NUMBER.fullmatch(word):
        return True
    if _BEFORE_NUMBER.fullmatch(word):
        return text[match.end()].isdigit()
    initial = len(word) == 1 and word.isupper()
    return initial or word.lower() in _ABBREVIATIONS or bool(_DOTTED.fullmatch(word))


def _in_quotation(inside: str) -> bool:
    return inside.count('"') % 2 == 1 or inside.count("“") > inside.count("”")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(stripped)
