"""What officers write for the components and their states. A word that is not here is asked about,
so only what can be meant in one way is here: "sudah" alone says no state, and "rawan" is asked
about by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum, auto
from typing import TypeAlias, TypeVar

from bot.readiness import Component, State
from bot.reports.shorthand.outcome import Reason
from index.lexicon import rareness

CODES = {
    "L": Component.PLANS,
    "P": Component.PERSONNEL,
    "O": Component.POSTS,
    "G": Component.LOGISTICS,
    "T": Component.TRAINING,
    "A": Component.BUDGET,
    "S": Component.SITUATION,
    "M": Component.SOCIETY,
    "K": Component.COORDINATION,
    "N": Component.CONTINGENCY,
}
"""The letters of the help, in the order of the board."""


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


_COMPONENTS = {
    Component.PLANS: "perangkat lunak, perangkat, renops, piranti lunak",
    Component.PERSONNEL: (
        "personel, personil, pers, kekuatan personel, kekuatan personil, anggota, pasukan"
    ),
    Component.POSTS: "posko, pos, pospam, pos pam",
    Component.LOGISTICS: "logistik, log, logist, gudang, gdg, gudang kpu, sarpras",
    Component.TRAINING: "latihan, lat, pelatihan, latpraops, lat pra ops",
    Component.BUDGET: "anggaran, angg, dana",
    Component.SITUATION: "situasi, sit, kamtibmas, sitkamtibmas, sitkam, sikon, situasi kamtibmas",
    Component.SOCIETY: "masyarakat, masy, kesiapan masyarakat",
    Component.COORDINATION: "koordinasi, koord, koor, jalur komando, komando",
    Component.CONTINGENCY: "kontinjensi, kontingensi, kontijensi, kontinjen, kont, renkon",
}
_STATES = {
    State.READY: (
        "ok, oke, okey, okay, siap, ready, baik, bagus, mantap, mantab, sip, beres, cukup, v"
    ),
    State.ACTION: (
        "kurang, sebagian, sebagian siap, baru sebagian, perlu tindakan, perlu tindak lanjut,"
        " perlu ditindaklanjuti, butuh tindakan"
    ),
    State.NOT_YET: (
        "belum, x, nihil, kosong, belum ada, tidak ada, tidak siap, belum siap, belum ok,"
        " belum oke, belum aman, belum dilaksanakan, belum terlaksana,"
        " belum cair, belum turun"
    ),
    State.UNKNOWN: (
        "entah, gatau, tidak tahu, belum tahu, tidak diketahui, belum diketahui, tidak tau,"
        " belum tau"
    ),
}
_CALM = "aman, kondusif, terkendali, lancar, tertib"
_WHOLE = "lengkap, lkp, penuh, full, komplit, terpenuhi, memadai"
_QUIET = (
    "nihil kejadian, nihil gangguan, nihil kejadian menonjol, tidak ada kejadian,"
    " nihil menonjol, nihil hal menonjol, hal menonjol nihil, tidak ada hal menonjol,"
    " tidak ada kejadian menonjol, tidak ada gangguan, belum ada kejadian, belum ada gangguan"
)
_DONE = "terlaksana, sudah terlaksana, sudah dilaksanakan, cair, sudah cair, sudah turun"
_HALF = (
    "hampir, nyaris, setengah, akan, rawan, proses, dalam proses, dlm proses, on progress, otw,"
    " dalam perjalanan, dlm perjalanan, rusak, minim, terbatas, menyusul"
)
MARKS = {
    **dict.fromkeys("✓✔☑✅√👍👌", State.READY),
    **dict.fromkeys("⚠", State.ACTION),
    **dict.fromkeys("×✗✘✖❌👎", State.NOT_YET),
    "?": State.UNKNOWN,
}


class Part(Enum):
    """Which of the two numbers a word says that the next one is."""

    HAVE = auto()
    NEED = auto()
    TOTAL = auto()  # the needed ones beside those that are there: "kuat 500 hadir 480"


_PARTS = {
    Part.HAVE: (
        "ada, hadir, tersedia, terisi, riil, realisasi, baru, sudah, aktif, berdiri, beroperasi,"
        " operasional, terbentuk, terpasang, terlibat"
    ),
    Part.NEED: "perlu, butuh, kebutuhan, keperluan, seharusnya, harusnya, target, pagu, dsp",
    Part.TOTAL: "jumlah, jml, total, kuat",
}
_PASSED_OVER = (
    "di, untuk, utk, wilayah, wil, daerah, polres, polresta, polrestabes, polda, resor, dan, serta,"
    " lapor, laporan, melaporkan, dilaporkan, laporkan, update, izin, ijin, mohon, yth, pak, bu,"
    " bapak, ibu, bang, ndan, komandan, pimpinan, kapolres, kapolresta, kapolda, dandim, salam,"
    " selamat pagi, selamat siang, selamat sore, selamat malam, assalamualaikum, terima kasih,"
    " terimakasih, makasih, trims, tks, dump, demikian, sekian, ya, kami, berikut, kondisi,"
    " keadaan, status, kesiapan, data, per, sebanyak, orang, org, juta, jt, unit, buah, bh, titik,"
    " lokasi, kali, hari ini, saat ini, sampai saat ini, hingga saat ini, sekarang, skrg, barusan,"
    " masih, msh, yang, yg, alhamdulillah, lap"
)
_OF_TIME = (
    "kemarin, kemaren, kmrn, tadi, td, semalam, jam, jm, pukul, pkl, pk, wib, wita, wit, pagi,"
    " siang, sore, malam, besok, tanggal, tgl, lusa, hari, ini"
)
_BELOW = (
    "kec, kecamatan, kel, kelurahan, desa, ds, polsek, polsekta, koramil, tps, rt, rw, dusun,"
    " kampung"
)

IDLE = frozenset({"ada", "hadir"})
"""Before no number they say nothing."""

COMPASS = frozenset(_split("utara, selatan, timur, barat, tengah"))
"""Behind an area's name they say which part of it."""

