"""Whether a keyboard may be sent, and which of its buttons a person means."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.support.botapi.errors import BadRequest
from tests.support.botapi.shapes import Json

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_DATA = 64  # bytes
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def check_markup(markup: Json) -> None:
    """BadRequest where Telegram would not take the reply markup."""
    for key in ("inline_keyboard", "keyboard"):
        rows = markup.get(key, [])
        if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_IN_ROW for row in rows):
            raise BadRequest("reply markup is too long")
    for button in buttons(markup):
        _check_button(button)
    for row in markup.get("keyboard", []):
        if not all(button["text"] for button in row):
            raise BadRequest("keyboard button text must be non-empty")


def inline_markup(markup: Json | None) -> Json:
    """The `reply_markup` field as a message shows it: inline keyboards only, and not empty."""
    shown = markup is not None and any(buttons(markup))
    return {"reply_markup": markup} if shown else {}


def buttons(markup: Json) -> Iterator[Json]:
    """The inline buttons, row by row."""
    for row in markup.get("inline_keyboard", []):
        yield from row


def find_button(message: Json, said: str) -> Json:
    """The button with that label, or else whose label or data begins so; or LookupError."""
    choices = list(buttons(message.get("reply_markup", {})))
    named = [(it, (it["text"], it.get("callback_data", ""))) for it in choices]
    exact = [button for button, names in named if said in names]
    begun = [button for button, names in named if any(name.startswith(said) for name in names)]
    for button in (*exact, *begun):
        return button
    raise LookupError(f"no button {said!r} in {[it['text'] for it in choices]}")


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise BadRequest('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = [key for key in _ACTIONS if key in button]
    if not actions:
        raise BadRequest(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise BadRequest(f"inline keyboard button has more than one action: {actions}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MAX_DATA:
        raise BadRequest("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(button["url"])
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise BadRequest("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    wrong = f"inline keyboard button URL '{url}' is invalid"
    if parts.scheme not in ("http", "https", "tg"):
        raise BadRequest(f"{wrong}: Unsupported URL protocol")
    if not parts.netloc or (parts.scheme != "tg" and "." not in parts.netloc):
        raise BadRequest(f"{wrong}: Wrong HTTP URL")
