"""The tables' history: one file a revision in `versions/`, applied in order when the bot starts.

A revision never changes once it is released; what it made is changed by a later one.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.errors import DatabaseNewer


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply what `connection`'s database lacks, in the transaction that is open on it.

    Raises DatabaseNewer where a later version of the program has been there.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise DatabaseNewer from error
