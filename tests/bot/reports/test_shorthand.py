"""Every way of writing a report in one line that officers are known to use, with what it must be
taken for: understood as it was meant, or asked back. Nothing between the two."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.access import Grant, Person, Role
from bot.readiness import Component, State
from bot.reports.shorthand.areas import Reach, exactly, reach_of
from bot.reports.shorthand.line import LIMIT, parse
from bot.reports.shorthand.outcome import Guess, Line, Reason, Unclear, Understood
from bot.reports.shorthand.rows import NOTE_LIMIT, contradicts
from bot.reports.shorthand.words import CODES, MEANINGS
from bot.reports.shorthand.written import CODE_OF, written
from corpus.areas import bundled

TREE = bundled()
NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
"""15.30 in Balikpapan."""

SHORT = {State.ACTION: "kurang", State.UNKNOWN: "?"}

UNDERSTOOD = [
    ("balikpapan P 480/500 G 3/4 K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("Balikpapan P 480/500 G 3/4 K OK", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("BALIKPAPAN p 480/500 g 3/4 k ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P 480/500 G 3/4 K ok balikpapan", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P 480/500 balikpapan G 3/4 K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P 480/500 G 3/4 K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("kota balikpapan P 480/500", "P kurang 480/500"),
    ("di Balikpapan: P 480/500", "P kurang 480/500"),
    ("polresta balikpapan, P 480/500", "P kurang 480/500"),
    ("lapor balikpapan P 480/500", "P kurang 480/500"),
    ("Siap, lapor komandan. Balikpapan P 480/500", "P kurang 480/500"),
    ("SIAP P 480/500 G 3/4 K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("kaltim balikpapan P 480/500", "P kurang 480/500"),
    ("Kalimantan Timur, Kota Balikpapan: P 480/500", "P kurang 480/500"),
    ("P480/500", "P kurang 480/500"),
    ("P480/500G3/4", "P kurang 480/500 | G kurang 3/4"),
    ("P480/500G3/4Kok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P 480/500,G 3/4,K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P 480/500; G 3/4; K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P: 480/500\nG: 3/4\nK: ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("- P 480/500\n- G 3/4\n- K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("*P* 480/500 | *G* 3/4", "P kurang 480/500 | G kurang 3/4"),
    ("P=480/500 G=3/4 K=ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P-480/500 G-3/4", "P kurang 480/500 | G kurang 3/4"),
    ("P - 480/500", "P kurang 480/500"),
    ("P.480/500. G.3/4.", "P kurang 480/500 | G kurang 3/4"),
    ("P (480/500)", "P kurang 480/500"),
    ("P	480/500\n\n\nG   3/4", "P kurang 480/500 | G kurang 3/4"),
    ("P 480 / 500", "P kurang 480/500"),
    ("P 480/ 500", "P kurang 480/500"),
    ("P 480 dari 500", "P kurang 480/500"),
    ("P 480 dr 500", "P kurang 480/500"),
    ("P 480 DARI 500 ORANG", "P kurang 480/500"),
    ("P 480 personel dari 500", "P kurang 480/500"),
    ("P 480/500 orang", "P kurang 480/500"),
    ("P 480/500 personel G 3/4 gudang", "P kurang 480/500 | G kurang 3/4"),
    ("personel 480/500", "P kurang 480/500"),
    ("Personil 480/500", "P kurang 480/500"),
    ("pers 480/500", "P kurang 480/500"),
    ("personl 480/500", "P kurang 480/500 | ~personl"),
    ("anggran 3/4", "A kurang 3/4 | ~anggran"),
    ("posok 3/4", "O kurang 3/4 | ~posok"),
    ("logstik 3/4", "G kurang 3/4 | ~logstik"),
    ("kordinasi ok", "K siap | ~kordinasi"),
    ("log 3/4", "G kurang 3/4"),
    ("gudang KPU 3/4", "G kurang 3/4"),
    ("perangkat lunak siap", "L siap"),
    (
        "latihan 3/4 anggaran belum situasi aman masyarakat siap koordinasi ok kontinjensi kurang",
        "T kurang 3/4 | A belum | S siap | M siap | K siap | N kurang",
    ),
    ("kontingensi belum", "N belum"),
    (
        "L ok P ok O ok G ok T ok A ok S ok M ok K ok N ok",
        "L siap | P siap | O siap | G siap | T siap | A siap | S siap | M siap | K siap | N siap",
    ),
    ("P 480/500 dan G 3/4 serta K ok", "P kurang 480/500 | G kurang 3/4 | K siap"),
    ("P ok", "P siap"),
    ("P siap", "P siap"),
    ("P aman", "P siap"),
    ("P lengkap", "P siap"),
    ("P kurang", "P kurang"),
    ("P perlu tindakan", "P kurang"),
    ("P belum", "P belum"),
    ("P blm", "P belum"),
    ("P belum siap", "P belum"),
    ("P sudah siap", "P siap"),
    ("P tidak siap", "P belum"),
    ("P kurang siap", "P kurang"),
    ("P belum ada", "P belum"),
    ("P nihil", "P belum"),
    ("P x", "P belum"),
    ("P ✅", "P siap"),
    ("P ✓ G ❌ K ⚠️", "P siap | G belum | K kurang"),
    ("P 👍🏽", "P siap"),
    ("P ?", "P ?"),
    ("P tidak tahu", "P ?"),
    ("S aman terkendali", "S siap"),
    ("S aman dan kondusif", "S siap"),
    ("K ok siap", "K siap"),
    ("P ok 480", "P siap 480"),
    ("P 480 siap", "P siap 480"),
    ("P 480/500 ok", "P siap 480/500"),
    ("P ok 480/500", "P siap 480/500"),
    ("P 480/500 kurang", "P kurang 480/500"),
    ("P 0/500", "P belum 0/500"),
    ("P 0/500 belum", "P belum 0/500"),
    ("P 500/500", "P siap 500/500"),
    ("P 520/500", "P siap 520/500"),
    ("P 1.266/1.300", "P kurang 1266/1300"),
    ("P 1266/1.300", "P kurang 1266/1300"),
    ("P 1,266/1,300", "P kurang 1266/1300"),
    ("P 48O/5OO", "P kurang 480/500"),
    ("P 48o/500", "P kurang 480/500"),
    ("P 480/50O", "P kurang 480/500"),
    ("P 480/50O G 3/4", "P kurang 480/500 | G kurang 3/4"),
    ("P ４８０／５００", "P kurang 480/500"),
    ("P 480／500", "P kurang 480/500"),
    ("P 480⁄500", "P kurang 480/500"),
    ('P 480/500 "20 sakit"', 'P kurang 480/500 "20 sakit"'),
    ("P 480/500 “20 sakit” G 3/4", 'P kurang 480/500 "20 sakit" | G kurang 3/4'),
    ("P 480/500 «20 sakit»", 'P kurang 480/500 "20 sakit"'),
    ('P 480/500 "20 sakit', 'P kurang 480/500 "20 sakit"'),
    ("P 480/500 cat: 20 sakit, 3 izin", 'P kurang 480/500 "20 sakit, 3 izin"'),
    ("P 480/500 KET: 20 sakit\nG 3/4", 'P kurang 480/500 "20 sakit" | G kurang 3/4'),
    ('"semua hadir" P 500/500', 'P siap 500/500 "semua hadir"'),
    ('P 480/500 "pagi" "malam"', 'P kurang 480/500 "pagi; malam"'),
    ('P 480/500 "satu / dua 14.30"', 'P kurang 480/500 "satu / dua 14.30"'),
    ("P 480/500 jam 14.30", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 jam 14.30 WITA", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 14.30 WITA", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 14:30 wita", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 pukul 14:30", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 pkl. 14.30", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 jam 9", "P kurang 480/500 | 14 01.00"),
    ("jam 09.15 P 480/500", "P kurang 480/500 | 14 01.15"),
    ("P 480/500 kemarin 21.00", "P kurang 480/500 | 13 13.00"),
    ("P 480/500 kemarin jam 21.00", "P kurang 480/500 | 13 13.00"),
    ("P 480/500 kmrn, pukul 21.00 wita", "P kurang 480/500 | 13 13.00"),
    ("P 480/500 tadi jam 10.00", "P kurang 480/500 | 14 02.00"),
    ("P 480/500 hari ini 10.00", "P kurang 480/500 | 14 02.00"),
    ("P 480/500 13.30 WIB", "P kurang 480/500 | 14 06.30"),
    ("P 480/500 16.30 WIT", "P kurang 480/500 | 14 07.30"),
    ("P 480/500 jam 15.33", "P kurang 480/500 | 14 07.30"),
    ("balikpapn P 480/500", "P kurang 480/500 | ~balikpapn"),
    ("P 480/500 balikpapn", "P kurang 480/500 | ~balikpapn"),
    ("balik papan P 480/500", "P kurang 480/500 | ~balik papan"),
    ("kota balikpapn P 480/500", "P kurang 480/500 | ~kota balikpapn"),
    ("balikpapan", ""),
    ("P 3/4. G ok", "P kurang 3/4 | G siap"),
    ("P 480 dari kebutuhan 500", "P kurang 480/500"),
    ("P 480 of 500", "P kurang 480/500"),
    ("P 480\\500", "P kurang 480/500"),
    ("*Personel* : _480_ / _500_", "P kurang 480/500"),
    ("▪️P 480/500 ▪️O 3/4", "P kurang 480/500 | O kurang 3/4"),
    ("🔹 Personel: 480/500\n🔹 Posko: 3/4", "P kurang 480/500 | O kurang 3/4"),
    ("🙏🏻 P 480/500! 🇮🇩", "P kurang 480/500"),
    ("#lapor P 480/500", "P kurang 480/500"),
    ("P 480/500 / O 3/4 / K ok", "P kurang 480/500 | O kurang 3/4 | K siap"),
    ("1. P 480/500", "P kurang 480/500"),
    (
        "1. Personel : 480/500\n2. Posko : 3/4\n3. Situasi : aman",
        "P kurang 480/500 | O kurang 3/4 | S siap",
    ),
    ("1) P ok 2) O ok 3) G blm", "P siap | O siap | G belum"),
    ("Laporan Balikpapan:\n1. P 480/500\n2. O 3/4", "P kurang 480/500 | O kurang 3/4"),
    ("a. Personel 480/500\nb. Posko 3/4", "P kurang 480/500 | O kurang 3/4"),
    ("A. ok\nG. blm", "A siap | G belum"),
    ("P ok,\nO ok", "P siap | O siap"),
    ("P dan O siap", "P siap | O siap"),
    ("P & O ok", "P siap | O siap"),
    ("P/O/G ok", "P siap | O siap | G siap"),
    ("P, O, G siap", "P siap | O siap | G siap"),
    (
        "personel, posko dan logistik belum siap, situasi aman",
        "P belum | O belum | G belum | S siap",
    ),
    ("P 480/500, O, G blm", "P kurang 480/500 | O belum | G belum"),
    ("personel ada 480 butuh 500", "P kurang 480/500"),
    ("P butuh 500, ada 480", "P kurang 480/500"),
    ("P 480, kebutuhan 500", "P kurang 480/500"),
    ("jumlah pers 480, kebutuhan 500", "P kurang 480/500"),
    ("P hadir 480 dari 500", "P kurang 480/500"),
    ("P baru 480 dari 500", "P kurang 480/500"),
    ("P sudah 480/500", "P kurang 480/500"),
    ("P 480 siap dari 500", "P kurang 480/500"),
    ("P kuat 500 hadir 480 kurang 20", "P kurang 480/500"),
    (
        "Personel\nJumlah : 500\nKurang : 20\nHadir : 480\nKet : 10 sakit, 10 cuti",
        'P kurang 480/500 "10 sakit, 10 cuti"',
    ),
    ("P DSP 500 riil 480", "P kurang 480/500"),
    ("P target 500 realisasi 480", "P kurang 480/500"),
    ("A pagu 3000 realisasi 2500", "A kurang 2500/3000"),
    ("A 500 juta dari 600 juta", "A kurang 500/600"),
    ("jml personel 480/500", "P kurang 480/500"),
    ("latihan sudah 2 kali dari 3", "T kurang 2/3"),
    ("P 480/500 kurang 20", "P kurang 480/500"),
    ("P 480/500 (kurang 20 org)", "P kurang 480/500"),
    ("P 500/500 kurang 0", "P siap 500/500"),
    ("P 480/500 (96%)", "P kurang 480/500"),
    ("P 480/500 = 95,8 persen", "P kurang 480/500"),
    ("P 1,2rb/1,5rb", "P kurang 1200/1500"),
    ("P 1.200 dari 1,5 ribu", "P kurang 1200/1500"),
    ("P 4 ratus dari 5 ratus", "P kurang 400/500"),
    ("personel empat ratus delapan puluh dari lima ratus", "P kurang 480/500"),
    ("P seribu dua ratus dari seribu lima ratus sebelas", "P kurang 1200/1511"),
    ("posko nol dari empat", "O belum 0/4"),
    ("posko tiga dari empat, situasi aman", "O kurang 3/4 | S siap"),
    ("P 480/500 (20 sakit), O 3/4", 'P kurang 480/500 "20 sakit" | O kurang 3/4'),
    ("P 480/500 '20 sakit'", 'P kurang 480/500 "20 sakit"'),
    ("P 480/500 ket 20 org BKO blm tiba", 'P kurang 480/500 "20 org BKO blm tiba"'),
    ("P 480/500 ket. 20 sakit\nO 3/4", 'P kurang 480/500 "20 sakit" | O kurang 3/4'),
    ("P 480/500 karena 20 orang sakit", 'P kurang 480/500 "karena 20 orang sakit"'),
    ("O 3/4 (1 di Sepinggan belum berdiri)", 'O kurang 3/4 "1 di Sepinggan belum berdiri"'),
    ("P siap (semua hadir)", 'P siap "semua hadir"'),
    ("P OKEEE", "P siap"),
    ("P siapp", "P siap"),
    ("P mantap", "P siap"),
    ("P komplit", "P siap"),
    ("P sdh siap semua", "P siap"),
    ("P semua hadir", "P siap"),
    ("P tak siap", "P belum"),
    ("P ga lengkap", "P kurang"),
    ("S kurang kondusif", "S kurang"),
    ("personel tdk cukup", "P kurang"),
    ("S aman, nihil kejadian", "S siap"),
    ("S tidak ada gangguan", "S siap"),
    ("S kondusif, nihil menonjol", "S siap"),
    ("latihan sudah dilaksanakan", "T siap"),
    ("latihan blm terlaksana", "T belum"),
    ("P blm tau", "P ?"),
    ("BPP P 480/500", "P kurang 480/500 | ~BPP"),
    ("polresta bpp: P 480/500", "P kurang 480/500 | ~bpp"),
    ("dari polresta balikpapan: P 480/500", "P kurang 480/500"),
    ("KPU Balikpapan G 3/4", "G kurang 3/4"),
    ("P 480/500 dari balikpapan", "P kurang 480/500"),
    (
        "Yth. Kapolresta, dilaporkan kesiapan Balikpapan: personel 480 dari 500 orang",
        "P kurang 480/500",
    ),
    ("Izin melaporkan komandan, P 480/500, terima kasih", "P kurang 480/500"),
    ("Selamat pagi ndan, P 480/500. Demikian, dump", "P kurang 480/500"),
    ("P 480/500 siap ndan", "P kurang 480/500"),
    ("P siap ndan", "P siap"),
    ("P 480/500 hari ini", "P kurang 480/500"),
    ("P 480/500 saat ini", "P kurang 480/500"),
    ("update per jam 14.00: P 480/500", "P kurang 480/500 | 14 06.00"),
    ("P 480/500 jam 2 siang", "P kurang 480/500 | 14 06.00"),
    ("P 480/500 jam 1400", "P kurang 480/500 | 14 06.00"),
    ("P 480/500 jam 02", "P kurang 480/500 | 13 18.00"),
    ("P 480/500 kemarin jam 9 malam", "P kurang 480/500 | 13 13.00"),
    ("P 480/500 tadi pagi jam 8", "P kurang 480/500 | 14 00.00"),
    ("P 480/500 tadi malam 21.00", "P kurang 480/500 | 13 13.00"),
    ("P 480/500 (pukul 8 pagi)", "P kurang 480/500 | 14 00.00"),
    ("P: 4️⃣8️⃣0️⃣/500", "P kurang 480/500"),
    ("!!!", ""),
    ("P 480/500 ket. 20 sakit", 'P kurang 480/500 "20 sakit"'),
    ("P 480 dari 2 ribu", "P kurang 480/2000"),
    ("p ok n siap g lengkap", "P siap | N siap | G siap"),
    ("P 480/500 g 3/4 n ok", "P kurang 480/500 | G kurang 3/4 | N siap"),
    ("P\n✅\nO\nblm\nG\n3/4 unit", "P siap | O belum | G kurang 3/4"),
    ("P\n480/500 personel\nO 3/4", "P kurang 480/500 | O kurang 3/4"),
    ("O 3/4 (1 belum beroperasi)", 'O kurang 3/4 "1 belum beroperasi"'),
    ("P 480/500 (20 izin)", 'P kurang 480/500 "20 izin"'),
    ("P siap (480 orang)", "P siap 480"),
    ("P 480/500 [20 sakit] O 3/4", 'P kurang 480/500 "20 sakit" | O kurang 3/4'),
    ("P 480/500 note: 20 sakit", 'P kurang 480/500 "20 sakit"'),
    ("posko 3 dari 4 lokasi sudah berdiri", "O kurang 3/4"),
    ("posko aktif 3 dari 4", "O kurang 3/4"),
    ("personel yg ada 480 dari 500", "P kurang 480/500"),
    ("logistik msh kurang, posko masih belum siap", "G kurang | O belum"),
    ("situasi aman, lancar dan terkendali", "S siap"),
    ("anggaran blm cair", "A belum"),
    ("hingga pukul 14.00 situasi aman", "S siap | 14 06.00"),
    ("s.d. jam 14.00 S aman", "S siap | 14 06.00"),
    ("posko 4 unit siap", "O siap 4"),
    ("personelnya 480/500", "P kurang 480/500"),
    ("P 480/500 jam 9 pagi tadi", "P kurang 480/500 | 14 01.00"),
]
"""What an officer of Balikpapan writes, and the lines that it says, each with its code, its state,
its numbers and its note; then the moment in UTC, and what was guessed."""

ASKED_BACK = [
    ("p480/500 g3/4 kok", "WORD kok"),
    ("logistik 3/4 log ok", "TWICE log"),
    ("P", "NO_VALUE P"),
    ("P G 3/4", "NO_VALUE P"),
    ("balikpapan P", "NO_VALUE P"),
    ("480/500", "NO_COMPONENT 480/500"),
    ("480/500 personel", "NO_COMPONENT 480/500"),
    ("ok P", "NO_COMPONENT ok"),
    ("P, kurang G", "NO_VALUE G"),
    ("P G K ok", "NO_VALUE P"),
    ("P 480", "NEED P 480"),
    ("P 480 orang", "NEED P 480"),
    ("P 480 kurang", "NEED P 480"),
    ("P kurang 20", "LACKING P … 20"),
    ("P kurang 20 dari 500", "LACKING P … 20 dari 500"),
    ("P 20 dari 500 belum", "STATES P 20 dari 500"),
    ("P belum 20", "LACKING P … 20"),
    ("P 0/500 ok", "STATES P 0/500"),
    ("P 480/500 ?", "STATES P 480/500"),
    ("P ok kurang", "STATES P … kurang"),
    ("P aman blm", "STATES P … blm"),
    ("P 480/500 P 490/500", "TWICE P"),
    ("P 480/500 G 3/4 personel 490/500", "TWICE personel"),
    ("P 480/500 490/500", "VALUES P 480/500 … 490/500"),
    ("P 480 500", "VALUES P 480 … 500"),
    ("P 480,500", "NUMBER 480,500"),
    ("P 480:500", "VALUES P 480 … 500"),
    ("P 480 20/500", "VALUES P 480 … 20/500"),
    ("P 480+20/500", "VALUES P 480 … 20/500"),
    ("P 480-500", "RANGE 480-500"),
    ("P 480 - 500", "RANGE 480 - 500"),
    ("P 480 s/d 500", "RANGE 480 s/d 500"),
    ("P 480 sampai 500", "RANGE 480 sampai 500"),
    ("P 480~500", "RANGE 480~500"),
    ("P 480/500/600", "NUMBER 480/500/600"),
    ("P 2-4-12", "RANGE 2-4"),
    ("P -5/500", "NEGATIVE -5"),
    ("P 5/-500", "NUMBER 5/"),
    ("P - -5", "NEGATIVE -5"),
    ("P 480/0", "NO_NEED P 480/0"),
    ("P 0/0", "NO_NEED P 0/0"),
    ("P 1.26/2", "NUMBER 1.26/2"),
    ("P 1.2660/2.000", "NUMBER 1.2660/2.000"),
    ("P 12.34.56/3", "NUMBER 12.34.56/3"),
    ("P 0480/500", "NUMBER 0480/500"),
    ("P 480.5/500", "NUMBER 480.5/500"),
    ("P 480/500,5", "NUMBER 480/500,5"),
    ("P .5/10", "NUMBER .5"),
    ("P ½", "WORD ½"),
    ("P 1½/2", "NUMBER /"),
    ("P ٤٨٠/٥٠٠", "NUMBER ٤"),
    ("P Ⅳ/Ⅴ", "WORD Ⅳ"),
    ("P 96%", "PERCENT 96%"),
    ("P 96 persen", "PERCENT 96 persen"),
    ("P 96 % ok", "PERCENT 96 %"),
    ("P 3k/5k", "NUMBER /"),
    ("P 5rb", "NEED P 5rb"),
    ("A 3 juta", "NEED A 3"),
    ("A Rp3/4", "WORD Rp"),
    ("P >480", "NUMBER >"),
    ("P ±480/500", "NUMBER ±"),
    ("P 4.800.000.000/5.000.000.000", "HUGE 4.800.000.000/5.000.000.000"),
    ("P 99999999999999999999/3", "HUGE 99999999999999999999/3"),
    ("P 480/50O 3/4", "LETTER_O 480/50O"),
    ("P 48O5/500", "LETTER_O 48O"),
    ("P O/500", "NUMBER /"),
    ("0 3/4", "NO_COMPONENT 0"),
    ("P 480/500 0 3/4", "VALUES P 480/500 … 0"),
    ("P 480/500 14.30", "NUMBER 14.30"),
    ("P 480/500 14:30", "TIME 14:30"),
    ("P 480/500 jam 25.00", "TIME jam 25.00"),
    ("P 480/500 jam 14.75", "TIME jam 14.75"),
    ("P 480/500 jam", "TIME jam"),
    ("P 480/500 kemarin", "TIME kemarin"),
    ("P 480/500 besok jam 09.00", "TIME besok"),
    ("P 480/500 jam 16.30", "FUTURE jam 16.30"),
    ("P 480/500 23.59 WITA", "FUTURE 23.59 WITA"),
    ("P 480/500 jam 10.00 jam 11.00", "TIME jam 11.00"),
    ("P 480/500 rusak", "WHICH rusak"),
    ("P sakit 480/500", "WORD sakit"),
    ("P tidak kurang", "WORD tidak"),
    ("S tidak aman", "WHICH tidak aman"),
    ("S rawan", "WHICH rawan"),
    ("P hampir siap", "WHICH hampir"),
    ("P bukan 480/500", "WORD bukan"),
    ("P kok", "WORD kok"),
    ("P 🔴", "WORD 🔴"),
    ("P $480", "WORD $"),
    ("bontang P 480/500", "OUTSIDE bontang"),
    ("kaltim P 480/500", "OUTSIDE kaltim"),
    ("atlantis P 480/500", "WORD atlantis"),
    ("balikpapan bontang P 480/500", "AREAS bontang"),
    ("balikpapan P 480/500 bontang P 280/413", "AREAS bontang"),
    ("P 480/500 20 sakit", "VALUES P 480/500 … 20"),
    ("semua ok", "NO_COMPONENT semua ok"),
    ("ada rusuh di gudang", "WORD rusuh"),
    ("test", "WORD test"),
    ("?", "NO_COMPONENT ?"),
    ("/", "NUMBER /"),
    ('"', "NO_COMPONENT"),
    ("'", "WORD '"),
    ('P "480/500"', "NO_VALUE P"),
    ("P cat: 480/500", "NO_VALUE P"),
    ("cat: hujan", "NO_COMPONENT hujan"),
    ("P 480/500 x 3", "LACKING P … 3"),
    ("T 3x", "STATES T 3"),
    ("P I80/500", "WORD I"),
    ("P l00/200", "NUMBER 00/200"),
    ("P 4 8 0/500", "VALUES P 4 … 8"),
    ("P 480/500 3/4 G", "VALUES P 480/500 … 3/4"),
    ("P ok\n2. G ok", "NUMBER 2."),
    ("P 12:30", "TIME 12:30"),
    ("P 480/500 20:15", "TIME 20:15"),
    ("A 2.500.000/3.000.000", "HUGE A 2.500.000/3.000.000"),
    ("A 500.000.000/600.000.000", "HUGE A 500.000.000/600.000.000"),
    ("P 480/500 catatan = G 3/4 menyusul", "NOTE_ENDS G 3/4 menyusul"),
    ("P 480/500 ket 20 sakit O 3/4 K ok", "NOTE_ENDS O 3/4 K ok"),
    ("P 480/500 karena 20 sakit, O 3/4", "NOTE_ENDS O 3/4"),
    ("P 480/500 ket: 20 sakit, posko siap", "NOTE_ENDS posko siap"),
    ("P 480/500 (20 sakit, posko siap)", "NOTE_ENDS posko siap"),
    ("P siap (20 belum tiba)", "STATES 20 belum tiba"),
    ("P 500/500 (tidak jadi)", "STATES tidak jadi"),
    ("O 4/4 (1 rusak)", "STATES 1 rusak"),
    ("S nihil", "WHICH S nihil"),
    ("S tidak ada", "WHICH S tidak ada"),
    ("N nihil", "WHICH N nihil"),
    ("P nihil kejadian", "WORD nihil kejadian"),
    ("K-9 ok", "NEED K-9"),
    ("A1 ok", "NEED A1"),
    ("G20 ok", "NEED G20"),
    ("P3K ok", "NEED P3"),
    ("C1 ok", "NO_COMPONENT 1"),
    ("P 480/500 lengkap", "STATES 480/500 … lengkap"),
    ("P 480/500 O 3/4 semua siap", "STATES 3/4 … semua siap"),
    ("P 480/500 O 3/4 aman", "STATES 3/4 … aman"),
    ("P 480/500 O 3/4, mantap!", "STATES 3/4 … mantap"),
    ("P 480/500 O 3/4 👍", "STATES 3/4 … 👍"),
    ("P siap 480 dari 500", "STATES 480/500 … siap"),
    ("P 500/500 belum lengkap", "STATES 500/500 … belum lengkap"),
    ("P 480/500\n✅ O 3/4\n✅ G ok", "NO_COMPONENT ✅"),
    ("P ok\nblm O", "NO_COMPONENT blm"),
    ("P 480/500 kurang 30", "LACKING P … 30"),
    ("P 500 kurang 20", "LACKING P … 20"),
    ("P kuat 500 hadir 480 kurang 30", "LACKING P … 30"),
    ("P hadir 480 tidak hadir 20", "VALUES P 480 … 20"),
    ("P 480 perlu 500 ada", "WORD ada"),
    ("P 500 perlu 480", "VALUES P 500 … 480"),
    ("P perlu 500", "NEED P 500"),
    ("P ok perlu 500", "NEED P 500"),
    ("P ada 480", "NEED P 480"),
    ("P 480/500 target 510", "VALUES P 480/500 … 510"),
    ("P target 480/500", "VALUES P … 480/500"),
    ("P baru siap", "WORD baru"),
    ("P sudah belum", "WORD sudah"),
    ("P dari 470 jadi 480", "VALUES P 470 … 480"),
    ("P 480/500 (90%)", "PERCENT 90%"),
    ("P 96% 480/500", "PERCENT 96%"),
    ("O 3 personel dari 4", "UNIT O … 3 personel dari 4"),
    ("O 3/4 orang", "UNIT O … orang"),
    ("P 480 juta dari 500 juta", "UNIT P … 480 juta dari 500"),
    ("P 2 ribu 500", "VALUES P 2 ribu … 500"),
    ("P 1,25rb/2rb", "NUMBER 1,25"),
    ("P dua pertiga", "WORD pertiga"),
    ("P dua lima dari tiga puluh", "VALUES P dua … lima dari tiga puluh"),
    ("P tiga ratusan", "WORD ratusan"),
    ("P 2/3 kekuatan", "WORD kekuatan"),
    ("O 3 siap 1 belum", "VALUES O 3 … 1"),
    ("posko kurang satu", "LACKING posko … satu"),
    ("P n O siap", "NO_VALUE P"),
    ("P dan O 3/4", "NO_VALUE P"),
    ("1. P ok\n2. O blm\n4. G ok", "NUMBER 1."),
    ("A. siap\nB. siap", "NO_COMPONENT siap"),
    ("tidak P ok", "WORD tidak"),
    ("P tidak semua siap", "WORD tidak"),
    ("P belum semua siap", "STATES P … semua siap"),
    ("P akan siap", "WHICH akan"),
    ("G rusak", "WHICH rusak"),
    ("P ga ok", "WHICH ga ok"),
    ("P siap?", "STATES P … ?"),
    ("P 480/500 jam 2", "TIME jam 2"),
    ("P 480/500 kemarin jam 9", "TIME kemarin jam 9"),
    ("P 480/500 jam 12 malam", "TIME jam 12 malam"),
    ("P 480/500 jam 9 malam", "FUTURE jam 9 malam"),
    ("P 480/500 pagi ini", "TIME pagi"),
    ("P 480/500 02/10", "NUMBER 02/10"),
    ("kec. balikpapan selatan P 80/100", "BELOW kec"),
    ("balikpapan selatan P 80/100", "BELOW selatan"),
    ("polsek balikpapan utara P 20/25", "BELOW polsek"),
    ("smd P 480/500", "WORD smd"),
    ("P ok bpp", "WORD bpp"),
    ("P 480/500 mks", "WORD mks"),
    ("kodim 0905 P 480/500", "NUMBER 0905"),
    ("P 480/500 NRP 87051234", "VALUES P 480/500 … 87051234"),
    ("POK", "WORD POK"),
    ("Satpol PP ok", "NO_COMPONENT ok"),
    ("P 3/4 rb", "NUMBER 3/4 rb"),
    ("P dua dari tiga ratus", "NUMBER dua dari tiga ratus"),
    ("situasi aman n kondusif", "WORD n"),
    ("S aman n terkendali", "WORD n"),
    ("posko 3/4 g lengkap", "WORD g"),
    ("P belum karena K tidak siap", "NOTE_ENDS K tidak siap"),
    ("K ok\n480 personel 500/500", "NO_COMPONENT 480"),
    ("K ok\n3/4 posko\n480/500 personel", "NO_COMPONENT 3/4"),
    ("O 4/4 (1 belum beroperasi)", "STATES 1 belum beroperasi"),
    ("pkl 14.00 s.d. 15.00 S aman", "NUMBER 15.00"),
    ("personel yang siap 480 dari 500", "STATES 480/500 … siap"),
    ("renkon blm ada", "WHICH renkon blm ada"),
    ("posko baru 3", "NEED posko 3"),
    ("pos 1 aman", "NEED pos 1"),
    ("posko satu siap", "NEED posko satu"),
    ("gudang 2 ok", "NEED gudang 2"),
    ("pelanggaran 3/4", "NO_COMPONENT 3/4"),
    ("P ok balapannya", "WORD balapannya"),
    ("A 500 ribu dari 600 ribu", "UNIT A … 500 ribu dari 600 ribu"),
    ("P siap (nanti sore)", "STATES nanti sore"),
    ("P siap (menunggu BKO)", "STATES menunggu BKO"),
    ("P 480/500 jam 2 tadi", "TIME jam 2 tadi"),
]
"""What he writes, why it is asked back, and about which piece."""

ELSEWHERE = [
    ("two", "P 480/500", "kota-balikpapan,kota-bontang | P kurang 480/500"),
    ("two", "bontang P 480/500", "kota-bontang | P kurang 480/500"),
    ("two", "P 480/500 jam 14.30", "kota-balikpapan,kota-bontang | P kurang 480/500 | 14 06.30"),
    ("two", "P 480/500 bontng", "kota-bontang | P kurang 480/500 | ~bontng"),
    ("blitar", "blitar P 480/500", "kabupaten-blitar,kota-blitar | P kurang 480/500"),
    ("blitar", "kota blitar P 480/500", "kota-blitar | P kurang 480/500"),
    ("blitar", "kab. blitar P 480/500", "kabupaten-blitar | P kurang 480/500"),
    ("blitar", "kab blitar, P 480/500", "kabupaten-blitar | P kurang 480/500"),
    ("blitar", "blitr P 480/500", "kabupaten-blitar,kota-blitar | P kurang 480/500"),
    ("blitar", "malang kota malang P 3/4", "kota-malang | P kurang 3/4"),
    ("blitar", "P 3/4", "jawa-timur | P kurang 3/4"),
    ("zones", "P 480/500 jam 14.30", "? ZONE jam 14.30"),
    (
        "zones",
        "P 480/500 14.30 WIT",
        "kota-balikpapan,kota-pontianak | P kurang 480/500 | 14 05.30",
    ),
    ("zones", "pontianak P 480/500 jam 16.30", "? FUTURE jam 16.30"),
    (
        "kaltim",
        "kutai P ok",
        "kabupaten-kutai-barat,kabupaten-kutai-kartanegara,kabupaten-kutai-timur | P siap",
    ),
    ("kaltim", "smd P ok", "kota-samarinda | P siap | ~smd"),
    ("kaltim", "kota smd: P ok", "kota-samarinda | P siap | ~kota smd"),
    ("kaltim", "paser utara P ok", "? BELOW utara"),
    ("kaltim", "penajam P ok", "kabupaten-penajam-paser-utara | P siap"),
    ("kaltim", "bawaslu kota bontang P 25/25", "kota-bontang | P siap 25/25"),
    ("jabar", "bdg kota P ok", "kota-bandung | P siap | ~bdg kota"),
    ("jabar", "kab bdg P ok", "kabupaten-bandung,kabupaten-bandung-barat | P siap"),
    ("jabar", "polresta bandung P ok", "kabupaten-bandung,kota-bandung | P siap"),
    ("jabar", "crb P ok", "kabupaten-cirebon,kota-cirebon | P siap"),
    ("lima", "Lima Puluh Kota P tiga dari lima", "kabupaten-lima-puluh-kota | P kurang 3/5"),
    ("kaltim", "P ok mahal", "? WORD mahal"),
    (
        "kaltim",
        "kutai kertanegara P ok",
        "kabupaten-kutai-kartanegara | P siap | ~kutai kertanegara",
    ),
]
"""Who writes, what, and what it says, the areas before all."""

OFFICERS = {
    "two": ("kota-balikpapan", "kota-bontang"),
    "blitar": ("jawa-timur",),
    "zones": ("kota-pontianak", "kota-balikpapan"),
    "kaltim": ("kalimantan-timur",),
    "jabar": ("jawa-barat",),
    "lima": ("sumatera-barat",),
}


def reach(*areas: str) -> Reach:
    """That of an officer of these areas; an admin's where there are none."""
    grants = tuple(Grant(Role.OFFICER, area) for area in areas) or (Grant(Role.ADMIN),)
    return reach_of(Person(1, "Cut", "P-00000001", grants), TREE)


