"""What an answer owes its reader beside the sentences found: both laws where they differ, every
figure where sources do, the newest first of one that grew, and what is odd or unexplained in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Regime
from index.beside.disagree import Compared, compare
from index.beside.disagree import told as told_by
from index.beside.figures import breakdown, compared_words, explains, figures, patterns
from index.beside.listing import Rankings, asks_ranking, compare_rankings
from index.beside.occasion import names_day, same_occasion, same_setting
from index.beside.regimes import holds_under, on_law, states_law, under_both
from index.choose import SENTENCES
from index.evidence import Candidate, candidates
from index.expected import Expected, expected
from index.search import Query
from index.snapshot import Snapshot
from index.types import Disagreement, Hit, Note, Remark

_OFF = 0.25
"""Parts that miss their total by more, as a share of it, are parts of something else."""


_PARTS = re.compile(r": |Rincian|terdiri|yakni|yaitu")
"""What a passage in which a sum may be off holds."""


@dataclass(frozen=True, slots=True)
class Account:
    """The sentences to show, in order, and what is said of them."""

    chosen: tuple[Candidate, ...]
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[Note, ...] = ()
    laws: tuple[frozenset[Regime], ...] = ()


def account(
    snapshot: Snapshot, query: Query, chosen: Sequence[Candidate], found: Sequence[Hit]
) -> Account:
    """`chosen`, which answers `query`, with what the passages `found` for it give reason for: a
    figure that differs may stand in a late one, since it was written of in other words."""
    near = list(_may_matter(query.text, chosen, found))
    pool = candidates(snapshot, query, near) if near else ()
    return accounted(query.text, chosen, tuple(sorted(pool, key=_least_telling_last)))


def _may_matter(question: str, chosen: Sequence[Candidate], found: Sequence[Hit]) -> Iterator[Hit]:
    """The passages that something may come of; most questions owe nothing more."""
    passages = {each.evidence.passage_id for each in chosen}
    told = [hit for hit in found if hit.passage.id in passages]
    if on_law(question):
        yield from (h for h in found if h.document.regime and states_law(h.passage.text))
    elif (
        expected(question) is Expected.NUMBER
        or asks_ranking(question)
        or any(patterns(each.evidence.text) for each in chosen)
    ):
        documents = {hit.document.id: hit.document for hit in told}.values()
        yield from (h for h in found if any(same_setting(h.document, one) for one in documents))
        yield from (h for h in told if h.document.published_on is None)
    else:
        yield from (hit for hit in told if _PARTS.search(hit.passage.text))


def _least_telling_last(candidate: Candidate) -> float:
    return -sum(candidate.features[name] for name in ("sentence", "context", "passage"))


def accounted(question: str, chosen: Sequence[Candidate], pool: tuple[Candidate, ...]) -> Account:
    """The same, given the sentences of all passages, best first."""
    if both := under_both(question, chosen, pool):
        shown = _by_law(_filled(both, [each for each in chosen if holds_under(each)]))
        return Account(shown, laws=tuple(holds_under(each) for each in shown))
    told = _compared(question, chosen, pool)
    return _added_up(_explained(told, pool), pool, compared_words(question))


def _by_law(shown: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those under one law together, in the order in which each law comes first."""
    laws = list(dict.fromkeys(holds_under(each) for each in shown))
    return tuple(sorted(shown, key=lambda each: laws.index(holds_under(each))))


def _compared(question: str, chosen: Sequence[Candidate], pool: tuple[Candidate, ...]) -> Account:
    """The sentences with those that tell other figures, or other places, than the first."""
    first = chosen[0]
    rankings = compare_rankings(question, first, pool)
    if rankings is not None:
        return _side_by_side(chosen, [rankings])
    groups = compare(question, first, pool)
    leading = next((group for group in groups if _leads(first, group)), None)
    differing = [
        group
        for group in groups
        if not group.grew
        if group is leading or same_occasion(first, group.candidates[0])
    ]
    if leading is not None and leading.grew:
        return Account(tuple(chosen)) if names_day(question) else _newest_first(leading)
    if differing:
        return _side_by_side(chosen, _of_one_comparison(leading or differing[0], differing))
    return Account(tuple(chosen))


def _newest_first(grown: Compared) -> Account:
    shown = _filled(grown.candidates, ())
    return Account(shown, notes=(Note(Remark.NEWEST_FIRST, shown[0].evidence),))


def _of_one_comparison(lead: Compared, differing: Sequence[Compared]) -> list[Compared]:
    """`lead`, and what else the same sentences differ on."""
    same = _identities(lead.candidates)
    return [group for group in differing if _identities(group.candidates) <= same]


def _leads(first: Candidate, group: Compared) -> bool:
    return _identity(first) in _identities(group.candidates)


def _side_by_side(chosen: Sequence[Candidate], groups: Sequence[Compared | Rankings]) -> Account:
    """Sentences that differ, newest first; after the one that leads, where it is none of them."""
    differing = groups[0].candidates
    first = () if _identity(chosen[0]) in _identities(differing) else (chosen[0],)
    shown = _filled((*first, *differing), chosen)
    if not _identities(differing) <= _identities(shown):
        shown = _filled(differing, chosen)
    return Account(shown, disagreements=tuple(group.disagreement() for group in groups))


def _explained(told: Account, pool: Sequence[Candidate]) -> Account:
    """With the legend of every pattern of figures that is shown, or the word that there is none."""
    for candidate in told.chosen:
        shown = patterns(candidate.evidence.text)
        if not shown:
            continue
        legend = _legend(candidate, shown, pool)
        if legend is None:
            return _noted(told, Note(Remark.NO_LEGEND, candidate.evidence, shown[0]))
        if _identity(legend) == _identity(candidate):
            continue
        if (both := _with(told, candidate, legend)) is not None:
            note = Note(Remark.LEGEND, legend.evidence, _pattern_explained(legend, shown))
            return _noted(both, note)
    return told


