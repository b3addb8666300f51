"""People, their roles, and the links that give one."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    String,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "receipts",
        Column("key", String(80), primary_key=True),
        Column("at", _MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "people",
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("pseudonym", String(16), nullable=False, unique=True),
        Column("name", String(200), nullable=False),
    )
    op.create_table(
        "grants",
        Column("id", _NUMBER, primary_key=True),
        Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        Column("role", String(20), nullable=False),
        Column("area", String(60), nullable=False),
        Column("granted_by", String(16), nullable=False),
        Column("granted_at", _MOMENT, nullable=False),
        UniqueConstraint("person", "role", "area"),
    )
    op.create_index("ix_grants_area", "grants", ["area"])
    op.create_table(
        "invites",
        Column("id", _NUMBER, primary_key=True),
        Column("code", String(32), nullable=False, unique=True),
        Column("role", String(20), nullable=False),
        Column("area", String(60), nullable=False),
        Column("made_by", String(16), nullable=False),
        Column("made_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("used_by", String(16)),
        Column("used_at", _MOMENT),
        Column("revoked_at", _MOMENT),
    )
