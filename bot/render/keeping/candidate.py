"""A document that waits for a decision, as an admin reads it on a phone: what it is, what is not
known of it, what it looks like, and below it the next thing to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import texts
from bot.keeping.candidates import View
from bot.keeping.likeness import LookAlike
from bot.render.dates import date_words, moment_words
from bot.render.keeping.candidate_buttons import card_rows
from bot.render.keeping.choices import chosen_words
from bot.render.keeping.course import reload_button
from bot.render.markup import Text, bold, italic, join, link, quote
from bot.render.naming import person_name
from bot.render.reply import Reply, reply
from corpus.areas import Area, AreaTree

_OPENING = 400
"""Characters of the text that are shown: enough to see that it is the article and not its menu."""
_TITLE = 300
_OTHER_TITLE = 120
_SOURCE = 100


def render_card(
    view: View, areas: AreaTree, asked: str | None = None, suggested: Sequence[Area] = ()
) -> Reply:
    """The card, one message. `asked` is what is to be chosen now, a field, EDIT or THROW_AWAY; by
    itself the first that is lacking. `suggested` are areas to choose from."""
    if not view.candidate.is_waiting:
        return _decided(view)
    asked = asked or next(iter(view.lacking), None)
    blocks = [
        _heading(view, texts.MANUSCRIPT_WAITS),
        join("\n", _facts(view, areas)),
        quote(_clipped(view.candidate.text, _OPENING)),
        *_notes(view),
        *([bold(texts.ASKED[asked])] if asked in texts.ASKED else []),
    ]
    return reply(blocks, card_rows(view, asked, suggested))


def render_refused(view: View, areas: AreaTree, reason: str) -> Reply:
    """The card under the reason why it is as it was."""
    card = render_card(view, areas)
    return Reply((f"{Text(reason).html()}\n\n{card.parts[0]}",), card.rows)


def clipped(text: str, length: int) -> str:
    """`text` in one line of at most `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _decided(view: View) -> Reply:
    candidate = view.candidate
    assert candidate.decided_at is not None
    if candidate.is_removed:
        return reply([_heading(view, texts.MANUSCRIPT_REMOVED)])
    template = texts.MANUSCRIPT_APPROVED if candidate.is_approved else texts.MANUSCRIPT_DISCARDED
    name = person_name(view.decided_by or "")
    state = template.format(name=name, moment=moment_words(candidate.decided_at.isoformat()))
    heading = _heading(view, state)
    if not candidate.is_approved:
        return reply([heading])
    done = texts.FILED.format(id=candidate.document) if candidate.filed_at else texts.NOT_FILED
    return reply([heading, done], [reload_button()])


def _heading(view: View, state: str) -> Text:
    number = texts.MANUSCRIPT.format(number=view.candidate.id)
    candidate = view.candidate
    title = candidate.title or candidate.source or candidate.document or ""
    return join("\n", [italic(f"{number} · {state}"), bold(clipped(title, _TITLE))])


def _facts(view: View, areas: AreaTree) -> Iterator[Text]:
    """One line a fact, the most telling first."""
    fields = view.candidate.fields
    if view.law:
        yield _fact("law", view.law)
    yield _fact("publisher", fields.get("publisher"))
    date = fields.get("published_on")
    yield _fact("published_on", date and date_words(date))
    area = areas.get(fields.get("area") or "")
    yield _fact("area", area.name if area else None)
    for name in ("regime", "kind", "form", "reliability", "drill"):
        yield _fact(name, chosen_words(name, fields.get(name)))
    if fields.get("stages"):
        yield _fact("stages", chosen_words("stages", fields["stages"]))
    yield _fact("text", texts.WORDS.format(count=len(view.candidate.text.split())))
    url = fields.get("url")
    label = Text(f"{texts.FIELDS['source']}: ")
    yield label + link(clipped(url or view.candidate.source, _SOURCE), url)


def _fact(name: str, value: str | None) -> Text:
    label = Text(f"{texts.FIELDS[name]}: ")
    return label + (Text(value) if value else italic(texts.UNKNOWN))


def _notes(view: View) -> Iterator[Text]:
    candidate = view.candidate
    notes = list(candidate.remarks)
    if view.at_address:
        notes.append(texts.AT_ADDRESS.format(id=view.at_address))
    if candidate.copy_of:
        notes.append(texts.COPY_OF.format(id=candidate.copy_of))
    if notes:
        yield join("\n", [f"⚠️ {note}" for note in notes])
    if view.alike:
        lines = [_line(number, one) for number, one in enumerate(view.alike, start=1)]
        yield join("\n", [bold(texts.ALIKE), *lines])


def _line(number: int, alike: LookAlike) -> Text:
    told = [
        alike.publisher,
        date_words(alike.published_on),
        texts.ALIKE_SHARE.format(percent=round(100 * alike.share)),
        texts.MANUSCRIPT.format(number=alike.candidate) if alike.candidate else None,
    ]
    details = " · ".join(part for part in told if part)
    title = link(clipped(alike.title, _OTHER_TITLE), alike.url)
    return join("\n", [Text(f"{number}. ") + title, italic(details)])


def _clipped(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
