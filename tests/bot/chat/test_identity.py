from __future__ import annotations

import socket

import pytest
from pydantic import SecretStr

from bot.chat.identity import who_am_i
from bot.errors import TelegramSilent
from bot.settings import Settings

TOKEN = "123456:RAHASIA-jangan-dicatat"


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings = Settings(telegram_token=SecretStr(TOKEN), telegram_api_url=url)
        with pytest.raises(TelegramSilent) as refusal:
            who_am_i(settings, patience=0.2)
    assert url in refusal.value.sentence
    assert TOKEN not in refusal.value.sentence
