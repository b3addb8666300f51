"""The statistics as an admin sees them on a phone: a picture with its figures in the caption, then
what was not answered and what has grown old."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.questions.grouping import HIDDEN, Groups
from bot.questions.statistics import Month, Stale
from bot.questions.tally import BESIDE, FEEDBACK, OUTCOMES, What, total
from bot.render.contacts import verified
from bot.render.dates import date_words
from bot.render.markup import Text, bold, italic, join, link
from bot.render.reply import Reply, reply
from bot.render.sources import details
from corpus.contacts import Contact

SHOWN = 10
"""Groups of unanswered questions, those that most people asked."""


def picture(month: Month) -> bytes:
    """The days as a PNG. Takes a second or two of the processor's time."""
    # Imported here: drawing is heavy, and a bot that is asked for none must not carry it.
    from bot.render.plots import columns

    return columns(month.days)


def caption(month: Month) -> str:
    """The picture's figures; plain text, within Telegram's 1024 characters."""
    first, last = (date_words(month.days[at].day.isoformat()) for at in (0, -1))
    return "\n".join(
        [
            texts.STATISTICS_SPAN.format(first=first, last=last),
            f"{texts.STATISTICS_QUESTIONS}: {_parts(month, OUTCOMES)}",
            f"{texts.STATISTICS_FEEDBACK}: {_parts(month, FEEDBACK)}",
            f"{texts.STATISTICS_BESIDE}: {_parts(month, BESIDE)}",
        ]
    )


def render_statistics(month: Month) -> Reply:
    """What is to be done; nothing where nothing is."""
    return reply([*_unanswered(month.unanswered), *_stale(month.stale), *_contacts(month.contacts)])


def _parts(month: Month, whats: tuple[What, ...]) -> str:
    parts = (
        texts.STATISTICS_PART.format(number=total(month.days, what), what=texts.COUNTED[what])
        for what in whats
    )
    return f"{total(month.days, *whats)} ({', '.join(parts)})"


def _unanswered(groups: Groups) -> Iterator[Text]:
    lines: list[Text] = [
        Text(f"{number}. ")
        + bold(texts.STATISTICS_GROUP.format(people=group.people))
        + Text(group.wording)
        for number, group in enumerate(groups.shown[:SHOWN], start=1)
    ]
    if others := len(groups.shown) - len(lines):
        lines.append(Text(texts.STATISTICS_OTHERS.format(number=others)))
    if any(HIDDEN in group.wording for group in groups.shown[:SHOWN]):
        lines.append(Text(texts.STATISTICS_HIDDEN))
    if groups.alone:
        lines.append(Text(texts.STATISTICS_ALONE.format(number=groups.alone)))
    if lines:
        yield join("\n", [bold(texts.STATISTICS_UNANSWERED), *lines])


def _stale(stale: tuple[Stale, ...]) -> Iterator[Text]:
    lines = [
        Text("• ")
        + link(one.document.title, one.document.url)
        + italic(f"\n{details(one.document)} · {texts.STATISTICS_TIMES.format(times=one.times)}")
        for one in stale
    ]
    if lines:
        yield join("\n", [bold(texts.STATISTICS_STALE), *lines])


def _contacts(contacts: tuple[Contact, ...]) -> Iterator[Text]:
    lines = [
        f"• {texts.STATISTICS_CONTACT.format(name=one.name, date=verified(one))}"
        for one in contacts
    ]
    if lines:
        yield join("\n", [bold(texts.STATISTICS_CONTACTS), *lines])
