"""A request's parameters from wherever a client may put them: address, form, multipart or JSON."""

import json

from aiohttp import web

from tests.support.botapi.errors import BadRequest
from tests.support.botapi.shapes import Json, Upload


async def read_body(request: web.Request) -> dict[str, Json]:
    """Parameters as sent: text from a form, JSON values from JSON, `Upload` for a file part."""
    sent: dict[str, Json] = dict(request.query)
    if request.content_type == "application/json":
        sent.update(await _json(request))
    elif request.can_read_body:
        sent.update(await _form(request))
    return sent


async def _json(request: web.Request) -> dict[str, Json]:
    try:
        value = json.loads(await request.text() or "{}")
    except json.JSONDecodeError as error:
        raise BadRequest("can't parse the request body as JSON") from error
    if not isinstance(value, dict):
        raise BadRequest("object expected as the request body")
    return value


async def _form(request: web.Request) -> dict[str, Json]:
    read: dict[str, Json] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as part:
                read[name] = Upload(value.filename, part.read(), value.content_type)
        else:
            read[name] = value
    return read
