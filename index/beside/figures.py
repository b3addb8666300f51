"""What the figures of a sentence tell: how much of what. And what is odd about them: parts that do
not add up to their total, and patterns like 2-4-12, whose order somebody must explain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.analyze import terms
from index.expected import amounts
from index.types import Span

PERSON, POLICE, DEAD = "orang", "polri", "meninggal"
_SAME_WORD = {
    **dict.fromkeys(("jiwa", "anggota", "petugas", "personel", "personil", "aparat"), PERSON),
    **dict.fromkeys(("kekuatan", "pasukan"), PERSON),
    **dict.fromkeys(("polisi", "kepolisian", "kapolri"), POLICE),
    **dict.fromkeys(("meninggal", "wafat", "tewas", "gugur", "kematian", "dunia"), DEAD),
}
"""Words that count the same: "440 petugas KPPS wafat" are as many as "440 KPPS meninggal dunia"."""

_ENDS_LABEL = frozenset(
    """
    adalah agar akan akibat antara atas atau bagi bahwa baru berapa berapakah beserta bila brp dalam
    dan dari dengan di guna hanya hingga ialah ini itu jika kali karena ke kepada lalu maka masing
    menjadi menurut
    namun oleh pada para per saat sampai secara sedangkan sehingga sejak selama sementara sepanjang
    serta setelah setiap sudah supaya tapi telah tengah tetapi tiap untuk usai yaitu yakni yang
    dua tiga empat lima enam tujuh delapan sembilan sepuluh
    """.split()  # noqa: SIM905
)
_PASSED_OVER = frozenset(
    """
    banyak berkategori berstatus buah dinilai dinyatakan jumlah kategori masuk tercatat tergolong
    termasuk total unit
    pemilu pilkada pilpres pileg
    """.split()  # noqa: SIM905
)
"""Words between a figure and what it counts that say nothing of their own."""

_VERB = re.compile(r"(?:di|me|ber|ter)[a-z]{4,}")
_LABEL_WORDS = 4
_WORD_AFTER = re.compile(r"\s+([^\s,;:.()\[\]?!]+)")
_NAME_BEFORE = re.compile(r"((?:[A-ZÀ-Þ][\w'’-]*\s)*[^\W\d_][\w'’/-]*)\s\(?$")
_NO_NAME = re.compile(r"[Ss]e\w+|skor|nilai|total|jumlah|mencapai|[a-z]{1,3}")
_COUNT = re.compile(r"\b(?:berapa(?:kah)?|brp|jumlah|banyak(?:nya)?|total)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?$")

_PLAIN = re.compile(r"(?P<sign>Rp\s?)?(?P<digits>\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:,(?P<part>\d+))?")
_SCALES = {"ribu": 1_000, "juta": 1_000_000, "miliar": 10**9, "triliun": 10**12}
_SHARES = ("persen", "%")
_ONES = {
    word: number
    for number, word in enumerate(
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"), start=1
    )
}
_ROUND = {"puluh": 10, "ratus": 100}
_ROUGHLY = re.compile(
    r"(?:sekitar|kurang lebih|lebih dari|lebih kurang|hampir|sedikitnya|setidaknya|minimal"
    r"|maksimal|kira-kira|paling (?:lama|banyak|sedikit|lambat|singkat)|di atas|di bawah|±)"
    r"\s(?:Rp\s?)?$",
    re.IGNORECASE,
)

_SHARED = re.compile(rf"(?:\d|\b(?:{'|'.join(_ONES)})|puluh|belas) dari $", re.IGNORECASE)
"""Before what a share is of: "empat dari 17 desa" counts four."""

PATTERN = re.compile(r"(?<![\w.:/-])\d{1,2}([-.:])\d{1,2}\1\d{1,2}(?!\1?\d|[/\w])")
_OF_PATTERNS = re.compile(r"\b(?:pola|rumus|formula|skema|pengamanan|tps)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount at `start:end` of a text, known to within `margin`, and what it counts.

    `label` is the span of the words that say it; `words` are those words, as they compare;
    `of` are words that the whole of which this is a part counts, where it is a part.
    """

    start: int
    end: int
    value: float
    margin: float
    label: Span
    words: frozenset[str]
    of: frozenset[str] = frozenset()

    @property
    def essence(self) -> frozenset[str]:
        """The words by which things are told apart, those of the whole among them: that it is
        people counts only where it is all."""
        words = self.words | self.of
        return words - {PERSON} or words

    def agrees(self, other: Figure) -> bool:
        """Whether both may tell the same amount, one or both of them rounded."""
        return abs(self.value - other.value) <= max(self.margin, other.margin)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts of it that are told; `whole` where they are told to be all. A `total`
    of None stands in a sentence before this one, and is one of the things `counted`."""

    total: Figure | None
    parts: tuple[Figure, ...]
    whole: bool
    counted: frozenset[str]

    @property
    def sum(self) -> int:
        """What the parts add up to, where they are whole numbers."""
        return round(sum(part.value for part in self.parts))


def compared(word: str) -> str:
    """`word` as it compares: one form for all that say the same."""
    folded = word.lower()
    if folded in _SAME_WORD:
        return _SAME_WORD[folded]
    return next(iter(terms(folded)), folded)


def compared_words(text: str) -> frozenset[str]:
    """The words of `text` as they compare."""
    return frozenset(compared(word) for word in re.findall(r"[^\W_]+", text))


@lru_cache(1 << 12)
def figures(sentence: str) -> tuple[Figure, ...]:
    """The figures of `sentence` that count something named beside them, in order."""
    patterns = [match.span() for match in PATTERN.finditer(sentence)]
    found = [
        figure
        for start, end in amounts(sentence)
        if not any(a < end and start < b for a, b in patterns)
        if (figure := _figure(sentence, start, end)) is not None
    ]
    return tuple(_as_parts(sentence, found))


def breakdown(sentence: str) -> Breakdown | None:
    """The parts that `sentence` says a total is made of; None where it tells none."""
    return _breakdown(sentence, figures(sentence))


def counted(question: str) -> Span:
    """Where `question` says what it wants counted: "TPS rawan" of "Berapa jumlah TPS rawan"."""
    asked = (_words_after(question, match.end()) for match in _COUNT.finditer(question))
    found = next(filter(None, asked), None)
    return (found[0][0], found[-1][1]) if found else (0, 0)


def patterns(sentence: str) -> tuple[str, ...]:
    """The patterns of figures, like 2-4-12, in a sentence on such patterns."""
    if not _OF_PATTERNS.search(sentence):
        return ()
    return tuple(dict.fromkeys(match.group() for match in PATTERN.finditer(sentence)))


def digits(pattern: str) -> tuple[int, ...]:
    """The figures of a pattern: (2, 4, 12)."""
    return tuple(int(number) for number in re.findall(r"\d+", pattern))


def explains(sentence: str, pattern: str) -> bool:
    """Whether `sentence` says what each figure of `pattern` counts, in its order: "2-4-8: dua
    polisi dan empat Linmas untuk delapan TPS"."""
    wanted, told = list(digits(pattern)), [one for one in figures(sentence) if one.words]
    for at in range(len(told) - len(wanted) + 1):
        run = told[at : at + len(wanted)]
        if [one.value for one in run] == wanted and len({one.words for one in run}) == len(run):
            return True
    return False


