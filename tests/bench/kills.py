"""kill -9 in each phase of a reload, many times: what starts, what is answered, what is lost.

    python -m tests.bench.kills [--times 50] [--killed bot|child] [--at POINT] [--at-once 2]
        [--seed 1]

A real bot is killed with an admin's reload under way (in each phase of the build, when the new
generation is published but not yet served, and when it is served but not yet in the trail), or the
child that builds is; up to a quarter of a second after the phase began. Then the bot is started
again and used. Prints for each point how many starts failed, how many answers or files came from a
half-built generation, and how often something acknowledged was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.survival import IN_CHILD, POINTS, Survived, installation, survived

VICTIMS = {"bot": POINTS, "child": IN_CHILD}
"""Who is killed, and at which points."""

LATEST = 250
"""Milliseconds from the beginning of a phase to the latest kill: most phases take less."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--killed", choices=VICTIMS, help="only this one")
    parser.add_argument("--at", action="append", choices=POINTS)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="siaga-") as folder:
        points = [
            (victim, point)
            for victim, point in _points()
            if given.killed in (None, victim) and (not given.at or point in given.at)
        ]
        faults = asyncio.run(_all(Path(folder), points, given.times, given.at_once, given.seed))
    sys.exit(1 if faults else 0)


async def _all(
    folder: Path, points: Sequence[tuple[str, str]], times: int, at_once: int, seed: int
) -> int:
    built, chance = installation(folder / "own"), random.Random(seed)
    turns = asyncio.Semaphore(at_once)
    faults = 0
    print(f"{'killed':8}{'at':22}{'times':>6}{'published':>11}{'starts':>8}{'half':>6}{'lost':>6}")
    for victim, point in points:
        delays = [0, *(chance.randrange(LATEST) for _ in range(times - 1))]
        jobs = (
            _one(turns, built, folder / f"{victim}-{point}-{number}", point, victim, delay)
            for number, delay in enumerate(delays)
        )
        told = _told(await asyncio.gather(*jobs))
        faults += told["starts"] + told["half"] + told["lost"]
        print(
            f"{victim:8}{point:22}{times:6}{told['published']:11}"
            f"{told['starts']:8}{told['half']:6}{told['lost']:6}",
            flush=True,
        )
    return faults


def _points() -> Iterator[tuple[str, str]]:
    for victim, points in VICTIMS.items():
        yield from ((victim, point) for point in points)


async def _one(
    turns: asyncio.Semaphore, built: Path, folder: Path, point: str, victim: str, delay: int
) -> Survived:
    async with turns:
        result = await survived(built, folder, point, victim, delay)
    for fault in result.faults:
        print(f"  {victim} at {point} + {delay} ms: {fault}", flush=True)
    return result


def _told(results: list[Survived]) -> Counter[str]:
    return Counter(
        starts=sum(bool(one.start_failed) for one in results),
        half=sum(bool(one.half_built) for one in results),
        lost=sum(bool(one.lost) for one in results),
        published=sum(one.was_published for one in results),
    )


if __name__ == "__main__":
    main()
