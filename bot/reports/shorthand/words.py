"""What officers write for the components and their states. A word that is not here is asked about,
so only what can be meant in one way is here: "rawan" or "sudah" alone say no state."""

from __future__ import annotations

from difflib import get_close_matches

from bot.readiness import Component, State

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

_COMPONENTS = {
    Component.PLANS: "perangkat lunak, perangkat, renops, piranti lunak",
    Component.PERSONNEL: "personel, personil, pers, kekuatan personel, kekuatan personil, anggota",
    Component.POSTS: "posko, pos, pospam, pos pam",
    Component.LOGISTICS: "logistik, log, logist, gudang, gdg, gudang kpu, sarpras",
    Component.TRAINING: "latihan, lat, pelatihan, latpraops, lat pra ops",
    Component.BUDGET: "anggaran, angg, dana",
    Component.SITUATION: "situasi, sit, kamtibmas, sitkamtibmas",
    Component.SOCIETY: "masyarakat, masy, kesiapan masyarakat",
    Component.COORDINATION: "koordinasi, koord, koor, jalur komando",
    Component.CONTINGENCY: "kontinjensi, kontingensi, kontinjen, kont, renkon",
}
_STATES = {
    State.READY: (
        "ok, oke, okey, okay, siap, siaap, ready, aman, lengkap, lkp, baik, kondusif, terkendali,"
        " cukup, penuh, terpenuhi, v, sudah siap, sdh siap, udah siap, sudah ok, sdh ok, sdh oke,"
        " sudah lengkap, sdh lengkap, sudah aman, sdh aman"
    ),
    State.ACTION: (
        "kurang, krg, krng, kurng, kurang siap, kurang lengkap, kurang aman, kurang baik,"
        " krg siap, krg lengkap, belum lengkap, blm lengkap, tidak lengkap, tdk lengkap, sebagian,"
        " sebagian siap, baru sebagian, perlu tindakan, perlu tindak lanjut, perlu ditindaklanjuti,"
        " butuh tindakan"
    ),
    State.NOT_YET: (
        "belum, blm, blum, belom, blom, x, nihil, kosong, belum siap, blm siap, belum ada, blm ada,"
        " tidak ada, tdk ada, gak ada, ga ada, tidak siap, tdk siap, belum ok, blm ok, belum aman"
    ),
    State.UNKNOWN: (
        "tidak tahu, tdk tahu, tak tahu, gak tahu, ga tau, gatau, tdk tau, belum tahu, blm tahu,"
        " belum diketahui, blm diketahui, tak diketahui, tidak diketahui, tdk diketahui, entah"
    ),
}
MARKS = {
    **dict.fromkeys("✓✔☑✅√👍👌", State.READY),
    **dict.fromkeys("⚠", State.ACTION),
    **dict.fromkeys("×✗✘✖❌👎", State.NOT_YET),
    "?": State.UNKNOWN,
}


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


PASSED_OVER = _split(
    "di untuk utk wilayah wil daerah polres polresta polrestabes polda resor lapor laporan izin"
    " ijin mohon pak bu bapak ibu ndan komandan dan serta kondisi keadaan status jumlah jml"
    " sebanyak ada orang org unit buah bh titik"
)
"""What says nothing about readiness: where it stands, nothing changes."""

OF_TIME = _split(
    "kemarin kemaren kmrn tadi td jam jm pukul pkl pk wib wita wit pagi siang sore malam besok"
    " tanggal tgl lusa hari ini"
)
"""A word of time that is no time by itself."""

GREETING = "siap"
"""How an officer begins to speak; before anything else it is no state."""


def _listed(table: dict[Component, str] | dict[State, str]) -> dict[str, Component | State]:
    return {word.strip(): meant for meant, words in table.items() for word in words.split(",")}


MEANINGS: dict[str, Component | State] = {
    **_listed(_COMPONENTS),
    **_listed(_STATES),
    **{code.casefold(): component for code, component in CODES.items()},
}
"""Component or state by phrases in lower case, their words one blank apart."""

LONGEST = max(len(phrase.split()) for phrase in MEANINGS)
"""Words in a phrase."""

_SPELLED = {
    word: component
    for words in _COMPONENTS.values()
    for word in map(str.strip, words.split(","))
    if len(word) >= 5 and isinstance(component := MEANINGS[word], Component)
}
_NEAR = 0.8
"""How alike a slip and its word are: "anggran" is 0.93 like "anggaran", "barang" 0.71."""


def nearly(word: str) -> Component | None:
    """The component that a misspelt word of five letters or more is nearly, if it is only one."""
    if len(word) < 5 or not word.isalpha():
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
