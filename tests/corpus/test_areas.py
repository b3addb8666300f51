from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.areas import Area, AreaKind, AreaTree, Zone, bundled

TREE = bundled()
INDONESIA = "- {id: indonesia, name: Indonesia, kind: negara}\n"

# Regencies and cities of each province.
COUNTS = {
    "aceh": (18, 5),
    "bali": (8, 1),
    "banten": (4, 4),
    "bengkulu": (9, 1),
    "di-yogyakarta": (4, 1),
    "gorontalo": (5, 1),
    "jakarta": (1, 5),
    "jambi": (9, 2),
    "jawa-barat": (18, 9),
    "jawa-tengah": (29, 6),
    "jawa-timur": (29, 9),
    "kalimantan-barat": (12, 2),
    "kalimantan-selatan": (11, 2),
    "kalimantan-tengah": (13, 1),
    "kalimantan-timur": (7, 3),
    "kalimantan-utara": (4, 1),
    "kepulauan-bangka-belitung": (6, 1),
    "kepulauan-riau": (5, 2),
    "lampung": (13, 2),
    "maluku": (9, 2),
    "maluku-utara": (8, 2),
    "nusa-tenggara-barat": (8, 2),
    "nusa-tenggara-timur": (21, 1),
    "papua": (8, 1),
    "papua-barat": (7, 0),
    "papua-barat-daya": (5, 1),
    "papua-pegunungan": (8, 0),
    "papua-selatan": (4, 0),
    "papua-tengah": (8, 0),
    "riau": (10, 2),
    "sulawesi-barat": (6, 0),
    "sulawesi-selatan": (21, 3),
    "sulawesi-tengah": (12, 1),
    "sulawesi-tenggara": (15, 2),
    "sulawesi-utara": (11, 4),
    "sumatera-barat": (12, 7),
    "sumatera-selatan": (13, 4),
    "sumatera-utara": (25, 8),
}
WITA = {
    *("bali", "nusa-tenggara-barat", "nusa-tenggara-timur", "kalimantan-selatan"),
    *("kalimantan-timur", "kalimantan-utara", "sulawesi-barat", "sulawesi-selatan", "gorontalo"),
    *("sulawesi-tengah", "sulawesi-tenggara", "sulawesi-utara"),
}
WIT = {
    *("maluku", "maluku-utara", "papua", "papua-barat", "papua-barat-daya", "papua-pegunungan"),
    *("papua-selatan", "papua-tengah"),
}


def named(text: str) -> list[str]:
    return [area.id for area in TREE.named_in(text)]


def read(folder: Path, text: str) -> AreaTree:
    file = folder / "areas.yaml"
    file.write_text(text, encoding="utf-8")
    return AreaTree.read(file)


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


# The tree that ships with the project


def test_every_parent_exists_and_is_of_a_kind_that_contains_the_child() -> None:
    above = {
        AreaKind.PROVINCE: AreaKind.COUNTRY,
        AreaKind.REGENCY: AreaKind.PROVINCE,
        AreaKind.CITY: AreaKind.PROVINCE,
    }
    for area in TREE.areas:
        parent = TREE.get(area.parent) if area.parent else None
        assert (parent.kind if parent else None) == above.get(area.kind), area.id


def test_there_are_thirty_eight_provinces() -> None:
    assert sum(area.kind is AreaKind.PROVINCE for area in TREE.areas) == 38


def test_every_regency_and_city_is_there() -> None:
    found = Counter((area.parent, area.kind) for area in TREE.areas)
    assert {
        province: (found[province, AreaKind.REGENCY], found[province, AreaKind.CITY])
        for province in COUNTS
    } == COUNTS
    kinds = Counter(area.kind for area in TREE.areas)
    assert (kinds[AreaKind.REGENCY], kinds[AreaKind.CITY]) == (416, 98)


def test_every_id_is_used_once() -> None:
    assert Counter(area.id for area in TREE.areas).most_common(1)[0][1] == 1


