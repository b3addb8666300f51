"""Reports are known by numbers that do not count them. What was reported until now keeps the number
that messages, corrections and the trail name it by."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer

revision = "0007"
down_revision = "0006"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    op.add_column("reports", Column("key", _NUMBER))
    op.execute("UPDATE reports SET key = id")
    with op.batch_alter_table("reports") as reports:  # SQLite changes no column that is there
        reports.alter_column("key", existing_type=_NUMBER, nullable=False)
    op.create_index("ix_reports_key", "reports", ["key"], unique=True)
