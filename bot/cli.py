"""The `siaga` command: one thin function a verb. What a verb needs is imported when it runs, so
that a question in the terminal does not wait for Telegram or PyTorch to load."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot import texts

if TYPE_CHECKING:
    from bot.db.engine import Database
    from bot.keeping.intake import Intake
    from bot.keeping.sources import Unreached
    from bot.measure import Measured
    from bot.settings import Settings
    from corpus.directory import Directory
    from corpus.read import Rejected
    from index.answer import Considered
    from index.snapshot import Snapshot
    from index.types import Answer

app = typer.Typer(
    help=texts.CLI,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_T = TypeVar("_T")
Json = Annotated[bool, typer.Option("--json", help=texts.OPTION_JSON)]


def main() -> None:
    """The entry point: every failure is one line on stderr and exit code 1."""
    try:
        app()
    except Exception as error:
        _fail(texts.UNEXPECTED.format(name=type(error).__name__, detail=error))


@app.command(help=texts.CLI_ASK)
def ask(
    question: Annotated[list[str], typer.Argument(help=texts.OPTION_QUESTION)],
    explain: Annotated[bool, typer.Option("--explain", help=texts.OPTION_EXPLAIN)] = False,
    json: Json = False,
) -> None:
    from index.answer import answer
    from index.danger import danger

    asked, snapshot = " ".join(question), None
    generation, begun = "", time.perf_counter()
    given: Answer | None = danger(asked)
    with _refusals():
        if given is None:
            snapshot = _snapshot(_settings())
            generation, begun = snapshot.manifest.generation, time.perf_counter()
            given = answer(snapshot, asked)
    milliseconds = (time.perf_counter() - begun) * 1000
    view = _view(snapshot, given) if explain else None
    if json:
        from bot.render.answers.explain import explained
        from bot.render.answers.machine import as_json

        why = {"explain": explained(view)} if explain else {}
        _print_json({**as_json(given, generation, milliseconds), **why})
    else:
        from bot.render.answers.explain import explain_lines
        from bot.render.answers.terminal import answer_lines

        _print(answer_lines(given, _directory()))
        if explain:
            _print(explain_lines(view))


@app.command(help=texts.CLI_CHAT)
def chat() -> None:
    from bot.terminal_chat import converse

    with _refusals():
        converse(_snapshot(_settings()), _directory())


@app.command(help=texts.CLI_RUN)
def run() -> None:
    from bot.app import run as serve

    with _refusals():
        serve(_settings())


@app.command(help=texts.CLI_BUILD)
def build(
    insist: Annotated[list[str] | None, typer.Option(help=texts.OPTION_INSIST)] = None,
) -> None:
    with _refusals():
        _build(_settings(), insist or ())


@app.command(help=texts.CLI_STATUS)
def status(json: Json = False) -> None:
    from bot.reloads.reload import status_of
    from bot.render.answers.terminal import pairs

    with _refusals():
        value = status_of(_settings())
    if json:
        _print_json(value)
        return
    _print(pairs((label, str(value[key])) for key, label in texts.STATUS_ROWS.items()))
    if value["corpus_changed"]:
        print(texts.CORPUS_CHANGED)


@app.command(help=texts.CLI_RESTORE)
def restore(
    generation: Annotated[str, typer.Argument(help=texts.OPTION_GENERATION)],
) -> None:
    from bot.reloads.reload import open_store
    from index.embed import open_embedder

    with _refusals():
        settings = _settings()
        model = open_embedder(settings.model).name
        manifest = open_store(settings).restore(generation, model)
    print(
        texts.CLI_RESTORED.format(
            generation=manifest.generation,
            documents=manifest.documents,
            passages=manifest.passages,
        )
    )


@app.command(help=texts.CLI_ADD)
def add(
    sources: Annotated[list[str], typer.Argument(help=texts.OPTION_FILES)],
    title: Annotated[str | None, typer.Option(help=texts.OPTION_TITLE)] = None,
    id: Annotated[str | None, typer.Option(help=texts.OPTION_ID)] = None,
    publisher: Annotated[str | None, typer.Option(help=texts.OPTION_PUBLISHER)] = None,
    url: Annotated[str | None, typer.Option(help=texts.OPTION_URL)] = None,
    published_on: Annotated[str | None, typer.Option(help=texts.OPTION_DATE)] = None,
    kind: Annotated[str | None, typer.Option(help=texts.OPTION_KIND)] = None,
    reliability: Annotated[str | None, typer.Option(help=texts.OPTION_RELIABILITY)] = None,
    area: Annotated[str | None, typer.Option(help=texts.OPTION_AREA)] = None,
    regime: Annotated[list[str] | None, typer.Option(help=texts.OPTION_REGIME)] = None,
    stages: Annotated[list[str] | None, typer.Option("--stage", help=texts.OPTION_STAGE)] = None,
    drill: Annotated[
        bool | None, typer.Option("--drill/--no-drill", help=texts.OPTION_DRILL)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=texts.OPTION_ALL)] = False,
    no_build: Annotated[bool, typer.Option("--no-build", help=texts.OPTION_NO_BUILD)] = False,
) -> None:
    given = {
        "title": title,
        "id": id,
        "publisher": publisher,
        "url": url,
        "published_on": published_on,
        "kind": kind,
        "reliability": reliability,
        "area": area,
        "regime": regime,
        "stages": stages,
        "drill": drill,
    }
    with _refusals():
        fields = {name: value for name, value in given.items() if value is not None}
        taken = _add(_settings(), sources, fields, everything)
        if (taken.added or taken.laws) and not no_build:
            _build(_settings())
    if taken.rejected:
        raise typer.Exit(1)


@app.command(help=texts.CLI_CHECK)
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help=texts.OPTION_PATHS)] = None,
) -> None:
    from corpus.areas import bundled
    from corpus.read import read

    with _refusals():
        places = paths or [_settings().corpus_dir]
        reading = read(places, bundled())
    broken = _broken_files(places)
    _say_rejected(reading.rejected)
    print(texts.CHECKED.format(good=len(reading.documents), bad=len(reading.rejected)))
    if reading.rejected or broken:
        raise typer.Exit(1)


@app.command(help=texts.CLI_EVALUATE)
def evaluate(
    documents: Annotated[Path, typer.Option(help=texts.OPTION_DOCUMENTS)],
    questions: Annotated[Path, typer.Option(help=texts.OPTION_QUESTIONS)],
    robustness: Annotated[bool, typer.Option("--robustness", help=texts.OPTION_ROBUSTNESS)] = False,
    report: Annotated[Path | None, typer.Option(dir_okay=False, help=texts.OPTION_REPORT)] = None,
    json: Json = False,
) -> None:
    from bot.measure import measure
    from bot.render.progress import Bar

    with _refusals():
        settings = _settings()
        if report:
            _ready_for_report(report)
        with Bar() as bar:
            measured = measure(
                settings.model, documents, questions, bar, settings.reader, robustness
            )
        if report:
            _write_report(report, f"{questions.name} · {documents.name}", measured)
    _say_rejected(measured.rejected)
    if json:
        _print_json(measured.figures)
    else:
        from bot.render.figures import figure_lines

        _print(figure_lines(measured.figures))


@app.command(help=texts.CLI_TRAIN)
def train(
    pairs: Annotated[Path, typer.Option(help=texts.OPTION_PAIRS)],
    out: Annotated[Path, typer.Option(help=texts.OPTION_OUT)],
    corpus: Annotated[Path | None, typer.Option(help=texts.OPTION_CORPUS)] = None,
) -> None:
    from bot.render.progress import Bar

    with _refusals():
        from bot.training import train_from

        with Bar() as bar:
            train_from(pairs, corpus, out, bar)
    print(texts.TRAINED.format(folder=out))


@app.command(help=texts.CLI_BACKUP)
def backup(file: Annotated[Path, typer.Argument(help=texts.OPTION_BACKUP)]) -> None:
    from bot.app import now
    from bot.backup import back_up

    with _refusals():
        settings = _settings()
        kept = _with_database(settings, lambda database: back_up(settings, database, file, now()))
    print(texts.BACKED_UP.format(file=file, files=kept.files, rows=kept.rows))


@app.command(help=texts.CLI_RECOVER)
def recover(file: Annotated[Path, typer.Argument(help=texts.OPTION_BACKUP)]) -> None:
    from bot.app import now
    from bot.backup import recover as take_up

    with _refusals():
        settings = _settings()
        kept = _with_database(settings, lambda database: take_up(settings, database, file, now()))
    print(texts.RECOVERED.format(files=kept.files, rows=kept.rows))


@app.command(help=texts.CLI_EXPORT)
def export(folder: Annotated[Path, typer.Argument(help=texts.OPTION_EXPORT)]) -> None:
    from bot.export import export as write

    with _refusals():
        settings = _settings()
        told = _with_database(settings, lambda database: write(settings, database, folder))
    print(
        texts.EXPORTED.format(
            folder=folder, documents=told.documents, entries=told.entries, days=told.days
        )
    )


@app.command(help=texts.CLI_DOCTOR)
def doctor() -> None:
    from bot.doctor import Health, examine

    ill = 0
    with _refusals():
        for finding in examine(_settings()):
            ill += finding.health is Health.BAD
            print(f"{finding.health:8} {finding.sentence}", flush=True)
    print(texts.DOCTOR_ILL.format(count=ill) if ill else texts.DOCTOR_HEALTHY)
    if ill:
        raise typer.Exit(1)


def _settings() -> Settings:
    from bot.settings import load

    return load()


def _with_database(settings: Settings, job: Callable[[Database], Awaitable[_T]]) -> _T:
    """What `job` gives with the database of `settings`, brought to this version."""
    import asyncio

    from bot.db.engine import database_at

    async def run() -> _T:
        database = database_at(settings.database_url, settings.data_dir)
        try:
            await database.prepare()
            return await job(database)
        finally:
            await database.close()

    return asyncio.run(run())


def _directory() -> Directory:
    """Whom to name. Settings that are wrong keep nobody in danger from a number."""
    from bot.directory import directory_of
    from bot.errors import SettingsError
    from corpus.contacts import BUNDLED

    try:
        folder = _settings().corpus_dir
    except SettingsError:
        folder = BUNDLED.parent
    return directory_of(folder, date.today())


def _snapshot(settings: Settings) -> Snapshot:
    """What is served; a newer generation that is damaged is passed over and said."""
    from bot.reloads.reload import open_store
    from index.embed import open_embedder
    from index.reader import open_reader
    from index.snapshot import open_current

    snapshot, faults = open_current(
        open_store(settings), open_embedder(settings.model), open_reader(settings.reader)
    )
    for fault in faults:
        print(fault, file=sys.stderr)
    return snapshot


def _view(snapshot: Snapshot | None, given: Answer) -> Considered | None:
    """What `given` was decided on; None where it was declined first."""
    from index.answer import considered
    from index.types import Declined

    if snapshot is None or isinstance(given, Declined):
        return None
    return considered(snapshot, given.question)


def _build(settings: Settings, insist: Sequence[str] = ()) -> None:
    from bot.reloads.bulletin import posting
    from bot.reloads.reload import open_store, reload
    from bot.render.keeping.course import difference_words, exam_words
    from bot.render.progress import Bar

    begun = time.perf_counter()
    with Bar() as bar, posting(open_store(settings).root, bar) as progress:
        reloaded = reload(settings, progress, insist)
    _say_rejected(reloaded.rejected)
    manifest, built = reloaded.built.manifest, reloaded.built
    template = texts.BUILT if built.changed else texts.UNCHANGED
    print(
        template.format(
            generation=manifest.generation,
            documents=manifest.documents,
            passages=manifest.passages,
            embedded=built.embedded,
            seconds=time.perf_counter() - begun,
        )
    )
    if built.changed:
        verdict = built.notes.verdict
        print(difference_words(built.notes.changes))
        print(exam_words(verdict.figures if verdict else {}))


def _add(
    settings: Settings, sources: list[str], fields: dict[str, Any], everything: bool
) -> Intake:
    from bot.keeping.intake import add as take_in
    from bot.render.keeping.intake import intake_lines

    taken = take_in(sources, fields, settings.corpus_dir, everything=everything)
    _say_rejected(taken.rejected)
    for line in intake_lines(taken):
        print(line)
    return taken


def _ready_for_report(file: Path) -> None:
    """Refuses what would only be found out after the measurement."""
    if not file.parent.is_dir():
        raise FileNotFoundError(texts.REPORT_NO_FOLDER.format(folder=file.parent))


def _write_report(file: Path, about: str, measured: Measured) -> None:
    from bot.render.report import page

    text = page(about, measured.figures, measured.outcomes)
    # A question may hold half a surrogate pair, which no file does.
    file.write_text(text, encoding="utf-8", errors="replace")
    print(texts.REPORT_WRITTEN.format(file=file), file=sys.stderr)


def _broken_files(paths: list[Path]) -> bool:
    """Whether contacts, or what else lies beside documents, cannot be used in one of `paths`; each
    file is said."""
    from bot.almanac import faults
    from corpus.contacts import ContactsError, contacts_in

    broken: list[str] = []
    for path in paths:
        try:
            contacts_in(path)
        except ContactsError as error:
            broken.append(f"{path}/{error}")
        broken.extend(f"{path}/{fault}" for fault in faults(path))
    for what in broken:
        print(texts.REJECTED.format(what=what), file=sys.stderr)
    return bool(broken)


def _say_rejected(rejected: Sequence[Rejected | Unreached]) -> None:
    for one in rejected:
        print(texts.REJECTED.format(what=one), file=sys.stderr)


@contextmanager
def _refusals() -> Iterator[None]:
    """What can go wrong for a reason that we know becomes one line and exit code 1."""
    from bot.errors import SiagaError

    try:
        yield
    except SiagaError as error:
        _fail(error.sentence)
    except KeyboardInterrupt:
        _fail(texts.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has left, as `head` does; typer ends quietly.
        raise
    except (ValueError, OSError) as error:
        # The index's and the model's errors are ValueErrors with a sentence that says what to do.
        _fail(str(error))


def _fail(sentence: str) -> NoReturn:
    print(" ".join(sentence.split()), file=sys.stderr)
    sys.exit(1)


def _print(renderable: Any) -> None:
    from rich.console import Console

    Console(soft_wrap=False, highlight=False).print(renderable)


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
