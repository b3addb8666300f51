from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from bot import texts
from bot.access import Grant, Person, Right, Role, may
from bot.app import serve
from bot.chat.commands import COMMANDS
from bot.db import invites, people
from bot.db.engine import Connection, Database
from bot.settings import Settings
from tests.journeys.conftest import ADMIN, Started
from tests.journeys.looks import buttons
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, Json, User

OFFICER = Grant(Role.OFFICER, "kota-balikpapan")
COORDINATOR = Grant(Role.COORDINATOR, "kalimantan-timur")
LINK = re.compile(r"https://t\.me/siaga_uji_bot\?start=(\S+)")
FOR_ALL = [command.name for command in COMMANDS if command.right is Right.ASK]
OVERSEEING = [command.name for command in COMMANDS if command.right is not Right.KEEP]
CLOSED = [command.name for command in COMMANDS if command.right is not Right.ASK]


@asynccontextmanager
async def kept(settings: Settings) -> AsyncIterator[Connection]:
    """The journey's database, written beside the bot."""
    assert settings.database_url is not None
    database = Database(settings.database_url)
    await database.prepare()
    async with database.writing() as connection:
        yield connection
    await database.close()


async def give(settings: Settings, user: User, *grants: Grant) -> None:
    """As if the user had accepted them from somebody."""
    async with kept(settings) as connection:
        await people.known(connection, user.id, user.shown["first_name"])
        for grant in grants:
            await people.grant(connection, user.id, grant, "P-00000000", datetime.now(UTC))


async def withdraw(settings: Settings, user: User, grant: Grant) -> None:
    async with kept(settings) as connection:
        assert await people.withdraw(connection, user.id, grant)


async def open_links(settings: Settings) -> int:
    async with kept(settings) as connection:
        return len(await invites.still_open(connection, datetime.now(UTC)))


async def said_to(user: User, text: str, server: BotApiServer, reply_to: Json = None) -> Json:
    """The answer to what the user writes in private."""
    await user.send(text, **({"reply_to": reply_to} if reply_to else {}))
    (answer,) = await server.wait_for(user.id)
    return answer


async def pressed(user: User, message: Json, button: str, server: BotApiServer) -> Json:
    """The message as it stands after the press was acted on."""
    await server.wait_for_answer(await user.press(message, button))
    return as_it_stands(message, server)


def as_it_stands(message: Json, server: BotApiServer) -> Json:
    return server.message(message["chat"]["id"], message["message_id"])


def payload(message: Json) -> str:
    """What the link in it passes to /start."""
    found = LINK.search(message["text"])
    assert found and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", found[1])
    return found[1]


async def accepted(user: User, link: Json, server: BotApiServer) -> Json:
    return await said_to(user, f"/start {payload(link)}", server)


