"""What a generation is made from, and the one hash that says whether it is made from the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.areas import AreaTree
from corpus.catalog import Catalog
from corpus.document import Document
from corpus.fingerprint import corpus_fingerprint, digest
from index.rows import recipe


@dataclass(frozen=True, slots=True)
class Sources:
    """Documents in any order, the tree their areas name, and the abbreviations of their field.

    `kept` are fingerprints by id of further documents, which stand in the served generation as they
    are and were not read again; `catalog` is what to remember of the reading.
    """

    documents: Sequence[Document]
    areas: AreaTree
    glossary: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)
    catalog: Catalog | None = None

    @property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every document by its id."""
        return {**self.kept, **{it.id: it.fingerprint for it in self.documents}}

    @property
    def fingerprint(self) -> str:
        """One hash for all that decides what the generation holds."""
        return self.fingerprint_of(self.fingerprints)

    def fingerprint_of(self, fingerprints: Mapping[str, str]) -> str:
        """The same, of the `fingerprints` of these documents: to hash many takes a while."""
        words = digest(json.dumps(dict(self.glossary), sort_keys=True))
        return corpus_fingerprint([*fingerprints.values(), words, recipe(self.areas)])
