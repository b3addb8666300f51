import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import bundled
from corpus.document import Document
from corpus.formats import markdown
from corpus.read import MAX_BYTES, Reading, Rejected, content_of, read
from tests.support.documents import documents

AREAS = bundled()


def good(id: str, text: str = "Isi.") -> str:
    return f"---\nid: {id}\n---\n\n{text}\n"


def line(id: str, text: str = "Isi.") -> str:
    return json.dumps({"id": id, "text": text}) + "\n"


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Files in `folder` by their paths."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def ids(reading: Reading) -> list[str]:
    return [document.id for document in reading.documents]


def reasons(reading: Reading, folder: Path) -> list[str]:
    return [str(one).removeprefix(f"{folder}{os.sep}") for one in reading.rejected]


# Good files


def test_markdown_and_jsonl_are_read_from_all_folders_below(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": good("b"), "x/y/c.MD": good("c"), "x/a.jsonl": line("a") + line("d")})
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["a", "b", "c", "d"]
    assert reading.rejected == ()


def test_several_files_and_folders_are_read_as_one_corpus(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.md": good("a"), "y/b.md": good("b"), "y/c.md": good("c")})
    assert ids(read([tmp_path / "y" / "b.md", tmp_path / "x"], AREAS)) == ["a", "b"]


def test_documents_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    write(tmp_path, {"x.jsonl": line("c") + line("a") + line("b")})
    assert ids(read([tmp_path], AREAS)) == ["a", "b", "c"]


def test_blank_lines_of_jsonl_are_passed_over_and_counted(tmp_path: Path) -> None:
    write(tmp_path, {"x.jsonl": "\n" + line("a") + " \t\n" + line("b").strip() + "\n\n{"})
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["a", "b"]
    assert [one.line for one in reading.rejected] == [6]


def test_what_describes_the_field_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, {"areas.yaml": "- id: x", "glossary.csv": "term,meaning", "a.md": good("a")})
    reading = read([tmp_path], AREAS)
    assert (ids(reading), reading.rejected) == (["a"], ())


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {".a.md": "rusak", ".git/b.md": "rusak", "x/.c.md": "rusak", "d.md": good("d")})
    reading = read([tmp_path], AREAS)
    assert (ids(reading), reading.rejected) == (["d"], ())


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert read([tmp_path], AREAS) == Reading((), ())
    assert read([], AREAS) == Reading((), ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_of_other_systems_and_a_byte_order_mark_are_accepted(
    tmp_path: Path, end: str, mark: str
) -> None:
    write(tmp_path, {"a.md": mark + good("a", "Satu.\n\nDua.").replace("\n", end)})
    (document,) = read([tmp_path], AREAS).documents
    assert document.text == "Satu.\n\nDua."


def test_jsonl_with_a_byte_order_mark_and_line_ends_of_windows_is_accepted(tmp_path: Path) -> None:
    write(tmp_path, {"x.jsonl": "\ufeff" + (line("a") + line("b")).replace("\n", "\r\n")})
    assert ids(read([tmp_path], AREAS)) == ["a", "b"]


@given(st.lists(documents(), max_size=5, unique_by=lambda document: document.id))
def test_a_corpus_that_is_written_is_read_back(written: list[Document]) -> None:
    with TemporaryDirectory() as folder:
        lines = "".join(document.model_dump_json() + "\n" for document in written)
        Path(folder, "x.jsonl").write_bytes(lines.encode())
        reading = read([Path(folder)], AREAS)
    ordered = sorted(written, key=lambda document: document.id)
    assert reading == Reading(tuple(ordered), ())


@given(documents())
def test_a_document_is_the_same_from_either_format(document: Document) -> None:
    document = document.model_copy(update={"text": document.text.strip()})
    with TemporaryDirectory() as folder:
        Path(folder, "a.md").write_bytes(markdown.render(document).encode())
        Path(folder, "b.jsonl").write_bytes(document.model_dump_json().encode())
        first, second = (read([Path(folder, name)], AREAS) for name in ("a.md", "b.jsonl"))
    assert first == second == Reading((document,), ())


# Bad files


def test_a_rejection_is_one_line_with_file_line_and_reason() -> None:
    assert str(Rejected(Path("x/a.md"), 3, "title: kosong")) == "x/a.md:3: title: kosong"


def test_every_bad_document_is_rejected_and_every_good_one_taken(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a1.md": good("a1"),
            "b1.md": "Isi saja.",
            "b2.md": "---\nid: 'b2\n---\nIsi.",
            "b3.md": "---\nid: b3\ntitle: a\nid: b\n---\nIsi.",
            "b4.md": "---\nid: b4\narea: balikpapan\n---\nIsi.",
            "b5.md": good("b5", ""),
            "b6.md": b"---\nid: b6\n---\n\nSatu.\nDua \xff.",
            "b7.txt": "Isi saja.",
            "b8": "Isi saja.",
            "c1.jsonl": line("c1") + "[1]\n" + line("c2") + '{"id": "c3"\n' + line("c4"),
            "d1.jsonl": line("a1") + line("c2", "Lain.") + line("d1") + line("d1", "Lain."),
            "e1.md": good("e1"),
        },
    )
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["a1", "c1", "c2", "c4", "d1", "e1"]
    assert {document.text for document in reading.documents} == {"Isi."}
    assert reasons(reading, tmp_path) == [
        "b1.md:1: tidak diawali bagian depan (front matter) di antara dua baris ---",
        "b2.md:3: bagian depan: tanda kutip tidak ditutup",
        "b3.md:4: bagian depan: 'id' ditulis dua kali",
        "b4.md:3: wilayah 'balikpapan' tidak dikenal; maksud Anda 'kota-balikpapan'?",
        "b5.md:4: text: kosong",
        "b6.md:6: bukan UTF-8 (byte 0xff)",
        "b7.txt:1: bukan berkas .md atau .jsonl",
        "b8:1: bukan berkas .md atau .jsonl",
        "c1.jsonl:2: bukan objek JSON {…}",
        "c1.jsonl:4: bukan JSON (kolom 12: Expecting ',' delimiter)",
        f"d1.jsonl:1: id 'a1' sudah dipakai di {tmp_path}/a1.md:1",
        f"d1.jsonl:2: id 'c2' sudah dipakai di {tmp_path}/c1.jsonl:3",
        f"d1.jsonl:4: id 'd1' sudah dipakai di {tmp_path}/d1.jsonl:3",
    ]


