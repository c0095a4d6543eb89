"""Whether the access log may hold lines too old, asked at each opening before anything long to load."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver

USUAL_MONTHS = 12
_OLD = """
    SELECT EXISTS (
        SELECT 1 FROM consultation
        WHERE at < date(:today, '-' || COALESCE((SELECT access_log_months FROM rules LIMIT 1), :usual) || ' months')
    )
"""
"""Where a month is too short SQLite goes on into the next, a few days too late at most: never too early."""


def may_be_some(path: Path, key: bytes | None, today: dt.date) -> bool:
    """False most of the time; true calls for the exact question. A file that cannot be read has nothing to purge."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            return bool(connection.execute(_OLD, {"today": today.isoformat(), "usual": USUAL_MONTHS}).fetchone()[0])
    except driver.errors():
        return False
