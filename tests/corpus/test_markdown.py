import pytest
from hypothesis import given

from corpus.areas import bundled
from corpus.document import Document, Form, Kind, Regime, Reliability, Stage
from corpus.formats import markdown
from tests.support.documents import documents

AREAS = bundled()
FULL = """---
id: latihan-balikpapan
kind: statement
form: summary
reliability: primary
title: 'Polresta: "Siap"'
publisher: Polresta Balikpapan
url: https://contoh.example/latihan
published_on: 2023-10-02
valid_from: 2023-10
valid_until: 2024
regime: [pemilu, psu]
area: kota-balikpapan
stages:
- kampanye
- penghitungan-suara
drill: true
---

Paragraf satu.

Paragraf dua.
"""


def parse(content: str) -> Document:
    result = markdown.parse(content, AREAS)
    assert isinstance(result, Document), result
    return result


def parse_head(head: str, text: str = "Isi.") -> Document | tuple[int, str]:
    return markdown.parse(f"---\n{head}\n---\n\n{text}\n", AREAS)


def one(head: str, text: str = "Isi.") -> Document:
    return parse(f"---\n{head}\n---\n\n{text}\n")


# A good file


def test_every_field_is_read() -> None:
    assert parse(FULL) == Document(
        id="latihan-balikpapan",
        kind=Kind.STATEMENT,
        form=Form.SUMMARY,
        reliability=Reliability.PRIMARY,
        title='Polresta: "Siap"',
        publisher="Polresta Balikpapan",
        url="https://contoh.example/latihan",
        published_on="2023-10-02",
        valid_from="2023-10",
        valid_until="2024",
        regime=(Regime.PEMILU, Regime.PSU),
        area="kota-balikpapan",
        stages=(Stage.CAMPAIGN, Stage.COUNTING),
        drill=True,
        text="Paragraf satu.\n\nParagraf dua.",
    )


def test_white_space_around_the_text_and_after_the_fences_is_no_part_of_it() -> None:
    assert parse("--- \t\nid: a\n---  \n\n \n  Isi.\n\n\n").text == "Isi."


def test_a_rule_of_dashes_in_the_text_is_text() -> None:
    assert one("id: a", "Satu.\n\n---\n\nDua.").text == "Satu.\n\n---\n\nDua."


def test_without_a_title_the_first_line_with_words_is_the_title() -> None:
    assert one("id: a", "# Judul berita #\n\nIsi.").title == "Judul berita"
    assert one("id: a", "#\n\nIsi berita.").title == "Isi berita."
    assert one("id: a\ntitle:", "Isi berita.").title == "Isi berita."


def test_a_long_first_line_is_cut_for_the_title() -> None:
    title = one("id: a", "kata " * 100).title
    assert title == "kata " * 23 + "kata…"


@pytest.mark.parametrize(
    ("written", "title"),
    [("2024", "2024"), ("2023-02-30", "2023-02-30"), ("12:30", "12:30"), ("1.297", "1.297")],
)
def test_a_value_that_looks_like_a_number_or_a_date_is_text(written: str, title: str) -> None:
    assert one(f"id: 007\ntitle: {written}").title == title
    assert one(f"id: 007\ntitle: {written}").id == "007"


def test_a_comment_is_no_field() -> None:
    assert one("# Diperiksa 2024.\nid: a # sama dengan nama berkas").id == "a"


# A file with a mistake


@pytest.mark.parametrize(
    "content",
    ["Isi saja.", "", "id: a\n---\nIsi.", "---\nid: a\nIsi.", "\n---\nid: a\n---\nIsi.", "---"],
)
def test_a_file_without_front_matter_says_so(content: str) -> None:
    line, reason = 1, "tidak diawali bagian depan (front matter) di antara dua baris ---"
    assert markdown.parse(content, AREAS) == (line, reason)


@pytest.mark.parametrize("head", ["", "- a\n- b", "kalimat biasa", "42"])
def test_front_matter_that_names_no_fields_says_so(head: str) -> None:
    assert parse_head(head) == (2, "bagian depan bukan daftar 'nama: nilai'")


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        (
            "id: a\ntitle: Polri: siap",
            3,
            "apit nilai yang memuat ': ' dengan tanda kutip, dan tulis tiap nama di awal baris",
        ),
        ("id: a\n\ttitle: b", 3, "pakai spasi, bukan tab"),
        ("id: a\ntitle: 'b", 4, "tanda kutip tidak ditutup"),
        ("id: a\ntitle\nkind: news", 4, "baris tanpa 'nama: nilai'"),
        ("id: a\ntitle: b\nid: c", 4, "'id' ditulis dua kali"),
        ("id: a\ntitle: b\x01c", 3, "berisi karakter kendali"),
        ("id: a\n? [b]\n: c", 3, "nama bukan teks"),
        ("id: a\ntitle: *b", 3, "apit nilai yang diawali * dengan tanda kutip"),
        ("[" * 1500, 2, "YAML salah tulis (tidak terbaca)"),
        ("id: a\ndrill: !!bool mungkin", 2, "YAML salah tulis (tidak terbaca)"),
    ],
)
def test_a_fault_of_yaml_is_explained_with_its_line(head: str, line: int, reason: str) -> None:
    assert parse_head(head) == (line, f"bagian depan: {reason}")