def data_of(message: Json) -> list[str]:
    """What its buttons say to the bot."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row]


async def pressing(user: User, data: str, server: BotApiServer) -> str:
    """The query of a button that says `data`, wherever the user has it from."""
    own = await said_to(user, "/start", server)
    server.state.messages[user.id, own["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Tekan", "callback_data": data}]]
    }
    return await user.press(own, "Tekan")


async def as_sent(
    text: str, user: User, server: BotApiServer, chat: Group | None = None
) -> dict[str, Json]:
    """Everything with which the answer was sent but where to."""
    await user.send(text, chat=chat)
    await server.wait_for(chat.id if chat else user.id)
    said = server.called("sendMessage")[-1].parameters
    return {key: said[key] for key in said if key not in ("chat_id", "reply_parameters")}


def without_query(answer: Json) -> dict[str, Json]:
    return {key: answer[key] for key in answer if key != "callback_query_id"}


@pytest.fixture
def cut(server: BotApiServer) -> User:
    return server.user(31, "Cut")


@pytest.mark.usefixtures("bot")
class TestAsked:
    async def test_a_citizen_is_told_his_number_and_that_nothing_is_kept(
        self, server: BotApiServer
    ) -> None:
        answer = await said_to(server.user(6123456789, "Sri <3"), "/saya", server)
        assert "Nama: Sri <3\nNomor akun Telegram: 6123456789" in answer["text"]
        assert texts.ME_CITIZEN in answer["text"]

    async def test_whoever_has_roles_is_told_them_and_what_they_let_him_do(
        self, server: BotApiServer, cut: User, admin: User, settings: Settings
    ) -> None:
        await give(settings, cut, COORDINATOR, OFFICER)
        told = (await said_to(cut, "/saya", server))["text"]
        assert "koordinator Kalimantan Timur, sejak" in told
        assert "petugas Kota Balikpapan, sejak" in told
        assert "/peran: " in told
        assert "admin, ditetapkan di pengaturan" in (await said_to(admin, "/saya", server))["text"]

    async def test_a_group_learns_neither_number_nor_role(
        self, server: BotApiServer, admin: User, group: Group
    ) -> None:
        await admin.send("/saya", chat=group)
        (answer,) = await server.wait_for(group.id)
        assert answer["text"] == texts.ME_IN_PRIVATE

    async def test_the_help_follows_the_role_but_not_in_a_group(
        self, server: BotApiServer, admin: User, citizen: User, group: Group
    ) -> None:
        assert "/peran" in (await said_to(admin, "/bantuan", server))["text"]
        assert "/peran" not in (await said_to(citizen, "/bantuan", server))["text"]
        await admin.send("/bantuan", chat=group)
        (answer,) = await server.wait_for(group.id)
        assert answer["text"].startswith(texts.HELP) and "/peran" not in answer["text"]


@pytest.mark.usefixtures("bot")
class TestInvited:
    async def test_an_admin_invites_by_buttons_and_the_one_invited_becomes_what_was_chosen(
        self, server: BotApiServer, admin: User, cut: User
    ) -> None:
        panel = await said_to(admin, "/peran", server)
        panel = await pressed(admin, panel, "Undang", server)
        assert buttons(panel) == ["petugas", "koordinator", "admin", texts.BUTTON_LIST]
        await pressed(admin, panel, "koordinator", server)
        (prompt,) = await server.wait_for(admin.id)
        link = await said_to(admin, "kaltim", server, prompt)
        assert "Undangan menjadi koordinator Kalimantan Timur" in link["text"]
        assert "Berlaku sekali" in link["text"] and "WIB" in link["text"]
        assert cut.menu() == FOR_ALL

        welcome = await accepted(cut, link, server)
        assert welcome["text"].startswith("Anda sekarang koordinator Kalimantan Timur.")
        assert "/petugas: " in welcome["text"]
        (told,) = await server.wait_for(admin.id)
        assert (
            told["text"] == "Cut memakai undangan Anda dan sekarang koordinator Kalimantan Timur."
        )
        assert cut.menu() == OVERSEEING
        listed = await said_to(cut, "/peran", server)
        assert "1. Cut: koordinator Kalimantan Timur, sejak" in listed["text"]
        assert not any(label.startswith("Cabut") for label in buttons(listed))

    async def test_an_invitation_can_be_said_in_one_line(
        self, server: BotApiServer, admin: User, cut: User
    ) -> None:
        link = await said_to(admin, "/peran  Petugas balikpapan", server)
        assert "petugas Kota Balikpapan" in link["text"]
        assert (await accepted(cut, link, server))["text"].startswith("Anda sekarang petugas")

    async def test_an_admins_invitation_needs_no_area(
        self, server: BotApiServer, admin: User
    ) -> None:
        link = await said_to(admin, "/peran admin", server)
        assert "Undangan menjadi admin" in link["text"] and payload(link)

    async def test_which_of_two_areas_of_one_name_is_meant_is_asked_by_buttons(
        self, server: BotApiServer, admin: User
    ) -> None:
        asked = await said_to(admin, "/peran petugas blitar", server)
        assert asked["text"] == texts.INVITE_AREA_WHICH
        assert buttons(asked) == ["Kabupaten Blitar", "Kota Blitar"]
        link = await pressed(admin, asked, "Kota Blitar", server)
        assert "petugas Kota Blitar" in link["text"] and payload(link)

    async def test_a_slip_is_asked_about_and_nonsense_asked_again(
        self, server: BotApiServer, admin: User
    ) -> None:
        asked = await said_to(admin, "/peran petugas balikpapn", server)
        assert asked["text"] == texts.INVITE_AREA_GUESS
        assert buttons(asked) == ["Kota Balikpapan"]
        prompt = await said_to(admin, "/peran petugas di mana saja boleh", server)
        assert prompt["text"].startswith(texts.INVITE_AREA_UNKNOWN)
        link = await said_to(admin, "samarinda", server, prompt)
        assert "petugas Kota Samarinda" in link["text"]

    async def test_a_coordinator_of_one_city_is_not_asked_for_the_area(
        self, server: BotApiServer, cut: User, settings: Settings
    ) -> None:
        await give(settings, cut, Grant(Role.COORDINATOR, "kota-balikpapan"))
        panel = await said_to(cut, "/petugas", server)
        link = await pressed(cut, panel, "Undang", server)
        assert "petugas Kota Balikpapan" in link["text"]
        outside = await said_to(cut, "/petugas blitar", server)
        assert outside["text"].startswith(texts.INVITE_AREA_OUTSIDE)
        assert await open_links(settings) == 1

    async def test_a_name_that_is_shared_means_his_own_area_to_a_coordinator(
        self, server: BotApiServer, cut: User, settings: Settings
    ) -> None:
        await give(settings, cut, Grant(Role.COORDINATOR, "kota-blitar"))
        assert "petugas Kota Blitar" in (await said_to(cut, "/petugas blitar", server))["text"]

    async def test_a_call_for_help_is_heard_in_the_middle_of_an_invitation(
        self, server: BotApiServer, admin: User
    ) -> None:
        prompt = await said_to(admin, "/peran petugas", server)
        for text in ("tolong, TPS kami di Balikpapan diserang!", "/petugas TPS kami diserang!"):
            assert (await said_to(admin, text, server, prompt))["text"].startswith(texts.DANGER)

    async def test_a_revoked_invitation_leaves_the_list_and_a_second_tap_says_so(
        self, server: BotApiServer, admin: User, settings: Settings
    ) -> None:
        link = await said_to(admin, "/peran petugas balikpapan", server)
        listed = await said_to(admin, "/peran", server)
        assert "2. petugas Kota Balikpapan, sampai" in listed["text"]
        after = await pressed(admin, listed, "Batalkan 2", server)
        assert after["text"].startswith(texts.REVOKED) and "Batalkan 2" not in buttons(after)
        again = await pressed(admin, link, texts.BUTTON_REVOKE_THIS, server)
        assert again["text"].startswith(texts.REVOKED_ALREADY)
        assert await open_links(settings) == 0


@pytest.mark.usefixtures("bot")
class TestLinks:
    async def test_every_link_that_gives_nothing_is_answered_alike(
        self, server: BotApiServer, admin: User, settings: Settings
    ) -> None:
        used = await said_to(admin, "/peran petugas balikpapan", server)
        await accepted(server.user(32, "Budi"), used, server)
        await server.wait_for(admin.id)
        revoked = await said_to(admin, "/peran petugas balikpapan", server)
        await pressed(admin, revoked, texts.BUTTON_REVOKE_THIS, server)
        async with kept(settings) as connection:
            known = await people.person(connection, ADMIN)
            assert known is not None and known.pseudonym is not None
            past = datetime.now(UTC) - timedelta(seconds=1)
            await invites.add(connection, "kedaluwarsa", OFFICER, known.pseudonym, past, past)
        codes = [payload(used), payload(revoked), "ukedaluwarsa", "u" + "x" * 24, "ux"]
        answers = [
            await said_to(server.user(40 + number), f"/start {code}", server)
            for number, code in enumerate(codes)
        ]
        (text,) = {answer["text"] for answer in answers}
        assert text.startswith(texts.LINK_VOID + "\n\nHalo! Saya Siaga Pemilu.")

    async def test_other_links_and_none_get_the_usual_welcome(
        self, server: BotApiServer, citizen: User
    ) -> None:
        for text in ("/start", "/start halo", "/start v123", "/start uabc def"):
            assert (await said_to(citizen, text, server))["text"].startswith("Halo! Saya Siaga")

    async def test_a_link_is_accepted_by_nobody_in_a_group_and_by_no_bot_or_channel(
        self, server: BotApiServer, admin: User, group: Group, settings: Settings
    ) -> None:
        link = await said_to(admin, "/peran petugas balikpapan", server)
        opened = await server.user(32, "Budi").send(f"/start {payload(link)}", chat=group)
        (answer,) = await server.wait_for(group.id)
        assert answer["text"].startswith("Halo! Saya Siaga")
        machine = {"id": 33, "is_bot": True, "first_name": "Mesin"}
        channel = {"id": -100900, "type": "channel", "title": "Kanal"}
        private = server.user(34, "Joko")
        said = await private.send(f"/start {payload(link)}x")
        await server.wait_for(private.id)
        sent = {key: said[key] for key in ("chat", "date", "entities")}
        words = {**sent, "text": f"/start {payload(link)}"}
        for number, sender in enumerate(
            ({"from": machine}, {"from": private.shown, "sender_chat": channel})
        ):
            server.push({"message": {**words, **sender, "message_id": 900 + number}})
            (answer,) = await server.wait_for(private.id)
            assert answer["text"].startswith("Halo! Saya Siaga")
        assert await open_links(settings) == 1
        assert opened["chat"]["id"] == group.id

    async def test_codes_cannot_be_tried_faster_than_questions_are_asked(
        self, server: BotApiServer, citizen: User, settings: Settings, admin: User
    ) -> None:
        link = await said_to(admin, "/peran petugas balikpapan", server)
        for number in range(20):
            await citizen.send(f"/start u{number}")
        await server.wait_for(citizen.id, 20)
        answer = await accepted(citizen, link, server)
        assert answer["text"].startswith("Pesan Anda datang sangat cepat.")
        assert await open_links(settings) == 1

    async def test_whoever_opens_his_link_twice_is_told_that_he_has_the_role(
        self, server: BotApiServer, admin: User, cut: User
    ) -> None:
        link = await said_to(admin, "/peran koordinator kaltim", server)
        await accepted(cut, link, server)
        again = await accepted(cut, link, server)
        assert again["text"].startswith("Hak sebagai koordinator Kalimantan Timur sudah Anda")
        await server.wait_for(admin.id)
        assert len(server.sent(admin.id)) == 2

    async def test_an_admin_who_tries_his_own_link_leaves_it_to_others(
        self, server: BotApiServer, admin: User, cut: User
    ) -> None:
        link = await said_to(admin, "/peran petugas balikpapan", server)
        tried = await accepted(admin, link, server)
        assert tried["text"].startswith("Hak sebagai petugas Kota Balikpapan sudah Anda pegang.")
        assert (await accepted(cut, link, server))["text"].startswith("Anda sekarang petugas")

    async def test_a_role_is_given_also_where_its_giver_has_blocked_the_bot(
        self, server: BotApiServer, admin: User, cut: User
    ) -> None:
        link = await said_to(admin, "/peran petugas balikpapan", server)
        await admin.block()
        assert (await accepted(cut, link, server))["text"].startswith("Anda sekarang petugas")
        await server.wait_until(lambda: server.refusals)
        assert [call.method for call in server.refusals] == ["sendMessage"]
        assert "petugas" in (await said_to(cut, "/saya", server))["text"]
        server.calls.clear()


class TestWithdrawn:
    async def test_a_role_is_withdrawn_after_a_second_tap_and_its_holder_is_told(
        self, bot: None, server: BotApiServer, admin: User, cut: User
    ) -> None:
        link = await said_to(admin, "/peran koordinator kaltim", server)
        await accepted(cut, link, server)
        await server.wait_for(admin.id)
        listed = await said_to(admin, "/peran", server)
        assert "1. Wayan: admin, ditetapkan" in listed["text"]
        asked = await pressed(admin, listed, "Cabut 2", server)
        assert asked["text"].startswith("Cabut peran koordinator Kalimantan Timur dari Cut?")
        assert "koordinator" in (await said_to(cut, "/saya", server))["text"]
        back = await pressed(admin, asked, texts.BUTTON_WITHDRAW_NO, server)
        assert back["text"] == listed["text"]
        asked = await pressed(admin, back, "Cabut 2", server)
        done = await pressed(admin, asked, texts.BUTTON_WITHDRAW_YES, server)
        assert done["text"].startswith("Sudah dicabut: koordinator Kalimantan Timur.")
        (told,) = await server.wait_for(cut.id)
        assert told["text"].startswith("Peran Anda sebagai koordinator Kalimantan Timur sudah")
        assert cut.menu() == FOR_ALL
        assert (await said_to(cut, "/peran", server))["text"] == texts.UNKNOWN_COMMAND

    async def test_a_second_confirmation_changes_nothing_and_says_so(
        self, bot: None, server: BotApiServer, admin: User, cut: User, settings: Settings
    ) -> None:
        await give(settings, cut, OFFICER)
        listed = await said_to(admin, "/petugas", server)
        asked = await pressed(admin, listed, "Cabut 1", server)
        yes = asked["reply_markup"]
        await pressed(admin, asked, texts.BUTTON_WITHDRAW_YES, server)
        await server.wait_for(cut.id)
        server.state.messages[admin.id, asked["message_id"]]["reply_markup"] = yes
        again = await pressed(admin, asked, texts.BUTTON_WITHDRAW_YES, server)
        assert again["text"].startswith(texts.WITHDRAWN_ALREADY)
        assert len(server.sent(cut.id)) == 1

    async def test_whoever_cannot_be_told_loses_his_role_all_the_same(
        self, bot: None, server: BotApiServer, admin: User, cut: User, settings: Settings
    ) -> None:
        await give(settings, cut, OFFICER)
        listed = await said_to(admin, "/petugas", server)
        asked = await pressed(admin, listed, "Cabut 1", server)
        server.fail_next("deleteMyCommands", 400, description="Bad Request: chat not found")
        server.fail_next("sendMessage", 403, description="Forbidden: bot was blocked by the user")
        done = await pressed(admin, asked, texts.BUTTON_WITHDRAW_YES, server)
        assert done["text"].startswith("Sudah dicabut")
        assert texts.ME_CITIZEN in (await said_to(cut, "/saya", server))["text"]

    async def test_whoever_loses_his_role_in_the_middle_of_inviting_cannot_go_on(
        self, bot: None, server: BotApiServer, cut: User, settings: Settings
    ) -> None:
        await give(settings, cut, COORDINATOR)
        prompt = await said_to(cut, "/peran petugas", server)
        panel = await said_to(cut, "/peran", server)
        areas = await said_to(cut, "/peran petugas balikpapn", server)
        await withdraw(settings, cut, COORDINATOR)
        unknown = await said_to(cut, "balikpapan", server, prompt)
        assert "Undang" not in unknown["text"] and LINK.search(unknown["text"]) is None
        for message, label in ((panel, "Undang"), (areas, "Kota Balikpapan")):
            query = await cut.press(message, label)
            assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON
            assert as_it_stands(message, server) == message
        assert await open_links(settings) == 0

    async def test_buttons_do_nothing_in_the_hands_of_others(
        self, bot: None, server: BotApiServer, admin: User, cut: User, settings: Settings
    ) -> None:
        citizen, budi = server.user(41, "Sri"), server.user(42, "Budi")
        await give(settings, cut, Grant(Role.COORDINATOR, "kota-blitar"))
        await give(settings, budi, OFFICER)
        link = await said_to(admin, "/peran admin", server)
        listed = await said_to(admin, "/peran", server)
        withdrawals = [it for it in data_of(listed) if it.startswith("g:w:")]
        assert len(withdrawals) == 2
        for data in {*data_of(link), *data_of(listed)}:
            for other in (citizen, budi):
                query = await pressing(other, data, server)
                assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON
        # A coordinator has such buttons, but not for what lies outside his area.
        outside = [it.replace("g:w:", "g:x:") for it in withdrawals]
        for data in (*outside, "g:v:p:1", "g:g:a", "g:g:o:kota-medan"):
            await server.wait_for_answer(await pressing(cut, data, server))
        assert "petugas" in (await said_to(budi, "/saya", server))["text"]
        assert "koordinator" in (await said_to(cut, "/saya", server))["text"]
        assert await open_links(settings) == 1


async def test_what_was_begun_goes_on_after_a_restart(
    server: BotApiServer, admin: User, settings: Settings, started: Started
) -> None:
    async with started(serve(settings)):
        prompt = await said_to(admin, "/peran petugas", server)
        areas = await said_to(admin, "/peran koordinator blitar", server)
    async with started(serve(settings)):
        assert "petugas Kota Medan" in (await said_to(admin, "medan", server, prompt))["text"]
        assert payload(await pressed(admin, areas, "Kota Blitar", server))


async def test_an_update_that_comes_again_changes_nothing_and_nobody_hears_of_an_error(
    server: BotApiServer, admin: User, cut: User, settings: Settings, started: Started
) -> None:
    await give(settings, cut, OFFICER)
    async with started(serve(settings)):
        areas = await said_to(admin, "/peran petugas blitar", server)
        listed = await said_to(admin, "/petugas", server)
        asked = await pressed(admin, listed, "Cabut 1", server)
        yes = next(it for it in data_of(asked) if it.startswith("g:x:"))
        await admin.press(asked, yes)
        withdrawn = server.pending_updates[-1]["update_id"]
        await server.wait_for(cut.id)
        (kota,) = [it for it in data_of(areas) if it.endswith("kota-blitar")]
        query = await admin.press(areas, kota)
        invited = server.pending_updates[-1]["update_id"]
        await server.wait_for_answer(query)
        link = as_it_stands(areas, server)
    await give(settings, cut, OFFICER)
    sent = len(server.sent(admin.id)), len(server.sent(cut.id))
    queries = []
    for data, number in ((yes, withdrawn), (kota, invited)):
        server.state.messages[admin.id, areas["message_id"]]["reply_markup"] = {
            "inline_keyboard": [[{"text": "Lagi", "callback_data": data}]]
        }
        queries.append(await admin.press(areas, "Lagi"))
        server.state.updates.pending[-1]["update_id"] = number
    async with started(serve(settings)):
        for query in queries:
            assert "text" not in await server.wait_for_answer(query)
        assert "petugas" in (await said_to(cut, "/saya", server))["text"]
    assert (len(server.sent(admin.id)), len(server.sent(cut.id)) - 1) == sent
    assert as_it_stands(areas, server)["text"] == link["text"]
    assert await open_links(settings) == 1


async def test_an_acceptance_that_comes_again_tells_the_same_role(
    server: BotApiServer, admin: User, cut: User, settings: Settings, started: Started
) -> None:
    async with started(serve(settings)):
        link = await said_to(admin, "/peran petugas balikpapan", server)
        await cut.send(f"/start {payload(link)}")
        number = server.pending_updates[-1]["update_id"]
        await server.wait_for(cut.id)
    await cut.send(f"/start {payload(link)}")
    server.state.updates.pending[-1]["update_id"] = number
    async with started(serve(settings)):
        (again,) = await server.wait_for(cut.id)
    assert again["text"].startswith("Hak sebagai petugas Kota Balikpapan sudah Anda pegang.")


class TestMenus:
    async def test_everybody_finds_the_menu_of_his_roles_when_the_bot_starts(
        self, server: BotApiServer, admin: User, cut: User, settings: Settings, started: Started
    ) -> None:
        budi = server.user(42, "Budi", language_code="en")
        await give(settings, cut, COORDINATOR)
        await give(settings, budi, COORDINATOR)
        async with started(serve(settings), menus=12):
            pass
        every = [command.name for command in COMMANDS]
        assert (admin.menu(), cut.menu(), budi.menu()) == (every, OVERSEEING, OVERSEEING)
        await withdraw(settings, budi, COORDINATOR)
        async with started(serve(settings), menus=10):
            await server.wait_until(lambda: len(server.called("deleteMyCommands")) == 2)
        assert budi.menu() == FOR_ALL

    async def test_a_chat_that_was_never_opened_keeps_nobody_from_his_menu(
        self, server: BotApiServer, cut: User, settings: Settings, started: Started
    ) -> None:
        stranger = settings.model_copy(update={"admins": (6123456700,)})
        await give(settings, cut, COORDINATOR)
        async with started(serve(stranger), menus=9):
            assert (await said_to(cut, "/saya", server))["text"]
        assert cut.menu() == OVERSEEING
        assert [call.error["description"] for call in server.refusals] == [
            "Bad Request: chat not found"
        ]
        server.calls.clear()


ROLES = [None, OFFICER, COORDINATOR]


@pytest.mark.usefixtures("bot")
class TestClosed:
    """What somebody may not use is answered exactly as what doesn't exist."""

    @pytest.mark.parametrize("grant", ROLES, ids=["citizen", "officer", "coordinator"])
    async def test_a_closed_command_is_an_unknown_one_in_private(
        self, grant: Grant | None, server: BotApiServer, settings: Settings
    ) -> None:
        person = Person(1, "Sri", None, (grant,) if grant else ())
        closed = [command.name for command in COMMANDS if not may(person, command.right)]
        unknown = await as_sent("/tidakada", server.user(50), server)
        for number, name in enumerate(sorted(closed)):
            user = server.user(51 + number)
            if grant:
                await give(settings, user, grant)
            for text in (f"/{name}", f"/{name.upper()}@siaga_uji_bot", f"/{name} petugas medan"):
                assert await as_sent(text, user, server) == unknown

    async def test_a_closed_command_is_an_unknown_one_in_a_group_whoever_says_it(
        self, server: BotApiServer, settings: Settings
    ) -> None:
        for number, name in enumerate(CLOSED):
            # One group each: Telegram takes twenty messages a minute in one.
            user = server.user(60 + number)
            group = server.group(-1000 - number, "Warga", bot_is_admin=True)
            await give(settings, user, Grant(Role.ADMIN))
            unknown = await as_sent("/tidakada@siaga_uji_bot", user, server, group)
            assert await as_sent(f"/{name}@siaga_uji_bot", user, server, group) == unknown
            # Without the bot's name it may be another bot's: there is no answer at all.
            for text in ("/tidakada", f"/{name}", f"/{name}@bot_lain"):
                await user.send(text, chat=group)
            assert (await as_sent("/bantuan", user, server, group))["text"].startswith(texts.HELP)

    async def test_an_edited_command_is_no_command(
        self, server: BotApiServer, admin: User, citizen: User
    ) -> None:
        for user in (admin, citizen):
            message = await user.send("/start")
            await server.wait_for(user.id)
            for text in ("/tidakada", *(f"/{name}" for name in CLOSED)):
                await user.edit(message, text)
            assert (await said_to(user, "/bantuan", server))["text"].startswith(texts.HELP)

    async def test_a_closed_button_is_one_of_another_version(
        self, server: BotApiServer, citizen: User
    ) -> None:
        unknown = await server.wait_for_answer(await pressing(citizen, "tak:dikenal", server))
        for data in ("g:l:p:0", "g:i", "g:g:o", "g:g:a", "g:v:p:1", "g:x:p:P-00000000:a:"):
            answer = await server.wait_for_answer(await pressing(citizen, data, server))
            assert without_query(answer) == without_query(unknown)


