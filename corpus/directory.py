"""Which contacts may be shown on a day. One that is older than its limit is withheld, for a number
that changed hands leads people astray."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.contacts import EVERYWHERE, Contact, Purpose


@dataclass(frozen=True, slots=True)
class Directory:
    """`contacts` as they stand on the day `today`. Those of one area only are nobody's answer to a
    question from anywhere, so only the whole country's are looked up."""

    contacts: tuple[Contact, ...]
    today: date

    def shown(self, purpose: Purpose) -> tuple[Contact, ...]:
        """What may be shown for `purpose`: what matters most comes first."""
        return tuple(one for one in self._all(purpose) if not one.withheld(self.today))

    def withheld(self, purpose: Purpose) -> tuple[Contact, ...]:
        """What is past its limit, the same way."""
        return tuple(one for one in self._all(purpose) if one.withheld(self.today))

    def _all(self, purpose: Purpose) -> tuple[Contact, ...]:
        same = (one for one in self.contacts if one.purpose is purpose)
        return tuple(one for one in same if one.area == EVERYWHERE)
