from __future__ import annotations

from pathlib import Path

from bot.reloads.bulletin import FILE, posted, posting
from bot.reloads.course import Step
from index.build import silent


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_another_process_reads_how_far_a_build_is_as_long_as_it_lasts(tmp_path: Path) -> None:
    assert posted(tmp_path) is None
    with posting(tmp_path, silent) as told:
        told("menghitung vektor", 3, 10)
        assert posted(tmp_path) == Step("menghitung vektor", 3, 10)
    assert posted(tmp_path) is None


def test_everything_is_told_here_and_now_and_then_elsewhere(tmp_path: Path) -> None:
    here: list[tuple[str, int, int]] = []
    clock = Clock()
    with posting(tmp_path, lambda *it: here.append(it), clock) as told:
        for done in range(4):
            clock.now = done * 0.2
            told("membagi dokumen", done, 3)
            if done == 2:
                assert posted(tmp_path) == Step("membagi dokumen", 0, 3)
        assert posted(tmp_path) == Step("membagi dokumen", 3, 3)
    assert len(here) == 4


def test_who_has_nothing_to_tell_leaves_what_another_told(tmp_path: Path) -> None:
    with posting(tmp_path, silent) as told:
        told("menguji", 4, 60)
        with posting(tmp_path, silent):
            pass
        assert posted(tmp_path) == Step("menguji", 4, 60)


def test_a_build_goes_on_where_nobody_can_be_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    file = tmp_path / "berkas"
    file.write_text("")
    with posting(file, silent) as told:
        told("membagi dokumen", 1, 3)
    assert posted(file) is None and posted(tmp_path) is None
