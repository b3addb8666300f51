import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.printed import running_text

LINE = "Pasal ini berlaku bagi setiap orang yang memberi suara di tempat pemungutan"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("pemi-\nlu berlangsung", "pemilu berlangsung"),
        ("penyeleng-\ngaraan", "penyelenggaraan"),
        ("peme\u00ad\nrintah", "pemerintah"),
        ("undang-\nundang itu", "undang-undang itu"),
        ("perundang-\nundangan", "perundang-undangan"),
        ("sebaik-\nbaiknya", "sebaik-baiknya"),
        ("KPU-\nnya", "KPU-nya"),
        ("Bawaslu Jawa-\nBali", "Bawaslu Jawa-\n\nBali"),
        ("tahun 2023-\n2024", "tahun 2023-\n\n2024"),
    ],
)
def test_a_word_that_a_line_break_divided_is_whole_again(printed: str, text: str) -> None:
    assert running_text([printed]).replace(" 2024", "\n\n2024").replace(" Bali", "\n\nBali") == text


def test_full_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    page = f"{LINE}\n{LINE}\nsuara.\nAyat lain dimulai di sini dan panjangnya kira-kira sama saja."
    assert running_text([page]) == (
        f"{LINE} {LINE} suara.\n\nAyat lain dimulai di sini dan panjangnya kira-kira sama saja."
    )


@pytest.mark.parametrize("opening", ["(2) Setiap", "b. bahwa", "12. Polri", "- polisi", "Pasal 7"])
def test_an_item_begins_a_paragraph_even_after_a_full_line(opening: str) -> None:
    assert running_text([f"{LINE}\n{opening}"]) == f"{LINE}\n\n{opening}"


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    assert running_text([f"{LINE}\nsua-", f"ra itu dan {LINE}"]) == (f"{LINE} suara itu dan {LINE}")


def pages(header: str, footer: str, count: int = 6) -> list[str]:
    """Pages whose every line of text is found on no other."""
    return [
        "\n".join(
            [
                header.format(page=page + 3),
                *(f"Baris {'abcdef'[page]}{line} berisi hal lain." for line in range(9)),
                footer.format(page=page + 3),
            ]
        )
        for page in range(count)
    ]


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("PRESIDEN REPUBLIK INDONESIA", "- {page} -"),
        ("Salinan", "{page}"),
        ("UU Nomor 7 Tahun 2017", "Halaman {page} dari 9"),
        ("Laporan Akhir | {page}", "www.teduh.example"),
    ],
)
def test_what_every_page_repeats_goes_and_the_page_s_number_with_it(
    header: str, footer: str
) -> None:
    printed = pages(header, footer)
    bare = running_text(["\n".join(page.split("\n")[1:-1]) for page in printed])
    assert running_text(printed) == bare
    assert bare.count("berisi hal lain.") == 54


def test_an_article_at_the_top_of_every_page_is_no_header() -> None:
    printed = [page.replace("X", f"Pasal {7 * at + 2}") for at, page in enumerate(pages("X", "Y"))]
    assert [f"Pasal {7 * at + 2}" in running_text(printed) for at in range(6)] == [True] * 6


def test_what_only_two_pages_share_stays() -> None:
    assert running_text(["Kepala\n\nSatu.", "Kepala\n\nDua."]).count("Kepala") == 2


def test_the_catchword_at_the_foot_of_a_statute_s_page_goes() -> None:
    printed = [f"{LINE}.\n(2) Setiap orang . . .", f"(2) Setiap orang wajib {LINE}.", "Pasal 4."]
    assert running_text(printed) == f"{LINE}.\n\n(2) Setiap orang wajib {LINE}.\n\nPasal 4."


def test_words_cut_short_that_no_page_takes_up_stay() -> None:
    assert running_text(["Dan seterusnya . . .", "Bab lain."]).startswith("Dan seterusnya . . .")


@given(st.lists(st.text(st.sampled_from("ab-. \n\u00ad1(")), max_size=5))
def test_letters_are_neither_lost_nor_added_where_nothing_repeats(printed: list[str]) -> None:
    def letters(text: str) -> list[str]:
        return [character for character in text if character in "ab"]

    found = letters(running_text(printed))
    if len(printed) < 3:
        assert found == letters("".join(printed))
    else:
        assert len(found) <= len(letters("".join(printed)))
