"""What is told again because it may not have arrived is told so a few times only."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table in ("wishes", "notices"):
        op.add_column(table, Column("doubts", Integer, nullable=False, server_default="0"))
