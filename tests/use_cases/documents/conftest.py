"""The small house filled, and read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from tests.use_cases.documents.house import House, fill


@pytest.fixture
def house(database: Database) -> House:
    with database.transaction() as session:
        return fill(session)


@pytest.fixture
def asked(database: Database, house: House) -> Iterator[Session]:
    with database.reading() as session:
        yield session
