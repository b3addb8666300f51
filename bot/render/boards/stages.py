"""The calendar of elections on a phone: the stages with their days, in words where today is among
them, and which of them are called the most vulnerable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from bot import texts
from bot.render.boards.stage_words import last_lines, name, stage_line, vulnerable_lines
from bot.render.citing import Citing
from bot.render.contacts import desk
from bot.render.dates import date_words
from bot.render.markup import Text, bold, italic, join
from bot.render.reply import Button, Reply, reply
from bot.render.screen import fits
from bot.render.sources import drill_banner, whose_words
from corpus.areas import AreaTree
from corpus.contacts import Purpose
from corpus.directory import Directory
from corpus.document import Regime
from corpus.stages import Calendar, Saying, Scheduled, Vulnerable, standing

SEASON_DATA = re.compile(r"th:(pemilu|pilkada|psu)\Z")
"""Shows the calendar of the election under that law."""

WHOLE_SEASON_DATA = re.compile(r"tl:(pemilu|pilkada|psu)\Z")
"""Shows all of it, with what sources say and how they are labelled."""


def render_today(calendar: Calendar, directory: Directory) -> Reply:
    """The calendar of the election that is on or comes next; off season, that there is none."""
    today = calendar.today(directory.today)
    if today.election:
        return render_season(calendar, today.election.regime, directory)
    citing = Citing()
    blocks: list[Text | str] = [
        bold(texts.CALENDAR) + Text("\n" + _today(today.day)),
        "\n".join([texts.NO_STAGE_NOW, *last_lines(today, citing, calendar.areas)]),
        _nothing_ahead(directory),
        *vulnerable_lines(calendar, citing),
        citing.short(),
    ]
    return reply(blocks, [_regime_buttons()])


def render_season(calendar: Calendar, regime: Regime, directory: Directory) -> Reply:
    """One screen of the election under `regime` that is on, comes next or was last: as many stages
    as there is room for, what is on before what is ahead before what is over."""
    day, stages = directory.today, calendar.season(regime, directory.today)
    if not stages:
        none = texts.NO_SEASON.format(election=texts.REGIMES[regime])
        return reply([none, _nothing_ahead(directory)], [_regime_buttons(regime)])
    shown = stages
    while not fits(blocks := _screen(calendar, stages, shown, day)) and len(shown) > 1:
        farthest = max(reversed(shown), key=lambda stage: _distance(stage, day))
        shown = tuple(stage for stage in shown if stage is not farthest)
    whole = Button(texts.BUTTON_WHOLE, f"tl:{regime}")
    return reply(blocks, [whole, _regime_buttons(regime)])


def render_whole_season(calendar: Calendar, regime: Regime, directory: Directory) -> Reply:
    """The same election with all its stages, deadlines, and who calls what the most vulnerable, in
    the words of the sources."""
    day, stages = directory.today, calendar.season(regime, directory.today)
    if not stages:
        return render_season(calendar, regime, directory)
    citing = Citing()
    blocks = [*_head(stages, day), _listed(stages, stages, citing, calendar.areas, day)]
    deadlines = (it for it in calendar.deadlines if it.regime is regime)
    blocks += _quoted(texts.DEADLINES, deadlines, citing)
    blocks += _quoted(texts.VULNERABLE_HEADING, calendar.vulnerable, citing)
    if calendar.today(day).election is None:
        blocks += [_nothing_ahead(directory), *_quoted(texts.OUTLOOK, calendar.outlook, citing)]
    return reply([*blocks, citing.block()])


def _screen(
    calendar: Calendar, stages: Sequence[Scheduled], shown: Sequence[Scheduled], day: date
) -> list[Text]:
    citing = Citing()
    listed = _listed(stages, shown, citing, calendar.areas, day)
    others = {it.election for it in calendar.today(day).current} - {stages[0].election}
    running = texts.AND.join(sorted(it.name for it in others))
    also = [Text(texts.ALSO_ON.format(elections=running))] if running else []
    called = map(Text, vulnerable_lines(calendar, citing))
    return [*_head(stages, day), listed, *also, *called, citing.short()]


def _distance(stage: Scheduled, day: date) -> tuple[int, timedelta]:
    """How far from `day` a stage is; whatever is over is farther than all that is ahead."""
    if stage.ends < day:
        return 2, day - stage.ends
    return (1, stage.begins - day) if stage.begins > day else (0, timedelta())


def _head(stages: Sequence[Scheduled], day: date) -> Iterator[Text]:
    election, at = stages[0].election, standing(stages, day)
    law = texts.LAW.format(elections=texts.REGIMES[election.regime])
    yield bold(election.name) + Text(f" · {law}\n{_today(day)}")
    if at.next:
        names = texts.AND.join(dict.fromkeys(name(stage) for stage in at.next))
        days = (at.next[0].begins - day).days
        yield Text(texts.NEXT_STAGE.format(stages=names, days=days))
    elif not at.current:
        yield Text(texts.SEASON_OVER)


def _today(day: date) -> str:
    return texts.TODAY.format(date=date_words(day.isoformat()))


def _listed(
    stages: Sequence[Scheduled],
    shown: Sequence[Scheduled],
    citing: Citing,
    areas: AreaTree,
    day: date,
) -> Text:
    """A line a stage of `shown`, and where today is; how many of `stages` are not shown."""
    lines = []
    placed = any(stage.is_on(day) for stage in shown)
    for stage in shown:
        if not placed and stage.begins > day:
            lines.append(bold(texts.HERE))
            placed = True
        line = stage_line(stage, citing, areas)
        on = stage.is_on(day)
        lines.append(bold(texts.STAGE_HERE.format(stage=line)) if on else Text(f"• {line}"))
    if not placed:
        lines.append(bold(texts.HERE))
    if left := len(stages) - len(shown):
        lines.append(italic(texts.STAGES_LEFT.format(count=left)))
    return join("\n", lines)


def _quoted(heading: str, sayings: Iterable[Saying | Vulnerable], citing: Citing) -> Iterator[Text]:
    """Sentences as their sources have them, under their banners and over their labels."""
    for number, said in enumerate(sayings):
        sentence = Text(f"{said.says} {citing.mark(said.source)}")
        labels = italic(whose_words(said.source))
        above = [] if number else [bold(heading)]
        yield join("\n", [*above, *drill_banner(said.source), sentence, labels])


def _nothing_ahead(directory: Directory) -> Text:
    return Text(texts.NOTHING_AHEAD.format(voters=desk(Purpose.VOTERS, directory)))


def _regime_buttons(but: Regime | None = None) -> tuple[Button, ...]:
    return tuple(Button(texts.REGIMES[it], f"th:{it}") for it in Regime if it is not but)
