"""What can go wrong for a reason that we know. Every leaf carries a calm sentence for whoever reads
it; anything else that is raised is a fault of ours and goes to the log under an incident's id.

    SiagaError
    ├── SettingsError
    │   ├── UnknownSetting      a SIAGA_ name that means nothing
    │   ├── WrongSetting        a value that cannot be used
    │   ├── MissingToken        `run` without a token
    │   └── UnreadableSettings  a .env that is not text
    ├── TokenRefused            Telegram does not know the token
    ├── TelegramSilent          the Bot API server does not answer
    ├── LibraryClosed           asked while the program stops
    ├── DatabaseRefused         an address of a database that cannot be used
    ├── DatabaseSilent          the database cannot be opened
    ├── DatabaseNewer           a newer version of the program has changed the tables
    ├── BackupRefused           a backup that cannot be made or taken up
    ├── ExportExists            the folder of an export is there already
    ├── CorpusClosed            nothing can be written into the corpus folder
    └── RemovalDeferred         a removal that is decided and cannot be done now
"""

from __future__ import annotations

from bot import texts


class SiagaError(Exception):
    """`sentence` is Indonesian, complete, and holds neither a secret nor another's words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SettingsError(SiagaError):
    """The settings cannot be used as they are."""


class UnknownSetting(SettingsError):
    """`nearest` is the known name that was probably meant."""

    def __init__(self, name: str, nearest: str | None) -> None:
        template = texts.SETTING_SUGGESTION if nearest else texts.SETTING_UNKNOWN
        super().__init__(template.format(name=name, nearest=nearest))


class WrongSetting(SettingsError):
    """Names the variable and what it should hold, never the value: it may be a secret."""

    def __init__(self, name: str, unit: str) -> None:
        super().__init__(texts.SETTING_WRONG.format(name=name, unit=unit))


class MissingToken(SettingsError):
    def __init__(self, name: str) -> None:
        super().__init__(texts.TOKEN_MISSING.format(name=name))


class UnreadableSettings(SettingsError):
    def __init__(self) -> None:
        super().__init__(texts.SETTINGS_FILE_UNREADABLE)


class TokenRefused(SiagaError):
    def __init__(self, name: str) -> None:
        super().__init__(texts.TOKEN_REFUSED.format(name=name))


class TelegramSilent(SiagaError):
    """`reason` is the kind of failure, never its words: they may hold the token."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(texts.DOCTOR_TELEGRAM_SILENT.format(url=url, reason=reason))


class LibraryClosed(SiagaError):
    def __init__(self) -> None:
        super().__init__(texts.LIBRARY_CLOSED)


class DatabaseRefused(SiagaError):
    """`where` is the address without its password."""

    def __init__(self, where: str) -> None:
        super().__init__(texts.DATABASE_REFUSED.format(where=where))


class DatabaseSilent(SiagaError):
    """`reason` is the kind of failure: its words may quote what was being written."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(texts.DATABASE_SILENT.format(where=where, reason=reason))


class DatabaseNewer(SiagaError):
    def __init__(self) -> None:
        super().__init__(texts.DATABASE_NEWER)


class BackupRefused(SiagaError):
    def __init__(self, file: str, reason: str) -> None:
        super().__init__(texts.BACKUP_REFUSED.format(file=file, reason=reason))


class ExportExists(SiagaError):
    def __init__(self, folder: str) -> None:
        super().__init__(texts.EXPORT_EXISTS.format(folder=folder))


class CorpusClosed(SiagaError):
    def __init__(self) -> None:
        super().__init__(texts.CORPUS_CLOSED)


class RemovalDeferred(SiagaError):
    def __init__(self) -> None:
        super().__init__(texts.REMOVAL_DEFERRED)
