"""Pairs and unlabelled texts become a model folder: its tokenizer, its token vectors, in the form
that `index.embed` and sentence-transformers both read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.examples import Pair, careless, cut
from index.learn import Contrast, Ids, Matrix, cooccurrence_vectors, document_frequencies

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being done)."""

_UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained; the defaults are those of the model that ships."""

    vocabulary: int = 16_000
    dimension: int = 256
    epochs: int = 5
    batch: int = 512
    rate: float = 0.03
    scale: float = 20.0
    careless: float = 0.3
    longest: int = 128
    seed: int = 2024


def train(
    pairs: Iterable[Pair],
    texts: Sequence[str],
    out: Path,
    *,
    recipe: Recipe = Recipe(),  # noqa: B008
    progress: Progress = lambda done, total, label: None,
) -> Path:
    pairs = list(pairs)
    every = list(dict.fromkeys([*(t for p in pairs for t in (p.a, p.b)), *texts]))
    progress(0, 3, "tokenizer")
    tokenizer = train_tokenizer(every, recipe.vocabulary)
    size = tokenizer.get_vocab_size()
    progress(1, 3, "vectors")
    ids = tokenize(tokenizer, every)
    matrix = cooccurrence_vectors(ids, size, recipe.dimension, recipe.seed)
    frequency = document_frequencies(ids, size)
    matrix *= np.log(len(ids) / np.maximum(frequency, 1)).astype(np.float32)[:, None]
    matrix[0] = 0
    progress(2, 3, "pairs")
    matrix = contrast(matrix, tokenizer, pairs, texts, recipe, progress)
    save(tokenizer, matrix, out)
    return out


def train_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token=_UNKNOWN, max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex("[\u00ad\u200b-\u200f\u2060\ufeff]+"), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed")
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=[_UNKNOWN], show_progress=False, limit_alphabet=300
    )
    tokenizer.train_from_iterator(texts, trainer, length=len(texts))
    return tokenizer


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    return [
        np.array(e.ids, dtype=np.int32)
        for e in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    ]


def contrast(matrix, tokenizer, pairs, texts, recipe, progress):
    rng = random.Random(recipe.seed)
    model = Contrast(matrix, recipe.scale)
    per_epoch = None
    for epoch in range(recipe.epochs):
        examples = list(pairs) + [p for t in texts for p in cut(t, rng)]
        rng.shuffle(examples)
        a = [careless(p.a, rng) if rng.random() < recipe.careless else p.a for p in examples]
        A = tokenize(tokenizer, a)
        B = [x[: recipe.longest] for x in tokenize(tokenizer, [p.b for p in examples])]
        AB = [(x, y) for x, y in zip(A, B) if len(x) and len(y)]
        per_epoch = per_epoch or len(AB) // recipe.batch or 1
        total = per_epoch * recipe.epochs
        losses = []
        for k in range(len(AB) // recipe.batch or 1):
            part = AB[k * recipe.batch : (k + 1) * recipe.batch]
            done = min(epoch * per_epoch + k, total - 1)
            rate = recipe.rate * (1 - done / total) * min(1, (done + 1) / (0.05 * total + 1))
            losses.append(model.step([x for x, _ in part], [y for _, y in part], rate))
        progress(epoch + 1, recipe.epochs, f"loss {np.mean(losses):.3f}")
    return model.matrix


def save(tokenizer: Tokenizer, matrix: Matrix, out: Path, dtype: str = "int8") -> None:
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    if dtype == "int8":
        w = np.abs(matrix).max(axis=1) / 127
        q = np.rint(matrix / np.where(w > 0, w, 1)[:, None]).astype(np.int8)
        save_file({"embeddings": q, "weights": w.astype(np.float32)}, out / "model.safetensors")
    else:
        save_file({"embedding.weight": matrix.astype(dtype)}, out / "model.safetensors")
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
        {
            "idx": 1,
            "name": "1",
            "path": "1_Normalize",
            "type": "sentence_transformers.models.Normalize",
        },
    ]
    (out / "modules.json").write_text(json.dumps(modules, indent=2))
    (out / "config_sentence_transformers.json").write_text(
        json.dumps({"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}, indent=2)
    )
