"""The reading model: which of a few passages answer a question, and with which words. A small
cross-encoder run by onnxruntime, without PyTorch; it can be switched off, and nothing but quality
depends on it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.sentences import Span
from index.analyze import Alternatives
from index.reading import Read, read

BUNDLED = Path(__file__).parent / "reader_model"
"""The reader that ships with the project; its card is the README.md in it."""

_MODEL, _TOKENIZER = "reader.onnx", "tokenizer.json"
_THREADS = 2
_NOWHERE = -1e4
_LONGEST = 24
"""Tokens of the longest words that are taken for an answer."""

Logits = NDArray[np.float32]

NO_READER = "none"


class ReaderError(ValueError):
    """The reading model cannot be used; the message, in Indonesian, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What reading one text gave.

    `answers`: the logit that it answers; `points`: how much better the best words answer than none
    do, a logit too; `spans`: for every token its place in the text; `logits`: how likely the answer
    begins (column 0) or ends (column 1) at each.
    """

    answers: float
    points: float
    spans: tuple[Span, ...]
    logits: Logits

    def share(self, start: int, end: int) -> float:
        """How much of the answer stands in `text[start:end]`, in [0, 1]."""
        inside = [start <= at < end for at, _ in self.spans]
        return float(_shares(self.logits)[inside].mean(axis=1).sum()) if any(inside) else 0.0

    def words(self, start: int, end: int) -> Span | None:
        """The words within `text[start:end]` that answer best; None where it holds none."""
        inside = [at for at, span in enumerate(self.spans) if start <= span[0] and span[1] <= end]
        if not inside:
            return None
        first, last, _ = _best(self.logits[inside[0] : inside[-1] + 1])
        return self.spans[inside[first]][0], self.spans[inside[last]][1]


class Reader(Protocol):
    """What reads a question beside texts."""

    @property
    def name(self) -> str:
        """The model's identity: other weights are another name."""
        ...

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        """What reading `question` beside each of `texts` (title, text) gives, in their order."""
        ...


class OnnxReader:
    """A reader in a folder: `reader.onnx` and `tokenizer.json`. Safe for one thread at a time."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise ReaderError("onnxruntime belum dipasang; isi SIAGA_READER=none") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.log_severity_level = 3
        # What a long batch needed is given back after it; the bot is idle most of the day.
        self._giving_back = onnxruntime.RunOptions()
        self._giving_back.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        try:
            model = folder / _MODEL
            self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
            self._session: Any = onnxruntime.InferenceSession(str(model), options)
            with model.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        except Exception as error:  # tokenizers and onnxruntime raise classes of their own
            raise ReaderError(
                f"pembaca di {folder} tidak dapat dibuka ({error}); "
                "pasang ulang, atau isi SIAGA_READER=none"
            ) from error
        self._pad = self._tokenizer.token_to_id("[PAD]")
        self.name = f"reader:{content[:12]}"

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        """See `Reader.judge`."""
        if not texts:
            return ()
        reads = [read(self._tokenizer, question, alternatives, *text) for text in texts]
        answers, spans = self._session.run(None, self._batch(reads), self._giving_back)
        return tuple(_judgement(*each) for each in zip(reads, answers, spans, strict=True))

    def _batch(self, reads: Sequence[Read]) -> dict[str, NDArray[np.int64]]:
        shape = len(reads), max(len(one.ids) for one in reads)
        ids = np.full(shape, self._pad, dtype=np.int64)
        kinds, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, one in enumerate(reads):
            length = len(one.ids)
            ids[row, :length], kinds[row, :length], mask[row, :length] = one.ids, one.kinds, 1
        return {"ids": ids, "kinds": kinds, "mask": mask}


def _judgement(one: Read, answers: float, logits: Logits) -> Judgement:
    places = [at for at, span in enumerate(one.spans) if span is not None]
    spans = tuple(span for span in one.spans if span is not None)
    own = logits[places]
    points = _best(own)[2] - float(logits[0].sum()) if places else _NOWHERE
    return Judgement(float(answers), points, spans, own)


def _shares(logits: Logits) -> Logits:
    """`logits` of shape (tokens, 2) as shares that sum to 1 in each column."""
    parts = np.exp(logits - logits.max(axis=0))
    return np.asarray(parts / parts.sum(axis=0), dtype=np.float32)


def _best(logits: Logits) -> tuple[int, int, float]:
    """First and last token of the best words in `logits`, and the logit of both."""
    both = logits[:, 0][:, None] + logits[:, 1][None, :]
    tokens = len(both)
    allowed = np.tri(tokens, k=-1) < np.tri(tokens, k=_LONGEST - 1)
    both = np.where(allowed, both, _NOWHERE)
    first, last = np.unravel_index(int(both.argmax()), both.shape)
    return int(first), int(last), float(both[first, last])


def open_reader(place: str | None = None) -> Reader | None:
    """The reader of `place`: the one that ships, a folder, or none where it says "none".

    Raises ReaderError where there is no usable reader.
    """
    if place == NO_READER:
        return None
    folder = BUNDLED if place in (None, "bundled") else Path(place or "")
    if not folder.is_dir():
        raise ReaderError(
            f"pembaca '{place}' tidak ada; isi SIAGA_READER dengan folder, bundled, atau none"
        )
    return OnnxReader(folder)
