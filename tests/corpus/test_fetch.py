from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from ipaddress import ip_address
from itertools import chain, repeat
from threading import Event, Thread
from typing import Any

import pytest

from corpus.fetch import Fetched, FetchRefused, Limits, fetch
from corpus.publishers import Publishers, bundled
from corpus.web.connection import resolved
from corpus.web.network import IPAddress
from tests.support.site import Site, redirect, response, site, trusted

HERE = ip_address("127.0.0.1")
BESIDE = ip_address("127.0.0.2")
PAGE = b"<p>Jumlah TPS 820.161.</p>"
MB = 1_000_000


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def here(name: str) -> Sequence[IPAddress]:
    return [HERE]


def fetched(running: Site, path: str = "/", name: str = "pers.example", **other: Any) -> Fetched:
    """What the site on this machine holds: reachable only because the test says that it is."""
    options = {
        "allowed": None,
        "resolve": here,
        "public": lambda number: number == HERE,
        "ports": frozenset({running.port}),
    }
    scheme = "https" if "trust" in other else "http"
    return fetch(f"{scheme}://{name}:{running.port}{path}", **options | other)


def refusal(running: Site, path: str = "/", **other: Any) -> str:
    with pytest.raises(FetchRefused) as refused:
        fetched(running, path, **other)
    return str(refused.value)


# --- What is taken -------------------------------------------------------------------------------


def test_a_page_is_taken_with_where_it_came_from_and_what_it_is() -> None:
    answer = response(PAGE, type='Text/HTML; Charset="UTF-8"')
    with site(lambda path: answer) as running:
        taken = fetched(running, "/berita/1?x=a b#isi")
    url = f"http://pers.example:{running.port}/berita/1?x=a%20b"
    assert taken == Fetched(url, "text/html", "utf-8", PAGE)


def test_a_server_is_told_its_name_and_who_asks() -> None:
    with site(lambda path: response(PAGE)) as running:
        fetched(running)
    assert f"Host: pers.example:{running.port}\r\n" in running.asked[0]
    assert "User-Agent: SiagaPemilu" in running.asked[0]


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_a_server_without_a_name_is_told_its_number_as_the_web_writes_it() -> None:
    with site(lambda path: response(PAGE), "::1") as running:
        fetched(running, name="[0:0::1]", public=lambda number: True)
    assert f"Host: [::1]:{running.port}\r\n" in running.asked[0]


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/", "text/html"),
        ("/", "application/xhtml+xml; charset=utf-8"),
        ("/", "text/plain"),
        ("/", "text/markdown"),
        ("/", "application/pdf"),
        ("/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/", "application/rss+xml"),
        ("/", "application/atom+xml"),
        ("/", "application/xml"),
        ("/", "text/xml"),
        ("/", "application/x-ndjson"),
        ("/", "application/jsonl"),
        ("/Putusan.PDF?unduh=1", "application/octet-stream"),
        ("/surat.docx", "application/octet-stream"),
        ("/korpus.jsonl", "application/octet-stream"),
        ("/a.md", None),
    ],
)
def test_what_can_be_read_is_taken(path: str, type: str | None) -> None:
    with site(lambda path: response(PAGE, type=type)) as running:
        assert fetched(running, path).content == PAGE


@pytest.mark.parametrize(
    ("told", "charset"),
    [
        ("ISO-8859-1", "iso-8859-1"),
        ("windows-1252; x=y", "windows-1252"),
        ("punycode", None),
        ("utf-8-atau-bukan", None),
        ("", None),
    ],
)
def test_a_charset_that_the_web_does_not_use_is_not_told(told: str, charset: str | None) -> None:
    with site(lambda path: response(PAGE, type=f"text/html; charset={told}")) as running:
        assert fetched(running).charset == charset


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(PAGE, mtime=0),
        gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0),
    ],
)
def test_a_page_that_comes_packed_is_unpacked(packed: bytes) -> None:
    def answer(path: str) -> Iterator[bytes]:
        whole = response(packed, content_encoding="gzip")
        yield from (whole[at : at + 1] for at in range(len(whole)))

    with site(answer) as running:
        assert fetched(running).content == PAGE


