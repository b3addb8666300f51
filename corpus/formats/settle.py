"""What of a reader's findings makes a draft: text that people can read, and those fields that the
schema of documents accepts. A field that it does not accept was not found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from corpus.document import Document
from corpus.draft import Draft, Unreadable, Value
from corpus.formats.clean import clean
from corpus.formats.plain import names_rehearsal
from corpus.limits import Limits

_ANY = {"id": "-", "title": "-", "text": "-"}

_NO_TEXT = "Tidak ada teks dalam berkas ini. Salin teksnya, lalu kirim sebagai teks biasa."
_TOO_LONG = (
    "Teks berkas ini lebih panjang dari {most} karakter. Bagi menjadi beberapa berkas, lalu kirim "
    "satu per satu."
)
_DRILL = "Ditandai simulasi karena judulnya menyebut latihan; ubah kalau bukan."


def settle(draft: Draft) -> Draft:
    """`draft` as it is handed out. Raises Unreadable where it holds no text."""
    text = clean(draft.text).strip()
    if not text:
        raise Unreadable(_NO_TEXT)
    fields = dict(_accepted(draft.fields))
    remarks = draft.remarks
    if "drill" not in fields and names_rehearsal(str(fields.get("title", ""))):
        fields["drill"] = True
        remarks = (*remarks, _DRILL)
    return Draft(fields, text, remarks)


def check_length(length: int, limits: Limits) -> None:
    """Raise Unreadable where texts of so many code points together are too long."""
    if length > limits.text:
        raise Unreadable(_TOO_LONG.format(most=f"{limits.text:,}".replace(",", ".")))


def _accepted(fields: Mapping[str, Any]) -> Iterable[tuple[str, Value]]:
    for name, value in fields.items():
        told = clean(value) if isinstance(value, str) else value
        try:
            document = Document.model_validate({**_ANY, name: told})
        except ValidationError:
            continue
        accepted = document.model_dump(mode="json", include={name})[name]
        yield name, tuple(accepted) if isinstance(accepted, list) else accepted
