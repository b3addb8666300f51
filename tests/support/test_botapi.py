"""The local Bot API server over raw HTTP: what it takes, what it refuses and in which words."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeAlias

import httpx
import pytest

from tests.support.botapi import BotApiServer, Json
from tests.support.botapi.compact import compact
from tests.support.botapi.contents import PNG
from tests.support.botapi.desk import METHODS
from tests.support.botapi.schema import Schema, published

Call: TypeAlias = Callable[..., Coroutine[Any, Any, Json]]
TOKEN = "123:TEST"


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(token=TOKEN) as server:
        server.user(id=7)
        yield server


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=5) as client:
        yield client


@pytest.fixture
def call(server: BotApiServer, client: httpx.AsyncClient) -> Call:
    """Calls a method with form fields, objects as JSON in them; the answer's JSON."""

    async def post(method: str, **said: Json) -> Json:
        data = {key: it if isinstance(it, str) else json.dumps(it) for key, it in said.items()}
        response = await client.post(f"{server.url}{TOKEN}/{method}", data=data)
        body = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body

    return post


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [[button] for button in buttons]}


def button(label: str = "Ya", **more: Json) -> Json:
    return {"text": label, **(more or {"callback_data": "ya"})}


def refusal(words: str, code: int = 400) -> Json:
    return {"ok": False, "error_code": code, "description": words}


# The call itself


async def test_form_json_query_and_multipart_bodies_are_all_read(
    server: BotApiServer, client: httpx.AsyncClient
) -> None:
    url, said = f"{server.url}{TOKEN}/sendMessage", {"chat_id": "7", "text": "halo"}
    answers = [
        await client.post(url, data=said),
        await client.post(url, json={"chat_id": 7, "text": "halo"}),
        await client.get(url, params=said),
        await client.post(url, data=said, files={"tidak": ("", b"")}),
    ]
    assert [it.json()["ok"] for it in answers] == [True, True, True, False]
    assert [it["text"] for it in server.sent(7)] == ["halo"] * 3


async def test_a_wrong_token_is_unauthorized(
    server: BotApiServer, client: httpx.AsyncClient
) -> None:
    response = await client.post(f"{server.url}123:SALAH/getMe")
    assert (response.status_code, response.json()) == (401, refusal("Unauthorized", 401))


async def test_an_unknown_method_is_not_found(call: Call) -> None:
    assert await call("sendMesage") == refusal("Not Found", 404)


async def test_method_names_are_read_in_any_case(call: Call) -> None:
    assert (await call("getme"))["result"]["username"] == "siaga_uji_bot"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"chat_id": 7}, "message text is empty"),
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 7, "text": "x", "textt": "y"}, "unknown parameter textt of sendMessage"),
        (
            {"chat_id": 7, "text": "x", "disable_notification": "mungkin"},
            "can't parse disable_notification: Boolean expected, got 'mungkin'",
        ),
        (
            {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": "satu"}},
            "can't parse reply_parameters: ReplyParameters: "
            "field \"message_id\": Integer expected, got 'satu'",
        ),
        (
            {"chat_id": 7, "text": "x", "link_preview_options": {"disabled": True}},
            'can\'t parse link_preview_options: LinkPreviewOptions has no field "disabled"',
        ),
        (
            {"chat_id": 7, "text": "x", "reply_markup": keyboard({"text": "a", "calback": "b"})},
            'can\'t parse reply_markup: InlineKeyboardMarkup: field "inline_keyboard": '
            'InlineKeyboardButton has no field "calback"',
        ),
        (
            {"chat_id": 7, "text": "x", "reply_markup": '{"inline_keyboard": [['},
            "can't parse reply_markup: ",
        ),
        (
            {"chat_id": 7, "text": "x", "reply_markup": keyboard(button("\ud83d"))},
            "can't parse reply_markup: ",
        ),
    ],
)
async def test_what_does_not_fit_the_schema_is_refused(call: Call, said: Json, words: str) -> None:
    answer = await call("sendMessage", **said)
    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {words}")


async def test_valid_calls_that_are_not_modelled_fail_loudly(
    server: BotApiServer, call: Call
) -> None:
    told = "Not Implemented: the local Bot API server does not model"
    assert await call("sendDice", chat_id=7) == refusal(f"{told} sendDice", 501)
    answer = await call("sendMessage", chat_id=7, text="x", message_effect_id="5")
    assert answer == refusal(f"{told} the parameter message_effect_id", 501)
    answer = await call("sendMessage", chat_id=7, text="x", parse_mode="MarkdownV2")
    assert answer["error_code"] == 501
    assert len(server.refusals) == 3