def test_a_line_that_is_not_utf_8_keeps_no_other_out(tmp_path: Path) -> None:
    write(tmp_path, {"x.jsonl": line("a").encode() + b'{"id": "\xe9"}\n' + line("b").encode()})
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["a", "b"]
    assert reasons(reading, tmp_path) == ["x.jsonl:2: bukan UTF-8 (byte 0xe9)"]


def test_the_first_of_two_with_one_id_is_the_first_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": good("x", "B."), "a/c.md": good("x", "C."), "a.md": good("x", "A.")})
    reading = read([tmp_path], AREAS)
    assert [document.text for document in reading.documents] == ["A."]
    assert [one.file.name for one in reading.rejected] == ["b.md", "c.md"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.touch()
    os.truncate(file, MAX_BYTES + 1)
    (rejected,) = read([tmp_path], AREAS).rejected
    assert rejected == Rejected(file, 1, "lebih besar dari 20 MB")


def test_a_line_that_is_too_large_keeps_no_other_out(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(line("a"))
    os.truncate(file, 2 * MAX_BYTES)
    with file.open("a") as stream:
        stream.write("\n" + line("b"))
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["a", "b"]
    assert reading.rejected == (Rejected(file, 2, "baris lebih dari 20 MB"),)


def test_a_last_line_that_is_too_large_is_rejected_once(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.touch()
    os.truncate(file, 2 * MAX_BYTES + 5)
    assert read([tmp_path], AREAS).rejected == (Rejected(file, 1, "baris lebih dari 20 MB"),)


@pytest.mark.parametrize("name", ["a.md", "a.jsonl", "a.txt", "folder"])
def test_what_does_not_exist_is_rejected_as_such(tmp_path: Path, name: str) -> None:
    assert read([tmp_path / name], AREAS).rejected == (Rejected(tmp_path / name, 1, "tidak ada"),)


@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
def test_a_file_that_cannot_be_read_keeps_no_other_out(tmp_path: Path, name: str) -> None:
    loop = tmp_path / name
    loop.symlink_to(loop)
    write(tmp_path, {"b.md": good("b")})
    reading = read([tmp_path], AREAS)
    assert ids(reading) == ["b"]
    (reason,) = reasons(reading, tmp_path)
    assert reason.startswith(f"{name}:1: tidak dapat dibaca (")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": good("a"), "x/b.md": good("b")})
    (tmp_path / "x").chmod(0)
    reading = read([tmp_path], AREAS)
    (tmp_path / "x").chmod(0o700)
    assert ids(reading) == ["a"]
    (reason,) = reasons(reading, tmp_path)
    assert reason.startswith("x:1: tidak dapat dibaca (")


# The text of one file


def test_the_text_of_a_file_has_line_breaks_of_one_kind(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"\xef\xbb\xbfSatu.\r\nDua.\rTiga.\n"})
    assert content_of(tmp_path / "a.txt") == "Satu.\nDua.\nTiga.\n"


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    result = content_of(tmp_path)
    assert isinstance(result, Rejected)
    assert result.reason.startswith("tidak dapat dibaca (")
