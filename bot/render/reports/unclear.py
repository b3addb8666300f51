"""Why a line was not understood, and how it is written; with the line, so that nothing typed with
cold fingers has to be typed again."""

from __future__ import annotations

from bot import texts
from bot.render.contacts import referral
from bot.render.markup import Text, code, join
from bot.render.reply import Reply, reply
from bot.reports.shorthand.outcome import Reason, Unclear
from bot.reports.shorthand.words import CODES
from corpus.directory import Directory

_WITH_CODES = {Reason.WORD, Reason.NO_COMPONENT, Reason.NO_VALUE}
_ABOUT = 60


def render_unclear(unclear: Unclear, command: str | None = None, head: Text | None = None) -> Reply:
    """The reason; `command` is what he sent, where it was the command and not a reply. Under a
    `head` that names a draft it can be replied to."""
    about = unclear.about if len(unclear.about) <= _ABOUT else unclear.about[: _ABOUT - 1] + "…"
    why = texts.UNCLEAR_WHY[unclear.reason].format(about=about)
    told = Text(texts.UNCLEAR.format(why=why))
    blocks = [join("\n", [head, told]) if head else told]
    if command and unclear.reason is not Reason.LONG:
        blocks.append(join("\n", [Text(texts.UNCLEAR_COPY), code(command)]))
    if unclear.reason in _WITH_CODES:
        blocks.append(Text(codes()))
    return reply(blocks)


def render_counts_refused(directory: Directory) -> Reply:
    """Why counts of votes are not taken, and who has them."""
    whom = (referral(key, directory) for key in ("kpu", "bawaslu"))
    return reply([" ".join([texts.COUNTS_REFUSED, *whom])])


def codes() -> str:
    """The codes of a line, as the help lists them."""
    listed = (
        texts.REPORT_CODE.format(code=letter, component=texts.COMPONENTS_SHORT[component].lower())
        for letter, component in CODES.items()
    )
    return texts.REPORT_CODES.format(codes=", ".join(listed))
