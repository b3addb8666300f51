"""Which handler gets which update: the whole list, in order. Telegram's library gives an update to
the first that matches, so the particular stands before the general."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler
from telegram.ext.filters import (
    COMMAND,
    PHOTO,
    TEXT,
    ChatType,
    Document,
    StatusUpdate,
    UpdateType,
)

from bot.access import Right
from bot.chat import broadcast, statistics, trail
from bot.chat.addressed import ADDRESSED, FOR_ANOTHER_BOT
from bot.chat.boards import board, published, stages
from bot.chat.context import Context
from bot.chat.drills import drill_presses, drills
from bot.chat.drills.drills import DRILL_TOLD
from bot.chat.gate import only, paced
from bot.chat.keeping import batches, candidates, documents, feeds, generations, intake
from bot.chat.keeping.candidates import FIELD_TOLD
from bot.chat.keeping.intake import ADD_TOLD
from bot.chat.people import acceptance, invitations, privacy, roles
from bot.chat.people.acceptance import BY_INVITATION
from bot.chat.people.invitations import AREA_TOLD
from bot.chat.questions import asked, citizen, needs, presses, wishes
from bot.chat.reports import report, report_presses, verdict_reasons, verify
from bot.chat.reports.report import REPORT_TOLD, REPORT_UNDER_PHOTO
from bot.chat.reports.verdict_reasons import REASON_TOLD
from bot.chat.watching import checklist, watching
from bot.render.answers.needs import FEEDBACK_DATA, UNWISH_DATA, WISH_DATA
from bot.render.boards.board_buttons import BOARD_DATA
from bot.render.boards.public_buttons import PUBLISHED_DATA
from bot.render.boards.stages import SEASON_DATA, WHOLE_SEASON_DATA
from bot.render.broadcast import CANCEL_DATA, SEND_DATA
from bot.render.drills.drill_buttons import DRILL_DATA
from bot.render.keeping.candidate_buttons import CARD_DATA
from bot.render.keeping.course import INSIST_DATA, RELOAD_DATA
from bot.render.keeping.feed import ENTRY_DATA, FEED_DATA
from bot.render.keeping.generations import RESTORE_DATA, RESTORE_NO_DATA, RESTORE_YES_DATA
from bot.render.keeping.inventory import BATCH_DATA, DOCUMENT_DATA, LIST_DATA
from bot.render.keeping.removal import REMOVE_DATA, REMOVE_YES_DATA
from bot.render.people import role_buttons
from bot.render.people.privacy import ERASE_DATA, KEEP_DATA
from bot.render.reply import ANYWAY_DATA, MORE_DATA, PASSAGE_DATA
from bot.render.reports.report_buttons import REPORT_DATA
from bot.render.reports.verdict_card import VERIFY_DATA
from bot.render.trail import EARLIER_DATA
from bot.render.watching.checklist import CHECK_DATA
from bot.render.watching.watching import (
    QUIET_DATA,
    UNWATCH_ALL_DATA,
    UNWATCH_DATA,
    UNWATCH_THERE_DATA,
    WATCH_DATA,
)

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
"""All that Telegram is asked for: no channel posts, no reactions, no membership news."""

_NEW = UpdateType.MESSAGE
_EDITED = UpdateType.EDITED_MESSAGE


def handlers() -> tuple[BaseHandler[Update, Context, Any], ...]:
    """In the order in which they are asked."""
    return (
        # 1. Commands, before plain text: a command is text too.
        *_commands_for_all(),
        *_commands_for_some(),
        # 2. Commands that are left, unless they may be another bot's.
        MessageHandler(_NEW & COMMAND & ADDRESSED & ~FOR_ANOTHER_BOT, citizen.unknown_command),
        # 3. Answers to what the bot asked, before questions.
        *_answers(),
        # 4. Text is a question. Edited text is a new one, in private: there it disturbs nobody.
        MessageHandler(_NEW & TEXT & ~COMMAND & ADDRESSED, asked.question),
        MessageHandler(_EDITED & TEXT & ~COMMAND & ChatType.PRIVATE, asked.question),
        # 5. A file may be a document for the corpus, from those who keep it.
        MessageHandler(_NEW & Document.ALL & ChatType.PRIVATE, intake.file),
        # 6. Everything else that a person can send; news such as "has joined" is nobody's message.
        MessageHandler(_NEW & ~TEXT & ~StatusUpdate.ALL & ADDRESSED, citizen.not_text),
        # 7. Buttons: ours of this version, then any other.
        *_presses_for_all(),
        *_presses_for_admins(),
        *_presses_about_the_corpus(),
        *_presses_about_generations(),
        *_presses_about_readiness(),
        *_presses_about_roles(),
        *_presses_about_watching(),
        CallbackQueryHandler(presses.stale),
    )


def _answers() -> Iterator[BaseHandler[Update, Context, Any]]:
    told, new = TEXT & ~COMMAND & ChatType.PRIVATE, _NEW & ChatType.PRIVATE
    yield MessageHandler(_NEW & told & AREA_TOLD, invitations.area_told)
    yield MessageHandler(_NEW & told & ADD_TOLD, intake.told)
    yield MessageHandler(_NEW & told & FIELD_TOLD, candidates.told)
    yield MessageHandler(told & DRILL_TOLD, drills.told)
    yield MessageHandler(_NEW & told & REASON_TOLD, verdict_reasons.reason_told)
    yield MessageHandler((told | new & PHOTO) & REPORT_TOLD, paced(report.told))
    yield MessageHandler(ChatType.PRIVATE & PHOTO & REPORT_UNDER_PHOTO, paced(report.photographed))


def _presses_for_all() -> Iterator[BaseHandler[Update, Context, Any]]:
    for act, data in (
        (presses.passage, PASSAGE_DATA),
        (presses.further, MORE_DATA),
        (presses.anyway, ANYWAY_DATA),
        (paced(stages.season), SEASON_DATA),
        (paced(stages.whole_season), WHOLE_SEASON_DATA),
        (paced(needs.rate), FEEDBACK_DATA),
        (wishes.wish, WISH_DATA),
        (paced(wishes.unwish), UNWISH_DATA),
        (paced(privacy.erase_all), ERASE_DATA),
        (privacy.keep, KEEP_DATA),
        (paced(published.press), PUBLISHED_DATA),
    ):
        yield CallbackQueryHandler(act, data)


def _presses_for_admins() -> Iterator[BaseHandler[Update, Context, Any]]:
    yield CallbackQueryHandler(only(Right.KEEP, trail.earlier), EARLIER_DATA)
    yield CallbackQueryHandler(only(Right.KEEP, broadcast.confirm), SEND_DATA)
    yield CallbackQueryHandler(only(Right.KEEP, broadcast.cancel), CANCEL_DATA)


def _presses_about_readiness() -> Iterator[BaseHandler[Update, Context, Any]]:
    yield CallbackQueryHandler(only(Right.REPORT, paced(board.press)), BOARD_DATA)
    yield CallbackQueryHandler(only(Right.REPORT, paced(drill_presses.press)), DRILL_DATA)
    yield CallbackQueryHandler(only(Right.REPORT, report_presses.press), REPORT_DATA)
    yield CallbackQueryHandler(only(Right.OVERSEE, verify.press), VERIFY_DATA)


def _commands_for_all() -> Iterator[BaseHandler[Update, Context, Any]]:
    yield CommandHandler("start", paced(acceptance.accept), _NEW & ChatType.PRIVATE & BY_INVITATION)
    yield CommandHandler("start", citizen.start, _NEW)
    yield CommandHandler(["bantuan", "help"], citizen.help_, _NEW)
    yield CommandHandler("tanya", asked.question, _NEW)
    yield CommandHandler("sumber", citizen.sources, _NEW)
    yield CommandHandler("tahapan", paced(stages.stages), _NEW)
    yield CommandHandler("kesiapan", paced(published.readiness), _NEW)
    yield CommandHandler("kontak", citizen.contacts, _NEW)
    yield CommandHandler("saya", paced(roles.me), _NEW)
    yield CommandHandler("privasi", paced(privacy.privacy), _NEW)
    yield CommandHandler("hapusdata", paced(privacy.erase), _NEW)


def _commands_for_some() -> Iterator[BaseHandler[Update, Context, Any]]:
    for name, right, act in (
        ("papan", Right.REPORT, paced(board.board)),
        ("lapor", Right.REPORT, paced(report.report)),
        ("pantau", Right.REPORT, paced(watching.watch)),
        ("ceklis", Right.REPORT, paced(checklist.checklist)),
        ("latihan", Right.REPORT, paced(drills.drills)),
        ("verifikasi", Right.OVERSEE, paced(verify.verify)),
        ("petugas", Right.OVERSEE, paced(roles.officers)),
        ("peran", Right.OVERSEE, paced(roles.listed)),
        ("statistik", Right.KEEP, paced(statistics.month)),
        ("tambah", Right.KEEP, intake.add),
        ("dokumen", Right.KEEP, documents.documents),
        ("hapus", Right.KEEP, documents.remove),
        ("muatulang", Right.KEEP, paced(generations.reload)),
        ("versi", Right.KEEP, paced(generations.versions)),
        ("pulihkan", Right.KEEP, paced(generations.restore)),
        ("siaran", Right.KEEP, paced(broadcast.draft)),
        ("audit", Right.KEEP, paced(trail.audit)),
    ):
        yield CommandHandler(name, only(right, act), _NEW)
    # A line with a slip in it is edited where it stands.
    yield CommandHandler("lapor", only(Right.REPORT, paced(report.report)), _EDITED)


def _presses_about_the_corpus() -> Iterator[BaseHandler[Update, Context, Any]]:
    for act, data in (
        (candidates.press, CARD_DATA),
        (batches.press, BATCH_DATA),
        (feeds.entry, ENTRY_DATA),
        (feeds.page, FEED_DATA),
        (documents.page, LIST_DATA),
        (documents.document, DOCUMENT_DATA),
        (documents.ask_removal, REMOVE_DATA),
        (documents.remove_now, REMOVE_YES_DATA),
    ):
        yield CallbackQueryHandler(only(Right.KEEP, act), data)


def _presses_about_generations() -> Iterator[BaseHandler[Update, Context, Any]]:
    for act, data in (
        (generations.reload_pressed, RELOAD_DATA),
        (generations.insist, INSIST_DATA),
        (generations.restore_pressed, RESTORE_DATA),
        (generations.restore_confirmed, RESTORE_YES_DATA),
        (generations.restore_left, RESTORE_NO_DATA),
    ):
        yield CallbackQueryHandler(only(Right.KEEP, paced(act)), data)


def _presses_about_watching() -> Iterator[BaseHandler[Update, Context, Any]]:
    for act, data in (
        (watching.begin, WATCH_DATA),
        (watching.stop, UNWATCH_DATA),
        (watching.stop_there, UNWATCH_THERE_DATA),
        (watching.stop_all, UNWATCH_ALL_DATA),
        (watching.keep_quiet, QUIET_DATA),
        (checklist.tick, CHECK_DATA),
    ):
        yield CallbackQueryHandler(only(Right.REPORT, paced(act)), data)


def _presses_about_roles() -> Iterator[BaseHandler[Update, Context, Any]]:
    for act, data in (
        (roles.page, role_buttons.LIST_DATA),
        (roles.ask_withdrawal, role_buttons.ASK_WITHDRAWAL_DATA),
        (roles.withdraw, role_buttons.WITHDRAW_DATA),
        (roles.revoke, role_buttons.REVOKE_DATA),
        (invitations.choose_role, role_buttons.INVITE_DATA),
        (invitations.give, role_buttons.GIVE_DATA),
    ):
        yield CallbackQueryHandler(only(Right.OVERSEE, paced(act)), data)