def _legend(
    candidate: Candidate, shown: Sequence[str], pool: Sequence[Candidate]
) -> Candidate | None:
    """The sentence that says what the figures of a pattern count: this one, another of its
    document, or one of another source on the same pattern at the same time."""
    own = [each for each in pool if each.document.id == candidate.document.id]
    known = [pattern for each in own for pattern in patterns(each.evidence.text)]
    for each in (candidate, *own):
        if any(explains(each.evidence.text, pattern) for pattern in (*shown, *known)):
            return each
    return next(
        (
            each
            for each in pool
            if same_occasion(candidate, each)
            if any(p in each.evidence.text and explains(each.evidence.text, p) for p in shown)
        ),
        None,
    )


def _pattern_explained(legend: Candidate, shown: Sequence[str]) -> str:
    text = legend.evidence.text
    own = (*shown, *patterns(text))
    return next(pattern for pattern in own if explains(text, pattern))


def _added_up(told: Account, pool: Sequence[Candidate], asked: frozenset[str]) -> Account:
    """With the word that parts do not add up, where those of a sentence shown do not; of a total in
    another sentence only where that is `asked` about."""
    for candidate in told.chosen:
        for parts, total in _sums(candidate, pool):
            found = _off(parts, total)
            if found is None or (parts is not total and not asked & compared_words(found.about)):
                continue
            if (both := _with(told, candidate, total, parts)) is not None:
                return replace(both, disagreements=(*told.disagreements, found))
    return told


def _sums(candidate: Candidate, pool: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Sentences that tell parts and those that tell their total, `candidate` one of the two."""
    near = [each for each in pool if each.evidence.passage_id == candidate.evidence.passage_id]
    near.sort(key=lambda each: each.evidence.start)
    for at, each in enumerate(near):
        parts = breakdown(each.evidence.text)
        if parts is None or not parts.whole:
            continue
        total = each if parts.total else _total_before(near[:at], parts.counted)
        if total is not None and _identity(candidate) in (_identity(each), _identity(total)):
            yield each, total


def _total_before(before: Sequence[Candidate], counted: frozenset[str]) -> Candidate | None:
    """The nearest of the sentences `before` that counts just the thing `counted`."""
    return next((each for each in reversed(before) if _counting(each, counted)), None)


def _counting(candidate: Candidate, counted: frozenset[str]) -> list[tuple[int, int, float]]:
    """Where `candidate` tells an exact figure for the thing `counted`, or for anything where that
    is not said."""
    return [
        (one.start, one.end, one.value)
        for one in figures(candidate.evidence.text)
        if not one.margin and one.words and (not counted or one.essence == counted)
    ]


def _off(of_parts: Candidate, of_total: Candidate) -> Disagreement | None:
    """What is wrong with a sum; None where nothing is, or it is not a sum of these parts."""
    parts = breakdown(of_parts.evidence.text)
    assert parts is not None
    if parts.total:
        totals = [(parts.total.start, parts.total.end, parts.total.value)]
    else:
        totals = _counting(of_total, parts.counted)
    start, end, value = max(totals, key=lambda total: total[2])
    if any(total[2] == parts.sum for total in totals) or abs(value - parts.sum) > _OFF * value:
        return None
    label = next(
        one.label for one in figures(of_total.evidence.text) if (one.start, one.end) == (start, end)
    )
    last = parts.parts[-1]
    listed = told_by(of_parts, parts.parts[0].start, max(last.end, last.label[1]))
    about = of_total.evidence.text[slice(*label)]
    return Disagreement(about, (told_by(of_total, start, end), listed), parts.sum)


def _with(told: Account, beside: Candidate, *further: Candidate) -> Account | None:
    """With `further` shown right after `beside`; of the sentences that nothing is said of, the last
    give way. None where there is no room."""
    new = [each for each in further if _identity(each) not in _identities(told.chosen)]
    kept = list(told.chosen)
    at = kept.index(beside) + 1
    kept[at:at] = new
    needed = _spoken_of(told) | _identities((beside, *further))
    for each in reversed(told.chosen[1:]):
        if len(kept) > SENTENCES and _identity(each) not in needed:
            kept.remove(each)
    return None if len(kept) > SENTENCES else replace(told, chosen=tuple(kept))


def _spoken_of(told: Account) -> frozenset[tuple[str, int]]:
    """The sentences that something is said of."""
    figures_told = [figure.evidence for one in told.disagreements for figure in one.figures]
    spoken = [*figures_told, *(note.evidence for note in told.notes)]
    return frozenset((evidence.document_id, evidence.start) for evidence in spoken)


def _noted(told: Account, note: Note) -> Account:
    return replace(told, notes=(*told.notes, note))


def _filled(wanted: Iterable[Candidate], others: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """`wanted`, then `others`, each sentence once, no more than are shown."""
    found = {_identity(each): each for each in (*others, *wanted)}
    order = dict.fromkeys(_identity(each) for each in (*wanted, *others))
    return tuple(found[identity] for identity in list(order)[:SENTENCES])


def _identity(candidate: Candidate) -> tuple[str, int]:
    return candidate.evidence.document_id, candidate.evidence.start


def _identities(several: Iterable[Candidate]) -> frozenset[tuple[str, int]]:
    return frozenset(_identity(each) for each in several)
