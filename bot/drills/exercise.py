"""What is recorded of a Sispamkota, the rehearsal of an election's security: its fields, what must
be known before it is a record, and what in it cannot be right. Pure.

What nobody told stays unknown. Where it was held is told by the sort of place only: an address
would be of use to the wrong people, and of none to whoever learns from it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

LASTS = timedelta(hours=24)
"""After so long a drill is over by itself: one that somebody forgot to end must not make a drill of
what really happens."""

LIMIT = 2000
"""UTF-16 units of all that is written in a record: a card shows it in one message."""


class Field(StrEnum):
    """What a record holds, in the order in which it is told. The tasks are kept beside it: they are
    done one by one, long after the day."""

    HELD_ON = "tanggal"
    PLACE = "tempat"
    ORGANISER = "penyelenggara"
    UNITS = "unit"
    TOTAL = "total"
    PRESENT = "hadir"
    SCENES = "skenario"
    FINDINGS = "temuan"
    TASKS = "tindak"
    NEXT_ON = "berikutnya"


NEEDED = (Field.HELD_ON, Field.PLACE, Field.ORGANISER)
"""Without these nobody knows later which drill a record is of."""


class Place(StrEnum):
    """The sort of place."""

    COMMISSION = "kantor-kpu"
    SUPERVISOR = "kantor-bawaslu"
    WAREHOUSE = "gudang"
    POLLING_STATION = "tps"
    DISTRICT = "kecamatan"
    JUNCTION = "simpang"
    TERMINAL = "terminal"
    PORT = "pelabuhan"
    FIELD = "lapangan"
    HALL = "gedung"
    STATION = "markas"
    OTHER = "lain"


class Scene(StrEnum):
    """What is played, in the order of an election."""

    REGISTRATION = "pendaftaran"
    CAMPAIGN = "kampanye"
    QUIET_PERIOD = "masa-tenang"
    LOGISTICS = "logistik"
    VOTING = "pemungutan"
    COUNTING = "penghitungan"
    RECAPITULATION = "rekapitulasi"
    PROTEST = "unjuk-rasa"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unit(_Value):
    """Who took part, and how many people; None where nobody counted."""

    name: str
    count: int | None = None


class Task(_Value):
    """What is to be done about a finding, and by which day."""

    text: str
    due_on: date


class Exercise(_Value):
    """The record. `total` is the number that was stated, whatever the units add up to."""

    held_on: date | None = None
    place: Place | None = None
    organiser: str | None = None
    units: tuple[Unit, ...] = ()
    total: int | None = None
    present: tuple[str, ...] = ()
    scenes: tuple[Scene, ...] = ()
    findings: tuple[str, ...] = ()
    next_on: date | None = None

    @property
    def counted(self) -> int:
        """What the units add up to, as far as they were counted."""
        return sum(unit.count or 0 for unit in self.units)

    @property
    def lacking(self) -> tuple[Field, ...]:
        """What must be known before it can be kept as a record and is not."""
        return tuple(field for field in NEEDED if not self.tells(field))

    @property
    def is_off(self) -> bool:
        """Whether the units cannot be the total that was stated: more, or fewer though all of them
        were counted."""
        if self.total is None or not self.units:
            return False
        all_counted = all(unit.count is not None for unit in self.units)
        return self.counted > self.total or (all_counted and self.counted < self.total)

    @property
    def is_back_to_front(self) -> bool:
        """Whether the next one is told to be no later than this one."""
        return bool(self.held_on and self.next_on and self.next_on <= self.held_on)

    @property
    def size(self) -> int:
        """How long all that is written in it is, as Telegram counts it."""
        written = (
            self.organiser or "",
            *(unit.name for unit in self.units),
            *self.present,
            *self.findings,
        )
        return length(written)

    def tells(self, field: Field) -> bool:
        """Whether anything was told of the field, which is not that of the tasks."""
        return getattr(self, field.name.lower()) not in (None, ())

    def with_scene(self, scene: Scene, played: bool) -> Exercise:
        """The record in which `scene` was played or not; played ones in their order."""
        told = {*self.scenes, scene} if played else {*self.scenes} - {scene}
        return self.model_copy(update={"scenes": tuple(one for one in Scene if one in told)})


def length(written: tuple[str, ...]) -> int:
    """UTF-16 units of `written`, and what stands between its parts."""
    return sum(len(one.encode("utf-16-le")) // 2 + 3 for one in written)
