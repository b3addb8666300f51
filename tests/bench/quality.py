"""How well questions of the public sets are answered, by the whole of the program.

    python -m tests.bench.quality --data DIR [--out DIR]

DIR holds IDK-MRC and FacQA as `tests.bench.public_sets` reads them. All paragraphs of IDK-MRC train
and valid and all passages of FacQA train and valid are the documents; the questions of each
validation part are asked, IDK-MRC's unanswerable ones too. `--out` keeps the files that were made,
for `siaga evaluate`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.measure import measure
from tests.bench.embedding import SETS
from tests.bench.public_sets import Example, examples, paragraphs


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        export(given.data, out)
        for name in SETS:
            figures, _ = measure(None, out / "documents.jsonl", out / f"{name}.jsonl")
            print(name, json.dumps(figures))


def export(data: Path, out: Path) -> None:
    """Write `documents.jsonl` and a file of questions for each set into the folder `out`."""
    ids = {text: f"p{number:05}" for number, text in enumerate(paragraphs(data))}
    _write(out / "documents.jsonl", ({"id": id, "text": text} for text, id in ids.items()))
    for name in SETS:
        asked = enumerate(examples(data, name, "valid"))
        _write(out / f"{name}.jsonl", (_question(name, n, e, ids) for n, e in asked))


def _question(name: str, number: int, example: Example, ids: dict[str, str]) -> dict[str, Any]:
    documents = [ids[example.passage]] if example.answers else []
    return {
        "id": f"{name}-{number:04}",
        "question": example.question,
        "documents": documents,
        "answers": list(example.answers),
    }


def _write(file: Path, values: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(value, ensure_ascii=False) for value in values)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
