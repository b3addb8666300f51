"""Who may do what, and where. Pure: whoever asks brings the person, who decides writes nothing.

A role holds for an area and everything below it. What a person may not do does not exist for him:
nothing here tells "forbidden" from "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.areas import Area, AreaTree


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


@dataclass(frozen=True, slots=True)
class Holding:
    """One role of one person, as lists tell it. `since` is None where the settings give it: no
    command takes that away."""

    holder: Person
    grant: Grant
    since: datetime | None


def may(person: Person, right: Right) -> bool:
    """Whether he may do it at all, wherever that is."""
    return any(right in _RIGHTS[grant.role] for grant in _grants(person))


def may_in(person: Person, right: Right, area: str, tree: AreaTree) -> bool:
    """Whether he may do it in `area`, an id; no for an area that the tree doesn't have."""
    return tree.get(area) is not None and any(
        right in _RIGHTS[grant.role] and _covers(grant, area, tree) for grant in _grants(person)
    )


def may_appoint(person: Person, grant: Grant, tree: AreaTree) -> bool:
    """Whether he may give `grant`. A coordinator appoints officers in his area and below, and
    coordinators below it only: nobody makes or unmakes his own equal but an admin."""
    match grant.role:
        case Role.CITIZEN:
            return False
        case Role.ADMIN:
            return grant.area is None and may(person, Right.APPOINT)
    if grant.area is None or tree.get(grant.area) is None:
        return False
    if may(person, Right.APPOINT):
        return True
    above = (own for own in person.grants if _covers(own, grant.area, tree))
    return any(
        own.role is Role.COORDINATOR and (grant.role is Role.OFFICER or own.area != grant.area)
        for own in above
    )


def may_withdraw(person: Person, grant: Grant, tree: AreaTree) -> bool:
    """Whether he may take `grant` from somebody: what he may give, and an admin also what nobody
    can give any more, because its area has left the tree."""
    return may(person, Right.APPOINT) or may_appoint(person, grant, tree)


def has(person: Person, grant: Grant, tree: AreaTree) -> bool:
    """Whether `grant` would give him nothing that he doesn't have."""
    return any(
        own == grant
        or (_RIGHTS[own.role] >= _RIGHTS[grant.role] and _covers(own, grant.area, tree))
        for own in _grants(person)
    )


def roles_for(person: Person, tree: AreaTree) -> tuple[Role, ...]:
    """The roles that he may give somewhere, from the least to the most."""
    return tuple(
        role
        for role in Role
        if may_appoint(person, Grant(role), tree) or areas_for(person, role, tree)
    )


def areas_for(person: Person, role: Role, tree: AreaTree) -> tuple[Area, ...]:
    """Where he may give `role`, in the order of the tree."""
    return tuple(area for area in tree.areas if may_appoint(person, Grant(role, area.id), tree))


def areas_of(person: Person, right: Right) -> tuple[str, ...]:
    """The areas for which he holds `right` by name; empty for an admin, who needs none."""
    held: Iterable[str] = (g.area for g in person.grants if g.area and right in _RIGHTS[g.role])
    return tuple(sorted(set(held)))


def _grants(person: Person) -> tuple[Grant, ...]:
    return (Grant(Role.CITIZEN), *person.grants)


def _covers(grant: Grant, area: str | None, tree: AreaTree) -> bool:
    """Whether `grant` holds in `area`; only what needs no area holds where the tree has none."""
    if grant.area is None:
        return grant.role in (Role.CITIZEN, Role.ADMIN)
    if area is None or tree.get(area) is None or tree.get(grant.area) is None:
        return False
    return tree.within(area, grant.area)