async def test_methods_that_can_only_answer_true_do_so(call: Call) -> None:
    assert await call("pinChatMessage", chat_id=7, message_id=1) == {"ok": True, "result": True}
    assert await call("pinChatMessage", chat_id=8, message_id=1) == refusal(
        "Bad Request: chat not found"
    )


async def test_calls_are_recorded_with_parameters_and_outcome(
    server: BotApiServer, call: Call
) -> None:
    await call("sendMessage", chat_id=7, text="halo")
    await call("sendMessage", chat_id=7, text="")
    taken, refused = server.calls
    assert taken.parameters == {"chat_id": 7, "text": "halo"}
    assert taken.result["text"] == "halo"
    assert refused.error == refusal("Bad Request: message text is empty")
    assert server.refusals == [refused]


# The schema


def test_every_modelled_method_is_a_published_one() -> None:
    assert METHODS.keys() <= published().methods.keys()


def test_compacting_keeps_what_a_union_is_told_apart_by() -> None:
    said = {"types": ["String"], "required": True}
    kinds = {
        "Scope": {"subtypes": ["ScopeAll", "ScopeChat"]},
        "ScopeAll": {"fields": [{**said, "name": "type", "description": "Type, must be all"}]},
        "ScopeChat": {"fields": [{**said, "name": "type", "description": "Type, always “chat”"}]},
    }
    schema = Schema(compact({"version": "1", "methods": {}, "types": kinds}))
    assert schema.problem("Scope", {"type": "chat"}) is None
    assert schema.problem("Scope", {"type": "semua"}) is not None
    assert schema.problem("ScopeAll", {"type": "chat"}) == ('ScopeAll: field "type" must be "all"')


# Sending


async def test_sent_messages_come_back_with_entities_and_keyboard(
    server: BotApiServer, call: Call
) -> None:
    answer = await call(
        "sendMessage",
        chat_id=7,
        text="👍 <b>KPU</b> /bantuan ",
        parse_mode="HTML",
        reply_markup=keyboard(button()),
        link_preview_options={"is_disabled": True},
    )
    message = answer["result"]
    assert message["text"] == "👍 KPU /bantuan"
    assert [(it["type"], it["offset"]) for it in message["entities"]] == [
        ("bold", 3),
        ("bot_command", 7),
    ]
    assert message["reply_markup"] == keyboard(button())
    assert message["from"]["is_bot"] and message["chat"]["id"] == 7
    assert server.sent(7) == [message]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("a" * 4097, "message is too long"),
        ("👍" * 2049, "message is too long"),
        (
            "<b>x",
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ],
)
async def test_texts_that_telegram_does_not_take_are_refused(
    call: Call, text: str, words: str
) -> None:
    answer = await call("sendMessage", chat_id=7, text=text, parse_mode="HTML")
    assert answer == refusal(f"Bad Request: {words}")


async def test_the_limit_counts_after_parsing(call: Call) -> None:
    text = f"<b>{'👍' * 2047}&amp;</b>!"
    assert (await call("sendMessage", chat_id=7, text=text, parse_mode="HTML"))["ok"]


async def test_more_than_a_hundred_entities_are_refused(call: Call) -> None:
    answer = await call("sendMessage", chat_id=7, text="<b>x</b> " * 101, parse_mode="HTML")
    assert answer == refusal("Bad Request: more than 100 entities in the message")


