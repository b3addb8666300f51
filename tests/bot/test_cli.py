from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer import rich_utils
from typer.main import get_command

from bot import texts
from bot.cli import app
from bot.doctor import Health
from bot.questions.courtesy import Courtesy
from bot.reloads.reload import read_corpus
from bot.settings import TABLE
from tests.support.small_corpus import DRILL
from tests.support.terminal import Said, Terminal

KNOWN = "Berapa personel yang dilibatkan dalam simulasi Sispamkota di Balikpapan?"
UNKNOWN = "Bagaimana resep rendang daging sapi khas Padang?"
OPINION = "Menurutmu siapa yang pantas menang?"
ANSWER = {
    *("question", "status", "reason", "confidence", "sentences", "citations", "disagreements"),
    *("nearest", "generation", "milliseconds"),
}
SENTENCE = {"text", "document", "start", "end", "highlight", "citation"}
CITATION = {
    *("number", "document", "title", "publisher", "url", "published_on", "kind", "form"),
    "passage",
    # Beyond the contract, so that nobody who reads the JSON takes a rehearsal for an event.
    "drill",
}
FIGURES = {
    *("questions", "answerable", "recall_at_1", "recall_at_5", "recall_at_10", "mrr_at_10"),
    *("ndcg_at_10", "answer_hit", "answered_share", "false_answer_share", "abstention_auroc"),
    *("latency_ms", "build_seconds", "documents", "passages"),
}
FURTHER_FIGURES = {"calibration", "kinds"}
VERBS = sorted(getattr(get_command(app), "commands"))  # noqa: B009
BAD = "---\nid: buruk\ntitle: Buruk\nkind: gosip\n---\n\nIsi.\n"
DANGER = "ada ribut di TPS skrg!!"
GOOD = "---\nid: baik\ntitle: Baik\n---\n\nPenghitungan suara dijaga 88 polisi.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without a `.env`; help of one width."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rich_utils, "MAX_WIDTH", 100)
    return tmp_path


def written(file: Path, *lines: object) -> Path:
    texts = (it if isinstance(it, str) else json.dumps(it, ensure_ascii=False) for it in lines)
    file.write_text("".join(f"{line}\n" for line in texts), encoding="utf-8")
    return file


def failed(said: Said, *words: str) -> bool:
    """Exit code 1, nothing printed, one line on stderr that holds `words`."""
    (line,) = said.err.splitlines()
    return (said.code, said.out) == (1, "") and all(word in line for word in words)


# --- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_names_its_options(verb: str, bare: Terminal) -> None:
    said = bare.siaga(verb, "--help")
    command: Any = getattr(get_command(app), "commands")[verb]  # noqa: B009
    options = {name for it in command.params for name in it.opts if name.startswith("--")}
    assert (said.code, said.err) == (0, "")
    assert {name for name in options if name not in said.out} == set()


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_the_help_names_every_verb(asked: str, bare: Terminal) -> None:
    said = bare.siaga(asked)
    assert said.code == 0
    assert [verb for verb in VERBS if not re.search(rf"\b{verb}\b", said.out)] == []


