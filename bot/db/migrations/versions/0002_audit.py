"""The trail of who did what, and where it ends."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, String, Text

revision = "0002"
down_revision = "0001"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "audit",
        Column("number", _NUMBER, primary_key=True, autoincrement=False),
        Column("at", _MOMENT, nullable=False),
        Column("actor", String(16), nullable=False),
        Column("action", String(40), nullable=False),
        Column("subject", String(300), nullable=False),
        Column("details", Text, nullable=False),
        Column("hash", String(64), nullable=False),
    )
    op.create_table(
        "audit_end",
        Column("number", _NUMBER, primary_key=True, autoincrement=False),
        Column("hash", String(64), nullable=False),
    )
