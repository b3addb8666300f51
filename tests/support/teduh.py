"""The invented town of Teduh: what is written about its election, and an index of that. A drill,
news, a rule in its own wording, a copy without a date, a long guide, a text hostile to markup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.areas import bundled
from corpus.document import Document, Form, Kind, Regime, Reliability
from index.build import Sources, build
from index.embed import open_embedder
from index.store import Store

DRILL = Document(
    id="latihan-kota-teduh",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    title="Polres Kota Teduh berlatih Sispamkota",
    publisher="Kabar Teduh",
    url="https://kabarteduh.example/latihan?a=1&b=2",
    published_on="2023-10-02",
    regime=(Regime.PEMILU,),
    drill=True,
    text=(
        "Polres Kota Teduh menggelar simulasi Sispamkota di Lapangan Merdeka pada 2 Oktober 2023. "
        "Simulasi Sispamkota di Kota Teduh melibatkan 640 personel gabungan. "
        "Dalam skenario latihan, massa membakar ban di depan kantor KPU."
    ),
)
NEWS = Document(
    id="penjagaan-tps-kota-teduh",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    title="Penjagaan TPS di Kota Teduh",
    publisher="Harian Seroja",
    url="https://harianseroja.example/tps",
    published_on="2024-02",
    regime=(Regime.PEMILU,),
    text=(
        "Setiap TPS di Kota Teduh dijaga dua anggota Linmas dan diawasi satu polisi. "
        "Jumlah TPS di Kota Teduh pada Pemilu 2024 adalah 423 TPS."
    ),
)
RULE = Document(
    id="aturan-ponsel-bilik",
    kind=Kind.REGULATION,
    form=Form.ORIGINAL,
    reliability=Reliability.PRIMARY,
    title="Tata tertib bilik suara",
    publisher="KPU Kota Teduh",
    url="https://kpu.example/tata-tertib",
    published_on="2024-01-10",
    valid_from="2024-02-14",
    regime=(Regime.PILKADA, Regime.PSU),
    text="Pemilih dilarang membawa telepon genggam ke dalam bilik suara.",
)
COPY = Document(
    id="salinan-gudang-logistik",
    kind=Kind.STATEMENT,
    form=Form.ORIGINAL,
    reliability=Reliability.COPY,
    title="Pengamanan gudang logistik",
    text="Gudang logistik KPU Kota Teduh dijaga delapan polisi secara bergantian selama 24 jam.",
)
HOSTILE = Document(
    id="huruf-aneh",
    kind=Kind.CLARIFICATION,
    form=Form.ORIGINAL,
    title="Klarifikasi <b>kabar</b> & 'rumor' server",
    publisher="Cek <i>Fakta</i> & Rekan",
    url='https://cek.example/a?x=<1>&y="2"',
    published_on="2024",
    text=(
        "Kabar bahwa server penghitungan <script>alert(1)</script> & disusupi peretas adalah hoaks "
        "😀 menurut *tim* _klarifikasi_ [resmi](http://x.example)."
    ),
)
LONG = Document(
    id="panduan-panjang",
    kind=Kind.GUIDE,
    form=Form.ORIGINAL,
    title="Panduan petugas pengawas kelurahan",
    publisher="Bawaslu Kota Teduh",
    url="https://bawaslu.example/panduan",
    published_on="2024-01",
    text="\n\n".join(
        f"Langkah nomor {number} bagi pengawas kelurahan adalah memeriksa formulir pengawasan "
        f"bagian {number} bersama panitia setempat. " + "Catat setiap temuan dengan rapi. " * 12
        for number in range(1, 9)
    ).strip(),
)
DOCUMENTS = (DRILL, NEWS, RULE, COPY, HOSTILE, LONG)

ASK_DRILL = "Berapa personel yang dilibatkan dalam simulasi Sispamkota di Kota Teduh?"
ASK_NEWS = "Siapa yang menjaga TPS di Kota Teduh?"
ASK_RULE = "Bolehkah pemilih membawa telepon genggam ke dalam bilik suara?"
ASK_COPY = "Siapa yang menjaga gudang logistik KPU Kota Teduh?"
ASK_HOSTILE = "Apakah kabar server penghitungan disusupi peretas itu hoaks?"
ASK_NOTHING = "Bagaimana resep rendang daging sapi khas Padang?"
ASK_OPINION = "Menurutmu siapa yang pantas menang?"


def generation_of(documents: Iterable[Document], folder: Path) -> Path:
    """`folder`, as a data folder with an index of `documents`."""
    ordered = sorted(documents, key=lambda document: document.id)
    build(Store(folder / "index"), Sources(ordered, bundled(), {}), open_embedder())
    return folder