ORGANISATIONS = frozenset(
    _split("kpu, bawaslu, kodim, kesbangpol, linmas, panwaslu, brimob, kejari")
)
"""Whose report it is: before the name of an area they say no more than "polres"."""

ABSENT = frozenset({"nihil", "kosong", "tidak ada", "belum ada"})
"""Of what can be good to have none of, they do not say how it is."""

NEGATING = frozenset(
    _split(
        "tidak, bukan, kecuali, tapi, tetapi, namun, batal, jangan, selain, kalau, kalo, jika,"
        " bila, apabila, asal, nanti, rencana, rencananya, katanya, mungkin, semoga, menunggu,"
        " nunggu, tunggu, gagal"
    )
)
"""What turns round the words beside it, or leaves them open."""

GREETING = "siap"
"""How an officer begins to speak, and says yes to somebody: neither is a state."""

ADDRESSED = frozenset(_split("ndan, komandan, pak, bu, bapak, ibu, bang, pimpinan"))

_FORMS = {
    **dict.fromkeys(_split("tdk, tak, gak, ga, nggak, ngga, enggak, engga, gk"), "tidak"),
    **dict.fromkeys(_split("blm, blum, belom, blom"), "belum"),
    **dict.fromkeys(_split("sdh, udah, udh, dah"), "sudah"),
    **dict.fromkeys(_split("krg, krng, kurng, krang"), "kurang"),
    **dict.fromkeys(_split("smua, smw"), "semua"),
}
"""How words are shortened that others are joined with."""


CALM, QUIET = frozenset(_split(_CALM)), frozenset(_split(_QUIET))
"""Said of the situation, and of that alone; the first also, but for numbers, of everything else."""