HIS = reach("kota-balikpapan")
ALL = reach()


def told(outcome: Understood | Unclear) -> str:
    """The outcome in one line."""
    if isinstance(outcome, Unclear):
        return f"{outcome.reason.name} {outcome.about}".rstrip()
    parts = [",".join(outcome.areas), *map(told_line, outcome.lines)]
    if outcome.observed_at:
        parts.append(f"{outcome.observed_at:%d %H.%M}")
    return " | ".join([*parts, *(f"~{guess.written}" for guess in outcome.guesses)])


def told_line(line: Line) -> str:
    numbers = [] if line.have is None else [str(line.have)]
    if line.need is not None:
        numbers = [f"{line.have}/{line.need}"]
    state = SHORT.get(line.state, line.state.value)
    note = [f'"{line.note}"'] if line.note else []
    return " ".join([CODE_OF[line.component], state, *numbers, *note])


def understood(text: str, whose: Reach = HIS) -> Understood:
    outcome = parse(text, whose, NOW)
    assert isinstance(outcome, Understood), outcome
    return outcome


@pytest.mark.parametrize(("text", "said"), UNDERSTOOD)
def test_a_line_is_understood_as_it_was_meant(text: str, said: str) -> None:
    parts = ["kota-balikpapan", *([said] if said else [])]
    assert told(parse(text, HIS, NOW)) == " | ".join(parts)


