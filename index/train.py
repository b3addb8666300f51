"""Pairs and unlabelled texts become a small embedding model: a tokenizer and a vector a token, in a
folder that `index.embed` and sentence-transformers both read. No PyTorch is needed."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.embed import NOT_A_WORD, StaticEmbedder
from index.examples import Pair, PairsError, careless, cut
from index.learn import Contrast, Ids, Matrix, cooccurrence_vectors, document_frequencies

Progress = Callable[[int, int, str], None]
"""Called with what is done, out of how much, and what is being done (in Indonesian)."""

_UNKNOWN = "[UNK]"
_LONGEST_WORD = 60
_ALPHABET = 128
# Soft hyphens and zero-width characters, which scans and web pages leave inside words.
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]+"
_WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained; the defaults made the model that ships.

    `vocabulary` counts tokens, `dimension` numbers in a vector, `batch` pairs that are told apart
    at once; `rate` is Adam's highest learning rate, `scale` what the loss multiplies cosines by;
    `careless` is the share of questions written as in haste, `cuts` how often an epoch cuts each
    unlabelled text, `longest` how many tokens of a passage are read. The same seed, pairs and
    texts give the same model on the same machine.
    """

    vocabulary: int = 16_000
    dimension: int = 256
    epochs: int = 3
    batch: int = 512
    rate: float = 0.02
    scale: float = 40.0
    careless: float = 0.3
    cuts: int = 3
    longest: int = 128
    seed: int = 2024


SHIPPED = Recipe()


def _quiet(done: int, total: int, label: str) -> None:
    pass


def train(
    pairs: Iterable[Pair],
    texts: Sequence[str],
    out: Path,
    *,
    recipe: Recipe = SHIPPED,
    progress: Progress = _quiet,
) -> StaticEmbedder:
    """Train on `pairs` and on `texts` of the corpus, write the folder `out`, and open it.

    Takes 1 to 2 minutes and 1 GB of memory for 40,000 pairs on 2 cores. Raises PairsError where
    there is nothing to learn from, OSError where `out` cannot be written.
    """
    pairs = list(pairs)
    out.mkdir(parents=True, exist_ok=True)
    every = list(dict.fromkeys([*(text for pair in pairs for text in (pair.a, pair.b)), *texts]))
    progress(0, 2, "menyusun kosakata")
    tokenizer = train_tokenizer(every, recipe.vocabulary)
    progress(1, 2, "menyusun vektor awal")
    matrix = _first_vectors(tokenize(tokenizer, every), tokenizer.get_vocab_size(), recipe)
    progress(2, 2, "menyusun vektor awal")
    matrix = _contrast(matrix, tokenizer, _Lessons(pairs, texts, recipe), progress)
    write_model(tokenizer, matrix, out)
    return StaticEmbedder(out)


def train_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most `size` tokens; case, accents and punctuation are dropped.

    The library numbers single letters in the order of a randomly seeded hash map, and ties between
    merges follow those numbers. Naming the letters as special tokens fixes the order; a second
    tokenizer takes the vocabulary over, in which they are ordinary again.
    """
    learner = _tokenizer(models.WordPiece(unk_token=_UNKNOWN))
    letters = _letters(learner, texts)
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        special_tokens=[_UNKNOWN, *letters, *(f"##{letter}" for letter in letters)],
        initial_alphabet=letters,
        limit_alphabet=len(letters),
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer, length=len(texts))
    return _tokenizer(
        models.WordPiece(
            learner.get_vocab(), unk_token=_UNKNOWN, max_input_chars_per_word=_LONGEST_WORD
        )
    )


def _tokenizer(model: models.WordPiece) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_INVISIBLE), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(NOT_A_WORD), "removed")
    return tokenizer


def _letters(tokenizer: Tokenizer, texts: Iterable[str]) -> list[str]:
    """The most frequent letters and digits of `texts`, as the tokenizer sees them."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(tokenizer.normalizer.normalize_str(text))
    letters = [letter for letter in counts if letter.isalnum()]
    return sorted(letters, key=lambda letter: (-counts[letter], letter))[:_ALPHABET]


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """The known tokens of each text; the unknown one has number 0 and keeps the zero vector."""
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    every = (np.array(encoding.ids, dtype=np.int32) for encoding in encodings)
    return [ids[ids > 0] for ids in every]


