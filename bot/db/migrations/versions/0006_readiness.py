"""Readiness: what officers report, exercise, tick off and watch."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, DateTime, ForeignKey, Integer, String, Text

revision = "0006"
down_revision = "0005"

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    _reports()
    _officers()
    _drills()
    _watching()


def _reports() -> None:
    op.create_table(
        "reports",
        Column("id", _NUMBER, primary_key=True),
        Column("area", String(60), nullable=False),
        Column("component", String(20), nullable=False),
        Column("state", String(16), nullable=False),
        Column("have", Integer),
        Column("need", Integer),
        Column("note", Text, nullable=False),
        Column("photo", String(200), nullable=False),
        Column("officer", String(16), nullable=False),
        Column("role", String(20), nullable=False),
        Column("observed_at", _MOMENT, nullable=False),
        Column("received_at", _MOMENT, nullable=False),
        Column("corrects", _NUMBER, index=True),
        Column("drill", _NUMBER),
        Column("verdict", String(12)),
        Column("judged_by", String(16)),
        Column("judged_at", _MOMENT),
        Column("reason", Text),
        Column("change", _NUMBER, nullable=False, index=True),
    )
    order = ["area", "component", "observed_at", "received_at", "id"]
    op.create_index("ix_reports_counting", "reports", order)


def _officers() -> None:
    op.create_table(
        "drafts",
        Column("id", _NUMBER, primary_key=True),
        Column("person", BigInteger, nullable=False, index=True),
        Column("message", BigInteger),
        Column("content", Text, nullable=False),
        Column("changed_at", _MOMENT, nullable=False),
        Column("sent_at", _MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "checks",
        Column("person", BigInteger, primary_key=True, autoincrement=False),
        Column("election", String(10), primary_key=True),
        Column("item", String(40), primary_key=True),
        Column("at", _MOMENT, nullable=False),
    )


def _drills() -> None:
    op.create_table(
        "drills",
        Column("id", _NUMBER, primary_key=True),
        Column("area", String(60), nullable=False, index=True),
        Column("day", String(10), nullable=False),
        Column("content", Text, nullable=False),
        Column("recorded_by", String(16), nullable=False),
        Column("recorded_at", _MOMENT, nullable=False),
        Column("saved_at", _MOMENT),
        Column("begun_at", _MOMENT),
        Column("ended_at", _MOMENT),
    )
    op.create_table(
        "follow_ups",
        Column("id", _NUMBER, primary_key=True),
        Column(
            "drill",
            _NUMBER,
            ForeignKey("drills.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        Column("area", String(60), nullable=False, index=True),
        Column("text", Text, nullable=False),
        Column("due_on", String(10), nullable=False),
        Column("done_at", _MOMENT),
        Column("done_by", String(16)),
    )


def _watching() -> None:
    op.create_table(
        "watches",
        Column("person", BigInteger, primary_key=True, autoincrement=False),
        Column("area", String(60), primary_key=True),
        Column("quiet_from", Integer, nullable=False),
        Column("quiet_until", Integer, nullable=False),
        Column("since", _MOMENT, nullable=False),
    )
    op.create_table(
        "seen_states",
        Column("area", String(60), primary_key=True),
        Column("component", String(20), primary_key=True),
        Column("state", String(16), nullable=False),
        Column("stale", Boolean, nullable=False),
    )
    op.create_table(
        "notices",
        Column("key", String(200), primary_key=True),
        Column("person", BigInteger, nullable=False, index=True),
        Column("kind", String(12), nullable=False),
        Column("area", String(60), nullable=False),
        Column("subject", String(40), nullable=False),
        Column("before", String(16), nullable=False),
        Column("due_at", _MOMENT, nullable=False, index=True),
        Column("held_until", _MOMENT),
        Column("told_at", _MOMENT),
    )
