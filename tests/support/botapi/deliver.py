"""How an update reaches the bot: judged by the schema first, so that no test runs on nonsense."""

import copy

from tests.support.botapi.schema import published
from tests.support.botapi.shapes import Json
from tests.support.botapi.state import State


def deliver(state: State, kind: str, content: Json) -> Json | None:
    """The update as queued, None where the bot did not ask for its kind; ValueError if wrong."""
    return push(state, {kind: copy.deepcopy(content)})


def push(state: State, update: Json) -> Json | None:
    """Queues a whole update; an `update_id` is given to it where it has none."""
    problem = published().problem("Update", {"update_id": 0, **update})
    if problem:
        raise ValueError(f"no valid update: {problem}")
    return state.updates.push(update)
