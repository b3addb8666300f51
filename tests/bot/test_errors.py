from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import errors


def leaves(kind: type[errors.SiagaError]) -> Iterator[type[errors.SiagaError]]:
    below = kind.__subclasses__()
    yield from [leaf for one in below for leaf in leaves(one)] if below else [kind]


@pytest.mark.parametrize(
    "error",
    [
        errors.UnknownSetting("SIAGA_X", None),
        errors.UnknownSetting("SIAGA_X", "SIAGA_Y"),
        errors.WrongSetting("SIAGA_X", "folder"),
        errors.MissingToken("SIAGA_X"),
        errors.UnreadableSettings(),
        errors.TokenRefused("SIAGA_X"),
        errors.TelegramSilent("https://api.example", "TimedOut"),
        errors.LibraryClosed(),
    ],
)
def test_every_error_is_a_whole_sentence(error: errors.SiagaError) -> None:
    assert len(error.sentence.split()) > 3 and "{" not in error.sentence
    assert str(error) == error.sentence


def test_the_tree_in_the_documentation_is_the_tree() -> None:
    drawn = errors.__doc__ or ""
    assert all(leaf.__name__ in drawn for leaf in leaves(errors.SiagaError))
