"""A file of any known kind, read in a process of its own: one that takes too long, needs too much
or crashes its reader is given up, and whoever called goes on. The process gets none of this one's
environment, where the token is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from corpus.draft import Extract, Unreadable, from_json
from corpus.limits import LIMITS, Limits

_ROOT = Path(__file__).parents[1]
_ONE_AT_A_TIME = Lock()
"""Two files that need all they may would need twice the memory."""

_SEND_LESS = "Kirim bagian yang diperlukan saja, atau simpan ulang sebagai teks biasa."
_TOO_SLOW = "Berkas ini terlalu lama dibaca (lebih dari {seconds:g} detik). " + _SEND_LESS
_TOO_LARGE = "Berkas ini lebih besar dari {megabytes:g} MB. " + _SEND_LESS
_CRASHED = "Berkas ini rusak, atau terlalu besar setelah dibuka. " + _SEND_LESS


def extract(
    content: bytes,
    name: str,
    content_type: str | None = None,
    url: str | None = None,
    limits: Limits = LIMITS,
) -> Extract:
    """What `content` holds: drafts, at least one, or the entries of a feed.

    `name` and `content_type` are what the sender calls it, and count only where the content itself
    does not tell what it is. `url` is where it was fetched. Blocks for up to `limits.seconds`, and
    while another file is read; the interpreter's lock is free meanwhile. Raises Unreadable.
    """
    if len(content) > limits.content:
        raise Unreadable(_TOO_LARGE.format(megabytes=limits.content / 1_000_000))
    request = {"name": name, "content_type": content_type, "url": url, "limits": asdict(limits)}
    with _ONE_AT_A_TIME, TemporaryFile() as told, TemporaryFile() as said:
        told.write(json.dumps(request).encode() + b"\n")
        told.write(content)
        told.seek(0)
        code = _run(told, said, limits)
        said.seek(0)
        return _answer(code, said.read(), limits)


def extract_file(file: Path, limits: Limits = LIMITS) -> Extract:
    """`extract` of a file on disk, of which no more than `limits.content` is read. Raises
    Unreadable, and OSError where there is no such file."""
    with file.open("rb") as stream:
        return extract(stream.read(limits.content + 1), file.name, limits=limits)


def _run(told: IO[bytes], said: IO[bytes], limits: Limits) -> int:
    """The exit status of the process that reads; the negative number of the signal it died of."""
    # Some interpreters do not start without the path to their own libraries.
    libraries = os.environ.get("LD_LIBRARY_PATH", "")
    try:
        return subprocess.run(
            [sys.executable, "-P", "-m", "corpus.formats"],
            stdin=told,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env={"LD_LIBRARY_PATH": libraries, "PYTHONPATH": str(_ROOT)},
            timeout=limits.seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU


def _answer(code: int, said: bytes, limits: Limits) -> Extract:
    if code == -signal.SIGXCPU:
        raise Unreadable(_TOO_SLOW.format(seconds=limits.seconds))
    if code != 0:
        raise Unreadable(_CRASHED)
    answer = json.loads(said)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return from_json(answer)
