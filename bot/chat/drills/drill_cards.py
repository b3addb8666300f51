"""What is shown of drills: a list or a card as it stands now, under the banner of what is on there,
and beside it what is published."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import MaybeInaccessibleMessage

from bot.boards.quotes import Quote
from bot.chat.context import Context, Services
from bot.chat.send import prompt
from bot.drills.exercise import Field
from bot.drills.visible import View
from bot.errors import LibraryClosed
from bot.readiness import Component
from bot.render.drills.drill_buttons import sure_rows
from bot.render.drills.drill_card import field_words, render_card, render_sure
from bot.render.drills.drill_prompt import Asked, prompt_words
from bot.render.drills.drills import banner, render_listing
from bot.render.markup import Text
from bot.render.reply import Reply


async def listing(
    context: Context, area: str, page: int = 0, note: str | None = None
) -> Reply | None:
    """A page of the area's drills; None where the person may not see them."""
    found = await context.services.drilling.drills.listing(context.person, area, page)
    if found is None:
        return None
    quote = await _published(context, area)
    touching = await context.services.drilling.rehearsals.touching(area)
    return render_listing(found, names_of(context.services, touching), quote, note)


async def card(
    context: Context, view: View, editing: bool = False, notes: Sequence[str] = ()
) -> Reply:
    """The drill's card."""
    area = view.drill.area
    quote = await _published(context, area)
    return render_card(view, await banner_of(context, area), quote, editing, notes)


async def banner_of(context: Context, area: str) -> tuple[Text, ...]:
    """What has to stand over a message about a drill of the area."""
    covering = await context.services.drilling.rehearsals.covering(area)
    return banner(names_of(context.services, covering))


async def recordable(context: Context, drill: int) -> View | None:
    """The drill, if the person may change it."""
    view = await context.services.drilling.drills.view(context.person, drill)
    return view if view and view.may_record else None


async def sure(context: Context, view: View, asked: str, yes: str, act: str) -> Reply:
    """Whether `act` on the drill is really meant."""
    shown = await banner_of(context, view.drill.area)
    return render_sure(asked, shown, sure_rows(yes, act, view.drill.id))


async def ask_field(
    context: Context, to: MaybeInaccessibleMessage, view: View, field: Field, why: str | None = None
) -> None:
    """Ask for the field in a message of its own; `why` the last answer would not do."""
    words = prompt_words(Asked(view.drill.id, field), field_words(view, field), why)
    shown = await banner_of(context, view.drill.area)
    await prompt(context.bot, to, "\n\n".join([*(block.plain for block in shown), words]))


def names_of(services: Services, areas: Sequence[str]) -> list[str]:
    """What areas of the tree are called."""
    found = (services.roles.areas.get(area) for area in areas)
    return [area.name for area in found if area]


async def _published(context: Context, area: str) -> Quote | None:
    """What a publication says of a drill there; records are there also where the index is not."""
    try:
        quotes = await context.services.publications.of(area)
    except LibraryClosed:
        return None
    both = (*quotes.get(Component.PERSONNEL, ()), *quotes.get(Component.TRAINING, ()))
    return next((quote for quote in both if quote.document.drill), None)
