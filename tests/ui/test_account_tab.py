"""The account of a lot on screen, and the detail of the hours of a month, through the keyboard."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.obligation import ObligationForm
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.ui.contracts.account_forms import (
    ChangeDialog,
    CountingRulesDialog,
    ObligationDialog,
    PoolDialog,
    TurnoverDialog,
)
from facilitator_app.ui.contracts.account_tab import AccountTab
from facilitator_app.ui.contracts.signed_fields import SignedEurosField, SignedHoursField
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.parts_form import PartsDialog, SplitDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours as monthly
from tests import make

TODAY = dt.date(2026, 11, 24)
MAY = Month(2026, 5)


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, today=lambda: TODAY)


@pytest.fixture
def lot(database: Database) -> str:
    with database.transaction() as session:
        lot = make.a_lot(session, due_hours=hours(500))
        placement = make.a_placement(session, lot_id=lot.id)
        key = MonthlyHours.key(placement.id, MAY)
        session.add(MonthlyHours(id=key, placement_id=placement.id, month=MAY, declared=hours(100)))
        return lot.id


@pytest.fixture
def tab(workspace: Workspace, lot: str, qtbot: QtBot, look: Look) -> AccountTab:
    shown = AccountTab(workspace)
    qtbot.addWidget(shown)
    shown.resize(1000, 640)
    shown.show_lot(lot)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def give(form: Form, **texts: str) -> None:
    for name, text in texts.items():
        editor = form.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
        editor.textEdited.emit(text)


def choose(form: Form, name: str, value: object) -> None:
    editor = form.editor(name)
    assert isinstance(editor, ChoiceField)
    editor.set_value(value)


def opened(kind: type[FormDialog]) -> FormDialog:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def save(dialog: FormDialog) -> None:
    dialog.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def figures(tab: AccountTab) -> str:
    return " | ".join(figure.accessibleName() for figure in tab._figures.values())


def test_the_account_shows_each_figure_and_its_lines(tab: AccountTab) -> None:
    assert "Heures dues\u00a0: 500 h" in figures(tab)
    assert "Restent à faire\u00a0: 400 h" in figures(tab)
    assert tab.model.rowCount() == 2
    assert not tab.turnover.isVisible()


def test_an_amendment_is_written_from_the_keyboard_and_both_figures_show(tab: AccountTab, database: Database) -> None:
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Insert)
    dialog = opened(ChangeDialog)
    give(dialog.form, hours="−120", reason="Avenant n° 1")
    save(dialog)
    assert "Heures dues\u00a0: 380 h. 500\u00a0h à la signature" in figures(tab)
    assert tab.model.rowCount() == 3


def test_what_was_known_before_is_asked_with_a_date(tab: AccountTab) -> None:
    tab.known_on.setFocus()
    tab.known_on.setText("01/05/2026")
    QTest.keyClick(tab.known_on, Qt.Key.Key_Return)
    assert "Déclarées\u00a0: 0 h" in figures(tab)


def test_a_day_nobody_keeps_accounts_of_is_said_and_the_account_stays(tab: AccountTab) -> None:
    tab.on.setFocus()
    tab.on.setText("01/01/9998")
    QTest.keyClick(tab.on, Qt.Key.Key_Return)
    assert "entre 1900 et 2100" in tab._remarks.text()
    tab.on.setText("31/02/2026")
    QTest.keyClick(tab.on, Qt.Key.Key_Return)
    assert "ne peut pas être lu" in tab._remarks.text()
    assert "Heures dues\u00a0: 500 h" in figures(tab)
    tab.on.setText("31/03/2026")
    QTest.keyClick(tab.on, Qt.Key.Key_Return)
    assert "Déclarées\u00a0: 0 h" in figures(tab)
    assert not tab._remarks.isVisible()


def test_an_amount_is_asked_only_of_what_follows_amounts(tab: AccountTab, database: Database) -> None:
    tab._add_obligation(ObligationForm.PER_AMOUNT)
    dialog = opened(ObligationDialog)
    give(dialog.form, hours_per="1", per_amount="2000")
    save(dialog)
    assert tab.turnover.isVisible()
    tab.turnover.click()
    invoice = opened(TurnoverDialog)
    give(invoice.form, amount="60 000")
    save(invoice)
    assert "Heures dues\u00a0: 530 h" in figures(tab)
    with database.reading() as session:
        assert session.get_one(Lot, tab._lot_id).due_hours == 530


def test_each_company_of_a_group_owes_its_part(tab: AccountTab, workspace: Workspace, lot: str) -> None:
    """The cooperative group: 1 h for each 2 000 € invoiced beyond 2 700 000 €, shared by what each invoiced."""
    with workspace.database.transaction() as session:
        other = make.a_company(session, name="Bravo")
        key = key_of("lot_holder", lot, other.id)
        session.add(LotHolder(id=key, lot_id=lot, company_id=other.id, role=HolderRole.CO_CONTRACTOR))
        first = session.scalars(select(LotHolder.company_id).where(LotHolder.lot_id == lot)).first()
        bravo = other.id
    tab.show_lot(lot)
    assert tab.group.isVisible()
    tab._add_obligation(ObligationForm.PER_AMOUNT)
    debt = opened(ObligationDialog)
    give(debt.form, hours_per="1", per_amount="2000", threshold="2700000")
    save(debt)
    for company, amount in ((first, "2 000 000"), (bravo, "1 000 000")):
        tab.turnover.click()
        invoice = opened(TurnoverDialog)
        give(invoice.form, amount=amount)
        choose(invoice.form, "company_id", company)
        save(invoice)
    tab._add_obligation(ObligationForm.FIXED)
    own = opened(ObligationDialog)
    give(own.form, hours="40")
    choose(own.form, "company_id", bravo)
    save(own)
    shown = {row.company_id: row.due for row in map(tab.group_model.row_at, range(tab.group_model.rowCount()))}
    assert shown == {first: hours(600), bravo: hours(90)}
    assert "Heures dues\u00a0: 690 h" in figures(tab)


def test_the_rules_and_the_pool_of_a_lot_are_kept(tab: AccountTab, monkeypatch: pytest.MonkeyPatch) -> None:
    tab.rules.click()
    rules = opened(CountingRulesDialog)
    give(rules.form, training_cap="25", article="CCAP 9.3")
    save(rules)
    tab.pool.click()
    pool = opened(PoolDialog)
    save(pool)
    assert pool.form.problems_shown()
    give(pool.form, name="Port", agreed_on="02/03/2026")
    save(pool)
    assert "Globalisation «\u00a0Port\u00a0»" in tab._remarks.text()
    monkeypatch.setattr("facilitator_app.ui.dialogs.confirm", lambda *_: True)
    tab.pool.click()
    assert "Globalisation" not in tab._remarks.text()


def test_the_detail_of_a_month_is_typed_and_refused_beyond_it(
    tab: AccountTab, workspace: Workspace, lot: str, qtbot: QtBot
) -> None:
    row = workspace.ask(monthly.grid, lot, MAY, TODAY).rows[0]
    dialog = PartsDialog(None, workspace, row, MAY)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    give(dialog.form, training="120")
    save(dialog)
    assert dialog.form.problems_shown()
    give(dialog.form, training="30", not_worked="14")
    save(dialog)
    assert workspace.ask(monthly.parts_of, row.placement_id, MAY).not_worked == 14
    tab.show_lot(lot)
    assert "Comptées\u00a0: 86 h" in figures(tab)


def test_a_month_is_shared_among_lots(tab: AccountTab, workspace: Workspace, lot: str, qtbot: QtBot) -> None:
    row = workspace.ask(monthly.grid, lot, MAY, TODAY).rows[0]
    with workspace.database.transaction() as session:
        make.a_placement(session, beneficiary_id=row.beneficiary_id)
    dialog = SplitDialog(None, workspace, row, MAY)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    give(dialog.form, worked="140", share0="100", share1="30")
    save(dialog)
    assert dialog.form.problems_shown()
    give(dialog.form, share1="40")
    save(dialog)
    shares = workspace.ask(monthly.shares_of, row.beneficiary_id, MAY)
    assert sorted(share.declared or 0 for share in shares) == [40, 100]


@pytest.mark.parametrize(("text", "value"), [("−120", -120), ("-12,5", "-12.5"), ("+7h30", "7.5"), ("", None)])
def test_hours_to_take_away_have_a_sign(text: str, value: str | None, qtbot: QtBot) -> None:
    field = SignedHoursField()
    qtbot.addWidget(field)
    field.setText(text)
    assert field.value() == (None if value is None else Decimal(value))


def test_euros_that_cannot_be_read_are_said(qtbot: QtBot) -> None:
    field = SignedEurosField()
    qtbot.addWidget(field)
    field.setText("-12 000,50 €")
    assert str(field.value()) == "-12000.50"
    field.setText("douze")
    assert field.problem()


def test_the_account_says_which_of_its_hours_are_not_validated_yet(tab: AccountTab, lot: str) -> None:
    with tab._workspace.database.transaction() as session:
        placement = make.a_placement(session, lot_id=lot).id
        for at in (Month(2026, 9), Month(2026, 10), Month(2026, 11)):  # November is under way
            key = MonthlyHours.key(placement, at)
            make.kept(session, MonthlyHours(id=key, placement_id=placement, month=at, declared=hours(10)))
    tab.show_lot(lot)
    assert "non encore validées\u00a0: mai 2026, septembre 2026 et octobre 2026." in tab._remarks.text()
