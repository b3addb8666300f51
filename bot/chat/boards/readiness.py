"""Free questions about readiness: an officer who asks in private about an area that he may see is
shown its board, everybody else, and every group, what is published."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter

from bot.chat.addressed import question_text
from bot.chat.boards import board, published
from bot.chat.context import Context
from bot.questions.about_readiness import about_readiness
from corpus.areas import bundled
from corpus.contacts import EVERYWHERE
from index.danger import in_danger


async def asked(update: Update, context: Context) -> None:
    """A question that ABOUT_READINESS lets through."""
    message, overview = update.effective_message, context.services.overview
    assert message is not None
    about = about_readiness(question_text(message), overview.areas)
    assert about is not None, "the filter has seen to it"
    if message.chat.type == ChatType.PRIVATE:
        named = [area for area in about.areas if overview.sees(context.person, area.id)]
        seen = named if about.areas else overview.own(context.person)
        if seen:
            return await board.offer(update, context, seen, about.silent)
    country = [area for area in overview.areas.areas if area.id == EVERYWHERE]
    await published.tell(message, context, about.areas or country)


class _AboutReadiness(MessageFilter):
    """Calls for help come first, whatever else they say."""

    def filter(self, message: Message) -> bool:
        text = question_text(message)
        return about_readiness(text, bundled()) is not None and not in_danger(text)


ABOUT_READINESS = _AboutReadiness()
