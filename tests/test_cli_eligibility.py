"""`arrimage eligibility` says yes or no, why and until when, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from facilitator_app.cli import run
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.personal_data import access_log
from tests import make


def somebody(database: Database) -> str:
    with database.transaction() as session:
        key = make.a_beneficiary(session).id
        day = dt.date(2026, 11, 12)
        make.kept(session, EligibilityProof(beneficiary_id=key, category="LTU", dated_on=day, seen_on=day))
    database.close()
    return key


def test_it_says_yes_why_and_until_when(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with database.transaction() as session:
        person, day = make.a_beneficiary(session).id, dt.date(2026, 11, 12)
        make.kept(session, EligibilityProof(beneficiary_id=person, category="LTU", dated_on=day, seen_on=day))
        make.a_placement(session, beneficiary_id=person, starts_on=dt.date(2026, 11, 24), eligible=True)
    database.close()
    assert run(["eligibility", "--database", str(path), "--person", person, "--on", "25/11/2026"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "Éligible du 24/11/2026 au 23/11/2028."
    assert said[3].startswith("Jusqu’au 23/11/2028\u00a0: 24 mois à partir du 24/11/2026")


def test_before_any_contract_it_says_until_when_one_may_begin(
    database: Database, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", key, "--on", "24/11/2026"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Oui."
    assert "attestation France Travail du 12/11/2026, vue le 12/11/2026" in said[2]
    assert said[1].startswith("Éligible, premier contrat au plus tard le ")
    assert said[3] == "Durée\u00a0: 24 mois à compter du premier contrat."
    assert run(["eligibility", "--database", str(path), "--person", key, "--on", "24/11/2026", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["eligible"], told["since"], told["until"]) == (True, None, None)
    assert said[1].endswith(f"{dt.date.fromisoformat(told['first_contract_by']):%d/%m/%Y}.")
    assert told["statements"] == said[1:]


def test_it_says_no_and_what_is_missing(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", key, "--on", "2027-11-24", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["eligible"], told["until"], told["on"]) == (False, None, "2027-11-24")
    assert told["missing"] == [
        "Pièce vue le 12/11/2026, il y a plus de 6 mois\u00a0: il faut revoir l’attestation France Travail."
    ]


def test_asking_is_a_look_at_her_file(database: Database, path: Path) -> None:
    key = somebody(database)
    for _ in range(2):  # twice in ten minutes is once
        run(["eligibility", "--database", str(path), "--person", key, "--json"])
    run(["eligibility", "--database", str(path), "--person", "0" * 32])
    house = open_house(path)
    with house.reading() as session:
        [line] = access_log.looks(session)
        asked = [gesture.label for gesture in gestures.recent(session)]
    house.close()
    assert (line.beneficiary_id, line.look, line.reason) == (key, Look.SHEET, "ligne de commande")
    assert line.author
    assert len(asked) == 1, "the control: looking is no gesture of the journal"


@pytest.mark.parametrize("day", ["31/02/2026", "demain", ""])
def test_a_day_that_is_none_is_refused(path: Path, day: str) -> None:
    with pytest.raises(SystemExit) as refused:
        run(["eligibility", "--database", str(path), "--person", "x", "--on", day])
    assert refused.value.code == 2


def test_an_unknown_person_is_one_sentence(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    somebody(database)
    assert run(["eligibility", "--database", str(path), "--person", "0" * 32]) == 2
    assert capsys.readouterr().err.startswith("Aucune personne ne porte l’identifiant « 000")


def test_years_after_it_says_what_a_contract_froze_whatever_is_known_now(
    database: Database, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.transaction() as session:
        key = make.a_beneficiary(session).id
        make.a_placement(
            session, beneficiary_id=key, starts_on=dt.date(2024, 3, 4), ends_on=dt.date(2024, 9, 3), eligible=True,
            eligibility="Éligible du 04/03/2024 au 03/03/2026.", eligibility_proof="attestation CAF du 12/02/2024",
            eligibility_checked_by="H. Arnoux", categories=("RSA",),
        )  # fmt: skip
    database.close()
    command = ["eligibility", "--database", str(path), "--person", key, "--on"]
    assert run([*command, "2024-06-01"]) == 1  # today’s file holds no proof of that time any more
    said = capsys.readouterr().out
    assert "Ce qui était connu le 04/03/2024, figé au premier jour du contrat :" in said
    assert "Pièce retenue : attestation CAF du 12/02/2024" in said
    assert "Contrôlée par : H. Arnoux" in said
    assert run([*command, "2024-06-01", "--json"]) == 1
    [frozen] = json.loads(capsys.readouterr().out)["known_then"]
    assert frozen["eligible"] is True
    assert frozen["facts"]["Constat"] == "Éligible du 04/03/2024 au 03/03/2026."
    run([*command, "2024-10-01", "--json"])
    assert json.loads(capsys.readouterr().out)["known_then"] == []  # no contract that day