async def test_the_log_of_it_all_names_nobody(
    server: BotApiServer, settings: Settings, started: Started, written: StringIO
) -> None:
    admin, cut, group_id = 6123456701, 6123456702, -1009876543210
    first, second = server.user(admin, "Wayan"), server.user(cut, "Cut")
    group = server.group(group_id, "Warga", bot_is_admin=True)
    async with started(serve(settings.model_copy(update={"admins": (admin, 6123456709)})), 9):
        link = await said_to(first, "/peran koordinator kaltim", server)
        await accepted(second, link, server)
        await server.wait_for(first.id)
        await first.send(f"@siaga_uji_bot {teduh.ASK_NEWS}", chat=group)
        await server.wait_for(group.id)
        listed = await said_to(first, "/peran", server)
        asked = await pressed(first, listed, "Cabut 3", server)
        await second.block()
        await pressed(first, asked, texts.BUTTON_WITHDRAW_YES, server)
        await server.wait_until(lambda: "not told: Forbidden" in written.getvalue())
        server.fail_next("sendMessage", 400, description=f"Bad Request: no rights in {group_id}")
        await first.send("/saya")
        await server.wait_for(first.id)
    lines = written.getvalue()
    assert "Chat not found" in lines and "incident" in lines
    assert not any(str(id).strip("-") in lines for id in (admin, cut, 6123456709, group_id))
    assert not any(word in lines for word in ("Wayan", "Cut", "Warga", payload(link)))
    server.calls.clear()
