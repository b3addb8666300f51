from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.errors import MissingToken, UnknownSetting, UnreadableSettings, WrongSetting
from bot.settings import PREFIX, TABLE, Settings, load

TOKEN = "123456:RAHASIA-sekali"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_has_to_be_set() -> None:
    settings = load()
    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.data_dir == Path("data")
    assert settings.corpus_dir.joinpath("areas.yaml").is_file()
    assert settings.model is None
    assert settings.unused == ()


def test_the_environment_goes_before_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("SIAGA_DATA_DIR=dari-berkas\nSIAGA_MODEL=model-berkas\nLAIN=1\n")
    monkeypatch.setenv("SIAGA_DATA_DIR", "dari-lingkungan")
    assert (load().data_dir, load().model) == (Path("dari-lingkungan"), "model-berkas")


def test_a_file_saved_by_a_windows_editor_is_read(folder: Path) -> None:
    (folder / ".env").write_bytes("SIAGA_MODEL=kecil\r\n".encode("utf-8-sig"))
    assert load().model == "kecil"


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("SIAGA_DATA_DIR", "")
    assert load() == Settings()


def test_the_example_file_can_be_copied_as_it_is(folder: Path) -> None:
    example = Path(__file__).parents[2] / ".env.example"
    (folder / ".env").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    copied = load()
    (folder / ".env").unlink()
    assert copied == Settings()


def test_the_example_file_shows_every_used_setting_with_its_help_and_default() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    shown = re.findall(r"^# (.+) \((.+)\)\n(?:# )?(SIAGA_\w+)=(.*)$", example, re.MULTILINE)
    table = [(row.help, row.unit, row.name, row.default) for row in TABLE if row.used]
    assert shown == table


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("SIAGA_TELEGRAM_TOKN", "SIAGA_TELEGRAM_TOKEN"),
        ("siaga_data_dri", "SIAGA_DATA_DIR"),
        ("SIAGA_XYZ", None),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(
    name: str, nearest: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(UnknownSetting) as refused:
        load()
    assert refused.value.sentence.startswith(f"{name.upper()} bukan pengaturan yang dikenal.")
    assert refused.value.sentence.endswith(f"maksudnya {nearest}?" if nearest else "dikenal.")


def test_an_unknown_name_in_the_file_is_refused_too(folder: Path) -> None:
    (folder / ".env").write_text("SIAGA_ADMIN=1\n")
    with pytest.raises(UnknownSetting, match="SIAGA_ADMINS"):
        load()


def test_settings_of_later_versions_are_accepted_and_named_as_unused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("SIAGA_LISTEN=:8080\n")
    monkeypatch.setenv("SIAGA_INDEX_URL", "http://milvus.example")
    assert load().unused == ("SIAGA_INDEX_URL", "SIAGA_LISTEN")


@pytest.mark.parametrize(
    ("written", "ids"), [("1,2", (1, 2)), (" 7 ,, 7 ", (7,)), ("6123456789", (6123456789,))]
)
def test_admins_are_numbers_between_commas(
    written: str, ids: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIAGA_ADMINS", written)
    assert load().admins == ids


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIAGA_TELEGRAM_TOKEN", "bukan-token-rahasia"),
        ("SIAGA_TELEGRAM_TOKEN", "bot123:rahasia"),
        ("SIAGA_TELEGRAM_API_URL", "rahasia"),
        ("SIAGA_TELEGRAM_API_URL", "ftp://rahasia.example"),
        ("SIAGA_TELEGRAM_API_URL", "http://rahasia:99999999"),
        ("SIAGA_TELEGRAM_API_URL", "http://rahasia.example/?x=1"),
        ("SIAGA_DATA_DIR", "rahasia.txt"),
        ("SIAGA_ADMINS", "@rahasia"),
        ("SIAGA_ADMINS", "12,-5"),
        ("SIAGA_ADMINS", "0"),
        ("SIAGA_DATABASE_URL", "mysql://u:rahasia@server/nama"),
        ("SIAGA_DATABASE_URL", "rahasia.db"),
        ("SIAGA_MODEL", "   "),
    ],
)
def test_a_wrong_value_is_told_by_name_and_never_shown(
    name: str, value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rahasia.txt").touch()
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as refused:
        load()
    assert refused.value.sentence.startswith(f"{name} salah isi; yang diharapkan: ")
    assert "rahasia" not in str(refused.getrepr(chain=True, showlocals=False)).split("E  ")[-1]
    assert refused.value.__suppress_context__


def test_a_file_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / ".env").write_bytes(b"SIAGA_MODEL=\xff\xfe\x00")
    with pytest.raises(UnreadableSettings):
        load()


def test_the_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_TELEGRAM_TOKEN", f" {TOKEN} ")
    settings = load()
    assert settings.token() == TOKEN
    assert (
        TOKEN not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    )


def test_a_missing_token_is_told_where_it_is_needed() -> None:
    with pytest.raises(MissingToken, match="SIAGA_TELEGRAM_TOKEN belum diisi"):
        Settings().token()


def test_the_servers_addresses_follow_from_its_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    settings = load()
    assert settings.bot_url == "http://127.0.0.1:8081/bot"
    assert settings.file_url == "http://127.0.0.1:8081/file/bot"


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Settings().telegram_token = SecretStr(TOKEN)


def test_every_setting_of_the_contract_is_in_the_table_with_help_and_unit() -> None:
    names = (
        "TELEGRAM_TOKEN TELEGRAM_API_URL DATA_DIR CORPUS_DIR MODEL READER ADMINS DATABASE_URL "
        "INDEX_URL WEBHOOK_URL WEBHOOK_SECRET LISTEN"
    )
    assert [row.name for row in TABLE] == [PREFIX + name for name in names.split()]
    assert all(row.help and row.unit for row in TABLE)