def test_the_id_of_a_regency_and_a_city_is_its_name() -> None:
    local = [area for area in TREE.areas if area.kind in (AreaKind.REGENCY, AreaKind.CITY)]
    assert [area.id for area in local] == [slug(area.name) for area in local]
    assert all(area.name.lower().startswith(f"{area.kind} ") for area in local)


def test_other_names_never_repeat_the_name_or_each_other() -> None:
    for area in TREE.areas:
        names = [name.casefold() for name in (area.name, *area.also)]
        assert len(names) == len(set(names)), area.id


def test_a_province_stands_before_its_children_and_both_are_sorted() -> None:
    inside = [area for area in TREE.areas if area.kind is not AreaKind.ABROAD]
    order = [tuple(part.id for part in reversed(TREE.path(area.id))) for area in inside]
    assert order == sorted(order)


def test_an_area_is_called_by_its_whole_name_in_any_letters() -> None:
    for area in TREE.areas:
        for name in (area.name, area.name.upper(), *area.also):
            assert area in TREE.called(name), name
    assert [area.id for area in TREE.called("blitar")] == ["kabupaten-blitar", "kota-blitar"]
    assert TREE.called("Kota Balikpapan siap") == TREE.called("") == ()


def test_every_name_of_an_area_names_it() -> None:
    for area in TREE.areas:
        for name in (area.name, *area.also):
            assert area in TREE.named_in(f"Ada apa di {name}?"), (area.id, name)


@pytest.mark.parametrize("short", ["Kabupaten", "kabupaten", "KABUPATEN", "Kab.", "kab", "KAB."])
def test_every_regency_is_named_in_full(short: str) -> None:
    for area in TREE.areas:
        if area.kind is AreaKind.REGENCY:
            bare = area.name.removeprefix("Kabupaten ")
            written = f"{short} {bare.upper() if short.isupper() else bare.lower()}"
            assert named(f"siapa yang jaga {written} besok") == [area.id]


@pytest.mark.parametrize("written", ["Kota {}", "kota {}", "wali kota {}", "WALI KOTA {}"])
def test_every_city_is_named_in_full(written: str) -> None:
    for area in TREE.areas:
        if area.kind is AreaKind.CITY:
            bare = area.name.removeprefix("Kota ").lower()
            bare = bare.upper() if written.isupper() else bare
            assert named(f"siapa yang jaga {written.format(bare)} besok") == [area.id]


@pytest.mark.parametrize("office", ["polres", "kpu", "bawaslu", "dprd", "pilkada"])
def test_every_bare_name_after_an_office_counts(office: str) -> None:
    for area in TREE.areas:
        for name in area.also if area.kind in (AreaKind.REGENCY, AreaKind.CITY) else ():
            assert area.id in named(f"kapan {office} {name.lower()} lapor"), name


def test_what_an_area_holds_has_the_name_of_another() -> None:
    for area in TREE.areas:
        for part in area.holds:
            others = set(TREE.named_in(f"polres {part}"))
            assert others and area not in others, area.id


def test_what_is_not_an_area_has_its_name_and_names_nothing() -> None:
    for area in TREE.areas:
        for words in area.unless:
            assert any(name in words for name in area.also), words
            assert named(f"ada apa dengan {words} hari ini") == []


def test_a_bare_name_is_shared_by_a_regency_and_its_city_unless_a_province_has_it() -> None:
    above = [area for area in TREE.areas if area.kind is AreaKind.PROVINCE]
    provinces = {name for area in above for name in (area.name, *area.also)}
    for area in TREE.areas:
        if area.kind in (AreaKind.REGENCY, AreaKind.CITY):
            bare = area.name.split(" ", 1)[1]
            assert (bare in area.also) != (bare in provinces), area.id


