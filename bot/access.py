"""Who may do what, and where. Pure: whoever asks brings the person, who decides writes nothing.

A role holds for an area and everything below it. What a person may not do does not exist for him:
nothing here tells "forbidden" from "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.areas import AreaTree


class Role(StrEnum):
    """From the least to the most. Everyone is a citizen."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Right(StrEnum):
    """What somebody wants to do."""

    ASK = "ask"
    REPORT = "report"  # readiness: tell it and see it
    OVERSEE = "oversee"  # officers of an area: invite, withdraw, verify
    KEEP = "keep"  # the corpus, the audit trail, the statistics
    APPOINT = "appoint"  # anybody, to anything


_RIGHTS = {
    Role.CITIZEN: {Right.ASK},
    Role.OFFICER: {Right.ASK, Right.REPORT},
    Role.COORDINATOR: {Right.ASK, Right.REPORT, Right.OVERSEE},
    Role.ADMIN: set(Right),
}


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role in an area of the tree; an admin's has none and holds everywhere."""

    role: Role
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the bot knows him. `pseudonym` is None for whoever never had a role: nothing is
    kept of citizens."""

    id: int
    name: str
    pseudonym: str | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def role(self) -> Role:
        """The highest role that he holds anywhere."""
        ranks = list(Role)
        return max((grant.role for grant in self.grants), key=ranks.index, default=Role.CITIZEN)


def may(person: Person, right: Right) -> bool:
    """Whether he may do it at all, wherever that is."""
    return any(right in _RIGHTS[role] for role in _roles(person))


def may_in(person: Person, right: Right, area: str, tree: AreaTree) -> bool:
    """Whether he may do it in `area`, an id; no for an area that the tree doesn't have."""
    return tree.get(area) is not None and any(
        right in _RIGHTS[grant.role] and _covers(grant, area, tree) for grant in person.grants
    )


def may_appoint(person: Person, grant: Grant, tree: AreaTree) -> bool:
    """Whether he may give or withdraw `grant`. A coordinator appoints officers in his area and
    below, and coordinators below it only: nobody makes or unmakes his own equal but an admin."""
    if may(person, Right.APPOINT):
        return grant.role is Role.ADMIN or (
            grant.area is not None and tree.get(grant.area) is not None
        )
    if grant.area is None or not may_in(person, Right.OVERSEE, grant.area, tree):
        return False
    if grant.role is Role.OFFICER:
        return True
    return grant.role is Role.COORDINATOR and any(
        own.role is Role.COORDINATOR and own.area != grant.area and _covers(own, grant.area, tree)
        for own in person.grants
    )


def areas_of(person: Person, right: Right) -> tuple[str, ...]:
    """The areas for which he holds `right` by name; empty for an admin, who needs none."""
    held: Iterable[str] = (g.area for g in person.grants if g.area and right in _RIGHTS[g.role])
    return tuple(sorted(set(held)))


def _roles(person: Person) -> set[Role]:
    return {Role.CITIZEN, *(grant.role for grant in person.grants)}


def _covers(grant: Grant, area: str, tree: AreaTree) -> bool:
    if grant.area is None:
        return grant.role is Role.ADMIN
    return tree.get(grant.area) is not None and tree.within(area, grant.area)
