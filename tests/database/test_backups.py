"""Copies of a house's file: taken whole, put back without ever leaving the place empty."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.database import backups, restoring
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.refusal import Refusal
from tests import make


@pytest.fixture
def copy(path: Path) -> Path:
    """A copy with one buyer, of a house since damaged."""
    house = open_house(path)
    with house.transaction() as session:
        make.a_buyer(session, name="Ville de Port-Calme")
    house.close()
    copy = backups.back_up(path, "essai")
    path.write_bytes(path.read_bytes()[:5000])
    path.with_name(path.name + "-journal").write_bytes(b"what the damaged file was about to undo")
    return copy


def test_a_copy_put_back_is_a_whole_house_and_the_damaged_file_is_kept(path: Path, copy: Path) -> None:
    damaged = path.read_bytes()
    aside = restoring.restore(path, copy)
    assert aside.read_bytes() == damaged
    house = open_house(path)
    assert list(faults(path, house.engine)) == []
    with house.transaction() as session:
        assert session.scalar(select(Buyer.name)) == "Ville de Port-Calme"
        make.a_buyer(session, name="Région des Étangs")
    assert list(faults(path, house.engine)) == []
    house.close()


def test_a_full_disk_while_putting_a_copy_back_leaves_a_file_in_place(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = path.read_bytes()
    really = os.replace

    def full(source: Path, target: Path) -> None:
        if target == path:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Refusal, match="disque est plein"):
        restoring.restore(path, copy)
    assert path.read_bytes() == damaged


def test_an_empty_file_or_another_programs_is_no_sound_copy(path: Path, copy: Path) -> None:
    (copy.parent / "9998-vide.db").write_bytes(b"")
    with closing(sqlite3.connect(copy.parent / "9999-recettes.db")) as other:
        other.execute("CREATE TABLE recettes (id)")
    assert backups.latest(path) == copy
