"""The generations that are kept, on a phone: what sets each apart, and the way back to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import texts
from bot.reloads.generations import Restored, Version
from bot.render.dates import moment_words
from bot.render.keeping.course import difference_words, exam_words
from bot.render.markup import Text, bold, join
from bot.render.reply import Button, Reply, reply
from index.types import Manifest

_NAME = r"[0-9A-Za-z-]{1,50}"
RESTORE_DATA = re.compile(rf"v:ask:({_NAME})\Z")
"""Asks whether to go back to the generation that is named."""
RESTORE_YES_DATA = re.compile(rf"v:yes:({_NAME})\Z")
RESTORE_NO_DATA = re.compile(r"v:no\Z")


def parsed_generation(data: str) -> str:
    """The generation that `data`, which matches RESTORE_DATA or RESTORE_YES_DATA, names."""
    return data.rpartition(":")[2]


def render_versions(versions: Sequence[Version]) -> Reply:
    """One block a generation, newest first, and a button for each that is not served."""
    numbered = list(enumerate(versions, start=1))
    rows = [
        Button(texts.BUTTON_RESTORE.format(number=number), f"v:ask:{version.manifest.generation}")
        for number, version in numbered
        if not version.is_served
    ]
    return reply([bold(texts.VERSIONS), *(_version(*each) for each in numbered)], rows)


def _version(number: int, version: Version) -> Text:
    template = texts.VERSION_SERVED if version.is_served else texts.VERSION
    lines = [_holds(texts.VERSION_HOLDS, version.manifest)]
    if notes := version.notes:
        lines += [
            difference_words(notes.changes),
            exam_words(notes.verdict.figures if notes.verdict else {}),
        ]
    head = template.format(number=number, moment=moment_words(version.manifest.built_at))
    return join("\n", [bold(head), *lines])


def render_restore(version: Version) -> Reply:
    """Whether to go back to `version`, and what that does not do."""
    name = version.manifest.generation
    rows = (
        Button(texts.BUTTON_RESTORE_YES, f"v:yes:{name}"),
        Button(texts.BUTTON_RESTORE_NO, "v:no"),
    )
    return reply([_holds(texts.RESTORE_ASK, version.manifest)], [rows])


def render_restored(restored: Restored) -> Reply:
    """It is served again."""
    moment = moment_words(restored.manifest.built_at)
    milliseconds = round(restored.seconds * 1000)
    return reply([texts.RESTORED.format(moment=moment, milliseconds=milliseconds)])


def _holds(template: str, manifest: Manifest) -> str:
    return template.format(
        moment=moment_words(manifest.built_at),
        documents=manifest.documents,
        passages=manifest.passages,
    )
