"""What people in the field call the parts of a drill's record when they write them, the first name
being the usual one. A word that may mean two things stands here for none."""

from __future__ import annotations

from bot.drills.exercise import Field, Place, Scene

FIELDS = {
    Field.HELD_ON: ("tanggal", "tgl", "hari"),
    Field.PLACE: ("tempat", "lokasi"),
    Field.ORGANISER: ("penyelenggara", "pelaksana"),
    Field.UNITS: ("unit", "satuan", "kekuatan", "personel"),
    Field.TOTAL: ("total", "jumlah", "jumlah yang disebut"),
    Field.PRESENT: ("hadir", "pemangku kepentingan"),
    Field.SCENES: ("skenario",),
    Field.FINDINGS: ("temuan",),
    Field.TASKS: ("tindak lanjut", "tl"),
    Field.NEXT_ON: ("berikutnya", "latihan berikutnya"),
}
PLACES = {
    Place.COMMISSION: ("kantor kpu", "kpu"),
    Place.SUPERVISOR: ("kantor bawaslu", "bawaslu"),
    Place.WAREHOUSE: ("gudang", "gudang kpu", "gudang logistik", "gudang logistik kpu"),
    Place.POLLING_STATION: ("tps", "tempat pemungutan suara"),
    Place.DISTRICT: ("kecamatan", "kantor kecamatan", "ppk"),
    Place.JUNCTION: ("simpang", "simpang jalan", "persimpangan", "perempatan", "pertigaan"),
    Place.TERMINAL: ("terminal", "stasiun"),
    Place.PORT: ("pelabuhan", "bandara"),
    Place.FIELD: ("lapangan", "alun alun", "stadion"),
    Place.HALL: ("gedung", "gedung pertemuan", "balai kota", "balai", "gor", "dome"),
    Place.STATION: ("mapolres", "mapolresta", "polres", "polresta", "mako", "markas polisi"),
    Place.OTHER: ("tempat lain", "lain", "lainnya"),
}
SCENES = {
    Scene.REGISTRATION: ("pendaftaran", "pendaftaran calon"),
    Scene.CAMPAIGN: ("kampanye",),
    Scene.QUIET_PERIOD: ("masa tenang", "tenang"),
    Scene.LOGISTICS: ("logistik", "distribusi logistik"),
    Scene.VOTING: ("pemungutan suara", "pemungutan", "pencoblosan"),
    Scene.COUNTING: ("penghitungan suara", "penghitungan", "perhitungan", "hitung"),
    Scene.RECAPITULATION: ("rekapitulasi", "rekapitulasi suara", "rekap"),
    Scene.PROTEST: ("unjuk rasa", "unras", "demo", "demonstrasi", "protes"),
}
ALL_SCENES = ("semua", "lengkap")
DUE = ("tenggat", "batas", "paling lambat")

PEOPLE = ("personel", "personil", "pers", "orang", "org", "anggota", "petugas", "prajurit", "jiwa")
FORMATIONS = (
    *("ssk", "sst", "ssr", "ssy", "kompi", "ki", "peleton", "pleton", "ton", "regu", "ru"),
    *("tim", "unit", "mobil", "kendaraan", "ranmor", "truk", "motor", "ekor"),
)
"""What is counted in the field and is not one person."""

NUMBERED = (
    *("kodim", "koramil", "korem", "kodam", "yonif", "yon", "yonkav", "yonarmed", "yonzipur"),
    *("kompi", "kipan", "rayon", "sektor", "zona", "ring", "pos", "tps", "brigif", "lanal"),
)
"""Units that a number behind their name belongs to: "Kodim 905"."""
