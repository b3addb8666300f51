from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import Catalog, Known, Stamp, stamp_of

SECOND = 1_000_000_000
STAMP = (5, 100 * SECOND, 90 * SECOND, 7)

NUMBERS = st.integers(0, 2**63)
KNOWN = st.tuples(NUMBERS, st.text(), st.text(), st.text())


def holding(begun: int, stamp: Stamp = STAMP) -> Catalog:
    """A catalog of one document in one file, from a reading that began at `begun`."""
    catalog = Catalog("recipe", begun)
    catalog.documents.append((1, "print", "id", "fingerprint"))
    catalog.close("a.md", stamp, 0)
    return catalog


@given(
    st.lists(KNOWN, max_size=5),
    # The name of a file may be no text at all.
    st.dictionaries(st.text(st.characters()), st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
)
def test_a_catalog_survives_being_written_down(known: list[Known], files: dict[str, Stamp]) -> None:
    catalog = Catalog("recipe", 3, documents=known)
    for file, stamp in files.items():
        catalog.close(file, stamp, 0)
    again = Catalog.loads(catalog.dumps())
    assert again == catalog


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"recipe": "a"}', '{"other": 1}'])
def test_what_is_no_catalog_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Catalog.loads(text)


@pytest.mark.parametrize("part", range(4))
def test_a_file_is_unchanged_only_where_all_that_is_told_of_it_is_as_it_was(part: int) -> None:
    catalog = holding(begun=200 * SECOND)
    assert catalog.unchanged("a.md", STAMP) == catalog.documents
    size, changed, moved, inode = (n - (at == part) for at, n in enumerate(STAMP))
    other = size, changed, moved, inode
    assert catalog.unchanged("a.md", other) is None
    assert catalog.unchanged("b.md", STAMP) is None


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize(("before", "sure"), [(-1, False), (0, False), (2, False), (3, True)])
def test_a_file_touched_within_two_seconds_of_its_reading_is_read_again(
    place: int, before: int, sure: bool
) -> None:
    touched = 100 * SECOND
    stamp = (5, touched, 1, 7) if place == 1 else (5, 1, touched, 7)
    catalog = holding((100 + before) * SECOND, stamp)
    assert (catalog.unchanged("a.md", stamp) is not None) is sure


def test_a_document_is_known_by_the_bytes_it_was_read_from() -> None:
    assert holding(0).known("print") == (1, "print", "id", "fingerprint")
    assert holding(0).known("other") is None


def test_the_stamp_of_a_file_changes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("satu")
    first = stamp_of(str(file))
    assert first is not None and first == stamp_of(str(file)) and first[0] == 4
    file.write_text("dua!")
    times = os.stat(file)
    os.utime(file, ns=(times.st_atime_ns, first[1]))
    second = stamp_of(str(file))
    assert second is not None and second[:2] == first[:2] and second != first


@pytest.mark.parametrize("name", ["tidak-ada.md", "a\x00b"])
def test_what_is_no_file_has_no_stamp(name: str, tmp_path: Path) -> None:
    assert stamp_of(str(tmp_path / name)) is None
