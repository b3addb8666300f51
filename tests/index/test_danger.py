import pytest

from index.danger import danger, in_danger
from index.types import DeclineReason

NOW = (
    "ada ribut di TPS skrg!!",
    "tolong di tps 12 ada yg bawa golok",
    "saya diancam timses barusan",
    "petugas kpps pingsan di tps 5 tolong",
    "KPPS DIPUKULI WARGA",
    "lagi rusuh di depan kantor kpu nih",
    "massa ngamuk di kantor kecamatan sekarang",
    "ada bom di gudang logistik!!",
    "kantor kpu kebakaran!",
    "kami dikepung massa di balai desa",
    "tolong polisi cepet ke tps 7 ada tawuran",
    "saksi dikeroyok di tps 3",
    "anak saya ditusuk di depan tps",
    "ada yang bawa senjata di dekat tps sekarang",
    "suara tembakan di dekat posko nih",
    "sedang terjadi bentrok pendukung di lapangan",
    "tolongin dong ada yg mau bakar kotak suara",
    "TPS kami diserang!!",
    "gue diancam mau dibunuh gara2 jadi saksi",
    "ketua kpps sesak napas sekarang",
    "orang2 berantem di tps, gawat",
    "kotak suara dirampas orang sekarang",
    "ada kericuhan di tps 09 skrg",
    "help ada yg nyerang petugas",
    "teman saya berdarah dipukul pake kayu barusan",
    "ada tawuran!!",
    "massa mulai membakar ban di depan kpu",
    "woi ada rusuh ini di kelurahan",
    "saya lagi dikejar orang bawa parang",
)
ASKED = (
    "apa hukuman bagi yang mengancam saksi?",
    "berapa korban kerusuhan Puncak Jaya 2024?",
    "apa yang harus dilakukan kalau ada ancaman di TPS?",
    "simulasi rusuh di Balikpapan kapan?",
    "TPS rawan di Jawa Tengah sekarang berapa",
    "kapan masa tenang",
    "siapa yang jaga tps",
    "pasal berapa kalau merusak kotak suara",
    "kenapa ada rusuh di puncak jaya",
    "bagaimana cara melapor intimidasi",
    "tolong jelaskan ancaman pidana politik uang",
    "tolong carikan info soal kerusuhan 2019",
    "apakah boleh bawa senjata ke tps",
    "berapa petugas kpps meninggal 2019",
    "polisi bawa senjata di tps boleh ga",
    "daerah mana yang rawan bentrok",
    "ancaman pidana bagi yang menghalangi orang memilih",
    "latihan penanganan massa ngamuk di dome balikpapan",
    "rumah terbakar di puncak jaya ada berapa",
    "kalo petugas pingsan gmn",
    "personel yang sedang bertugas berapa",
    "apa itu serangan fajar!!",
    "serangan fajar skrg masih ada ga",
    "lapor serangan fajar kemana",
    "kasih tahu dong aturan bawa hp ke bilik",
    "berapa lama penjara kalau ngancem pemilih",
    "Bawaslu lagi ngapain",
    "siapa yg ngawasi pemilu sekarang",
    "hoaks kotak suara dibakar benar gak",
    "kotak suara rusak gimana",
)


@pytest.mark.parametrize("message", NOW)
def test_who_tells_of_danger_now_is_heard(message: str) -> None:
    assert in_danger(message)


@pytest.mark.parametrize("message", ASKED)
def test_who_asks_about_danger_gets_an_answer_instead(message: str) -> None:
    assert not in_danger(message)


def test_danger_is_a_reason_of_its_own_and_refers_to_the_police() -> None:
    told = danger("ada ribut di TPS skrg!!")
    assert told is not None
    assert (told.reason, told.referral) == (DeclineReason.DANGER, "police")
    assert danger("siapa yang menjaga TPS?") is None
