"""A small corpus: an election in two real cities, with invented facts. One fact is told by a
primary source, a reporter and a copy; two reporters tell another on different days; and between
them stand a drill, an original news text, summaries, steps, a rule and unusual characters."""

from __future__ import annotations

from corpus.document import Document, Form, Kind, Regime, Reliability, Stage


def altered(document: Document, **fields: object) -> Document:
    """Another document that differs from `document` in `fields`."""
    return Document.model_validate({**document.model_dump(), **fields})


DRILL = Document(
    id="latihan-balikpapan",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    title="Simulasi Sispamkota di Balikpapan",
    publisher="Kabar Teluk",
    url="https://kabarteluk.example/sispamkota",
    published_on="2023-10-02",
    regime=(Regime.PEMILU,),
    area="kota-balikpapan",
    drill=True,
    text=(
        "Polresta Balikpapan menggelar simulasi Sispamkota di Lapangan Merdeka "
        "pada 2 Oktober 2023. Simulasi itu melibatkan 512 personel gabungan. "
        "Dalam skenario latihan, massa membakar ban di depan kantor KPU. "
        "Simulasi dipimpin Kombes Surya Wijaya."
    ),
)
ORIGINAL = Document(
    id="gudang-balikpapan",
    kind=Kind.NEWS,
    form=Form.ORIGINAL,
    title="Gudang logistik Balikpapan dijaga ketat",
    publisher="Harian Seroja",
    url="https://harianseroja.example/gudang",
    published_on="2024-02-05",
    regime=(Regime.PEMILU,),
    area="kota-balikpapan",
    stages=(Stage.VOTING,),
    text=(
        "BALIKPAPAN — Gudang logistik KPU Kota Balikpapan dijaga 36 polisi secara bergantian.\n\n"
        '"Kami berjaga 24 jam. Tidak ada yang boleh masuk tanpa izin," kata Kepala Gudang '
        "Rahmat Hidayat, Senin (5/2/2024).\n\n"
        "Kotak suara mulai dikirim ke kelurahan pada 11 Februari 2024. "
        "Pengiriman dikawal dua mobil patroli untuk setiap truk."
    ),
)
BLITAR_POSTS = Document(
    id="tps-blitar",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    title="Pengamanan TPS di Kota Blitar",
    publisher="Warta Wilis",
    url="https://wartawilis.example/tps",
    published_on="2024-02-12",
    regime=(Regime.PEMILU,),
    area="kota-blitar",
    stages=(Stage.VOTING,),
    text=(
        "Polres Blitar Kota mengerahkan 275 personel untuk menjaga 489 TPS. "
        "Setiap TPS di Kota Blitar juga dijaga dua anggota Linmas."
    ),
)
BLITAR_RISK = Document(
    id="rawan-blitar",
    kind=Kind.STATEMENT,
    form=Form.SUMMARY,
    reliability=Reliability.PRIMARY,
    title="Peta TPS rawan Kota Blitar",
    publisher="Bawaslu Kota Blitar",
    url="https://bawaslu-blitar.example/peta",
    published_on="2024-01",
    regime=(Regime.PEMILU,),
    area="kota-blitar",
    text=(
        "Bawaslu Kota Blitar menetapkan 17 TPS rawan banjir. "
        "Tahapan yang paling rawan adalah penghitungan suara karena berlangsung sampai malam."
    ),
)
RECOUNT_PRIMARY = Document(
    id="arsip-kotak-kpu",
    kind=Kind.STATEMENT,
    form=Form.ORIGINAL,
    reliability=Reliability.PRIMARY,
    title="Pernyataan KPU tentang kotak suara tersegel",
    publisher="KPU",
    url="https://kpu.example/kotak",
    published_on="2024-02-01",
    text="Kotak suara tersegel disimpan di kecamatan selama 35 hari sesudah rekapitulasi.",
)
RECOUNT_REPORT = Document(
    id="arsip-kotak-berita",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    title="Kotak suara tersegel disimpan di kecamatan",
    publisher="Harian Seroja",
    url="https://harianseroja.example/kotak",
    published_on="2024-02-03",
    text=(
        "Kotak suara tersegel disimpan di kecamatan selama 35 hari sesudah rekapitulasi, kata KPU."
    ),
)
RECOUNT_COPY = Document(
    id="arsip-kotak-salinan",
    kind=Kind.NEWS,
    form=Form.SUMMARY,
    reliability=Reliability.COPY,
    title="Berapa hari kotak suara tersegel disimpan di kecamatan",
    publisher="Blog Kutipan",
    url="https://kutipan.example/kotak",
    published_on="2024-03-01",
    text="Kotak suara tersegel disimpan di kecamatan selama 35 hari sesudah rekapitulasi.",
)
OLDER_REPORT = Document(
    id="posko-lama",
    title="Posko pengaduan kawal hak pilih",
    publisher="Kabar Teluk",
    url="https://kabarteluk.example/posko",
    published_on="2023-06-20",
    text="Posko pengaduan kawal hak pilih dibuka di 91 kelurahan.",
)
NEWER_REPORT = altered(
    OLDER_REPORT,
    id="posko-baru",
    publisher="Warta Wilis",
    url="https://wartawilis.example/posko",
    published_on="2023-11-08",
)
GUIDE = Document(
    id="panduan-melapor",
    kind=Kind.GUIDE,
    form=Form.ORIGINAL,
    reliability=Reliability.PRIMARY,
    title="Cara melaporkan dugaan pelanggaran",
    publisher="Bawaslu",
    url="https://bawaslu.example/lapor",
    published_on="2023",
    text=(
        "Cara melaporkan dugaan pelanggaran pemilu ke pengawas:\n\n"
        "1. Siapkan fotokopi KTP dan nama dua saksi.\n"
        "2. Isi formulir laporan di kantor pengawas terdekat.\n"
        "3. Serahkan laporan paling lambat tujuh hari sejak pelanggaran diketahui.\n"
        "4. Simpan tanda terima laporan."
    ),
)
RULE = Document(
    id="aturan-ponsel",
    kind=Kind.REGULATION,
    form=Form.ORIGINAL,
    reliability=Reliability.PRIMARY,
    title="Tata tertib bilik suara",
    publisher="KPU",
    url="https://kpu.example/tata-tertib",
    published_on="2024-01-10",
    valid_from="2024-02-14",
    regime=(Regime.PILKADA, Regime.PSU),
    stages=(Stage.VOTING,),
    text=(
        "Pemilih dilarang membawa telepon genggam ke dalam bilik suara sesuai Pasal 28 ayat (2). "
        "Pelanggar larangan itu didenda paling banyak Rp3.000.000."
    ),
)
UNUSUAL = Document(
    id="klarifikasi-peladen",
    kind=Kind.CLARIFICATION,
    form=Form.ORIGINAL,
    title="Klarifikasi <kabar> peladen & “rumor”",
    publisher="Cek Fakta",
    url="https://cek.example/peladen",
    published_on="2024-02-16",
    text=(
        "Kabar bahwa peladen penghitungan disusupi 😀 peretas e\u0301lite adalah hoaks — “tidak "
        "ada bukti,” kata tim 𝐊𝐨𝐦𝐢𝐧𝐟𝐨.\n\nWarga diminta memeriksa kabar seperti itu lebih dahulu."
    ),
)
DOCUMENTS = (
    DRILL,
    ORIGINAL,
    BLITAR_POSTS,
    BLITAR_RISK,
    RECOUNT_PRIMARY,
    RECOUNT_REPORT,
    RECOUNT_COPY,
    OLDER_REPORT,
    NEWER_REPORT,
    GUIDE,
    RULE,
    UNUSUAL,
)
GLOSSARY = {"Linmas": "perlindungan masyarakat", "PPL": "pengawas pemilu lapangan"}
