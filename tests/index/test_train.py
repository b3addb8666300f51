"""Training: what is read, what is made of it, that the gradient is right, and that it helps."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embed import open_embedder
from index.examples import Pair, PairsError, careless, cut, read_pairs
from index.learn import Contrast, Ids, cooccurrence_vectors
from index.train import Recipe, train

SMALL = Recipe(vocabulary=400, dimension=16, epochs=12, batch=16, rate=0.05)

# No topic's questions share a word with its passages: only training can bring them together.
TOPICS = {
    "nyoblos bilik kotak": "Pemungutan suara berlangsung di TPS sampai pukul tiga belas",
    "amplop sogokan serangan": "Politik uang diancam pidana penjara dan denda jutaan rupiah",
    "kabar bohong medsos": "Hoaks dan disinformasi dilaporkan kepada kanal aduan konten",
    "polisi tentara patroli": "Personel pengamanan disiagakan untuk Operasi Mantap Brata",
    "gugatan hakim sidang": "Perselisihan hasil diputus Mahkamah Konstitusi dalam empat belas hari",
    "gambut banjir longsor": "Bencana alam membuat logistik terlambat sehingga susulan dijadwalkan",
}
PAIRS = [
    Pair(f"{opening} {' '.join(words)}", passage)
    for asked, passage in TOPICS.items()
    for opening in ("bagaimana soal", "apa itu", "tolong jelaskan")
    for words in (asked.split(), asked.split()[::-1])
]


def test_pairs_are_read_from_plain_and_gzipped_lines(tmp_path: Path) -> None:
    lines = '{"a": "tanya", "b": "jawab", "src": "x"}\n\n{"a": "é", "b": "ü"}\n'
    (tmp_path / "pairs.jsonl").write_text(lines, encoding="utf-8")
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(lines)
    expected = [Pair("tanya", "jawab", "x"), Pair("é", "ü")]
    assert read_pairs(tmp_path / "pairs.jsonl") == expected
    assert read_pairs(tmp_path / "pairs.jsonl.gz") == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "baris 2: bukan JSON"),
        ("[1]", "baris 2: harus berupa objek"),
        ('{"a": "x"}', 'baris 2: "b" tidak ada atau kosong'),
        ('{"a": " ", "b": "y"}', 'baris 2: "a" tidak ada atau kosong'),
        ('{"a": 3, "b": "y"}', 'baris 2: "a" tidak ada atau kosong'),
    ],
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f'{{"a": "x", "b": "y"}}\n{line}\n')
    with pytest.raises(PairsError, match=message) as refused:
        read_pairs(path)
    assert str(path) in str(refused.value)


CUT_OFF = gzip.compress(b'{"a": "x", "b": "y"}\n' * 9_999)[:-20]


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", CUT_OFF], ids=["binary", "cut off"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    for name in ("pairs.jsonl", "pairs.jsonl.gz"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PairsError, match="tidak dapat dibaca"):
            read_pairs(tmp_path / name)


def test_a_missing_or_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="tidak dapat dibaca"):
        read_pairs(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(PairsError, match="tidak berisi"):
        read_pairs(tmp_path / "empty.jsonl")


def test_a_text_is_cut_into_a_part_and_the_rest() -> None:
    text = (
        "Simulasi digelar di Balikpapan. Lima ratus personel ikut. Skenario dimulai dari kampanye."
    )
    first, other, words = cut(text, random.Random(1))
    assert first.a == "Simulasi digelar di Balikpapan."
    assert first.b == "Lima ratus personel ikut. Skenario dimulai dari kampanye."
    assert other.a in text and other.a not in other.b
    assert words.b == text and set(words.a.split()) <= set(text.replace(".", "").split())


def test_a_cut_stays_within_its_paragraph() -> None:
    text = "Pertama satu. Pertama dua.\n\nKedua satu. Kedua dua."
    assert all(pair.a.split()[0] == pair.b.split()[0] for pair in cut(text, random.Random(1)))


def test_a_single_short_sentence_gives_nothing() -> None:
    assert list(cut("Hanya ini.", random.Random(1))) == []
    assert list(cut("", random.Random(1))) == []


def test_a_careless_question_is_lower_case_misspelt_and_unmarked() -> None:
    question = "Bagaimana cara melaporkan pelanggaran yang terjadi di TPS?"
    typed = careless(question, random.Random(3))
    assert typed == careless(question, random.Random(3)) != question
    assert typed == typed.lower() and "?" not in typed
    assert len(typed.split()) == len(question.split())


def oracle_loss(matrix: np.ndarray, left: list[Ids], right: list[Ids], scale: float) -> float:
    """The loss of `Contrast`, written again from its definition in double precision."""

    def unit(texts: list[Ids]) -> np.ndarray:
        means = np.array([matrix[ids].mean(axis=0) for ids in texts])
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return means

    scores = scale * unit(left) @ unit(right).T
    chances = np.exp(scores)
    rows = np.diagonal(chances) / chances.sum(axis=1)
    columns = np.diagonal(chances) / chances.sum(axis=0)
    return float(-(np.log(rows).mean() + np.log(columns).mean()) / 2)


def test_the_first_step_goes_against_the_slope_of_the_loss() -> None:
    rng = np.random.default_rng(5)
    matrix = rng.standard_normal((12, 4))
    left, right = (
        [rng.integers(1, 12, size=size).astype(np.int32) for size in sizes]
        for sizes in ((2, 3, 1), (5, 4, 6))
    )
    model = Contrast(matrix.astype(np.float32), scale=5.0)
    assert model.step(left, right, rate=0.01) == pytest.approx(
        oracle_loss(matrix, left, right, 5.0), rel=1e-4
    )
    for at in np.ndindex(*matrix.shape):
        nudge = np.zeros_like(matrix)
        nudge[at] = 1e-5
        slope = oracle_loss(matrix + nudge, left, right, 5.0)
        slope = (slope - oracle_loss(matrix - nudge, left, right, 5.0)) / 2e-5
        # Adam's first step is the learning rate, whatever the slope's size.
        expected = -0.01 * np.sign(slope) if abs(slope) > 1e-4 else 0
        assert model.matrix[at] - matrix[at] == pytest.approx(expected, abs=1e-4)


def test_a_passage_is_no_wrong_answer_to_another_question_about_it() -> None:
    matrix = np.eye(4, dtype=np.float32)
    question, other, passage = (np.array([token], dtype=np.int32) for token in (1, 2, 3))
    loss = Contrast(matrix, scale=5.0).step([question, other], [passage, passage], rate=0.01)
    assert loss == pytest.approx(0, abs=1e-6)


def test_tokens_with_the_same_neighbours_start_alike() -> None:
    rng = np.random.default_rng(1)
    texts = [
        np.array([rng.choice([first, first + 1]), *rng.choice(range(first + 2, first + 8), 4)])
        for first in (1, 9)
        for _ in range(300)
    ]
    vectors = cooccurrence_vectors([text.astype(np.int32) for text in texts], 20, 4, seed=0)
    assert vectors[1] @ vectors[2] > 0.9 > 0.5 > vectors[1] @ vectors[9]


def test_training_brings_related_texts_together(tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    embedder = train(
        PAIRS,
        list(TOPICS.values()),
        tmp_path / "model",
        recipe=SMALL,
        progress=lambda done, total, label: steps.append((done, total, label)),
    )
    questions, passages = embedder.encode(list(TOPICS)), embedder.encode(list(TOPICS.values()))
    scores = questions @ passages.T
    assert (scores.argmax(axis=1) == np.arange(len(TOPICS))).all()
    assert all(done <= total for done, total, _ in steps)
    learned = [done for done, _, label in steps if label == "belajar dari pasangan"]
    assert learned == sorted(learned) and steps[-1][0] == steps[-1][1]


def test_the_same_seed_gives_the_same_model_and_another_seed_another(tmp_path: Path) -> None:
    names = [
        train(PAIRS, [], tmp_path / str(number), recipe=replace(SMALL, seed=seed)).name
        for number, seed in enumerate((1, 1, 2))
    ]
    assert names[0] == names[1] != names[2]


def test_the_folder_is_read_by_both_and_holds_no_code(tmp_path: Path) -> None:
    ours = train(PAIRS, [], tmp_path, recipe=SMALL)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "tokenizer.json",
    ]
    assert json.loads((tmp_path / "modules.json").read_text())[1]["type"].endswith("Normalize")
    assert open_embedder(tmp_path).name == ours.name
    library = pytest.importorskip(
        "sentence_transformers", reason="sentence-transformers is not installed (extra `models`)"
    )
    model = library.SentenceTransformer(str(tmp_path), device="cpu", local_files_only=True)
    texts = [*TOPICS, *TOPICS.values(), ""]
    theirs = model.encode(texts, show_progress_bar=False)
    np.testing.assert_allclose(ours.encode(texts), theirs, atol=1e-5)


def test_nothing_to_learn_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="tidak ada teks"):
        train([], [], tmp_path, recipe=SMALL)
    with pytest.raises(PairsError, match="tidak ada pasangan"):
        train([], ["satu kalimat"], tmp_path, recipe=SMALL)
