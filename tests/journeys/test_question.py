from __future__ import annotations

import pytest

from bot import texts
from tests.journeys.looks import buttons, formatted, links
from tests.support import teduh
from tests.support.botapi import BotApiServer, Json, User

pytestmark = pytest.mark.usefixtures("bot")


async def answer_to(question: str, server: BotApiServer, citizen: User) -> Json:
    await citizen.send(question)
    (answer,) = await server.wait_for(citizen.id)
    return answer


async def test_the_answer_replies_to_the_question_and_shows_no_link_preview(
    server: BotApiServer, citizen: User
) -> None:
    asked = await citizen.send(teduh.ASK_NEWS)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert answer["link_preview_options"] == {"is_disabled": True}


async def test_the_sentence_comes_first_its_words_marked_its_passage_behind_a_fold(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_NEWS, server, citizen)
    sentence = "Setiap TPS di Kota Teduh dijaga dua anggota Linmas dan diawasi satu polisi."
    assert answer["text"].startswith(f"{sentence} [1]")
    assert formatted(answer, "expandable_blockquote") == [teduh.NEWS.text]
    assert sentence in formatted(answer, "bold")


async def test_the_number_that_answers_how_many_is_marked(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_DRILL, server, citizen)
    assert "640" in formatted(answer, "bold")


async def test_sources_are_linked_with_publisher_date_and_kind(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_NEWS, server, citizen)
    assert links(answer) == {teduh.NEWS.title: teduh.NEWS.url}
    assert "Harian Seroja · Berita · ringkasan redaksi · Pemilu · Februari 2024" in answer["text"]


async def test_a_button_stands_under_the_answer_for_every_source_one_for_others_and_two_to_rate_it(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_NEWS, server, citizen)
    rating = [texts.BUTTON_HELPFUL, texts.BUTTON_UNHELPFUL]
    assert buttons(answer) == ["Sumber 1 · Harian Seroja", texts.BUTTON_MORE, *rating]
    assert [len(row) for row in answer["reply_markup"]["inline_keyboard"]] == [1, 1, 2]


async def test_typing_is_shown_before_the_answer(server: BotApiServer, citizen: User) -> None:
    await answer_to(teduh.ASK_NEWS, server, citizen)
    methods = [call.method for call in server.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")


async def test_a_drill_is_called_a_simulation_before_anything_else_is_said(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_DRILL, server, citizen)
    assert answer["text"].startswith("⚠️ SIMULASI: latihan, bukan kejadian nyata\n")
    assert formatted(answer, "bold")[0] == texts.DRILL


async def test_a_summary_is_never_called_a_quotation(server: BotApiServer, citizen: User) -> None:
    answer = await answer_to(teduh.ASK_NEWS, server, citizen)
    assert "ringkasan redaksi, bukan kutipan" in answer["text"]
    assert texts.PASSAGE_SUMMARY.format(number=1) in answer["text"]
    assert texts.PASSAGE_ORIGINAL.format(number=1) not in answer["text"]


async def test_a_rule_says_its_law_its_date_and_since_when_it_holds(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_RULE, server, citizen)
    assert "Pilkada · PSU · 10 Januari 2024 · berlaku sejak 14 Februari 2024" in answer["text"]
    assert texts.PASSAGE_ORIGINAL.format(number=1) in answer["text"]
    assert "ringkasan" not in answer["text"]


async def test_a_copy_without_date_publisher_or_address_says_so_or_leaves_it_out(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_COPY, server, citizen)
    assert "Pernyataan · tanggal tidak tercatat · salinan dari terbitan lain" in answer["text"]
    assert links(answer) == {}
    assert buttons(answer)[0] == "Sumber 1"


async def test_markup_in_documents_is_shown_and_never_obeyed(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_HOSTILE, server, citizen)
    assert teduh.HOSTILE.text in answer["text"]
    assert links(answer) == {teduh.HOSTILE.title: teduh.HOSTILE.url}


@pytest.mark.parametrize(
    "decoration", ["<b>{}</b>", "*{}* _{}_", "</blockquote>{}&amp;<", "😀 {} 🙏🏽‍♀️", "{}\n\n\n{}"]
)
async def test_markup_and_emoji_in_a_question_do_no_harm(
    decoration: str, server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(decoration.replace("{}", teduh.ASK_DRILL), server, citizen)
    assert "640 personel" in answer["text"]


async def test_a_question_of_4096_characters_is_answered_and_told_to_be_long(
    server: BotApiServer, citizen: User
) -> None:
    question = (teduh.ASK_DRILL + " ") * 100
    answer = await answer_to(question[:4096], server, citizen)
    assert texts.SHORTENED.format(limit=1000) in answer["text"]


async def test_without_evidence_the_bot_says_so_shows_the_nearest_and_where_to_ask(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_NOTHING, server, citizen)
    assert any(answer["text"].startswith(words) for words in texts.WEAK.values())
    assert 1 <= len(links(answer)) <= 3
    assert answer["text"].endswith("Kalau ada bahaya sekarang, telepon Polri (110).")
    assert buttons(answer) == [texts.BUTTON_WISH]


async def test_an_opinion_is_declined_politely_with_who_knows_officially(
    server: BotApiServer, citizen: User
) -> None:
    answer = await answer_to(teduh.ASK_OPINION, server, citizen)
    assert answer["text"].startswith("Maaf, saya tidak memberi pendapat")
    assert answer["text"].endswith(texts.REFERRALS["kpu"])


async def test_an_edited_question_is_answered_again_where_it_stands(
    server: BotApiServer, citizen: User
) -> None:
    asked = await citizen.send(teduh.ASK_NOTHING)
    await server.wait_for(citizen.id)
    await citizen.edit(asked, teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_forwarded_message_is_a_question_too(server: BotApiServer, citizen: User) -> None:
    await citizen.send(teduh.ASK_DRILL, forwarded_from="Grup sebelah")
    (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]
