"""Generations on disk: written aside, verified, published by one rename, pruned. Whatever is killed
or lost when, the last good generation is what is opened next.

    index/generations/<name>/   one generation, never changed once it stands there
    index/aside/<name>/         one being written; swept away by the next build
    index/CURRENT               the name of the served one, replaced atomically
    index/build.lock            held by the one build that may run
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from index.types import Manifest

FORMAT = 1
KEPT = 5
"""Generations kept on disk, the served one among them."""


class StoreError(ValueError):
    """A generation cannot be opened, written or published; the message says what to do."""


class NoGeneration(StoreError):
    """There is no generation that can be served."""


class Damaged(StoreError):
    """A generation on disk is not what was written."""


class BuildRunning(StoreError):
    """Another process is building."""


class Store:
    """The generations under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._generations = root / "generations"
        self._aside = root / "aside"
        self._current = root / "CURRENT"

    def names(self) -> tuple[str, ...]:
        """All generations, newest first."""
        if not self._generations.is_dir():
            return ()
        return tuple(sorted((p.name for p in self._generations.iterdir()), reverse=True))

    def current(self) -> str | None:
        """The generation that was published last, whether or not it can be read."""
        try:
            return self._current.read_text(encoding="utf-8", errors="replace").strip() or None
        except FileNotFoundError:
            return None

    def folder(self, name: str) -> Path:
        """Where generation `name` stands."""
        return self._generations / name

    def candidates(self) -> tuple[str, ...]:
        """Generations in the order in which they should be tried: the current one, then older; all,
        newest first, where `CURRENT` names none of them."""
        current, names = self.current(), self.names()
        if current not in names:
            return names
        return (current, *(name for name in names if name < current))

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the one right to build; gives an empty folder to write into, swept away at the end.

        Raises BuildRunning at once while another process holds it.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "build.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildRunning("indeks sedang dibangun oleh proses lain; tunggu") from None
            shutil.rmtree(self._aside, ignore_errors=True)
            folder = self._aside / "generation"
            folder.mkdir(parents=True)
            try:
                yield folder
            finally:
                shutil.rmtree(self._aside, ignore_errors=True)

    def publish(self, folder: Path, name: str) -> None:
        """Make the sealed generation in `folder` the current one, and prune old ones."""
        self._generations.mkdir(parents=True, exist_ok=True)
        folder.rename(self.folder(name))
        _sync(self._generations)
        aside = self._current.with_suffix(".new")
        aside.write_text(name + "\n", encoding="utf-8")
        _sync(aside)
        aside.replace(self._current)
        _sync(self.root)
        self._prune()

    def _prune(self) -> None:
        others = [name for name in self.names() if name != self.current()]
        for name in others[KEPT - 1 :]:
            shutil.rmtree(self.folder(name), ignore_errors=True)


def seal(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` with size and checksum of every file in `folder`, and force all to disk."""
    files = {file.relative_to(folder).as_posix(): _measure(file) for file in _files(folder)}
    content = {"manifest": asdict(manifest), "files": files}
    text = json.dumps({**content, "checksum": _checksum(content)}, indent=1)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def verify(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`, every file of which is as it was sealed.

    Raises Damaged, naming the file, where one is missing, cut short or changed.
    """
    try:
        sealed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        content = {"manifest": sealed["manifest"], "files": sealed["files"]}
        if sealed["checksum"] != _checksum(content):
            raise ValueError("checksum")
        if sealed["manifest"]["format"] != FORMAT:
            raise Damaged(f"generasi {folder.name}: format lain; bangun ulang dengan 'siaga build'")
        manifest = Manifest(**sealed["manifest"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, Damaged):
            raise
        raise Damaged(f"generasi {folder.name}: manifest.json rusak atau tidak ada") from error
    for name, measured in sealed["files"].items():
        if not _is_whole(folder / name, measured):
            raise Damaged(f"generasi {folder.name}: berkas {name} rusak atau tidak ada")
    return manifest


def _is_whole(file: Path, measured: object) -> bool:
    try:
        return file.is_file() and _measure(file) == measured
    except OSError:
        return False


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json")


def _measure(file: Path) -> dict[str, object]:
    hashed = blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            hashed.update(block)
    return {"bytes": file.stat().st_size, "blake2b": hashed.hexdigest()}


def _checksum(content: object) -> str:
    return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
