"""Which places a sentence ranks: "lima provinsi paling rawan ialah …". Two rankings of the same
thing that name other places are sources that differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.areas import Area, AreaKind, bundled
from index.beside.disagree import told
from index.beside.figures import compared_words, figures
from index.beside.occasion import newest_first, relevant, same_occasion
from index.evidence import Candidate
from index.types import Disagreement


class End(StrEnum):
    """The end of a scale that a ranking starts from."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Listing:
    """Places in the order in which `text[start:end]` names them; `head` is what is said before."""

    start: int
    end: int
    places: tuple[str, ...]
    head: str
    ranked: End

    def contradicts(self, other: Listing) -> bool:
        """Whether the shorter names a place that the longer does not."""
        if self.ranked is not other.ranked:
            return False
        one, rest = sorted((frozenset(self.places), frozenset(other.places)), key=len)
        return not one <= rest


_FEWEST = 3
_TOP = re.compile(
    r"\b(?:ter(?:tinggi|atas|banyak|besar|parah|awan)|paling|rawan tinggi|sangat rawan)\b",
    re.IGNORECASE,
)
_BOTTOM = re.compile(
    r"\b(?:ter(?:endah|kecil|sedikit|aman)|paling (?:rendah|kecil|sedikit|aman)|rawan rendah"
    r"|kerawanan rendah)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:antara lain|termasuk|misalnya|seperti|di antaranya|beberapa)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s\d.,;:()%]*(?:\b(?:dan|serta|disusul|kemudian|lalu)\b)?\s*")
_SCORE = re.compile(r"\s?\(?\d+(?:[.,]\d+)*\)?")
_ASKS_OTHER = re.compile(
    r"\b(?:berapa|brp|kapan|kpn|mengapa|kenapa|knp|bagaimana|gimana|apakah|siapa)\b", re.IGNORECASE
)


def asks_ranking(question: str) -> End | None:
    """The end of the scale whose places `question` asks for; None where it asks for no ranking."""
    return None if _ASKS_OTHER.search(question) else _end(question)


def listing(sentence: str) -> Listing | None:
    """The ranking in `sentence`; None where it holds none, or tells only some of its places."""
    found = _longest_run(sentence)
    if len(found) < _FEWEST:
        return None
    head, ranked = sentence[: found[0][0]], _end(sentence[: found[0][0]])
    if ranked is None or _SOME.search(head):
        return None
    last = found[-1][1]
    score = _SCORE.match(sentence, last)
    end = score.end() if score else last
    return Listing(found[0][0], end, tuple(area.id for _, _, area in found), head, ranked)


def _end(words: str) -> End | None:
    if _BOTTOM.search(words):
        return End.BOTTOM
    return End.TOP if _TOP.search(words) else None


def _longest_run(sentence: str) -> list[tuple[int, int, Area]]:
    """The most places with nothing but commas and scores between them."""
    best: list[tuple[int, int, Area]] = []
    run: list[tuple[int, int, Area]] = []
    for start, end, areas in bundled().mentions(sentence):
        if run and not _BETWEEN.fullmatch(sentence[run[-1][1] : start]):
            run = []
        run.append((start, end, _widest(areas)))
        if len(run) > len(best):
            best = list(run)
    return best


def _widest(areas: tuple[Area, ...]) -> Area:
    return next((area for area in areas if area.kind is AreaKind.PROVINCE), areas[0])


_SCALE = compared_words(
    "paling tinggi tertinggi teratas terbanyak terbesar rendah terendah terkecil tersedikit rawan"
    " rawannya kerawanan sangat ialah adalah yaitu yakni adapun yang dengan pada di dan dalam"
    " menempatkan menyebut mencatat masuk kategori berkategori daerah wilayah provinsi kabupaten"
    " kota dua tiga empat lima enam tujuh delapan sembilan sepuluh besar urutan pemilu pilkada"
    " mana saja apa sebutkan daftar menurut versi"
)
"""What rankings are made of, whatever they rank."""

_SOURCE = re.compile(r"\b(?:menurut|berdasarkan|versi)\s[^,]*?(?:,|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rankings:
    """Two rankings that differ, newest first."""

    candidates: tuple[Candidate, Candidate]
    listings: tuple[Listing, Listing]

    def disagreement(self) -> Disagreement:
        """Both lists of places side by side."""
        both = list(zip(self.candidates, self.listings, strict=True))
        labels = [label for each, found in both for label in _labels(each, found)]
        lists = tuple(told(each, found.start, found.end) for each, found in both)
        return Disagreement(min(labels, key=len, default=""), lists)


def compare_rankings(
    question: str, first: Candidate, pool: tuple[Candidate, ...]
) -> Rankings | None:
    """The first two rankings in `pool` (best first) that both answer `question` and differ; `first`
    is the sentence that leads the answer."""
    ranked = asks_ranking(question)
    if ranked is None:
        return None
    said, asked = _said(pool), compared_words(question)
    found = [
        (each, own)
        for each in relevant(question, first, pool)
        if (own := listing(each.evidence.text)) and own.ranked is ranked
        if _subject(question) <= said[each.evidence.passage_id]
    ]
    for at, (one, own) in enumerate(found):
        for other, its in found[at + 1 :]:
            grounds = [said[each.evidence.passage_id] | asked for each in (one, other)]
            same = _topic(own) <= grounds[1] and _topic(its) <= grounds[0]
            if same and own.contradicts(its) and same_occasion(one, other):
                pairs = sorted([(one, own), (other, its)], key=lambda pair: newest_first(pair[0]))
                (newer, newest), (older, oldest) = pairs
                return Rankings((newer, older), (newest, oldest))
    return None


def _said(pool: Iterable[Candidate]) -> Mapping[str, frozenset[str]]:
    """Every word of a passage and its title, as it compares."""
    said: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for each in pool:
        words = compared_words(f"{each.document.title} {each.evidence.text}")
        said[each.evidence.passage_id] |= words
    return said


def _topic(found: Listing) -> frozenset[str]:
    """What is ranked, without whose ranking it is."""
    return _subject(_SOURCE.sub("", found.head))


def _subject(words: str) -> frozenset[str]:
    """The words that are neither of a scale nor figures nor places."""
    places = [(start, end) for start, end, _ in bundled().mentions(words)]
    for start, end in reversed(places):
        words = words[:start] + words[end:]
    return compared_words(re.sub(r"\([^)]*\)|\d\S*", " ", words)) - _SCALE


def _labels(candidate: Candidate, found: Listing) -> Iterator[str]:
    """What the sentence says that it lists: "provinsi teratas" of "sepuluh provinsi teratas"."""
    text = candidate.evidence.text
    for one in figures(text):
        if one.label[0] >= one.end and one.label[1] <= found.start and "persen" not in one.words:
            yield text[slice(*one.label)]
