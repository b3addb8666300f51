"""Documents on their way into the corpus."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, String, Text

revision = "0003"
down_revision = "0002"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "candidates",
        Column("id", _NUMBER, primary_key=True),
        Column("state", String(12), nullable=False, index=True),
        Column("source", String(2000), nullable=False),
        Column("fields", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("remarks", Text, nullable=False),
        Column("batch", _NUMBER, index=True),
        Column("address", String(32), index=True),
        Column("wording", String(32), nullable=False, index=True),
        Column("document", String(200), index=True),
        Column("copy_of", String(200)),
        Column("brought_by", String(16), nullable=False),
        Column("brought_at", _MOMENT, nullable=False),
        Column("decided_by", String(16)),
        Column("decided_at", _MOMENT),
        Column("filed_at", _MOMENT),
    )
