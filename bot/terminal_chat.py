"""A conversation in the terminal: questions in turn, each of which may follow up the one before,
and a number to read a source of the last answer."""

from __future__ import annotations

from rich.console import Console

from bot import texts
from bot.questions.courtesy import courtesy_in
from bot.render.answers.terminal import answer_lines, passage_lines
from corpus.directory import Directory
from index.conversation import Response, respond
from index.danger import danger
from index.snapshot import Snapshot
from index.types import Grounded


def converse(snapshot: Snapshot, directory: Directory) -> None:
    """Ask, answer, until the reader leaves."""
    console = Console(highlight=False)
    console.print(texts.CHAT_WELCOME)
    asked, turn, last = "", None, None
    while (line := _line(console)) is not None:
        if line.isdigit():
            _show(console, last, int(line))
        elif told := danger(line):
            console.print(answer_lines(told, directory))
        elif courtesy := courtesy_in(line):
            console.print(texts.COURTESIES[courtesy])
        elif line:
            alone = bool(asked) and line == texts.CHAT_ALONE
            asked = asked if alone else line
            last = respond(snapshot, asked, None if alone else turn)
            turn = last.turn or turn
            _tell(console, last, directory)


def _tell(console: Console, response: Response, directory: Directory) -> None:
    if response.meant:
        console.print(texts.CHAT_MEANT.format(question=response.meant), style="italic")
    console.print(answer_lines(response.answer, directory))
    console.print()


def _line(console: Console) -> str | None:
    try:
        line = console.input(texts.CHAT_PROMPT).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None
    return None if line == texts.CHAT_EXIT else line


def _show(console: Console, last: Response | None, number: int) -> None:
    answer = last.answer if last else None
    citations = answer.citations if isinstance(answer, Grounded) else ()
    for citation in citations:
        if citation.number == number:
            console.print(passage_lines(citation))
            return
    console.print(texts.CHAT_NO_SOURCE.format(number=number))
