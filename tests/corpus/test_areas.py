from pathlib import Path

import pytest

from corpus.areas import Area, AreaKind, AreaTree, bundled

TREE = bundled()
INDONESIA = "- {id: indonesia, name: Indonesia, kind: negara}\n"


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


def test_every_province_has_a_regency_or_a_city() -> None:
    parents = {area.parent for area in TREE.areas}
    assert {area.id for area in TREE.areas if area.kind is AreaKind.PROVINCE} <= parents


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


def test_every_name_of_an_area_names_it() -> None:
    for area in TREE.areas:
        for name in (area.name, *area.also):
            assert area in TREE.named_in(f"Ada apa di {name}?"), (area.id, name)


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


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("kota-balikpapn", "kota-balikpapan"),
        ("Balikpapan", "kota-balikpapan"),
        ("Jateng", "jawa-tengah"),
        ("jawa_tengah", "jawa-tengah"),
        ("qqqq", None),
        ("", None),
    ],
)
def test_the_closest_id_is_offered_where_one_is_near(written: str, id: str | None) -> None:
    assert TREE.closest(written) == id


# A file with a mistake


def test_a_good_file_is_read_in_its_order(tmp_path: Path) -> None:
    tree = read(tmp_path, INDONESIA + "- {id: x, name: Ix, kind: provinsi, parent: indonesia}")
    assert tree.areas[1] == Area("x", "Ix", AreaKind.PROVINCE, "indonesia")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{id: indonesia, name: Lagi, kind: negara}", "id 'indonesia' sudah dipakai"),
        ("{id: x, name: X, kind: provinsi, parent: indonesa}", "parent 'indonesa' tidak ada"),
        ("{id: x, name: X, kind: provinsi, parent: x}", "berputar"),
        ("{id: x, name: X, kind: provinsi}", "provinsi harus punya parent"),
        ("{id: x, name: X, kind: desa, parent: indonesia}", "kind 'desa' tidak dikenal"),
        ("{id: x, name: X, kind: negara, induk: y}", "kunci tak dikenal: induk"),
        ("{id: x, kind: negara}", "harus berisi id, name, dan kind"),
        ("{id: x, name: no, kind: negara}", "harus teks"),
        ("{id: x, name: X, kind: negara, also: Solo}", "also daftar teks"),
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
