"""The public question sets as they were published: who asked what of which passage.

A folder holds IDK-MRC (`idk_mrc/train.json`, `idk_mrc/valid.json`) and FacQA (`facqa/train.csv`,
`facqa/valid.csv`). Test parts are not read.
"""

from __future__ import annotations

import ast
import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARTS = ("train", "valid")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the passage it was asked of, and the strings that answer it: none where the
    passage does not."""

    question: str
    passage: str
    answers: tuple[str, ...]


def examples(data: Path, name: str, part: str) -> list[Example]:
    """The examples of the set `name` ("idk_mrc" or "facqa")."""
    return {"idk_mrc": _idk_mrc, "facqa": _facqa}[name](data, part)


def paragraphs(data: Path) -> tuple[str, ...]:
    """Every passage of both sets once, in the order of their files."""
    contexts = (article["context"] for part in PARTS for article in _articles(data, part))
    passages = (example.passage for part in PARTS for example in _facqa(data, part))
    return tuple(dict.fromkeys([*contexts, *passages]))


def _idk_mrc(data: Path, part: str) -> list[Example]:
    return [
        Example(
            asked["question"],
            article["context"],
            () if asked["is_impossible"] else tuple(one["text"] for one in asked["answers"]),
        )
        for article in _articles(data, part)
        for asked in article["qas"]
    ]


def _articles(data: Path, part: str) -> list[dict[str, Any]]:
    text = (data / "idk_mrc" / f"{part}.json").read_text(encoding="utf-8")
    articles: list[dict[str, Any]] = json.loads(text)
    return articles


def _facqa(data: Path, part: str) -> list[Example]:
    """Question, passage and labels are lists of words; words not labelled O are the answer."""
    with (data / "facqa" / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Example:
    question, passage, labels = (
        ast.literal_eval(row[name]) for name in ("question", "passage", "seq_label")
    )
    answer = [word for word, label in zip(passage, labels, strict=True) if label != "O"]
    return Example(" ".join(question), " ".join(passage), (" ".join(answer),))