@pytest.mark.parametrize(
    "words", [["tanya"], ["ask"], ["add"], ["status", "--jsn"], ["train"], ["evaluate"]]
)
def test_wrong_usage_is_told_apart_from_failure(words: list[str], bare: Terminal) -> None:
    said = bare.siaga(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err


# --- ask -------------------------------------------------------------------------------------


def test_an_answer_is_shown_with_its_sources(built_once: Terminal) -> None:
    said = built_once.process("ask", KNOWN)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(texts.DRILL)
    assert "512 personel" in said.out
    assert str(DRILL.url) in said.out


def test_who_is_in_danger_is_told_whom_to_call_even_without_an_index(bare: Terminal) -> None:
    said = bare.process("ask", DANGER)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{texts.DANGER}\n110 (Polri)")
    value = bare.siaga("ask", DANGER, "--json").value
    assert (value["status"], value["reason"], value["question"]) == ("declined", "danger", DANGER)


def test_settings_that_are_wrong_keep_nobody_in_danger_from_a_number(bare: Terminal) -> None:
    mistaken = Terminal(bare.corpus, bare.data, {"SIAGA_SALAH": "1"})
    assert "110 (Polri)" in mistaken.siaga("ask", DANGER).out


def test_a_conversation_hears_danger_too(built_once: Terminal) -> None:
    said = built_once.siaga("chat", typed=f"{DANGER}\n")
    assert "110 (Polri)" in said.out and texts.DANGER_SEARCH_TERMINAL in said.out


def test_a_question_may_be_given_without_quotation_marks(built_once: Terminal) -> None:
    quoted, bare = built_once.siaga("ask", KNOWN), built_once.siaga("ask", *KNOWN.split())
    assert bare.out == quoted.out


def test_the_json_of_an_answer_is_the_contracts(built_once: Terminal) -> None:
    said = built_once.process("ask", KNOWN, "--json")
    assert (said.code, said.err) == (0, "")
    value = said.value
    assert set(value) == ANSWER
    assert (value["question"], value["status"], value["reason"]) == (KNOWN, "answered", None)
    assert value["sentences"] and value["citations"] and not value["nearest"]
    assert {frozenset(it) for it in value["sentences"]} == {frozenset(SENTENCE)}
    assert {frozenset(it) for it in value["citations"]} == {frozenset(CITATION)}
    assert value["citations"][0]["drill"] is True
    numbers = [it["number"] for it in value["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {it["citation"] for it in value["sentences"]} == set(numbers)


@pytest.mark.parametrize(
    "question", [KNOWN, "Apakah peladen disusupi peretas?", "Siapa kepala gudang logistik?"]
)
def test_every_sentence_stands_in_its_document(question: str, built_once: Terminal) -> None:
    held = {document.id: document for document in read_corpus(built_once.corpus).documents}
    sentences = built_once.siaga("ask", question, "--json").value["sentences"]
    assert sentences
    for it in sentences:
        assert held[it["document"]].text[it["start"] : it["end"]] == it["text"]
        if it["highlight"]:
            first, last = it["highlight"]
            assert it["start"] <= first < last <= it["end"]


@pytest.mark.parametrize(("question", "status"), [(UNKNOWN, "no_evidence"), (OPINION, "declined")])
def test_the_json_of_no_answer_has_the_same_keys(
    question: str, status: str, built_once: Terminal
) -> None:
    said = built_once.siaga("ask", question, "--json")
    assert said.code == 0
    value = said.value
    assert set(value) == ANSWER
    assert (value["status"], value["sentences"], value["citations"]) == (status, [], [])
    assert value["reason"]
    assert all(set(it) == {"document", "title", "url"} for it in value["nearest"])


@pytest.mark.parametrize("asked", [UNKNOWN, OPINION])
def test_no_answer_is_no_failure(asked: str, built_once: Terminal) -> None:
    said = built_once.siaga("ask", asked)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip()


def test_an_answer_is_explained_below_it(built_once: Terminal) -> None:
    plain, said = built_once.siaga("ask", KNOWN), built_once.process("ask", KNOWN, "--explain")
    assert (said.code, said.err) == (0, "")
    answer, explanation = said.out[: len(plain.out)], said.out[len(plain.out) :]
    assert answer == plain.out
    assert "✓1" in explanation and DRILL.id in explanation and "lexical" in explanation


def test_silence_is_explained_too_and_a_refusal_has_nothing_to_explain(
    built_once: Terminal,
) -> None:
    assert "✓1" in built_once.siaga("ask", UNKNOWN, "--explain").out
    for question in (OPINION, DANGER):
        assert texts.EXPLAIN_NOTHING in built_once.siaga("ask", question, "--explain").out
        value = built_once.siaga("ask", question, "--explain", "--json").value
        assert value["explain"] is None


def test_an_explanation_is_one_more_key_of_the_json(built_once: Terminal) -> None:
    value = built_once.siaga("ask", KNOWN, "--explain", "--json").value
    assert set(value) == ANSWER | {"explain"}
    told = value["explain"]
    assert round(told["confidence"], 4) == value["confidence"]
    chosen = [it["text"] for it in told["sentences"] if it["chosen"]]
    assert {it["text"] for it in value["sentences"]} <= set(chosen)
    assert told["passages"][0]["document"] == DRILL.id


@pytest.mark.parametrize("words", [["ask", KNOWN], ["ask", KNOWN, "--json"], ["chat"], ["status"]])
def test_without_an_index_the_way_to_one_is_told(words: list[str], bare: Terminal) -> None:
    assert failed(bare.process(*words), "siaga build")


# --- build, status ---------------------------------------------------------------------------


def test_a_second_build_finds_nothing_changed(built_once: Terminal, tmp_path: Path) -> None:
    terminal = Terminal(built_once.corpus, tmp_path / "data")
    first, second = terminal.siaga("build"), terminal.siaga("build")
    assert (first.code, first.err) == (second.code, second.err) == (0, "")
    assert "12 dokumen" in first.out
    generation = terminal.siaga("status", "--json").value["generation"]
    assert second.out == texts.UNCHANGED.format(generation=generation) + "\n"


def test_a_bad_document_is_named_and_keeps_no_other_out(own_copy: Terminal) -> None:
    bad = written(own_copy.corpus / "buruk.md", BAD)
    written(own_copy.corpus / "baik.md", GOOD)
    said = own_copy.process("build")
    assert said.code == 0
    assert said.err.startswith(f"ditolak: {bad}:4: ")
    assert len(said.err.splitlines()) == 1
    assert "13 dokumen" in said.out
    assert "88 polisi" in own_copy.siaga("ask", "berapa polisi menjaga penghitungan suara").out


def test_an_empty_corpus_builds_nothing(bare: Terminal) -> None:
    assert failed(bare.process("build"), "siaga check")


def test_the_status_is_told_in_words_and_as_json(own_copy: Terminal) -> None:
    value = own_copy.siaga("status", "--json").value
    shown = own_copy.siaga("status")
    assert shown.code == 0
    assert value["documents"] == 12 and value["generations"] == 1
    assert value["corpus_changed"] is False
    assert all(label in shown.out for label in texts.STATUS_ROWS.values())
    assert value["generation"] in shown.out
    assert texts.CORPUS_CHANGED not in shown.out
    written(own_copy.corpus / "baik.md", GOOD)
    assert texts.CORPUS_CHANGED in own_copy.siaga("status").out


# --- add, check ------------------------------------------------------------------------------


def test_a_text_is_added_and_answers_at_once(bare: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "kabar.txt", "Kabar gudang", "", "Gudang dijaga 31 orang satpam.")
    options = ["--publisher", "Kabar", "--published-on", "2024-02", "--area", "kota-blitar"]
    options += ["--url", "https://kabar.example/1", "--stage", "kampanye", "--regime", "pemilu"]
    said = bare.process("add", file, "--title", "Gudang aman", "--id", "gudang", *options)
    assert (said.code, said.err) == (0, "")
    assert "ditambahkan: gudang" in said.out and "belum tercatat" not in said.out
    (document,) = read_corpus(bare.corpus).documents
    assert (document.title, document.publisher) == ("Gudang aman", "Kabar")
    assert (document.published_on, document.area) == ("2024-02", "kota-blitar")
    assert "31 orang" in bare.siaga("ask", "berapa orang satpam menjaga gudang").out


def test_a_text_without_options_says_what_is_not_recorded(bare: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "kabar.txt", "Simulasi gudang", "", "Latihan diikuti 31 orang.")
    said = bare.siaga("add", file, "--no-build")
    assert said.code == 0
    assert texts.ADDED_DRILL in said.out
    assert "publisher, url, published_on, area" in said.out
    assert not bare.data.exists()
    assert bare.siaga("add", file, "--id", "lain", "--no-drill", "--no-build").code == 0
    assert {document.id: document.drill for document in read_corpus(bare.corpus).documents} == {
        "kabar": True,
        "lain": False,
    }


def test_markdown_and_json_lines_are_added(bare: Terminal, tmp_path: Path) -> None:
    md = written(tmp_path / "baik.md", GOOD)
    jsonl = written(tmp_path / "dua.jsonl", {"id": "a", "text": "Satu."}, {"id": "b", "text": "B."})
    said = bare.siaga("add", md, jsonl)
    assert (said.code, said.err) == (0, "")
    assert said.out.count("ditambahkan: ") == 3
    assert "3 dokumen" in said.out


@pytest.mark.parametrize("name", ["tidak-ada.md", "tidak-ada.txt", "surat.pdf"])
def test_what_cannot_be_read_is_not_added(name: str, bare: Terminal, tmp_path: Path) -> None:
    file = tmp_path / name
    if file.suffix == ".pdf":
        file.write_bytes(b"%PDF-1.7")
    said = bare.process("add", file)
    assert (said.code, said.out) == (1, texts.NOTHING_ADDED + "\n")
    assert said.err.startswith(f"ditolak: {file}:1: ")
    assert len(said.err.splitlines()) == 1


def test_a_document_is_added_once(bare: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "baik.md", GOOD)
    assert bare.siaga("add", file).code == 0
    again = bare.siaga("add", file)
    assert (again.code, again.out) == (1, texts.NOTHING_ADDED + "\n")
    assert "'baik' sudah ada dalam korpus" in again.err


def test_the_good_is_added_beside_the_bad(bare: Terminal, tmp_path: Path) -> None:
    good, bad = written(tmp_path / "baik.md", GOOD), written(tmp_path / "buruk.md", BAD)
    said = bare.siaga("add", good, bad)
    assert said.code == 1
    assert f"ditolak: {bad}:4:" in said.err
    assert "1 dokumen" in said.out


def test_a_check_names_file_line_and_reason(built_once: Terminal, tmp_path: Path) -> None:
    bad = written(tmp_path / "buruk.jsonl", {"id": "a", "text": "A."}, "", {"id": "b"})
    said = built_once.process("check", built_once.corpus, bad)
    assert said.code == 1
    assert re.fullmatch(rf"ditolak: {re.escape(str(bad))}:3: .*text.*\n", said.err)
    assert said.out == texts.CHECKED.format(good=13, bad=1) + "\n"


def test_a_check_names_contacts_that_cannot_be_used(own_copy: Terminal) -> None:
    (own_copy.corpus / "contacts.yaml").write_text("[]", encoding="utf-8")
    said = own_copy.siaga("check")
    assert said.code == 1
    assert "contacts.yaml: tidak ada kontak darurat" in said.err


@pytest.mark.parametrize("name", ["stages", "indices", "patterns", "readiness"])
def test_a_check_names_a_file_beside_the_documents_that_cannot_be_used(
    own_copy: Terminal, name: str
) -> None:
    (own_copy.corpus / f"{name}.yaml").write_text("- a\n", encoding="utf-8")
    said = own_copy.siaga("check")
    assert said.code == 1
    assert f"{name}.yaml harus berisi nama dan nilai" in said.err


def test_a_check_looks_at_the_corpus_where_no_path_is_given(built_once: Terminal) -> None:
    said = built_once.siaga("check")
    assert (said.code, said.err) == (0, "")
    assert said.out == texts.CHECKED.format(good=12, bad=0) + "\n"


# --- evaluate, train -------------------------------------------------------------------------


def test_the_json_of_an_evaluation_is_the_contracts(built_once: Terminal, tmp_path: Path) -> None:
    asked: dict[str, Any] = {"id": "1", "question": KNOWN, "documents": [DRILL.id]}
    none: dict[str, Any] = {"id": "2", "question": UNKNOWN, "documents": [], "answers": []}
    file = written(tmp_path / "tanya.jsonl", {**asked, "answers": ["512 PERSONEL"]}, none)
    words = ["evaluate", "--documents", built_once.corpus, "--questions", file]
    said = built_once.process(*words, "--json")
    assert (said.code, said.err) == (0, "")
    assert set(said.value) == FIGURES | FURTHER_FIGURES
    assert set(said.value["latency_ms"]) == {"p50", "p95", "p99"}
    assert (said.value["answer_hit"], said.value["false_answer_share"]) == (1.0, 0.0)
    shown = built_once.siaga(*words)
    assert shown.code == 0
    assert all(name in shown.out for name in FIGURES)
    assert texts.FIGURES_CALIBRATION.format(questions=2, error=error_of(said)) in shown.out


def error_of(said: Said) -> float:
    """The expected calibration error that was printed as JSON."""
    return float(said.value["calibration"]["expected_calibration_error"])


def test_an_evaluation_asks_carelessly_and_reports_when_it_is_told_to(
    built_once: Terminal, tmp_path: Path
) -> None:
    asked: dict[str, Any] = {"id": "1", "question": KNOWN, "documents": [DRILL.id]}
    file = written(tmp_path / "tanya.jsonl", {**asked, "answers": ["99 ORANG"], "kind": "fact"})
    words = ["evaluate", "--documents", built_once.corpus, "--questions", file, "--robustness"]
    report = tmp_path / "laporan.html"
    said = built_once.siaga(*words, "--report", report, "--json")
    assert (said.code, said.err) == (0, texts.REPORT_WRITTEN.format(file=report) + "\n")
    assert set(said.value) == FIGURES | FURTHER_FIGURES | {"robustness"}
    assert said.value["robustness"]["questions"] == 1
    assert said.value["robustness"]["lower"]["recall_at_1"] == 1.0
    assert said.value["kinds"]["fact"]["answer_hit"] == 0.0
    page = report.read_text(encoding="utf-8")
    assert page.count("<svg ") == 4 and "99 ORANG" in page and "tanya.jsonl" in page


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_measured(
    built_once: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "tidak-ada"
    words = ["evaluate", "--documents", "tidak-ada", "--questions", "tidak-ada", "--report"]
    said = built_once.process(*words, folder / "laporan.html")
    assert failed(said, texts.REPORT_NO_FOLDER.format(folder=folder))
    assert built_once.siaga(*words, tmp_path).code == 2


def test_questions_that_are_none_are_named(built_once: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "tanya.jsonl", "{}")
    words = ["--documents", built_once.corpus, "--questions", file]
    assert failed(built_once.process("evaluate", *words, "--json"), f"{file}:1:")


def test_a_model_is_trained_and_can_be_used(built_once: Terminal, tmp_path: Path) -> None:
    pair = {"a": "siapa menjaga kotak suara", "b": "Kotak suara dijaga polisi dan Linmas."}
    file = written(tmp_path / "pasangan.jsonl", *[pair] * 4)
    said = built_once.process("train", "--pairs", file, "--out", tmp_path / "model")
    assert (said.code, said.err) == (0, "")
    assert said.out == texts.TRAINED.format(folder=tmp_path / "model") + "\n"
    mine = Terminal(built_once.corpus, tmp_path / "data", {"SIAGA_MODEL": str(tmp_path / "model")})
    assert mine.siaga("build").code == 0
    assert mine.siaga("ask", KNOWN).code == 0


def test_pairs_that_are_none_are_named(bare: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path / "pasangan.jsonl", {"a": "x"})
    said = bare.process("train", "--pairs", file, "--out", tmp_path / "model")
    assert failed(said, str(file), "baris 1")


# --- doctor, settings ------------------------------------------------------------------------


def test_the_doctor_finds_a_healthy_house(built_once: Terminal) -> None:
    said = built_once.process("doctor")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1] == texts.DOCTOR_HEALTHY
    assert texts.DOCTOR_NO_TOKEN in said.out


def test_the_doctor_counts_what_is_wrong(bare: Terminal) -> None:
    said = bare.process("doctor")
    assert (said.code, said.err) == (1, "")
    assert said.out.splitlines()[-1] == texts.DOCTOR_ILL.format(count=2)
    assert sum(line.startswith(Health.BAD) for line in said.out.splitlines()) == 2
    assert "siaga build" in said.out


@pytest.mark.parametrize("verb", [["doctor"], ["ask", KNOWN], ["build"], ["check"], ["run"]])
def test_an_unknown_setting_is_refused_by_name(verb: list[str], built_once: Terminal) -> None:
    mistaken = Terminal(built_once.corpus, built_once.data, {"SIAGA_MODLE": "x"})
    assert failed(mistaken.process(*verb), "SIAGA_MODLE", "SIAGA_MODEL?")


def test_a_wrong_setting_is_named_without_its_value(built_once: Terminal) -> None:
    mistaken = Terminal(built_once.corpus, built_once.data, {"SIAGA_TELEGRAM_TOKEN": "rahasia"})
    said = mistaken.process("doctor")
    assert failed(said, "SIAGA_TELEGRAM_TOKEN") and "rahasia" not in said.err


def test_the_bot_does_not_start_without_a_token(built_once: Terminal) -> None:
    assert failed(built_once.process("run"), "SIAGA_TELEGRAM_TOKEN", "@BotFather")


def test_a_setting_that_is_not_used_yet_is_no_fault(built_once: Terminal) -> None:
    name = next(row.name for row in TABLE if not row.used)
    said = Terminal(built_once.corpus, built_once.data, {name: "1"}).siaga("doctor")
    assert said.code == 0
    assert texts.UNUSED_SETTING.format(name=name) in said.out


def test_a_model_that_is_not_there_is_one_line(built_once: Terminal, tmp_path: Path) -> None:
    missing = {"SIAGA_MODEL": str(tmp_path / "tidak-ada")}
    said = Terminal(built_once.corpus, built_once.data, missing).process("ask", KNOWN)
    assert failed(said, "tidak-ada")


# --- chat, and how a process ends ------------------------------------------------------------


def test_a_conversation_answers_and_shows_a_source(built_once: Terminal) -> None:
    said = built_once.process("chat", typed=f"{KNOWN}\n\n1\n9\n/keluar\nsesudahnya\n")
    assert (said.code, said.err) == (0, "")
    assert texts.PASSAGE_SHOWN.format(number=1) in said.out
    assert texts.CHAT_NO_SOURCE.format(number=9) in said.out
    assert said.out.count(texts.CHAT_PROMPT) == 5
    assert said.out.index("512 personel") < said.out.index("membakar ban")


def test_a_greeting_in_a_conversation_is_no_question(built_once: Terminal) -> None:
    said = built_once.siaga("chat", typed="halo\n")
    assert texts.COURTESIES[Courtesy.GREETING] in " ".join(said.out.split())


def test_a_conversation_ends_with_its_input(built_once: Terminal) -> None:
    said = built_once.siaga("chat", typed="1\n")
    assert said.code == 0
    assert texts.CHAT_NO_SOURCE.format(number=1) in said.out


def test_a_reader_that_leaves_early_is_no_fault(built_once: Terminal) -> None:
    program = f"{sys.executable} -m bot.cli doctor | true"
    assert run(program, built_once, shell=True).stderr == ""


def test_an_interruption_is_one_line(bare: Terminal, tmp_path: Path) -> None:
    """Training is stopped while it works: so many pairs take it longer than that."""
    pair = {"b": "Kotak suara dijaga polisi dan Linmas."}
    file = written(tmp_path / "pairs.jsonl", *({**pair, "a": f"soal {n}"} for n in range(20_000)))
    words = ["train", "--pairs", str(file), "--out", str(tmp_path / "model")]
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *words],
        env=bare.environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        while not (tmp_path / "model").exists():
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=30)[1] == texts.INTERRUPTED + "\n"
    assert running.returncode == 1


def test_a_fault_of_ours_is_one_line(built_once: Terminal) -> None:
    program = (
        "import sys, index.answer\n"
        "def broken(*given): raise KeyError('x')\n"
        "index.answer.answer = broken\n"
        "sys.argv = ['siaga', 'ask', 'apa']\n"
        "from bot.cli import main\n"
        "main()"
    )
    ran = run([sys.executable, "-c", program], built_once)
    told = texts.UNEXPECTED.format(name="KeyError", detail="'x'")
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", told + "\n")


def run(
    program: str | list[str], terminal: Terminal, shell: bool = False
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        program,
        shell=shell,
        env=terminal.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
