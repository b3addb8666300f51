"""The process that reads one file and ends. It gives up its rights to memory, time, files and the
network before it looks at the file, so that a fault in a reader is nobody else's."""

from __future__ import annotations

import json
import logging
import math
import os
import resource
import sys
import warnings
from collections.abc import Mapping
from typing import Any, BinaryIO

from corpus.draft import Unreadable, to_json
from corpus.formats.read import read
from corpus.limits import Limits

_NICE = 10
_HANDLES = 64
_FORBIDDEN = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto"),
    *("subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn", "os.system"),
)

_TOO_LARGE = (
    "Berkas ini terlalu besar setelah dibuka. Kirim bagian yang diperlukan saja, atau simpan ulang "
    "sebagai teks biasa."
)
_TOO_DEEP = (
    "Isi berkas ini bersarang terlalu dalam, sehingga tidak dapat dibaca. Salin teksnya, lalu "
    "kirim sebagai teks biasa."
)


def main(told: BinaryIO, said: BinaryIO) -> None:
    """Read a request (one line of JSON) and the file after it; write one JSON value."""
    request = json.loads(told.readline())
    limits = Limits(**request.pop("limits"))
    confine(limits)
    said.write(json.dumps(_answer(told.read(), request, limits)).encode())
    said.flush()


def confine(limits: Limits) -> None:
    """Take from this process, for good, what reading a file does not need."""
    os.setpriority(os.PRIO_PROCESS, 0, max(_NICE, os.getpriority(os.PRIO_PROCESS, 0)))
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, math.ceil(limits.seconds)),
        (resource.RLIMIT_FSIZE, limits.answer),
        (resource.RLIMIT_NOFILE, _HANDLES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        amount = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(kind, (amount, most))
    sys.addaudithook(_refuse)
    # Libraries report what they skip; it would quote the file.
    logging.disable()
    warnings.simplefilter("ignore")


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def _answer(content: bytes, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    try:
        return to_json(read(content, **request, limits=limits))
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": _TOO_LARGE}
    except RecursionError:
        return {"unreadable": _TOO_DEEP}


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
