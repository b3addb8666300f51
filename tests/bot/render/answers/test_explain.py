from __future__ import annotations

import io
import json
import math

import pytest
from rich.console import Console

from bot import texts
from bot.render.answers.explain import ROWS, explain_lines, explained
from index.answer import Considered
from index.beside.account import Account
from index.evidence import Candidate
from index.types import Hit
from index.weigh import Weighed
from tests.bot.documents import document, evidence, passage

LONG = "Simulasi itu melibatkan banyak orang dari kepolisian, tentara, dan relawan di kota itu."


def candidate(number: int, **features: float) -> Candidate:
    of = document(f"Kalimat {number} tentang TPS.", id=f"dokumen-{number}")
    return Candidate(evidence(passage(of), of.text), of, {"sentence": 0.25, **features})


def hit(number: int, score: float, **features: float) -> Hit:
    of = document(f"{LONG} Bagian {number}.", id=f"dokumen-{number}")
    return Hit(of, passage(of), score, None, number, {"lexical": 0.5, **features})


def view(sentences: int = 2, chosen: int = 1) -> Considered:
    candidates = tuple(candidate(number, read=number / 100) for number in range(sentences))
    hits = (hit(0, 14.5, worth=-12.25), hit(1, -math.inf))
    return Considered(Weighed(hits, candidates, 0.625), 0.625, Account(candidates[:chosen]))


def lines(of: Considered | None, width: int = 80) -> list[str]:
    written = io.StringIO()
    Console(width=width, file=written).print(explain_lines(of))
    return written.getvalue().splitlines()


def test_every_sentence_has_its_document_and_score_and_what_was_chosen_is_marked() -> None:
    said = lines(view())
    assert texts.EXPLAIN_CONFIDENCE.format(confidence=0.625) in said
    (first,) = [line for line in said if "Kalimat 0 tentang TPS." in line]
    (second,) = [line for line in said if "Kalimat 1 tentang TPS." in line]
    assert "✓1" in first and "1.000" in first and "dokumen-0" in first
    assert "✓" not in second and "dokumen-1" in second


def test_every_feature_stands_beside_that_of_the_others() -> None:
    rows = [line.split() for line in lines(view())]
    assert ["sentence", "0.25", "0.25"] in rows and ["read", "0.00", "0.01"] in rows
    # A passage that was not read lacks what the reader makes of it.
    assert ["worth", "-12.25", texts.FIGURE_NONE] in rows
    assert ["lexical_rank", "0", "1"] in rows
    assert ["dense_rank", texts.FIGURE_NONE, texts.FIGURE_NONE] in rows


def test_a_passage_left_aside_has_no_score() -> None:
    said = lines(view())
    (first,) = [line for line in said if "14.500" in line]
    assert "dokumen-0" in first
    assert not any("inf" in line for line in said)
    assert explained(view())["passages"][1]["score"] is None  # type: ignore[index]


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_the_terminal_and_cuts_no_number(width: int) -> None:
    said = lines(view(sentences=30), width)
    assert all(len(line) <= width for line in said)
    compared = [line.split()[1:] for line in said if line.split()[:1] in (["read"], ["worth"])]
    assert [len(values) for values in compared] == [ROWS, 2]
    assert not any("…" in value for values in compared for value in values)
    heading = texts.EXPLAIN_SENTENCES.format(shown=ROWS, all=30)
    assert heading in said


def test_a_long_text_is_begun_and_never_read_as_markup() -> None:
    of = document("[bold]Ini[/bold] " + LONG)
    tagged = Candidate(evidence(passage(of), of.text), of, {"sentence": 1.0})
    said = " ".join(lines(Considered(Weighed((), (tagged,), 0.5), 0.5, Account(())), 120))
    assert "[bold]Ini[/bold] Simulasi itu" in said and "…" in said and "di kota itu" not in said


@pytest.mark.parametrize("nothing", [None, Considered(Weighed((), (), 0.0), 0.0, Account(()))])
def test_where_nothing_was_weighed_that_is_said(nothing: Considered | None) -> None:
    assert lines(nothing) == ["", texts.EXPLAIN_NOTHING]


def test_the_values_hold_everything_that_was_weighed() -> None:
    of = view(sentences=30, chosen=2)
    told = explained(of)
    assert told is not None
    assert (told["confidence"], len(told["sentences"]), len(told["passages"])) == (0.625, 30, 2)
    assert [one["chosen"] for one in told["sentences"]] == [True] * 2 + [False] * 28
    first, candidate = told["sentences"][0], of.weighed.candidates[0]
    assert candidate.document.text[first["start"] : first["end"]] == first["text"]
    assert first["features"] == {"sentence": 0.25, "read": 0.0}
    json.dumps(told, allow_nan=False)
    assert explained(None) is None
