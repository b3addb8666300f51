"""How a document gets into the corpus folder: whole or not at all, because half a file would be
rejected at the next build."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile, mkdtemp
from typing import IO

from corpus.areas import AreaTree
from corpus.document import Document, Kind
from corpus.fingerprint import digest
from corpus.formats import markdown
from corpus.read import Rejected, entries

FOLDERS: Mapping[Kind, str] = {
    Kind.NEWS: "berita",
    Kind.STATEMENT: "pernyataan",
    Kind.REGULATION: "regulasi",
    Kind.GUIDE: "panduan",
    Kind.CLARIFICATION: "klarifikasi",
}
_OPEN_TO_READERS = 0o644


def slug(name: str) -> str:
    """`name` as the name of a file: never empty, never a way out of a folder."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80].strip("-") or digest(name)[:16]


def file_of(id: str, kind: Kind, corpus: Path) -> Path:
    """Where a document of that id and kind is written, if no other one stands there."""
    return corpus / FOLDERS[kind] / f"{slug(id)}.md"


def probe(corpus: Path, kind: Kind) -> None:
    """Raises OSError where nothing can be written into the folder of `kind`."""
    with TemporaryFile(dir=_folder(corpus, kind)):
        pass


def put(document: Document, corpus: Path, areas: AreaTree) -> Path:
    """Write `document` and give its file; one that holds it already is left as it is. No other
    file is written over. Raises OSError."""
    folder = _folder(corpus, document.kind)
    for name in _names(document.id):
        target = folder / f"{name}.md"
        if not target.exists():
            _write(document, target)
            return target
        if _holds(target, document, areas):
            return target
    raise AssertionError("there is no end of names")


def law_folder(law: str, corpus: Path) -> Path:
    """Where the articles of the law with the id `law` stand, a file each."""
    return corpus / FOLDERS[Kind.REGULATION] / slug(law)


def has_law(law: str, corpus: Path) -> bool:
    """Whether articles of the law stand there."""
    folder = law_folder(law, corpus)
    return folder.is_dir() and any(folder.iterdir())


def put_law(law: str, articles: Sequence[Document], corpus: Path) -> Path:
    """Write the `articles` of a law into a folder of their own and give it; one that is there is
    left as it is, for somebody may have mended what stands in it. Raises OSError.

    A file an article: a machine that read the law left errors, and here they are found and mended.
    Reading them costs 0.4 ms each, and only where they have changed.
    """
    target = law_folder(law, corpus)
    if has_law(law, corpus):
        return target
    aside = Path(mkdtemp(prefix=".", dir=_folder(corpus, Kind.REGULATION)))
    try:
        for article in articles:
            name = slug(article.id.removeprefix(f"{law}-"))
            _write(article, aside / f"{name}.md")
        os.chmod(aside, 0o755)
        os.rename(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return target


def _folder(corpus: Path, kind: Kind) -> Path:
    folder = corpus / FOLDERS[kind]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _names(id: str) -> Iterator[str]:
    """The names that the file of a document may have, in order."""
    yield slug(id)
    yield from (f"{slug(id)}-{digest(f'{id}{number}')[:8]}" for number in count())


def _holds(file: Path, document: Document, areas: AreaTree) -> bool:
    standing = [entry for entry in entries([file], areas) if not isinstance(entry, Rejected)]
    return [found for _, _, found in standing] == [document]


def _write(document: Document, target: Path) -> None:
    with whole(target) as stream:
        stream.write(markdown.render(document).encode())


@contextmanager
def whole(target: Path) -> Iterator[IO[bytes]]:
    """Where the content of `target` is written: hidden, so that a build passes it over, until all
    of it is on the disk and it is renamed."""
    with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".md", delete=False) as stream:
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            os.chmod(stream.name, _OPEN_TO_READERS)
            os.replace(stream.name, target)
        except BaseException:
            os.unlink(stream.name)
            raise
