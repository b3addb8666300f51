"""A report while it is being made: what is in it, and what is asked next. Pure; every step makes a
new draft, which is kept, so that any copy of the bot goes on with it after any restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.readiness import Component, State
from bot.reports.shorthand.outcome import Guess, Line, Understood
from bot.reports.shorthand.rows import contradicts


class Step(StrEnum):
    """What is asked, in the order in which it is; CHECK shows all and asks whether it is right."""

    AREA = "wilayah"
    COMPONENT = "komponen"
    STATE = "keadaan"
    NUMBERS = "angka"
    NOTE = "catatan"
    PHOTO = "foto"
    CHECK = "periksa"


class Draft(BaseModel):
    """`areas`: the one that it is about, or those to choose from; none where any may be chosen.
    `current` is the component that is asked about, `photo` Telegram's name of a file, `observed_at`
    when it was seen. `drill` is the exercise that it would be kept under, unless it is `real`.
    `command` is the message that began it, which may be edited. `lineage` has the first report of
    each line that corrects one, and, once it is sent, of every line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: tuple[str, ...]
    asked: Step
    observed_at: datetime
    lines: tuple[Line, ...] = ()
    current: Component | None = None
    photo: str = ""
    drill: int | None = None
    real: bool = False
    command: int | None = None
    guesses: tuple[Guess, ...] = ()
    lineage: Mapping[Component, int] = {}

    @property
    def area(self) -> str | None:
        """The area that it is about, once that is settled."""
        return self.areas[0] if len(self.areas) == 1 and self.asked is not Step.AREA else None

    @property
    def is_drill(self) -> bool:
        return self.drill is not None and not self.real

    @property
    def by_component(self) -> dict[Component, Line]:
        return {line.component: line for line in self.lines}

    @property
    def subject(self) -> Component | None:
        """The component that a question to him names."""
        return self.current or next(iter(self.by_component), None)

    @property
    def assumed(self) -> Component | None:
        """The component that values without one are of."""
        if self.asked in (Step.STATE, Step.NUMBERS, Step.NOTE):
            return self.current
        return self.lines[0].component if len(self.lines) == 1 else None


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as it is kept, of the person with that Telegram id. `message` is the one of his
    private chat that shows it, None before the first does."""

    id: int
    person: int
    message: int | None
    draft: Draft
    sent_at: datetime | None


def begun(
    said: Understood, settled: bool, now: datetime, photo: str = "", command: int | None = None
) -> Draft:
    """The draft of what was understood; `settled`: its area needs no more asking."""
    return Draft(
        areas=said.areas,
        asked=_next(said.lines, settled),
        observed_at=said.observed_at or now,
        lines=said.lines,
        photo=photo,
        command=command,
        guesses=said.guesses,
    )


def in_area(draft: Draft, area: str) -> Draft:
    """With the area that was chosen."""
    return draft.model_copy(update={"areas": (area,), "asked": _next(draft.lines, settled=True)})


def about(draft: Draft, component: Component) -> Draft:
    """Asking about a component, new or to be changed."""
    return draft.model_copy(update={"current": component, "asked": Step.STATE})


def in_state(draft: Draft, state: State) -> Draft:
    """With the state that was chosen for the current component. Numbers of before stay unless they
    contradict it; of what nobody knows there are none."""
    assert draft.current is not None
    earlier = draft.by_component.get(draft.current)
    line = replace(earlier, state=state) if earlier else Line(draft.current, state)
    if contradicts(state, line.have):
        line = replace(line, have=None, need=None)
    step = Step.NOTE if state is State.UNKNOWN else Step.NUMBERS
    return draft.model_copy(update={"lines": _with(draft.lines, [line]), "asked": step})


def pictured(draft: Draft, photo: str) -> Draft:
    """With a photo."""
    changed = draft.model_copy(update={"photo": photo})
    return passed(changed) if draft.asked is Step.PHOTO else changed


def passed(draft: Draft) -> Draft:
    """After what is asked, which was answered or is left out. A photo is asked for once."""
    after = {
        Step.NUMBERS: Step.NOTE,
        Step.NOTE: Step.CHECK if draft.photo or len(draft.lines) > 1 else Step.PHOTO,
        Step.PHOTO: Step.CHECK,
    }
    return draft.model_copy(update={"asked": after.get(draft.asked, draft.asked)})


def corrected(draft: Draft, said: Understood) -> Draft:
    """With what was said of it instead; what was not said stays."""
    lines = _with(draft.lines, said.lines)
    changes = {"lines": lines, "areas": said.areas, "guesses": said.guesses, **_when(said)}
    changed = draft.model_copy(update=changes)
    answers = any(line.component is draft.current for line in said.lines)
    if draft.asked in (Step.NUMBERS, Step.NOTE) and answers:
        return passed(changed)
    if not said.lines and not said.named:
        return changed
    step = _next(lines, _is_settled(said, draft.area is not None))
    return changed.model_copy(update={"asked": step})


def correction(sent: Draft, said: Understood) -> Draft:
    """A draft that takes the place of what was sent: of the lines that were said, or of all of them
    where it is about the area or the time."""
    lines = said.lines or sent.lines
    components = {line.component for line in lines}
    lineage = {one: id for one, id in sent.lineage.items() if one in components}
    step = _next(lines, _is_settled(said, settled=True))
    changes = {"lines": lines, "areas": said.areas, "guesses": said.guesses, **_when(said)}
    return sent.model_copy(update={**changes, "lineage": lineage, "asked": step, "photo": ""})


def without(draft: Draft, component: Component) -> Draft:
    """Without a line, unless it is the only one."""
    lines = tuple(line for line in draft.lines if line.component is not component)
    return draft.model_copy(update={"lines": lines or draft.lines, "asked": Step.CHECK})


def asking(draft: Draft, step: Step) -> Draft:
    """Asking for something again; for the area, of all that he may choose."""
    areas = () if step is Step.AREA else draft.areas
    return draft.model_copy(update={"asked": step, "areas": areas})


def _next(lines: Sequence[Line], settled: bool) -> Step:
    """What is asked next where nothing else is, by whether the area is `settled`."""
    if not settled:
        return Step.AREA
    return Step.CHECK if lines else Step.COMPONENT


def _is_settled(said: Understood, settled: bool) -> bool:
    """Whether the area is after what was said, where it was `settled` before or not."""
    return len(said.areas) == 1 if said.named else settled


def _when(said: Understood) -> dict[str, object]:
    return {"observed_at": said.observed_at} if said.observed_at else {}


def _with(lines: Sequence[Line], new: Sequence[Line]) -> tuple[Line, ...]:
    """`new` in the places of the lines of their components, or behind all of them."""
    merged = {line.component: line for line in lines}
    merged.update({line.component: line for line in new})
    return tuple(merged.values())
