"""When words that could name an area do, with the tree that ships with the project."""

import pytest

from corpus.areas import bundled

TREE = bundled()

EVERYDAY = """
massa lempar batu ke polisi
mobil logistik dilempari batu
kami butuh dua batang kayu untuk tenda
batang hidungnya tidak kelihatan
harga batu bara naik menjelang pemilu
tambang batubara itu ditutup
ternak itu berkembang biak
massa saling serang
TPS di serang massa
pelaku masih di buru polisi
nasib malang menimpa petugas
medan yang sulit di puncak kampanye
padang rumput di pesisir barat
jalur pesisir selatan ditutup
aku nggak nduga
jangan ngada ngada dong
siapa yang sulut kerusuhan
main solo saja
mulutnya sorong ke depan
palu hakim sudah diketuk
sungai penuh sampah
sengketa tanah laut dan tanah datar
mereka naik bukit tinggi
tebing tinggi itu longsor
anak badung itu pulang malam
dasar tua bangka
dimasukkan ke liang lahat
pohon ketapang tumbang menimpa TPS
kotaknya dari kuningan
ada landak masuk gudang logistik
rawa lebak itu banjir
lingga dan yoni di candi
alat asahan pisau
rapat dengan lima puluh kota
jangan jadi muna
kita naik metro ke kantor KPU
api kobar di mana-mana
sampah bau bau busuk
bahannya pati dan gula
perjamuan kudus di gereja
alasannya sbb
isi tts sambil jaga TPS
kaur keuangan desa terlambat
karo sopo budal
kata Aria Bima, RUU Pemilu selesai tahun depan
Wamendagri Bima Arya memaparkan peta kerawanan
galaksi Bima Sakti
Keterangan itu disampaikan Karo Penmas Divisi Humas Polri
menurut Karo Ops, pasukan siap
mutasi 57 Pati Polri dan Pamen
Kaur Bin Ops Satreskrim melapor
Roh Kudus dan Kitab Kudus
wawancara Metro TV dengan ketua KPU
Kapolda Metro meminta anggotanya netral
Batu dilempar dari arah pasar
Batang kayu melintang di jalan
Buah Batu macet karena kampanye
Tan Malaka menulis buku
negara anggota OKI
Oki Setiana Dewi ikut kampanye
bahasa Pali
Juliari Batubara divonis
peneliti bernama Hsu
Hari Raya Galungan dan Kuningan
Sonic si Landak
kawasan Mega Kuningan
Jalan Medan Merdeka Barat ditutup
massa dari Medan Merdeka Selatan
warga Lebak Bulus
Operasi Mantap Praja Toba 2024
Operasi Mantap Brata Kapuas
dari Sabang sampai Merauke
turun di Stasiun Manggarai
kapal dari Pelabuhan Ketapang
wisata Karimun Jawa
pasar Rangkas Bitung
kapal di Selat Malaka
air Danau Toba
banjir Sungai Kapuas
perairan Teluk Bone
suku Asmat
bahasa Bima
orang Batak Karo
Kesultanan Ternate
Kerajaan Badung
polsek Sukoharjo
Kapolsek Ketapang
di Kecamatan Banggai
kel. Tegal dan kec. Pati
desa Tuban
di Jalan Sabang
Jl. Bangka
""".strip().splitlines()


def named(text: str) -> list[str]:
    return [area.id for area in TREE.named_in(text)]


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_only_sounds_like_an_area_names_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("PSU di Medan", "kota-medan"),
        ("PSU di Batu", "kota-batu"),
        ("kpu batu", "kota-batu"),
        ("wali kota batu", "kota-batu"),
        ("Polres Metro", "kota-metro"),
        ("bupati pati", "kabupaten-pati"),
        ("rusuh di pati", "kabupaten-pati"),
        ("banjir di kudus", "kabupaten-kudus"),
        ("polda sulut", "sulawesi-utara"),
        ("kapolres karo", "kabupaten-karo"),
        ("Kepolisian Resor Kuningan", "kabupaten-kuningan"),
        ("kabupaten puncak", "kabupaten-puncak"),
        ("kab. 50 kota", "kabupaten-lima-puluh-kota"),
        ("pilkada di Bau-Bau", "kota-baubau"),
        ("Demak, Kudus dan Jepara", "kabupaten-kudus"),
        ("Kudus, Jawa Tengah", "kabupaten-kudus"),
        ("antara Batang dan Pekalongan", "kabupaten-batang"),
        ("TPS di Batu Jawa Timur", "kota-batu"),
        ("PSU di Batu TPS 3", "kota-batu"),
    ],
)
def test_an_everyday_name_written_as_one_counts(text: str, id: str) -> None:
    assert id in named(text)


@pytest.mark.parametrize("text", ["Batu", "Serang", "kudus", "OKI"])
def test_a_name_alone_counts(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize("text", ["batu", "serang", "metro"])
def test_an_everyday_word_alone_counts_only_with_capitals(text: str) -> None:
    assert named(text) == []
    assert named(text.title())


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Polres Metro Bekasi Kota", "kota-bekasi"),
        ("Polres Metro Jakarta Barat", "kota-jakarta-barat"),
        ("Polres Metro Jaksel", "kota-jakarta-selatan"),
        ("polda metro", "jakarta"),
        ("Bone Bolango", "kabupaten-bone-bolango"),
        ("Toba Samosir", "kabupaten-toba"),
        ("Padang Sidempuan", "kota-padangsidimpuan"),
        ("Labuhan Batu Selatan", "kabupaten-labuhanbatu-selatan"),
        ("Tanjung Balai Karimun", "kabupaten-karimun"),
        ("Kep. Riau", "kepulauan-riau"),
        ("Kab. Kep. Meranti", "kabupaten-kepulauan-meranti"),
        ("Kab Tojo Una-una", "kabupaten-tojo-una-una"),
        ("kota solo", "kota-surakarta"),
    ],
)
def test_a_longer_name_is_not_read_as_the_shorter_one_inside_it(text: str, id: str) -> None:
    assert named(f"Berapa personel {text}?") == [id]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Puncak, Bogor", "kabupaten-bogor"),
        ("Karanganyar, Demak", "kabupaten-demak"),
        ("karanganyar demak", "kabupaten-demak"),
        ("Manggarai, Jakarta Selatan", "kota-jakarta-selatan"),
        ("Ketapang, Kab. Banyuwangi", "kabupaten-banyuwangi"),
    ],
)
def test_what_lies_in_an_area_is_not_another_of_its_name(text: str, id: str) -> None:
    assert id in named(f"kerusuhan di {text}")
    assert not {"kabupaten-puncak", "kabupaten-karanganyar", "kabupaten-manggarai"} & set(
        named(f"kerusuhan di {text}")
    )


@pytest.mark.parametrize(
    "text",
    [
        "jumlah desa Demak",
        "10 kecamatan Demak terendam",
        "berapa kelurahan Demak yang banjir",
        "12 kecamatan Kabupaten Demak",
    ],
)
def test_the_area_that_districts_are_counted_of_is_named(text: str) -> None:
    assert named(text) == ["kabupaten-demak"]


def test_the_word_before_counts_only_where_no_name_has_it() -> None:
    assert named("Kabupaten Tanah Laut Kalsel") == ["kabupaten-tanah-laut", "kalimantan-selatan"]
    assert named("Kabupaten Teluk Bintuni") == ["kabupaten-teluk-bintuni"]