# What a text names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("brp personil polda jateng yg jaga pemilu", ["jawa-tengah"]),
        ("berapa personel polda metro jaya", ["jakarta"]),
        ("Kota Balikpapan, Kalimantan Timur", ["kota-balikpapan", "kalimantan-timur"]),
        ("Sispamkota di Blitar tahun 2023", ["kabupaten-blitar", "kota-blitar"]),
        ("Polres Blitar Kota", ["kota-blitar"]),
        ("kab. blitar atau Kab Malang", ["kabupaten-blitar", "kabupaten-malang"]),
        ("Pilkada di Gorontalo", ["gorontalo"]),
        ("KPU Kota Jogja", ["kota-yogyakarta"]),
        ("di DKI dan di Jaktim", ["jakarta", "kota-jakarta-timur"]),
        ("demak banjir, demak surut", ["kabupaten-demak"]),
        ("hasil di Malaysia dan Korsel", ["malaysia", "korea-selatan"]),
        ("apa itu DPK", []),
        ("", []),
    ],
)
def test_a_text_names_areas_in_its_order(text: str, ids: list[str]) -> None:
    assert named(text) == ids


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Puncak Jaya", "kabupaten-puncak-jaya"),
        ("Papua  Tengah", "papua-tengah"),
        ("Bandung Barat", "kabupaten-bandung-barat"),
        ("Rejang Lebong", "kabupaten-rejang-lebong"),
        ("Kota Jakarta Utara", "kota-jakarta-utara"),
        ("Kutai\nKartanegara", "kabupaten-kutai-kartanegara"),
    ],
)
def test_the_longest_name_wins(text: str, id: str) -> None:
    assert named(f"Kapan PSU {text} digelar?") == [id]


def test_no_name_reaches_across_punctuation() -> None:
    assert named("di Papua. Tengah malam") == ["papua"]
    assert named("Papua, Selatan") == ["papua"]


def test_a_part_of_a_word_names_nothing() -> None:
    assert named("pembalian, serangan, papuanisasi") == []
    assert named("Blitar-nya bagaimana") == ["kabupaten-blitar", "kota-blitar"]


@pytest.mark.parametrize(
    "text",
    [
        "massa saling serang",
        "TPS di serang massa",
        "medan yang sulit di puncak kampanye",
        "nasib malang",
        "padang rumput di pesisir barat",
        "aku nggak nduga",
        "siapa yang sulut kerusuhan",
    ],
)
def test_an_everyday_word_names_nothing(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("PSU di Medan", ["kota-medan"]),
        ("kpu medan", ["kota-medan"]),
        ("kota medan", ["kota-medan"]),
        ("polres serang", ["kabupaten-serang", "kota-serang"]),
        ("polda sulut", ["sulawesi-utara"]),
        ("kabupaten puncak", ["kabupaten-puncak"]),
    ],
)
def test_an_everyday_word_written_as_a_name_is_one(text: str, ids: list[str]) -> None:
    assert named(text) == ids


# When it is there


def test_every_province_has_its_zone() -> None:
    for province in COUNTS:
        zone = Zone.WITA if province in WITA else Zone.WIT if province in WIT else Zone.WIB
        assert TREE.zone(province) is zone, province


@pytest.mark.parametrize(
    ("id", "zone"),
    [
        ("kota-bandung", Zone.WIB),
        ("kota-pontianak", Zone.WIB),
        ("kota-palangka-raya", Zone.WIB),
        ("kota-balikpapan", Zone.WITA),
        ("kabupaten-merauke", Zone.WIT),
        ("indonesia", Zone.WIB),
        ("malaysia", Zone.WIB),
    ],
)
def test_an_area_has_the_zone_of_its_province(id: str, zone: Zone) -> None:
    assert TREE.zone(id) is zone


def test_a_zone_is_seven_to_nine_hours_ahead() -> None:
    ahead = [zone.tzinfo.utcoffset(None) / timedelta(hours=1) for zone in Zone]
    assert ahead == [7, 8, 9]
    assert [zone.tzinfo.tzname(None) for zone in Zone] == ["WIB", "WITA", "WIT"]


# Where an area lies


def test_the_path_leads_from_the_area_to_the_root() -> None:
    path = [area.id for area in TREE.path("kota-balikpapan")]
    assert path == ["kota-balikpapan", "kalimantan-timur", "indonesia"]