_SAID = [*_split(_STATES[State.READY]), *_split(_CALM), *_split(_WHOLE), "optimal"]
_ALL = [
    phrase
    for word in (*_SAID, "hadir")
    for phrase in (f"{word} semua", f"semua {word}", f"sudah {word} semua", f"semua sudah {word}")
]
WHOLE = frozenset([*_split(_WHOLE), *(f"sudah {word}" for word in _split(_WHOLE)), *_ALL])
"""They say that none is lacking."""

Meaning: TypeAlias = Component | State | Part | Reason | None
_Meant = TypeVar("_Meant", Component, State, Part, Reason, None)
"""None says nothing about readiness: where such a word stands, nothing changes."""


def _listed(table: Mapping[_Meant, str]) -> dict[str, Meaning]:
    return {word: meant for meant, words in table.items() for word in _split(words)}


MEANINGS: dict[str, Meaning] = {
    **{f"{negation} {word}": Reason.WHICH for word in _SAID for negation in ("tidak", "belum")},
    **{
        f"{negation} {word}": State.ACTION
        for word in [*_split(_WHOLE), "cukup"]
        for negation in ("tidak", "belum")
    },
    **{f"kurang {word}": State.ACTION for word in _SAID},
    **dict.fromkeys([*_SAID, *(f"sudah {word}" for word in _SAID), *_ALL, *QUIET], State.READY),
    **dict.fromkeys(
        _split(_DONE),
        State.READY,
    ),
    **_listed({Reason.WHICH: _HALF, Reason.TIME: _OF_TIME, Reason.BELOW: _BELOW}),
    **_listed({None: _PASSED_OVER}),
    **_listed(_PARTS),
    **_listed(_COMPONENTS),
    **_listed(_STATES),
    **{code.casefold(): component for code, component in CODES.items()},
}
"""What phrases mean, in lower case, their words one blank apart and in full."""

LONGEST = max(len(phrase.split()) for phrase in MEANINGS)
"""Words in a phrase."""


def standard(phrase: str) -> str:
    """The phrase as it stands in MEANINGS, if it does: in lower case, its words written in full and
    no letter drawn out: "OKEEE", "blm siapp", "personelnya"."""
    words = [_FORMS.get(word, word) for word in phrase.casefold().split()]
    if " ".join(words) in MEANINGS:
        return " ".join(words)
    if len(words) == 1 and isinstance(
        MEANINGS.get(stem := words[0].removesuffix("nya")), Component
    ):
        return stem
    drawn = [re.sub(r"(.)\1+", r"\1", word) for word in words]
    # A single letter would be a code: "Satpol PP" has nothing to do with P.
    same = [one if len(one) > 1 else word for one, word in zip(drawn, words, strict=True)]
    return " ".join(_FORMS.get(word, word) for word in same)


_SPELLED = {
    word: component
    for words in _COMPONENTS.values()
    for word in map(str.strip, words.split(","))
    if len(word) >= 5 and isinstance(component := MEANINGS[word], Component)
}
_NEAR = 0.8
"""How alike a slip and its word are: "anggran" is 0.93 like "anggaran", "barang" 0.71."""


def nearly(word: str) -> Component | None:
    """The component that a misspelt word of five letters or more is nearly, if it is only one. A
    word of the language is misspelt no other one: "pelanggaran" has nothing to do with A."""
    if len(word) < 5 or not word.isalpha() or word.casefold() in rareness():
        return None
    near = get_close_matches(word.casefold(), _SPELLED, n=5, cutoff=_NEAR)
    meant = {_SPELLED[one] for one in near}
    return meant.pop() if len(meant) == 1 else None


def glued(word: str) -> tuple[Component, State] | None:
    """What a code with a state right behind it says: "Kok" is K and ok. Only where the capital
    shows that it is a code: "kok" is a word of its own."""
    state = MEANINGS.get(word[1:])
    if word[0] in CODES and isinstance(state, State):
        return CODES[word[0]], state
    return None
