"""The sheet of a lot: the letters of its acts, and its exchanges noted and corrected there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.values import written_date
from facilitator_app.ui.contracts.lot_view import EXCHANGES, LotView
from facilitator_app.ui.look import Look
from facilitator_app.ui.returns.exchange_form import ExchangeForm
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY
from tests.make import a_company, a_contract, a_lot
from tests.ui.accessibility import access_key_clashes

MENUS = ("&Fichier", "&Édition", "&Affichage", "A&ller à", "Aid&e")


def test_no_letter_is_given_twice_in_a_tab_nor_taken_from_a_menu(qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        lot = a_lot(session, a_company(session)).id
    view = LotView(Workspace(database, lambda: TODAY))
    qtbot.addWidget(view)
    view.show()
    view.show_lot(lot)
    for place in range(view.tabs.count()):
        view.tabs.setCurrentIndex(place)
        assert access_key_clashes(view, MENUS) == [], view.tabs.tabText(place)


def test_on_a_laptop_a_lot_loses_its_place_before_the_day_of_its_contract(
    qtbot: QtBot, look: Look, database: Database
) -> None:
    with database.transaction() as session:
        contract = a_contract(session, number="M-2026-011", short_name="Plan climat", notified_on=TODAY)
        lot = a_lot(session, a_company(session), contract_id=contract.id, commune_code="83126").id
    view = LotView(Workspace(database, lambda: TODAY))
    qtbot.addWidget(view)
    view.show()
    view.show_lot(lot)
    about = view._about
    place = "La Seyne-sur-Mer"
    assert place in about.text()
    for wide in (1200, 800):
        view.resize(wide, 600)
        assert about.shown().endswith(f"notifié le {written_date(TODAY)}")
        assert (place in about.shown()) == (wide == 1200)
        assert bool(about.toolTip()) == (wide == 800)


def test_an_exchange_is_noted_from_the_sheet_of_a_lot_then_corrected(qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        lot = a_lot(session, a_company(session, name="Batirade")).id
    view = LotView(Workspace(database, lambda: TODAY))
    qtbot.addWidget(view)
    view.show_lot(lot)
    view.tabs.setCurrentIndex(EXCHANGES)
    view.log.note_button.click()
    form = view.findChildren(ExchangeForm)[-1]
    assert form.form.values()["lot_id"] == lot
    form.form.set_values({"summary": "Relevé promis"})
    form.save()
    view.show_lot(lot)
    assert view.tabs.tabText(EXCHANGES) == "Échanges  1"
    line = view.log.table.current_row()
    assert (line.company, line.text) == ("Batirade", "Relevé promis")
    view.log.opened.emit(line)
    form = view.findChildren(ExchangeForm)[-1]
    form.form.set_values({"summary": "Relevé promis pour vendredi"})
    form.save()
    view.show_lot(lot)
    assert view.log.table.current_row().text == "Relevé promis pour vendredi"
    with qtbot.waitSignal(view.returns_asked):
        view.log.returns_button.click()
