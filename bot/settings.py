"""What can be configured: one frozen `Settings`, read from the environment and `.env`, and the
table that help, README and doctor are made from.

A name that starts with SIAGA_ and means nothing is refused, because a misspelt setting that is
silently ignored is found only when it is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from bot.errors import MissingToken, UnknownSetting, UnreadableSettings, WrongSetting

PREFIX = "SIAGA_"
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_LATER = {
    "INDEX_URL": ("indeks di luar proses", "alamat Milvus"),
    "WEBHOOK_URL": ("alamat yang dipanggil Telegram", "alamat https"),
    "WEBHOOK_SECRET": ("rahasia yang dikirim Telegram bersama tiap panggilan", "teks"),
    "LISTEN": ("tempat menunggu panggilan Telegram", "host:port"),
}
"""The contract's names that this version accepts and does not use: what each is for, its unit."""


def _token(value: SecretStr) -> SecretStr:
    stripped = value.get_secret_value().strip()
    if not _TOKEN.fullmatch(stripped):
        raise ValueError("not a bot token")
    return SecretStr(stripped)


def _server(value: str) -> str:
    address = urlsplit(value.strip())
    usable = address.scheme in ("http", "https") and address.hostname and address.port != 0
    if not usable or address.query or address.fragment:
        raise ValueError("not the address of a server")
    return value.strip().rstrip("/")


def _ids(value: Any) -> Any:
    """`123, 456` as numbers; no person has an id below 1."""
    if not isinstance(value, str):
        return value
    ids = [int(one) for one in value.split(",") if one.strip()]
    if any(id < 1 for id in ids):
        raise ValueError("not the id of a person")
    return tuple(dict.fromkeys(ids))


def _database(value: str) -> str:
    if not value.strip().startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
        raise ValueError("not a database that there is a driver for")
    return value.strip()


def _folder(value: Path) -> Path:
    folder = value.expanduser()
    if folder.exists() and not folder.is_dir():
        raise ValueError("not a folder")
    return folder


_Folder = Annotated[Path, AfterValidator(_folder)]


class Settings(BaseSettings):
    """The names without their prefix, in lower case. `load` reads and checks them; passing values
    by name, as tests do, overrides what the environment says."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        default=None,
        description="token bot; hanya diperlukan oleh `siaga run`",
        json_schema_extra={"unit": "token dari @BotFather, bentuknya 123456789:ABC..."},
    )
    telegram_api_url: Annotated[str, AfterValidator(_server)] = Field(
        default="https://api.telegram.org",
        description="server Bot API yang dipakai",
        json_schema_extra={"unit": "alamat http atau https"},
    )
    data_dir: _Folder = Field(
        default=Path("data"),
        description="tempat menyimpan indeks",
        json_schema_extra={"unit": "folder"},
    )
    corpus_dir: _Folder = Field(
        default=Path(str(files("corpus") / "data")),
        description="tempat dokumen dibaca; bawaannya kumpulan yang ikut proyek",
        json_schema_extra={"unit": "folder", "default": "corpus/data"},
    )
    model: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = Field(
        default=None,
        description="model vektor; bawaannya model kecil yang ikut proyek",
        json_schema_extra={"unit": "folder atau nama model"},
    )
    reader: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        default="bundled",
        description="model pembaca untuk kalimat-kalimat teratas; none mematikannya",
        json_schema_extra={"unit": "bundled, none, atau folder"},
    )
    admins: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = Field(
        default=(),
        description="admin pertama; yang lain diundang lewat bot",
        json_schema_extra={"unit": "id Telegram, dipisah koma; bot menyebutnya pada /saya"},
    )
    database_url: Annotated[str, AfterValidator(_database)] | None = Field(
        default=None,
        description="basis data; bawaannya berkas siaga.db di SIAGA_DATA_DIR",
        json_schema_extra={"unit": "postgresql+asyncpg://pengguna:sandi@server/nama"},
    )
    unused: tuple[str, ...] = Field(default=(), exclude=True)

    @property
    def bot_url(self) -> str:
        """Where methods are called, before the token."""
        return f"{self.telegram_api_url}/bot"

    @property
    def file_url(self) -> str:
        """Where files are fetched, before the token."""
        return f"{self.telegram_api_url}/file/bot"

    def token(self) -> str:
        """The token in the clear, for who opens the connection. Raises MissingToken."""
        if self.telegram_token is None:
            raise MissingToken(f"{PREFIX}TELEGRAM_TOKEN")
        return self.telegram_token.get_secret_value()


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `default` is empty where there is none, `used` is whether this version
    reads it."""

    name: str
    help: str
    unit: str
    default: str
    used: bool


def _used() -> tuple[Setting, ...]:
    rows = []
    for name, field in Settings.model_fields.items():
        if isinstance(field.json_schema_extra, dict):
            unit = str(field.json_schema_extra["unit"])
            default = str(field.json_schema_extra.get("default", field.default or ""))
            rows.append(
                Setting(PREFIX + name.upper(), field.description or "", unit, default, True)
            )
    return tuple(rows)


TABLE = _used() + tuple(
    Setting(PREFIX + name, purpose, unit, "", False) for name, (purpose, unit) in _LATER.items()
)
"""Every setting of the contract, used ones first."""


def load() -> Settings:
    """The settings of this process. Raises a SettingsError that names the variable."""
    try:
        names = _names()
        unused = tuple(row.name for row in TABLE if row.name in names and not row.used)
        return Settings(unused=unused)
    except ValidationError as error:
        raise _wrong(error) from None
    except (OSError, UnicodeDecodeError):
        raise UnreadableSettings from None


def _names() -> frozenset[str]:
    """The SIAGA_ names that are set to something, in the environment or in `.env`."""
    found = (*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars)
    names = frozenset(name.upper() for name in found if name.upper().startswith(PREFIX))
    known = {row.name.removeprefix(PREFIX): row.name for row in TABLE}
    for name in sorted(names.difference(known.values())):
        nearest = get_close_matches(name.removeprefix(PREFIX), known, 1)
        raise UnknownSetting(name, known[nearest[0]] if nearest else None)
    return names


def _wrong(error: ValidationError) -> WrongSetting:
    name = PREFIX + str(error.errors(include_input=False)[0]["loc"][0]).upper()
    return next(WrongSetting(row.name, row.unit) for row in TABLE if row.name == name)