def test_a_page_of_no_told_length_is_taken_to_its_end() -> None:
    pieces = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE, PAGE]
    with site(lambda path: iter(pieces)) as running:
        assert fetched(running).content == PAGE * 2


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"])
def test_a_redirect_is_followed(status: str) -> None:
    def answer(path: str) -> bytes:
        return response(PAGE) if path == "/b" else redirect("/b", status)

    with site(answer) as running:
        assert fetched(running).url.endswith("/b")


def test_the_next_address_of_a_name_is_tried_where_the_first_does_not_answer() -> None:
    with site(lambda path: response(PAGE)) as running:
        taken = fetched(running, resolve=lambda name: [BESIDE, HERE], public=lambda number: True)
    assert taken.content == PAGE


def test_as_many_redirects_as_the_limit_are_followed_and_no_more() -> None:
    def answer(path: str) -> bytes:
        left = int(path[1:])
        return redirect(f"/{left - 1}") if left else response(PAGE)

    with site(answer) as running:
        assert fetched(running, "/5").content == PAGE
        assert "lebih dari 5 kali" in refusal(running, "/6")
    assert len(running.asked) == 12


def test_content_as_large_as_the_limit_is_taken_and_a_byte_more_is_not() -> None:
    limits = Limits(bytes=len(PAGE))
    packed = response(gzip.compress(PAGE, mtime=0), content_encoding="gzip")
    with site(lambda path: response(PAGE)) as plain, site(lambda path: packed) as small:
        assert fetched(plain, limits=limits).content == PAGE
        assert "lebih dari" in refusal(plain, limits=Limits(bytes=len(PAGE) - 1))
        assert "lebih dari" in refusal(small, limits=Limits(bytes=len(PAGE) - 1))


# --- Addresses that are refused ------------------------------------------------------------------

NOT_READ = "Salin alamat"
NO_NAME = "Nama situs di alamat itu tidak dapat dipakai"
INSIDE = "bukan situs umum"
NETWORK = "mengarah ke jaringan dalam"
PORT = "Nomor port"
USER = "memuat nama pengguna"
SCHEME = "http:// atau https://"

