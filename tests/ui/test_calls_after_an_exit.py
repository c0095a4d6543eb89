"""Three months after somebody left, the dashboard sends to the list of calls, and «non joint» is an answer."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.exits import ExitReason, LaterSituation, Outcome
from facilitator_app.domain.keys import Key
from facilitator_app.ui.following.exit_forms import LaterForm
from facilitator_app.ui.pages.following_page import FollowingPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following
from facilitator_app.use_cases.dashboard.overview import dashboard
from facilitator_app.use_cases.dashboard.shapes import Task, TaskKind
from facilitator_app.use_cases.following import ExitDraft
from tests import make
from tests.conftest import TODAY


@pytest.fixture
def leaving(database: Database) -> Key:
    """Somebody left on 3 August."""
    with database.transaction() as session:
        person = make.a_beneficiary(session, last_name="Ferrandi", first_name="Nadia")
        draft = ExitDraft(dt.date(2026, 8, 3), ExitReason.COMPLETED, Outcome.SEEKING)
        return following.keep_exit(session, person.id, draft, TODAY)


def calls(database: Database, day: dt.date = TODAY) -> list[Task]:
    with database.reading() as session:
        return [task for task in dashboard(session, day).tasks if task.kind is TaskKind.CALLS]


def test_the_dashboard_asks_and_not_reached_answers(qtbot: QtBot, database: Database, leaving: Key) -> None:
    (task,) = calls(database)
    assert "1 personne à appeler" in task.title
    page = FollowingPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1160, 600)
    page.show()
    page.open(leaving=leaving)
    row = page.to_call.table.current_row()
    assert (row.person, row.months) == ("Ferrandi Nadia", 3)
    page.answer_button.click()
    form = page.findChild(LaterForm)
    assert isinstance(form, LaterForm)
    form.form.set_values({"answer": Outcome.NOT_REACHED})
    form.save_button.click()
    assert page.to_call.table.current_row() is None
    assert calls(database) == []
    assert len(calls(database, dt.date(2027, 2, 3))) == 1  # at six months, she is asked again
    with database.reading() as session:
        said = session.get_one(LaterSituation, LaterSituation.key(leaving, 3))
        assert (said.answer, said.answered_on) == (Outcome.NOT_REACHED, None)
