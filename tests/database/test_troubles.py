"""What goes wrong with files is said in French, whichever driver noticed it and however it says so."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import driver
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.refusal import Refusal


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
def test_a_copy_that_does_not_fit_is_refused_in_one_sentence(tmp_path: Path, key: bytes | None) -> None:
    with (
        closing(driver.connect(tmp_path / "a.db", key)) as source,
        closing(driver.connect(tmp_path / "b.db", key)) as copy,
    ):
        source.execute("CREATE TABLE filling (what)")
        source.executemany("INSERT INTO filling VALUES (?)", [("x" * 1000,)] * 100)
        copy.execute("PRAGMA max_page_count = 5")
        with pytest.raises(Refusal, match="disque est plein"), said_in_french():
            source.backup(copy)


def test_what_is_nobodys_fault_but_ours_stays_an_error() -> None:
    with pytest.raises(ZeroDivisionError), said_in_french():
        raise ZeroDivisionError("database or disk is full")