def test_an_area_is_within_itself_and_within_all_above_it() -> None:
    assert TREE.within("kota-balikpapan", "kota-balikpapan")
    assert TREE.within("kota-balikpapan", "indonesia")
    assert not TREE.within("kalimantan-timur", "kota-balikpapan")
    assert not TREE.within("malaysia", "indonesia")


def test_an_unknown_area_is_none_and_has_no_path() -> None:
    assert TREE.get("atlantis") is None
    with pytest.raises(KeyError):
        TREE.path("atlantis")
    with pytest.raises(KeyError):
        TREE.zone("atlantis")


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("kota-balikpapn", "kota-balikpapan"),
        ("Balikpapan", "kota-balikpapan"),
        ("Jateng", "jawa-tengah"),
        ("jawa_tengah", "jawa-tengah"),
        ("kab. gersik", "kabupaten-gresik"),
        ("kota blitr", "kota-blitar"),
        ("qqqq", None),
        ("", None),
    ],
)
def test_the_closest_id_is_offered_where_one_is_near(written: str, id: str | None) -> None:
    assert TREE.closest(written) == id


# A file with a mistake


def test_a_good_file_is_read_in_its_order(tmp_path: Path) -> None:
    province = "- {id: x, name: Ix, kind: provinsi, parent: indonesia, zone: WIT}"
    tree = read(tmp_path, INDONESIA + province)
    assert tree.areas[1] == Area("x", "Ix", AreaKind.PROVINCE, "indonesia", zone=Zone.WIT)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{id: indonesia, name: Lagi, kind: negara}", "id 'indonesia' sudah dipakai"),
        ("{id: x, name: X, kind: kota, parent: indonesa}", "parent 'indonesa' tidak ada"),
        ("{id: x, name: X, kind: kota, parent: x}", "berputar"),
        ("{id: x, name: X, kind: kota}", "kota harus punya parent"),
        ("{id: x, name: X, kind: provinsi, parent: indonesia}", "provinsi harus punya zone; pilih"),
        ("{id: x, name: X, kind: provinsi, zone: GMT}", "zone 'GMT' tidak dikenal; pilih WIB,"),
        ("{id: x, name: X, kind: provinsi, zone: [WIB]}", "zone '.*' tidak dikenal"),
        ("{id: x, name: X, kind: kota, zone: WIB}", "zone hanya untuk provinsi"),
        ("{id: x, name: X, kind: desa, parent: indonesia}", "kind 'desa' tidak dikenal"),
        ("{id: x, name: X, kind: negara, induk: y}", "kunci tak dikenal: induk"),
        ("{id: x, kind: negara}", "harus berisi id, name, dan kind"),
        ("{id: x, name: no, kind: negara}", "harus teks"),
        ("{id: x, name: X, kind: negara, also: Solo}", "daftar teks"),
        ("{id: x, name: X, kind: negara, holds: [7]}", "daftar teks"),
        ("{id: x, name: X, kind: negara, unless: Solo}", "daftar teks"),
        ("x", "harus berisi id, name, dan kind"),
    ],
)
def test_a_mistake_is_refused_with_file_entry_and_reason(
    tmp_path: Path, entry: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason) as error:
        read(tmp_path, f"{INDONESIA}- {entry}\n")
    assert str(error.value).startswith(f"{tmp_path / 'areas.yaml'}: entri 2 (")


def test_a_cycle_is_refused(tmp_path: Path) -> None:
    text = "- {id: a, name: A, kind: kota, parent: b}\n- {id: b, name: B, kind: kota, parent: a}\n"
    with pytest.raises(ValueError, match=r"entri 1 \(a\): parent 'b'.*berputar"):
        read(tmp_path, text)


@pytest.mark.parametrize("text", ["- {id: [", "id: x", ""])
def test_a_file_that_is_no_list_of_areas_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"areas\.yaml: (tidak terbaca|isinya harus daftar)"):
        read(tmp_path, text)