@pytest.mark.parametrize(
    ("pressed", "words"),
    [
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (
            {"text": "Ya"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            button(url="ftp://kpu.go.id"),
            "inline keyboard button URL 'ftp://kpu.go.id' is invalid: Unsupported URL protocol",
        ),
        (
            button(url="http://localhost:80"),
            "inline keyboard button URL 'http://localhost:80' is invalid: Wrong HTTP URL",
        ),
        (
            button(url="https://kpu.go.id", callback_data="x"),
            "inline keyboard button has more than one action: ['url', 'callback_data']",
        ),
        (
            button(" "),
            'can\'t parse inline keyboard button: Field "text" must be non-empty',
        ),
    ],
)
async def test_buttons_that_telegram_does_not_take_are_refused(
    call: Call, pressed: Json, words: str
) -> None:
    answer = await call("sendMessage", chat_id=7, text="x", reply_markup=keyboard(pressed))
    assert answer == refusal(f"Bad Request: {words}")


async def test_a_hundred_buttons_are_taken_and_one_more_is_not(call: Call) -> None:
    full = [button(str(number)) for number in range(100)]
    said = {"chat_id": 7, "text": "x"}
    assert (await call("sendMessage", **said, reply_markup=keyboard(*full)))["ok"]
    answer = await call("sendMessage", **said, reply_markup=keyboard(*full, button()))
    assert answer == refusal("Bad Request: reply markup is too long")


async def test_replies_carry_the_message_and_need_one(server: BotApiServer, call: Call) -> None:
    asked = await server.user(id=7).send("apa itu TPS?")
    to = {"message_id": asked["message_id"]}
    answer = await call("sendMessage", chat_id=7, text="x", reply_parameters=to)
    assert answer["result"]["reply_to_message"]["text"] == "apa itu TPS?"
    nowhere = {"message_id": 999}
    answer = await call("sendMessage", chat_id=7, text="x", reply_parameters=nowhere)
    assert answer == refusal("Bad Request: message to be replied not found")
    anyway = {**nowhere, "allow_sending_without_reply": True}
    assert (await call("sendMessage", chat_id=7, text="x", reply_parameters=anyway))["ok"]


async def test_chats_that_are_unknown_or_closed_refuse_the_bot(
    server: BotApiServer, call: Call
) -> None:
    assert await call("sendMessage", chat_id=8, text="x") == refusal("Bad Request: chat not found")
    stranger = server.user(id=9, started=False)
    assert await call("sendMessage", chat_id=9, text="x") == refusal(
        "Forbidden: bot can't initiate conversation with a user", 403
    )
    await stranger.send("/start")
    assert (await call("sendMessage", chat_id=9, text="x"))["ok"]
    await stranger.block()
    blocked = refusal("Forbidden: bot was blocked by the user", 403)
    assert await call("sendMessage", chat_id=9, text="x") == blocked
    assert await call("sendChatAction", chat_id=9, action="typing") == blocked


async def test_only_known_chat_actions_are_taken(call: Call) -> None:
    assert (await call("sendChatAction", chat_id=7, action="typing"))["ok"]
    assert await call("sendChatAction", chat_id=7, action="mengetik") == refusal(
        "Bad Request: wrong parameter action in request"
    )


# Editing and deleting


async def sent(call: Call, **more: Json) -> Json:
    message = (await call("sendMessage", chat_id=7, text="satu", **more))["result"]
    return {"chat_id": 7, "message_id": message["message_id"]}


async def test_an_edit_changes_the_message_and_takes_its_keyboard(
    server: BotApiServer, call: Call
) -> None:
    at = await sent(call, reply_markup=keyboard(button()))
    edited = (await call("editMessageText", **at, text="<i>dua</i>", parse_mode="HTML"))["result"]
    assert edited["text"] == "dua" and "edit_date" in edited
    assert "reply_markup" not in edited
    assert server.sent(7) == [edited]


async def test_an_edit_that_changes_nothing_is_refused(call: Call) -> None:
    at = await sent(call, reply_markup=keyboard(button()))
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    same = {"reply_markup": keyboard(button())}
    assert await call("editMessageText", **at, text="satu ", **same) == refusal(words)
    assert await call("editMessageReplyMarkup", **at, **same) == refusal(words)
    assert (await call("editMessageText", **at, text="satu"))["ok"], "its keyboard goes"
    assert await call("editMessageText", **at, text="satu") == refusal(words)
    assert await call("editMessageReplyMarkup", **at) == refusal(words)


async def test_only_own_messages_that_are_there_can_be_edited(
    server: BotApiServer, call: Call
) -> None:
    unknown = refusal("Bad Request: message to edit not found")
    assert await call("editMessageText", chat_id=7, message_id=99, text="x") == unknown
    theirs = await server.user(id=7).send("halo")
    answer = await call("editMessageText", chat_id=7, message_id=theirs["message_id"], text="x")
    assert answer == refusal("Bad Request: message can't be edited")
    assert await call("editMessageText", chat_id=7, text="x") == refusal(
        "Bad Request: message identifier is not specified"
    )
    assert await call("editMessageText", **await sent(call)) == refusal(
        "Bad Request: message text is empty"
    )


async def test_a_deleted_message_is_gone(server: BotApiServer, call: Call) -> None:
    at = await sent(call)
    assert (await call("deleteMessage", **at))["ok"]
    assert server.sent(7) == []
    assert await call("deleteMessage", **at) == refusal("Bad Request: message to delete not found")
    assert await call("editMessageText", **at, text="x") == refusal(
        "Bad Request: message to edit not found"
    )


async def test_in_groups_only_an_admin_bot_deletes_what_others_wrote(
    server: BotApiServer, call: Call
) -> None:
    user = server.user(id=7)
    for admin, group in ((False, server.group(-1, "A")), (True, server.group(-2, "B"))):
        server.group(group.id, "", bot_is_admin=admin)
        theirs = await user.send("/x", chat=group)
        at = {"chat_id": group.id, "message_id": theirs["message_id"]}
        assert (await call("deleteMessage", **at))["ok"] is admin


async def test_messages_are_copied_and_forwarded(server: BotApiServer, call: Call) -> None:
    asked = await server.user(id=7).send("kabar")
    server.user(id=8)
    source = {"from_chat_id": 7, "message_id": asked["message_id"]}
    copied = (await call("copyMessage", chat_id=8, **source))["result"]
    forwarded = (await call("forwardMessage", chat_id=8, **source))["result"]
    assert [it["message_id"] for it in server.sent(8)] == [
        copied["message_id"],
        forwarded["message_id"],
    ]
    assert [it["text"] for it in server.sent(8)] == ["kabar", "kabar"]
    assert forwarded["forward_origin"]["sender_user"]["id"] == 7


# Files


async def upload(server: BotApiServer, client: httpx.AsyncClient, kind: str, **said: Json) -> Json:
    content = said.pop("content", PNG)
    url = f"{server.url}{TOKEN}/send{kind.capitalize()}"
    files = {kind: ("peta.png", content, "image/png")}
    return (await client.post(url, data={"chat_id": 7, **said}, files=files)).json()


async def test_uploaded_photos_and_documents_become_messages(
    server: BotApiServer, client: httpx.AsyncClient, call: Call
) -> None:
    said = {"caption": "<b>Peta</b>", "parse_mode": "HTML"}
    photo = (await upload(server, client, "photo", **said))["result"]
    assert photo["caption"] == "Peta" and photo["photo"][-1]["width"] == 1
    document = (await upload(server, client, "document"))["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("peta.png", len(PNG))
    again = await call("sendDocument", chat_id=7, document=document["file_id"])
    assert again["result"]["document"] == document


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"caption": "x" * 1025}, "message caption is too long"),
        ({"content": b"bukan gambar"}, "IMAGE_PROCESS_FAILED"),
        ({"content": b""}, "file must be non-empty"),
        ({"content": PNG[:16] + b"\0\0\x27\x10\0\0\0\x01"}, "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_photos_that_telegram_does_not_take_are_refused(
    server: BotApiServer, client: httpx.AsyncClient, said: Json, words: str
) -> None:
    assert await upload(server, client, "photo", **said) == refusal(f"Bad Request: {words}")


