"""`arrimage duplicates` lists the pairs with their likelihood, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from facilitator_app.cli import run
from facilitator_app.database.connection import Database
from tests import make


def with_a_double(database: Database) -> list[str]:
    with database.transaction() as session:
        make.a_beneficiary(session, last_name="Orsini", birth_date=dt.date(1971, 3, 4))
        pair = [
            make.a_beneficiary(
                session, last_name=name, first_name="Lucie", birth_date=dt.date(1990, 5, 14), phone=phone
            )
            for name, phone in (("Martel", "0612345678"), ("MARTEL", "0700000000"))
        ]
        return [person.id for person in pair]


def test_the_pairs_are_listed(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = with_a_double(database)
    database.close()
    assert run(["duplicates", "--database", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Martel Lucie (14/05/1990)" in said
    assert all(key in said for key in keys)
    assert "même nom, même prénom, même date de naissance ; mais téléphones différents" in said
    assert "Une paire de fiches" in said


def test_the_pairs_as_json(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = with_a_double(database)
    database.close()
    assert run(["duplicates", "--database", str(path), "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert 0.9 < pair["likelihood"] <= 1
    assert {person["id"] for person in pair["people"]} == set(keys)
    assert pair["people"][0]["birth_date"] == "1990-05-14"


def test_nobody_twice_is_said(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.close()
    assert run(["duplicates", "--database", str(path)]) == 0
    assert "Aucune personne" in capsys.readouterr().out
    assert run(["duplicates", "--database", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