ADDRESSES = [
    ("", SCHEME),
    ("kpu.go.id/berita", SCHEME),
    ("file:///etc/passwd", SCHEME),
    ("ftp://kpu.go.id/a", SCHEME),
    ("gopher://kpu.go.id:80/_x", SCHEME),
    ("data:text/html,<p>x", SCHEME),
    ("javascript:alert(1)", SCHEME),
    ("//kpu.go.id/a", SCHEME),
    ("http://", NO_NAME),
    ("http:///a", NO_NAME),
    ("http://kpu.go.id\\@127.0.0.1/", NOT_READ),
    ("http://kpu.go.id\r\nHost: x/", NOT_READ),
    ("http://kpu.go.id/\0", NOT_READ),
    ("http://kpu.go.id /", NOT_READ),
    ("http://kpu.go.id/" + "a" * 2000, NOT_READ),
    ("http://[::1/", NOT_READ),
    ("http://kpu.go.id:abc/", NOT_READ),
    ("http://kpu.go.id:99999/", NOT_READ),
    ("http://kpu.go.id／@127.0.0.1/", NOT_READ),
    ("http://admin:rahasia@kpu.go.id/", USER),
    ("http://kpu.go.id@127.0.0.1/", USER),
    ("http://@kpu.go.id/", USER),
    ("http://kpu.go.id:22/", PORT),
    ("http://kpu.go.id:0/", PORT),
    ("https://kpu.go.id:8443/", PORT),
    ("http://127.0.0.1:6379/", PORT),
    ("http://2130706433/", NO_NAME),
    ("http://017700000001/", NO_NAME),
    ("http://0x7f000001/", NO_NAME),
    ("http://0x7f.1/", NO_NAME),
    ("http://0177.0.0.1/", NO_NAME),
    ("http://127.1/", NO_NAME),
    ("http://127.0.0.01/", NO_NAME),
    ("http://kpu.go.id.0x/", NO_NAME),
    ("http://1.1.1.1.1/", NO_NAME),
    ("http://256.1.1.1/", NO_NAME),
    ("http://%31%32%37.0.0.1/", NO_NAME),
    ("http://kpu..go.id/", NO_NAME),
    ("http://-kpu.go.id/", NO_NAME),
    ("http://kpu_x.go.id/", NO_NAME),
    (f"http://{'a' * 64}.go.id/", NO_NAME),
    (f"http://{'a.' * 130}id/", NO_NAME),
    ("http://xn--\u200d.go.id/", NO_NAME),
    ("http://[fe80::1%25eth0]/", NO_NAME),
    ("http://localhost/", INSIDE),
    ("http://LOCALHOST./", INSIDE),
    ("http://apa.localhost/", INSIDE),
    ("http://localhost.localdomain/", INSIDE),
    ("http://metadata/computeMetadata/v1/", INSIDE),
    ("http://metadata.google.internal/computeMetadata/v1/", INSIDE),
    ("http://printer.local/", INSIDE),
    ("http://router.home.arpa/", INSIDE),
    ("http://127.0.0.1/", NETWORK),
    ("http://127.0.0.1./", NETWORK),
    ("http://１２７.0.0.1/", NETWORK),
    ("http://127。0。0。1/", NETWORK),
    ("http://127.8.9.1/", NETWORK),
    ("http://0.0.0.0/", NETWORK),
    ("http://10.0.0.1/", NETWORK),
    ("http://172.31.255.1/", NETWORK),
    ("http://192.168.1.1/", NETWORK),
    ("http://169.254.169.254/latest/meta-data/", NETWORK),
    ("http://100.100.100.200/latest/meta-data/", NETWORK),
    ("http://168.63.129.16/machine", NETWORK),
    ("http://100.64.0.1/", NETWORK),
    ("http://192.0.0.192/opc/v2/", NETWORK),
    ("http://198.18.0.1/", NETWORK),
    ("http://224.0.0.1/", NETWORK),
    ("http://240.0.0.1/", NETWORK),
    ("http://255.255.255.255/", NETWORK),
    ("http://[::]/", NETWORK),
    ("http://[::1]/", NETWORK),
    ("http://[::127.0.0.1]/", NETWORK),
    ("http://[::ffff:127.0.0.1]/", NETWORK),
    ("http://[::ffff:a9fe:a9fe]/", NETWORK),
    ("http://[fd00:ec2::254]/latest/meta-data/", NETWORK),
    ("http://[fe80::1]/", NETWORK),
    ("http://[fec0::1]/", NETWORK),
    ("http://[ff02::1]/", NETWORK),
    ("http://[2001:db8::1]/", NETWORK),
    ("http://[2002:7f00:1::]/", NETWORK),
    ("http://[64:ff9b::7f00:1]/", NETWORK),
    ("http://[64:ff9b:1::a9fe:a9fe]/", NETWORK),
    ("http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", NETWORK),
]


def not_asked(name: str) -> Sequence[IPAddress]:
    pytest.fail(f"{name} was looked up")


@pytest.mark.parametrize(("address", "reason"), ADDRESSES)
def test_an_address_that_leads_inside_or_is_not_one_is_refused(address: str, reason: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        fetch(address, allowed=None, resolve=not_asked)
    assert reason in str(refused.value)


# As a redirect these stay on the site; no header can hold the others.
NO_REDIRECTS = {"", "kpu.go.id/berita", "//kpu.go.id/a", "http://", "http:///a"}
REDIRECTS = [
    (address, reason)
    for address, reason in ADDRESSES
    if address not in NO_REDIRECTS and not any(mark in address for mark in "\r\n\0")
]


@pytest.mark.parametrize(("address", "reason"), REDIRECTS)
def test_the_same_is_refused_behind_a_redirect(address: str, reason: str) -> None:
    with site(lambda path: redirect(address)) as running:
        ports = frozenset({80, 443, running.port})
        # The loopback counts as public for the first request alone.
        said = refusal(running, ports=ports, public=lambda number: running.asked == [])
    assert reason in said and len(running.asked) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["fd00:ec2::254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["2606:4700::1%eth0"],
        ["1.1.1.1", "127.0.0.1"],
        ["2606:4700::1", "192.168.0.1"],
        ["1.1.1.1", "8.8.8.8", "64:ff9b::a00:1"],
    ],
)
def test_a_name_of_which_any_address_is_inside_is_refused(numbers: list[str]) -> None:
    with pytest.raises(FetchRefused, match=NETWORK):
        fetch("https://kpu.go.id", allowed=None, resolve=lambda name: [*map(ip_address, numbers)])


