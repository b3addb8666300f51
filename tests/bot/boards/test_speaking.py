from __future__ import annotations

import pytest

from bot.boards.speaking import speaking
from bot.readiness import Component

COUNTRY = "indonesia"


@pytest.mark.parametrize(
    ("component", "area", "sentence"),
    [
        (
            Component.PLANS,
            "kabupaten-deli-serdang",
            "Dalam Operasi Mantap Brata, Polri menyusun pola pengamanan zonasi: Korps Brimob "
            "dibagi empat wilayah dan Dalmas Nusantara tujuh zona.",
        ),
        (
            Component.PERSONNEL,
            "jawa-timur",
            "Operasi itu melibatkan 261.695 personel di seluruh Indonesia.",
        ),
    ],
)
def test_what_is_said_of_the_whole_country_is_no_quote_of_a_part_of_it(
    component: Component, area: str, sentence: str
) -> None:
    assert not speaking()[component].is_said_by(sentence, area)
    assert speaking()[component].is_said_by(sentence, COUNTRY)


@pytest.mark.parametrize(
    ("component", "sentence"),
    [
        (Component.PERSONNEL, "Polres Blitar Kota mengerahkan 420 personel untuk 1.577 TPS."),
        (Component.PERSONNEL, "Sebanyak 850 personel TNI-Polri dikerahkan."),
        (Component.LOGISTICS, "Sebanyak 21 personel Polres Blora menjaga gudang logistik."),
        (Component.SITUATION, "Terdapat empat TPS rawan di wilayah hukum Polres Blitar Kota."),
        (Component.SOCIETY, "Para calon menandatangani deklarasi pemilu damai."),
        (Component.COORDINATION, "KPU dan Polres menggelar rapat koordinasi lintas sektoral."),
    ],
)
def test_what_plainly_speaks_of_a_component_is_one(component: Component, sentence: str) -> None:
    assert speaking()[component].is_said_by(sentence, "kota-blitar")


@pytest.mark.parametrize(
    ("component", "sentence"),
    [
        (Component.PERSONNEL, "Berdasarkan skenario, 300 personel membubarkan massa."),
        (Component.PERSONNEL, "Kapolres berharap 300 personel dikerahkan."),
        (Component.LOGISTICS, "Kapolsek menjelaskan Linmas mengawal kotak suara bersama polisi."),
        (Component.SITUATION, "Kapolda memprediksi 12 kabupaten rawan kamtibmas."),
        (Component.SOCIETY, "Calon menandatangani kesepakatan menghentikan peperangan."),
        (Component.COORDINATION, "Data itu disampaikan Kapolda di rakor lintas sektoral."),
    ],
)
def test_what_was_only_played_wished_foreseen_or_said_in_passing_is_none(
    component: Component, sentence: str
) -> None:
    assert not speaking()[component].is_said_by(sentence, "kota-blitar")
