"""The embedder that ships, the folders it refuses, and sentence-transformers as second opinion."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index.embed import (
    BUNDLED,
    Embedder,
    EmbedderError,
    StaticEmbedder,
    TransformerEmbedder,
    open_embedder,
)

NEEDS_MODELS = "sentence-transformers is not installed (the extra `models`)"

TEXTS = [
    "Berapa personel yang dilibatkan dalam simulasi Sispamkota Polresta Balikpapan?",
    "KAPAN MASA TENANG PEMILU 2024",
    "gimana cara lapor politik uang yg bener",
    "Pasal 515 UU Nomor 7 Tahun 2017 mengatur pidana penjara paling lama 3 (tiga) tahun.",
    "Café naïve, ﬁnal, Ｐｅｍｉｌｕ, pe\u00admi\u200blu",
    "pemilu 😀 damai 🇮🇩",
    "Rp36.000.000,00; 12,5%; https://kpu.go.id/a_b?c=d",
    "日本語 العربية Русский",
    "a" * 5_000,
    "Pemungutan suara dijaga Linmas di setiap TPS. " * 3_000,
    "\n\t tab dan\r\nbaris baru \x00",
]
NOTHING = ["", "   \n", "😀🇮🇩", "?!… — ()"]


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return open_embedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model, to be damaged."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "model"))


def change(folder: Path, edit: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write the weights of `folder` anew, as `edit` gives them back."""
    save_file(edit(load_file(folder / "model.safetensors")), folder / "model.safetensors")


def test_vectors_have_the_promised_shape_type_and_length(bundled: Embedder) -> None:
    vectors = bundled.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), bundled.dimension) == (len(TEXTS), 256)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(bundled: Embedder) -> None:
    assert bundled.encode([]).shape == (0, bundled.dimension)


def test_a_text_without_known_tokens_gives_a_zero_row(bundled: Embedder) -> None:
    assert not bundled.encode(NOTHING).any()


def test_a_text_alone_and_among_a_thousand_has_the_same_vector(bundled: Embedder) -> None:
    many = [f"TPS nomor {number} di Kabupaten {number % 7}" for number in range(1000)]
    together = bundled.encode(many)
    np.testing.assert_array_equal(together, bundled.encode(many))
    alone = np.concatenate([bundled.encode([text]) for text in many[::50]])
    np.testing.assert_allclose(together[::50], alone, atol=1e-6)


def test_case_accents_and_invisible_characters_change_nothing(bundled: Embedder) -> None:
    plain, odd = bundled.encode(["pemilu cafe final", "PEMI\u00adLU\u200b Café ﬁnal!"])
    np.testing.assert_array_equal(plain, odd)


def test_the_end_of_a_long_text_counts(bundled: Embedder) -> None:
    long = "rekapitulasi suara " * 5_000
    first, second = bundled.encode([long, long + "gempa bumi " * 5_000])
    assert first @ second < 0.99


def test_one_text_in_place_of_a_sequence_is_a_mistake(bundled: Embedder) -> None:
    with pytest.raises(TypeError, match="sequence of texts"):
        bundled.encode("pemilu")


def test_a_paraphrase_is_nearer_than_another_subject(bundled: Embedder) -> None:
    question, same, other = bundled.encode(
        [
            "hukuman bagi pemilih yang menerima uang",
            "Setiap orang yang menerima pemberian uang agar memilih calon dipidana penjara.",
            "Logistik pemilu dikirim dengan kapal ke pulau terluar.",
        ]
    )
    assert question @ same > question @ other + 0.1


def test_the_name_follows_weights_and_tokenizer_only(bundled: Embedder, folder: Path) -> None:
    (folder / "README.md").write_text("kartu lain")
    assert open_embedder(folder).name == bundled.name
    change(folder, lambda old: {**old, "weights": old["weights"] * np.float32(2)})
    assert open_embedder(folder).name != bundled.name


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_floating_point_weights_give_the_same_vectors(
    bundled: Embedder, folder: Path, dtype: str
) -> None:
    change(
        folder,
        lambda old: {
            "embedding.weight": (old["embeddings"] * old["weights"][:, None]).astype(dtype)
        },
    )
    np.testing.assert_allclose(
        open_embedder(folder).encode(TEXTS), bundled.encode(TEXTS), atol=1e-3
    )


def test_a_mapping_from_token_to_row_is_followed(bundled: Embedder, folder: Path) -> None:
    order = np.random.default_rng(0).permutation(16_000)
    change(
        folder,
        lambda old: {**old, "embeddings": old["embeddings"][order], "mapping": np.argsort(order)},
    )
    np.testing.assert_array_equal(open_embedder(folder).encode(TEXTS), bundled.encode(TEXTS))


