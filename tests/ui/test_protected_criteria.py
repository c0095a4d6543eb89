"""On a person's sheet a protected criterion has no name until it is asked for, and the access log says who asked."""

from __future__ import annotations

import datetime as dt

from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.keys import Key
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.look import Look as Appearance
from facilitator_app.ui.widgets import IconButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_list import rows
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.eligibility import freeze
from facilitator_app.use_cases.personal_data import access_log
from tests.conftest import TODAY
from tests.make import a_beneficiary

TELLING = ("handicap", "rqth", "mdph", "détention", "justice", "billet de sortie")


def somebody(database: Database, category: str) -> Key:
    with database.transaction() as session:
        key = a_beneficiary(session).id
        session.add(
            EligibilityProof(
                beneficiary_id=key, category=category, proof="Décision RQTH" if category == "DISABLED" else "",
                dated_on=dt.date(2026, 10, 1), seen_on=dt.date(2026, 10, 2), valid_until=dt.date(2030, 1, 1),
            )
        )  # fmt: skip
        return key


def test_a_protected_criterion_counts_and_is_named_nowhere(database: Database) -> None:
    for category in ("DISABLED", "JUSTICE"):
        key = somebody(database, category)
        with database.transaction() as session:
            shown = sheet(session, key, TODAY)
            frozen = freeze(session, key, TODAY)
            line = rows(session, [key], TODAY)
        assert shown.verdict.eligible
        assert frozen.eligible
        assert frozen.disabled is (category == "DISABLED")
        said = f"{shown.proofs} {shown.verdict.sentence} {frozen.eligibility} {line}".lower()
        assert [word for word in TELLING if word in said] == []


def test_it_is_shown_on_request_and_the_log_says_so(database: Database, qtbot: QtBot, look: Appearance) -> None:
    key = somebody(database, "DISABLED")
    workspace = Workspace(database, lambda: TODAY)
    person = PersonSheet(workspace)
    qtbot.addWidget(person)
    person.resize(900, 700)
    person.show()
    person.show_person(key)
    (eye,) = [button for button in person.findChildren(IconButton) if "protégé" in button.accessibleName()]
    assert eye.isVisible()
    eye.click()
    assert not eye.isVisible()
    qtbot.waitUntil(lambda: len(workspace.ask(access_log.looks)) == 2, timeout=5_000)
    assert {line.look for line in workspace.ask(access_log.looks)} == {Look.SHEET, Look.PROTECTED}
    person.show_person(key)
    assert eye.isVisible()  # hidden again as soon as the sheet is opened anew
