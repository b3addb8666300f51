"""Who somebody is to the bot, told to himself."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.access import Holding, Person
from bot.render.markup import Text, bold, code, join
from bot.render.naming import person_name, role_name, since
from bot.render.reply import Reply, reply
from corpus.areas import AreaTree


def render_me(
    person: Person, own: Sequence[Holding], areas: AreaTree, commands: Sequence[str]
) -> Reply:
    """Name, number and roles; `commands` are the lines of those that only his roles give."""
    id = Text(texts.ME_ID) + code(str(person.id))
    who = join("\n", [texts.ME.format(name=person_name(person.name)), id, texts.ME_ID_USE])
    if not own:
        return reply([who, texts.ME_CITIZEN])
    roles = [f"• {role_name(it.grant, areas)}{since(it)}" for it in own]
    blocks = [who, join("\n", [bold(texts.ME_ROLES), *roles])]
    if commands:
        blocks.append(join("\n", [bold(texts.ME_COMMANDS), *commands]))
    return reply([*blocks, texts.ME_KEPT])
