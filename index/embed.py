"""Texts become vectors here: by a small table of token vectors without PyTorch, or by any other
SentenceTransformer when one is configured. Whoever stores vectors records `Embedder.name`, and
vectors of another name are never compared with these."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

BUNDLED = Path(__file__).parent / "model"
"""The model that ships with the project; its card is the README.md in it."""

INSTALL = "pip install -r requirements-torch.txt 'siaga-pemilu[models]'"

NOT_A_WORD = r"[^\p{L}\p{N}]+"
"""What the tokenizer of the model that ships is cut at."""

Ids = Sequence[int]

_WEIGHTS = "model.safetensors"
_TOKENIZER = "tokenizer.json"
_MODULES = "modules.json"
_BATCH = 256
# A text is summed in slices, so that a whole book takes no more than 4 MB beside its tokens.
_SLICE = 4096


class EmbedderError(ValueError):
    """The model cannot be used; the message, in Indonesian, says which one, why and what to do."""


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """The model's identity: different weights in a folder are a different name."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimension), in their order.

        Rows have length 1, or 0 where a text holds nothing that the model knows. The same texts
        give the same vectors on the same machine.
        """
        ...


class StaticEmbedder:
    """The mean of a text's token vectors, read from a SentenceTransformer `StaticEmbedding` folder.

    The matrix stays in its stored type: int8 with one scale a token, or floating point. int8 also
    sums fastest, 93,000 passages/s against 73,000 from float32 and 19,000 from float16; gathering
    one text at a time keeps it in the processor's cache (`np.add.reduceat` over batches: 17,000).
    """

    def __init__(self, folder: Path) -> None:
        # The library's own threads print a warning at every fork; two of ours are also faster
        # (24,000 passages/s tokenized against 15,000, on 2 cores).
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        root = folder / _static_path(folder)
        self._tokenizer = _read_tokenizer(root / _TOKENIZER)
        self._matrix, self._weights = _read_matrix(root / _WEIGHTS)
        self.dimension = self._matrix.shape[1]
        self.name = f"static:{_digest(root, [_WEIGHTS, _TOKENIZER])}"
        self._words = _Words(self._tokenizer) if _splits_at_space(root / _TOKENIZER) else None
        known = self._tokenizer.get_vocab_size()
        if known != len(self._weights):
            raise EmbedderError(
                f"model di {folder} tidak utuh: tokenizer mengenal {known} token, "
                f"bobotnya {len(self._weights)} baris; unduh atau latih ulang modelnya"
            )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.encode`. Texts are never cut, however long."""
        if isinstance(texts, str):
            raise TypeError("encode() takes a sequence of texts, not one text")
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        if self._words is not None or len(batches) <= 1:
            return np.concatenate([self._encode_batch(batch) for batch in batches or [texts]])
        with ThreadPoolExecutor(min(len(batches), os.cpu_count() or 1)) as pool:
            return np.concatenate(list(pool.map(self._encode_batch, batches)))

    def _encode_batch(self, texts: Sequence[str]) -> Vectors:
        tokens = self._tokens(texts)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, ids in zip(vectors, tokens, strict=True):
            self._sum(np.array(ids, dtype=np.intp), row)
        # Length 1 makes the mean and the sum the same vector.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors

    def _tokens(self, texts: Sequence[str]) -> list[Ids]:
        if self._words is not None:
            return self._words.tokens(texts)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _sum(self, ids: NDArray[np.intp], row: Vectors) -> None:
        for start in range(0, len(ids), _SLICE):
            part = ids[start : start + _SLICE]
            row += self._weights.take(part) @ self._matrix.take(part, axis=0).astype(np.float32)


