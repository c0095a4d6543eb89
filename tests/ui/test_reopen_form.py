"""Opening a contract again: its lots to tick, those closed with it ticked already."""

from __future__ import annotations

from functools import partial

from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import Lot
from facilitator_app.ui.forms.reopen_form import ReopenContractForm
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.closing import close_lot
from facilitator_app.use_cases.returns.contract_closing import close_contract, reopen_contract, reopening
from tests.conftest import TODAY
from tests.use_cases.returns.test_contract_closing import two_ended_lots


def test_the_lots_to_open_again_are_ticked(qtbot: QtBot, database: Database) -> None:
    workspace = Workspace(database, lambda: TODAY)
    with database.transaction() as session:
        contract, first, other = two_ended_lots(session)
        contract_id, keys = contract.id, (first.id, other.id)
    workspace.do(close_lot, keys[0], TODAY)
    workspace.do(close_contract, contract_id, TODAY)
    act = partial(reopen_contract, contract_id=contract_id)
    form = ReopenContractForm(None, workspace, "Marché", act, workspace.ask(reopening, contract_id))
    qtbot.addWidget(form)
    assert form.form.values()["lots"] == (keys[1],)
    form.form.set_values({"lots": ()})
    form.save()
    assert len(form.form.problems_shown()) == 2
    form.form.set_values({"reason": "Relevé reçu après", "lots": keys})
    form.save()
    with database.reading() as session:
        assert [session.get_one(Lot, key).closed_on for key in keys] == [None, None]
