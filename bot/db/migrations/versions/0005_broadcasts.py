"""Messages to many, and whom they have reached."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, String, Text

revision = "0005"
down_revision = "0004"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        Column("id", _NUMBER, primary_key=True),
        Column("words", Text, nullable=False),
        Column("area", String(60), nullable=False),
        Column("made_by", String(16), nullable=False),
        Column("made_at", _MOMENT, nullable=False),
        Column("begun_at", _MOMENT),
    )
    op.create_table(
        "receivers",
        Column(
            "broadcast",
            _NUMBER,
            ForeignKey("broadcasts.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        Column("person", BigInteger, primary_key=True, autoincrement=False),
        Column("state", String(8), nullable=False),
        Column("taken_at", _MOMENT),
    )
