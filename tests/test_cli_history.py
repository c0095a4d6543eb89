"""`arrimage undo` and `arrimage history`: what they write, and one sentence when they cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.__main__ import main
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import gestures
from tests import make


@pytest.fixture
def house(database: Database, path: Path) -> Path:
    """A house where a buyer was made, then renamed, then given a contract; closed, as a command wants it."""
    with database.transaction() as session:
        gestures.call_it(session, "Nouvel acheteur")
        buyer = make.a_buyer(session, name="Ville").id
    with database.transaction() as session:
        gestures.call_it(session, "Acheteur renommé")
        session.get_one(Buyer, buyer).name = "Métropole"
    with database.transaction() as session:
        gestures.call_it(session, "Nouveau marché")
        contract = make.a_contract(session, number="M-2026-777", buyer_id=buyer).id
        make.a_lot(session, contract_id=contract, code="M-2026-777-L1", due_hours=hours(1200))
    with database.transaction() as session:
        gestures.call_it(session, "Heures dues corrigées")
        session.scalars(select(Lot)).one().due_hours = hours("1250.5")
    database.close()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_last_gesture_is_undone_and_named(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "undo", "--database", house) == (0, "Annulé : Heures dues corrigées\n", "")
    assert run(capsys, "undo", "--database", house) == (0, "Annulé : Nouveau marché\n", "")
    opened = open_house(house)
    with opened.reading() as session:
        assert session.scalars(select(Lot.id)).all() == []
    opened.close()


def test_a_gesture_of_the_history_is_undone_or_says_what_depends_on_it(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "history", "--database", house, "--json")
    by_label = {line["label"]: line["gesture"] for line in json.loads(out)}
    code, out, err = run(capsys, "undo", "--database", house, "--gesture", by_label["Nouvel acheteur"])
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Annulez d’abord «\u00a0Acheteur renommé\u00a0»" in err
    renamed = by_label["Acheteur renommé"]
    assert run(capsys, "undo", "--database", house, "--gesture", renamed) == (0, "Annulé : Acheteur renommé\n", "")
    code, _, err = run(capsys, "undo", "--database", house, "--gesture", "0" * 32)
    assert (code, err) == (2, "Cette action n’existe pas dans le journal de cette base.\n")


def test_nothing_to_undo_is_said(database: Database, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.close()
    assert run(capsys, "undo", "--database", path) == (2, "", "Rien à annuler dans cette base.\n")


def test_the_latest_gestures_are_listed_with_those_undone(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "undo", "--database", house)
    _, out, _ = run(capsys, "history", "--database", house)
    first, second, *_ = out.splitlines()
    assert first.endswith("Annulation\u00a0: Heures dues corrigées")
    assert second.endswith("Heures dues corrigées (annulée)")


@pytest.mark.parametrize("name", ["M-2026-777-L1", None])
def test_a_record_is_called_by_its_number_or_its_key(
    house: Path, name: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_house(house)
    with opened.reading() as session:
        key = session.scalars(select(Lot.id)).one()
    opened.close()
    _, out, _ = run(capsys, "history", "--database", house, "--record", name or key, "--json")
    latest, *_ = json.loads(out)
    assert (latest["field"], latest["label"]) == ("Heures dues", "Heures dues corrigées")
    assert (latest["before"], latest["after"]) == ("1\u202f200\u00a0h", "1\u202f250,5\u00a0h")
    _, out, _ = run(capsys, "history", "--database", house, "--record", name or key)
    assert out.splitlines()[0].endswith("Heures dues : 1\u202f200\u00a0h → 1\u202f250,5\u00a0h")


def test_a_number_that_nobody_bears_is_said_with_examples(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "history", "--database", house, "--record", "B-999")
    assert (code, out) == (2, "")
    assert err == "Aucune fiche ne porte le numéro « B-999 ». Exemples : B-112, M-2026-014-L1.\n"
