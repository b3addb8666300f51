"""What a question asks about, term by term, and how much of it a set of terms covers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.areas import bundled
from index import lexicon
from index.analyze import Alternatives, terms
from index.forward import ForwardIndex

_NAME = re.compile(r"(?<=[^\s.?!] )[A-ZÀ-Þ][\w'’-]*|\b\d[\w.,/-]*")
_AT = re.compile(
    r"\b(?i:di|ke|dari) (?:(?i:kota|kabupaten|kab|provinsi|kecamatan|polres|polresta|polda) )?"
    r"([^\W\d_]{4,})"
)
"""What stands where a place does. A name there that the corpus does not hold is a place that it
knows nothing of, whether or not it is on the map."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`telling`: how much each term of the question tells, in nats, `mass` their sum, `ceiling` the
    most that any term could; `names`: the terms of its names and figures; `places`: the terms of
    each name of an area that it names."""

    telling: Mapping[str, float]
    mass: float
    ceiling: float
    names: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    alternatives: Alternatives

    @classmethod
    def of(
        cls,
        question: str,
        weights: Mapping[str, float],
        alternatives: Alternatives,
        forward: ForwardIndex,
    ) -> Coverage:
        """`weights`: 1 for a term of the question itself, less for other names for it."""
        telling = {term: forward.idf(term) for term, weight in weights.items() if weight == 1}
        named = (area for area in bundled().named_in(question) if area.parent)
        places = (frozenset(terms(n)) for area in named for n in (area.name, *area.also))
        unknown = (
            frozenset(terms(name))
            for name in _AT.findall(question)
            if (name[0].isupper() or name in lexicon.names())
            and not any(t in forward for t in terms(name))
        )
        names = tuple(sorted({*terms(" ".join(_NAME.findall(question)))} & telling.keys()))
        mass, ceiling = sum(telling.values()), forward.idf("")
        return cls(telling, mass, ceiling, names, (*places, *filter(None, unknown)), alternatives)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """Every term whose presence anywhere makes a difference, sorted."""
        others = (term for sets in self.alternatives.values() for one in sets for term in one)
        places = (term for place in self.places for term in place)
        return tuple(sorted({*self.telling, *others, *places}))

    def share(self, known: frozenset[str], otherwise: float = 1.0) -> float:
        """The share of the question, by what its terms tell, that `known` terms cover; a term that
        they say in other words counts for `otherwise`."""
        if not self.mass:
            return 0.0
        said = (idf for term, idf in self.telling.items() if self.says(term, known))
        literal = (idf for term, idf in self.telling.items() if term in known)
        return (otherwise * sum(said) + (1 - otherwise) * sum(literal)) / self.mass

    def beyond(self, known: frozenset[str], given: frozenset[str]) -> float:
        """The share that `known` terms cover of what `given` ones do not; 1 where those say all."""
        left = {term: idf for term, idf in self.telling.items() if not self.says(term, given)}
        said = sum(idf for term, idf in left.items() if self.says(term, known))
        return said / mass if (mass := sum(left.values())) else 1.0

    def says(self, term: str, known: frozenset[str]) -> bool:
        """Whether `known` terms hold `term`, or others that say the same."""
        return term in known or any(one <= known for one in self.alternatives.get(term, ()))

    def named(self, known: frozenset[str]) -> float:
        """The share of the question's names and figures that `known` terms hold or say; 1 where it
        has none."""
        told = {name: self.telling[name] for name in self.names}
        said = sum(idf for name, idf in told.items() if self.says(name, known))
        return said / mass if (mass := sum(told.values())) else 1.0

    def placed(self, known: frozenset[str]) -> float:
        """1 where no area is asked about, or `known` terms hold a name of one that is; else 0. The
        terms of a document's area reach up to its province: it is about the province as well."""
        return float(not self.places or any(place <= known for place in self.places))

    def rarest(self, known: frozenset[str]) -> float:
        """1 less what the most telling term not `known` tells, as a share of the most possible."""
        missing = (idf for term, idf in self.telling.items() if not self.says(term, known))
        return 1 - max(missing, default=0.0) / self.ceiling

    def features(self, known: frozenset[str]) -> dict[str, float]:
        """What a passage has of the question whose terms, with those of its title and area, are
        `known`; each in [0, 1]."""
        return {
            "passage": self.share(known),
            "names": self.named(known),
            "rarest": self.rarest(known),
            "place": self.placed(known),
        }
