from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from bot import texts
from bot.render.answers.answer import render_answer
from bot.render.answers.machine import as_json
from bot.render.answers.terminal import answer_lines
from corpus.document import Document, Regime
from index.types import Citation, Disagreement, Evidence, Grounded, Note, Remark, Told
from tests.bot.documents import DIRECTORY, document, evidence, passage
from tests.support.botapi.html import parse_html

ONE = document(
    "Operasi itu melibatkan 261.695 polisi.", id="a", publisher="Kabar", published_on="2023-10-17"
)
OTHER = document("Ada 434.197 polisi di sana.", id="b", published_on="2023-10")


def told(of: Evidence, figure: str) -> Told:
    start = of.start + of.text.index(figure)
    return Told(of, start, start + len(figure), figure)


def grounded(*documents: Document) -> Grounded:
    """An answer with the one sentence of each document."""
    parts = [passage(of) for of in documents]
    return Grounded(
        "Berapa?",
        tuple(evidence(part, part.text) for part in parts),
        tuple(
            Citation(number, of, part)
            for number, (of, part) in enumerate(zip(documents, parts, strict=True), start=1)
        ),
        0.9,
        "g",
    )


def differing() -> Grounded:
    answer = grounded(ONE, OTHER)
    figures = tuple(map(told, answer.evidence, ("261.695", "434.197")))
    return replace(answer, disagreements=(Disagreement("polisi", figures),))


def seen(answer: Grounded) -> str:
    return "\n\n".join(parse_html(part).text for part in render_answer(answer, DIRECTORY).parts)


def printed(answer: Grounded) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    console.print(answer_lines(answer, DIRECTORY))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_figures_that_differ_stand_side_by_side_with_publisher_and_date() -> None:
    paragraph = (
        "Sumber-sumber ini tidak sama tentang polisi:\n"
        "• 261.695: Kabar, 17 Oktober 2023 [1]\n"
        "• 434.197: penerbit tidak tercatat, Oktober 2023 [2]\n"
        f"{texts.DIFFER_UNDECIDED}"
    )
    assert f"\n\n{paragraph}\n\n" in seen(differing())
    assert f"\n{paragraph}\n" in printed(differing())


def test_what_they_differ_on_is_named_only_where_it_is_known() -> None:
    answer = differing()
    (one,) = answer.disagreements
    nameless = replace(answer, disagreements=(replace(one, about=""),))
    assert f"\n\n{texts.DIFFER}\n• 261.695" in seen(nameless)


def test_a_sum_that_is_off_is_shown_as_it_is_and_said_to_be() -> None:
    of = document("Ada 88.365 personel: 17.448 Polri dan 70.927 TNI.", publisher="Kabar")
    answer = grounded(of)
    (only,) = answer.evidence
    figures = told(only, "88.365"), told(only, "17.448 Polri dan 70.927 TNI")
    off = replace(answer, disagreements=(Disagreement("personel", figures, 88375),))
    paragraph = (
        "Jumlahnya tidak cocok di sumber [1]: tertulis 88.365 personel, sedangkan rinciannya "
        "(17.448 Polri dan 70.927 TNI) kalau dijumlahkan 88.375. Saya tunjukkan apa adanya."
    )
    assert paragraph in seen(off) and paragraph in printed(off)


def test_every_remark_has_its_sentence_with_the_number_of_its_source() -> None:
    answer = grounded(ONE, OTHER)
    for remark in Remark:
        noted = replace(answer, notes=(Note(remark, answer.evidence[1], "2-4-12"),))
        sentence = texts.REMARKS[remark].format(number=2, words="2-4-12")
        assert f"\n\n{sentence}\n\n" in seen(noted)
        assert sentence in printed(noted)


def test_each_law_stands_under_its_election() -> None:
    held = frozenset({Regime.PEMILU}), frozenset({Regime.PEMILU, Regime.PILKADA})
    answer = replace(grounded(ONE, OTHER), laws=held)
    shown = seen(answer)
    assert shown.startswith(f"Aturan Pemilu\n{ONE.text} [1]")
    assert f"\n\nAturan Pemilu dan Pilkada\n{OTHER.text} [2]" in shown
    lines = printed(answer).splitlines()
    assert lines[:2] == ["Aturan Pemilu", f"{ONE.text} [1]"]
    assert lines[3:5] == ["Aturan Pemilu dan Pilkada", f"{OTHER.text} [2]"]


def test_an_election_is_named_once_over_the_sources_of_its_law() -> None:
    answer = replace(grounded(ONE, OTHER), laws=(frozenset({Regime.PILKADA}),) * 2)
    assert seen(answer).count("Aturan Pilkada") == printed(answer).count("Aturan Pilkada") == 1


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    assert "Aturan" not in seen(grounded(ONE, OTHER))
    assert seen(grounded(ONE)).split("\n\n")[1].startswith("Kutipan sumber [1]")


def test_the_json_tells_each_figure_with_its_sentence_and_source() -> None:
    (value,) = as_json(differing(), "g", 1)["disagreements"]
    assert value == {
        "about": "polisi",
        "figures": [
            {
                "text": of.text,
                "document": of.id,
                "start": 0,
                "end": len(of.text),
                "figure": figure,
                "publisher": of.publisher,
                "published_on": of.published_on,
            }
            for of, figure in ((ONE, "261.695"), (OTHER, "434.197"))
        ],
    }


def test_the_json_of_a_sum_that_is_off_tells_what_the_parts_add_up_to() -> None:
    answer = differing()
    (one,) = answer.disagreements
    off = replace(answer, disagreements=(replace(one, adds_up_to=7),))
    assert as_json(off, "g", 1)["disagreements"][0]["adds_up_to"] == 7