def _without_rows(old: dict[str, Any]) -> dict[str, Any]:
    return {name: np.ascontiguousarray(rows[:-5]) for name, rows in old.items()}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda f: shutil.rmtree(f), "tidak ada"),
        (lambda f: (f / "model.safetensors").unlink(), r"model\.safetensors tidak ada"),
        (lambda f: (f / "model.safetensors").write_bytes(b"\x00" * 99), r"safetensors rusak"),
        (lambda f: os.truncate(f / "model.safetensors", 10_000), r"safetensors rusak"),
        (lambda f: (f / "tokenizer.json").write_text("{"), r"tokenizer\.json rusak"),
        (lambda f: (f / "modules.json").write_text("[1"), r"modules\.json rusak"),
        (lambda f: (f / "modules.json").write_text('[{"idx": 0}]'), r"modules\.json rusak"),
        (lambda f: change(f, _without_rows), "mengenal 16000 token, bobotnya 15995"),
        (lambda f: change(f, lambda old: {"other": old["weights"]}), "tidak ada matriks"),
        (lambda f: change(f, lambda old: {**old, "weights": old["weights"][:9]}), "9 bobot"),
        (lambda f: change(f, lambda old: {**old, "weights": old["weights"] * np.nan}), "bilangan"),
        (lambda f: change(f, lambda old: {**old, "mapping": np.array([99_999])}), "rusak"),
    ],
)
def test_a_damaged_folder_is_refused_and_named(
    folder: Path, damage: Callable[[Path], object], message: str
) -> None:
    damage(folder)
    with pytest.raises(EmbedderError, match=message) as refused:
        open_embedder(folder)
    assert str(folder) in str(refused.value)


def test_a_missing_folder_given_as_text_is_not_looked_for_on_the_hub(tmp_path: Path) -> None:
    for missing in (str(tmp_path / "none"), "./none", "~/none"):
        with pytest.raises(EmbedderError, match="tidak ada"):
            open_embedder(missing)


def test_a_folder_of_another_kind_is_no_static_model(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="bukan folder model StaticEmbedding"):
        StaticEmbedder(tmp_path)


def test_another_model_without_its_packages_says_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError) as refused:
        open_embedder("organisasi/model")
    assert "pip install -r requirements-torch.txt 'siaga-pemilu[models]'" in str(refused.value)


def test_a_model_that_cannot_be_loaded_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(name: str) -> None:
        raise OSError(f"{name} is not a local folder\nand is not on the hub")

    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = unreachable  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    with pytest.raises(EmbedderError, match="organisasi/model tidak dapat dimuat") as refused:
        open_embedder("organisasi/model")
    assert "\n" not in str(refused.value)


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, timeout=60
    )


def test_importing_loads_no_deep_learning_library() -> None:
    done = run(
        "import sys, index.embed, index.train\n"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    assert done.stdout.strip() == "set()", done.stderr


def test_encoding_goes_on_silently_in_a_forked_process() -> None:
    done = run(
        "import os\n"
        "from index.embed import open_embedder\n"
        "embedder = open_embedder()\n"
        "texts = ['pengamanan TPS'] * 600\n"
        "embedder.encode(texts)\n"
        "child = os.fork()\n"
        "embedder.encode(texts)\n"
        "os._exit(0) if child == 0 else print(os.waitpid(child, 0)[1])"
    )
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_sentence_transformers_gives_the_same_vectors_for_the_shipped_folder(
    bundled: Embedder,
) -> None:
    library = pytest.importorskip("sentence_transformers", reason=NEEDS_MODELS)
    model = library.SentenceTransformer(str(BUNDLED), device="cpu", local_files_only=True)
    theirs = model.encode([*TEXTS, *NOTHING], show_progress_bar=False)
    ours = bundled.encode([*TEXTS, *NOTHING])
    # Theirs adds up the 21,000 tokens of the longest one after another, in single precision.
    np.testing.assert_allclose(ours, theirs, atol=1e-4)
    assert (theirs * ours).sum(axis=1)[: len(TEXTS)].min() >= 0.9999


def test_a_folder_with_more_than_token_vectors_opens_by_sentence_transformers(
    folder: Path,
) -> None:
    library = pytest.importorskip("sentence_transformers", reason=NEEDS_MODELS)
    layers = library.sentence_transformer.modules
    torch = pytest.importorskip("torch", reason=NEEDS_MODELS)
    torch.manual_seed(0)
    static = layers.StaticEmbedding.load(str(BUNDLED))
    deeper = library.SentenceTransformer(modules=[static, layers.Dense(256, 8)], device="cpu")
    deeper.save(str(folder / "deeper"), create_model_card=False)
    embedder = open_embedder(str(folder / "deeper"))
    assert isinstance(embedder, TransformerEmbedder)
    vectors = embedder.encode(["pemilu damai", " "])
    assert vectors.shape == (2, embedder.dimension) == (2, 8)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0], atol=1e-5)
    assert embedder.name.startswith("folder:")


def test_the_shipped_folder_holds_what_is_needed_and_stays_small() -> None:
    files = {path.name: path.stat().st_size for path in BUNDLED.iterdir()}
    assert sorted(files) == [
        "README.md",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "tokenizer.json",
    ]
    assert sum(files.values()) < 10_000_000
    assert json.loads((BUNDLED / "modules.json").read_text())[0]["path"] == ""
