"""Fixtures shared by all tests, and the 'gui' marker."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.ui.tidying import tidy
from facilitator_app.use_cases.demonstration.house import build

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("no clock", deadline=None)  # a busy machine is no fault of ours
settings.load_profile("no clock")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 30).astimezone()
"""The day of the tests that need one, and a moment of it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`pytest -m "not gui"` runs everything that needs no Qt; the long runs wait for `-m trust` or ARRIMAGE_TRUST=1."""
    for item in items:
        if "qapp" in getattr(item, "fixturenames", ()):
            item.add_marker("gui")
    if "trust" not in config.getoption("-m") and os.environ.get("ARRIMAGE_TRUST") != "1":
        long_runs = [item for item in items if item.get_closest_marker("trust")]
        config.hook.pytest_deselected(items=long_runs)
        items[:] = [item for item in items if item not in long_runs]


def pytest_sessionstart() -> None:
    """As in the program: never in the middle of what Qt does."""
    gc.disable()


def pytest_collection_finish() -> None:
    """As in the program: what is loaded stays to the end, and going through it again would take a tenth of the run."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Windows closed wait to be deleted until an event loop goes on, and none does: a style given to the next
    window would otherwise be given to all of them."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tidy()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Published and faulty sample files, where this machine has them."""
    if not SHARED_DATA.is_dir():
        pytest.skip("no shared sample data on this machine")
    return SHARED_DATA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maison.db"


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new house's file, made once: walking the schema steps for each test would be most of its time."""
    path = tmp_path_factory.mktemp("vide") / "maison.db"
    open_house(path).close()
    return path


@pytest.fixture
def database(path: Path, empty_house: Path) -> Iterator[Database]:
    shutil.copyfile(empty_house, path)
    database = open_house(path, author="Hélène Arnoux")
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session in a transaction that is committed at the end of the test."""
    with database.transaction() as session:
        yield session


@pytest.fixture(scope="session")
def demonstration_house(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration house, built once; copy it before opening it."""
    path = tmp_path_factory.mktemp("exemple") / "maison.db"
    shutil.copyfile(empty_house, path)
    database = open_house(path)
    with database.transaction() as session:
        build(session, TODAY)
    database.close()
    return path


@pytest.fixture
def demonstration(demonstration_house: Path, path: Path) -> Path:
    shutil.copyfile(demonstration_house, path)
    return path
