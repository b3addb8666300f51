from __future__ import annotations

import pytest

from bot.questions.courtesy import Courtesy, courtesy_in


@pytest.mark.parametrize(
    "text", ["halo", "Halo, min!", "assalamu'alaikum wr. wb.", "P", "selamat pagi pak", "tes"]
)
def test_greetings(text: str) -> None:
    assert courtesy_in(text) is Courtesy.GREETING


@pytest.mark.parametrize("text", ["Terima kasih!", "makasih ya kak 🙏", "ok", "siap, mantap"])
def test_thanks(text: str) -> None:
    assert courtesy_in(text) is Courtesy.THANKS


@pytest.mark.parametrize(
    "text",
    [
        "halo, siapa yang menjaga TPS?",
        "terima kasih, lalu lapor ke mana?",
        "min",
        "pak",
        "👍",
        "",
        "pagi buta ada serangan fajar",
    ],
)
def test_what_may_be_a_question_is_no_courtesy(text: str) -> None:
    assert courtesy_in(text) is None
