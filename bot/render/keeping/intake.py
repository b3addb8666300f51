"""What was taken into the corpus from the terminal, line by line: what was added, what is not known
of it, what it looks like, and what else could be added."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.keeping.intake import Added, AddedLaw, Intake
from bot.keeping.sources import Listed


def intake_lines(taken: Intake) -> Iterator[str]:
    """What is printed for `taken`, but for what was rejected."""
    for one in taken.added:
        yield from _added(one)
    for law in taken.laws:
        yield from _law(law)
    for listed in taken.listed:
        yield from _listed(listed)
    if not (taken.added or taken.laws or taken.listed):
        yield texts.NOTHING_ADDED


def _added(one: Added) -> Iterator[str]:
    yield texts.ADDED.format(id=one.document.id, file=one.file)
    if one.document.drill:
        yield texts.ADDED_DRILL
    if one.unrecorded:
        yield texts.ADDED_UNRECORDED.format(fields=", ".join(one.unrecorded))
    for other, share in one.alike:
        yield texts.ADDED_ALIKE.format(id=other.id, title=other.title, percent=round(100 * share))


def _law(law: AddedLaw) -> Iterator[str]:
    yield texts.ADDED_LAW.format(law=law.label, count=law.documents, folder=law.folder)
    yield from (f"  {remark}" for remark in law.remarks)


def _listed(listed: Listed) -> Iterator[str]:
    feed = listed.feed
    yield texts.FEED_LISTED.format(source=listed.source, count=len(feed.entries) + feed.more)
    for entry in feed.entries:
        told = (entry.published_on, entry.title)
        details = " ".join(part for part in told if part)
        yield f"  {entry.url}" + (f"  {details}" if details else "")
    if feed.more:
        yield f"  {texts.FEED_MORE.format(count=feed.more)}"
    yield texts.FEED_ADD
