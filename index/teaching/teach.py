"""Lessons become the reading model: multilingual-e5-small cut down to Indonesian and to its lower
layers, taught to judge and to point, and written as 8-bit ONNX. Needs PyTorch and onnx; reading
does not."""

from __future__ import annotations

import copy
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor, nn
from torch.nn import functional

from corpus.sentences import Span
from index.analyze import alternatives
from index.reading import KINDS, TOKENS, Read, read
from index.teaching.lessons import Group, varied
from index.teaching.pretrained import Pretrained

_SHUFFLED, _ROUND = 1536, 32
"""Groups that are sorted into batches together; lengths are rounded up to a multiple of tokens."""

_WARM_UP, _SAID = 0.06, 50
"""The share of a course in which the learning rate rises; steps between two words of progress."""

_HEADS = ("pool", "answer", "span")

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_ORIGINALS = ("<pad>", "<unk>", "<s>", "</s>")
_SPACE = "▁"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Course:
    """Lessons learned in one go: `epochs` passes over `groups`, cut short after `minutes`. The
    learning rate, at most `rate`, falls to 0 either way. `kept`: the share of what was known before
    in the mean of both that the course ends with; it forgets less than it would by itself
    (Wortsman et al. 2022, arXiv 2109.01903)."""

    groups: Sequence[Group]
    epochs: float
    minutes: float
    rate: float
    kept: float = 0.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the reader is made of; the defaults made the one that ships.

    `pieces`: how many pieces of the vocabulary are kept; `layers`: how many of the lower layers;
    `batch`: tokens at once; `eager`: how many times faster the heads learn than the body.
    """

    pieces: int = 20_000
    layers: int = 8
    batch: int = 4096
    eager: float = 5.0
    seed: int = 2024


SHIPPED = Recipe()


def tokenizer_of(pretrained: Pretrained, texts: Iterable[str], size: int) -> Tokenizer:
    """The pieces of `pretrained` that `texts` use most, and all single letters they use."""
    whole = _tokenizer([*pretrained.pieces], pretrained.pieces.index(("<unk>", 0.0)))
    counts: Counter[int] = Counter()
    for encoding in whole.encode_batch_fast(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    known = {piece: score for piece, score in pretrained.pieces if piece not in _ORIGINALS}
    used = [pretrained.pieces[number][0] for number, _ in counts.most_common()]
    kept = {letter for piece in used for letter in piece if letter in known}
    for piece in used:
        if len(kept) >= size - len(SPECIAL):
            break
        if piece in known:
            kept.add(piece)
    pieces = sorted(kept, key=lambda piece: (-known[piece], piece))
    vocabulary = [*((name, 0.0) for name in SPECIAL), *((piece, known[piece]) for piece in pieces)]
    return _tokenizer(vocabulary, SPECIAL.index("[UNK]"))


def _tokenizer(pieces: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement=_SPACE)]
    )
    return tokenizer


class _Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward net, normalized after each."""

    def __init__(self, hidden: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.size = heads, hidden // heads
        self.query, self.key = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.value, self.out = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.widen, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.after_attention = nn.LayerNorm(hidden, eps=1e-12)
        self.after = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        attended = self.dropout(self.out(self._attended(x, bias)))
        x = self.after_attention(x + attended)
        widened: Tensor = self.after(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))
        return widened

    def _attended(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length, hidden = x.shape
        q, k, v = (
            part(x).view(rows, length, self.heads, self.size).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.training:
            found = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            # Spelled out: what is exported then holds nothing but plain products.
            weights = q @ k.transpose(-1, -2) / self.size**0.5 + bias
            found = weights.softmax(-1) @ v
        return found.transpose(1, 2).reshape(rows, length, hidden)


class ReaderNet(nn.Module):
    """ids, kinds, mask of shape (rows, tokens) -> whether each row answers (rows,), and for each
    token how likely the answer begins and ends there (rows, tokens, 2); the first token stands for
    "nowhere". All are logits."""

    def __init__(self, vocabulary: int, hidden: int, heads: int, inner: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.places = nn.Embedding(TOKENS, hidden)
        self.kinds = nn.Embedding(KINDS, hidden)
        self.first = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(_Layer(hidden, heads, inner) for _ in range(layers))
        self.pool = nn.Linear(2 * hidden, hidden)
        self.answer = nn.Linear(hidden, 1)
        self.span = nn.Linear(hidden, 2)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        at = torch.arange(ids.shape[1])
        x = self.first(self.words(ids) + self.places(at) + self.kinds(kinds))
        seen = mask.to(x.dtype)
        bias = (1 - seen)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        mean = (x * seen[:, :, None]).sum(1) / seen.sum(1, keepdim=True)
        pooled = torch.tanh(self.pool(torch.cat([x[:, 0], mean], dim=1)))
        return self.answer(pooled)[:, 0], self.span(x)


def net_from(pretrained: Pretrained, tokenizer: Tokenizer, layers: int) -> ReaderNet:
    """A net with the lower `layers` of `pretrained` and its vectors of the tokenizer's pieces."""
    size = tokenizer.get_vocab_size()
    net = ReaderNet(size, pretrained.hidden, pretrained.heads, pretrained.inner, layers)
    tensors = pretrained.tensors
    number = {piece: at for at, (piece, _) in enumerate(pretrained.pieces)}
    own = dict(zip(SPECIAL, _ORIGINALS, strict=True))
    rows = [
        number[own.get(piece, piece)]
        for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda it: it[1])
    ]
    given: dict[str, Any] = {
        "words.weight": tensors["emb.word"][rows],
        "places.weight": tensors["emb.pos"][:TOKENS],
        "kinds.weight": np.repeat(tensors["emb.type"][:1], KINDS, axis=0),
        "first.weight": tensors["emb.ln.w"],
        "first.bias": tensors["emb.ln.b"],
    }
    for layer in range(layers):
        for name, theirs in _NAMES.items():
            for kind, suffix in (("weight", "w"), ("bias", "b")):
                given[f"layers.{layer}.{name}.{kind}"] = tensors[f"l{layer}.{theirs}.{suffix}"]
    state = net.state_dict()
    state.update({name: torch.tensor(np.array(value)) for name, value in given.items()})
    net.load_state_dict(state)
    return net


_NAMES = {
    "query": "q",
    "key": "k",
    "value": "v",
    "out": "ao",
    "after_attention": "aln",
    "widen": "fi",
    "narrow": "fo",
    "after": "oln",
}


@dataclass(frozen=True, slots=True)
class _Taught:
    """A read lesson with what should come out: whether it answers, and the first and last token of
    the answer, 0 for nowhere, -100 where it is not known."""

    read: Read
    group: int
    answers: bool
    first: int
    last: int


def teach(
    courses: Sequence[Course],
    glossary: Mapping[str, str],
    pretrained: Pretrained,
    texts: Iterable[str],
    out: Path,
    *,
    recipe: Recipe = SHIPPED,
    say: Say = print,
) -> None:
    """Write the reader taught by `courses`, one after the other, into the folder `out`; `texts`
    choose its vocabulary."""
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(pretrained, texts, recipe.pieces)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    net = net_from(pretrained, tokenizer, recipe.layers)
    for course in courses:
        before = copy.deepcopy(net.state_dict())
        learn(net, course, _Encoder(tokenizer, glossary), recipe, say)
        after = net.state_dict()
        net.load_state_dict(
            {name: torch.lerp(after[name], before[name], course.kept) for name in after}
        )
    export(net, out)


@dataclass(frozen=True, slots=True)
class _Encoder:
    tokenizer: Tokenizer
    glossary: Mapping[str, str]

    def __call__(self, group: Group, number: int) -> list[_Taught]:
        others = alternatives(group.question, self.glossary)
        taught = []
        for lesson in group.lessons:
            one = read(self.tokenizer, group.question, others, lesson.title, lesson.text)
            first, last = _tokens_of(one, lesson.answer) if lesson.answers else (0, 0)
            taught.append(_Taught(one, number, lesson.answers, first, last))
        return taught


def _tokens_of(one: Read, answer: Span | None) -> tuple[int, int]:
    if answer is None:
        return -100, -100
    inside = [
        at
        for at, span in enumerate(one.spans)
        if span is not None and span[0] < answer[1] and answer[0] < span[1]
    ]
    return (inside[0], inside[-1]) if inside else (-100, -100)


def learn(net: ReaderNet, course: Course, encode: _Encoder, recipe: Recipe, say: Say) -> None:
    """Teach `net` one course."""
    optimizer = _optimizer(net, course.rate, recipe.eager)
    net.train()
    begun, seen, steps, told = time.monotonic(), 0, 0, Counter[str]()
    whole = course.epochs * sum(len(group.lessons) for group in course.groups)
    for batch in _batches(course, encode, recipe):
        done = max(seen / whole, (time.monotonic() - begun) / 60 / course.minutes)
        if done >= 1:
            break
        for part in optimizer.param_groups:
            part["lr"] = part["highest"] * min(done / _WARM_UP, (1 - done) / (1 - _WARM_UP))
        losses = _losses(net, batch, recipe.batch)
        torch.autograd.backward(list(losses.values()))
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        seen, steps = seen + len(batch), steps + 1
        told.update({name: loss.item() for name, loss in losses.items()})
        if steps % _SAID == 0:
            mean = ", ".join(f"{name} {value / _SAID:.3f}" for name, value in told.items())
            say(f"{steps} steps, {seen} texts, {(time.monotonic() - begun) / 60:.1f} min: {mean}")
            told.clear()


def _optimizer(net: ReaderNet, rate: float, eager: float) -> torch.optim.Optimizer:
    named = list(net.named_parameters())
    heads = [each for name, each in named if name.startswith(_HEADS)]
    body = [each for name, each in named if not name.startswith(_HEADS)]
    parts = [{"params": body, "highest": rate}, {"params": heads, "highest": rate * eager}]
    return torch.optim.AdamW(parts, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)


def _batches(course: Course, encode: _Encoder, recipe: Recipe) -> Iterator[list[_Taught]]:
    """Batches of at most `recipe.batch` tokens with padding, a group whole, of like length."""
    number = 0
    for epoch in range(math.ceil(course.epochs)):
        rng = random.Random(f"{recipe.seed}/{epoch}")
        order = list(course.groups)
        rng.shuffle(order)
        for start in range(0, len(order), _SHUFFLED):
            encoded = []
            for group in order[start : start + _SHUFFLED]:
                encoded.append(encode(varied(group, rng), number))
                number += 1
            batches = list(_packed(encoded, recipe.batch))
            rng.shuffle(batches)
            yield from batches


def _packed(groups: Iterable[list[_Taught]], room: int) -> Iterator[list[_Taught]]:
    filling: dict[int, list[_Taught]] = {}
    for group in groups:
        length = _padded(group)
        batch = filling.setdefault(length, [])
        if (len(batch) + len(group)) * length > room:
            yield batch
            batch = filling[length] = []
        batch.extend(group)
    yield from (batch for batch in filling.values() if batch)


def _padded(texts: Iterable[_Taught]) -> int:
    """Tokens of the longest of `texts`, rounded up: PyTorch compiles its kernels for every new
    shape, which with all lengths took longer than the sums themselves."""
    return -(-max(len(one.read.ids) for one in texts) // _ROUND) * _ROUND


def _losses(net: ReaderNet, batch: Sequence[_Taught], room: int) -> dict[str, Tensor]:
    """What is wrong: whether each answers, which of a group does, where."""
    length, size = _padded(batch), len(batch)
    ids = torch.zeros(room // length, length, dtype=torch.long)
    kinds, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    pointable = torch.zeros(size, length, dtype=torch.bool)
    mask[:, 0], pointable[:, 0] = 1, True
    for row, one in enumerate(batch):
        tokens = len(one.read.ids)
        ids[row, :tokens] = torch.tensor(one.read.ids)
        kinds[row, :tokens] = torch.tensor(one.read.kinds)
        mask[row, :tokens] = 1
        pointable[row, 1:tokens] = torch.tensor([span is not None for span in one.read.spans[1:]])
    with torch.autocast("cpu", torch.bfloat16):
        answers, spans = net(ids, kinds, mask)
    answers = answers[:size].float()
    spans = spans[:size].float().masked_fill(~pointable[:, :, None], -1e4)
    right = torch.tensor([float(one.answers) for one in batch])
    where = torch.tensor([[one.first, one.last] for one in batch])
    return {
        "answers": functional.binary_cross_entropy_with_logits(answers, right),
        "first": 0.5 * _group_loss(answers, batch),
        "where": 0.5 * _span_loss(spans, where),
    }


def _span_loss(spans: Tensor, where: Tensor) -> Tensor:
    flat = spans.transpose(1, 2).reshape(-1, spans.shape[1])
    return functional.cross_entropy(flat, where.reshape(-1), ignore_index=-100)


def _group_loss(answers: Tensor, batch: Sequence[_Taught]) -> Tensor:
    """How unlikely the one that answers is among its group; groups without one teach nothing."""
    rows: dict[int, list[int]] = {}
    for row, one in enumerate(batch):
        rows.setdefault(one.group, []).append(row)
    losses = [
        -functional.log_softmax(answers[own], 0)[0]
        for own in rows.values()
        if len(own) > 1 and batch[own[0]].answers
    ]
    return torch.stack(losses).mean() if losses else answers.sum() * 0


class _EightBit(nn.Module):
    """Vectors of eight bits a number, each with a scale of its own: a quarter of the size. One
    scale for all of them, as the exporter would choose, serves the rare long ones alone."""

    def __init__(self, vectors: nn.Embedding) -> None:
        super().__init__()
        weight = vectors.weight.detach()
        scale = (weight.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-8)
        self.register_buffer("whole", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        whole, scale = self.get_buffer("whole"), self.get_buffer("scale")
        return whole[ids].to(torch.float32) * scale[ids]


def export(net: ReaderNet, out: Path) -> None:
    """Write `reader.onnx`: weights in 8 bits with a scale a row, the sums between in 32."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small = copy.deepcopy(net).eval()
    small.words = _EightBit(net.words)  # type: ignore[assignment]
    sample = (torch.ones(2, 8, dtype=torch.long),) * 3
    names = ("ids", "kinds", "mask")
    axes = {name: {0: "rows", 1: "tokens"} for name in (*names, "span")} | {"answer": {0: "rows"}}
    with TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            small,
            sample,
            plain,
            input_names=list(names),
            output_names=["answer", "span"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            str(out / "reader.onnx"),
            op_types_to_quantize=["MatMul", "Gemm"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Seven bits: processors without VNNI add products of eight in sixteen, which overflows.
            reduce_range=True,
        )
