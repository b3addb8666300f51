"""What becomes of memory that is freed."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD = -1
"""M_TRIM_THRESHOLD of glibc's malloc.h."""

_SPARE = 1_000_000
"""Bytes that stay with the process."""


def return_freed() -> None:
    """Let what is freed go back to the machine, but for a little: opening the models and reading a
    long question take tens of megabytes for a moment, which the C library would keep for good. Only
    glibc keeps them, and can be told."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library; Windows knows no CDLL(None)
        return
    mallopt(_TRIM_THRESHOLD, _SPARE)
