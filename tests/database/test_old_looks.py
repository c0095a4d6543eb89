"""The cheap question about the access log never misses a line that the exact one would purge."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import driver, old_looks
from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import KEPT_MONTHS, Look
from facilitator_app.domain.keys import new_key
from facilitator_app.use_cases.personal_data import access_log


def test_the_usual_length_is_that_of_the_house() -> None:
    assert old_looks.USUAL_MONTHS == KEPT_MONTHS


@pytest.mark.parametrize("months", [6, 12, 36])
@pytest.mark.parametrize("today", [dt.date(2026, 8, 31), dt.date(2026, 11, 24), dt.date(2028, 2, 29)])
def test_whatever_is_to_be_purged_is_noticed(database: Database, path: Path, months: int, today: dt.date) -> None:
    with database.transaction() as session:
        access_log.keep_for(session, months)
    assert not old_looks.may_be_some(path, None, today)
    noticed = []
    for days in range(int(months * 30.4) - 6, int(months * 30.6) + 6):
        at = dt.datetime.combine(today - dt.timedelta(days), dt.time(23, 59), dt.UTC)
        with database.transaction() as session:
            access_log.note(session, [new_key()], Look.SHEET, at)
        with database.reading() as session:
            exact = access_log.has_old_lines(session, today)
        cheap = old_looks.may_be_some(path, None, today)
        noticed.append((cheap, exact))
        if exact:
            break
    assert noticed[-1] == (True, True)
    assert len([pair for pair in noticed if pair == (True, False)]) <= 3
    assert (False, True) not in noticed


def test_a_file_that_cannot_be_read_has_nothing_to_purge(tmp_path: Path) -> None:
    path = tmp_path / "autre.db"
    with closing(driver.connect(path)) as connection:
        connection.execute("CREATE TABLE autre (id)")
    assert not old_looks.may_be_some(path, None, dt.date(2026, 11, 24))
    assert not old_looks.may_be_some(tmp_path / "absente.db", None, dt.date(2026, 11, 24))


def test_the_question_loads_nothing_long(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, datetime; from facilitator_app.database import old_looks;"
        " old_looks.may_be_some(pathlib.Path('absente.db'), None, datetime.date(2026, 11, 24));"
        " print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
