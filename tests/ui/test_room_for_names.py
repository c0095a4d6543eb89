"""On a laptop, the column that names a line keeps the room to be read, and a list all its rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Month, hours
from facilitator_app.ui.beneficiaries.tables import placements_table
from facilitator_app.ui.contracts.list_tab import ListTab
from facilitator_app.ui.contracts.lot_tabs import DOCUMENTS, PEOPLE
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.look import Look, row_height, scaled
from facilitator_app.ui.rows import Column
from facilitator_app.ui.table import Table
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_sheet_lines import PlacementLine
from facilitator_app.use_cases.lot_tabs import DocumentLine
from facilitator_app.use_cases.placements import PlacementRow
from tests import make

_DAY = dt.date(2026, 7, 17)
_ON_A_LOT = PlacementRow(
    Key("1"), Key("2"), "Fontaine Laëtitia", "Cap Insertion Propreté", "Professionnalisation", _DAY,
    dt.date(2027, 7, 17), "", 35, True, dt.date(2028, 7, 16), hours("1322.17"),
)  # fmt: skip
_DOCUMENT = DocumentLine(
    Key("1"), "FS-2026-011-L1-10", "Fiche de suivi", Month(2026, 10), "Lot unique (M-2026-011-L1), octobre 2026", True,
    dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), "Hélène Arnoux",
)  # fmt: skip
_OF_A_PERSON = PlacementLine(
    Key("1"), Key("2"), "Lot 2 Secteur Est", "Cap Insertion Propreté", EmploymentContract.FIXED_TERM, _DAY,
    dt.date(2027, 7, 17), "", True, dt.date(2028, 2, 20), "", hours("620.67"), Month(2026, 7), Month(2026, 10),
)  # fmt: skip


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("columns", "row"), [(PEOPLE, _ON_A_LOT), (DOCUMENTS, _DOCUMENT)], ids=["people", "papers"])
def test_the_lists_of_a_lot_name_their_lines(
    columns: tuple[Column[Any], ...], row: Any, text_size: int, look: Look, qtbot: QtBot
) -> None:
    look.apply(text_size=text_size)
    tab = ListTab("Essai", columns, key=lambda line: line, empty=("file-text", "Rien", "Rien"))
    qtbot.addWidget(tab)
    tab.resize(825, 500)  # what a window of 1366 pixels leaves to the sheet of a lot
    tab.show_rows([row])
    tab.show()
    assert_named(tab.table)


def test_the_contracts_of_a_person_name_their_employer(look: Look, qtbot: QtBot) -> None:
    part = placements_table()
    qtbot.addWidget(part)
    part.resize(694, 400)
    part.show_rows([_OF_A_PERSON])
    part.show()
    assert_named(part.table)


@pytest.mark.parametrize("text_size", [100, 150])
def test_a_list_not_shown_yet_takes_the_height_of_its_rows_of_two_lines(
    text_size: int, look: Look, qtbot: QtBot
) -> None:
    look.apply(text_size=text_size)
    part: ListPart[str] = ListPart("Essai", [Column("Un", str, second=str)], "file-text", "Rien", "Rien")
    qtbot.addWidget(part)
    part.show_rows(["un", "deux", "trois"])
    part.fit_to_rows(8)
    assert part.height() >= 3 * row_height(part.table, 2)
    part.show()
    assert part.table.verticalScrollBar().maximum() == 0


def test_the_form_of_a_need_shows_its_company_and_its_place_whole(database: Database, look: Look, qtbot: QtBot) -> None:
    with database.transaction() as session:
        lot = make.a_lot(session).id
        company = make.a_company(session, name="Recyclage des Deux Caps", town="Six-Fours-les-Plages")
        need = make.a_need(
            session, lot_id=lot, company_id=company.id, commune_code="83129", place="Chantier du quai de la Rade",
            contract_detail="surcroît d’activité",
        ).id  # fmt: skip
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(1366, 768)
    dialog = NeedDialog(Workspace(database, lambda: _DAY), lot, need, below)
    dialog.show()
    for name in ("company_id", "place", "commune_code", "contract_detail"):
        field = dialog.form.editor(name)
        assert isinstance(field, QLineEdit)
        assert field.text(), name
        assert field.fontMetrics().horizontalAdvance(field.text()) < room_of(field), name


def room_of(field: QLineEdit) -> int:
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    return inside.marginsRemoved(field.textMargins()).width() - 4  # Qt leaves two pixels at both sides


def assert_named(table: Table) -> None:
    stretched = next(place for place, column in enumerate(table._columns_model.columns) if column.stretch)
    assert table.columnWidth(stretched) >= scaled(130)
    assert table.horizontalScrollBar().maximum() == 0
