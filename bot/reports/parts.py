"""All that reports take, put together once: how they are made and sent, and what superiors make of
them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.db.engine import Database
from bot.reports.reporting import DrillOn, Reporting
from bot.reports.verdicts import Verdicts
from bot.roles import Roles


@dataclass(frozen=True, slots=True)
class Reports:
    """The use cases of reports."""

    reporting: Reporting
    verdicts: Verdicts

    @classmethod
    def of(
        cls,
        database: Database,
        roles: Roles,
        drill_on: DrillOn,
        heard: Callable[[str], None],
        clock: Callable[[], datetime],
    ) -> Reports:
        """Over one database; `heard` is told each area that is reported or judged of."""
        reporting = Reporting(database, roles, drill_on, clock)
        verdicts = Verdicts(database, roles, clock)
        reporting.on_kept.append(heard)
        verdicts.on_judged.append(heard)
        return cls(reporting, verdicts)