def _first_vectors(texts: Sequence[Ids], vocabulary: int, recipe: Recipe) -> Matrix:
    """Vectors from neighbouring tokens, longer the fewer texts a token occurs in."""
    if not any(map(len, texts)):
        raise PairsError("tidak ada teks untuk dipelajari")
    vectors = cooccurrence_vectors(texts, vocabulary, recipe.dimension, recipe.seed)
    occurring = np.maximum(document_frequencies(texts, vocabulary), 1)
    return vectors * np.log(len(texts) / occurring).astype(np.float32)[:, None]


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What an epoch learns: every pair, each passage cut once, each unlabelled text cut afresh."""

    pairs: Sequence[Pair]
    texts: Sequence[str]
    recipe: Recipe

    def epoch(self, number: int) -> list[Pair]:
        """The examples of one epoch, questions made careless, in the order of learning."""
        rng = random.Random(f"{self.recipe.seed}/{number}")
        examples = [*self.pairs, *self._cut(rng)]
        rng.shuffle(examples)
        return [
            Pair(careless(pair.a, rng), pair.b) if rng.random() < self.recipe.careless else pair
            for pair in examples
        ]

    def _cut(self, rng: random.Random) -> Iterator[Pair]:
        for passage in dict.fromkeys(pair.b for pair in self.pairs):
            if found := list(cut(passage, rng)):
                yield rng.choice(found)
        for text in self.texts:
            for _ in range(self.recipe.cuts):
                yield from cut(text, rng)


def _contrast(
    matrix: Matrix, tokenizer: Tokenizer, lessons: _Lessons, progress: Progress
) -> Matrix:
    recipe = lessons.recipe
    model = Contrast(matrix, recipe.scale)
    for epoch in range(recipe.epochs):
        batches = list(_batches(tokenizer, lessons.epoch(epoch), recipe))
        if not batches:
            raise PairsError("tidak ada pasangan untuk dipelajari")
        for index, (questions, passages) in enumerate(batches):
            done = (epoch + index / len(batches)) / recipe.epochs
            model.step(questions, passages, recipe.rate * min(done / _WARM_UP + 0.1, 1 - done))
            steps = epoch * len(batches) + index + 1
            progress(steps, max(steps, recipe.epochs * len(batches)), "belajar dari pasangan")
    return model.matrix


def _batches(
    tokenizer: Tokenizer, examples: Sequence[Pair], recipe: Recipe
) -> Iterator[tuple[list[Ids], list[Ids]]]:
    """(questions, passages) of each batch; a last one that is less than half full is left out."""
    questions = tokenize(tokenizer, [pair.a for pair in examples])
    passages = tokenize(tokenizer, [pair.b for pair in examples])
    told = [
        (question, passage[: recipe.longest])
        for question, passage in zip(questions, passages, strict=True)
        if len(question) and len(passage)
    ]
    for start in range(0, len(told), recipe.batch):
        part = told[start : start + recipe.batch]
        if start == 0 or 2 * len(part) > recipe.batch:
            yield [question for question, _ in part], [passage for _, passage in part]


def write_model(tokenizer: Tokenizer, matrix: Matrix, out: Path) -> None:
    """Write the model folder: one byte a number and one scale a token, 4.2 MB for 16,000 x 256.

    The tensors have model2vec's names, which sentence-transformers reads since 6.2.
    """
    largest = np.abs(matrix).max(axis=1)
    weights = np.where(largest > 0, largest / 127, 1).astype(np.float32)
    whole = np.rint(matrix / weights[:, None]).astype(np.int8)
    (out / "model.safetensors").write_bytes(save({"embeddings": whole, "weights": weights}))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    _write_json(out / "modules.json", _MODULES)
    _write_json(out / "config_sentence_transformers.json", _SETTINGS)


_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]
_SETTINGS = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