@pytest.mark.parametrize(("text", "why"), ASKED_BACK)
def test_what_could_be_read_in_two_ways_is_asked_back(text: str, why: str) -> None:
    outcome = parse(text, HIS, NOW)
    assert isinstance(outcome, Unclear) and told(outcome) == why


@pytest.mark.parametrize(("who", "text", "said"), ELSEWHERE)
def test_which_area_is_meant_follows_from_whose_line_it_is(who: str, text: str, said: str) -> None:
    outcome = parse(text, reach(*OFFICERS[who]), NOW)
    assert told(outcome) == said.removeprefix("? ")


def test_there_are_more_than_a_hundred_ways_and_no_two_are_the_same() -> None:
    texts = [text for text, _ in UNDERSTOOD + ASKED_BACK]
    assert len(UNDERSTOOD) >= 100 and len(ASKED_BACK) >= 100
    assert len(set(texts)) == len(texts)


def test_whoever_has_no_area_of_his_own_has_to_name_one() -> None:
    assert told(parse("P ok", ALL, NOW)) == " | P siap"
    assert told(parse("bontang P ok", ALL, NOW)) == "kota-bontang | P siap"
    assert told(parse("P ok jam 9", ALL, NOW)) == "ZONE jam 9"


def test_a_guess_says_what_was_written_and_what_it_was_taken_for() -> None:
    guesses = understood("balikpapn anggran 3/4").guesses
    assert guesses == (Guess("anggran", Component.BUDGET), Guess("balikpapn", "kota-balikpapan"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("P ok" + " " * LIMIT, Reason.LONG), ('P ok "' + "a" * (NOTE_LIMIT + 1), Reason.NOTE_LONG)],
)
def test_what_is_too_long_is_asked_back(text: str, reason: Reason) -> None:
    outcome = parse(text, HIS, NOW)
    assert isinstance(outcome, Unclear) and outcome.reason is reason


