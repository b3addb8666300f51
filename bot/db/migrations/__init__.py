"""The tables' history: one file a revision in `versions/`, applied in order when the bot starts.

A revision never changes once it is released; what it made is changed by a later one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from bot.errors import DatabaseNewer

_HERE = Path(__file__).parent
_APPLIED = table("alembic_version", column("version_num"))


def upgrade(connection: Connection, revision: str | None = None) -> None:
    """Apply what `connection`'s database lacks up to `revision`, the newest if None, in the
    transaction that is open on it.

    Raises DatabaseNewer where a later version of the program has been there.
    """
    if revision is None and _applied(connection) == newest():
        return  # the usual start, which needs neither Alembic's time nor its memory
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision or "head")
    except CommandError as error:
        raise DatabaseNewer from error


def newest() -> str:
    """The last revision: files are named after theirs, which count up."""
    return max(file.stem.partition("_")[0] for file in (_HERE / "versions").glob("[0-9]*.py"))


def _applied(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_APPLIED.name):
        return None
    return connection.execute(select(_APPLIED.c.version_num)).scalar_one_or_none()
