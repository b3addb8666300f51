"""Whether a message tells of danger to people now. Decided from its words alone, before anything is
searched, so that it works with no index at all. The patterns are data (`danger.yaml`).

What tells a call for help from a question about danger is who is meant and when: "saya diancam" is
one, "kalau diancam lapor ke mana" is the other, and both may end in a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import yaml

from index.analyze import standard
from index.patterns import Words, any_of, written_out
from index.types import Declined, DeclineReason

LONG = 60
"""Words from which a message is rather an article that was passed on than a call for help: of it
only what its writer tells of themselves counts."""

_SENTENCE = re.compile(r"[^.?!\n;]+[?!]*")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_ALARM = re.compile("[!🆘🚨🔥😭😱😨😰]")
_LOUD = 8
"""Letters from which a message without a small one is shouted; "TPS KPPS" only abbreviates."""

_NEAR = 0.9
"""How alike (difflib) a word and a word of danger are when one letter is wrong. Even at 0.88 no
other word of the starter corpus would be taken for one."""


def danger(message: str) -> Declined | None:
    """What to say to somebody in danger comes before any answer; None for everyone else."""
    return Declined(message, DeclineReason.DANGER, "police") if in_danger(message) else None


def in_danger(message: str) -> bool:
    """Whether whoever wrote `message` tells of harm that is happening, or calls for help.

    A question about dangers (the law, another year, a rehearsal, "kalau ada") is none.
    """
    lexicon, told = _lexicon(), list(_sentences(message))
    if any(lexicon.certain.met_by(sentence) for sentence in told):
        return True
    whole = " ".join(told)
    if len(whole.split()) >= LONG or lexicon.stated.elsewhere(whole):
        return False
    return any(lexicon.stated.met_by(sentence) for sentence in told)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`patterns`, any of which a sentence must hold. Nothing of `unless` may stand in it, apart
    from what is `aside`, and nothing of `before` ahead of what was found."""

    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]
    before: re.Pattern[str]
    aside: re.Pattern[str]

    @classmethod
    def of(cls, entry: Mapping[str, Sequence[str]], words: Words) -> _Rule:
        return cls(
            tuple(any_of([one], words) for one in entry["patterns"]),
            any_of(entry["unless"], words),
            any_of(entry["before"], words),
            any_of(entry["aside"], words),
        )

    def met_by(self, sentence: str) -> bool:
        if self.elsewhere(sentence):
            return False
        found = chain.from_iterable(one.finditer(sentence) for one in self.patterns)
        return any(not self.before.search(sentence[: match.start()]) for match in found)

    def elsewhere(self, text: str) -> bool:
        """Whether `text` speaks of a danger that its writer is not in."""
        return bool(self.unless.search(self.aside.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What `danger.yaml` holds."""

    spelled: tuple[str, ...]
    idioms: re.Pattern[str]
    certain: _Rule
    stated: _Rule


@cache
def _lexicon() -> _Lexicon:
    data = yaml.safe_load(Path(__file__).with_name("danger.yaml").read_text(encoding="utf-8"))
    words: Words = data["words"]
    return _Lexicon(
        tuple(data["spelled"]),
        any_of(data["idioms"], words),
        _Rule.of(data["certain"], words),
        _Rule.of(data["stated"], words),
    )


def _sentences(message: str) -> Iterator[str]:
    """The sentences of `message` in standard words; " ?" ends a question, and " !" all sentences
    of a message in which somebody cries out."""
    letters = [letter for letter in message if letter.isalpha()]
    loud = len(letters) >= _LOUD and all(map(str.isupper, letters))
    alarm = " !" if loud or _ALARM.search(message) else ""
    for sentence in _SENTENCE.findall(_DRAWN_OUT.sub(r"\1", written_out(message))):
        if words := standard(sentence):
            asked = " ?" if sentence.rstrip("! ").endswith("?") else ""
            meant = _lexicon().idioms.sub(" ", " ".join(map(_rightly_spelled, words)))
            yield meant + asked + alarm


@lru_cache(1 << 12)
def _rightly_spelled(word: str) -> str:
    """`word`, or the word of danger that it is with one letter wrong."""
    near = get_close_matches(word, _lexicon().spelled, 1, _NEAR) if len(word) >= 5 else []
    return near[0] if near else word