async def test_a_users_file_can_be_fetched(
    server: BotApiServer, client: httpx.AsyncClient, call: Call
) -> None:
    message = await server.user(id=7).send_document("dpt.pdf", b"%PDF")
    file = (await call("getFile", file_id=message["document"]["file_id"]))["result"]
    fetched = await client.get(f"{server.file_url}{TOKEN}/{file['file_path']}")
    assert fetched.content == b"%PDF"
    assert (await client.get(f"{server.file_url}{TOKEN}/x.pdf")).status_code == 404
    assert await call("getFile", file_id="x") == refusal(
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


# Menus


def command(name: str = "bantuan", description: str = "Cara bertanya") -> Json:
    return {"command": name, "description": description}


async def test_menus_are_kept_by_scope_and_language(server: BotApiServer, call: Call) -> None:
    scope = {"type": "chat", "chat_id": 7}
    await call("setMyCommands", commands=[command()])
    await call("setMyCommands", commands=[command("help")], language_code="en")
    await call("setMyCommands", commands=[command("muatulang")], scope=scope)
    assert (await call("getMyCommands"))["result"] == [command()]
    assert (await call("getMyCommands", language_code="en"))["result"] == [command("help")]
    assert (await call("getMyCommands", scope=scope))["result"] == [command("muatulang")]
    assert (await call("getMyCommands", language_code="id"))["result"] == []
    assert server.user(id=7).menu() == ["muatulang"]
    await call("deleteMyCommands", scope=scope)
    assert server.user(id=7).menu() == ["bantuan"]
    assert server.user(id=8, language_code="en").menu() == ["help"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"commands": [command("Bantuan")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("a" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("/bantuan")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("a", "")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command("a", "x" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command(f"a{n}") for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [command()], "language_code": "ind"}, "LANG_CODE_INVALID"),
        ({"commands": [command()], "scope": {"type": "chat", "chat_id": 8}}, "chat not found"),
        (
            {"commands": [command()], "scope": {"type": "chat_member", "chat_id": 8}},
            'can\'t parse scope: BotCommandScopeChatMember: field "user_id" is required',
        ),
        (
            {"commands": [command()], "scope": {"type": "semua"}},
            "can't parse scope: ",
        ),
    ],
)
async def test_menus_that_telegram_does_not_take_are_refused(
    call: Call, said: Json, words: str
) -> None:
    answer = await call("setMyCommands", **said)
    assert answer["description"].startswith(f"Bad Request: {words}")


async def test_descriptions_are_kept_by_language_and_bounded(call: Call) -> None:
    await call("setMyDescription", description="Tanya jawab pemilu")
    await call("setMyShortDescription", short_description="Siaga")
    asked = await call("getMyDescription", language_code="id")
    assert asked["result"] == {"description": "Tanya jawab pemilu"}
    assert (await call("getMyName"))["result"] == {"name": "Siaga Uji"}
    assert not (await call("setMyShortDescription", short_description="x" * 121))["ok"]


# Queries


async def test_a_pressed_button_is_answered_once(server: BotApiServer, call: Call) -> None:
    await call("sendMessage", chat_id=7, text="x", reply_markup=keyboard(button()))
    query = await server.user(id=7).press(server.sent(7)[0], "Ya")
    assert server.pending_updates[-1]["callback_query"]["data"] == "ya"
    long = await call("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == refusal("Bad Request: MESSAGE_TOO_LONG")
    assert (await call("answerCallbackQuery", callback_query_id=query, text="x" * 200))["ok"]
    assert (await server.wait_for_answer(query))["text"] == "x" * 200
    old = refusal(
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert await call("answerCallbackQuery", callback_query_id=query) == old
    assert await call("answerCallbackQuery", callback_query_id="99") == old


async def test_a_query_grows_too_old(client: httpx.AsyncClient) -> None:
    now = 1_000_000.0
    async with BotApiServer(clock=lambda: now) as server:
        query = await server.user(id=7).inline("tps")
        now += 16 * 60
        said = {"inline_query_id": query, "results": []}
        answer = await client.post(f"{server.url}{TOKEN}/answerInlineQuery", json=said)
        assert "query is too old" in answer.json()["description"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": ""}, "RESULT_ID_INVALID"),
        ({"title": None}, "can't parse results: InlineQueryResultArticle: "),
        (
            {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}},
            "can't parse entities",
        ),
        ({"reply_markup": keyboard(button(callback_data=""))}, "BUTTON_DATA_INVALID"),
    ],
)
async def test_inline_results_are_judged_like_messages(
    server: BotApiServer, call: Call, change: Json, words: str
) -> None:
    query = await server.user(id=7).inline("tps")
    good = {
        "type": "article",
        "id": "1",
        "title": "TPS",
        "input_message_content": {"message_text": "TPS"},
    }
    answer = await call("answerInlineQuery", inline_query_id=query, results=[{**good, **change}])
    assert answer["description"].startswith(f"Bad Request: {words}")
    assert (await call("answerInlineQuery", inline_query_id=query, results=[good]))["ok"]


# Updates


async def test_updates_stay_until_a_higher_offset_confirms_them(
    server: BotApiServer, call: Call
) -> None:
    user = server.user(id=7)
    for text in ("satu", "dua", "tiga"):
        await user.send(text)
    first = (await call("getUpdates", limit=2))["result"]
    assert [it["message"]["text"] for it in first] == ["satu", "dua"]
    assert (await call("getUpdates", limit=2))["result"] == first
    rest = (await call("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [it["message"]["text"] for it in rest] == ["tiga"]
    assert server.pending_updates == rest
    assert (await call("getUpdates", offset=rest[-1]["update_id"] + 1))["result"] == []
    await user.send("empat")
    await user.send("lima")
    last = (await call("getUpdates", offset=-1))["result"]
    assert [it["message"]["text"] for it in last] == ["lima"]


async def test_a_long_poll_waits_for_an_update(server: BotApiServer, call: Call) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    assert not polling.done()
    await server.user(id=7).send("halo")
    assert (await polling)["result"][0]["message"]["text"] == "halo"


async def test_a_long_poll_ends_empty_after_its_timeout(call: Call) -> None:
    assert (await call("getUpdates", timeout=1))["result"] == []


async def test_a_second_poll_terminates_the_first(server: BotApiServer, call: Call) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=5))
    assert await first == refusal(
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
        409,
    )
    await server.user(id=7).send("halo")
    assert len((await second)["result"]) == 1


async def test_polling_beside_a_webhook_is_a_conflict(call: Call) -> None:
    plain = await call("setWebhook", url="http://siaga.example.id")
    assert "An HTTPS URL must be provided" in plain["description"]
    assert (await call("setWebhook", url="https://siaga.example.id"))["ok"]
    assert (await call("getWebhookInfo"))["result"]["url"] == "https://siaga.example.id"
    assert (await call("getUpdates"))["error_code"] == 409
    assert (await call("deleteWebhook"))["ok"]
    assert (await call("getUpdates"))["result"] == []


async def test_only_allowed_updates_are_queued(server: BotApiServer, call: Call) -> None:
    user = server.user(id=7)
    await call("getUpdates", allowed_updates=["message"])
    mine = await user.send("satu")
    await user.edit(mine, "dua")
    assert [*server.pending_updates[0]][1:] == ["message"]
    assert len(server.pending_updates) == 1
    answer = await call("getUpdates", allowed_updates=["messages"])
    assert "unknown kinds in allowed_updates" in answer["description"]


async def test_pending_updates_can_be_dropped(server: BotApiServer, call: Call) -> None:
    await server.user(id=7).send("lama")
    await call("deleteWebhook", drop_pending_updates=True)
    assert server.pending_updates == []


# Faults


async def test_messages_beyond_what_is_allowed_in_a_second_are_refused_and_nothing_else(
    server: BotApiServer, call: Call
) -> None:
    server.user(7)
    server.allow(2)
    sent = [await call("sendMessage", chat_id=7, text="halo") for _ in range(3)]
    assert [answer.get("error_code") for answer in sent] == [None, None, 429]
    assert sent[-1]["parameters"] == {"retry_after": 1}
    assert (await call("getMe"))["ok"]


async def test_a_fault_hits_the_next_call_only_and_is_no_refusal(
    server: BotApiServer, call: Call
) -> None:
    server.fail_next("sendMessage", 429, retry_after=3)
    server.fail_next("sendMessage", 502)
    assert await call("sendMessage", chat_id=7, text="x") == {
        **refusal("Too Many Requests: retry after 3", 429),
        "parameters": {"retry_after": 3},
    }
    assert await call("sendMessage", chat_id=7, text="x") == refusal("Bad Gateway", 502)
    assert server.sent(7) == [] and server.faults_left == []
    assert (await call("sendMessage", chat_id=7, text="x"))["ok"]
    assert server.refusals == []


async def test_a_connection_can_drop_before_or_after_the_effect(
    server: BotApiServer, call: Call
) -> None:
    for after, messages in ((False, 0), (True, 1)):
        server.fail_next("sendMessage", None, after=after)
        with pytest.raises(httpx.RemoteProtocolError):
            await call("sendMessage", chat_id=7, text="x")
        assert len(server.sent(7)) == messages


# Waiting


async def test_each_wait_returns_the_messages_that_none_returned_before(
    server: BotApiServer, call: Call
) -> None:
    waiting = asyncio.create_task(server.wait_for(7, count=2))
    for text in ("satu", "dua", "tiga"):
        await call("sendMessage", chat_id=7, text=text)
    assert [it["text"] for it in await waiting] == ["satu", "dua"]
    assert [it["text"] for it in await server.wait_for(7)] == ["tiga"]


async def test_waiting_in_vain_says_what_happened(server: BotApiServer, call: Call) -> None:
    await call("sendMessage", chat_id=7, text="")
    with pytest.raises(AssertionError, match="sendMessage: Bad Request: message text is empty"):
        await server.wait_for(7, timeout=0.05)
