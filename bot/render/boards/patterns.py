"""How polling stations are guarded, with every figure named, and what does not add up said so."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.render.citing import Citing
from bot.render.markup import Text
from corpus.areas import AreaTree
from corpus.patterns import Guarded, Number, Pattern, Tally


def pattern_blocks(guarded: Guarded, citing: Citing, areas: AreaTree) -> Iterator[Text]:
    """A paragraph a pattern, then one a tally of TPS."""
    for pattern in guarded.patterns:
        yield Text(
            texts.PATTERN.format(
                election=pattern.election,
                place=_place(pattern, areas),
                told=_told(pattern),
                mark=citing.mark(pattern.source),
            )
        )
    for tally in guarded.tallies:
        yield Text(_tally(tally, citing, areas))


def _place(entry: Pattern | Tally, areas: AreaTree) -> str:
    area = areas.get(entry.area)
    name = area.name if area else entry.area
    risk = entry.risk if isinstance(entry, Pattern) else None
    return texts.PATTERN_RISK.format(risk=risk, place=name) if risk else name


def _told(pattern: Pattern) -> str:
    if not pattern.explained:
        return texts.PATTERN_UNEXPLAINED.format(written=pattern.written)
    told = ", ".join(_guards(pattern))
    if pattern.written is None:
        return told
    return texts.PATTERN_WRITTEN.format(told=told, written=pattern.written)


def _guards(pattern: Pattern) -> Iterator[str]:
    """Who guards how many TPS together, then who each of them."""
    police = _counted(texts.PATTERN_POLICE, pattern.police)
    linmas = _counted(texts.PATTERN_LINMAS, pattern.linmas)
    together = [each for each in (police, None if pattern.each else linmas) if each]
    if together and pattern.tps:
        guards = texts.AND.join(together)
        yield texts.PATTERN_TPS.format(guards=guards, number=_number(pattern.tps))
    else:
        yield from together
    if pattern.each and linmas:
        yield texts.PATTERN_EACH.format(linmas=linmas)


def _counted(template: str, number: Number | None) -> str | None:
    return template.format(number=_number(number)) if number else None


def _number(number: Number) -> str:
    least, most = number
    return str(least) if least == most else f"{least}–{most}"


def _tally(tally: Tally, citing: Citing, areas: AreaTree) -> str:
    parts = ", ".join(f"{name} {_thousands(count)}" for name, count in tally.parts.items())
    if tally.total is not None:
        parts = texts.TALLY_TOTAL.format(parts=parts, total=_thousands(tally.total))
    told = texts.TALLY.format(
        election=tally.election,
        place=_place(tally, areas),
        parts=parts,
        mark=citing.mark(tally.source),
    )
    if tally.adds_up:
        return told
    return f"{told}. {texts.TALLY_OFF.format(sum=_thousands(tally.sum))}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
