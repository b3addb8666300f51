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

BUNDLED = Path(__file__).parent / "reader"
"""The reader that ships with the project; its card is the README.md in it."""

_MODEL, _TOKENIZER = "reader.onnx", "tokenizer.json"
_THREADS = 2
_NOWHERE = -1e4

Logits = NDArray[np.float32]


class ReaderError(ValueError):
    """The reading model cannot be used; the message, in Indonesian, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What reading one text gave.

    `answers`: the logit that it answers; `spans` and `words`: for every token its place in the
    text, and how much of the answer begins or ends there, a share that sums to 1 over the text.
    """

    answers: float
    spans: tuple[Span, ...]
    words: NDArray[np.float32]

    def share(self, start: int, end: int) -> float:
        """How much of the answer stands in `text[start:end]`, in [0, 1]."""
        inside = [start <= at < end for at, _ in self.spans]
        return float(self.words[inside].sum()) if inside else 0.0


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
        try:
            content = (folder / _MODEL).read_bytes()
            self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
            self._session: Any = onnxruntime.InferenceSession(content, options)
        except Exception as error:  # tokenizers and onnxruntime raise classes of their own
            raise ReaderError(
                f"pembaca di {folder} tidak dapat dibuka ({error}); "
                "pasang ulang, atau isi SIAGA_READER=none"
            ) from error
        self._pad = self._tokenizer.token_to_id("[PAD]")
        self.name = f"reader:{hashlib.sha256(content).hexdigest()[:12]}"

    def judge(
        self, question: str, alternatives: Alternatives, texts: Sequence[tuple[str, str]]
    ) -> tuple[Judgement, ...]:
        """See `Reader.judge`."""
        if not texts:
            return ()
        reads = [read(self._tokenizer, question, alternatives, *text) for text in texts]
        answers, spans = self._session.run(None, self._batch(reads))
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
    if not places:
        return Judgement(float(answers), (), np.zeros(0, dtype=np.float32))
    own = logits[places]
    shares = np.exp(own - own.max(axis=0))
    shares /= shares.sum(axis=0)
    return Judgement(float(answers), spans, shares.mean(axis=1))
