from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Chat, Message, MessageEntity, User

from bot.chat.addressed import FOR_ANOTHER_BOT, is_addressed, question_text

ME = User(7, "Siaga", is_bot=True, username="SiagaBot")
CITIZEN = User(11, "Sri", is_bot=False)


class NamedBot(Bot):
    """A bot that knows its name without asking Telegram."""

    @property
    def bot(self) -> User:
        return ME


@cache
def named_bot() -> NamedBot:
    return NamedBot("7:x")


def said(text: str, *entities: MessageEntity, kind: str = Chat.SUPERGROUP, **more: Any) -> Message:
    """A message of a citizen, with what Telegram marked in it."""
    message = Message(
        1, datetime.now(UTC), Chat(-5, kind), CITIZEN, text=text, entities=entities, **more
    )
    message.set_bot(named_bot())
    return message


def mention(offset: int, length: int = 9) -> MessageEntity:
    return MessageEntity(MessageEntity.MENTION, offset, length)


def command(length: int, offset: int = 0) -> MessageEntity:
    return MessageEntity(MessageEntity.BOT_COMMAND, offset, length)


@pytest.mark.parametrize("name", ["@SiagaBot", "@siagabot", "@SIAGABOT"])
def test_a_mention_in_any_case_is_for_the_bot_and_no_part_of_the_question(name: str) -> None:
    message = said(f"apa kabar {name} TPS", mention(10))
    assert is_addressed(message)
    assert question_text(message).split() == ["apa", "kabar", "TPS"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text())
def test_a_mention_is_cut_out_whatever_stands_around_it(before: str, after: str) -> None:
    offset = len(before.encode("utf-16-le")) // 2
    message = said(f"{before}@SiagaBot{after}", mention(offset))
    assert question_text(message) == before + after


def test_a_mention_of_the_bot_by_its_name_without_a_username_counts() -> None:
    message = said("Siaga, apa?", MessageEntity(MessageEntity.TEXT_MENTION, 0, 5, user=ME))
    assert is_addressed(message)
    assert question_text(message) == ", apa?"


def test_a_mention_of_somebody_else_does_not() -> None:
    message = said("@AdminKita apa?", mention(0, 10))
    assert not is_addressed(message)
    assert question_text(message) == "@AdminKita apa?"


def test_the_command_is_no_part_of_the_question_but_one_inside_it_is() -> None:
    message = said("/tanya apa itu /lapor", command(6), command(6, offset=15))
    assert question_text(message) == " apa itu /lapor"


def test_in_private_everything_is_for_the_bot() -> None:
    assert is_addressed(said("apa?", kind=Chat.PRIVATE))


def test_what_a_channel_forwards_to_its_group_is_not() -> None:
    assert not is_addressed(said("@SiagaBot apa?", mention(0), is_automatic_forward=True))


@pytest.mark.parametrize(
    ("words", "other"), [("/a@LainBot", True), ("/a@SiagaBot", False), ("/a", False), ("a", False)]
)
def test_a_command_that_names_another_bot_is_that_ones(words: str, other: bool) -> None:
    entities = [command(len(words))] if words.startswith("/") else []
    assert FOR_ANOTHER_BOT.filter(said(words, *entities)) is other
