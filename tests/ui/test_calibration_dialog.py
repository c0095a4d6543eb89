"""Calibrating with the keyboard: trades come and go, hours are typed in any unit, the account of the lot is written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import hours
from facilitator_app.ui.look import Look
from facilitator_app.ui.plan.calibration_dialog import CalibrationDialog
from facilitator_app.ui.plan.labour_dialog import LabourDialog, TradeDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.calibrations import versions
from facilitator_app.use_cases.labour_trades import labour_trades
from tests import make

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, today=lambda: TODAY)


@pytest.fixture
def lot(database: Database) -> Key:
    with database.transaction() as session:
        return make.a_lot(session, title="Second œuvre", due_hours=hours(500)).id


@pytest.fixture
def dialog(workspace: Workspace, lot: Key, qtbot: QtBot, look: Look) -> CalibrationDialog:
    shown = CalibrationDialog(None, workspace, lot_id=lot)
    qtbot.addWidget(shown)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def type_in(dialog: CalibrationDialog | TradeDialog, **texts: str) -> None:
    for name, text in texts.items():
        editor = dialog.form.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
    QApplication.processEvents()


def text(dialog: CalibrationDialog, name: str) -> str:
    editor = dialog.form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor.text()


def test_trades_are_added_and_taken_out_and_the_lot_owes_their_sum(
    dialog: CalibrationDialog, workspace: Workspace, lot: Key
) -> None:
    type_in(dialog, name0="Peinture", amount0="1000000", insertion_rate0="5", hourly_cost0="30")
    assert text(dialog, "labour_share0") == "70"
    dialog.trades.add_button.click()
    type_in(dialog, name1="Sols souples", amount1="600000", labour_share1="50", hourly_cost1="30")
    assert text(dialog, "insertion_rate1") == "5"
    dialog.trades.add_button.click()
    type_in(dialog, name2="De trop", amount2="1")
    dialog.trades.take_out(2)
    type_in(dialog, effective_on="01/01/2027", article="Avenant 2")
    dialog.save()
    assert not dialog.form.problems_shown()
    (version,) = workspace.ask(versions, lot_id=lot)
    assert [trade.name for trade in version.calibration.trades] == ["Peinture", "Sols souples"]
    assert version.kept_hours == 1667
    account = workspace.ask(lot_account, lot, dt.date(2027, 1, 1)).account
    assert (account.as_signed, account.due) == (hours(500), hours(1667))
    assert workspace.ask(lot_account, lot, TODAY).account.due == 500


def test_hours_are_typed_in_days_posts_or_full_time_equivalents(dialog: CalibrationDialog) -> None:
    type_in(dialog, months="12", days="100")
    assert (text(dialog, "kept_hours"), text(dialog, "full_time")) == ("700", "0,4")
    type_in(dialog, full_time="0,5")
    assert (text(dialog, "kept_hours"), text(dialog, "days")) == ("800", "114")
    type_in(dialog, posts="1")
    assert text(dialog, "kept_hours") == "1\u202f820,04"
    type_in(dialog, kept_hours="7")
    assert text(dialog, "days") == "1"


def test_what_is_wrong_is_said_under_its_own_trade(dialog: CalibrationDialog) -> None:
    type_in(dialog, name0="Peinture", amount0="1000000", insertion_rate0="5", hourly_cost0="30")
    dialog.trades.add_button.click()
    dialog.trades.add_button.click()
    dialog.trades.take_out(1)
    type_in(dialog, name2="Sols souples", amount2="5")
    dialog.save()
    (problem,) = dialog.form.problems_shown()
    assert problem.startswith("Sols souples")


def test_the_table_of_labour_shares_is_corrected_in_the_window(workspace: Workspace, qtbot: QtBot, look: Look) -> None:
    table = LabourDialog(None, workspace)
    qtbot.addWidget(table)
    table.show()
    table.table.select_row("Terrassement")
    table.edit_selected()
    line = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TradeDialog) and one.isVisible())
    type_in(line, share="30", hourly_cost="41")
    line.save()
    kept = {one.trade: one for one in workspace.ask(labour_trades)}["Terrassement"]
    assert (kept.share, kept.hourly_cost, kept.confirmed) == (Decimal("0.3"), Decimal(41), True)
    table.table.select_row("Terrassement")
    table.remove_selected()
    assert "Terrassement" not in {one.trade for one in workspace.ask(labour_trades)}