class TestCorrection:
    BEFORE = Line(Component.PERSONNEL, State.ACTION, 480, 500, "20 sakit")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("P 490/500", 'P kurang 490/500 "20 sakit"'),
            ("490/500", 'P kurang 490/500 "20 sakit"'),
            ("P 490", 'P kurang 490/500 "20 sakit"'),
            ("500", 'P siap 500/500 "20 sakit"'),
            ("ok", 'P siap 480/500 "20 sakit"'),
            ("siap", 'P siap 480/500 "20 sakit"'),
            ("siap ndan", ""),
            ("lengkap", "STATES 480/500 … lengkap"),
            ("hadir 490", 'P kurang 490/500 "20 sakit"'),
            ("perlu 520", "NEED 520"),
            ("490/500 (10 sakit)", 'P kurang 490/500 "10 sakit"'),
            ("?", 'P ? "20 sakit"'),
            ("cat: 10 sakit", 'P kurang 480/500 "10 sakit"'),
            ("490/500 cat: 10 sakit", 'P kurang 490/500 "10 sakit"'),
            ("G 3/4", "G kurang 3/4"),
            ("P belum", 'P belum "20 sakit"'),
            ("P belum 490", "LACKING P … 490"),
            ("sakit", "WORD sakit"),
        ],
    )
    def test_it_goes_on_what_was_said_before(self, text: str, said: str) -> None:
        before = {Component.PERSONNEL: self.BEFORE}
        outcome = parse(text, HIS, NOW, before, Component.PERSONNEL)
        assert told(outcome).removeprefix("kota-balikpapan").removeprefix(" | ") == said

    @pytest.mark.parametrize(
        ("state", "text", "said"),
        [
            (State.READY, "480/500", "P siap 480/500"),
            (State.READY, "480", "P siap 480"),
            (State.ACTION, "500/500", "P kurang 500/500"),
            (State.ACTION, "480", "NEED 480"),
            (State.NOT_YET, "480/500", "STATES 480/500"),
            (State.NOT_YET, "480/500 kurang", "P kurang 480/500"),
        ],
    )
    def test_numbers_leave_a_state_that_was_chosen(
        self, state: State, text: str, said: str
    ) -> None:
        chosen = Line(Component.PERSONNEL, state)
        before = {Component.PERSONNEL: chosen}
        outcome = parse(text, HIS, NOW, before, Component.PERSONNEL, stays=True)
        assert told(outcome).removeprefix("kota-balikpapan | ") == said


