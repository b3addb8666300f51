from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.areas import bundled as areas
from corpus.document import Reliability
from corpus.publishers import (
    BUNDLED,
    NAME,
    PublishersError,
    bundled,
    publishers_in,
    read_publishers,
)
from corpus.read import read

ENTRY = "- {name: KPU, domain: kpu.go.id, official: true, reliability: primary}\n"
# The text of laws, kept by one who collects them; a researcher's own page.
NO_PUBLISHERS = ("https://github.com/", "https://didiksupriyanto.com/")


def written(folder: Path, text: str) -> Path:
    file = folder / NAME
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "host",
    ["kpu.go.id", "jdih.kpu.go.id", "KAB-NDUGA.KPU.GO.ID.", "kpu。go。id", "www.antaranews.com"],
)
def test_a_publisher_is_known_under_all_names_below_its_domain(host: str) -> None:
    assert bundled().allows(host)


@pytest.mark.parametrize(
    "host",
    [
        *("", ".", "id", "go.id", "kpu.go", "kpu.go.id.evil.com", "evil-kpu.go.id", "xkpu.go.id"),
        *(
            "kpu.go.id@evil.com",
            "kpu.go.id/evil.com",
            "kpu..go.id",
            "кpu.go.id",
            "127.0.0.1",
            "::1",
        ),
        *("github.com", "docs.google.com", "kompasiana.com", "hanura.co.id"),
    ],
)
def test_nobody_else_is(host: str) -> None:
    assert not bundled().allows(host)


def test_of_a_domain_and_one_below_it_the_one_below_tells_the_name() -> None:
    names = {
        url: publisher and publisher.name
        for url in (
            "https://bali.tribunnews.com/2024/02/13/a",
            "https://www.tribunnews.com:443/a",
            "https://jakarta.tribunnews.com",
            "https://contoh.com",
            "bukan alamat",
        )
        for publisher in [bundled().of(url)]
    }
    assert [*names.values()] == ["Tribun Bali", "Tribunnews", "Tribunnews", None, None]


def test_everybody_the_starter_corpus_quotes_first_hand_is_known() -> None:
    documents = read([BUNDLED.parent], areas()).documents
    quoted = [
        document.url
        for document in documents
        if document.url and document.reliability is not Reliability.COPY
    ]
    unknown = {url for url in quoted if bundled().of(url) is None}
    assert len(quoted) > 200
    assert [url for url in unknown if not url.startswith(NO_PUBLISHERS)] == []


def test_what_authorities_publish_is_first_hand_in_the_starter_corpus_too() -> None:
    for document in read([BUNDLED.parent], areas()).documents:
        publisher = bundled().of(document.url) if document.url else None
        if publisher and publisher.official:
            assert document.reliability == publisher.reliability, document.id


@pytest.mark.parametrize(
    "domain",
    [
        *("kpu.go.id", "bawaslu.go.id", "dkpp.go.id", "polri.go.id", "tni.mil.id"),
        *("kemendagri.go.id", "mkri.id", "bssn.go.id", "komdigi.go.id", "peraturan.go.id"),
    ],
)
def test_the_authorities_of_elections_are_official(domain: str) -> None:
    publisher = bundled().of(f"https://jdih.{domain}/")
    assert publisher and publisher.official and publisher.reliability is Reliability.PRIMARY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "harus berisi daftar penerbit"),
        ("[", "tidak dapat dibaca"),
        ("- kpu.go.id", "penerbit ke-1: isi: harus berisi nama dan nilai"),
        (ENTRY + "- {name: KPU}", "penerbit ke-2: domain: wajib diisi"),
        (ENTRY + ENTRY.replace("kpu", "KPU"), "ke-2: domain: 'kpu.go.id' sudah dipakai"),
        (ENTRY.replace("official", "resmi"), "penerbit ke-1: resmi: nama tidak dikenal"),
        (ENTRY.replace("true", "ya"), "official: pilih true atau false"),
        (ENTRY.replace("primary", "resmi"), "reliability: pilih 'primary', 'secondary' or 'copy'"),
        (ENTRY.replace("name: KPU", "name: ' '"), "name: kosong"),
        (ENTRY.replace("name: KPU", "name: 1"), "name: harus berupa teks"),
        (ENTRY.replace("kpu.go.id", "https://kpu.go.id"), "bukan nama domain"),
        (ENTRY.replace("kpu.go.id", "'*.kpu.go.id'"), "bukan nama domain"),
        (ENTRY.replace("kpu.go.id", "go.id"), "'go.id' bukan milik satu penerbit"),
        (ENTRY.replace("kpu.go.id", "co.id"), "'co.id' bukan milik satu penerbit"),
        (ENTRY.replace("kpu.go.id", "blogspot.com"), "bukan milik satu penerbit"),
        (ENTRY.replace("kpu.go.id", "localhost"), "bukan milik satu penerbit"),
        (ENTRY.replace("kpu.go.id", "10.0.0.1"), "bukan milik satu penerbit"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place_and_the_reason(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(PublishersError) as refused:
        read_publishers(written(tmp_path, text))
    assert said in str(refused.value) and str(refused.value).startswith(NAME)


def test_a_corpus_may_have_publishers_of_its_own(tmp_path: Path) -> None:
    assert publishers_in(tmp_path) == bundled()
    written(tmp_path, ENTRY)
    own = publishers_in(tmp_path)
    assert own.allows("kpu.go.id") and not own.allows("kompas.com")


def test_publishers_are_read_again_when_they_change(tmp_path: Path) -> None:
    file = written(tmp_path, ENTRY)
    publishers_in(tmp_path)
    written(tmp_path, ENTRY.replace("kpu.go.id", "dkpp.go.id"))
    os.utime(file, ns=(0, 1))
    assert publishers_in(tmp_path).allows("dkpp.go.id")


def test_publishers_that_are_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(PublishersError, match="tidak dapat dibaca"):
        publishers_in(tmp_path)


def test_publishers_are_no_documents(tmp_path: Path) -> None:
    written(tmp_path, ENTRY)
    assert read([tmp_path], areas()).rejected == ()
