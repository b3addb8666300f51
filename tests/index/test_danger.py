from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index import danger as module
from index.danger import LONG, danger, in_danger
from index.types import DeclineReason

GOLDEN = Path(__file__).parents[1] / "golden"


def messages(name: str) -> list[str]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


DANGER, CALM = messages("danger.txt"), messages("calm.txt")


@pytest.mark.parametrize("message", DANGER)
def test_who_tells_of_danger_now_is_heard(message: str) -> None:
    assert in_danger(message)


@pytest.mark.parametrize("message", CALM)
def test_who_asks_about_danger_gets_an_answer_instead(message: str) -> None:
    assert not in_danger(message)


@pytest.mark.parametrize("message", DANGER)
def test_shouting_takes_no_danger_away(message: str) -> None:
    assert in_danger(f"{message.upper()}!!!")


@pytest.mark.parametrize(
    "message",
    [
        "rusuhhhhh di tps kami",
        "tps kami disrang masa",
        "kebakran di gudang kpu skarang",
        "polisi tembak2an di depan tps skrg",
        "Tps nya dibakar massa",
    ],
)
def test_frightened_fingers_are_understood(message: str) -> None:
    assert in_danger(message)


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        ("Massa menyerang TPS 3.", True),
        ("Massa tidak menyerang TPS 3.", False),
        ("Kalau massa menyerang TPS 3", False),
        ("Apakah massa menyerang TPS 3?", False),
        ("Dalam simulasi massa menyerang TPS 3", False),
        ("Tahun 2019 massa menyerang TPS 3", False),
        ("Kenapa polisi belum datang? Massa menyerang kami!", True),
        ("Harus telepon siapa? Massa menyerang TPS 3.", True),
    ],
)
def test_what_is_denied_supposed_asked_rehearsed_or_past_is_no_danger(
    message: str, heard: bool
) -> None:
    assert in_danger(message) is heard


def test_of_an_article_that_was_passed_on_only_what_the_writer_suffers_counts() -> None:
    article = "Warga berkumpul di halaman kantor kecamatan. " * (LONG // 6 + 1)
    assert not in_danger(article + "Massa membakar ban di depan kantor.")
    assert in_danger(article + "Kami dikepung massa di dalam kantor.")


def test_danger_is_a_reason_of_its_own_and_refers_to_the_police() -> None:
    told = danger("ada ribut di TPS skrg!!")
    assert told is not None
    assert (told.reason, told.referral) == (DeclineReason.DANGER, "police")
    assert danger("siapa yang menjaga TPS?") is None


def test_every_group_of_words_refers_only_to_those_above_it() -> None:
    text = Path(module.__file__).with_name("danger.yaml").read_text(encoding="utf-8")
    data, known = yaml.safe_load(text), set[str]()
    for name, patterns in data["words"].items():
        assert set(re.findall(r"\{([a-z]\w*)\}", " ".join(patterns))) <= known, name
        known.add(name)
    rules = [*data["certain"].values(), *data["stated"].values(), data["idioms"]]
    for patterns in rules:
        assert set(re.findall(r"\{([a-z]\w*)\}", " ".join(patterns))) <= known


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert in_danger(text) in (True, False)


@pytest.mark.parametrize(
    "word", ["saya ", "lagi rusuh ", "ada orang bawa ", "kpps ", "harus saya ", "a. ", "!", "x"]
)
def test_a_long_text_is_judged(word: str) -> None:
    in_danger((word * 4096)[:4096])
