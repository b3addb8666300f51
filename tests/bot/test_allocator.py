from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from bot.allocator import return_freed

FREEING = """
import sys
from bot.allocator import return_freed

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

if sys.argv[1] == "told":
    return_freed()
bytes(30_000_000)  # glibc keeps blocks of up to this size from now on, unless it is told
blocks = [bytearray(1_000_000) for _ in range(100)]
full = resident()
del blocks
print(full - resident())
"""


def test_what_is_freed_goes_back() -> None:
    if sys.platform != "linux":
        pytest.skip("resident memory is read as Linux tells it")
    given = subprocess.run(
        [sys.executable, "-c", FREEING, "told"], check=True, capture_output=True, text=True
    )
    assert int(given.stdout) > 90_000


@pytest.mark.parametrize("missing", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(
    missing: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def library(_: None) -> None:
        raise missing

    monkeypatch.setattr(ctypes, "CDLL", library)
    return_freed()