def test_no_area_is_called_by_a_word_that_means_something_else() -> None:
    assert [word for word in MEANINGS if exactly(word, TREE)] == []


def test_every_area_is_understood_by_its_name() -> None:
    mistaken = [
        text
        for area in TREE.areas
        for name in (area.name, area.name.upper(), area.name.lower())
        for text in (f"{name} P 3/4", f"P 3/4 {name}")
        if told(parse(text, ALL, NOW)) != f"{area.id} | P kurang 3/4"
    ]
    assert mistaken == []


notes = st.text(st.sampled_from("abcXYZ019 ,.:;/-?!'()é😀"), max_size=40).map(
    lambda text: " ".join(text.split())
)
numbers = st.tuples(st.integers(0, 999_999_999), st.integers(1, 999_999_999))
millions = st.tuples(st.integers(0, 999_999), st.integers(1, 999_999))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    state, component = draw(st.sampled_from(State)), draw(st.sampled_from(Component))
    counted = millions if component is Component.BUDGET else numbers
    have, need = draw(st.one_of(st.just((None, None)), counted))
    if have is not None and draw(st.booleans()) and state is State.READY:
        need = None
    assume(not contradicts(state, have))
    return Line(component, state, have, need, draw(notes))


reports = st.lists(lines(), min_size=1, max_size=10, unique_by=lambda line: line.component)


