"""Contracts and lots, through the keyboard, on a real file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.closing import ClosingAct, LotClosing
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.need import Need
from facilitator_app.domain.values import euros, hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.contracts.calibration_versions import CalibrationVersions
from facilitator_app.ui.contracts.lot_view import DOCUMENTS, HISTORY, HOURS, NEEDS, PEOPLE
from facilitator_app.ui.forms.company_form import CompanyDialog, ContactDialog
from facilitator_app.ui.forms.contract_form import ContractDialog
from facilitator_app.ui.forms.holders_field import HoldersField
from facilitator_app.ui.forms.lot_form import LotDialog
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.forms.reopen_form import ReopenForm
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.contracts_page import ContractsPage
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.calibrations import CalibrationDraft, TradeDraft, keep_calibration
from facilitator_app.use_cases.contract_tree import LotLine, Show
from facilitator_app.use_cases.documents import issued
from tests.make import a_beneficiary, a_company, a_contract, a_lot, a_need, a_placement

TODAY = dt.date(2026, 11, 24)
ENTER, SAVE = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
Kind = TypeVar("Kind", bound=QWidget)
Dialog = ContractDialog | LotDialog | CompanyDialog | ContactDialog | NeedDialog


@pytest.fixture
def page(database: Database, qtbot: QtBot, look: Look) -> ContractsPage:
    shown = ContractsPage(Workspace(database, today=lambda: TODAY))
    qtbot.addWidget(shown)
    shown.resize(1160, 700)
    return shown


def appear(page: ContractsPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def keys(widget: QWidget, text: str) -> None:
    """Press the keys of a text; QTest only knows those of ASCII."""
    for sign in text:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def type_in(dialog: Dialog, field: str, text: str) -> None:
    editor = dialog.form.editor(field)
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    keys(editor, text)
    if (completer := editor.completer()) and (popup := completer.popup()):
        popup.hide()  # QTest cannot type elsewhere under an open list
    QApplication.processEvents()


def opened(kind: type[Kind]) -> Kind:
    """The window of that kind now open."""
    QApplication.processEvents()
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def save(dialog: Dialog) -> None:
    dialog.activateWindow()  # without a window manager nobody does it when a window above is closed
    assert QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(dialog, ENTER, SAVE)
    QApplication.processEvents()


def test_an_empty_house_says_what_to_do_first(page: ContractsPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    asked: list[tuple[str, dict[str, object]]] = []
    page.go_to.connect(lambda key, target: asked.append((key, target)))
    first, second = (
        button for button in page.findChildren(ActionButton) if "Importer" in button.text() and button.isVisible()
    )
    assert first.text() == second.text()
    first.click()
    second.click()
    assert asked == [("import", {}), ("import", {})]


def test_a_contract_is_made_cut_in_two_held_and_due_by_keyboard_alone(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    appear(page, qtbot)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    contract = opened(ContractDialog)
    for field, text in (
        ("subject", "Construction d’une école"), ("buyer", "Ville de Port-Calme"), ("notified_on", "12032026"),
        ("duration_months", "14"),
    ):  # fmt: skip
        type_in(contract, field, text)
    save(contract)
    assert page.contract.line is not None
    assert page.contract.line.number == "M-2026-001"
    assert page.focusWidget() is page.contract.add_lot

    QTest.keyClick(page.contract.add_lot, Qt.Key.Key_Space)
    first = opened(LotDialog)
    for field, text in (
        ("title", "Gros œuvre"), ("amount", "7440000"), ("labour_share", "45"), ("insertion_rate", "7"),
        ("hourly_cost", "31"),
    ):  # fmt: skip
        type_in(first, field, text)
    assert first.formula.text().endswith("= 7\u202f560\u00a0h")
    type_in(first, "due_hours", "7560")
    holders = first.form.editor("holders")
    assert isinstance(holders, HoldersField)
    row = holders.rows[0]
    QTest.keyClicks(row.company, "Batirade")
    QTest.keyClick(row.new_company, Qt.Key.Key_Space)
    company = opened(CompanyDialog)
    type_in(company, "siret", "83415751300245")
    save(company)
    QTest.keyClick(row.new_contact, Qt.Key.Key_Space)
    contact = opened(ContactDialog)
    type_in(contact, "name", "Laure Pignol")
    save(contact)
    save(first)
    assert page.lot.sheet is not None
    assert page.lot.sheet.name == "Lot 1 Gros œuvre"

    page.panel.choose(page.lot.sheet.contract_id)
    page.new_lot()
    second = opened(LotDialog)
    type_in(second, "title", "Peinture")
    type_in(second, "due_hours", "320,5")
    save(second)

    with database.reading() as session:
        lots = session.scalars(select(Lot).order_by(Lot.code)).all()
        assert [(lot.code, lot.due_hours) for lot in lots] == [
            ("M-2026-001-L1", hours(7560)), ("M-2026-001-L2", hours("320.5")),
        ]  # fmt: skip
        assert lots[0].ends_on == dt.date(2027, 5, 11)
        part = session.scalars(select(LotHolder)).one()
        assert session.get_one(Company, part.company_id).siret == "83415751300245"
        assert session.get_one(Contact, str(part.contact_id)).name == "Laure Pignol"


def test_what_is_refused_is_said_under_its_field_and_the_window_stays(page: ContractsPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    page.new_contract()
    dialog = opened(ContractDialog)
    save(dialog)
    assert dialog.isVisible()
    assert len(dialog.form.problems_shown()) == 2
    assert dialog.form.editor("subject").hasFocus()
    dialog.reject()


def test_a_wrong_siret_shows_its_sentence_under_the_field(page: ContractsPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    dialog = CompanyDialog(page._workspace, parent=page)
    dialog.open()
    type_in(dialog, "name", "Batirade")
    type_in(dialog, "siret", "834 157 513 00246")
    save(dialog)
    assert dialog.isVisible()
    assert dialog.form.problems_shown() == [
        "La clé de ce SIRET est fausse\u00a0: vérifiez chaque chiffre, par exemple 356 000 000 00048."
    ]
    dialog.reject()


def test_a_company_already_kept_is_proposed_and_may_be_taken(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        known = a_company(session, name="Bâtirade SAS").id
    appear(page, qtbot)
    dialog = CompanyDialog(page._workspace, name="Batirade", parent=page)
    dialog.open()
    assert dialog._twins.isVisible()
    with qtbot.waitSignal(dialog.kept) as kept:
        dialog._twins.findChildren(ActionButton)[0].click()
    assert kept.args == [known]


def test_the_list_is_walked_filtered_and_left_by_keyboard(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        first = a_lot(session, contract_id=contract.id, code="a", number="1", title="Gros œuvre")
        second = a_lot(session, contract_id=contract.id, code="b", number="2", title="Électricité")
        keys = first.id, second.id
    appear(page, qtbot)
    assert page.lot.sheet is not None
    assert page.lot.sheet.lot_id == keys[0]
    QTest.keyClick(page.panel.view, Qt.Key.Key_Down)
    assert page.lot.sheet.lot_id == keys[1]
    QTest.keyClick(page.panel.view, ENTER)
    assert page.lot.tabs.tabBar().hasFocus()
    QTest.keyClick(page.lot.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.lot.tabs.currentIndex() == 1
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.search.hasFocus()
    QTest.keyClicks(page.panel.search, "gros")
    assert page.lot.sheet.lot_id == keys[0]
    QTest.keyClicks(page.panel.search, "zzz")
    assert page.panel.nothing.isVisible()


def test_the_first_lot_behind_is_shown_first(page: ContractsPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        a_lot(session, contract_id=contract.id, code="a", number="1", due_hours=None)
        behind = a_lot(session, contract_id=contract.id, code="b", number="2").id
    appear(page, qtbot)
    assert page.lot.sheet is not None
    assert page.lot.sheet.lot_id == behind


def test_lines_are_read_aloud_with_their_progress(page: ContractsPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        a_lot(session, a_company(session, name="Thermivar"), contract_id=contract.id, code="a")
    appear(page, qtbot)
    index = page.panel.view.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Lot 1 Gros œuvre, Thermivar, 0\u00a0% des heures, 90\u00a0% du délai\u00a0: Non démarré"


@pytest.mark.parametrize("dates", [(None, None), (dt.date(2026, 1, 1), dt.date(2026, 12, 31))])
def test_dates_are_wanted_only_where_they_are_missing(
    page: ContractsPage, qtbot: QtBot, database: Database, dates: tuple[dt.date | None, dt.date | None]
) -> None:
    with database.transaction() as session:
        lot = a_lot(session, due_hours=None, starts_on=dates[0], ends_on=dates[1]).id
    appear(page, qtbot)
    page.open(lot=lot)
    said = [label.text() for label in page.lot.findChildren(QLabel)]
    assert ("dates à compléter" in said) is (None in dates)


def test_imported_contracts_are_sorted_several_at_once(page: ContractsPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        keys = [a_contract(session, state=ContractState.TO_SORT, subject=f"Marché {place}").id for place in range(3)]
    appear(page, qtbot)
    page.open(show=Show.TO_SORT)
    table = page.sorting.table
    assert table.model().index(0, 3).data() == "Non renseignée"
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.sorting.chosen()
    assert len(chosen) == 2
    QTest.keyClick(page.sorting.follow, Qt.Key.Key_Space)
    with database.reading() as session:
        followed = session.scalars(select(Contract.id).where(Contract.state == ContractState.FOLLOWED)).all()
        assert set(followed) == set(chosen)
    assert table.model().rowCount() == 1
    assert table.hasFocus()  # Space pressed twice follows nothing more
    QTest.keyClick(page.sorting.set_aside, Qt.Key.Key_Space)
    with database.reading() as session:
        left = set(keys) - set(chosen)
        assert session.get_one(Contract, left.pop()).state == ContractState.SET_ASIDE


def test_a_house_that_only_imported_contracts_opens_on_those_to_sort(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        a_contract(session, state=ContractState.TO_SORT)
    appear(page, qtbot)
    page.open()
    assert page.panel.shown == Show.TO_SORT
    assert page.sorting.table.hasFocus()
    with database.transaction() as session:
        a_lot(session, a_company(session), contract_id=a_contract(session, notified_on=dt.date(2026, 1, 1)).id)
    page.refresh()
    page.panel.show_chip(Show.RUNNING)
    page.open()
    assert page.panel.shown == Show.RUNNING


def test_every_tab_of_a_full_lot_shows_its_rows(page: ContractsPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        company = a_company(session)
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        lot = a_lot(session, company, contract_id=contract.id, code="a")
        a_need(session, lot_id=lot.id, company_id=company.id)
        a_placement(session, lot_id=lot.id, employer_id=company.id, beneficiary_id=a_beneficiary(session).id)
    appear(page, qtbot)
    for place, list_tab, rows in (
        (PEOPLE, page.lot.people, 1), (HOURS, page.lot.months, 0), (NEEDS, page.lot.needs, 1),
        (DOCUMENTS, page.lot.documents, 0),
    ):  # fmt: skip
        page.lot.tabs.setCurrentIndex(place)
        assert list_tab.model.rowCount() == rows
        assert list_tab.table.isVisible() == bool(rows)
        assert list_tab.empty.isVisible() != bool(rows)
    assert page.lot.tabs.tabText(PEOPLE) == "Salariés  1"
    page.lot.tabs.setCurrentIndex(HISTORY)
    history = page.lot.history.table.model()
    assert "Heures dues" in [history.index(row, 1).data() for row in range(history.rowCount())]


def test_a_need_is_typed_with_a_job_found_by_its_usual_name(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        a_lot(session, contract_id=contract.id, code="a")
    appear(page, qtbot)
    page.lot.tabs.setCurrentIndex(NEEDS)
    page.lot.new_need.click()
    dialog = opened(NeedDialog)
    type_in(dialog, "title", "Manœuvre gros œuvre")
    type_in(dialog, "rome_code", "F1704")
    type_in(dialog, "starts_on", "07/12/2026")
    type_in(dialog, "posts", "2")
    type_in(dialog, "requirements", "CACES R482 A, permis B")
    save(dialog)
    with database.reading() as session:
        need = session.scalars(select(Need)).one()
        assert (need.rome_code, need.posts) == ("F1704", 2)
        assert need.requirements == ("CACES R482 A", "permis B")
    assert page.lot.needs.model.rowCount() == 1


def test_the_buttons_ask_the_window_for_the_right_page(page: ContractsPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        contract = a_contract(session, notified_on=dt.date(2026, 1, 1))
        lot = a_lot(session, contract_id=contract.id, code="a").id
    appear(page, qtbot)
    asked: list[tuple[str, dict[str, object]]] = []
    page.go_to.connect(lambda key, target: asked.append((key, target)))
    page.lot._print.click()
    page.lot._enter.click()
    assert [key for key, _ in asked] == ["documents", "hours"]
    assert asked[0][1] == {"lot": lot, "kind": "follow_up"}
    assert str(asked[1][1]["month"]) == "2026-10"


def test_a_lot_hidden_by_the_filters_is_shown_when_asked_for(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        coming = a_contract(session)
        lot = a_lot(session, contract_id=coming.id, code="a").id
        a_lot(session, contract_id=a_contract(session, notified_on=dt.date(2026, 1, 1)).id, code="b")
    appear(page, qtbot)
    page.open(lot=lot)
    line = page.panel.view.contracts.line_at(page.panel.view.currentIndex())
    assert isinstance(line, LotLine)
    assert line.id == lot


def test_a_contract_is_closed_on_the_statements_of_its_lots_and_opened_again_for_a_reason(
    page: ContractsPage, qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        contract = a_contract(session, number="M-2026-001")
        lot = a_lot(session, contract_id=contract.id, code="M-2026-001-L1", ends_on=dt.date(2026, 12, 31))
        contract_id, lot_id = contract.id, lot.id
    appear(page, qtbot)
    page.open(contract=contract_id)
    page.contract.close_button.click()
    assert "M-2026-001-L1 ne se termine que le 31/12/2026" in page._refused.text()

    with database.transaction() as session:
        session.get_one(Lot, lot_id).ends_on = dt.date(2026, 10, 31)
    page.refresh()
    page.open(contract=contract_id)
    told: list[str] = []

    def agree(_parent: object, _question: str, effect: str, _act: str) -> bool:
        told.append(effect)
        return True

    monkeypatch.setattr(dialogs, "confirm", agree)
    page.contract.close_button.click()
    assert "M-2026-001-L1, non réalisé\u00a0: 0\u00a0h comptées sur 1\u202f000\u00a0h" in told[0]
    page.open(contract=contract_id)
    assert page.contract.reopen_button.isVisible()
    assert not page.contract.close_button.isVisible()
    page.contract.reopen_button.click()
    form = opened(ReopenForm)
    form.save()
    assert form.form.problems_shown()
    form.form.set_values({"reason": "Relevé reçu après"})
    form.save()
    with database.reading() as session:
        assert session.get_one(Contract, contract_id).state is ContractState.FOLLOWED
        acts = session.execute(select(LotClosing.act, LotClosing.reason).order_by(LotClosing.id)).all()
        assert [tuple(act) for act in acts] == [
            (ClosingAct.CLOSED, ""), (ClosingAct.REOPENED, "Relevé reçu après"),
        ]  # fmt: skip


def test_a_calibration_is_looked_at_then_kept_in_the_register_once_printed(
    page: ContractsPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        lot = a_lot(session, code="M-2026-001-L1").id
        trade = TradeDraft("Peinture", euros(100_000), Decimal("0.5"), Decimal("0.1"), euros(30))
        keep_calibration(session, CalibrationDraft(trades=(trade,)), TODAY, lot_id=lot)
    versions = CalibrationVersions(Workspace(database, today=lambda: TODAY))
    qtbot.addWidget(versions)
    versions.show_lot(lot)
    versions.print_button.click()
    (paper,) = versions.findChildren(PaperWindow)
    paper.left.emit("letter")
    with database.reading() as session:
        assert [(line.number, line.lot_id) for line in issued(session)] == [("M-2026-001-L1-C1", lot)]