@pytest.mark.parametrize("tag", ["timestamp", "int", "float", "binary", "set", "python/name:os"])
def test_a_yaml_tag_is_refused_and_never_followed(tag: str) -> None:
    result = parse_head(f"id: a\ntitle: !!{tag} ''")
    assert isinstance(result, tuple)
    assert result[0] == 3
    assert result[1].startswith("bagian depan: YAML salah tulis (could not determine")


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("title: b", 1, "id: wajib diisi"),
        ("id:\ntitle: b", 2, "id: harus berupa teks"),
        ("id: ''", 2, "id: kosong"),
        ("id: a\ntitle: ' '", 3, "title: kosong"),
        ("id: a\ntitle: [b]", 3, "title: harus berupa teks"),
        (f"id: a\ntitle: {'b' * 501}", 3, "title: lebih dari 500 karakter"),
        ("id: a\ntitle: b\ntitel: c", 4, "nama 'titel' tidak dikenal; maksud Anda 'title'?"),
        ("idd: a\ntitle: b", 2, "nama 'idd' tidak dikenal; maksud Anda 'id'?"),
        ("id: a\ndril: true", 3, "nama 'dril' tidak dikenal; maksud Anda 'drill'?"),
        ("id: a\nqqq: b", 3, "nama 'qqq' tidak dikenal"),
        ("id: a\n<<: {title: b}", 3, "nama '<<' tidak dikenal"),
        ("id: a\ntitle: b\ntext: c", 4, "text: ditulis sesudah bagian depan, bukan di dalamnya"),
        (
            "id: a\nform: asli",
            3,
            "form: 'asli' tidak dikenal; pilih 'summary', 'original'",
        ),
        (
            "id: a\nregime:\n- pemilu\n- pilkda",
            3,
            "regime: 'pilkda' tidak dikenal; pilih 'pemilu', 'pilkada', 'psu'",
        ),
        ("id: a\nregime: {pemilu: ya}", 3, "regime: harus berupa daftar"),
        ("id: a\ndrill: mungkin", 3, "drill: harus true atau false"),
        ("id: a\ndrill:", 3, "drill: harus true atau false"),
        (
            "id: a\ntitle: b\npublished_on: 2023-02-30",
            4,
            "published_on: '2023-02-30' bukan tanggal; tulis 2023-10-02, 2023-10, atau 2023",
        ),
        (
            "id: a\narea: kota-balikpapn",
            3,
            "wilayah 'kota-balikpapn' tidak dikenal; maksud Anda 'kota-balikpapan'?",
        ),
        ("id: a\narea: atlantis", 3, "wilayah 'atlantis' tidak dikenal"),
        ("id: a\nurl: kpu.go.id", 3, "url: 'kpu.go.id' bukan alamat http atau https"),
    ],
)
def test_a_bad_field_is_named_with_its_line_and_reason(head: str, line: int, reason: str) -> None:
    assert parse_head(head) == (line, reason)


def test_a_huge_value_is_shortened_in_the_reason() -> None:
    result = parse_head(f"id: a\nkind: {'x' * 5000}")
    assert isinstance(result, tuple)
    assert len(result[1]) < 200


@pytest.mark.parametrize("head", ["id: a", "id: a\ntitle: b"])
def test_an_empty_text_is_reported_where_the_text_should_begin(head: str) -> None:
    assert parse_head(head, " \n") == (head.count("\n") + 4, "text: kosong")


def test_a_control_character_in_the_text_is_reported() -> None:
    assert parse_head("id: a", "I\x02si.") == (
        4,
        "text: berisi karakter kendali '\\x02' di posisi 1",
    )


# Writing


def test_a_file_opens_with_its_fields_in_their_order_and_leaves_out_what_is_not_told() -> None:
    document = Document(id="a", title="Judul", published_on="2023", text="Isi.")
    assert markdown.render(document) == (
        "---\nid: a\nkind: news\nform: original\nreliability: secondary\n"
        "title: Judul\npublished_on: '2023'\n---\n\nIsi.\n"
    )


def test_a_file_reads_in_indonesian_letters_without_escapes() -> None:
    document = Document(id="a", title="Café “Siaga” 🗳️ Ṣad", text="Isi.")
    assert "\ntitle: Café “Siaga” 🗳️ Ṣad\n" in markdown.render(document)


@given(documents())
def test_what_is_written_is_read_back(document: Document) -> None:
    stripped = document.model_copy(update={"text": document.text.strip()})
    assert parse(markdown.render(document)) == stripped