@settings(max_examples=50)
@given(st.sampled_from([(area.id, area.name) for area in TREE.areas]), reports)
def test_a_report_written_as_a_line_is_understood_as_itself(
    area: tuple[str, str], report: list[Line]
) -> None:
    id, name = area
    line = written(name, report)
    assume(len(line) <= LIMIT)
    assert parse(line, ALL, NOW) == Understood((id,), tuple(report))


PIECES = [
    *("P", "p", "G", "K", "personel", "gudang", "anggran", "ok", "siap", "kurang", "belum", "x"),
    *("480/500", "3/4", "480", "dari", "500", "1.266", "0", "O", "5O", "-5", "14.30", "jam", "/"),
    *("balikpapan", "balikpapn", "bontang", "di", "tidak", "sakit", '"20', 'sakit"', "cat:", "?"),
    *("\n", ",", ".", "-", "%", "½", "٣", "kemarin", "WITA", "hadir", "perlu", "jumlah", "(", ")"),
    *("lengkap", "semua", "karena", "96%", "1.", "2.", "✅"),
]
soups = st.lists(st.sampled_from(PIECES), max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)


def numbers_in(text: str) -> list[str]:
    """The runs of digits in the text, without points and commas, letters O behind a digit zeros."""
    digits = unicodedata.normalize("NFKC", text).replace(".", "").replace(",", "")
    zeros = re.sub("(?<=[0-9])[oO]+", lambda letters: "0" * len(letters[0]), digits)
    return re.findall("[0-9]+", zeros)


@given(st.one_of(st.text(), soups))
def test_no_number_is_understood_that_was_not_written(text: str) -> None:
    outcome = parse(text, HIS, NOW)
    if isinstance(outcome, Understood):
        for line in outcome.lines:
            for number in (line.have, line.need):
                assert number is None or str(number) in numbers_in(text)


@given(st.lists(st.tuples(st.sampled_from(list(CODES)), numbers), max_size=6), st.data())
def test_of_counts_that_were_written_none_is_lost_and_none_changes_place(
    counts: list[tuple[str, tuple[int, int]]], data: st.DataObject
) -> None:
    beside = st.sampled_from(["", " ", ", ", "\n", " ok ", " kurang ", " balikpapan ", ' "9/9" '])
    pieces = [f"{code} {have}/{need}{data.draw(beside)}" for code, (have, need) in counts]
    outcome = parse(" ".join(pieces), HIS, NOW)
    if isinstance(outcome, Understood):
        found = [(CODE_OF[line.component], (line.have, line.need)) for line in outcome.lines]
        assert found == counts
