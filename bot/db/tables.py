"""Every table of this version. What happened is told by pseudonyms: who stands behind one is told
by `people` alone, so that deleting a person there leaves a trail that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, on databases that keep time zones and on those that don't."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


# Names that Alembic can drop by, on every database.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A row's own number: SQLite counts up by itself only for its INTEGER."""

receipts = Table(
    "receipts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)
"""Updates that have been acted on."""

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("pseudonym", String(16), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
)
"""Whoever has, or had, a role: Telegram's id and the name there."""

grants = Table(
    "grants",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("area", String(60), nullable=False, index=True),
    Column("granted_by", String(16), nullable=False),
    Column("granted_at", Moment, nullable=False),
    UniqueConstraint("person", "role", "area"),
)
"""Roles that hold now. `area` is a code of the area tree, empty where a role has no area."""

invites = Table(
    "invites",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("area", String(60), nullable=False),
    Column("made_by", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", String(16)),
    Column("used_at", Moment),
    Column("revoked_at", Moment),
)
"""`code` is the digest of what the link says: who reads the table can use none of them."""

audit = Table(
    "audit",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", String(16), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("details", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""What was done, numbered from 1 without a gap; each hash covers its row and the hash before."""

audit_end = Table(
    "audit_end",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
)
"""The last row of `audit`, once more: without it nobody would miss rows taken off the end."""

candidates = Table(
    "candidates",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("state", String(12), nullable=False, index=True),
    Column("source", String(2000), nullable=False),
    Column("fields", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("brought_by", String(16), nullable=False),
    Column("brought_at", Moment, nullable=False),
    Column("decided_by", String(16)),
    Column("decided_at", Moment),
    Column("filed_at", Moment),
)
"""Documents on their way into the corpus: `fields` are a document's, as JSON, without its text.
An approved one without `filed_at` has no file yet and gets it at the next start."""

questions = Table(
    "questions",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("asked_at", Moment, nullable=False, index=True),
    Column("person", String(32), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("documents", Text, nullable=False),
    Column("generation", String(60), nullable=False),
    Column("feedback", String(12)),
)
"""Thirty days of questions; `person` is a keyed hash, `documents` the shown ids as a JSON list."""

counts = Table(
    "counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("what", String(20), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""What is left of older questions: how many of a kind on a day."""

wishes = Table(
    "wishes",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("person", BigInteger, nullable=False, index=True),
    Column("chat", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    UniqueConstraint("chat", "person", "question"),
)
"""Questions that found nothing and whose asker wants to be told once there is an answer."""
