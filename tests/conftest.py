"""What tests of several packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.teduh import DOCUMENTS, generation_of

# How long an example takes says more about the machine than about the code; tests/bench measures.
# A gate tries the same examples every time; whoever runs the tests at a desk looks for new ones.
settings.register_profile("siaga", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "siaga")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one generation of what is written about Teduh."""
    return generation_of(DOCUMENTS, tmp_path_factory.mktemp("data"))
