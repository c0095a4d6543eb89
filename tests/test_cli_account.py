"""`arrimage account` and `arrimage danger`, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from facilitator_app.cli import UNREADABLE, run
from facilitator_app.database.connection import Database
from facilitator_app.domain.obligation import ChangeKind
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.account.acts import ChangeDraft, change_obligation
from tests import make

MAY = Month(2026, 5)


@pytest.fixture
def lot(database: Database) -> str:
    """A lot of 500 hours, 120 more since June, where 90 hours were declared of which 14 not worked."""
    today = dt.date.today()
    with database.transaction() as session:
        lot = make.a_lot(session, code="M-2026-014-L1", due_hours=hours(500), ends_on=today + dt.timedelta(days=60))
        draft = ChangeDraft(
            kind=ChangeKind.AMENDMENT_HOURS, effective_on=dt.date(2026, 6, 1), hours=hours(120), reason="Avenant 1"
        )
        change_obligation(session, lot.id, draft, dt.date(2026, 6, 3))
        placement = make.a_placement(session, lot_id=lot.id, ends_on=dt.date(2026, 5, 31))
        session.add(
            MonthlyHours(
                id=MonthlyHours.key(placement.id, MAY), placement_id=placement.id, month=MAY, declared=hours(90),
                not_worked=hours(14), recorded_on=dt.date(2026, 6, 2),
            )
        )  # fmt: skip
    database.close()
    return "M-2026-014-L1"


def test_the_account_adds_up_line_by_line(lot: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["account", "--database", str(path), "--lot", lot, "--on", "2026-12-31", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    figures = {name: said[name] for name in ("due_as_signed", "due", "declared", "counted", "left")}
    assert figures == {
        "due_as_signed": "500.00", "due": "620.00", "declared": "90.00", "counted": "76.00", "left": "544.00",
    }  # fmt: skip
    assert said["not_counted"] == {"not_worked": "14.00"}
    by_part = {part: [line["hours"] for line in said["lines"] if line["part"] == part] for part in ("due", "declared")}
    assert by_part == {"due": ["500.00", "120.00"], "declared": ["90.00"]}
    assert said["lines"][1]["reason"] == "Avenant 1"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_nobody_keeps_accounts_of_is_said(
    day: str, lot: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["account", "--database", str(path), "--lot", lot, "--on", day]) != 0
    assert "entre 1900 et 2100" in capsys.readouterr().err


def test_the_account_as_it_was_known(lot: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["account", "--database", str(path), "--lot", lot, "--on", "2026-12-31", "--known-on", "2026-06-01"]
    assert run([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["due"], said["declared"]) == ("500.00", "0.00")


def test_the_account_to_read(lot: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["account", "--database", str(path), "--lot", lot, "--on", "2026-12-31"]) == 0
    said = capsys.readouterr().out
    assert "Payées mais non travaillées" in said
    assert "Avenant, en heures (Avenant 1)" in said
    assert said.splitlines()[-2].split() == ["Restent", "544", "h"]


def test_a_lot_that_is_not_there_is_said(lot: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["account", "--database", str(path), "--lot", "M-2026-999-L1"]) == UNREADABLE
    assert "M-2026-999-L1" in capsys.readouterr().err


def test_hours_in_danger_are_listed(lot: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["danger", "--database", str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["lot"], found["left"], found["people_at_work"], found["people_ever"]) == (lot, "544.00", 0, 1)
    assert run(["danger", "--database", str(path)]) == 0
    assert "1 lot en danger" in capsys.readouterr().out


@pytest.mark.parametrize("months", ["0", "-1", "99999999", "²", "six"])
def test_months_that_make_no_sense_are_said(months: str, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["danger", "--database", str(path), f"--months={months}"])
    assert left.value.code == UNREADABLE
    assert f"« {months} » n’est pas un nombre de mois" in capsys.readouterr().err
