"""Whether an answer to a pressed button or to an inline query is taken."""

from tests.support.botapi.errors import BadRequest
from tests.support.botapi.keyboard import check_markup
from tests.support.botapi.shapes import Json, Parameters
from tests.support.botapi.state import Methods, Query, State
from tests.support.botapi.text import caption, message_text

MAX_NOTICE = 200
MAX_RESULTS = 50
LIFETIME = 15 * 60  # seconds; Telegram names no figure, answers after minutes are refused
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(state: State, said: Parameters) -> Json:
    query = _open(state, said["callback_query_id"])
    if len(said.get("text", "")) > MAX_NOTICE:
        raise BadRequest("MESSAGE_TOO_LONG")
    if "url" in said:
        raise BadRequest("URL_INVALID")
    query.answer = dict(said)
    return True


def answer_inline_query(state: State, said: Parameters) -> Json:
    query = _open(state, said["inline_query_id"])
    results = said["results"]
    if len(results) > MAX_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise BadRequest("RESULT_ID_DUPLICATE")
    if len(said.get("next_offset", "").encode()) > 64:
        raise BadRequest("NEXT_OFFSET_INVALID")
    for result in results:
        _check_result(state, result)
    query.answer = dict(said)
    return True


def _check_result(state: State, result: Json) -> None:
    if not 1 <= len(result["id"].encode()) <= 64:
        raise BadRequest("RESULT_ID_INVALID")
    content = result.get("input_message_content", {})
    if "message_text" in content:
        said = {**content, "text": content["message_text"]}
        message_text(state, said)
    caption(state, result)
    check_markup(result.get("reply_markup", {}))


def _open(state: State, query_id: str) -> Query:
    """The query, where it may still be answered: known, not yet answered, not too old.

    Telegram may let a second answer pass; here it is refused, so that it is noticed.
    """
    query = state.queries.get(query_id)
    if query is None or query.answer is not None or state.now() - query.asked_at > LIFETIME:
        raise BadRequest(_TOO_OLD)
    return query


METHODS: Methods = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
