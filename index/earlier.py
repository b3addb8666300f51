"""The generation that is served while a new one is built: what of it may be taken over unread."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalog import Catalog
from index.records import Records
from index.store import Damaged, Store, verify
from index.termrows import TermRows
from index.types import Manifest
from index.vectors import Codes, VectorIndex
from index.weave import Column

ABOUT, CATALOG, DOCUMENTS, FORWARD = "about.json", "catalog.json", "documents", "forward"
LEXICAL, PRINTS, VECTORS = "lexical", "prints.npy", "vectors.faiss"
"""The parts of a generation."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a generation holds, by document and by passage. `folder` and `manifest` are None where
    there is none, `catalog` where no reading is remembered; `prints` are hashes of the texts whose
    vectors are in `codes`."""

    folder: Path | None
    manifest: Manifest | None
    about: Mapping[str, Any]
    catalog: Catalog | None
    records: Records
    rows: TermRows
    prints: Column
    codes: Codes

    @classmethod
    def none(cls) -> Earlier:
        """What there is before the first generation."""
        nothing = np.array([], dtype="S32")
        codes = np.empty((0, 0), dtype=np.uint8)
        return cls(None, None, {}, None, Records.of((), ()), TermRows.of(()), nothing, codes)

    @classmethod
    def served(cls, store: Store) -> Earlier:
        """The current generation of `store`; nothing of it where any part is not as it was sealed,
        so that damage is never carried into the next one."""
        name = store.current()
        try:
            return cls._read(store.folder(name)) if name else cls.none()
        except (Damaged, OSError, ValueError, KeyError, TypeError, RuntimeError):
            return cls.none()

    @classmethod
    def _read(cls, folder: Path) -> Earlier:
        return cls(
            folder,
            verify(folder),
            json.loads((folder / ABOUT).read_text(encoding="utf-8")),
            catalog_in(folder),
            Records.read(folder / DOCUMENTS),
            TermRows.read(folder / FORWARD),
            np.load(folder / PRINTS, allow_pickle=False),
            VectorIndex.read(folder / VECTORS).codes,
        )

    @property
    def model(self) -> str | None:
        """The model that made the vectors."""
        return self.manifest.model if self.manifest else None

    @property
    def recipe(self) -> str | None:
        """What decided how the documents were cut and analysed."""
        return self.about.get("recipe")


def catalog_in(folder: Path) -> Catalog | None:
    """What was read where for the generation in `folder`; None where that is not remembered."""
    file = folder / CATALOG
    return Catalog.loads(file.read_text(encoding="utf-8")) if file.exists() else None
