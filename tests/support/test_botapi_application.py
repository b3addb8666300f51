"""A real python-telegram-bot Application against the local Bot API server, over HTTP."""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.support.botapi import BotApiServer, Json
from tests.support.botapi.contents import PNG

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Context: TypeAlias = ContextTypes.DEFAULT_TYPE
MENU = InlineKeyboardMarkup([[InlineKeyboardButton("Sumber 1", callback_data="sumber:1")]])


async def greet(update: Update, context: Context) -> None:
    assert update.effective_chat and update.effective_message
    await update.effective_chat.send_action(ChatAction.TYPING)
    await update.effective_message.reply_html(
        "Halo <b>Budi</b>",
        reply_markup=MENU,
        do_quote=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


async def show_source(update: Update, context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("Sumber dibuka")
    await update.callback_query.edit_message_text("<i>KPU</i>", parse_mode=ParseMode.HTML)


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_text(f"Kata Anda: {update.effective_message.text}")


async def receive(update: Update, context: Context) -> None:
    assert update.effective_message and update.effective_message.document
    file = await update.effective_message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.effective_message.reply_document(content, filename="balik.txt", caption="Ini")


async def suggest(update: Update, context: Context) -> None:
    assert update.inline_query
    content = InputTextMessageContent("<b>TPS</b>", parse_mode=ParseMode.HTML)
    await update.inline_query.answer([InlineQueryResultArticle("1", "TPS", content)])


def build(server: BotApiServer, token: str = "123:TEST") -> App:
    builder = ApplicationBuilder().token(token).base_url(server.url).base_file_url(server.file_url)
    app: App = builder.build()
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CallbackQueryHandler(show_source))
    app.add_handler(InlineQueryHandler(suggest))
    app.add_handler(MessageHandler(filters.Document.ALL, receive))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    return app


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(token="123:TEST", username="siaga_uji_bot") as server:
        yield server


@pytest.fixture
async def app(server: BotApiServer) -> AsyncIterator[App]:
    app = build(server)
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield app
        await app.updater.stop()
        await app.stop()


async def test_a_conversation_runs_from_command_to_pressed_button(
    server: BotApiServer, app: App
) -> None:
    user = server.user(id=7, first_name="Budi")
    asked = await user.send("/start")
    (reply,) = await server.wait_for(7)
    assert reply["text"] == "Halo Budi"
    assert reply["reply_to_message"]["message_id"] == asked["message_id"]
    query = await user.press(reply, "sumber:")
    assert (await server.wait_for_answer(query))["text"] == "Sumber dibuka"
    await server.wait_until(lambda: server.sent(7)[0]["text"] == "KPU")
    with pytest.raises(LookupError):
        await user.press(reply, "Sumber 1")
    assert server.refusals == []


async def test_in_a_group_the_bot_sees_what_is_meant_for_it(server: BotApiServer, app: App) -> None:
    user, group = server.user(id=7), server.group(id=-100, title="Posko")
    await user.send("obrolan biasa", chat=group)
    await user.send("/x@bot_lain", chat=group)
    await user.send("@siaga_uji_bot apa kabar", chat=group)
    (reply,) = await server.wait_for(-100)
    assert reply["text"] == "Kata Anda: @siaga_uji_bot apa kabar"
    await user.send("lalu?", chat=group, reply_to=reply)
    (reply,) = await server.wait_for(-100)
    assert reply["text"] == "Kata Anda: lalu?"
    assert server.refusals == []


async def test_files_go_both_ways(server: BotApiServer, app: App) -> None:
    await server.user(id=7).send_document("laporan.txt", b"siap", caption="Laporan")
    (reply,) = await server.wait_for(7)
    assert (reply["document"]["file_name"], reply["caption"]) == ("balik.txt", "Ini")
    assert server.refusals == []


async def test_inline_queries_are_answered(server: BotApiServer, app: App) -> None:
    query = await server.user(id=7).inline("tps")
    answer = await server.wait_for_answer(query)
    assert answer["results"][0]["title"] == "TPS"


async def test_everything_a_person_sends_is_understood_by_the_library(
    server: BotApiServer,
) -> None:
    user, group = server.user(id=7), server.group(id=-100, title="Posko")
    mine = await user.send("halo @siaga_uji_bot", chat=group)
    await user.edit(mine, "halo lagi @siaga_uji_bot")
    await user.send_photo("Foto TPS")
    await user.send_sticker()
    await user.send_voice()
    await user.send_location(-6.2, 106.8)
    await user.send("kabar", forwarded_from="Grup Keluarga")
    await user.block()
    await user.unblock()
    server.push({"poll": {**POLL}})
    async with build(server) as app:
        updates = await app.bot.get_updates()
    assert len(updates) == 10
    for update, queued in zip(updates, server.pending_updates, strict=True):
        assert keeps(update.to_dict(), queued), queued


def keeps(read: Json, said: Json) -> bool:
    """Everything that was said is in what was read, whatever the library adds to it."""
    if isinstance(said, dict):
        return all(key in read and keeps(read[key], it) for key, it in said.items())
    if isinstance(said, list):
        return len(read) == len(said) and all(map(keeps, read, said))
    return bool(read == said)


POLL = {
    "id": "1",
    "question": "?",
    "options": [{"persistent_id": "1", "text": "Ya", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": True,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


async def test_raw_updates_must_fit_the_schema(server: BotApiServer) -> None:
    with pytest.raises(ValueError, match="no valid update"):
        server.push({"message": {"text": "tanpa obrolan"}})


async def test_the_bots_own_calls_are_taken(server: BotApiServer) -> None:
    server.user(id=7)
    admin = server.user(id=8, first_name="Sri")
    group = server.group(id=-100, title="Posko")
    group.join(admin, status="administrator")
    async with build(server) as app:
        bot = app.bot
        assert (await bot.get_me()).id == 123
        await bot.set_my_commands([BotCommand("lapor", "Lapor")], BotCommandScopeChat(7))
        assert (await bot.get_my_commands(BotCommandScopeChat(7)))[0].command == "lapor"
        await bot.set_my_description("Tanya jawab pemilu")
        photos = [InputMediaPhoto(PNG, caption="satu"), InputMediaPhoto(PNG)]
        assert len(await bot.send_media_group(7, photos)) == 2
        chart = await bot.send_photo(7, PNG, caption="Papan", reply_markup=MENU)
        assert (await bot.edit_message_caption(7, chart.id, caption="Papan 2")).caption
        await bot.edit_message_media(InputMediaPhoto(PNG, caption="Papan 3"), 7, chart.id)
        assert (await bot.get_chat(-100)).title == "Posko"
        assert [it.user.id for it in await bot.get_chat_administrators(-100)] == [8]
        assert (await bot.get_chat_member(-100, 7)).status == "left"
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.delete_messages(7, [chart.id])
    assert server.refusals == []


async def test_refusals_reach_the_bot_as_the_librarys_exceptions(
    server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    user = server.user(id=7)
    await user.block()
    async with build(server) as app:
        with pytest.raises(Forbidden, match="blocked"):
            await app.bot.send_message(7, "halo")
        with pytest.raises(BadRequest, match="Chat not found"):
            await app.bot.send_message(8, "halo")
        server.fail_next("sendMessage", 429, retry_after=2)
        with pytest.raises(RetryAfter):
            await app.bot.send_message(7, "halo")
        server.fail_next("sendMessage", None)
        with pytest.raises(NetworkError):
            await app.bot.send_message(7, "halo")
        with pytest.raises(NetworkError, match="does not model getStickerSet"):
            await app.bot.get_sticker_set("x")


async def test_a_wrong_token_stops_the_application(server: BotApiServer) -> None:
    app = build(server, "123:SALAH")
    with pytest.raises(InvalidToken):
        await app.initialize()
    # Application.shutdown does nothing after a failed start; the connections are the bot's.
    await app.bot.shutdown()


async def test_polling_survives_faults_and_loses_no_update(server: BotApiServer, app: App) -> None:
    server.fail_next("getUpdates", 502)
    server.fail_next("getUpdates", None, after=True)
    user = server.user(id=7)
    for text in ("satu", "dua"):
        await user.send(text)
    replies = await server.wait_for(7, count=2)
    assert {it["text"] for it in replies} == {"Kata Anda: satu", "Kata Anda: dua"}


async def test_an_application_that_stops_has_confirmed_its_updates(server: BotApiServer) -> None:
    app = build(server)
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling()
        await server.user(id=7).send("halo")
        await server.wait_for(7)
        await app.updater.stop()
        await app.stop()
    assert server.pending_updates == []
    assert server.refusals == []
