"""All that keeping the corpus from the chat takes, put together once: what is read, what waits,
what is decided and done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.db.engine import Database
from bot.keeping.approval import Approvals
from bot.keeping.arrival import Arrivals
from bot.keeping.candidates import Candidates
from bot.keeping.filing import Filing
from bot.keeping.inventory import Inventories
from bot.keeping.reception import Fetch, Reception
from bot.keeping.removal import Removals
from bot.library import Library
from corpus.publishers import publishers_in


@dataclass(frozen=True, slots=True)
class Keeping:
    """The use cases of those who keep the corpus."""

    reception: Reception
    inventories: Inventories
    arrivals: Arrivals
    candidates: Candidates
    approvals: Approvals
    removals: Removals

    @classmethod
    def of(
        cls,
        database: Database,
        library: Library,
        filing: Filing,
        fetch: Fetch,
        clock: Callable[[], datetime],
    ) -> Keeping:
        """Over the folder that `filing` writes; addresses are fetched by `fetch`."""
        inventories = Inventories(library)
        return cls(
            Reception(partial(publishers_in, filing.corpus), fetch),
            inventories,
            Arrivals(database, library, inventories, clock),
            Candidates(database, library, inventories, filing.areas, clock),
            Approvals(database, library, inventories, filing, clock),
            Removals(database, filing, clock),
        )
