"""What of the published schema is kept in `schema.json`: names, types, what is required, returns.

Descriptions are left out, but for the one fact in them that a validator needs: the value that a
union's member must carry in its `type`, `source` or `status`. Run it on a newer `api.json` of
telegram-bot-api-spec: `python -m tests.support.botapi.compact api.json`.
"""

import json
import re
import sys
from pathlib import Path

from tests.support.botapi.shapes import Json

_MUST_BE = re.compile(r"(?:must be|always) [“\"]?(\w+)[”\"]?\.?$")
_DISCRIMINATORS = ("type", "source", "status")


def compact(published: Json) -> Json:
    """The compact form of the published document, as `schema.json` holds it."""
    members = {name for shape in published["types"].values() for name in shape.get("subtypes", [])}
    return {
        "origin": "https://github.com/PaulSonOfLars/telegram-bot-api-spec (LICENSE-botapi-spec)",
        "version": published["version"],
        "methods": {name: _shape(method, False) for name, method in published["methods"].items()},
        "types": {name: _shape(kind, name in members) for name, kind in published["types"].items()},
    }


def _shape(published: Json, is_member: bool) -> Json:
    shape: dict[str, Json] = {}
    for key in ("returns", "subtypes"):
        if published.get(key):
            shape[key] = published[key]
    if not published.get("subtypes"):
        fields = published.get("fields", [])
        shape["fields"] = {field["name"]: _field(field, is_member) for field in fields}
    return shape


def _field(published: Json, is_member: bool) -> Json:
    field: dict[str, Json] = {"types": published["types"]}
    if published["required"]:
        field["required"] = True
    said = _MUST_BE.search(published["description"])
    if is_member and said and published["name"] in _DISCRIMINATORS:
        field["must_be"] = said[1]
    return field


def _lines(compacted: Json) -> str:
    """One line a method or type, so that a newer schema makes a readable difference."""
    parts = [f"{json.dumps(key)}: {json.dumps(compacted[key])}" for key in ("origin", "version")]
    for key in ("methods", "types"):
        rows = [f"{json.dumps(name)}:{_tight(shape)}" for name, shape in compacted[key].items()]
        parts.append(f"{json.dumps(key)}: {{\n" + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _tight(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    Path(__file__).with_name("schema.json").write_text(_lines(compact(source)), "utf-8")
