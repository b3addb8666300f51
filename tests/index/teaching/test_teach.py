"""A net far too small to know anything, taught by heart: what counts is that teaching, writing and
reading go the same way."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: nothing is taught")
pytest.importorskip("onnx", reason="onnx is not installed: nothing is written")

from index.reader import OnnxReader  # noqa: E402
from index.reading import read  # noqa: E402
from index.teaching.lessons import Group, Lesson  # noqa: E402
from index.teaching.pretrained import Pretrained, Tensor  # noqa: E402
from index.teaching.teach import Course, Recipe, net_from, teach, tokenizer_of  # noqa: E402

HIDDEN, HEADS, INNER, LAYERS = 32, 4, 64, 2
YES = "Polres Blitar mengerahkan 275 personel untuk menjaga TPS."
NO = "Harga beras di pasar naik lagi pekan ini."
ASKED = "Berapa personel yang dikerahkan?"
AT = YES.index("275"), YES.index("275") + len("275 personel")
GROUPS = [Group(ASKED, (Lesson("", YES, True, AT), Lesson("", NO, False)))] * 40
TEXTS = [YES, NO, ASKED]


@pytest.fixture(scope="module")
def pretrained() -> Pretrained:
    """Every letter and whole word of the texts for pieces, random numbers for weights."""
    words = sorted({f"▁{word}" for text in TEXTS for word in text.split()})
    letters = sorted({"▁", *"".join(TEXTS)} - {" "})
    special = [(name, 0.0) for name in ("<s>", "<pad>", "</s>", "<unk>")]
    pieces = (*special, *((w, -3.0) for w in words), *((it, -9.0) for it in letters))
    rng = np.random.default_rng(1)

    def drawn(*shape: int) -> Tensor:
        return (0.2 * rng.standard_normal(shape)).astype(np.float32)

    tensors = {"emb.word": drawn(len(pieces), HIDDEN), "emb.pos": drawn(512, HIDDEN)}
    tensors |= {
        "emb.type": drawn(2, HIDDEN),
        "emb.ln.w": drawn(HIDDEN) + 1,
        "emb.ln.b": drawn(HIDDEN),
    }
    for layer in range(LAYERS):
        shapes: dict[str, tuple[int, int]] = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
        shapes |= {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
        for name, shape in shapes.items():
            tensors[f"l{layer}.{name}.w"] = drawn(*shape)
            tensors[f"l{layer}.{name}.b"] = drawn(shape[0])
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = drawn(HIDDEN) + 1
            tensors[f"l{layer}.{name}.b"] = drawn(HIDDEN)
    return Pretrained(pieces, tensors, HIDDEN, LAYERS, HEADS, INNER)


@pytest.fixture(scope="module")
def reader(pretrained: Pretrained, tmp_path_factory: pytest.TempPathFactory) -> OnnxReader:
    out = tmp_path_factory.mktemp("reader")
    recipe = Recipe(pieces=200, layers=LAYERS, batch=512)
    course = Course(GROUPS, epochs=6, minutes=5, rate=3e-3)
    teach([course], {}, pretrained, TEXTS, out, recipe=recipe, say=lambda line: None)
    return OnnxReader(out)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_was_taught_is_told_apart(reader: OnnxReader) -> None:
    yes, no = reader.judge(ASKED, {}, [("", YES), ("", NO)])
    assert yes.answers > no.answers
    assert yes.points > no.points


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_answer_is_pointed_at(reader: OnnxReader) -> None:
    (yes,) = reader.judge(ASKED, {}, [("", YES)])
    assert yes.words(0, len(YES)) == AT
    assert yes.share(*AT) > 0.5


def test_the_pieces_that_texts_use_are_kept_and_no_others(pretrained: Pretrained) -> None:
    tokenizer = tokenizer_of(pretrained, [YES], 200)
    assert tokenizer.encode("Polres Blitar").tokens == ["▁Polres", "▁Blitar"]
    assert tokenizer.token_to_id("▁beras") is None


def test_a_net_begins_with_the_vectors_of_its_pieces(pretrained: Pretrained) -> None:
    tokenizer = tokenizer_of(pretrained, TEXTS, 200)
    net = net_from(pretrained, tokenizer, 1)
    row = tokenizer.token_to_id("▁TPS.")
    theirs = [piece for piece, _ in pretrained.pieces].index("▁TPS.")
    assert np.allclose(
        net.words.weight[row].detach().numpy(), pretrained.tensors["emb.word"][theirs]
    )
    assert len(net.layers) == 1


def test_training_and_use_read_alike(pretrained: Pretrained) -> None:
    tokenizer = tokenizer_of(pretrained, TEXTS, 200)
    one = read(tokenizer, ASKED, {}, "", YES)
    inside = [span for span in one.spans if span and span[0] < AT[1] and AT[0] < span[1]]
    assert (inside[0][0], inside[-1][1]) == AT
