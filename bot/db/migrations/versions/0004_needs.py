"""What people ask, without their names, and what they wait for."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, String, Text, UniqueConstraint

revision = "0004"
down_revision = "0003"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "questions",
        Column("id", _NUMBER, primary_key=True),
        Column("asked_at", _MOMENT, nullable=False, index=True),
        Column("day", String(10), nullable=False),
        Column("person", String(32), nullable=False, index=True),
        Column("text", Text, nullable=False),
        Column("outcome", String(20), nullable=False),
        Column("reason", String(20), nullable=False),
        Column("documents", Text, nullable=False),
        Column("generation", String(60), nullable=False),
        Column("feedback", String(12)),
    )
    op.create_table(
        "counts",
        Column("day", String(10), primary_key=True),
        Column("what", String(20), primary_key=True),
        Column("number", Integer, nullable=False),
    )
    op.create_table(
        "wishes",
        Column("id", _NUMBER, primary_key=True),
        Column("person", BigInteger, nullable=False, index=True),
        Column("chat", BigInteger, nullable=False),
        Column("message", BigInteger, nullable=False),
        Column("question", Text, nullable=False),
        Column("key", String(32), nullable=False),
        Column("asked_at", _MOMENT, nullable=False),
        Column("tried", String(60), nullable=False),
        Column("held_until", _MOMENT),
        UniqueConstraint("chat", "person", "key"),
    )
