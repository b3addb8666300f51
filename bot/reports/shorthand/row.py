"""One component being read: what its words and numbers say together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.readiness import Component, State
from bot.reports.shorthand.outcome import Asked, Reason
from bot.reports.shorthand.tokens import Count
from bot.reports.shorthand.words import CALM, WHOLE, Part

_CALM_OF = (Component.SITUATION, Component.SOCIETY)

_NEARLY_READY = ("ok", "oke", "okey", "okay", "siap", "ready", "baik", "cukup", *"v✓✔☑✅√")
"""They can be meant though some are lacking."""

_THEY_ARE = ("siap", "ready")
"""In a sentence, they are those that there are: "siap 480 dari 500"."""

_PAIRS = {
    (None, Part.NEED),
    (Part.HAVE, Part.NEED),
    (Part.HAVE, Part.TOTAL),
    (Part.TOTAL, Part.NEED),
    (Part.TOTAL, Part.HAVE),
    (Part.NEED, Part.HAVE),
}
"""By which words two numbers are one after the other, if they are a pair."""


@dataclass(slots=True)
class Row:
    """`said`: the words of its state; `lacking`: the number behind "kurang"; `joined`: by an "and"
    with the one before it, so that both have its state."""

    component: Component
    written: str
    joined: bool = False
    state: State | None = None
    said: str = ""
    counts: list[tuple[Part | None, Count]] = field(default_factory=list)
    lacking: Count | None = None
    note: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.state is None and not self.counts

    @property
    def count(self) -> Count | None:
        """What its numbers say together."""
        if len(self.counts) < 2:
            return self.counts[0][1] if self.counts else None
        (_, one), (part, other) = self.counts
        have, need = (one, other) if part in (Part.NEED, Part.TOTAL) else (other, one)
        written = f"{one.written} … {other.written}"
        return replace(have, written=written, need=need.have)

    @property
    def tells_need(self) -> bool:
        """Whether its only number is how many are needed."""
        return [part for part, _ in self.counts] == [Part.NEED]

    @property
    def denies_lack(self) -> bool:
        """Whether its words cannot be meant beside numbers by which some are lacking."""
        said, count = self.said.removeprefix("sudah "), self.count
        in_a_sentence = said in _THEY_ARE and count is not None and "/" not in count.written
        calm = said in CALM and self.component in _CALM_OF
        may = calm or (said in _NEARLY_READY and not in_a_sentence)
        return self.state is State.READY and not may

    @property
    def tells_lack(self) -> bool:
        """Whether its words cannot be meant beside numbers by which none is lacking."""
        return self.state is State.ACTION and self.said.partition(" ")[2] in WHOLE

    def add(self, part: Part | None, count: Count) -> None:
        if self.counts and not self._goes_on(part, count):
            first = self.counts[0][1]
            raise Asked(Reason.VALUES, f"{self.written} {first.written} … {count.written}")
        self.counts.append((part, count))
        whole = self.count
        assert whole is not None
        if len(self.counts) == 2 and whole.need is not None and whole.have > whole.need:
            raise Asked(Reason.VALUES, f"{self.written} {whole.written}")

    def _goes_on(self, part: Part | None, count: Count) -> bool:
        """Whether it is the other number of a pair of which the words say which is which."""
        (first, one), *rest = self.counts
        if rest or one.need is not None or count.need is not None:
            return False
        return (first, part) in _PAIRS

    def lacks(self, count: Count) -> bool:
        """Whether that many are lacking by its numbers."""
        whole = self.count
        if whole is None or whole.need is None:
            return False
        return whole.need - whole.have == count.have
