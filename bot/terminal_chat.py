"""A conversation in the terminal: questions in turn, and a number to read a source of the last
answer."""

from __future__ import annotations

from rich.console import Console

from bot import texts
from bot.courtesy import courtesy_in
from bot.render.terminal import answer_lines, passage_lines
from index.answer import answer
from index.danger import danger
from index.snapshot import Snapshot
from index.types import Answer, Grounded


def converse(snapshot: Snapshot) -> None:
    """Ask, answer, until the reader leaves."""
    console = Console(highlight=False)
    console.print(texts.CHAT_WELCOME)
    last: Answer | None = None
    while (line := _line(console)) is not None:
        if line.isdigit():
            _show(console, last, int(line))
        elif told := danger(line):
            console.print(answer_lines(told))
        elif courtesy := courtesy_in(line):
            console.print(texts.COURTESIES[courtesy])
        elif line:
            last = answer(snapshot, line)
            console.print(answer_lines(last))
            console.print()


def _line(console: Console) -> str | None:
    try:
        line = console.input(texts.CHAT_PROMPT).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None
    return None if line == texts.CHAT_EXIT else line


def _show(console: Console, last: Answer | None, number: int) -> None:
    citations = last.citations if isinstance(last, Grounded) else ()
    for citation in citations:
        if citation.number == number:
            console.print(passage_lines(citation))
            return
    console.print(texts.CHAT_NO_SOURCE.format(number=number))