class _Words(dict[str, Ids]):
    """Token ids by word, tokenized when first met: embedding takes a third of the processor time.
    Exact where the tokenizer never looks across white space."""

    _REMEMBERED = 100_000
    _LONGEST = 32
    """Bounds on what strangers can make us keep."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __missing__(self, word: str) -> Ids:
        ids: Ids = self._tokenizer.encode(word, add_special_tokens=False).ids
        if len(word) <= self._LONGEST:
            if len(self) >= self._REMEMBERED:
                self.clear()
            self[word] = ids
        return ids

    def tokens(self, texts: Sequence[str]) -> list[Ids]:
        """The token ids of each of `texts`."""
        return [list(chain.from_iterable(map(self.__getitem__, text.split()))) for text in texts]


class TransformerEmbedder:
    """Any other SentenceTransformer, by folder or by its name on the model hub; needs PyTorch."""

    def __init__(self, model: str | Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbedderError(
                f"model {model} memerlukan PyTorch dan sentence-transformers: {INSTALL}"
            ) from error
        try:
            self._model = SentenceTransformer(str(model))
        # The library raises whatever its many loaders raise: OSError, ValueError, KeyError ...
        except Exception as error:
            raise EmbedderError(
                f"model {model} tidak dapat dimuat; periksa nama atau foldernya, dan jaringan "
                f"bila modelnya belum pernah diunduh ({_first_line(error)})"
            ) from error
        self.dimension = int(self._model.encode(["a"], show_progress_bar=False).shape[1])
        folder = Path(model)
        self.name = f"folder:{_digest(folder, _files(folder))}" if folder.is_dir() else str(model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.encode`. Texts are cut where the model's window ends."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        told = [index for index, text in enumerate(texts) if text.strip()]
        if told:
            vectors[told] = self._model.encode(
                [texts[index] for index in told], normalize_embeddings=True, show_progress_bar=False
            )
        return vectors


def open_embedder(model: str | Path | None = None) -> Embedder:
    """The embedder for a folder, a name on the model hub, or None for the one that ships.

    Raises EmbedderError where there is none, or where it is damaged or needs what is not installed.
    """
    if model is None:
        return StaticEmbedder(BUNDLED)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return StaticEmbedder(folder) if _is_static(folder) else TransformerEmbedder(folder)
    if isinstance(model, Path) or folder.is_absolute() or model.startswith((".", "~")):
        raise EmbedderError(f"folder model {model} tidak ada")
    return TransformerEmbedder(model)


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _modules(folder: Path) -> list[tuple[str, str]]:
    """(class name, subfolder) of each step of the model in `folder`; none if it lists no steps."""
    path = folder / _MODULES
    if not path.is_file():
        return []
    try:
        steps = json.loads(path.read_text(encoding="utf-8"))
        return [(str(step["type"]).rpartition(".")[2], str(step["path"])) for step in steps]
    except (ValueError, KeyError, TypeError) as error:
        raise EmbedderError(f"{path} rusak: {error}") from error


def _is_static(folder: Path) -> bool:
    """Whether the model in `folder` is a table of token vectors and nothing more."""
    kinds = [kind for kind, _ in _modules(folder)]
    return kinds[:1] == ["StaticEmbedding"] and set(kinds[1:]) <= {"Normalize"}


def _static_path(folder: Path) -> str:
    if not folder.is_dir():
        raise EmbedderError(f"folder model {folder} tidak ada")
    if not _is_static(folder):
        raise EmbedderError(f"{folder} bukan folder model StaticEmbedding")
    return _modules(folder)[0][1]


def _splits_at_space(file: Path) -> bool:
    """Whether the tokenizer in `file` is known to treat every word by itself: WordPiece, cut at
    what is no letter or digit, with nothing before it that looks further than one character."""
    parts = json.loads(file.read_text(encoding="utf-8"))
    cut, folded = parts.get("pre_tokenizer") or {}, parts.get("normalizer") or {}
    steps = {step["type"] for step in folded.get("normalizers", [])}
    return (
        parts["model"].get("type") == "WordPiece"
        and (cut.get("type"), cut.get("behavior")) == ("Split", "Removed")
        and cut.get("pattern") == {"Regex": NOT_A_WORD}
        and steps <= {"NFKD", "StripAccents", "Lowercase", "Replace"}
    )


def _read_tokenizer(path: Path) -> Tokenizer:
    tokenizer: Tokenizer = _read(path, lambda: Tokenizer.from_file(str(path)))
    tokenizer.no_padding()
    return tokenizer


def _read_matrix(path: Path) -> tuple[NDArray[Any], Vectors]:
    """(matrix, one weight a token): `weight[t] * matrix[t]` is the vector of token t."""
    matrix, weights = _read(path, lambda: _token_vectors(load_file(path)))
    return matrix, weights


def _token_vectors(tensors: dict[str, NDArray[Any]]) -> tuple[NDArray[Any], Vectors]:
    """The tensors by the names that sentence-transformers reads: `embedding.weight`, or model2vec's
    `embeddings`, with `weights` and a `mapping` from token to row where there are any."""
    matrix = tensors.get("embedding.weight", tensors.get("embeddings"))
    if matrix is None or matrix.ndim != 2:
        raise ValueError("tidak ada matriks vektor di dalamnya")
    if "mapping" in tensors:
        matrix = matrix[tensors["mapping"]]
    weights = tensors.get("weights", np.ones(len(matrix))).astype(np.float32)
    if weights.shape != (len(matrix),):
        raise ValueError(f"{len(weights)} bobot untuk {len(matrix)} token")
    if not (np.isfinite(weights).all() and np.isfinite(matrix).all()):
        raise ValueError("ada nilai yang bukan bilangan")
    return matrix, weights


def _read(path: Path, load: Callable[[], Any]) -> Any:
    if not path.is_file():
        raise EmbedderError(f"{path} tidak ada")
    try:
        return load()
    # safetensors raises its own error, tokenizers a bare Exception, numpy an IndexError ...
    except Exception as error:
        raise EmbedderError(f"{path} rusak: {error}") from error


def _files(folder: Path) -> list[str]:
    """What makes a model in `folder`: all but its card and hidden files."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [
        path.as_posix()
        for path in inside
        if path.suffix != ".md" and not any(part.startswith(".") for part in path.parts)
    ]


def _digest(folder: Path, files: Iterable[str]) -> str:
    """32 hexadecimal digits that name the contents of `files`."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(files):
        with (folder / name).open("rb") as file:
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.file_digest(file, "blake2b").digest())
    return digest.hexdigest()
