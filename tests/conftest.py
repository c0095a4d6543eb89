"""Fixtures shared by all tests, and the 'gui' marker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`pytest -m "not gui"` runs everything that needs no Qt."""
    for item in items:
        if "qapp" in getattr(item, "fixturenames", ()):
            item.add_marker("gui")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Published and faulty sample files, where this machine has them."""
    if not SHARED_DATA.is_dir():
        pytest.skip("no shared sample data on this machine")
    return SHARED_DATA