def test_this_machine_itself_is_refused_by_the_real_resolver() -> None:
    assert HERE in resolved("localhost")
    with pytest.raises(FetchRefused, match=NETWORK):
        fetch("http://kpu.go.id/", allowed=None, resolve=lambda name: resolved("localhost"))


def test_a_name_that_nobody_knows_is_refused() -> None:
    with pytest.raises(FetchRefused, match=r"Situs kpuu\.go\.id tidak ditemukan"):
        fetch("http://kpuu.go.id/", allowed=None, resolve=lambda name: resolved("x" * 64))


# --- Redirects, names that change, publishers ----------------------------------------------------


def test_a_name_is_looked_up_once_a_request_and_what_was_checked_is_connected_to() -> None:
    """Rebinding: the second look-up would lead to the other site."""
    looked_up: list[str] = []

    def changing(name: str) -> Sequence[IPAddress]:
        looked_up.append(name)
        return [HERE if len(looked_up) == 1 else BESIDE]

    with (
        site(lambda path: response(PAGE)) as running,
        site(lambda path: response(PAGE), str(BESIDE), running.port) as beside,
    ):
        fetched(running, resolve=changing)
    assert looked_up == ["pers.example"]
    assert (len(running.asked), len(beside.asked)) == (1, 0)


def test_a_name_that_changed_its_address_is_refused_after_a_redirect_to_itself() -> None:
    answers = iter([[HERE], [BESIDE]])
    with site(lambda path: redirect("/b")) as running:
        assert NETWORK in refusal(running, resolve=lambda name: next(answers))
    assert running.paths == ["/"]


LIST = Publishers(
    {it: bundled().by_domain["kpu.go.id"] for it in ("pers.example", "arsip.example")}
)


@pytest.mark.parametrize(
    ("leads", "allowed"),
    [
        ("arsip.example", True),
        ("lama.arsip.example", True),
        ("ARSIP.example.", True),
        ("lain.example", False),
        ("arsip.example.lain.example", False),
        ("lainarsip.example", False),
        ("127.0.0.1", False),
    ],
)
def test_the_list_of_publishers_holds_after_a_redirect_too(leads: str, allowed: bool) -> None:
    def answer(path: str) -> bytes:
        target = f"http://{leads}:{running.port}/b"
        return response(PAGE) if path == "/b" else redirect(target)

    with site(answer) as running:
        if allowed:
            assert fetched(running, allowed=LIST).content == PAGE
        else:
            assert "tidak ada di daftar penerbit" in refusal(running, allowed=LIST)
    assert len(running.asked) == 1 + allowed


def test_who_is_not_on_the_list_is_not_even_looked_up() -> None:
    with pytest.raises(FetchRefused, match=r"evil\.example tidak ada di daftar penerbit"):
        fetch("https://kpu.go.id.evil.example/", allowed=bundled(), resolve=not_asked)


# --- TLS -----------------------------------------------------------------------------------------


def test_the_certificate_is_verified_for_the_name_and_the_server_told_it() -> None:
    with site(lambda path: response(PAGE), certificate="valid") as running:
        assert fetched(running, trust=trusted()).content == PAGE
    assert running.names == ["pers.example"]


@pytest.mark.parametrize(
    ("certificate", "name", "trust"),
    [
        ("valid", "pers.example", None),
        ("valid", "lain.example", trusted()),
        ("valid", "127.0.0.1", trusted()),
        ("expired", "pers.example", trusted()),
    ],
    ids=["nobody vouches", "another name", "a number", "expired"],
)
def test_a_certificate_that_proves_nothing_is_refused(
    certificate: str, name: str, trust: Any
) -> None:
    with site(lambda path: response(PAGE), certificate=certificate) as running:
        said = refusal(running, name=name, trust=trust)
    assert "sertifikat keamanan yang tidak sah" in said and running.asked == []


def test_a_server_without_tls_is_refused_under_https() -> None:
    def greet() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(response(PAGE))

    with socket.create_server((str(HERE), 0)) as listener:
        Thread(target=greet).start()
        said = refusal(Site(listener.getsockname()[1]), trust=trusted())
    assert "tidak dapat dihubungi dengan aman (TLS)" in said


# --- Servers that are hostile or broken ----------------------------------------------------------

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GZIP = b"Content-Encoding: gzip\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN = "terputus atau tidak terbaca"
SLOW = "belum selesai menjawab"
LARGE = "lebih dari 0.1 MB"
DAMAGED = "rusak di jalan"


