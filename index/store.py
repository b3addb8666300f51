"""Generations on disk: written aside, verified, published by one rename, restored by name, pruned.
Whatever is killed or lost when, the last good generation is what is opened next.

    index/generations/<name>/   one generation, never changed once it stands there
    index/aside/                one being written, and those being thrown away; swept when opened
    index/CURRENT               the name of the served one, replaced atomically
    index/build.lock            held by the one build that may run
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

from index.types import Manifest

FORMAT = 2
KEPT = 5
"""Generations kept on disk, the served one among them."""
NOTES = "notes.json"
"""What is told of a generation (`index.notes`): it lies beside what is sealed and is no part of it,
so that nothing that happens to it makes a generation unfit to be served."""

_MANIFEST = "manifest.json"
_PATIENCE = (0.01, 0.02, 0.05, 0.1)
"""Seconds between tries to get the lock."""


class StoreError(ValueError):
    """A generation cannot be opened, written or published; the message says what to do."""


class NoGeneration(StoreError):
    """There is no generation that can be served."""


class Damaged(StoreError):
    """A generation on disk is not what was written."""


class BuildRunning(StoreError):
    """Another process is building, or putting back an older generation."""


class Store:
    """The generations under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._generations = root / "generations"
        self._aside = root / "aside"
        self._current = root / "CURRENT"
        self._next = root / "CURRENT.new"
        self._lock = root / "build.lock"

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
        with self._alone():
            folder = self._aside / "generation"
            folder.mkdir(parents=True)
            yield folder

    def publish(self, folder: Path, name: str) -> None:
        """Make the sealed generation in `folder`, which `building` gave, the current one, and throw
        old ones away."""
        self._generations.mkdir(parents=True, exist_ok=True)
        for path in (folder / NOTES, folder):
            if path.exists():
                _sync(path)
        folder.rename(self.folder(name))
        _sync(self._generations)
        served = self.current()
        self._point_at(name)
        self._prune(name, served)

    def restore(self, name: str, model: str | None = None) -> Manifest:
        """Make generation `name`, every file of which is checked first, the current one again.

        Raises NoGeneration where there is none of that name, Damaged where it is not whole or, with
        `model`, was made with another one, and BuildRunning while one is built, which would take
        its place at once.
        """
        if name not in self.names():
            raise NoGeneration(
                f"tidak ada generasi '{name}'; pilih dari: {', '.join(self.names())}"
            )
        with self._alone():
            manifest = verify(self.folder(name))
            if model not in (None, manifest.model):
                raise Damaged(
                    f"generasi {name} dibuat dengan model {manifest.model}, bukan {model}; "
                    "bangun ulang dengan 'siaga build'"
                )
            self._point_at(name)
        return manifest

    def sweep(self) -> None:
        """Throw away what a build left behind that was killed; nothing while one is running, and
        nothing where that is not allowed."""
        if self._aside.exists() or self._next.exists():
            with suppress(BuildRunning, OSError), self._alone():
                pass

    def is_building(self) -> bool:
        """Whether a process holds the right to build."""
        try:
            with self._lock.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock, with nothing aside at the beginning and at the end."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._lock.open("w") as lock:
            _hold(lock)
            self._clear()
            try:
                yield
            finally:
                self._clear()

    def _clear(self) -> None:
        self._next.unlink(missing_ok=True)
        shutil.rmtree(self._aside, ignore_errors=True)

    def _point_at(self, name: str) -> None:
        self._next.write_text(name + "\n", encoding="utf-8")
        _sync(self._next)
        self._next.replace(self._current)
        _sync(self.root)

    def _prune(self, current: str, before: str | None) -> None:
        """Keep the current one, the one served before, and the newest of the others. What goes is
        out of sight at once and then deleted: half of a generation is never seen."""
        others = sorted(set(self.names()) - {current}, reverse=True)
        others.sort(key=lambda name: name != before)
        for name in others[KEPT - 1 :]:
            with suppress(OSError):
                self.folder(name).rename(self._aside / name)
        shutil.rmtree(self._aside, ignore_errors=True)


def _hold(lock: TextIO) -> None:
    """Take the lock. Who only looks (`is_building`) or sweeps has it for a moment, and is waited
    for; a build is not."""
    for patience in (*_PATIENCE, 0.0):
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(patience)
    raise BuildRunning("indeks sedang dibangun oleh proses lain; tunggu")


def seal(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` with size and checksum of every file in `folder`, and force all to disk."""
    files = _measured(folder, [it.relative_to(folder).as_posix() for it in _files(folder)])
    content = {"manifest": asdict(manifest), "files": files}
    text = json.dumps({**content, "checksum": _checksum(content)}, indent=1)
    (folder / _MANIFEST).write_text(text, encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def manifest_of(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`, whose other files are not looked at. Raises
    Damaged."""
    return _sealed(folder)[0]


def verify(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`, every file of which is as it was sealed.

    Raises Damaged, naming the file, where one is missing, cut short or changed.
    """
    manifest, files = _sealed(folder)
    for name, measured in _measured(folder, files).items():
        if measured is None or measured != files[name]:
            raise Damaged(f"generasi {folder.name}: berkas {name} rusak atau tidak ada")
    return manifest


def _sealed(folder: Path) -> tuple[Manifest, dict[str, object]]:
    """The manifest, and by name how each file was when it was sealed."""
    try:
        sealed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        content = {"manifest": sealed["manifest"], "files": sealed["files"]}
        if sealed["checksum"] != _checksum(content):
            raise ValueError("checksum")
        if sealed["manifest"]["format"] != FORMAT:
            raise Damaged(f"generasi {folder.name}: format lain; bangun ulang dengan 'siaga build'")
        return Manifest(**sealed["manifest"]), sealed["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, Damaged):
            raise
        raise Damaged(f"generasi {folder.name}: manifest.json rusak atau tidak ada") from error


def _files(folder: Path) -> list[Path]:
    beside = {folder / _MANIFEST, folder / NOTES}
    return sorted(p for p in folder.rglob("*") if p.is_file() and p not in beside)


def _measured(folder: Path, names: Collection[str]) -> dict[str, dict[str, object] | None]:
    """Size and checksum of the files `names` in `folder`; None of one that cannot be read. Two at a
    time: hashing lets other threads run, and most of a generation is three large files."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(lambda name: _measure(folder / name), names), strict=True))


def _measure(file: Path) -> dict[str, object] | None:
    hashed = blake2b(digest_size=16)
    try:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                hashed.update(block)
        return {"bytes": file.stat().st_size, "blake2b": hashed.hexdigest()}
    except OSError:
        return None


def _checksum(content: object) -> str:
    return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
