import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.clean import clean, disguised

_LETTERS = st.characters(
    categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u115f\u1160\u3164\uffa0"
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("halaman satu\fhalaman dua\x85tiga\vempat", "halaman satu\nhalaman dua\ntiga\nempat"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("kolom\tkolom", "kolom\tkolom"),
        ("pemi\u00adlu\u200b \ufeffulang\u2060", "pemilu ulang"),
        ("gpj.\u202etxt\u202c \u2066kiri\u2069", "gpj.txt kiri"),
        ("siap\U000e0041\U000e0042\U000e01ef", "siap"),
        ("su\u200dara\u200c", "suara"),
        ("setengah \ud83d dan \udc00", "setengah \ufffd dan \ufffd"),
        ("👨\u200d👩\u200d👧 می\u200cخواهم", "👨\u200d👩\u200d👧 می\u200cخواهم"),
        ("Rp1.500\u00a0juta – “kutip” ≥ 5 ﷽", "Rp1.500\u00a0juta – “kutip” ≥ 5 ﷽"),
    ],
)
def test_what_people_do_not_read_goes_and_all_else_stays(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(_LETTERS | st.sampled_from("\n\t")))
def test_text_of_letters_digits_and_marks_is_kept_to_the_byte(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "is_disguised"),
    [("gpj.\u202etxt", True), ("siap\U000e0041", True), ("pemi\u00adlu\u200b", False)],
)
def test_what_reorders_or_smuggles_is_a_disguise(text: str, is_disguised: bool) -> None:
    assert disguised(text) is is_disguised
