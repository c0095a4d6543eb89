"""`arrimage eligibility` says yes or no, why and until when, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from facilitator_app.cli import run
from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EligibilityProof
from tests import make


def somebody(database: Database) -> str:
    with database.transaction() as session:
        key = make.a_beneficiary(session).id
        day = dt.date(2026, 11, 12)
        make.kept(session, EligibilityProof(beneficiary_id=key, category="LTU", dated_on=day, seen_on=day))
    database.close()
    return key


def test_it_says_yes_why_and_until_when(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", key, "--on", "24/11/2026"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Oui."
    assert "attestation France Travail du 12/11/2026, vue le 12/11/2026" in said[2]
    assert said[3].startswith("Jusqu’au 23/11/2028\u00a0: 24 mois à partir du 24/11/2026")


def test_it_says_no_and_what_is_missing(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", key, "--on", "2027-11-24", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["eligible"], told["until"], told["on"]) == (False, None, "2027-11-24")
    assert told["missing"] == ["Pièce vue le 12/11/2026, il y a plus de 6 mois. Revoir les pièces."]


@pytest.mark.parametrize("day", ["31/02/2026", "demain", ""])
def test_a_day_that_is_none_is_refused(path: Path, day: str) -> None:
    with pytest.raises(SystemExit) as refused:
        run(["eligibility", "--database", str(path), "--person", "x", "--on", day])
    assert refused.value.code == 2


def test_an_unknown_person_is_one_sentence(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", "0" * 32]) == 2
    assert capsys.readouterr().err.startswith("Cette personne n’est plus dans le fichier")
