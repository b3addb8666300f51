"""How a sentence of a statute is cited, as "UU 10/2016 Pasal 187A ayat (1)". Where a page was badly
read and the numbers have a gap, a sentence behind its beginning might be of a clause that was lost,
and no clause is named for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from corpus.document import Document, Form, Kind
from corpus.statute.clause import clauses

_ARTICLE = re.compile(
    r"(?P<name>\w+ \d+/\d{4}(?: Lampiran)?(?P<explained> Penjelasan)? Pasal \w+)(?=:|\Z)"
)
_IN_THE_MARGIN = re.compile(r"(?:^|\s)[(lt]\w[)\]1tl]?\s+[(lt]\w[)\]1tl](?=\s|\Z)")
"""Two numbers with no words between them: where they stood beside the text is not known."""


def clause_at(document: Document, start: int) -> str | None:
    """The clause that the sentence at `start` of `document` stands in, as "ayat (1)"; None where it
    is no article of a statute, or has no clauses there."""
    article = _article(document)
    if article is None:
        return None
    found = clauses(document.text, explained=bool(article["explained"]))
    place = bisect_right([clause.start for clause in found], start)
    if not place:
        return None
    clause, after = found[place - 1], found[place] if place < len(found) else None
    whole = after is None or after.follows(clause)
    sure = clause.start == start or (whole and not _IN_THE_MARGIN.search(document.text))
    return str(clause) if sure else None


def place_in(document: Document, starts: Iterable[int]) -> str | None:
    """Where in a statute the sentences at `starts` of `document` stand, as it is cited: "UU 10/2016
    Pasal 187A ayat (1), ayat (2)"; None where it is no article of one."""
    article = _article(document)
    if article is None:
        return None
    told = dict.fromkeys(clause_at(document, start) for start in sorted(starts))
    return f"{article['name']} {', '.join(filter(None, told))}".rstrip()


def cited_title(document: Document, starts: Iterable[int]) -> str:
    """The title of `document` with the clauses that the sentences at `starts` stand in."""
    article, place = _article(document), place_in(document, starts)
    return document.title if article is None else f"{place}{document.title[article.end() :]}"


def _article(document: Document) -> re.Match[str] | None:
    is_law = (document.kind, document.form) == (Kind.REGULATION, Form.ORIGINAL)
    return _ARTICLE.match(document.title) if is_law else None
