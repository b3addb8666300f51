"""Who publishes under which domain, as data (`data/publishers.yaml`): what the chat may fetch, and
what a document from there is taken for. A mistake in the file is refused on reading, because a
domain too wide would let anybody in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StrictBool,
    StringConstraints,
    ValidationError,
)
from tld import get_tld

from corpus.datafile import reason
from corpus.document import Reliability
from corpus.web.address import FetchRefused, WebAddress, ascii_name

NAME = "publishers.yaml"
BUNDLED = Path(__file__).parent / "data" / NAME


class PublishersError(ValueError):
    """The file cannot be used; the message, in Indonesian, names the entry and the reason."""


def _own_domain(written: str) -> str:
    """`written` as the domain name system has it; a ValueError where many owners share it."""
    domain = ascii_name(written)
    if domain is None:
        raise ValueError(f"'{written}' bukan nama domain; tulis misalnya kpu.go.id")
    suffix = get_tld(domain, fail_silently=True, fix_protocol=True, search_private=True)
    if suffix is None or suffix == domain:
        raise ValueError(f"'{written}' bukan milik satu penerbit; tulis misalnya kpu.go.id")
    return domain


class Publisher(BaseModel):
    """Who publishes at `domain` and all below it. `official`: an authority of the state;
    `reliability`: what a document from there is taken for until somebody says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    domain: Annotated[str, AfterValidator(_own_domain)]
    official: StrictBool = False
    reliability: Reliability = Reliability.SECONDARY


@dataclass(frozen=True, slots=True)
class Publishers:
    """Publishers by their domains."""

    by_domain: Mapping[str, Publisher]

    def allows(self, host: str) -> bool:
        """Whether `host` is the domain of a publisher or lies below it."""
        return self._at(host) is not None

    def of(self, url: str) -> Publisher | None:
        """Who publishes at `url`; of a domain and one below it, the one below."""
        try:
            return self._at(WebAddress.read(url).host)
        except FetchRefused:
            return None

    def _at(self, host: str) -> Publisher | None:
        labels = (ascii_name(host) or "").split(".")
        domains = (".".join(labels[first:]) for first in range(len(labels)))
        return next((self.by_domain[it] for it in domains if it in self.by_domain), None)


def read_publishers(file: Path) -> Publishers:
    """The publishers of `file`. Raises PublishersError at the first entry that is none, and where
    two have one domain."""
    publishers: dict[str, Publisher] = {}
    for number, entry in enumerate(_entries(file), start=1):
        try:
            publisher = _publisher(entry)
            if publisher.domain in publishers:
                raise ValueError(f"domain: '{publisher.domain}' sudah dipakai")
        except ValueError as error:
            raise PublishersError(f"{file.name}, penerbit ke-{number}: {error}") from error
        publishers[publisher.domain] = publisher
    return Publishers(publishers)


@cache
def bundled() -> Publishers:
    """The publishers that ship with the project."""
    return read_publishers(BUNDLED)


def publishers_in(folder: Path) -> Publishers:
    """The publishers of the corpus in `folder`, or the project's own where that names none; read
    again when the file has changed. Raises PublishersError."""
    file = folder / NAME
    try:
        changed = file.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return bundled()
    except OSError as error:
        raise PublishersError(f"{NAME} tidak dapat dibaca: {error.strerror}") from error
    return _read_once(file, changed)


@lru_cache(4)
def _read_once(file: Path, changed: int) -> Publishers:
    return read_publishers(file)


def _entries(file: Path) -> Iterable[Any]:
    try:
        entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PublishersError(f"{file.name} tidak dapat dibaca: {error}") from error
    if not isinstance(entries, list):
        raise PublishersError(f"{file.name} harus berisi daftar penerbit")
    return entries


def _publisher(entry: Any) -> Publisher:
    """The publisher that `entry` describes; a ValueError says which field is wrong and why."""
    try:
        return Publisher.model_validate(entry)
    except ValidationError as error:
        raise ValueError(reason(error)) from error
