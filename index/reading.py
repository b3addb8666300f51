"""A question and a stretch of a document as the reading model takes them: token numbers, the kind
of each token, and where it stands in the text. Training and use go the same way.

The kind tells what the analyser already knows: whether a word of the document is a word of the
question, or says it in other words. A model this small learns to use that sooner than to find it
out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

from corpus.sentences import Span
from index.analyze import Alternatives, terms

ASKED, SAID, ASKED_FOUND, SAID_SAME, SAID_OTHERWISE = range(5)
KINDS = 5
"""A token of the question or of the text; one of the question that the text holds; one of the text
that the question holds, or that is another name for one."""

TOKENS = 192
"""Longest input; the end of what is read is cut."""

_QUESTION_TOKENS, _TITLE_TOKENS = 48, 32
_RUN = re.compile(r"\w+(?:[.,]\d{3}(?!\d))*")


@dataclass(frozen=True, slots=True)
class Read:
    """One input: `ids` and `kinds` of equal length; `spans`: for every token of the text its place
    there, None for the question, the title and the marks between."""

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    spans: tuple[Span | None, ...]


def read(
    tokenizer: Tokenizer, question: str, alternatives: Alternatives, title: str, text: str
) -> Read:
    """`question` beside `text`, which stands under `title` (may be empty)."""
    first, cut = (tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))
    asked = frozenset(terms(question))
    otherwise = frozenset(t for sets in alternatives.values() for one in sets for t in one) - asked
    known = frozenset(terms(f"{title} {text}"))
    ids, kinds = [first], [ASKED]
    spans: list[Span | None] = [None]

    def add(words: str, most: int, kind: int, marks: Mapping[int, frozenset[str]]) -> list[Span]:
        encoding = tokenizer.encode(words, add_special_tokens=False)
        marked = _marked(words, marks)
        ids.extend(encoding.ids[:most])
        kinds.extend(marked.get(start, kind) for start, _ in encoding.offsets[:most])
        return list(encoding.offsets[:most])

    spans += [None] * len(add(question, _QUESTION_TOKENS, ASKED, {ASKED_FOUND: known}))
    same = {SAID_SAME: asked, SAID_OTHERWISE: otherwise}
    for words, most in ((title, _TITLE_TOKENS), (text, TOKENS)):
        if words:
            ids.append(cut)
            kinds.append(SAID)
            spans.append(None)
            own = add(words, most, SAID, same)
            spans.extend(own if words is text else [None] * len(own))
    return Read(tuple(ids[:TOKENS]), tuple(kinds[:TOKENS]), tuple(spans[:TOKENS]))


def window(text: str, spans: Sequence[Span], core: Span, room: int) -> Span:
    """`core` of `text` with whole sentences around it, up to `room` words; what follows first."""
    lengths = [len(text[a:b].split()) for a, b in spans]
    inside = [at for at, (a, b) in enumerate(spans) if a < core[1] and core[0] < b]
    if not inside:
        return core
    first, last = inside[0], inside[-1]
    room -= sum(lengths[first : last + 1])
    while True:
        near = [at for at in (last + 1, first - 1) if 0 <= at < len(spans)]
        fits = next((at for at in near if lengths[at] <= room), None)
        if fits is None:
            return min(spans[first][0], core[0]), max(spans[last][1], core[1])
        room -= lengths[fits]
        first, last = min(first, fits), max(last, fits)


def _marked(text: str, marks: Mapping[int, frozenset[str]]) -> dict[int, int]:
    """The kind of every character of a word of `text` that holds a term of `marks`."""
    found: dict[int, int] = {}
    for run in _RUN.finditer(text):
        own = _terms(run.group().lower())
        kind = next((kind for kind, wanted in marks.items() if own & wanted), None)
        if kind is not None:
            found.update(dict.fromkeys(range(*run.span()), kind))
    return found


@lru_cache(1 << 14)
def _terms(word: str) -> frozenset[str]:
    return frozenset(terms(word))
