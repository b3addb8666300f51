"""Recording a drill, field by field and in any order. What is told is kept at once, in a draft
until it is saved, so that it goes on where it was left, on any copy of the bot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.access import Person, Right, may_in
from bot.db import audit, drills, follow_ups, people
from bot.db.engine import Connection, Database
from bot.drills.dictation import Dictated, dictated
from bot.drills.exercise import Exercise, Field, Place, Scene
from bot.drills.visible import Drills, View
from bot.roles import Roles


class Recording:
    """Nobody may who may not at the moment of writing; every method then gives None, and nothing
    but that. Each raises Redelivered. `clock` tells the moment."""

    def __init__(
        self, database: Database, roles: Roles, shown: Drills, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._roles = roles
        self._drills = shown
        self._clock = clock

    async def draft(
        self, by: Person, area: str, receipt: str, said: Mapping[Field, str] | None = None
    ) -> tuple[View, Dictated] | None:
        """The draft that `by` left in the area, or a new one, with what was `said` in it: who has
        no answer yet and sends it again makes no second one."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            if not may_in(by, Right.OVERSEE, area, self._roles.areas):
                return None
            actor = await people.known(connection, by.id, by.name)
            left = await drills.draft(connection, area, actor)
            day, now = self._drills.today(area), self._clock()
            id = left.id if left else None
            id = id or await drills.add(connection, area, day, Exercise(), actor, now)
            return await self._told(connection, by, id, said or {})

    async def tell(
        self, by: Person, id: int, said: Mapping[Field, str], receipt: str
    ) -> tuple[View, Dictated] | None:
        """Put what was `said` into the record, as far as it is understood."""
        async with self._database.writing(receipt) as connection:
            return await self._told(connection, await self._fresh(connection, by), id, said)

    async def choose(
        self, by: Person, id: int, choice: Place | Scene, receipt: str, played: bool = True
    ) -> View | None:
        """Say that it was held in that sort of place; or that the scene was `played`, or not."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            view = await self._changeable(connection, by, id)
            if view is None:
                return None
            exercise = view.drill.exercise
            if isinstance(choice, Scene):
                told = exercise.with_scene(choice, played)
                return await self._changed(connection, by, view, told, [Field.SCENES])
            told = exercise.model_copy(update={"place": choice})
            return await self._changed(connection, by, view, told, [Field.PLACE])

    async def save(self, by: Person, id: int, receipt: str) -> View | None:
        """Make the draft a record, if nothing is lacking."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            view = await self._changeable(connection, by, id)
            if view is None or view.drill.saved_at or view.drill.exercise.lacking:
                return view
            await drills.save(connection, id, self._clock())
            await self._trace(connection, by, view, "drill_record")
            return await self._drills.view_in(connection, by, id)

    async def discard(self, by: Person, id: int, receipt: str) -> View | None:
        """Delete the draft; what it was. What is no draft any more stays."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            view = await self._changeable(connection, by, id)
            if view and view.drill.is_draft:
                await drills.remove(connection, id)
            return view

    async def tick(self, by: Person, id: int, task: str, done: bool, receipt: str) -> View | None:
        """Note that the task of that name is done; whoever may change the record also that it is
        not."""
        async with self._database.writing(receipt) as connection:
            by = await self._fresh(connection, by)
            view = await self._drills.view_in(connection, by, id)
            if view is None or not (done or view.may_record):
                return None
            actor = await people.known(connection, by.id, by.name)
            for one in (it for it in view.follow_ups if it.name == task):
                done_by = actor if done else None
                await follow_ups.mark(connection, id, one.id, done_by, self._clock())
            return await self._drills.view_in(connection, by, id)

    async def _fresh(self, connection: Connection, by: Person) -> Person:
        """`by` with the roles that he has now."""
        return await self._roles.person_in(connection, by.id, by.name)

    async def _told(
        self, connection: Connection, by: Person, id: int, said: Mapping[Field, str]
    ) -> tuple[View, Dictated] | None:
        view = await self._changeable(connection, by, id)
        if view is None:
            return None
        tasks = tuple(one.task for one in view.follow_ups)
        told = dictated(view.drill.exercise, tasks, said, view.today)
        if told.tasks is not None:
            await follow_ups.replace(connection, id, view.drill.area, told.tasks)
        return await self._changed(connection, by, view, told.exercise, told.understood), told

    async def _changeable(self, connection: Connection, by: Person, id: int) -> View | None:
        """The drill, if `by` may change it."""
        view = await self._drills.view_in(connection, by, id)
        return view if view and view.may_record else None

    async def _changed(
        self,
        connection: Connection,
        by: Person,
        view: View,
        exercise: Exercise,
        fields: Sequence[Field],
    ) -> View:
        """The drill with `exercise` for its record. What was saved once leaves a trace."""
        id, day = view.drill.id, exercise.held_on or view.drill.day
        await drills.rewrite(connection, id, day, exercise)
        if view.drill.saved_at and fields:
            await self._trace(connection, by, view, "drill_change", fields=" ".join(fields))
        after = await self._drills.view_in(connection, by, id)
        assert after is not None, "whoever may change it may see it"
        return after

    async def _trace(
        self, connection: Connection, by: Person, view: View, action: str, **details: str
    ) -> None:
        actor = await people.known(connection, by.id, by.name)
        told = {"drill": view.drill.id, **details}
        await audit.record(connection, self._clock(), actor, action, view.drill.area, told)
