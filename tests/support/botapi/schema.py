"""Whether a call fits the published Bot API schema: its method, parameters and all that is in them.

Stricter than Telegram on purpose: Telegram ignores parameters and fields that it does not know,
here they are refused, so that a misspelt one is noticed.
"""

import functools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.botapi.errors import BadRequest, NotFound
from tests.support.botapi.shapes import Json, Parameters, Upload

_ARRAY = "Array of "
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
}


def _is_string(value: Json) -> bool:
    """Text that UTF-8 can carry: half an emoji out of a JSON escape is none."""
    return isinstance(value, str) and not re.search(r"[\ud800-\udfff]", value)


def _is_integer(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_SIMPLE: Mapping[str, Callable[[Json], bool]] = {
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "String": _is_string,
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, Upload),
}


@dataclass(frozen=True)
class Field:
    types: tuple[str, ...]
    required: bool
    must_be: str | None


@dataclass(frozen=True)
class Shape:
    """A method or an object type; `subtypes` where the type is a union."""

    name: str
    fields: Mapping[str, Field]
    subtypes: tuple[str, ...]
    returns: tuple[str, ...]


class Schema:
    """The published methods and types, and the judgement over values."""

    def __init__(self, document: Json) -> None:
        self.version: str = document["version"]
        self.types = {name: _shape(name, kind) for name, kind in document["types"].items()}
        self.methods = {name: _shape(name, kind) for name, kind in document["methods"].items()}
        self._methods = {name.lower(): method for name, method in self.methods.items()}

    def method(self, name: str) -> Shape:
        """The method of that name in any case, as Telegram reads it; NotFound otherwise."""
        found = self._methods.get(name.lower())
        if found is None:
            raise NotFound()
        return found

    def read(self, method: Shape, sent: Parameters) -> dict[str, Json]:
        """The sent parameters decoded by their types; BadRequest where one does not fit.

        A file part that another parameter refers to comes back under its `attach://NAME`.
        """
        attached = _attached(sent)
        read: dict[str, Json] = {}
        for name, raw in sent.items():
            field = method.fields.get(name)
            if field is not None:
                read[name] = self._decode(name, field, raw)
            elif name in attached:
                read[f"attach://{name}"] = raw
            else:
                raise BadRequest(f"unknown parameter {name} of {method.name}")
        for name, field in method.fields.items():
            if field.required and name not in read:
                raise BadRequest(_MISSING.get(name, f'parameter "{name}" is required'))
        return read

    def problem(self, kind: str, value: Json) -> str | None:
        """Why `value` is no `kind` ("Message", "Array of User"), or None where it is one."""
        if kind in _SIMPLE:
            return None if _SIMPLE[kind](value) else f"{kind} expected, got {_short(value)}"
        if kind.startswith(_ARRAY):
            return self._array_problem(kind.removeprefix(_ARRAY), value)
        shape = self.types[kind]
        if shape.subtypes:
            return self._any_problem(shape.subtypes, value)
        return self._object_problem(shape, value)

    def _decode(self, name: str, field: Field, raw: Json) -> Json:
        candidates = [_decoded(kind, raw) for kind in field.types]
        problems = []
        for kind, value in zip(field.types, candidates, strict=True):
            problem = self.problem(kind, value)
            if problem is None:
                return value
            problems.append((_distance(value, self.types.get(kind)), problem))
        raise BadRequest(f"can't parse {name}: {min(problems)[1]}")

    def _array_problem(self, kind: str, value: Json) -> str | None:
        if not isinstance(value, list):
            return f"Array of {kind} expected, got {_short(value)}"
        return next((found for item in value if (found := self.problem(kind, item))), None)

    def _any_problem(self, kinds: tuple[str, ...], value: Json) -> str | None:
        """The problem with the member that the value is nearest to; None where one fits."""
        problems = []
        for kind in kinds:
            problem = self.problem(kind, value)
            if problem is None:
                return None
            problems.append((_distance(value, self.types.get(kind)), problem))
        return min(problems)[1]

    def _object_problem(self, shape: Shape, value: Json) -> str | None:
        if not isinstance(value, dict):
            return f"{shape.name} expected, got {_short(value)}"
        for name in value:
            if name not in shape.fields:
                return f'{shape.name} has no field "{name}"'
        for name, field in shape.fields.items():
            problem = self._field_problem(field, value, name)
            if problem:
                return f"{shape.name}: {problem}"
        return None

    def _field_problem(self, field: Field, holder: dict[str, Json], name: str) -> str | None:
        if name not in holder:
            return f'field "{name}" is required' if field.required else None
        if field.must_be is not None and holder[name] != field.must_be:
            return f'field "{name}" must be "{field.must_be}"'
        problem = self._any_problem(field.types, holder[name])
        return f'field "{name}": {problem}' if problem else None


def _shape(name: str, kind: Json) -> Shape:
    fields = {
        field: Field(tuple(said["types"]), said.get("required", False), said.get("must_be"))
        for field, said in kind.get("fields", {}).items()
    }
    return Shape(name, fields, tuple(kind.get("subtypes", ())), tuple(kind.get("returns", ())))


def _decoded(kind: str, raw: Json) -> Json:
    """A form field's text as the kind of value that it should be; other values as they are."""
    if not isinstance(raw, str) or kind in ("String", "InputFile"):
        return raw
    if kind == "Integer":
        return int(raw) if re.fullmatch(r"-?\d{1,19}", raw) else raw
    if kind == "Boolean":
        return _BOOLEANS.get(raw.lower(), raw)
    try:
        return json.loads(raw)
    except json.JSONDecodeError:
        return raw


def _attached(sent: Parameters) -> set[str]:
    """Names of file parts that another parameter refers to as attach://NAME."""
    said = " ".join(
        value if isinstance(value, str) else json.dumps(value, default=str)
        for value in sent.values()
        if not isinstance(value, Upload)
    )
    files = {name for name, value in sent.items() if isinstance(value, Upload)}
    return files & set(re.findall(r"attach://([\w.-]+)", said))


def _distance(value: Json, shape: Shape | None) -> int:
    """How far the value is from the shape: to choose which of several complaints is told."""
    if shape is None or not isinstance(value, dict):
        return 1000
    wrong = sum(
        10
        for name, field in shape.fields.items()
        if field.must_be and field.must_be != value.get(name)
    )
    unknown = len(value.keys() - shape.fields.keys())
    missing = sum(field.required and name not in value for name, field in shape.fields.items())
    return wrong + unknown + missing


def _short(value: Json) -> str:
    return repr(value)[:60]


@functools.cache
def published() -> Schema:
    """The schema that ships beside this module."""
    text = Path(__file__).with_name("schema.json").read_text("utf-8")
    return Schema(json.loads(text))
