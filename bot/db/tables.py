"""Every table of this version. What happened is told by pseudonyms: who stands behind one is told
by `people` alone, so that deleting a person there leaves a trail that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
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
    Column("remarks", Text, nullable=False),
    Column("batch", _NUMBER, index=True),
    Column("address", String(32), index=True),
    Column("wording", String(32), nullable=False, index=True),
    Column("document", String(200), index=True),
    Column("copy_of", String(200)),
    Column("brought_by", String(16), nullable=False),
    Column("brought_at", Moment, nullable=False),
    Column("decided_by", String(16)),
    Column("decided_at", Moment),
    Column("filed_at", Moment),
)
"""Documents on their way into the corpus, and out of it. `fields` are a document's, as JSON, but
for its text; `remarks` a JSON list of sentences; `batch` is the first of those that came together;
`address` and `wording` are digests that the same page or text has again; `document` is the id it is
filed under, `copy_of` that of the document it was found to be a copy of. What is decided without
`filed_at` is not yet done in the corpus folder and is done at the next start."""

questions = Table(
    "questions",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("asked_at", Moment, nullable=False, index=True),
    Column("day", String(10), nullable=False),
    Column("person", String(32), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("documents", Text, nullable=False),
    Column("generation", String(60), nullable=False),
    Column("feedback", String(12)),
)
"""Thirty days of questions; `person` is a keyed hash, `day` the one that people in Jakarta had,
`reason` why there was no answer, `documents` the shown ids as a JSON list."""

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
    Column("message", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("key", String(32), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("tried", String(60), nullable=False),
    Column("held_until", Moment),
    Column("doubts", Integer, nullable=False, server_default="0"),
    UniqueConstraint("chat", "person", "key"),
)
"""Questions that found nothing and whose asker wants to be told once there is an answer, in reply
to his `message`. `key` is the question's digest, `tried` the generation that was asked last; while
one copy of the bot tells him, it holds the row against the others. `doubts` is how often he was
told without anybody's knowing whether it arrived."""

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("words", Text, nullable=False),
    Column("area", String(60), nullable=False),
    Column("made_by", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("begun_at", Moment),
)
"""Messages to many that are not sent to all of them yet; one without `begun_at` waits for its
author's word."""

receivers = Table(
    "receivers",
    metadata,
    Column("broadcast", ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),
    Column("taken_at", Moment),
)
"""How far a broadcast has come with each person."""

reports = Table(
    "reports",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("key", _NUMBER, nullable=False, unique=True, index=True),
    Column("area", String(60), nullable=False),
    Column("component", String(20), nullable=False),
    Column("state", String(16), nullable=False),
    Column("have", Integer),
    Column("need", Integer),
    Column("note", Text, nullable=False),
    Column("photo", String(200), nullable=False),
    Column("officer", String(16), nullable=False),
    Column("role", String(20), nullable=False),
    Column("observed_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("corrects", _NUMBER, index=True),
    Column("drill", _NUMBER),
    Column("verdict", String(12)),
    Column("judged_by", String(16)),
    Column("judged_at", Moment),
    Column("reason", Text),
    Column("change", _NUMBER, nullable=False, index=True),
    Index("ix_reports_counting", "area", "component", "observed_at", "received_at", "id"),
)
"""What officers reported; nothing is ever changed but a superior's verdict and his reason. `id` is
the order in which they came, `key` the number that each is known by (`bot.db.numbers`). `photo` is
Telegram's name of the file, `corrects` the first of the reports that this one takes the place of,
`drill` the exercise that a report belongs to: those never count as the state. `change` numbers
what was written, in its order: whoever remembers up to where he read can ask what is new."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=False),
    Column("person", BigInteger, nullable=False, index=True),
    Column("message", BigInteger),
    Column("content", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("sent_at", Moment),
)
"""Reports that are being made, as JSON, and the message that shows one: a correction replies to it.
Sent ones stay for a while for that."""

checks = Table(
    "checks",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("election", String(10), primary_key=True),
    Column("item", String(40), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""What an officer has ticked off his own list before an election, named by its day."""

drills = Table(
    "drills",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=False),
    Column("area", String(60), nullable=False, index=True),
    Column("day", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("recorded_by", String(16), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("saved_at", Moment),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
)
"""Exercises: `content` is the record as JSON, a draft until it is saved; `day` is the one it is
filed under; one that is begun and not ended is on."""

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("drill", ForeignKey("drills.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("area", String(60), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("due_on", String(10), nullable=False),
    Column("done_at", Moment),
    Column("done_by", String(16)),
)
"""What an exercise showed to be done, and by which day."""

watches = Table(
    "watches",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("area", String(60), primary_key=True),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_until", Integer, nullable=False),
    Column("since", Moment, nullable=False),
)
"""Who wants to be told of which area, and the hours of the area's own time when not to."""

seen_states = Table(
    "seen_states",
    metadata,
    Column("area", String(60), primary_key=True),
    Column("component", String(20), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("stale", Boolean, nullable=False),
)
"""What watched areas' cells were reported to be when they were looked at last, and whether that was
too old: what is another now is news."""

notices = Table(
    "notices",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("person", BigInteger, nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("area", String(60), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("before", String(16), nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("held_until", Moment),
    Column("told_at", Moment),
    Column("doubts", Integer, nullable=False, server_default="0"),
)
"""What is to be told to whom and when; a key is told once, whichever copy of the bot tells it.
`subject` is a component, a day, a stage's digest or the id of what is to be followed up, `before`
the state of a cell before it changed, `doubts` how often it was told without anybody's knowing
whether it arrived. What is said of it is made when it is told, not before."""