def slowly(*pieces: bytes) -> Iterator[bytes]:
    """The last piece again and again, each soon enough for a time-out of its own to be content."""
    yield from pieces[:-1]
    for piece in repeat(pieces[-1]):
        time.sleep(0.05)
        yield piece


def endless(piece: bytes, header: bytes = b"") -> Iterator[bytes]:
    return chain([OK + header + b"\r\n"], repeat(piece))


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = (packer.compress(bytes(MB)) for _ in range(megabytes))
    return b"".join([*packed, packer.flush()])


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    return response(body, content_encoding=encoding)


def typed(type: str | None) -> bytes:
    return response(PAGE, type=type)


SERVERS: list[tuple[str, bytes | Iterator[bytes], str]] = [
    ("says nothing", b"", BROKEN),
    ("is no web server", b"SSH-2.0-OpenSSH_9.6\r\n\r\n", BROKEN),
    ("speaks an old HTTP", b"<p>HTTP 0.9", BROKEN),
    ("wrong status line", b"HTTP/1.1 dua ratus\r\n\r\n", BROKEN),
    ("two lengths", OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", BROKEN),
    ("negative length", OK + b"Content-Length: -1\r\n\r\nab", BROKEN),
    ("hangs up in the header", OK, BROKEN),
    ("hangs up in the body", OK + b"Content-Length: 9\r\n\r\nab", BROKEN),
    ("wrong chunks", OK + CHUNKED + b"zz\r\n", BROKEN),
    ("a header without end", repeat(b"X-Isi: 0123456789\r\n"), BROKEN),
    ("one header line without end", repeat(b"HTTP/1.1 200 OK"), BROKEN),
    ("a chunk's name without end", iter([OK + CHUNKED + b"1;", bytes(MB)]), BROKEN),
    ("a body without end", endless(bytes(9000)), LARGE),
    ("a length too large", OK + b"Content-Length: 200000000\r\n\r\n", LARGE),
    ("a gzip bomb", packed(bomb(2)), LARGE),
    ("many small bombs", packed(gzip.compress(bytes(9000)) * 999), LARGE),
    ("gzip of nothing without end", endless(gzip.compress(b"", mtime=0) * 99, GZIP), LARGE),
    ("gzip in gzip", packed(gzip.compress(bomb(2)), "gzip, gzip"), "dimampatkan"),
    ("brotli", packed(b"\x0b\x02\x80", "br"), "dimampatkan"),
    ("zstd", packed(b"(\xb5/\xfd", "zstd"), "dimampatkan"),
    ("gzip that is none", packed(PAGE), DAMAGED),
    ("gzip cut short", packed(gzip.compress(PAGE * 99, mtime=0)[:-9]), DAMAGED),
    ("gzip with a wrong sum", packed(gzip.compress(PAGE, mtime=0)[:-8] + bytes(8)), DAMAGED),
    ("nothing at all", response(b""), "kosong"),
    ("only white space", response(b" \r\n\t"), "kosong"),
    ("gzip of nothing", packed(gzip.compress(b"", mtime=0)), "kosong"),
    ("a picture", typed("image/jpeg"), "berjenis image/jpeg"),
    ("a program", typed("application/x-msdownload"), "berjenis application/x-msdownload"),
    ("a zip", typed("application/zip"), "berjenis application/zip"),
    ("a video", typed("video/mp4"), "berjenis video/mp4"),
    ("a script", typed("application/javascript"), "berjenis application/javascript"),
    ("bytes of some sort", typed("application/octet-stream"), "berjenis application/octet-stream"),
    ("no type", typed(None), "berjenis application/octet-stream"),
    ("a type that is none", typed("html"), "berjenis tak dikenal"),
    ("two types in one", typed("image/png, text/html"), "berjenis tak dikenal"),
    ("401", response(status="401 Unauthorized"), "meminta kata sandi"),
    ("403", response(status="403 Forbidden"), "menolak permintaan program"),
    ("404", response(status="404 Not Found"), "tidak mempunyai halaman itu"),
    ("410", response(status="410 Gone"), "sudah menghapus halaman itu"),
    ("429", response(status="429 Too Many Requests"), "membatasi permintaan"),
    ("500", response(status="500 Oops"), "sedang bermasalah (kode 500)"),
    ("503", response(status="503 Unavailable"), "sedang bermasalah (kode 503)"),
    ("418", response(status="418 Teapot"), "tidak memberikan halaman itu (kode 418)"),
    ("204", b"HTTP/1.1 204 No Content\r\n\r\n", "(kode 204)"),
    ("206", response(PAGE, status="206 Partial Content"), "(kode 206)"),
    ("101", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", BROKEN),
    ("a redirect to nowhere", response(status="302 Found"), "(kode 302)"),
    ("a redirect to itself", redirect("/"), "mengalihkan lebih dari 5 kali"),
    ("never answers", slowly(b""), SLOW),
    ("a header that trickles", slowly(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), SLOW),
    ("a body that trickles", slowly(OK + b"\r\n", b"a"), SLOW),
    ("chunks that trickle", slowly(OK + CHUNKED, b"1\r\na\r\n"), SLOW),
    ("promises without end", slowly(b"HTTP/1.1 100 Continue\r\n\r\n"), SLOW),
    ("promises without end, fast", repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n"), SLOW),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "reason"), [it[1:] for it in SERVERS], ids=[it[0] for it in SERVERS]
)
def test_a_hostile_or_broken_server_is_refused_in_time(
    sent: bytes | Iterator[bytes], reason: str
) -> None:
    with site(lambda path: sent) as running:
        started = time.monotonic()
        assert reason in refusal(running, limits=Limits(bytes=100_000, seconds=0.5))
        assert time.monotonic() - started < 2


def test_redirects_share_one_deadline() -> None:
    def answer(path: str) -> Iterator[bytes]:
        time.sleep(0.2)
        yield redirect("/")

    with site(answer) as running:
        assert SLOW in refusal(running, limits=Limits(seconds=0.5))
    assert len(running.asked) == 3


def test_a_look_up_that_hangs_ends_at_the_deadline() -> None:
    hangs = Event()

    def resolve(name: str) -> Sequence[IPAddress]:
        hangs.wait()
        return []

    started = time.monotonic()
    with pytest.raises(FetchRefused, match=SLOW):
        fetch("http://kpu.go.id", allowed=None, resolve=resolve, limits=Limits(seconds=0.3))
    hangs.set()
    assert time.monotonic() - started < 1


def test_a_server_that_never_finishes_its_tls_greeting_ends_at_the_deadline() -> None:
    """Without TLS, the site waits for the end of what it takes for the head of a request."""
    with site(lambda path: response(PAGE)) as running:
        started = time.monotonic()
        said = refusal(running, trust=trusted(), limits=Limits(seconds=0.3))
        assert time.monotonic() - started < 1
    assert "tidak dapat dihubungi" in said


def test_a_port_where_nobody_listens_is_refused() -> None:
    with site(lambda path: response(PAGE)) as running:
        pass
    assert "tidak dapat dihubungi. Periksa" in refusal(running)


@pytest.mark.parametrize(
    "sent",
    [
        lambda: endless(bytes(9000)),
        lambda: packed(bomb(300)),
        lambda: endless(gzip.compress(b"", mtime=0) * 99, GZIP),
    ],
    ids=["a body without end", "300 MB as 0.3 MB", "gzip of nothing without end"],
)
def test_memory_is_bounded_by_the_limit_whatever_a_server_sends(
    sent: Callable[[], bytes | Iterator[bytes]],
) -> None:
    whole = sent()
    with site(lambda path: whole) as running:
        tracemalloc.start()
        try:
            assert "lebih dari 1 MB" in refusal(running, limits=Limits(bytes=MB))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 4 * MB


def test_a_body_without_end_is_left_soon_after_the_limit() -> None:
    with site(lambda path: endless(bytes(9000))) as running:
        refusal(running, limits=Limits(bytes=MB))
    assert running.sent < 20 * MB


def test_two_addresses_are_fetched_at_once() -> None:
    together: list[bytes] = []
    met = Event()

    def answer(path: str) -> bytes:
        if path == "/1":
            met.wait(5)
        else:
            met.set()
        return response(PAGE)

    with site(answer) as running:
        first = Thread(target=lambda: together.append(fetched(running, "/1").content))
        first.start()
        together.append(fetched(running, "/2").content)
        first.join()
    assert together == [PAGE, PAGE]