def _as_parts(sentence: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """`found`, those that are parts of a total told as such. One share of a whole counts nothing
    that is said beside it: "Dari 27 petugas, sembilan kematian berkaitan dengan jantung"."""
    told = _breakdown(sentence, found)
    if told is None and found and sentence.startswith("Dari "):
        yield found[0]
        yield from (replace(one, words=frozenset()) for one in found[1:])
        return
    inside = {one.start for one in told.parts} if told and told.total else set[int]()
    of = told.total.words if told and told.total else frozenset[str]()
    yield from (replace(one, of=of) if one.start in inside else one for one in found)


def _figure(sentence: str, start: int, end: int) -> Figure | None:
    before, after = sentence[max(0, start - 1) : start], sentence[end : end + 1]
    measured = _measure(sentence[start:end])
    if measured is None or before in tuple("-/.,:–") or re.match(r"[\w/:–-]", after or " "):
        return None
    value, margin, unit = measured
    if _ROUGHLY.search(sentence[:start]):
        margin = max(margin, value / 10)
    label, words = _label(sentence, start, end)
    if _SHARED.search(sentence[:start]):
        words = unit = frozenset()
    return Figure(start, end, value, margin, label, words | unit)


def _measure(amount: str) -> tuple[float, float, frozenset[str]] | None:
    """Value, margin of rounding and unit of what `amount` says; None where it is no one amount."""
    words = amount.split()
    match = _PLAIN.match(amount)
    if match is None:
        value = _spelt(words)
        return None if value is None else (value, 0, frozenset())
    rest = amount[match.end() :].strip()
    if rest and rest not in _SCALES and rest not in _SHARES:
        return None
    scale = _SCALES.get(rest, 1)
    part = match["part"] or ""
    value = (int(match["digits"].replace(".", "")) + int(part or 0) / 10 ** len(part)) * scale
    unit = {"rupiah"} if match["sign"] else {"persen"} if rest in _SHARES else set[str]()
    return value, scale / 10 ** len(part) / 2 if scale > 1 else 0, frozenset(unit)


def _spelt(words: Sequence[str]) -> float | None:
    """The number that Indonesian number words say."""
    total, last = 0, 0
    for word in words:
        whole = re.fullmatch(r"se(belas|puluh|ratus|ribu|juta)", word)
        if whole:
            last, word = 1, whole[1]
        if word in _ONES:
            last = _ONES[word]
        elif word == "belas":
            total, last = total + 10 + last, 0
        elif word in _ROUND:
            total, last = total + last * _ROUND[word], 0
        elif word in _SCALES:
            total, last = (total + last) * _SCALES[word], 0
        else:
            return None
    return total + last


def _label(sentence: str, start: int, end: int) -> tuple[Span, frozenset[str]]:
    """Where it stands what the amount at `start:end` counts, and the words of it as they compare:
    those that follow it, or the name before it ("KPPS 29", "Jawa Barat (13)")."""
    found = _words_after(sentence, end)
    if found:
        return (found[0][0], found[-1][1]), compared_words(
            " ".join(sentence[a:b] for a, b in found)
        )
    money = sentence.startswith("Rp", start)
    if not money and re.match(r"\)?\s*(?:[,;.)]|$|dan\b)", sentence[end:]):
        name = _NAME_BEFORE.search(sentence[:start])
        if name and not _NO_NAME.fullmatch(name[1]) and name[1].lower() not in _ENDS_LABEL:
            return name.span(1), compared_words(name[1])
    return (end, end), frozenset()


def _words_after(sentence: str, end: int) -> list[Span]:
    found: list[Span] = []
    at = end
    while len(found) < _LABEL_WORDS and (match := _WORD_AFTER.match(sentence, at)):
        word = match[1].lower()
        at = match.end()
        if word in _PASSED_OVER or _YEAR.match(word):
            continue
        if word in _ENDS_LABEL or not word[0].isalpha() or word.startswith("sekitar"):
            break
        if found and _VERB.fullmatch(word) and compared(word) != DEAD:
            break
        found.append(match.span(1))
        if compared(word) == DEAD:
            break
    return found


_LISTED = re.compile(
    r"^Rincian(?:nya|\s(?P<of>[^,:;]*?))?\s(?:ini\s|itu\s|tersebut\s)?(?:ialah|adalah|yaitu|yakni)\s"
    r"|^(?P<from>Dari)\s|(?P<colon>:)\s|(?P<made>\b(?:terdiri (?:atas|dari)|yakni|yaitu)\s)"
)
_LIST_ENDS = re.compile(
    r"\b(?:sedangkan|sementara|tetapi|namun|menurut|selain|ditambah|untuk|sehingga|hingga|per)\b|[.:]\s"
)
_NOT_ALL = re.compile(
    r"\b(?:termasuk|antara lain|di antaranya|misalnya|seperti|masing-masing|paling|disusul"
    r"|ter(?:banyak|tinggi|besar)|setiap|tiap|sekitar|lebih|hampir)\b"
)
_BEFORE_PART = re.compile(r"(?:^|[,;]|\bdan|\bserta|\bdan/atau|\b[A-ZÀ-Þ][\w-]*|\b[a-z]{4,})\s*$")
_NO_PART = re.compile(
    r"(?:\b(?:di|ke|dari|pada|per|untuk|oleh|dengan|naik|turun|setiap|tiap|jadi|menjadi|dalam|selama"
    r"|sampai|hingga|atau|atas|mencapai|sebanyak)|\()\s*$"
)


def _breakdown(sentence: str, found: Sequence[Figure]) -> Breakdown | None:
    begun = _LISTED.search(sentence)
    if begun is None:
        return None
    from_whole = bool(begun["from"])
    first = next((one for one in found if one.start >= begun.end()), None)
    total = first if from_whole else _total_before(begun, found)
    begin = total.end if from_whole and total else begun.end()
    end = _list_end(sentence, begin)
    parts = tuple(_parts(sentence, begin, [one for one in found if begin <= one.start < end]))
    if len(parts) < 2:
        return None
    exact = all(not one.margin and one.value % 1 == 0 for one in (*parts, total) if one)
    known = total is not None or begun.group().startswith("Rincian")
    some = from_whole or _NOT_ALL.search(sentence[begun.start() : end])
    whole = exact and known and not some
    counted = compared_words(begun["of"] or "") if total is None else total.words
    return Breakdown(total, parts, whole, counted)


def _total_before(begun: re.Match[str], found: Sequence[Figure]) -> Figure | None:
    """The figure within "Rincian 57 petugas ialah", or the last one before a colon."""
    before = [one for one in found if one.end <= begun.end()]
    return before[-1] if before else None


def _list_end(sentence: str, begin: int) -> int:
    ends = _LIST_ENDS.search(sentence, begin)
    return ends.start() if ends else len(sentence)


def _parts(sentence: str, begin: int, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that stand where parts stand: not those behind a preposition or in brackets."""
    for one in found:
        before = sentence[begin : one.start]
        if "persen" in one.words or "rupiah" in one.words or not one.words:
            continue
        if not _NO_PART.search(before) and _BEFORE_PART.search(before):
            yield one
