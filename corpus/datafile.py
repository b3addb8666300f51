"""The YAML files beside a corpus that people edit by hand: reading them, saying in Indonesian what
is wrong with one, and taking the project's own where a corpus has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

_T = TypeVar("_T")

_DAY = "tulis tanggal lengkap, misalnya 2024-02-14"
_REASONS = {
    "missing": "wajib diisi",
    "extra_forbidden": "nama tidak dikenal",
    "invalid_key": "nama harus berupa teks",
    "model_type": "harus berisi nama dan nilai",
    "string_type": "harus berupa teks; angka diberi tanda kutip",
    "string_too_short": "kosong",
    "too_short": "kosong",
    "tuple_type": "harus berupa daftar",
    "list_type": "harus berupa daftar",
    "dict_type": "harus berisi nama dan nilai",
    "bool_type": "pilih true atau false",
    "bool_parsing": "pilih true atau false",
    "enum": "pilih {expected}",
    "date_from_datetime_parsing": _DAY,
    "date_type": _DAY,
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "decimal_parsing": "harus bilangan",
    "decimal_type": "harus bilangan",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "harus sedikitnya {ge}",
    "value_error": "{error}",
}
# The one in C, which not every installation has, is eight times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DataFileError(ValueError):
    """A file cannot be used; the message, in Indonesian, names the entry and the reason."""


def reason(error: ValidationError) -> str:
    """Which field is wrong, and why: a misspelt one before what is missing for it. Places in lists
    are counted from 1."""
    faults = error.errors(include_url=False)
    fault = min(faults, key=lambda one: one["type"] != "extra_forbidden")
    place = (str(it + 1) if isinstance(it, int) else it for it in fault["loc"])
    told = _REASONS.get(fault["type"], "{msg}").format(msg=fault["msg"], **fault.get("ctx", {}))
    return f"{'.'.join(place) or 'isi'}: {told}"


def loaded(file: Path) -> dict[Any, Any]:
    """The names and values in `file`. Raises DataFileError."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{file.name} tidak dapat dibaca: {error}") from error
    if not isinstance(content, dict):
        raise DataFileError(f"{file.name} harus berisi nama dan nilai")
    return content


def in_folder(folder: Path, own: Path, read: Callable[[Path], _T]) -> _T:
    """What `read` makes of the file in `folder` that is named as the project's `own`, or of that
    one where there is none; read again when the file has changed. Raises DataFileError."""
    file = folder / own.name
    try:
        file = file if file.exists() else own
        changed = file.stat().st_mtime_ns
    except OSError as error:
        raise DataFileError(f"{own.name} tidak dapat dibaca: {error.strerror}") from error
    found: _T = _read_once(read, file, changed)
    return found


@lru_cache(32)
def _read_once(read: Callable[[Path], Any], file: Path, changed: int) -> Any:
    return read(file)
