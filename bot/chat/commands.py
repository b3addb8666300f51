"""The commands of the chat, once: the menus and the help are made from this table."""

from __future__ import annotations

from dataclasses import dataclass

from bot import texts
from bot.access import Person, Right, may
from bot.render.reports.unclear import codes


@dataclass(frozen=True, slots=True)
class Command:
    """`right`: who has it; more than a citizen's works in private only. `in_groups`: whether groups
    have it in their menu; it works there all the same."""

    name: str
    description: str
    right: Right = Right.ASK
    in_groups: bool = True


COMMANDS = (
    Command("tanya", texts.COMMAND_ASK),
    Command("sumber", texts.COMMAND_SOURCES),
    Command("tahapan", texts.COMMAND_STAGES),
    Command("kesiapan", texts.COMMAND_READINESS),
    Command("kontak", texts.COMMAND_CONTACTS),
    Command("bantuan", texts.COMMAND_HELP),
    Command("saya", texts.COMMAND_ME, in_groups=False),
    Command("privasi", texts.COMMAND_PRIVACY, in_groups=False),
    Command("hapusdata", texts.COMMAND_ERASE, in_groups=False),
    Command("start", texts.COMMAND_START, in_groups=False),
    Command("papan", texts.COMMAND_BOARD, Right.REPORT),
    Command("lapor", texts.COMMAND_REPORT, Right.REPORT),
    Command("pantau", texts.COMMAND_WATCH, Right.REPORT),
    Command("ceklis", texts.COMMAND_CHECKLIST, Right.REPORT),
    Command("latihan", texts.COMMAND_DRILLS, Right.REPORT),
    Command("verifikasi", texts.COMMAND_VERIFY, Right.OVERSEE),
    Command("petugas", texts.COMMAND_OFFICERS, Right.OVERSEE),
    Command("peran", texts.COMMAND_ROLES, Right.OVERSEE),
    Command("statistik", texts.COMMAND_STATISTICS, Right.KEEP),
    Command("tambah", texts.COMMAND_ADD, Right.KEEP),
    Command("dokumen", texts.COMMAND_DOCUMENTS, Right.KEEP),
    Command("hapus", texts.COMMAND_REMOVE, Right.KEEP),
    Command("muatulang", texts.COMMAND_RELOAD, Right.KEEP),
    Command("versi", texts.COMMAND_VERSIONS, Right.KEEP),
    Command("pulihkan", texts.COMMAND_RESTORE, Right.KEEP),
    Command("siaran", texts.COMMAND_BROADCAST, Right.KEEP),
    Command("audit", texts.COMMAND_AUDIT, Right.KEEP),
)


def commands_of(person: Person) -> tuple[Command, ...]:
    """The commands that `person` may use, in the order of the table."""
    return tuple(command for command in COMMANDS if may(person, command.right))


def own_lines(person: Person) -> list[str]:
    """Those of them that only his roles give him, one a line."""
    return [_line(command) for command in commands_of(person) if command.right is not Right.ASK]


def help_words(person: Person) -> str:
    """How to ask, every command that is there for `person`, and how a report is written."""
    lines = (_line(command) for command in commands_of(person))
    reporting = ["", codes()] if may(person, Right.REPORT) else []
    return "\n".join([texts.HELP, "", texts.COMMANDS_HEADING, *lines, *reporting])


def _line(command: Command) -> str:
    return f"/{command.name}: {command.description}"
